import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { Refusal } from '../../../kernel/domain/refusal.js';
import { planStatement, readStatement } from './read-statement.js';
import { fileInMemory } from './statement-file.js';
import { isUnreadable, type ReadLine } from './statement-line.js';

const options = { provider: 'mtn-momo', account: '28181818', currency: 'RWF' };
const head = '<?xml version="1.0" encoding="UTF-8"?>';
/** Strings that sheets refer to by their place. */
const strings = ['Id', 'Date', 'Status', 'Amount', 'Balance', 'Successful', 'From name'];

function workbook(sheets: Record<string, string>, more: Record<string, string> = {}, is1904 = false) {
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns:r="r">${is1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${names.map((name, at) => `<sheet name="${name}" r:id="r${at}" ${name === 'Hidden' ? 'state="hidden"' : ''}/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => `<Relationship Id="r${at}" Target="worksheets/sheet${at}.xml"/>`).join('')}</Relationships>`,
    'xl/styles.xml':
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy hh:mm"/><numFmt numFmtId="171" formatCode="0.00&quot;days&quot;"/></numFmts>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="14"/><xf numFmtId="171"/><xf numFmtId="21"/></cellXfs></styleSheet>',
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si><r><t>${text}</t></r><rPh><t>no</t></rPh></si>`).join('')}</sst>`,
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at}.xml`,
        `<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
    ...more,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(head + text)])));
}
const s = (reference: string, text: string) => `<c r="${reference}" t="s"><v>${strings.indexOf(text)}</v></c>`;
const header = `<row r="3">${['Id', 'Date', 'Status', 'Amount', 'Balance', 'From name'].map((name, at) => s(`${'ABCDEF'[at]}3`, name)).join('')}</row>`;
const row = (number: number, date = '<c r="B4" s="1"><v>46355.4166666667</v></c>', amount = '5000') =>
  `<row r="${number}"><c r="A${number}"><v>9001</v></c>${date}${s(`C${number}`, 'Successful')}<c r="D${number}"><v>${amount}</v></c>` +
  `<c r="F${number}" t="inlineStr"><is><t>Béatrice &amp; Co</t></is></c></row>`;

async function read(content: Uint8Array) {
  const file = fileInMemory(content);
  const plan = await planStatement(file, options);
  const lines: ReadLine[] = [];
  for await (const chunk of readStatement(file, plan, options)) lines.push(...chunk.lines);
  return { plan, lines };
}
const refusal = async (content: Uint8Array) => {
  const error = await read(content).then(() => null, (thrown: unknown) => thrown); // prettier-ignore
  if (!(error instanceof Refusal)) throw error ?? new Error('it was read');
  return error.detail['what'];
};

