import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { payout, refund, settlement } from '../../../test/support/ledger-examples.js';
import { histories } from '../../../test/support/payment-histories.js';
import {
  created,
  creation,
  disagreed,
  failed,
  paymentId,
  reattempted,
  refundCompleted,
  rwf,
  stoppedWaiting,
  submitted,
  succeeded,
} from '../../../test/support/specify-payment.js';
import { noon } from '../../../test/support/fake-clock.js';
import { evolve } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { paymentEvents, recordEvents, type PaymentEvent, type RecordEvent } from '../payments/contract.js';
import { StatementReconciled } from '../reconciliation/contract.js';
import { account } from './accounts.rule.js';
import { adjustmentEvents } from './adjustment.events.js';
import {
  inTransit,
  settlement as decider,
  settlementEvents,
  type KnownSettlement,
  type Settlement,
  type SettlementEvent,
} from '../settlements/contract.js';
import {
  ledgerEvents,
  take,
  unbalancedIn,
  type Books,
  type LedgerEvent,
  type PaymentBooks,
  type Posting,
} from './postings.rule.js';

const wallet = 'provider:mtn-momo:wallet';
const event = (type: PaymentEvent['type'] | RecordEvent['type'], data: object): PaymentEvent => {
  const definition = [...paymentEvents, ...recordEvents].find((each) => each.type === type)!;
  const whole = { paymentId, attempt: 1, answer: null, at: noon, ...data };
  return { type, data: definition.read(JSON.parse(JSON.stringify(whole)), definition.version) } as PaymentEvent;
};
const contradicted = (was: string, says: string, more: object = {}) =>
  event('OutcomeContradicted', { was, says, ...more });
const decidedSo = (decision: string, more: object = {}) =>
  event('ContradictionDecided', { decision, reviewId: 'rev_1', ...more });
const perhapsPaid = (amount: Money | null, more: object = {}) =>
  event('RecordPerhapsPaid', {
    recordKey: creation.recordKey,
    providerReference: creation.providerReference,
    outcome: { is: 'successful', transactionId: null, amount, payerSubject: null, externalId: null },
    ...more,
  });
const paidByPerson = (amount: Money | null, attempt = 1) =>
  event('PaymentSucceeded', { attempt, paid: amount, reviewId: 'rev_1', grounds: null, providerTransactionId: 'tx' });
const endedByPerson = (decision: string) =>
  event('PaymentFailed', { decision, reviewId: 'rev_1', failure: { code: 'UNSPECIFIED', providerCode: null } });
const reversed = (amount: number) =>
  event('PaymentRefunded', { refundId: 'ref_rev_1', amount: rwf(amount), reviewId: 'rev_1' });

/** An event that names another amount than was asked for. */
const withAmount = (of: LedgerEvent, paid: Money, reason?: string) =>
  ({ ...of, data: { ...of.data, paid, ...(reason !== undefined && { reason }) } }) as LedgerEvent;

/** What events lead to, and the balances after them: debits are positive. */
function told(...events: readonly LedgerEvent[]) {
  let books: Books | null = null;
  const postings: (Posting | null)[] = [];
  const balances = new Map<string, bigint>();
  for (const each of events) {
    const taken = take(books, each);
    if (taken === null) throw new Error(`${each.type} has no beginning`);
    books = taken.books;
    postings.push(taken.posting);
    for (const { account: code, side, amount } of taken.posting?.lines ?? []) {
      const of = amount.currency === 'RWF' ? code : `${code} ${amount.currency}`;
      balances.set(of, (balances.get(of) ?? 0n) + (side === 'debit' ? amount.minor : -amount.minor));
    }
  }
  const left = [...balances].filter(([, balance]) => balance !== 0n).map(([code, sum]) => [code, Number(sum)]);
  return { books: books as unknown as PaymentBooks, postings, balances: Object.fromEntries(left) as object };
}
const balancesAfter = (...events: readonly LedgerEvent[]) => told(...events).balances;
const perhaps = { [wallet]: 5_000, suspense: -5_000 };
const earned = { [wallet]: 5_000, 'revenue:unassigned': -5_000 };

