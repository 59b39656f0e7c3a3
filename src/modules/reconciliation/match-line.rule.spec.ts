import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Money } from '../../kernel/domain/money.js';
import { endsOf, followBalances, noBalances } from './balances.rule.js';
import { CompactSet } from './compact-set.js';
import type { Expectation } from './expectation.rule.js';
import { amountKeyOf, kindOfReference } from './expectation.rule.js';
import { itemIdOfLine, lineOfItem } from './item-id.rule.js';
import type { KnownAttempt, KnownOfLine } from './line-verdict.rule.js';
import { matchLine } from './match-line.rule.js';
import { noticesOf } from './notices.rule.js';
import { nothingRead } from './read-lines.js';
import type { StatementLine } from './reading/statement-line.js';
import { withoutPersonalData } from './row-without-personal-data.js';
import {
  lineOf,
  packedLines,
  StatementLinesRead,
  wholeLine,
  type KeptLine,
  type StoredLine,
} from './statement.events.js';

const rwf = (amount: number) => Money.parse(String(amount), 'RWF')!;
const at = '2026-11-22T12:00:00.000Z';
const line: StatementLine = {
  line: 2,
  cells: [],
  id: '4107714342',
  externalId: 'pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
  at,
  status: 'successful',
  type: 'Payment',
  kind: 'payment',
  direction: 'in',
  amount: rwf(5_000),
  fee: null,
  balance: null,
  party: null,
  partyName: null,
  ownAccount: null,
  text: null,
};
const expected: Expectation = {
  id: line.externalId!,
  kind: 'payment',
  paymentId: line.externalId,
  provider: 'mtn-momo',
  state: 'open',
  amount: { amount: '5000', currency: 'RWF' },
  subject: 'payer',
  transactionId: line.id,
  transactionKey: `mtn-momo ${line.id}`,
  amountKey: 'mtn-momo payment 5000 RWF payer',
  at,
  deadline: at,
  metBy: null,
};
const known: KnownOfLine = {
  byTransactionId: [],
  byReference: null,
  attemptsOf: () => null,
  alike: [],
  key: 'key',
  subject: 'payer',
  isOfBank: false,
  seen: null,
  metHere: new Set(),
};
const asked: Expectation = { ...expected, state: 'asked', transactionId: null, transactionKey: null, at: null };
const attempts = (...states: KnownAttempt['state'][]) => ({
  byReference: asked,
  attemptsOf: () => states.map((state, index) => ({ number: index + 1, state })),
});
const judged = (more: Partial<StatementLine>, of: Partial<KnownOfLine>) => {
  const { outcome, rule, meets, speaks, reasons } = matchLine({ ...line, ...more }, { ...known, ...of });
  return [outcome, rule, meets ? 'meets' : '', speaks ? 'speaks' : '', reasons.join(' ')];
};

