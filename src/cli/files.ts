import { createReadStream, existsSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { dirname } from 'node:path';
import { syncDirectory } from '../kernel/data-directory.js';
import { storageFault } from '../kernel/storage-faults.js';
import type { Terminal } from './terminal.js';

type Write = (text: string) => Promise<void>;

export const isPipe = (file: string | undefined): file is undefined | '-' => file === undefined || file === '-';

/** A file gets its name when it is complete and on the disk; an existing file is never overwritten. Only its owner can read it. */
export async function writing<T>(
  file: string | undefined,
  terminal: Terminal,
  use: (write: Write) => Promise<T>,
): Promise<T> {
  if (isPipe(file)) return use(intoPipe(terminal.output));
  if (existsSync(file))
    throw new Error(`${file} exists already, and nothing is written over: name a file that does not exist yet`);
  const unfinished = `${file}.unfinished`;
  const handle = await open(unfinished, 'w', 0o600).catch((error: unknown) => {
    throw cannot(file, 'written', error);
  });
  try {
    const result = await use(async (text) => {
      await handle.appendFile(text).catch((error: unknown) => {
        throw cannot(file, 'written', error);
      });
    });
    await handle.sync().catch((error: unknown) => {
      throw cannot(file, 'written', error);
    });
    await handle.close();
    await rename(unfinished, file);
    syncDirectory(dirname(file));
    return result;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** `read` returns the part that has been read, from 0 to 1; null where the size is not known. */
export async function reading<T>(
  file: string | undefined,
  terminal: Terminal,
  use: (chunks: AsyncIterable<Buffer>, read: () => number | null) => Promise<T>,
): Promise<T> {
  if (isPipe(file)) {
    if (isPerson(terminal.input)) throw new Error('no input: name a FILE, or pipe it into the command');
    return use(terminal.input, () => null);
  }
  const { size } = await stat(file).catch((error: unknown) => {
    throw cannot(file, 'read', error);
  });
  const stream = createReadStream(file, { highWaterMark: 1024 * 1024 });
  try {
    return await use(stream, () => stream.bytesRead / Math.max(1, size));
  } catch (error) {
    throw stream.errored === error ? cannot(file, 'read', error) : error;
  } finally {
    stream.destroy();
  }
}

function intoPipe(output: Writable): Write {
  if (isPerson(output))
    throw new Error('the output is a terminal: name a FILE, or pipe the output into another command');
  // The reading program may end; the write in progress reports it.
  output.on('error', () => undefined);
  return (text) =>
    new Promise((resolve, reject) =>
      output.write(text, (error) => (error ? reject(cannot('the standard output', 'written', error)) : resolve())),
    );
}

const isPerson = (stream: Readable | Writable): boolean => 'isTTY' in stream && stream.isTTY === true;

const cannot = (file: string, be: 'read' | 'written', cause: unknown) =>
  new Error(`${file} cannot be ${be}: ${storageFault(cause)}`, { cause });
