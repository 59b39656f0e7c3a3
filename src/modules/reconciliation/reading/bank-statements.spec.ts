import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Money } from '../../../kernel/domain/money.js';
import { Refusal } from '../../../kernel/domain/refusal.js';
import { planStatement, readStatement } from './read-statement.js';
import { fileInMemory } from './statement-file.js';
import { isUnreadable, type StatementLine } from './statement-line.js';

const options = { provider: 'bank:bk', account: '100200345', currency: 'RWF' };
async function read(content: string | Uint8Array) {
  const file = fileInMemory(content);
  const plan = await planStatement(file, options);
  const lines: StatementLine[] = [];
  for await (const chunk of readStatement(file, plan, options))
    for (const line of chunk.lines) {
      if (isUnreadable(line)) throw new Error(line.reason);
      lines.push(line);
    }
  return { plan, lines };
}
const refusal = async (content: string) => {
  const error = await read(content).then(() => null, (thrown: unknown) => thrown); // prettier-ignore
  if (!(error instanceof Refusal)) throw error ?? new Error('it was read');
  return error.detail;
};
const rwf = (minor: number | bigint) => Money.ofMinor(BigInt(minor), 'RWF');

describe('a statement in MT940', () => {
  const of = (number: string, opening: string, lines: string[], closing: string) =>
    [':20:REF', ':25:100200345', `:28C:${number}`, `:60F:${opening}`, ...lines, `:62F:${closing}`].join('\r\n');
  const first = of('1/1', 'C261128RWF1000,00', [
    ':61:2611291129C1500000,NTRFNONREF//FT26333',
    'second line',
    ':86:/EREF/E2E-1/NAME/MTN RWANDA LTD/REMI/MOMO SETTLEMENT',
    ' 28181818',
    ':61:261129D1000,00NCHGFEE-1',
    ':86:LEDGER FEE',
  ], 'C261129RWF1500000,00'); // prettier-ignore

  it('becomes lines with the balance after each of them', async () => {
    const { plan, lines } = await read(`${first}\r\n:64:C261129RWF1500000,00\r\n:86:belongs to the statement\r\n-\r\n`);
    expect(plan).toMatchObject({ format: 'mt940', accounts: ['100200345'], notes: [] });
    expect(lines).toMatchObject([
      {
        line: 5, id: 'FT26333', externalId: 'E2E-1', at: '2026-11-28T22:00:00.000Z', direction: 'in', amount: rwf(1_500_000), balance: rwf(1_501_000),
        partyName: 'MTN RWANDA LTD', text: 'second line MOMO SETTLEMENT 28181818', kind: 'other', status: 'successful', ownAccount: '100200345',
      },
      { line: 9, id: 'FEE-1', direction: 'out', amount: rwf(1_000), balance: rwf(1_500_000), kind: 'fee', text: 'LEDGER FEE' },
    ]); // prettier-ignore
  });

  it('is refused as a whole where its lines do not make its balances', async () => {
    expect(await refusal(first.replace('1500000,NTRF', '1400000,NTRF'))).toMatchObject({
      line: 11,
      reason: 'BALANCES_DIFFER',
      what: 'the statement opens with 1000 RWF, its lines make 1400000 RWF of it, and it closes with 1500000 RWF, a difference of 100000 RWF: lines are missing or were changed, so none of the file is taken; download it again from the bank',
      difference: { amount: '100000', currency: 'RWF' },
    });
    expect(await refusal(first.slice(0, first.indexOf(':62F')))).toMatchObject({
      what: expect.stringContaining('is cut off'),
    });
    expect(await refusal(`${first}\r\n-\r\n:20:REF\r\n:25:100200345\r\n`)).toMatchObject({
      line: 13,
      reason: 'BALANCE_MISSING',
      what: expect.stringContaining('is cut off'),
    });
    expect(await refusal(first.replace('NTRFNONREF', '').replace('C1500000', 'X1500000'))).toMatchObject({ line: 5 });
  });

  it('undoes a credit by RC and a debit by RD', async () => {
    const { lines } = await read(
      of('7', 'D261128RWF500,', [':61:261129RC100,NTRFA', ':61:261129RD40,NTRFB'], 'D261129RWF560,'),
    );
    expect(lines.map(({ id, kind, direction, balance }) => [id, kind, direction, balance?.amount])).toEqual([
      ['A', 'reversal', 'out', '-600'],
      ['B', 'reversal', 'in', '-560'],
    ]);
  });

  it('holds several statements, whose balances must continue; a gap of numbers alone is noted', async () => {
    const next = of('2', 'C261129RWF1500000,', [':61:2612310101C5,NTRFA/B', '/C//BANK-1'], 'C261130RWF1500005,');
    const { plan, lines } = await read(`{1:F01BKIGRWRWAXXX}{2:O940}{4:\r\n${first}\r\n-}\r\n{4:\r\n${next}\r\n-}`);
    expect(plan.notes).toEqual([]);
    expect(lines.at(-1)).toMatchObject({ at: '2026-12-31T22:00:00.000Z', id: 'A/B', text: '/C//BANK-1' });
    expect((await read(`${first}\n-\n${next.replace(':28C:2', ':28C:4')}`)).plan.notes).toEqual([
      expect.stringContaining('statement 4 follows 1/1'),
    ]);
    expect(
      await refusal(`${first}\n-\n${next.replace('1500000,', '1500001,').replace('1500005', '1500006')}`),
    ).toMatchObject({
      what: expect.stringContaining('and the one before it closed with 1500000 RWF'),
    });
    expect((await read(`${first}\n-\n${next.replace('100200345', '999').replace('1500000,', '1,').replace('1500005', '6')}`)).plan.accounts).toEqual(['100200345', '999']); // prettier-ignore
  });

  it('has statements of its own for each currency of an account', async () => {
    const euros = of('1', 'C261128EUR10,50', [':61:261129C1,25NTRFA'], 'C261129EUR11,75');
    const { plan, lines } = await read(`${first}\n-\n${euros}`);
    expect(plan).toMatchObject({ accounts: ['100200345'], notes: [] });
    expect(lines.at(-1)).toMatchObject({ balance: Money.ofMinor(1_175n, 'EUR') });
  });

  it('takes a reference that goes on behind a line end, parts that begin with ?20, and files without field 20', async () => {
    const { lines } = await read(
      of('1', 'C261128RWF0,', [':61:261129C5,NTRFCUSTOMER-REF', '//BANKREF', ':86:166?00CREDIT?20EREF+E-9?21RENT?31250788000001?32ALINE U?33WASE'], 'C261129RWF5,')
        .replace(':20:REF\r\n', ''),
    ); // prettier-ignore
    expect(lines).toMatchObject([
      {
        id: 'BANKREF',
        externalId: 'E-9RENT',
        party: '+250788000001',
        partyName: 'ALINE UWASE',
        text: 'CREDIT EREF+E-9RENT',
      },
    ]);
  });

  it('sums up whatever its lines are, and is refused when one of them is changed (property)', async () => {
    const entry = fc.record({
      mark: fc.constantFrom('C', 'D', 'RC', 'RD'),
      amount: fc.integer({ min: 1, max: 9_999_999 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 8 }), fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(), async (entries, opening, which) => {
        const balance = (minor: number) => `${minor < 0 ? 'D' : 'C'}261129RWF${Math.abs(minor)},`;
        const effect = ({ mark, amount }: (typeof entries)[number]) => (mark === 'C' || mark === 'RD' ? amount : -amount);
        const closing = entries.reduce((sum, each) => sum + effect(each), opening);
        const lines = entries.map(({ mark, amount }, place) => `:61:261129${mark}${amount},00NTRFREF${place}`);
        const { lines: took } = await read(of('1', balance(opening), lines, balance(closing)));
        expect(took.at(-1)!.balance).toEqual(rwf(closing));
        expect(took.map(({ direction, amount }) => (direction === 'in' ? amount.minor : -amount.minor))).toEqual(entries.map((each) => BigInt(effect(each))));
        const at = which % lines.length;
        const changed = lines.with(at, `:61:261129${entries[at]!.mark}${entries[at]!.amount + 1},00NTRFREF`);
        expect(await refusal(of('1', balance(opening), changed, balance(closing)))).toMatchObject({ what: expect.stringContaining('none of the file is taken') });
      }),
      { numRuns: 60 },
    ); // prettier-ignore
  });
});

