import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { Refusal } from '../../kernel/domain/refusal.js';
import { FileTooLarge } from '../../http/sheet-file.js';
import { readBatchFile } from './batch-file.js';

const limits = { lines: 3, bytes: 50_000 };
const header = 'Record,Msisdn,Name,Amount,Currency,Description';
const line = 'A-1,0788123456,Aline,5000,RWF,May';

/** In pieces of this many bytes, as a network may cut a file. */
async function* sent(text: string | Buffer, piece = 1_000) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}
const cellsOf = async (text: string, piece?: number) =>
  (await readBatchFile(sent(text, piece))).rows.map(({ line: number, cells }) => [number, ...cells]);
const refusalOf = (text: string | Buffer) =>
  readBatchFile(sent(text), limits).then(
    () => 'none',
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      expect(error.code).toBe('BATCH_UNREADABLE');
      return error.detail;
    },
  );

describe('a file of payouts', () => {
  const read = [[2, 'A-1', '0788123456', 'Aline', '5000', 'RWF', 'May']];

  it.each([
    ['with line feeds', `${header}\n${line}\n`],
    ['with carriage returns and line feeds, without the last', `${header}\r\n${line}`],
    ['with a byte order mark', `\ufeff${header}\n${line}\n`],
    ['with semicolons', `${header}\n${line}\n`.replaceAll(',', ';')],
    ['with quotes around every cell', `"${header.replaceAll(',', '","')}"\n"${line.replaceAll(',', '","')}"\n`],
    [
      'with columns in another case and with blanks around them',
      `${header.toUpperCase().replaceAll(',', ' , ')}\n${line}\n`,
    ],
    ['with empty lines and lines of empty cells at the end', `${header}\n${line}\n,,,,,\n\n  , ,,,,\n`],
  ])('is read %s', async (_, text) => expect(await cellsOf(text)).toEqual(read));

  it('is read alike however it is cut into pieces, also in the middle of a letter', async () => {
    const text = `\ufeff${header}\r\nA-1,0788123456,"Uwamahoro, Béatrice ""Bea""",5000,RWF,été\r\n`;
    const whole = [[2, 'A-1', '0788123456', 'Uwamahoro, Béatrice "Bea"', '5000', 'RWF', 'été']];
    expect(await cellsOf(text)).toEqual(whole);
    expect(await cellsOf(text, 1)).toEqual(whole);
  });

  it('keeps a comma in a cell where semicolons stand between the cells', async () =>
    expect(await cellsOf('Record;Msisdn;Amount;Currency;Name\nA;0788123456;5;RWF;Uwase, A.\n')).toEqual([
      [2, 'A', '0788123456', '5', 'RWF', 'Uwase, A.'],
    ]));

  it('numbers lines as a spreadsheet does: an empty row counts, and a cell of two lines is one row', async () =>
    expect(
      (await cellsOf(`${header}\n\n${line}\nB,0788123456,"two\nlines",1,RWF,\n${line}\n`)).map(([at]) => at),
    ).toEqual([3, 4, 5]));

  it('keeps a formula, a quote inside a cell and missing cells as they are', async () =>
    expect(await cellsOf(`${header}\n=1+1,0788123456,Jean "Jado" M,@x,-RWF,+SUM(A1)\nshort,row\n`)).toEqual([
      [2, '=1+1', '0788123456', 'Jean "Jado" M', '@x', '-RWF', '+SUM(A1)'],
      [3, 'short', 'row'],
    ]));

  it('is known by the hash of its bytes', async () => {
    const text = `${header}\n${line}\n`;
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect((await readBatchFile(sent(text, 7))).sha256).toBe(sha256);
    expect((await readBatchFile(sent(`\ufeff${text}`))).sha256).not.toBe(sha256);
  });

  it.each<[string, string | Buffer, object]>([
    ['nothing in it', '', { line: 1, column: null, what: 'the file is empty' }],
    ['a header alone', `${header}\n\n`, { line: 1, column: null, what: 'the file has a header and no lines' }],
    [
      'no column for the amount',
      `Record,Msisdn,Currency\nA,B,C\n`,
      { line: 1, column: 'Amount', what: 'the column "Amount" is missing' },
    ],
    [
      'a column twice',
      `${header},name\n${line},x\n`,
      { line: 1, column: 'Name', what: 'the column "Name" comes twice' },
    ],
    [
      'a column that is not known',
      `${header},Village\n${line},x\n`,
      {
        line: 1,
        column: 'Village',
        what: expect.stringMatching(/^the column "Village" is not known: the columns are Record, /),
      },
    ],
    [
      'a dimension without a name',
      `${header},Dimension:\n${line},x\n`,
      { line: 1, column: 'Dimension:', what: expect.stringContaining('must name its dimension') },
    ],
    [
      'a quote that is never closed',
      `${header}\n"${line}\n`,
      { line: 2, column: null, what: 'a quote is opened and never closed' },
    ],
    [
      'a line without end',
      `${header}\n${'x'.repeat(20_000)}\n`,
      { line: 2, column: null, what: expect.stringContaining('a line is longer than 16384') },
    ],
    [
      'letters that are not UTF-8',
      Buffer.from(`${header}\n${line}é`, 'latin1'),
      { line: 1, column: null, what: 'the file is not UTF-8: save it as "CSV UTF-8"' },
    ],
    [
      'JSON in it',
      '{"amount": 1}',
      { line: 1, column: '{"amount": 1}', what: expect.stringContaining('is not known') },
    ],
    [
      'one line too many',
      `${header}\n${`${line}\n`.repeat(4)}`,
      { line: 5, column: null, what: 'the file has more than 3 lines: split it' },
    ],
  ])('with %s is refused, with the place', async (_, text, detail) => expect(await refusalOf(text)).toEqual(detail));

  it('that is too large is refused without being read to its end', async () => {
    let pieces = 0;
    async function* endless() {
      yield Buffer.from(`${header}\n`);
      for (; ; pieces += 1) yield Buffer.from(`${'x'.repeat(9_999)}\n`);
    }
    await expect(readBatchFile(endless(), limits)).rejects.toThrow(FileTooLarge);
    expect(pieces).toBeLessThan(100);
  });
});
