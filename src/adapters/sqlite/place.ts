import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * How a file of SQLite is opened only to be read. Where no process writes, and the write-ahead log is empty, `immutable` keeps SQLite from
 * making its own files beside it: made by another user than the server's, they would be in its way. `isAlone` says that no process begins to
 * write meanwhile; for a look that is over in a moment it is near enough to the truth.
 */
export function placeToRead(file: string, isAlone: boolean): string {
  const isQuiet = (statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0;
  return isAlone && isQuiet ? `${pathToFileURL(file).href}?immutable=1` : file;
}
