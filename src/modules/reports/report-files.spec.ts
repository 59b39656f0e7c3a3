import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { hasPoppler } from '../../../test/support/poppler.js';
import { Money } from '../../kernel/domain/money.js';
import { harmless } from '../../http/csv.js';
import { numberOf } from './cells.js';
import { csvReport } from './csv-report.js';
import { Durations } from './durations.js';
import { jsonReport } from './json-report.js';
import { daysOf, faultsOf } from './report-ask.rule.js';
import { mostRows, reportPdf } from './report-pdf.js';
import { counted, type Bytes, type ReportStream } from './report-file.js';
import { column, dimensionColumn, Totals, type Report, type Row } from './report.js';
import { groupName } from './group-name.rule.js';
import { providerFees } from './provider-fees.report.js';
import { revenueByService } from './revenue-by-service.report.js';
import { settlement } from './settlement.report.js';
import { xlsxReport } from './xlsx-report.js';

const report: Pick<Report, 'columns' | 'totals' | 'counts'> = {
  columns: [
    column('id', 'Id', 'word', ''),
    column('words', 'Words', 'text', ''),
    column('amount', 'Amount', 'money', ''),
    column('share', 'Share (%)', 'number', ''),
  ],
  totals: ['All', 'None'],
  counts: ({ amount }) => [{ of: 'All', amount: Money.parse(String(amount), 'RWF')! }],
};

function streamOf(rows: readonly Row[] | AsyncIterable<Row>): ReportStream {
  const totals = new Totals(report, 'RWF');
  const all = async function* () {
    yield* rows;
  };
  return {
    heading: {
      report: 'sample',
      title: 'Sample, of all',
      organisation: 'One Stop Centre',
      environment: 'live',
      from: '2026-11-21',
      to: '2026-11-22',
      madeAt: '2026-11-22T22:30:00.000Z',
      filters: { service: 'permits' },
      phoneNumbers: 'masked',
      notes: [],
    },
    columns: report.columns,
    rows: counted(all(), totals),
    totals,
  };
}

const bytes = async (pieces: Bytes): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
};
const rows: readonly Row[] = [
  { id: 'pay_1', words: 'a "b", c;\nd', amount: '5000', share: 66.7 },
  { id: 'pay_2', words: '=1+1', amount: '-9007199254740993', share: null },
];

describe('a cell', () => {
  it('of text that a spreadsheet would run begins with an apostrophe', () => {
    for (const text of [
      '=1+1',
      '+250788123456',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      '\n=1',
      '  =1',
      '\u00a0=1',
      '＝1+1',
      '＠a',
    ])
      expect(harmless(text)).toBe(`'${text}`);
    for (const text of ['', 'INV-1001', '1=1', 'a@b', "'=1", '5 - 4']) expect(harmless(text)).toBe(text);
  });

  it('of money is a number where it is one, and text where it is not', () => {
    expect(numberOf('-5000', 'money')).toBe('-5000');
    expect(numberOf('12.50', 'money')).toBe('12.50');
    expect(numberOf('=1', 'money')).toBeNull();
    expect(numberOf('5000', 'text')).toBeNull();
    expect(numberOf(3, 'number')).toBe('3');
  });
});