describe('a line', () => {
  it.each<[string, Partial<StatementLine>, Partial<KnownOfLine>, string[]]>([
    [
      'with the provider’s id is matched',
      {},
      { byTransactionId: [expected], byReference: expected },
      ['matched', 'transaction-id', 'meets', '', 'SAME_TRANSACTION_ID SAME_AMOUNT SUCCESSFUL_ON_BOTH_SIDES'],
    ],
    [
      'with our reference is matched',
      { id: null },
      { byReference: expected },
      ['matched', 'our-reference', 'meets', '', 'SAME_REFERENCE SAME_AMOUNT SUCCESSFUL_ON_BOTH_SIDES'],
    ],
    [
      'of another amount is a mismatch',
      { amount: rwf(4_000) },
      { byTransactionId: [expected] },
      ['amount-mismatch', 'transaction-id', 'meets', '', 'SAME_TRANSACTION_ID ANOTHER_AMOUNT'],
    ],
    [
      'of another currency is a mismatch',
      { amount: Money.parse('5000', 'EUR')! },
      { byTransactionId: [expected] },
      ['currency-mismatch', 'transaction-id', 'meets', '', 'SAME_TRANSACTION_ID ANOTHER_CURRENCY'],
    ],
    [
      'that was met is a duplicate',
      {},
      { byTransactionId: [{ ...expected, metBy: { statementId: 's', run: 1, line: 9, key: 'key' } }] },
      ['duplicate-line', 'same-line', '', '', 'SEEN_IN_ANOTHER_FILE'],
    ],
    [
      'that is a second one of a movement is missing here',
      {},
      { byTransactionId: [{ ...expected, metBy: { statementId: 's', run: 1, line: 9, key: 'another' } }] },
      ['missing-internally', 'transaction-id', '', '', 'SAME_TRANSACTION_ID SECOND_LINE_OF_ONE'],
    ],
    [
      'that is the fee of a payment under its id is another movement',
      { kind: 'fee', direction: 'out', amount: rwf(25) },
      { byTransactionId: [expected] },
      ['other-movement', null as never, '', '', 'A_FEE'],
    ],
    [
      'that takes a payment back waits for a person',
      { kind: 'reversal', direction: 'out' },
      { byTransactionId: [expected] },
      ['status-mismatch', 'transaction-id', '', '', 'SAME_TRANSACTION_ID TAKEN_BACK A_PERSON_DECIDES'],
    ],
    [
      'that is successful settles what is uncertain',
      {},
      attempts('uncertain'),
      ['matched', 'our-reference', 'meets', 'speaks', 'SAME_REFERENCE SAME_AMOUNT SETTLED_BY_THIS_LINE'],
    ],
    [
      'that is successful contradicts what failed',
      {},
      attempts('ended'),
      [
        'status-mismatch',
        'our-reference',
        'meets',
        'speaks',
        'SAME_REFERENCE SUCCESSFUL_AT_PROVIDER OVER_WITHOUT_MONEY_HERE',
      ],
    ],
    [
      'that is successful says nothing of several attempts',
      {},
      attempts('ended', 'uncertain'),
      [
        'status-mismatch',
        'our-reference',
        'meets',
        '',
        'SAME_REFERENCE SUCCESSFUL_AT_PROVIDER SEVERAL_ATTEMPTS A_PERSON_DECIDES',
      ],
    ],
    [
      'of another number is told as doubt',
      {},
      { ...attempts('uncertain'), subject: 'somebody else' },
      ['status-mismatch', 'our-reference', 'meets', 'speaks', 'SAME_REFERENCE SUCCESSFUL_AT_PROVIDER ANOTHER_NUMBER'],
    ],
    [
      'that failed settles nothing that is uncertain',
      { status: 'failed' },
      attempts('uncertain'),
      ['status-mismatch', 'our-reference', '', '', 'SAME_REFERENCE FAILED_AT_PROVIDER A_PERSON_DECIDES'],
    ],
    [
      'that failed is matched where an attempt failed',
      { status: 'failed' },
      attempts('ended', 'successful'),
      ['matched', 'our-reference', '', '', 'SAME_REFERENCE FAILED_ON_BOTH_SIDES'],
    ],
    [
      'that failed contradicts a success',
      { status: 'failed' },
      { ...attempts('successful'), byReference: expected },
      ['status-mismatch', 'our-reference', '', 'speaks', 'SAME_REFERENCE FAILED_AT_PROVIDER'],
    ],
    [
      'that is pending settles nothing',
      { status: 'pending' },
      attempts('uncertain'),
      ['other-movement', 'our-reference', '', '', 'SAME_REFERENCE NOT_FINAL_AT_PROVIDER'],
    ],
    ['that nothing knows is missing here', {}, {}, ['missing-internally', null as never, '', '', 'UNKNOWN_HERE']],
    [
      'of a type that nothing knows may be money that came in',
      { kind: 'other', type: null },
      {},
      ['missing-internally', null as never, '', '', 'UNKNOWN_HERE OTHER_KIND'],
    ],
    [
      'of a status that nothing knows may be money that came in',
      { status: 'unknown' },
      {},
      ['missing-internally', null as never, '', '', 'UNKNOWN_HERE OTHER_STATUS'],
    ],
    [
      'of a status that nothing knows settles nothing, and a person looks at it',
      { status: 'unknown' },
      attempts('uncertain'),
      ['status-mismatch', 'our-reference', '', '', 'SAME_REFERENCE OTHER_STATUS A_PERSON_DECIDES'],
    ],
    [
      'of money that went out is another movement',
      { direction: 'out' },
      { byTransactionId: [expected] },
      ['other-movement', null as never, '', '', 'MONEY_WENT_OUT'],
    ],
    [
      'of a bank is another movement',
      {},
      { isOfBank: true },
      ['other-movement', null as never, '', '', 'A_MOVE_OF_THE_BANK'],
    ],
  ])('%s', (_, more, of, comes) => expect(judged(more, of)).toEqual(comes));

  it('is suggested by amount, number and time, and by less where several would fit', () => {
    const suggestion = (alike: readonly Expectation[]) => matchLine(line, { ...known, alike }).suggestion;
    expect(suggestion([expected])).toMatchObject({ id: expected.id, score: 0.9 });
    expect(suggestion([{ ...expected, at: '2026-11-22T11:20:00.000Z' }])).toMatchObject({ score: 0.75 });
    expect(suggestion([expected, { ...expected, id: 'pay_2', at: '2026-11-22T10:00:00.000Z' }])).toMatchObject({
      score: 0.7,
    });
    expect(suggestion([{ ...expected, at: '2026-11-20T12:00:00.000Z' }])).toBeNull();
    expect(suggestion([{ ...expected, state: 'met' }])).toBeNull();
  });

  it('never meets or settles a movement unless it says successful, whatever is known', () => {
    const state = fc.constantFrom('open', 'uncertain', 'successful', 'ended') as fc.Arbitrary<KnownAttempt['state']>;
    fc.assert(
      fc.property(
        fc.constantFrom('failed', 'pending', 'unknown') as fc.Arbitrary<StatementLine['status']>,
        fc.constantFrom('asked', 'open', 'missing', 'met') as fc.Arbitrary<Expectation['state']>,
        fc.array(state, { maxLength: 3 }),
        (status, stands, states) => {
          const { byReference: _, ...of } = attempts(...states);
          const verdict = matchLine(
            { ...line, status },
            { ...known, ...of, byReference: { ...expected, state: stands } },
          );
          expect(verdict.meets).toBe(false);
          // Against a success alone, and then as a contradiction.
          if (verdict.speaks) expect(states).toEqual(['successful']);
        },
      ),
    );
  });
});

