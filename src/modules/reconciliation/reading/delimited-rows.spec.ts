import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { DelimitedRows, longestRow } from './delimited-rows.js';

/** The text in pieces of this many characters, as a file may be cut. */
function rowsOf(text: string, delimiter = ',', piece = 7, lineEnd: 'LF' | 'CR' = 'LF') {
  const cutter = new DelimitedRows(delimiter, lineEnd);
  const rows = [];
  for (let at = 0; at < text.length; at += piece) rows.push(...cutter.push(text.slice(at, at + piece)));
  return [...rows, ...cutter.end()];
}
const cellsOf = (...input: Parameters<typeof rowsOf>) => rowsOf(...input).map(({ cells }) => cells);

describe('rows of a file with separators', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '7', ' ', '"', ',', ';', '\n', '\r\n', 'é', "'"), maxLength: 8 });
  const quoted = (text: string) => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  it('are what csv-parse reads, however the file is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';'),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 30 }),
        fc.boolean(),
        (rows, delimiter, lineEnd, piece, isEnded) => {
          const text = rows.map((cells) => cells.map(quoted).join(delimiter)).join(lineEnd) + (isEnded ? lineEnd : '');
          const known = parse(text, { delimiter, relax_column_count: true, record_delimiter: ['\r\n', '\n'] });
          expect(cellsOf(text, delimiter, piece)).toEqual(known);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keep a quote inside a cell as it is, and end at a carriage return where that ends lines', () => {
    expect(cellsOf('a,5" pipe\nb,c')).toEqual([['a', '5" pipe'], ['b', 'c']]); // prettier-ignore
    expect(cellsOf('a,b\rc,"d"\r', ',', 3, 'CR')).toEqual([['a', 'b'], ['c', 'd']]); // prettier-ignore
  });

  it('lose one row to a quote that is never closed, and one to a quote that is not doubled', () => {
    const long = 'x,y\n'.repeat(longestRow);
    const open = rowsOf(`a,b\nc,"d\n${long}`, ',', 50_000);
    expect(open.slice(0, 3)).toEqual([
      { line: 1, cells: ['a', 'b'], fault: null },
      { line: 2, cells: ['c', '"d'], fault: 'a quote is opened and not closed' },
      { line: 3, cells: ['x', 'y'], fault: null },
    ]);
    expect(open.length).toBe(longestRow + 2);
    expect(rowsOf('a,"b"c,d\ne,f\n')).toMatchObject([
      { cells: ['a', 'bc', 'd'], fault: 'a quote inside a cell is not doubled' },
      { cells: ['e', 'f'], fault: null },
    ]);
  });

  it('are bounded in memory: a row without end is one fault, and what follows its end is read', () => {
    const behindQuote = new DelimitedRows(',');
    expect([...behindQuote.push(`a\n"b\n",${'x'.repeat(20_000)}`), ...behindQuote.push('x\nc\n')]).toMatchObject([
      { line: 1 },
      { line: 2, fault: 'the row is longer than 16384 characters' },
      { line: 3, cells: ['c'], fault: null },
    ]);
    const rows = rowsOf(`${'x'.repeat(3 * longestRow)}\na,b\n`, ',', 1_000);
    expect(rows).toEqual([
      { line: 1, cells: [], fault: `the row is longer than ${longestRow} characters` },
      { line: 2, cells: ['a', 'b'], fault: null },
    ]);
  });
});