describe('a dimension', () => {
  const columns = [column('id', 'Id', 'word', ''), dimensionColumn('branch', 'Branch')];
  const missing = [
    { id: 'pay_1', branch: null },
    { id: 'pay_2', branch: '(none)' },
    { id: 'pay_3', branch: '=1+1' },
  ];
  const of = (): ReportStream => ({ ...streamOf(missing.map((row) => ({ ...row, amount: '1' }))), columns });

  it('that a payment does not have is named so, apart from what is called so', async () => {
    const lines = (await bytes(csvReport(of(), { plain: false }))).toString().split('\r\n');
    expect(lines.slice(8, 12)).toEqual(['Id,Branch', 'pay_1,(none)', 'pay_2,“(none)”', "pay_3,'=1+1"]);
    const sheet = new TextDecoder().decode(unzipSync(await bytes(xlsxReport(of())))['xl/worksheets/sheet1.xml']);
    for (const cell of ['(none)', '“(none)”', "'=1+1"]) expect(sheet).toContain(`<t xml:space="preserve">${cell}</t>`);
    const pdf = await reportPdf(of(), [{ name: 'branch', mm: 40, align: 'left' }]);
    if (hasPoppler('a dimension in a PDF'))
      expect(execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString()).toContain('“(none)”');
  });

  it('is nothing for programs where there is none', async () => {
    const plain = (await bytes(csvReport(of(), { plain: true }))).toString();
    expect(plain).toBe("id,branch\r\npay_1,\r\npay_2,(none)\r\npay_3,'=1+1\r\n");
    expect(JSON.parse((await bytes(jsonReport(of()))).toString())).toMatchObject({ data: missing });
  });

  it('never has one name for two values', () => {
    const values = [
      '',
      ' ',
      '(none)',
      '(None)',
      ' (none)',
      '“(none)”',
      '““(none)””',
      '“”',
      '“ ”',
      '“kigali”',
      'kigali',
    ];
    expect(new Set(values.map((value) => groupName(value))).size).toBe(values.length);
    expect(values.map((value) => groupName(value)).filter((name) => name === '(none)')).toHaveLength(1);
    expect(groupName('(aucun)', '(aucun)')).toBe('“(aucun)”');
  });
});

it('totals count what their amounts are made of, not rows', () => {
  const countsOf = (of: Report, ...all: readonly Row[]) => {
    const totals = new Totals(of, 'RWF');
    for (const row of all) totals.add(row);
    return Object.fromEntries(totals.all().map((total) => [total.of, [total.count, total.amount]]));
  };
  const [money, none] = [{ currency: 'RWF' }, { received: '0', payments: 0, refunded: '0', refunds: 0, net: '0' }];
  expect(
    countsOf(
      revenueByService,
      { ...money, ...none, received: '900', payments: 3, net: '900' },
      { ...money, received: '100', payments: 1, refunded: '500', refunds: 2, net: '-400' },
    ),
  ).toEqual({ Received: [4, '1000'], Refunded: [2, '500'], Net: [6, '500'] });
  const fees = { movements: 5, withoutTariff: 2, moved: '7000', expected: '30', entries: 4, posted: '25' };
  expect(countsOf(providerFees, { ...money, ...fees, difference: '-5' })).toEqual({
    Moved: [5, '7000'],
    'Expected fees': [3, '30'],
    'Posted fees': [4, '25'],
    Difference: [7, '-5'],
  });
  const arrived = { ...money, status: 'received', gross: '100', fees: '0', net: '100', inTransit: '0' };
  const cancelled = { ...arrived, status: 'cancelled' };
  expect(countsOf(settlement, arrived, { ...arrived, net: '0', inTransit: '100' }, cancelled)).toEqual({
    Gross: [2, '200'],
    Fees: [0, '0'],
    Net: [1, '100'],
    'In transit': [1, '100'],
  });
});

describe('CSV', () => {
  it('has the days, the moment, the environment and the organisation above the table, and totals below it', async () => {
    expect((await bytes(csvReport(streamOf(rows), { plain: false }))).toString()).toBe(
      [
        '\ufeffReport,"Sample, of all"',
        'Organisation,One Stop Centre',
        'Environment,LIVE',
        'Days,"2026-11-21 to 2026-11-22 (Africa/Kigali, UTC+2)"',
        'Made at,"2026-11-23 00:30:00 (Africa/Kigali, UTC+2)"',
        'Filters,service = permits',
        'Phone numbers,masked',
        '',
        'Id,Words,Amount,Share (%)',
        'pay_1,"a ""b"", c;\nd",5000,66.7',
        "pay_2,'=1+1,-9007199254740993,",
        '',
        'Total,Currency,Count,Amount',
        'All,RWF,2,-9007199254735993',
        'None,RWF,0,0',
        'End of report: 2 rows',
        '',
      ].join('\r\n'),
    );
  });

  it('for programs is the table alone', async () => {
    expect((await bytes(csvReport(streamOf(rows.slice(1)), { plain: true }))).toString()).toBe(
      "id,words,amount,share\r\npay_2,'=1+1,-9007199254740993,\r\n",
    );
  });
});