describe('running balances', () => {
  const of = (number: number, amount: number, balance: number, minutes: number) => ({
    ...line,
    line: number,
    at: new Date(Date.parse(at) + minutes * 60_000).toISOString(),
    amount: rwf(amount),
    balance: rwf(balance),
  });
  const follow = (lines: readonly StatementLine[]) => followBalances(noBalances, lines);
  it('are followed oldest first and newest first, with the fee inside or beside', () => {
    const oldestFirst = [of(2, 10, 110, 0), of(3, 20, 130, 1), { ...of(4, 30, 155, 2), fee: rwf(5) }];
    expect(follow(oldestFirst)).toMatchObject({ order: 'oldest-first', gaps: 0 });
    expect(endsOf(follow(oldestFirst))).toEqual({ opening: 100n, closing: 155n });
    const newestFirst = [of(2, 20, 130, 1), of(3, 10, 110, 0)];
    expect(follow(newestFirst)).toMatchObject({ order: 'newest-first', gaps: 0 });
    expect(endsOf(follow(newestFirst))).toEqual({ opening: 100n, closing: 130n });
  });
  it('name the lines that do not follow, and a file that does not continue or is of another account', () => {
    const balances = follow([of(2, 10, 110, 0), of(3, 20, 170, 1)]);
    expect(balances).toMatchObject({ gaps: 1, at: [3] });
    const soFar = { ...nothingRead, balances, ownAccounts: ['FRI:1/MM'] };
    const notices = noticesOf({ currency: 'RWF' }, soFar, { closing: 90n, ownAccounts: ['FRI:2/MM'] });
    expect(notices.map(({ code }) => code)).toEqual(['BALANCE_GAPS', 'BALANCE_DOES_NOT_CONTINUE', 'ANOTHER_ACCOUNT']);
    expect(notices[1]!.detail).toContain('100 RWF');
  });
});

