import { open } from 'node:fs/promises';

/** A file that can be read more than once, and from anywhere: the whole of it is looked at before its first line is read. */
export interface StatementFile {
  readonly bytes: number;
  /** The bytes from `from` up to `to`, as they come. */
  chunks(from?: number, to?: number): AsyncIterable<Uint8Array>;
}

const chunkBytes = 64 * 1_024;

export async function fileOnDisk(path: string): Promise<StatementFile> {
  await using handle = await open(path);
  const { size } = await handle.stat();
  return {
    bytes: size,
    async *chunks(from = 0, to = size) {
      await using file = await open(path);
      for (let at = from; at < to;) {
        const { bytesRead, buffer } = await file.read(
          Buffer.allocUnsafe(chunkBytes),
          0,
          Math.min(chunkBytes, to - at),
          at,
        );
        if (bytesRead === 0) throw new Error(`${path} has become shorter while it was read`);
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    },
  };
}

export function fileInMemory(content: Uint8Array | string): StatementFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    bytes: bytes.length,
    async *chunks(from = 0, to = bytes.length) {
      for (let at = from; at < to; at += chunkBytes) yield bytes.subarray(at, Math.min(to, at + chunkBytes));
    },
  };
}
