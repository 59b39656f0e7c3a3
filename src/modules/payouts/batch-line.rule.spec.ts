import { describe, expect, it } from '@jest/globals';
import { Header } from '../../kernel/domain/sheet.js';
import { checkLines, payoutColumns, totalsOf, type Obstacle } from './batch-line.rule.js';

const header = Header.read(
  ['Record', 'Msisdn', 'Name', 'Amount', 'Currency', 'Description', 'RecordType', 'Dimension:branch'],
  payoutColumns,
) as Header;
const paysAll: Obstacle = () => null;
const good = ['A-1', '0788123456', 'Aline', '5000', 'RWF', 'May', '', 'kigali'];
const place = (column: string) => header.columns.indexOf(column);
const row = (line: number, changed: Readonly<Record<string, string>> = {}) => ({
  line,
  cells: good.map((cell, at) => changed[header.columns[at]!] ?? cell),
});
const errorsOf = (changed: Readonly<Record<string, string>>, obstacle = paysAll) =>
  checkLines(header, [row(2, changed)], obstacle)[0]!.errors;

describe('a line of a file of payouts', () => {
  it('says who is paid what, and for which record', () =>
    expect(checkLines(header, [row(2)], paysAll)).toEqual([
      {
        ...row(2),
        record: { type: 'other', id: 'A-1' },
        msisdn: '+250788123456',
        name: 'Aline',
        description: 'May',
        amount: expect.objectContaining({ minor: 5000n, currency: 'RWF' }),
        dimensions: { branch: 'kigali' },
        errors: [],
        warnings: [],
      },
    ]));

  it('takes the type of its record from its column, and no dimension from an empty cell', () => {
    const [line] = checkLines(header, [row(2, { RecordType: 'Invoice', 'Dimension:branch': '' })], paysAll);
    expect([line!.record, line!.dimensions]).toEqual([{ type: 'invoice', id: 'A-1' }, {}]);
  });

  it.each([['0788123456'], ['250788123456'], ['+250788123456'], [' 0788123456 ']])('takes the number %p', (Msisdn) =>
    expect(errorsOf({ Msisdn })).toEqual([]),
  );

  it.each([
    ['', 'phone number'],
    ['788123456', 'phone number'],
    ['07881234567', 'phone number'],
    ['0788 123 456', 'phone number'],
    ['2.50788E+11', 'short form of a spreadsheet'],
    ['=0788123456', 'phone number'],
  ])('refuses the number %p without repeating it', (Msisdn, what) => {
    const errors = errorsOf({ Msisdn });
    expect(errors).toEqual([{ field: 'Msisdn', message: expect.stringContaining(what) }]);
    expect(errors[0]!.message).not.toContain(Msisdn === '' ? 'never' : Msisdn);
  });

  it.each([
    '1e3',
    '5,000',
    '5 000',
    '-5',
    '+5',
    '05',
    '',
    'five',
    '5.',
    '.5',
    '0x10',
    '=5',
    'NaN',
    'Infinity',
    '5000.00',
    '0',
    '1234567890123456',
  ])('refuses the amount %p', (Amount) =>
    expect(errorsOf({ Amount })).toEqual([{ field: 'Amount', message: expect.any(String) }]),
  );

  it('names each thing that is wrong with it', () =>
    expect(
      errorsOf({
        Record: '',
        Msisdn: 'x',
        Amount: '1e3',
        Currency: 'rwf',
        RecordType: 'tax',
        Name: 'n'.repeat(101),
        Description: 'a\nb',
      }),
    ).toEqual(
      ['Record', 'RecordType', 'Msisdn', 'Currency', 'Amount', 'Name', 'Description'].map((field) => ({
        field,
        message: expect.any(String),
      })),
    ));

  it.each([
    ['CURRENCY_NOT_SUPPORTED', 'Currency'],
    ['MSISDN_NOT_SUPPORTED', 'Msisdn'],
  ] as const)('is refused where a provider says %s', (code, field) =>
    expect(errorsOf({}, () => code)).toEqual([{ field, message: expect.stringContaining('configured provider') }]),
  );

  it('with too few or too many cells is refused', () => {
    const lines = checkLines(
      header,
      [
        { line: 2, cells: good.slice(0, 5) },
        { line: 3, cells: [...good.with(0, 'B'), 'x'] },
      ],
      paysAll,
    );
    expect(lines.map(({ errors }) => errors)).toEqual([
      [{ field: '', message: 'has 5 fields, and the header has 8' }],
      [{ field: '', message: 'has 9 fields, and the header has 8' }],
    ]);
  });

  it('keeps a formula as text', () => {
    const [line] = checkLines(header, [row(2, { Name: '=HYPERLINK("x")', Description: '+1' })], paysAll);
    expect([line!.name, line!.description, line!.errors]).toEqual(['=HYPERLINK("x")', '+1', []]);
  });
});

