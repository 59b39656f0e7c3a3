import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Money } from '../../../kernel/domain/money.js';
import { Refusal } from '../../../kernel/domain/refusal.js';
import { planStatement, readStatement } from './read-statement.js';
import { fileInMemory } from './statement-file.js';
import { identityOf, isUnreadable, rowOf, type ReadLine, type StatementLine } from './statement-line.js';
import { readStatementFormats } from './statement-formats.js';
import type { ReadingOptions } from './statement-plan.js';

const options: ReadingOptions = { provider: 'mtn-momo', account: '28181818', currency: 'RWF' };
const header = 'Id,External id,Date,Status,Type,From,From name,To,Amount,Currency,Fee,Currency,Balance,Currency';
const line =
  '9001,pay_1,2026-11-29 10:00:00,Successful,Payment,FRI:250788000001/MSISDN,Aline,FRI:28181818/MM,5000,RWF,25,RWF,105000,RWF';

async function read(content: string | Uint8Array, asked: Partial<ReadingOptions> = {}) {
  const file = fileInMemory(content);
  const plan = await planStatement(file, { ...options, ...asked });
  const lines: ReadLine[] = [];
  for await (const chunk of readStatement(file, plan, { ...options, ...asked })) lines.push(...chunk.lines);
  return {
    plan,
    lines,
    read: lines.filter((each): each is StatementLine => !isUnreadable(each)),
    bad: lines.filter(isUnreadable),
  };
}
const refusal = async (content: string | Uint8Array, asked: Partial<ReadingOptions> = {}) => {
  const error = await read(content, asked).then(() => null, (thrown: unknown) => thrown); // prettier-ignore
  if (!(error instanceof Refusal)) throw error ?? new Error('it was read');
  expect(error.code).toBe('STATEMENT_UNREADABLE');
  return error.detail;
};
const rwf = (minor: number) => Money.ofMinor(BigInt(minor), 'RWF');
const encoded = {
  'UTF-8': (text: string) => Buffer.from(text),
  'UTF-8 with a byte order mark': (text: string) => Buffer.from(`\ufeff${text}`),
  'UTF-16 LE': (text: string) => Buffer.from(text, 'utf16le'),
  'UTF-16 LE with a byte order mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'UTF-16 BE with a byte order mark': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

describe('a statement of a wallet', () => {
  it('becomes lines in our words, with its cells as they were written', async () => {
    const { plan, lines } = await read(`${header}\n${line}\n`);
    expect(lines).toEqual([
      {
        line: 2,
        cells: line.split(','),
        id: '9001',
        externalId: 'pay_1',
        at: '2026-11-29T08:00:00.000Z',
        status: 'successful',
        type: 'Payment',
        kind: 'payment',
        direction: 'in',
        amount: rwf(5_000),
        fee: rwf(25),
        balance: rwf(105_000),
        party: '+250788000001',
        partyName: 'Aline',
        ownAccount: '28181818',
        text: null,
      },
    ]);
    expect(rowOf(plan.columns, lines[0]!.cells)).toMatchObject({
      Currency: 'RWF',
      'Currency (Fee)': 'RWF',
      'Currency (Balance)': 'RWF',
    });
  });

  it('is read below rows of titles, which tell the account and the currency', async () => {
    const above = 'Transaction history\nAccount:,28181818\nCurrency,RWF\nPeriod,01/11/2026 - 30/11/2026\n\n';
    const { plan, read: lines } = await read(`${above}Date;Id\n${header}\n${line}\n`);
    expect(plan.accounts).toEqual(['28181818']);
    expect(lines).toMatchObject([{ line: 8, id: '9001' }]);
  });

  it('refuses a file without a header, with what was looked for', async () => {
    expect(await refusal('Id,When,Status,Amount\n1,2,3,4\n')).toEqual({
      line: 1,
      column: 'Date',
      reason: 'NO_HEADER',
      what: 'the header lacks a column "Date": send the file as it was downloaded, with the row of its column names',
      missing: ['Date'],
      lookedFor: { date: expect.arrayContaining(['Date', 'Transaction Date']) },
    });
    expect(await refusal('')).toMatchObject({ line: 1, reason: 'EMPTY' });
    expect(await refusal(`${'title\n'.repeat(20)}${header}\n${line}`)).toMatchObject({
      what: expect.stringContaining('none of the first 20 lines is a header'),
    });
  });

  it('takes own headers for a provider and for one account, and tells mistakes in them', async () => {
    const own = readStatementFormats(
      '{"mtn-momo/28181818": {"headers": {"date": ["When"]}, "types": {"payment": ["Kwishyura"]}}}',
    );
    if ('mistakes' in own) throw new Error('it was not read');
    const content = 'Id,When,Status,Type,Amount\n1,2026-11-29 10:00,Successful,KWISHYURA,5\n';
    expect((await read(content, { formats: own as never })).read).toMatchObject([{ id: '1', kind: 'payment' }]);
    expect(await refusal(content, { formats: own as never, account: 'other' })).toMatchObject({ column: 'Date' });
    expect(readStatementFormats('{"mtn-momo": {"headers": {"dates": ["When"]}}, "bank": {"header": {}}}')).toEqual({
      mistakes: [expect.stringMatching(/^mtn-momo\.headers/), expect.stringMatching(/^bank: .*"header"/)],
    });
    expect(readStatementFormats('{')).toEqual({ mistakes: ['the file is not JSON'] });
  });

  it('goes on after a bad row, and says of each its line, its column and why', async () => {
    const bad = (at: number, cell: string) => line.split(',').map((each, place) => (place === at ? cell : each)).join(','); // prettier-ignore
    const content = [
      header,
      bad(8, '1e3'),
      bad(2, 'yesterday'),
      bad(8, '5,000'),
      bad(9, 'XXX'),
      bad(2, '2026-02-30 10:00:00'),
      bad(0, '1.23E+15'),
      bad(8, '12.50'),
      bad(10, 'RWF'),
      bad(12, '105 USD'),
      bad(11, 'EUR'),
      '',
      line,
    ].join('\n');
    const { read: good, bad: listed } = await read(content);
    expect(good).toMatchObject([{ line: 13 }]);
    expect(listed.map(({ line: at, column, reason }) => [at, column, reason])).toEqual([
      [2, 'Amount', expect.stringContaining('short form of a spreadsheet')],
      [3, 'Date', expect.stringContaining('is not a date in a form that is known')],
      [4, null, expect.stringContaining('has 15 cells, and the header has 14')],
      [5, 'Amount', expect.stringContaining('ISO 4217')],
      [6, 'Date', 'is not a day of the calendar'],
      [7, 'Id', expect.stringContaining('lost digits')],
      [8, 'Amount', 'has more decimals than RWF has'],
      [9, 'Fee', 'is not an amount'],
      [10, 'Balance', 'is in another currency than the RWF that is expected here'],
      [11, 'Fee', 'is in another currency than the RWF that is expected here'],
    ]);
  });

  it('knows statuses, cut-off types, both ways of a transfer, and a line between wallet and bank', async () => {
    const rows = [
      ['1', 'SUCCESSFUL', 'Payment', 'FRI:250788000001/MSISDN', 'FRI:28181818/MM', '100'],
      ['2', 'Failed', 'External paym', 'FRI:250788000001/MSISDN', 'FRI:28181818/MM', '100'],
      ['3', 'Pending', 'Transf', 'FRI:28181818/MM', 'FRI:250788000001/MSISDN', '100'],
      ['4', 'Odd', 'Batch transfer', 'FRI:collection/MM', '0788000001', '-100'],
      ['5', 'Successful', 'Cash out', 'FRI:28181818/MM', 'BANK OF KIGALI', '-100'],
      ['6', 'Successful', 'Reversal', 'FRI:250788000001/MSISDN', 'FRI:28181818/MM', '-100'],
      ['7', 'Successful', 'Interest', '', '', '7'],
      ['8', 'Successful', 'Transfer', 'FRI:250788000001/MSISDN', 'Someone', '100'],
    ];
    const { read: lines } = await read(
      [
        'Id,Date,Status,Type,From,To,Amount',
        ...rows.map(([id, ...rest]) => [id, '2026-11-29', ...rest].join(',')),
      ].join('\n'),
    );
    expect(lines.map(({ id, status, kind, direction, party }) => [id, status, kind, direction, party])).toEqual([
      ['1', 'successful', 'payment', 'in', '+250788000001'],
      ['2', 'failed', 'payment', 'in', '+250788000001'],
      ['3', 'pending', 'payout', 'out', '+250788000001'],
      ['4', 'unknown', 'payout', 'out', '+250788000001'],
      ['5', 'successful', 'settlement', 'out', null],
      ['6', 'successful', 'reversal', 'out', null],
      ['7', 'successful', 'other', null, null],
      ['8', 'successful', 'payout', 'out', null],
    ]);
  });

  it('reads a file without ids, whose lines are known by time, amount and balance', async () => {
    const { read: lines } = await read(
      'Date,Status,Type,From,To,Amount,Balance\n2026-11-29 10:00:00,Successful,Payment,Aline,Us,5000,RWF 105 000\n',
    );
    expect(lines).toMatchObject([{ id: null, balance: rwf(105_000) }]);
    expect(identityOf(lines[0]!)).toBe('at:2026-11-29T08:00:00.000Z:in:5000:105000');
    expect(await refusal('Date,Status,Amount\n2026-11-29,Successful,5\n')).toMatchObject({ column: 'Id' });
  });

  it('takes what stands in place of an id for none: two such rows are two lines', async () => {
    for (const none of ['-', 'N/A', 'null', '--']) {
      const { read: lines } = await read(
        `Id,Date,Status,Type,Amount,Balance\n${none},2026-11-29 10:00:00,Successful,Payment,5000,5000\n${none},2026-11-29 10:01:00,Successful,Payment,5000,10000\n`,
      );
      expect(lines.map(({ id }) => id)).toEqual([null, null]);
      expect(new Set(lines.map((each) => identityOf(each))).size).toBe(2);
    }
  });

  it('reads cells that are kept as text by a formula of a spreadsheet', async () => {
    const { read: lines } = await read(
      'Id,External id,Date,Status,Type,Amount\n="0090011",="pay_1",="2026-11-29 10:00:00",="Successful",Payment,="5000"\n',
    );
    expect(lines).toMatchObject([
      { id: '0090011', externalId: 'pay_1', at: '2026-11-29T08:00:00.000Z', status: 'successful', amount: rwf(5_000) },
    ]);
  });

  it('tells one id on two rows apart, and knows the same row in another file', async () => {
    const fee = '9001,,2026-11-29 10:00:00,Successful,Fee,,,,-25,RWF,,,104975,RWF';
    const { read: lines } = await read(`${header}\n${line}\n${fee}\n`);
    const again = await read(`${header}\n${line}\n`);
    expect(new Set(lines.map((each) => identityOf(each))).size).toBe(2);
    expect(identityOf(again.read[0]!)).toBe(identityOf(lines[0]!));
  });

  it('reads the columns of Airtel Rwanda', async () => {
    const { read: lines } = await read(
      'transfer_date,transfer_id,entry_type,service_type,second_party_account_id,transfer_value,previous_balance,post_balance,transfer_status\n' +
        '29/11/2026 10:00:00,MP1,CR,MERCHPAY,731234567,"5,000.00",0,"5,000.00",TS\n' +
        '29/11/2026 11:00:00,MP2,DR,OPTW,BK,"5,000.00","5,000.00",0,TF\n',
      { provider: 'airtel-money' },
    );
    expect(lines).toMatchObject([
      {
        id: 'MP1',
        direction: 'in',
        kind: 'payment',
        party: '+250731234567',
        status: 'successful',
        balance: rwf(5_000),
      },
      { id: 'MP2', direction: 'out', kind: 'settlement', partyName: 'BK', status: 'failed' },
    ]);
  });

  it('reads Windows-1252 where the file is not UTF-8, and says so', async () => {
    const content = Buffer.from(`${header}\n${line.replace('Aline', 'Béatrice')}\n`, 'latin1');
    const { plan, read: lines } = await read(content);
    expect(lines).toMatchObject([{ partyName: 'Béatrice' }]);
    expect(plan.notes).toEqual([expect.stringContaining('Windows-1252')]);
  });

  it('comes in chunks that say how far the file has been read', async () => {
    const file = fileInMemory(`${header}\n${`${line}\n`.repeat(625)}`);
    const plan = await planStatement(file, options);
    const chunks = [];
    for await (const { lines, bytes } of readStatement(file, plan, options)) chunks.push([lines.length, bytes]);
    expect(chunks.map(([lines]) => lines)).toEqual([250, 250, 125]);
    expect(chunks.at(-1)![1]).toBe(file.bytes);
    expect(chunks[0]![1]! < chunks[1]![1]! && chunks[1]![1]! < file.bytes).toBe(true);
  });
});

describe('the dates of a statement', () => {
  const file = (...dates: string[]) =>
    ['Id,Date,Status,Amount', ...dates.map((date, at) => `${at},${date},OK,5`)].join('\n');
  const instants = async (dates: string[], asked: Partial<ReadingOptions> = {}) =>
    (await read(file(...dates), asked)).lines.map((each) => (isUnreadable(each) ? each.reason : each.at));

  it('are read in one order by the whole column, wherever a date decides it', async () => {
    expect(await instants(['01/02/2026 10:00', '05/05/2026 10:00', '13/02/2026 10:00:30'])).toEqual([
      '2026-02-01T08:00:00.000Z',
      '2026-05-05T08:00:00.000Z',
      '2026-02-13T08:00:30.000Z',
    ]);
    expect(await instants(['01/02/2026 10:00', '02/13/2026 12:30 AM'])).toEqual([
      '2026-01-02T08:00:00.000Z',
      '2026-02-12T22:30:00.000Z',
    ]);
  });

  it('are asked about where day and month can nowhere be told apart, and read as they are named', async () => {
    const question = { line: 2, column: 'Date', question: 'dateFormat', choices: ['DD/MM/YYYY', 'MM/DD/YYYY'] };
    expect(await refusal(file('01/02/2026', '03/04/2026'))).toMatchObject(question);
    expect(await instants(['01/02/2026'], { dateFormat: 'DD/MM/YYYY' })).toEqual(['2026-01-31T22:00:00.000Z']);
    expect(await instants(['01/02/2026'], { dateFormat: 'MM/DD/YYYY' })).toEqual(['2026-01-01T22:00:00.000Z']);
    expect(await instants(['05/05/2026'])).toEqual(['2026-05-04T22:00:00.000Z']);
    // With one digit before the first hyphen.
    expect(await refusal(file('1-02-2026', '3-04-2026'))).toMatchObject(question);
    expect(await instants(['1-02-2026', '3-13-2026'])).toEqual([
      '2026-01-01T22:00:00.000Z',
      '2026-03-12T22:00:00.000Z',
    ]);
  });

  it('refuse a column of two orders, and one that is not as it was named', async () => {
    expect(await refusal(file('13/02/2026', '02/13/2026'))).toMatchObject({ line: 3, column: 'Date' });
    expect(await refusal(file('13/02/2026'), { dateFormat: 'MM/DD/YYYY' })).toMatchObject({ line: 2 });
    expect(await refusal(file('02/13/2026'), { dateFormat: 'DD/MM/YYYY' })).toMatchObject({ line: 2 });
    expect(await refusal(file('02/03/2026'), { dateFormat: 'YYYY-MM-DD' })).toMatchObject({ line: 2 });
  });

  it('are of Kigali where no zone is named', async () =>
    expect(
      await instants([
        '2026-11-29',
        '2026-11-29T10:00:00Z',
        '2026-11-29 10:00:00.250+05:30',
        '20261129',
        '29-NOV-26',
        '"Nov 29, 2026 1:05 PM"',
        '2026/11/29 23:59',
        '29.11.2026',
        '29/11/26',
        '2026-11-29 24:00',
        '29-Foo-2026',
        '0026-11-29',
        '9999-12-31 23:59:59-12:00',
        '1970-01-01 00:00:00',
        '1999-12-31',
        '2000-01-01',
      ]),
    ).toEqual([
      '2026-11-28T22:00:00.000Z',
      '2026-11-29T10:00:00.000Z',
      '2026-11-29T04:30:00.250Z',
      '2026-11-28T22:00:00.000Z',
      '2026-11-28T22:00:00.000Z',
      '2026-11-29T11:05:00.000Z',
      '2026-11-29T21:59:00.000Z',
      '2026-11-28T22:00:00.000Z',
      'has a year of two digits',
      'is not a time of day',
      'is not a day of the calendar',
      'is not a day of the calendar',
      'is of a year that no statement has',
      'is of a year that no statement has',
      'is of a year that no statement has',
      '1999-12-31T22:00:00.000Z',
    ]));

  it('come back from any file in every encoding, separator, line end and form (property)', async () => {
    const pad = (part: number) => String(part).padStart(2, '0');
    const forms = {
      'YYYY-MM-DD': (d: Date) => `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`,
      'DD/MM/YYYY': (d: Date) => `${pad(d.getUTCDate())}/${pad(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`,
      'MM/DD/YYYY': (d: Date) => `${pad(d.getUTCMonth() + 1)}/${pad(d.getUTCDate())}/${d.getUTCFullYear()}`,
    };
    const amounts = {
      plain: (n: number) => String(n),
      commas: (n: number) => `"${n.toLocaleString('en-US')}.00"`,
      blanks: (n: number) => n.toLocaleString('en-US').replaceAll(',', ' '),
      points: (n: number) => `"${n.toLocaleString('en-US').replaceAll(',', '.')},00"`,
    };
    const entry = fc.record({
      at: fc.date({ min: new Date('2021-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      amount: fc.integer({ min: -9_999_999, max: 9_999_999 }),
      name: fc.string({ unit: fc.constantFrom('a', 'É', '"', ',', ';', '\t', ' ', "'", 'Ł'), maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 6 }),
        fc.constantFrom(...(Object.keys(encoded) as (keyof typeof encoded)[])),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(...(Object.keys(forms) as (keyof typeof forms)[])),
        fc.constantFrom(...(Object.keys(amounts) as (keyof typeof amounts)[])),
        async (entries, encoding, separator, lineEnd, dateFormat, amountForm) => {
          const rows = entries.map(({ at, amount, name }, place) =>
            [
              `T${place}`,
              `${forms[dateFormat](at)} ${at.toISOString().slice(11, 19)}`,
              'Successful',
              `"${name.replaceAll('"', '""')}"`,
              amounts[amountForm](amount),
            ].join(separator),
          );
          const text = [['Id', 'Date', 'Status', 'From name', 'Amount'].join(separator), ...rows, ''].join(lineEnd);
          const { read: lines, bad } = await read(encoded[encoding](text), { dateFormat });
          expect(bad).toEqual([]);
          expect(
            lines.map(({ at, amount, direction }) => [at, direction === 'out' ? -amount.minor : amount.minor]),
          ).toEqual(
            entries.map(({ at, amount }) => [
              new Date(Math.floor(at.getTime() / 1_000) * 1_000 - 2 * 3_600_000).toISOString(),
              BigInt(amount),
            ]),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('the amounts of a statement', () => {
  const amounts = async (cells: string[], currency = 'RWF') =>
    (
      await read(['Id;Date;Status;Amount', ...cells.map((cell, at) => `${at};2026-11-29;OK;${cell}`)].join('\n'), {
        currency,
      })
    ).lines.map((each) =>
      isUnreadable(each) ? each.reason : `${each.direction === 'out' ? '-' : ''}${each.amount.amount}`,
    );

  it('are read as exports write them', async () =>
    expect(
      await amounts(['5,000', '1,234,567.00', '1 234 567', "1'234", '1.234.567', '5 000,00', '-125', '(125)', '125-', 'RWF 5,000', '5000 Frw', '\u2212125', '007']), // prettier-ignore
    ).toEqual([
      '5000',
      '1234567',
      '1234567',
      '1234',
      '1234567',
      '5000',
      '-125',
      '-125',
      '-125',
      '5000',
      '5000',
      '-125',
      '7',
    ]));

  it('have the decimals of their currency', async () =>
    expect(await amounts(['12.5', '12,50', '1,250.75', '12.505', '1.250,7'], 'EUR')).toEqual([
      '12.50',
      '12.50',
      '1250.75',
      'has one separator before three digits, which may be thousands or decimals: export it without separators',
      '1250.70',
    ]));

  it('are refused where they can be read in two ways, or are none', async () =>
    expect(
      await amounts([
        '25.000',
        '0,500',
        '0.500,00',
        '1e3',
        '1,5E+6',
        '12,34,567',
        '5000.50',
        '--5',
        '0x10',
        '1234567890123456',
      ]),
    ).toEqual([
      'has one separator before three digits, which may be thousands or decimals: export it without separators',
      'has one separator before three digits, which may be thousands or decimals: export it without separators',
      'has separators that do not stand before every three digits',
      expect.stringContaining('short form'),
      expect.stringContaining('short form'),
      'has separators that do not stand before every three digits',
      'has more decimals than RWF has',
      'is not an amount',
      'is not an amount',
      'has more than 15 digits',
    ]));
});

describe('a statement of a bank as CSV', () => {
  it('has two columns of amounts, no status, and takes a mapping of its own', async () => {
    const { read: lines, bad } = await read(
      'Account Number: 100-2003-45\nTransaction Date,Value Date,Narration,Reference,Debit,Credit,Balance\n' +
        '29-Nov-2026,29-Nov-2026,"MTN MOMO SETTLEMENT 28181818",FT26333,,"1,500,000.00","2,500,000.00"\n' +
        '30-Nov-2026,30-Nov-2026,Ledger fee,FT26334,"1,000.00",0.00,"2,499,000.00"\n' +
        '30-Nov-2026,30-Nov-2026,Odd,FT26335,5,5,0\n',
      { provider: 'bank:bk', account: '100200345' },
    );
    expect(lines).toMatchObject([
      {
        id: 'FT26333',
        direction: 'in',
        amount: rwf(1_500_000),
        status: 'successful',
        text: 'MTN MOMO SETTLEMENT 28181818',
      },
      { id: 'FT26334', direction: 'out', amount: rwf(1_000) },
    ]);
    expect(bad).toMatchObject([{ line: 5, column: 'Credit' }]);
  });
});
