/** A file has changed since it was exported. The message follows "cannot be imported: ". */
export class Damaged extends Error {
  override readonly name = 'Damaged';
}

/** Splits at line feeds alone: other line separators may be part of a JSON text. A last line without its line feed is included. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, from)) {
      const end = chunk.subarray(from, at);
      yield rest.length === 0 ? end : Buffer.concat([...rest, end]);
      rest = [];
      restBytes = 0;
      from = at + 1;
    }
    if (from === chunk.length) continue;
    rest.push(chunk.subarray(from));
    restBytes += chunk.length - from;
    if (restBytes > mostBytesInALine) throw new Damaged('it has a line longer than any that Ishyura writes');
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

const lineFeed = 10;
const mostBytesInALine = 64 * 1024 * 1024;