it('JSON has its rows in one list, and what adds them up at its end', async () => {
  const text = (await bytes(jsonReport(streamOf(rows)))).toString();
  expect(text.endsWith(',"rows":2}\n')).toBe(true);
  expect(JSON.parse(text)).toMatchObject({
    data: rows,
    totals: [
      { of: 'All', currency: 'RWF', count: 2, amount: '-9007199254735993' },
      { of: 'None', currency: 'RWF', count: 0, amount: '0' },
    ],
  });
  expect(JSON.parse((await bytes(jsonReport(streamOf([])))).toString())).toMatchObject({ data: [], rows: 0 });
});

describe('XLSX', () => {
  it('is a workbook of text and exact numbers, as any reader of ZIP finds it', async () => {
    const files = unzipSync(await bytes(xlsxReport(streamOf(rows))));
    const text = (name: string) => new TextDecoder().decode(files[name]);
    expect(Object.keys(files).sort()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    const sheet = text('xl/worksheets/sheet1.xml');
    expect(sheet).toContain(
      '<t xml:space="preserve">a "b", c;\nd</t></is></c><c s="2"><v>5000</v></c><c s="0"><v>66.7</v></c>',
    );
    // Beyond 15 digits a spreadsheet would change it.
    expect(sheet).toContain('<t xml:space="preserve">-9007199254740993</t>');
    expect(sheet).toContain('<t xml:space="preserve">\'=1+1</t>');
    expect(sheet).toContain('End of report: 2 rows');
    const odd = [{ id: 'a\u0000\u001b<b>&\ud800', words: null, amount: '1', share: 1 }];
    const other = unzipSync(await bytes(xlsxReport(streamOf(odd))));
    expect(new TextDecoder().decode(other['xl/worksheets/sheet1.xml'])).toContain('a  &lt;b&gt;&amp; </t>');
  });

  it('of many rows is made while they are read, and stops their reading when nobody takes it', async () => {
    let read = 0;
    let isLetGo = false;
    async function* many(): AsyncGenerator<Row> {
      try {
        for (; read < 200_000; read += 1)
          yield { id: `pay_${read}`, words: 'x'.repeat(40), amount: String(read), share: 1 };
      } finally {
        isLetGo = true;
      }
    }
    const pieces = xlsxReport(streamOf(many()));
    await pieces.next();
    await pieces.next();
    await pieces.return(undefined);
    // What is being read when the taking ends is read to the end of its piece.
    for (let turn = 0; turn < 50 && !isLetGo; turn += 1) await new Promise(setImmediate);
    expect([isLetGo, read < 20_000]).toEqual([true, true]);
  });

  it('fails where its rows fail', async () => {
    async function* failing(): AsyncGenerator<Row> {
      yield rows[0]!;
      throw new Error('The store is away');
    }
    await expect(bytes(xlsxReport(streamOf(failing())))).rejects.toThrow('The store is away');
    await expect(bytes(csvReport(streamOf(failing()), { plain: false }))).rejects.toThrow('The store is away');
  });
});

describe('a report that is taken slowly', () => {
  /** About 200 bytes each in CSV, and without end. */
  const endless = () => {
    const read = { rows: 0 };
    async function* all(): AsyncGenerator<Row> {
      for (;;) {
        read.rows += 1;
        yield { id: `pay_${read.rows}`, words: `${read.rows * 7_919} `.repeat(20), amount: '5000', share: null };
      }
    }
    return { read, stream: streamOf(all()) };
  };

  // Compressed text comes out of a window of 32 KiB, many times smaller than it went in.
  it.each([
    ['CSV', (stream: ReportStream) => csvReport(stream, { plain: true }), 600],
    ['JSON', jsonReport, 600],
    ['XLSX', xlsxReport, 20_000],
  ] as const)('is read no faster than it is taken: %s', async (_, written, most) => {
    const { read, stream } = endless();
    // What an answer over HTTP is sent from.
    const body = Readable.from(written(stream), { objectMode: false });
    let before = 0;
    for (let taken = 0; taken < 20; taken += 1) {
      if (body.read() === null) await once(body, 'readable');
      // Nobody takes anything for a while.
      for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      if (taken > 0) expect(read.rows - before).toBeLessThan(most);
      before = read.rows;
    }
    expect(read.rows).toBeGreaterThan(100);
    body.destroy();
  });
});

describe('PDF', () => {
  const paper = [
    { name: 'id', mm: 40, align: 'left' },
    { name: 'amount', mm: 30, align: 'right' },
  ] as const;

  it('has the heading, the rows and the totals, as another program reads it', async () => {
    const pdf = await reportPdf(streamOf(rows), paper);
    if (!hasPoppler('the text of a report as PDF')) return;
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).toString().replaceAll(/ +/g, ' ');
    for (const words of ['Sample, of all', 'LIVE', '2026-11-21 to 2026-11-22 (Africa/Kigali, UTC+2)', 'pay_1 5,000'])
      expect(text).toContain(words);
    expect(text).toContain('All RWF 2 -9,007,199,254,735,993');
    expect(text).toContain('End of report: 2 rows');
    expect(text).toContain('One Stop Centre · Sample, of all · Page 1 of 1');
  });

  it('is refused where it would be too long', async () => {
    const many = Array.from({ length: mostRows + 1 }, () => rows[0]!);
    await expect(reportPdf(streamOf(many), paper)).rejects.toMatchObject({ code: 'REPORT_TOO_LONG_FOR_PDF' });
  });
});