describe('a statement in CAMT.053', () => {
  const amount = (value: string, mark = 'CRDT') => `<Amt Ccy="RWF">${value}</Amt><CdtDbtInd>${mark}</CdtDbtInd>`;
  const balance = (code: string, value: string) =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${amount(value)}<Dt><Dt>2026-11-29</Dt></Dt></Bal>`;
  const entry = (inside: string, value: string, mark = 'CRDT', status = '<Sts><Cd>BOOK</Cd></Sts>') =>
    `<Ntry>${amount(value, mark)}${status}<BookgDt><Dt>2026-11-29</Dt></BookgDt><AcctSvcrRef>FT1</AcctSvcrRef>${inside}</Ntry>`;
  const statement = (entries: string, opening = '1000', closing = '6000', number = '1') =>
    `<Stmt><Id>S1</Id><ElctrncSeqNb>${number}</ElctrncSeqNb><Acct><Id><Othr><Id>100200345</Id></Othr></Id></Acct>` +
    `${balance('OPBD', opening)}${balance('CLBD', closing)}\n${entries}</Stmt>`;
  const file = (...statements: string[]) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<ns:Document xmlns:ns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr/>${statements.join('')}</BkToCstmrStmt></ns:Document>`;
  const details = (value: string, reference: string) =>
    `<TxDtls><Refs><AcctSvcrRef>T-${reference}</AcctSvcrRef><EndToEndId>E-${reference}</EndToEndId></Refs>${value}` +
    `<RltdPties><Dbtr><Pty><Nm>Aline</Nm></Pty></Dbtr></RltdPties>` +
    `<RmtInf><Ustrd>rent &amp; water</Ustrd><Strd><CdtrRefInf><Ref>${reference}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>`;

  it('becomes lines, the structured reference first', async () => {
    const { plan, lines } = await read(
      file(statement(entry(`<NtryDtls>${details('', 'RF18')}</NtryDtls>`, '5000.00'))),
    );
    expect(plan).toMatchObject({ format: 'camt.053', accounts: ['100200345'] });
    expect(lines).toMatchObject([
      {
        line: 3, id: 'T-RF18', externalId: 'RF18', at: '2026-11-28T22:00:00.000Z', direction: 'in', amount: rwf(5_000), balance: rwf(6_000),
        partyName: 'Aline', text: 'rent & water', status: 'successful', kind: 'other',
      },
    ]); // prettier-ignore
  });

  it('makes a line of each payment of an entry where their amounts add up, and one line where they do not', async () => {
    const two = (a: string, b: string) =>
      `<NtryDtls>${details(`<Amt Ccy="RWF">${a}</Amt>`, 'RF1')}${details(`<Amt Ccy="RWF">${b}</Amt>`, 'RF2')}</NtryDtls>`;
    const split = await read(file(statement(entry(two('2000', '3000'), '5000'))));
    expect(split.lines.map((line) => [line.externalId, line.amount.amount, line.balance?.amount])).toEqual([
      ['RF1', '2000', '3000'],
      ['RF2', '3000', '6000'],
    ]);
    const whole = await read(file(statement(entry(two('2000', '2999'), '5000'))));
    expect(whole.lines).toMatchObject([
      { amount: rwf(5_000), externalId: null, text: 'RF1 RF2 rent & water rent & water' },
    ]);
  });

  it('has a number of its own for each line, also where the XML has no line ends', async () => {
    const entries = Array.from({ length: 3 }, () => entry('', '5000')).join('');
    const { lines } = await read(file(statement(entries, '1000', '16000')).replaceAll('\n', ''));
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it('is refused as a whole where its entries do not make its balances; what is not booked is on none', async () => {
    expect(await refusal(file(statement(entry('', '4999'))))).toMatchObject({
      what: expect.stringContaining('none of the file is taken'),
    });
    const pending = entry('', '7', 'DBIT', '<Sts>PDNG</Sts>');
    const reversed = entry('<RvslInd>true</RvslInd>', '1000', 'DBIT');
    const { lines } = await read(file(statement(entry('', '6000') + pending + reversed)));
    expect(lines.map(({ status, kind, direction, balance }) => [status, kind, direction, balance?.amount])).toEqual([
      ['successful', 'other', 'in', '7000'],
      ['pending', 'other', 'out', undefined],
      ['successful', 'reversal', 'out', '6000'],
    ]);
    const later = statement('', '6000', '6000', '3');
    expect((await read(file(statement(entry('', '5000')), later))).plan.notes).toEqual([
      expect.stringContaining('statement 3 follows 1'),
    ]);
    expect(await refusal(file(statement(entry('', '5000')), statement('', '1', '1', '2')))).toMatchObject({ what: expect.stringContaining('closed with 6000 RWF') }); // prettier-ignore
  });

  it('is refused where a date has no year of four digits: it could not be recorded', async () => {
    for (const day of ['<Dt>0000-01-01</Dt>', '<DtTm>9999-12-31T23:59:59-12:00</DtTm>'])
      expect(await refusal(file(statement(entry('', '5000').replace('<Dt>2026-11-29</Dt>', day))))).toMatchObject({
        reason: 'BANK_FORM',
        what: expect.stringContaining('no booking date that is a day of the calendar'),
      });
  });

  it('expands no entity: a document type is refused, and so is XML that is broken or something else', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    expect(await refusal(file().replace('?>\n', `?>${bomb}`))).toMatchObject({
      line: 1,
      what: expect.stringContaining('the file declares a document type, which no statement needs'),
    });
    expect(await refusal(file(statement(entry('<AddtlNtryInf>&b;</AddtlNtryInf>', '5000'))))).toMatchObject({
      what: expect.stringContaining('not well-formed XML'),
    });
    expect(await refusal(file(statement(''), '<Stmt>').slice(0, -60))).toMatchObject({
      what: expect.stringMatching(/./),
    });
    expect(await refusal('<?xml version="1.0"?><invoice/>')).toMatchObject({
      reason: 'OTHER_DOCUMENT',
    });
    expect(await refusal(file())).toMatchObject({ reason: 'EMPTY' });
    expect(await refusal('<html><table></table></html>')).toMatchObject({
      what: expect.stringContaining('a web page'),
    });
  });
});
