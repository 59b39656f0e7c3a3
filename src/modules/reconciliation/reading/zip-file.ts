import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import type { StatementFile } from './statement-file.js';
import { unreadable } from './unreadable.js';

/** One file inside of a zip. */
export interface ZipEntry {
  readonly name: string;
  readonly isStored: boolean;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly crc: number;
  readonly headerAt: number;
}

/** The files of a zip, by its directory at the end. */
export async function zipEntriesOf(file: StatementFile): Promise<ReadonlyMap<string, ZipEntry>> {
  const tailFrom = Math.max(0, file.bytes - 65_557);
  const tail = await bytesOf(file, tailFrom, file.bytes);
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end === -1 || end + 22 > tail.length)
    throw unreadable('DAMAGED', 1, 'the file begins as a spreadsheet does and is cut off');
  const [count, size, at] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (at === 0xffff_ffff || size > mostDirectoryBytes || at + size > file.bytes)
    throw unreadable('DAMAGED', 1, 'the zip of the spreadsheet is damaged or too large');
  const directory = await bytesOf(file, at, at + size);
  const entries = new Map<string, ZipEntry>();
  let place = 0;
  for (let number = 0; number < count; number += 1) {
    if (place + 46 > directory.length || directory.readUInt32LE(place) !== 0x0201_4b50)
      throw unreadable('DAMAGED', 1, 'the zip of the spreadsheet is damaged');
    const method = directory.readUInt16LE(place + 10);
    const nameBytes = directory.readUInt16LE(place + 28);
    const name = directory.toString('utf8', place + 46, place + 46 + nameBytes);
    if ((directory.readUInt16LE(place + 8) & 1) === 1)
      throw unreadable('PROTECTED', 1, 'the file is protected by a password');
    if (method === 0 || method === 8)
      entries.set(name, {
        name,
        isStored: method === 0,
        crc: directory.readUInt32LE(place + 16),
        compressedBytes: directory.readUInt32LE(place + 20),
        bytes: directory.readUInt32LE(place + 24),
        headerAt: directory.readUInt32LE(place + 42),
      });
    place += 46 + nameBytes + directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32);
  }
  return entries;
}

/**
 * The text of a file inside of a zip, as it comes, and where in the zip it was read from. A zip bomb is refused: what unpacks to more than a
 * spreadsheet may have, or to several hundred times its size.
 */
export async function* unzipped(
  file: StatementFile,
  entry: ZipEntry,
  mostBytes: number,
): AsyncGenerator<{ text: string; bytes: number }> {
  const header = await bytesOf(file, entry.headerAt, entry.headerAt + 30);
  if (header.length < 30 || header.readUInt32LE(0) !== 0x0403_4b50)
    throw unreadable('DAMAGED', 1, 'the zip of the spreadsheet is damaged');
  const from = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const to = Math.min(from + entry.compressedBytes, file.bytes);
  const packed = { bytes: 0 };
  const source = Readable.from(counted(file.chunks(from, to), packed));
  const unpacked = entry.isStored ? source : createInflateRaw({ chunkSize: 65_536 });
  // An error of the source is an error of what is read below.
  if (unpacked !== source) pipeline(source, unpacked as InflateRaw, () => undefined);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  let crc = 0;
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      crc = crc32(chunk, crc);
      if (bytes > mostBytes || (bytes > harmlessBytes && bytes > mostRatio * packed.bytes))
        throw unreadable('TOO_MUCH', 1, `${entry.name} of the spreadsheet unpacks to more than a statement has`);
      yield { text: decoder.decode(chunk, { stream: true }), bytes: from + packed.bytes };
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw code.startsWith('Z_') || code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
      ? unreadable('DAMAGED', 1, 'the zip of the spreadsheet is damaged')
      : error;
  }
  if (bytes !== entry.bytes || crc !== entry.crc)
    throw unreadable('DAMAGED', 1, 'the zip of the spreadsheet is damaged');
}

async function* counted(chunks: AsyncIterable<Uint8Array>, packed: { bytes: number }) {
  for await (const chunk of chunks)
    // In small pieces, so that a bomb is noticed before it has gone off.
    for (let at = 0; at < chunk.length; at += 4_096) {
      const piece = chunk.subarray(at, at + 4_096);
      packed.bytes += piece.length;
      yield piece;
    }
}

async function bytesOf(file: StatementFile, from: number, to: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.chunks(from, Math.min(to, file.bytes))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const mostDirectoryBytes = 4 * 1_024 * 1_024;
const harmlessBytes = 4 * 1_024 * 1_024;
const mostRatio = 500;