it('percentiles are those of the nearest rank, to the tenth of a second below a minute', () => {
  const durations = new Durations();
  expect(durations.percentile(50)).toBeNull();
  for (let ms = 1_000; ms <= 100_000; ms += 1_000) durations.add(ms);
  expect([durations.percentile(50), durations.percentile(95), durations.percentile(100)]).toEqual([50, 95, 100]);
  const short = new Durations();
  for (const ms of [120, 180, 9_999]) short.add(ms);
  expect([short.percentile(50), short.percentile(95)]).toEqual([0.2, 10]);
});

it('days that are left out are today, or the other one; what cannot be is named', () => {
  const now = '2026-11-22T22:30:00.000Z';
  const ofDays = { name: 'refunds', covers: 'days', filters: ['service'] } as const;
  const asked = {
    from: null,
    to: null,
    format: 'csv',
    plain: false,
    filters: {},
    by: null,
    phoneNumbers: 'masked',
  } as const;
  expect(daysOf(asked, ofDays, now)).toEqual({ from: '2026-11-23', to: '2026-11-23' });
  expect(daysOf({ ...asked, to: '2026-11-20' }, ofDays, now)).toEqual({ from: '2026-11-20', to: '2026-11-20' });
  const faults = (more: object, of: Parameters<typeof faultsOf>[1] = ofDays) =>
    faultsOf({ ...asked, ...more }, of, now).map(({ field }) => field);
  expect(faults({ from: '2025-11-23', to: '2026-11-23' })).toEqual([]);
  expect(faults({ from: '2025-11-22', to: '2026-11-23' })).toEqual(['to']);
  expect(faults({ from: '2026-11-24' })).toEqual(['from']);
  expect(faults({ from: '2026-11-20', to: '2026-11-19' })).toEqual(['to']);
  expect(faults({ filters: { branch: 'x', service: 'y' }, by: 'program' })).toEqual(['branch', 'by']);
  expect(faults({ from: '2026-11-20' }, { ...ofDays, covers: 'now' })).toEqual(['from']);
  expect(faults({ format: 'pdf' })).toEqual(['format']);
});