it('the fees of a statement are posted and counted in each of their currencies', () => {
  const eur = Money.ofMinor(250n, 'EUR');
  const reconciled = (...fees: Money[]) =>
    StatementReconciled({
      ...{ statementId: 'stm_1', provider: 'mtn-momo', account: 'collections', from: null, to: null },
      ...{ totals: {}, fees, at: noon },
    });
  const { postings, balances } = told(reconciled(rwf(125), eur));
  expect(postings[0]!.tally).toEqual({ as: 'fees', amount: rwf(125), others: [eur] });
  expect(balances).toEqual({
    'fees:mtn-momo': 125,
    [wallet]: -125,
    'fees:mtn-momo EUR': 250,
    [`${wallet} EUR`]: -250,
  });
  expect(told(reconciled(rwf(125))).postings[0]!.tally).toEqual({ as: 'fees', amount: rwf(125) });
});

describe('the postings of a payment', () => {
  it('are none before money is known to have moved', () => {
    expect(told(created, submitted, stoppedWaiting).postings).toEqual([null, null, null]);
  });

  it('put what was paid into the wallet and into the revenue of its service, with its dimensions', () => {
    const ofPermits = { ...created, data: { ...created.data, dimensions: { service: 'Permits', branch: 'kigali' } } };
    const [, posting] = told(ofPermits, succeeded).postings;
    expect(posting).toEqual({
      source: { type: 'payment', id: paymentId },
      paymentId,
      refundId: null,
      payoutId: null,
      description: 'Payment received',
      tally: { as: 'successful', amount: rwf(5_000) },
      lines: [
        { account: wallet, side: 'debit', amount: rwf(5_000), dimensions: {} },
        {
          account: 'revenue:permits',
          side: 'credit',
          amount: rwf(5_000),
          dimensions: { service: 'Permits', branch: 'kigali' },
        },
      ],
    });
  });

  it('count a failure without lines', () => {
    const [, posting] = told(created, failed).postings;
    expect(posting).toMatchObject({ lines: [], tally: { as: 'failed', amount: rwf(5_000) } });
  });

  it('name the wallet of the attempt that succeeded', () => {
    const again = { ...reattempted, data: { ...reattempted.data, provider: 'airtel-money' } };
    const second = { ...succeeded, data: { ...succeeded.data, attempt: 2 } };
    expect(balancesAfter(created, failed, again, second)).toEqual({
      'provider:airtel-money:wallet': 5_000,
      'revenue:unassigned': -5_000,
    });
  });

  it.each<[string, readonly LedgerEvent[], object]>([
    ['said of a record, before the payment hears it', [perhapsPaid(rwf(5_000))], perhaps],
    ['said of the record and the payment: once', [perhapsPaid(rwf(5_000)), disagreed], perhaps],
    ['said without an amount: what was asked', [perhapsPaid(null)], perhaps],
    ['said of a failed payment', [failed, contradicted('failed', 'successful')], perhaps],
    [
      'said twice with two amounts: the newer word',
      [perhapsPaid(rwf(4_500)), perhapsPaid(rwf(4_700))],
      { [wallet]: 4_700, suspense: -4_700 },
    ],
    [
      'said in another currency',
      [perhapsPaid(Money.parse('5', 'EUR'))],
      { [`${wallet} EUR`]: 500, 'suspense EUR': -500 },
    ],
  ])('put money into suspense that was %s', (_, events, expected) =>
    expect(balancesAfter(created, ...events)).toEqual(expected),
  );

  it.each<[string, readonly LedgerEvent[], object]>([
    ['paid, as asked', [disagreed, paidByPerson(null)], earned],
    [
      'paid, with another amount',
      [perhapsPaid(rwf(4_500)), disagreed, paidByPerson(rwf(4_400))],
      { [wallet]: 4_400, 'revenue:unassigned': -4_400 },
    ],
    ['not paid', [disagreed, endedByPerson('not-paid')], {}],
    ['returned', [disagreed, endedByPerson('returned')], {}],
    ['not paid, after a failure', [failed, contradicted('failed', 'successful'), decidedSo('not-paid')], {}],
    ['returned, after a failure', [failed, contradicted('failed', 'successful'), decidedSo('returned')], {}],
    ['paid, after a failure', [failed, contradicted('failed', 'successful'), paidByPerson(null)], earned],
    ['successful, by the provider itself', [perhapsPaid(rwf(5_000)), succeeded], earned],
  ])('let money out of suspense that is decided to be %s', (_, events, expected) =>
    expect(balancesAfter(created, ...events)).toEqual(expected),
  );

  it('keep it in suspense while the provider contradicts its own doubtful success', () =>
    expect(balancesAfter(created, disagreed, contradicted('uncertain', 'failed'))).toEqual(perhaps));

  it('owe a payer what was paid by a second attempt', () => {
    const second = { ...succeeded, data: { ...succeeded.data, attempt: 2 } };
    const late = contradicted('failed', 'successful');
    expect(balancesAfter(created, failed, reattempted, second, late, decidedSo('paid'))).toEqual({
      [wallet]: 10_000,
      'revenue:unassigned': -5_000,
      overpayments: -5_000,
    });
  });

  it.each<[string, LedgerEvent, number]>([
    ['the provider says', decidedSo('paid'), 4_500],
    ['a person says', decidedSo('paid', { paid: rwf(4_400) }), 4_400],
  ])('owe a payer of a second attempt what %s was paid by it', (_, decision, amount) => {
    const second = { ...succeeded, data: { ...succeeded.data, attempt: 2 } };
    const late = contradicted('failed', 'successful', { differs: true, paid: rwf(4_500) });
    expect(balancesAfter(created, failed, reattempted, second, perhapsPaid(rwf(4_500)), late, decision)).toEqual({
      [wallet]: 5_000 + amount,
      'revenue:unassigned': -5_000,
      overpayments: -amount,
    });
  });

  const inSuspense = { [wallet]: 5_000, suspense: -5_000 };
  it.each<[string, readonly LedgerEvent[], object]>([
    ['failed: all of it', [contradicted('successful', 'failed')], inSuspense],
    [
      'less: the difference',
      [contradicted('successful', 'successful', { differs: true, paid: rwf(4_500) })],
      { [wallet]: 5_000, 'revenue:unassigned': -4_500, suspense: -500 },
    ],
    [
      'more: the difference',
      [contradicted('successful', 'successful', { differs: true, paid: rwf(5_600) })],
      { [wallet]: 5_600, 'revenue:unassigned': -5_000, suspense: -600 },
    ],
    ['of another payer: all of it', [contradicted('successful', 'successful', { differs: true })], inSuspense],
    [
      'less, and then failed: the greater doubt',
      [
        contradicted('successful', 'successful', { differs: true, paid: rwf(4_500) }),
        contradicted('successful', 'failed'),
      ],
      inSuspense,
    ],
    ['failed, and decided to stand', [contradicted('successful', 'failed'), decidedSo('paid')], earned],
    [
      'failed, and decided to be reversed',
      [contradicted('successful', 'failed'), decidedSo('reversed'), reversed(5_000)],
      {},
    ],
    [
      'less, and decided to be reversed in part',
      [
        contradicted('successful', 'successful', { differs: true, paid: rwf(4_500) }),
        decidedSo('reversed'),
        reversed(500),
      ],
      { [wallet]: 4_500, 'revenue:unassigned': -4_500 },
    ],
  ])('move what is in doubt of a success that the provider calls %s', (_, events, expected) =>
    expect(balancesAfter(created, succeeded, ...events)).toEqual(expected),
  );

  const [asked, approved] = refund.approved as [LedgerEvent, LedgerEvent];
  const owed = { [wallet]: 5_000, 'revenue:unassigned': -3_000, 'refunds-payable': -2_000 };
  const back = { [wallet]: 3_000, 'revenue:unassigned': -3_000 };
  const inDoubt = { [wallet]: 5_000, 'revenue:unassigned': -3_000, suspense: -2_000 };
  it.each<[string, readonly LedgerEvent[], object]>([
    ['asked for', [asked], earned],
    ['approved', [asked, approved], owed],
    ['approved and submitted', [asked, approved, refund.submitted], owed],
    ['paid', [asked, approved, refund.submitted, refund.succeeded(null)], back],
    [
      'paid with another amount',
      [asked, approved, refund.succeeded('rev_1', rwf(1_900))],
      { [wallet]: 3_100, 'revenue:unassigned': -3_100 },
    ],
    ['paid by hand from the wallet', [asked, approved, refund.byHand('wallet')], back],
    [
      'paid by hand from the bank',
      [asked, approved, refund.byHand('bank')],
      { [wallet]: 5_000, 'revenue:unassigned': -3_000, bank: -2_000 },
    ],
    ['failed', [asked, approved, refund.failed], earned],
    ['uncertain', [asked, approved, refund.uncertain], inDoubt],
    ['uncertain, and then paid', [asked, approved, refund.uncertain, refund.succeeded('rev_1')], back],
    ['uncertain, and then failed', [asked, approved, refund.uncertain, refund.failed], earned],
    ['failed, and said to be paid', [asked, approved, refund.failed, refund.contradicted], inDoubt],
    [
      'failed, and said to be paid with another amount',
      [asked, approved, refund.failed, withAmount(refund.contradicted, rwf(1_900))],
      { [wallet]: 5_000, 'revenue:unassigned': -3_100, suspense: -1_900 },
    ],
    [
      'failed, and said to be paid in another currency: what was asked for',
      [asked, approved, refund.failed, withAmount(refund.contradicted, Money.parse('5', 'EUR')!)],
      inDoubt,
    ],
    [
      'uncertain of its amount',
      [asked, approved, refund.uncertain, withAmount(refund.uncertain, rwf(2_100), 'AMOUNT_DISAGREES')],
      { [wallet]: 5_000, 'revenue:unassigned': -2_900, suspense: -2_100 },
    ],
    ['paid, and said to have failed', [asked, approved, refund.succeeded(null), refund.saidToFail], inDoubt],
    [
      'paid, and said to be paid with another amount: all of it, as it was paid',
      [asked, approved, refund.succeeded('rev_1', rwf(1_900)), withAmount(refund.saidToFail, rwf(2_000))],
      { [wallet]: 5_000, 'revenue:unassigned': -3_100, suspense: -1_900 },
    ],
    [
      'paid, said to have failed, and decided to stand',
      [asked, approved, refund.succeeded(null), refund.saidToFail, refund.decidedSo('paid')],
      back,
    ],
    [
      'failed, said to be paid, and decided not to be',
      [asked, approved, refund.failed, refund.contradicted, refund.decidedSo('not-paid')],
      earned,
    ],
    ['rejected', [asked, refund.rejected], earned],
  ])('of a refund that is %s', (_, events, expected) => {
    expect(balancesAfter(created, succeeded, ...events)).toEqual(expected);
    for (const posting of told(created, succeeded, ...events).postings.slice(2)) {
      expect(unbalancedIn(posting?.lines ?? [])).toEqual([]);
      if (posting !== null)
        expect(posting).toMatchObject({ source: { type: 'refund', id: 'ref_1' }, refundId: 'ref_1' });
    }
  });

  it('are not guessed of a refund whose request is missing', () =>
    expect(() => told(created, succeeded, approved)).toThrow('The ledger knows no refund ref_1 of pay_1'));

  it('leave a refund of ours to its own events', () =>
    expect(balancesAfter(created, succeeded, refundCompleted(2_000))).toEqual(earned));

  it('are not guessed where the beginning of a payment is missing', () => expect(take(null, succeeded)).toBeNull());

  it('balance after every event of any history, and only what is in doubt is in suspense', () => {
    fc.assert(
      fc.property(histories, ({ events, payment }) => {
        const { postings, books } = told(...events);
        for (const posting of postings) expect(unbalancedIn(posting?.lines ?? [])).toEqual([]);
        const sums = new Map<string, bigint>();
        for (const { account: code, side, amount } of postings.flatMap((posting) => posting?.lines ?? []))
          sums.set(code, (sums.get(code) ?? 0n) + (side === 'debit' ? amount.minor : -amount.minor));
        const open = payment.attempts.filter((each) => each.isPerhapsPaid || each.isContradicted);
        const doubts = Object.keys(books.doubtful).length > 0 || books.questioned !== null;
        expect([doubts, doubts ? open.length > 0 : true]).toEqual([doubts, true]);
        if (!doubts) expect(sums.get(account.suspense) ?? 0n).toBe(0n);
        for (const each of payment.attempts.filter(({ isPerhapsPaid }) => isPerhapsPaid))
          expect(books.doubtful[each.number]).toBeDefined();
        const kept = (payment.paidAmount?.minor ?? 0n) - payment.refunded.minor - (books.questioned?.moved.minor ?? 0n);
        expect(sums.get('revenue:unassigned') ?? 0n).toBe(-kept);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the postings of a settlement', () => {
  it('leave in transit exactly what the settlement says is in transit, whatever happens to it', () => {
    const order = fc.oneof(
      fc.record({ amount: fc.integer({ min: 0, max: 900_000 }), fee: fc.integer({ min: 1, max: 9_000 }) }),
      fc.record({ amount: fc.integer({ min: 1, max: 900_000 }), fee: fc.constant(0) }),
      fc.constant('cancel' as const),
    );
    const { id, signer } = { id: 'stl_1', signer: { id: 'cli_1', person: 'owner:aline' } };
    const decided = (known: Settlement, each: 'cancel' | { amount: number; fee: number }, key: string) => {
      try {
        if (each === 'cancel') return decider.decide.Cancel(known, { id, reason: 'No', signer, at: noon });
        const deposit = { key, amount: rwf(each.amount), receivedAt: noon, bankReference: key, itemId: null };
        return decider.decide.Receive(known, { id, deposit, fee: rwf(each.fee), note: null, signer, at: noon });
      } catch (error) {
        if (error instanceof Refusal) return [];
        throw error;
      }
    };
    fc.assert(
      fc.property(fc.array(order, { maxLength: 6 }), (orders) => {
        const events: SettlementEvent[] = [settlement.expected];
        const known = () => evolve<Settlement, SettlementEvent>(decider, decider.initial, events) as KnownSettlement;
        for (const [place, each] of orders.entries()) events.push(...decided(known(), each, String(place)));
        const sums: Record<string, bigint> = {};
        for (const event of events) {
          const { lines } = take(null, event)!.posting!;
          expect(unbalancedIn(lines)).toEqual([]);
          for (const { account: code, side, amount } of lines)
            sums[code] = (sums[code] ?? 0n) + (side === 'debit' ? amount.minor : -amount.minor);
        }
        const { net, fees, gross, status } = known();
        expect(sums['settlement-in-transit']).toBe(inTransit(known()).minor);
        expect([sums['bank'] ?? 0n, sums['fees:mtn-momo'] ?? 0n]).toEqual([net.minor, fees.minor]);
        expect(sums[wallet]).toBe(status === 'cancelled' ? 0n : -gross.minor);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the posting of an adjustment', () => {
  const of = (...lines: (readonly [account: string, side: 'debit' | 'credit', amount: number])[]) => {
    const books = {
      adjustmentId: 'adj_1',
      paymentId: null,
      lines: lines.map(([code, side, amount]) => ({ account: code, side, amount: rwf(amount) })),
    } as unknown as Books;
    const approved = { type: 'AdjustmentApproved', data: { adjustmentId: 'adj_1', isEnough: true, at: noon } };
    return take(books, approved as unknown as LedgerEvent)!.posting!.tally;
  };

  it('counts among the fees of its day what it moves in the accounts of fees', () => {
    expect(of(['fees:mtn-momo', 'debit', 125], [wallet, 'credit', 125])).toEqual({ as: 'fees', amount: rwf(125) });
    expect(of([wallet, 'debit', 20], ['fees:mtn-momo', 'credit', 20])).toEqual({ as: 'fees', amount: rwf(-20) });
    expect(of(['fees:mtn-momo', 'debit', 5], ['fees:airtel-money', 'credit', 5])).toBeNull();
    expect(of(['bank', 'debit', 5], [wallet, 'credit', 5])).toBeNull();
  });
});

describe('the postings of a payout', () => {
  const { requested, approved, submitted: taken, failed: refused, uncertain, contradicted: said } = payout;
  const out = { [wallet]: -25_000, 'payouts:allowances': 25_000 };
  const inTransit = { [wallet]: -25_000, 'payouts-in-transit': 25_000 };
  const inDoubt = { [wallet]: -25_000, suspense: 25_000 };
  const second = { ...payout.succeeded(null), data: { ...payout.succeeded(null).data, attempt: 2 } };
  it.each<[string, readonly LedgerEvent[], object]>([
    ['approved', [], {}],
    ['submitted', [taken], inTransit],
    ['paid', [taken, payout.succeeded(null)], out],
    ['paid before its acknowledgement was on record', [payout.succeeded(null)], out],
    [
      'paid with another amount',
      [taken, uncertain, payout.succeeded('rev_1', rwf(24_000))],
      { [wallet]: -24_000, 'payouts:allowances': 24_000 },
    ],
    ['failed', [taken, refused], {}],
    ['uncertain', [taken, uncertain], inDoubt],
    ['uncertain without an acknowledgement', [uncertain], inDoubt],
    ['uncertain, and then failed', [taken, uncertain, refused], {}],
    ['failed, and said to be paid', [taken, refused, said], inDoubt],
    ['failed, said to be paid, and decided to be', [taken, refused, said, payout.succeeded('rev_1')], out],
    ['failed, said to be paid, and decided not to be', [taken, refused, said, payout.decidedSo('not-paid')], {}],
    ['paid, and said to have failed', [taken, payout.succeeded(null), payout.saidToFail], inDoubt],
    [
      'paid, said to have failed, and decided to stand',
      [taken, payout.succeeded(null), payout.saidToFail, payout.decidedSo('paid')],
      out,
    ],
    ['paid at its second attempt', [taken, refused, payout.again, second], out],
    [
      'paid at its second attempt, and perhaps at its first',
      [taken, refused, payout.again, second, said],
      { [wallet]: -50_000, 'payouts:allowances': 25_000, suspense: 25_000 },
    ],
    [
      'paid at its second attempt, and perhaps at its first with another amount',
      [taken, refused, payout.again, second, withAmount(said, rwf(24_000))],
      { [wallet]: -49_000, 'payouts:allowances': 25_000, suspense: 24_000 },
    ],
    [
      'paid at its second attempt, and at its first with the amount that the provider said',
      [taken, refused, payout.again, second, withAmount(said, rwf(24_000)), payout.decidedSo('paid')],
      { [wallet]: -49_000, 'payouts:allowances': 49_000 },
    ],
    [
      'paid at its second attempt, and at its first with the amount that a person says',
      [
        ...[taken, refused, payout.again, second, withAmount(said, rwf(24_000))],
        withAmount(payout.decidedSo('paid'), rwf(23_000)),
      ],
      { [wallet]: -48_000, 'payouts:allowances': 48_000 },
    ],
    [
      'uncertain of its amount',
      [taken, withAmount(uncertain, rwf(24_000), 'AMOUNT_DISAGREES')],
      { [wallet]: -24_000, suspense: 24_000 },
    ],
  ])('that is %s', (_, events, expected) => {
    const { balances, postings } = told(requested, approved, ...events);
    expect(balances).toEqual(expected);
    for (const posting of postings) {
      expect(unbalancedIn(posting?.lines ?? [])).toEqual([]);
      if (posting !== null)
        expect(posting).toMatchObject({ source: { type: 'payout', id: 'out_1' }, payoutId: 'out_1', paymentId: null });
    }
  });

  it('are none of one that is rejected', () => expect(told(requested, payout.rejected).balances).toEqual({}));
});

describe('the table of postings', () => {
  it('has the events that the ledger follows, and no other', () => {
    const types = ledgerEvents.map(({ type }) => type);
    expect(types).toEqual([
      'PaymentCreated',
      'PaymentSucceeded',
      'PaymentFailed',
      'PaymentExpired',
      'PaymentBecameUncertain',
      'PaymentReattempted',
      'PaymentRerouted',
      'OutcomeContradicted',
      'ContradictionDecided',
      'PaymentRefunded',
      'RecordPerhapsPaid',
      'RefundRequested',
      'RefundApproved',
      'RefundSucceeded',
      'RefundFailed',
      'RefundBecameUncertain',
      'RefundOutcomeContradicted',
      'RefundContradictionDecided',
      'RefundCompletedManually',
      'PayoutRequested',
      'PayoutReattempted',
      'PayoutApproved',
      'PayoutSubmitted',
      'PayoutSucceeded',
      'PayoutFailed',
      'PayoutBecameUncertain',
      'PayoutOutcomeContradicted',
      'PayoutContradictionDecided',
      ...adjustmentEvents.map(({ type }) => type),
      'StatementReconciled',
      ...settlementEvents.map(({ type }) => type),
    ]);
  });
});