describe('a statement as a spreadsheet', () => {
  it('is read from its first shown sheet with a header, dates and text as they are shown', async () => {
    const title = '<row r="1"><c t="str"><v>Account: 28181818</v></c></row>';
    const { plan, lines } = await read(
      workbook({ Hidden: header + row(4), Notes: title, Lines: title + header + row(4) + row(9) }),
    );
    expect(plan).toMatchObject({
      format: 'xlsx',
      accounts: ['28181818'],
      notes: ['Of the 2 sheets, "Lines" was read.'],
    });
    expect(lines).toMatchObject([
      {
        line: 4,
        id: '9001',
        at: '2026-11-29T08:00:00.000Z',
        partyName: null,
        amount: { minor: 5_000n },
        balance: null,
      },
      { line: 9, cells: ['9001', '2026-11-29 10:00:00', 'Successful', '5000', '', 'Béatrice & Co'] },
    ]);
  });

  it('counts days from 1904 where it says so, and reads dates that are text', async () => {
    const date = '<c r="B4" s="2"><v>44893</v></c>';
    const { lines } = await read(
      workbook({ A: header + row(4, date) + row(5, '<c r="B5" t="str"><v>29/11/2026 10:00</v></c>') }, {}, true),
    );
    expect(lines.map((line) => (isUnreadable(line) ? line.reason : line.at))).toEqual([
      '2026-11-28T22:00:00.000Z',
      '2026-11-29T08:00:00.000Z',
    ]);
  });

  it('takes numbers as they are shown, and refuses those that have lost digits', async () => {
    const amounts = ['5000.0', '1234.5600000000001', '1E+3', '1.23456789012346E+16', '-125'];
    const { lines } = await read(
      workbook({ A: header + amounts.map((amount, at) => row(at + 4, undefined, amount)).join('') }),
    );
    expect(
      lines.map((line) =>
        isUnreadable(line) ? [line.column, line.reason] : `${line.direction} ${line.amount.amount}`,
      ),
    ).toEqual([
      'null 5000',
      ['Amount', 'has more decimals than RWF has'],
      'null 1000',
      ['Amount', expect.stringContaining('lost digits')],
      'out 125',
    ]);
  });

  it('has rows that end before empty cells, and times in a column of their own', async () => {
    const short = (number: number) => row(number).replace(/<c r="F.*?<\/c>/, '');
    const { lines } = await read(workbook({ A: header + short(4) }));
    expect(lines).toMatchObject([{ line: 4, id: '9001', amount: { minor: 5_000n }, partyName: null }]);
    const day = '<c r="B4" s="2"><v>46355</v></c>';
    const withTime = header.replace('</row>', '<c r="G3" t="str"><v>Time</v></c></row>');
    const time = '<c r="G4" s="4"><v>0.416666666666667</v></c></row>';
    const { lines: timed } = await read(workbook({ A: withTime + row(4, day).replace('</row>', time) }));
    expect(timed).toMatchObject([{ at: '2026-11-29T08:00:00.000Z' }]);
  });

  it('is refused where it is damaged, or is a bomb', async () => {
    const good = workbook({ A: header + row(4) });
    expect(await refusal(good.slice(0, good.length - 100))).toContain('cut off');
    expect(await refusal(good.map((byte, at) => (at > 60 && at < 90 ? byte ^ 0xff : byte)))).toContain('damaged');
    const long = `<row r="1"><c r="A1" t="str"><v>${'x'.repeat(40_000)}</v></c></row>`;
    expect(await refusal(workbook({ A: long }))).toContain('a cell of the sheet is too long');
    expect(await refusal(workbook({ A: ' '.repeat(6_000_000) }))).toContain('unpacks to more than a statement has');
    expect(await refusal(workbook({ A: '<row r="1"><c r="ZZ1"><v>1</v></c></row>' }))).toContain(
      'more than 256 columns',
    );
    expect(
      await refusal(workbook({ A: header }, { 'xl/styles.xml': '<!DOCTYPE a [<!ENTITY b "c">]><styleSheet/>' })),
    ).toContain('declares a document type');
  });
});

describe('a file that is no statement', () => {
  const zipped = (name: string) => zipSync({ [name]: strToU8('x') });
  const withPassword = zipSync({ 'xl/workbook.xml': strToU8('x') });
  // The bit of a password, in the directory at the end.
  withPassword[Buffer.from(withPassword).lastIndexOf(Buffer.from('PK\u0001\u0002')) + 8]! |= 1;
  const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600_000, 1)]);
  const named = (name: string) => Buffer.concat([old, Buffer.from(name, 'utf16le')]);
  const page = '<table><tr><td>Id</td></tr></table>';
  it.each([
    ['EMPTY', 'an empty file', ''],
    ['EMPTY', 'blank lines', '\r\n \r\n'],
    ['PICTURE', 'a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])],
    ['PICTURE', 'a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ['PDF', 'a PDF', '%PDF-1.7\n'],
    ['ARCHIVE', 'a gzip', Buffer.from([0x1f, 0x8b, 8, 0])],
    ['ARCHIVE', 'a zip with a CSV', zipped('statement.csv')],
    ['ARCHIVE', 'a zip with nothing', zipSync({})],
    ['OTHER_DOCUMENT', 'a Word document', zipped('word/document.xml')],
    ['OTHER_DOCUMENT', 'a spreadsheet of OpenDocument', zipped('content.xml')],
    [
      'OTHER_DOCUMENT',
      'a spreadsheet of Excel 2003',
      '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
    ],
    ['OTHER_DOCUMENT', 'other XML', '<?xml version="1.0"?><invoice/>'],
    ['OLD_SPREADSHEET', 'a spreadsheet of Excel 97', named('Workbook')],
    ['PROTECTED', 'an XLSX with a password', named('EncryptedPackage')],
    ['PROTECTED', 'a zip with a password', withPassword],
    ['WEB_PAGE', 'HTML under the name of a spreadsheet', page],
    ['WEB_PAGE', 'HTML behind a declaration', `<?xml version="1.0"?>\n<!-- x --><html xmlns:x="urn:x">${page}</html>`],
    ['WEB_PAGE', 'HTML in UTF-16', Buffer.from(`\ufeff${page}`, 'utf16le')],
    ['NOT_TEXT', 'a program', Buffer.from(Array.from({ length: 512 }, (_, at) => (at * 7) % 31))],
    ['NO_HEADER', 'a text without a header', 'Dear customer,\nyour statement follows.\n'],
    ['NO_HEADER', 'lines without their header', '1,2026-11-29,Successful,5000\n'],
    ['TOO_MUCH', 'a zip bomb', workbook({ A: ' '.repeat(6_000_000) })],
    ['DAMAGED', 'an XLSX that is cut off', workbook({ A: header }).slice(0, -40)],
    ['NO_SHEET', 'an XLSX whose sheets are hidden', workbook({ Hidden: header })],
  ] as const)('is refused as %s with what to do: %s', async (reason, _, content) => {
    const error = await read(Buffer.from(content as string)).then(() => null, (thrown: unknown) => thrown); // prettier-ignore
    expect((error as Refusal).detail).toMatchObject({
      reason,
      what: expect.stringMatching(/: (download|send|open|save|unpack)/),
    });
  });

  it('is not taken for one because of a stray sign', async () => {
    const csv = 'Id,Date,Status,Amount\n1,2026-11-29,OK,5\n'.repeat(20).replace('1,', '\u0000\u00011,');
    expect((await read(Buffer.from(csv))).lines.length).toBeGreaterThan(30);
  });
});
