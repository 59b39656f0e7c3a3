/** What a fault of the operating system or of SQLite means, in words for the operator. */
export function storageFault(error: unknown): string {
  const { code, errcode, message } = error as NodeJS.ErrnoException & { errcode?: number };
  // SQLite's extended codes keep the primary one in their lowest byte.
  const words = errcode === undefined ? ofSystem[code ?? ''] : ofSqlite[errcode & 0xff];
  return words === undefined ? message : `${words} (${errcode === undefined ? code : message})`;
}

/** The same with the path that the system names, where an error comes up that nothing else has put into words. */
export function namedFault(error: unknown): string {
  const { code, path } = error as NodeJS.ErrnoException;
  return path !== undefined && ofSystem[code ?? ''] !== undefined
    ? `${path}: ${storageFault(error)}`
    : storageFault(error);
}

/** Another process uses the file, and the file is intact. */
export const isBusy = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;

const ofSystem: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than is allowed here',
  EROFS: 'the file system is read-only',
  EACCES: 'this user has no permission',
  EPERM: 'this user has no permission',
  EEXIST: 'it exists already, and nothing is written over: name one that does not exist yet',
  ENOTEMPTY: 'the directory is not empty',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is no directory',
  ENOENT: 'it, or a directory of its path, does not exist',
  ENAMETOOLONG: 'the path is too long',
  ELOOP: 'the path goes round in symbolic links',
  EIO: 'the disk reports an error',
  EMFILE: 'too many files are open',
  EBUSY: 'another program is using it',
  EADDRINUSE: 'another program listens there',
  ECONNREFUSED: 'nothing listens there',
};

const ofSqlite: Readonly<Record<number, string>> = {
  3: 'this user has no permission',
  5: 'another program is using it',
  8: 'the file or its file system is read-only',
  10: 'the disk reports an error, or is full',
  11: 'the file is damaged',
  13: 'the disk is full',
  14: 'the file cannot be opened or made',
  26: 'the file is damaged, or is not a database',
};
