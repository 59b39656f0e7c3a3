import type { StatementFile } from './statement-file.js';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/**
 * How the text of a file is encoded: by its byte order mark, by the zeros of UTF-16, or because the whole of it is UTF-8. Anything else is Windows-1252,
 * in which a spreadsheet in Rwanda's settings saves "CSV"; every sequence of bytes can be read in it.
 */
export async function encodingOf(file: StatementFile): Promise<Encoding> {
  const head = await headOf(file, 4_096);
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (const [place, byte] of head.entries()) if (byte === 0) zeros[place % 2]! += 1;
  if (zeros[1]! > head.length / 4) return 'utf-16le';
  if (zeros[0]! > head.length / 4) return 'utf-16be';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of file.chunks()) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

export async function headOf(file: StatementFile, bytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.chunks(0, Math.min(bytes, file.bytes))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The text of a file as it comes, without byte order mark, and how many bytes it was read from. */
export async function* textOf(
  file: StatementFile,
  encoding: Encoding,
): AsyncGenerator<{ text: string; bytes: number }> {
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const chunk of file.chunks()) {
    bytes += chunk.length;
    yield { text: decoder.decode(chunk, { stream: true }), bytes };
  }
  const text = decoder.decode();
  if (text !== '') yield { text, bytes };
}