describe('what is kept of lines', () => {
  it('is in the log half as long, without what a line has not, and comes back as it was; the first version is read as it is', () => {
    const meant = (id: string) => ({ kind: 'payment', id, paymentId: id }) as const;
    const whole = (told: Parameters<typeof lineOf>[0]) => wholeLine(lineOf(told));
    const line = (number: number, more: object = {}) =>
      whole({
        ...{ line: number, outcome: 'matched', reasons: ['SAME_TRANSACTION_ID', 'SAME_AMOUNT'] },
        ...{ kind: 'payment', status: 'successful', direction: 'in', currency: 'RWF', fee: '25', meets: true },
        ...{ key: `1 id:90${number}:payment:in`, transactionId: `90${number}`, meant: meant(`pay_${number}`) },
        ...{ cells: [`90${number}`, '', 'FRI:1', '…'], confidence: 1, ...more },
      });
    const lines: readonly StoredLine[] = [
      line(2),
      line(3),
      line(4, { key: 'k', cells: ['a\tb', 'c'] }),
      line(5, { meant: { kind: 'refund', id: 'ref_1', paymentId: 'pay_1' }, outcome: 'amount-mismatch', fee: null }),
      line(6, { key: null, transactionId: null, meant: null, cells: [], sealed: 'sealed.a.b.c' }),
      whole({ line: 7, outcome: 'unreadable', reasons: ['NOT_READABLE'] }),
    ];
    const event = (more: object) => ({
      ...{ statementId: 'stm_1', run: 1, provider: 'mtn-momo', account: '1', currency: 'RWF', soFar: nothingRead },
      ...{ at: '2026-11-28T08:00:00.000Z', ...more },
    });
    const packed = packedLines(lines);
    const stored = JSON.parse(JSON.stringify(event(packed))) as { alike: object[]; lines: object[] };
    expect(stored.alike).toHaveLength(4);
    expect(stored.lines.at(-1)).toEqual({ as: 3, line: 7 });
    expect(StatementLinesRead.read(stored, 2).lines.map(wholeLine)).toEqual(lines);
    const ofFirstVersion = (each: KeptLine) =>
      Object.fromEntries(Object.entries(each).filter(([, value]) => value !== null && value !== false && value !== 0));
    const inFull = event({ lines: lines.map(ofFirstVersion) });
    expect(StatementLinesRead.read(inFull, 1).lines.map(wholeLine)).toEqual(lines);
  });
  it('has no names, words and whole numbers, and keeps what is a fact of money', () => {
    const columns = ['Id', 'From', 'From name', 'Note/Message', 'Amount', 'Balance', 'To Handler Name'];
    const cells = ['4107714342', 'FRI:250788123456/MSISDN', 'Aline', 'rent', '5000', '788123456', 'Paul'];
    expect(withoutPersonalData(columns, cells)).toEqual([
      '4107714342',
      'FRI:+25078*****56/MSISDN',
      '…',
      '…',
      '5000',
      '788123456',
      '…',
    ]);
  });
  it('is a set of texts, as a Set is', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (texts) => {
        const [ours, theirs] = [new CompactSet(), new Set<string>()];
        for (const text of texts) {
          expect(ours.add(text)).toBe(!theirs.has(text));
          theirs.add(text);
          expect(ours.has(text)).toBe(true);
        }
        expect(ours.size).toBe(theirs.size);
        expect(ours.has('never added')).toBe(theirs.has('never added'));
      }),
    );
    const many = new CompactSet();
    for (let at = 0; at < 20_000; at += 1) expect(many.add(`id:${at}:payment:in`)).toBe(true);
    expect(many.size).toBe(20_000);
  });
  it('is found by ids that say what they are', () => {
    const id = `stm_${'a'.repeat(32)}`;
    expect(lineOfItem(itemIdOfLine(id, 17))).toEqual({ statementId: id, line: 17 });
    expect(lineOfItem('itm_missing_pay_1')).toBeNull();
    expect(['pay_4f1c2d3e4b', 'ref_4f1c2d3e4b', 'out_4f1c2d3e4b', 'INV-1', null].map(kindOfReference)).toEqual([
      'payment',
      'refund',
      'payout',
      null,
      null,
    ]);
    expect(amountKeyOf('mtn-momo', 'payment', { amount: '5', currency: 'RWF' }, 's')).toBe('mtn-momo payment 5 RWF s');
  });
});