describe('lines of one file', () => {
  it('of two lines for one record the later is invalid, also where the earlier is', () => {
    const lines = checkLines(
      header,
      [row(2), row(3, { Record: 'B', Amount: 'x' }), row(4, { Amount: '7' }), row(5, { Record: 'B' })],
      paysAll,
    );
    expect(lines.map(({ errors }) => errors.map(({ field, message }) => `${field} ${message}`))).toEqual([
      [],
      [expect.stringMatching(/^Amount/)],
      ['Record is the record of line 2 too: a record is paid once'],
      ['Record is the record of line 3 too: a record is paid once'],
    ]);
  });

  it('are different records where their types are', () => {
    const lines = checkLines(header, [row(2), row(3, { RecordType: 'invoice', Amount: '6' })], paysAll);
    expect(lines.map(({ errors }) => errors)).toEqual([[], []]);
  });

  it('warns of the same payee and amount, in whatever form the number is written', () => {
    const lines = checkLines(
      header,
      [row(2), row(3, { Record: 'B', Msisdn: '+250788123456' }), row(4, { Record: 'C', Amount: '5001' })],
      paysAll,
    );
    expect(lines.map(({ warnings }) => warnings)).toEqual([
      [],
      [{ field: 'Msisdn', message: 'is paid the same amount on line 2 already' }],
      [],
    ]);
  });

  it('have one currency', () => {
    const lines = checkLines(header, [row(2), row(3, { Record: 'B', Currency: 'EUR' })], paysAll);
    expect(lines[1]!.errors).toEqual([
      { field: 'Currency', message: 'must be RWF, as on line 2: a file has one currency' },
    ]);
  });

  it('add up over the valid ones', () => {
    const lines = checkLines(header, [row(2), row(3, { Record: 'B', Amount: 'x' }), row(4, { Record: 'C' })], paysAll);
    expect(totalsOf(lines)).toEqual({
      lines: 3,
      valid: 2,
      invalid: 1,
      warnings: 1,
      amount: expect.objectContaining({ minor: 10_000n }),
      invalidAmounts: [],
      invalidWithoutAmount: 1,
    });
    expect(totalsOf(checkLines(header, [row(2, { Amount: '' })], paysAll))).toMatchObject({ valid: 0, amount: null });
  });

  it('that are invalid add up apart, by currency, as far as they name an amount', () => {
    const invalid = [
      row(3, { Record: 'A' }),
      row(4, { Record: 'B', Msisdn: 'x', Amount: '70' }),
      row(5, { Record: 'C', Currency: 'EUR', Amount: '2.50' }),
      row(6, { Record: 'D', Amount: '1e3' }),
    ];
    const totals = totalsOf(checkLines(header, [row(2, { Record: 'A' }), ...invalid], paysAll));
    expect(totals).toMatchObject({ valid: 1, invalid: 4, invalidWithoutAmount: 1 });
    expect([totals.amount, ...totals.invalidAmounts!].map(String)).toEqual(['5000 RWF', '5070 RWF', '2.50 EUR']);
  });

  it('repeat no cell in what is said of them', () => {
    const secret = 'SECRET';
    const cells = header.columns.map(() => secret);
    const [line] = checkLines(header, [{ line: 2, cells }], paysAll);
    expect(JSON.stringify(line!.errors)).not.toContain(secret);
    expect(place('Record')).toBe(0);
  });
});
