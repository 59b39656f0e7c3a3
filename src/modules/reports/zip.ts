import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { Bytes } from './report-file.js';

/**
 * A ZIP archive as it is made: no file's length has to be known before its content has gone by. Node compresses on threads of its own, so a long
 * file keeps no request waiting. Files are below 4 GiB, as those of spreadsheets are.
 */
export class ZipWriter {
  #offset = 0;
  readonly #entries: Buffer[] = [];

  constructor(private readonly at: Date) {}

  /** One file of the archive. It is read as its bytes are taken. */
  async *file(name: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Bytes {
    const header = headerOf(name, this.at);
    const start = this.#offset;
    yield this.#passed(Buffer.concat([u32(0x04034b50), header, Buffer.from(name)]));
    const deflated = createDeflateRaw();
    const leaving = new AbortController();
    let [crc, size] = [0, 0];
    const fed = (async () => {
      for await (const piece of content) {
        crc = crc32(piece, crc);
        size += piece.length;
        if (size > greatest) throw new Error(`${name} is larger than 4 GiB`);
        if (!deflated.write(piece)) await once(deflated, 'drain', { signal: leaving.signal });
      }
      deflated.end();
    })();
    // The reader below throws what has gone wrong here.
    fed.catch((error: unknown) => deflated.destroy(error as Error));
    let packed = 0;
    try {
      for await (const piece of deflated as AsyncIterable<Buffer>) {
        packed += piece.length;
        yield this.#passed(piece);
      }
      await fed;
    } finally {
      // Where nobody takes the bytes any more, the content is let go as well.
      leaving.abort();
    }
    const sizes = Buffer.concat([u32(crc), u32(packed), u32(size)]);
    yield this.#passed(Buffer.concat([u32(0x08074b50), sizes]));
    const fields = Buffer.concat([header.subarray(0, 10), sizes, header.subarray(22)]);
    this.#entries.push(
      Buffer.concat([u32(0x02014b50), u16(version), fields, Buffer.alloc(10), u32(start), Buffer.from(name)]),
    );
  }

  /** The directory of the archive, which ends it. */
  end(): Uint8Array {
    const directory = Buffer.concat(this.#entries);
    const count = u16(this.#entries.length);
    const nothing = u16(0);
    const place = Buffer.concat([u32(directory.length), u32(this.#offset)]);
    return Buffer.concat([directory, u32(0x06054b50), nothing, nothing, count, count, place, nothing]);
  }

  #passed(piece: Buffer): Uint8Array {
    this.#offset += piece.length;
    if (this.#offset > greatest) throw new Error('The archive is larger than 4 GiB');
    return piece;
  }
}

const version = 20;
const greatest = 0xffff_ffff;

/** What the header of a file and its line in the directory have in common. The sizes follow the content. */
function headerOf(name: string, at: Date): Buffer {
  const sizesFollow = 0x0008;
  const isUtf8 = 0x0800;
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const words = [version, sizesFollow | isUtf8, 8, time, date].map(u16);
  return Buffer.concat([...words, Buffer.alloc(12), u16(Buffer.byteLength(name)), u16(0)]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
