import { describe, expect, it } from '@jest/globals';
import { answer, rwf } from '../../../test/support/specify-payment.js';
import { specify, specifyView } from '../../../test/support/specify.js';
import { after } from '../../../test/support/specify-payment.js';
import type { Signer } from '../../kernel/domain/approvals.js';
import { evolve } from '../../kernel/domain/decider.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { mayPayAgain } from './may-pay-again.rule.js';
import { payoutRecord } from './payout-record.decider.js';
import { payout } from './payout.decider.js';
import {
  payoutOutgoing,
  PayoutReattempted,
  PayoutRecordClaimed,
  PayoutRequested,
  PayoutRouted,
  type PayeeDetails,
  type PayoutEvent,
  type PayoutRequest,
} from './payout.events.js';
import type { KnownPayout, Payout } from './payout.state.js';
import { openPayoutClaimsView, payoutView } from './payout.view.js';

const id = 'out_1';
const at = after(0);
const soon = after(5);
const [clerk, boss, other]: Signer[] = ['clerk', 'boss', 'other'].map((name) => ({
  id: `cli_${name}`,
  person: `owner:${name}`,
}));
const sealed = (subject: string) => `sealed.${subject}.key.payee` as Sealed<PayeeDetails>;
const request: PayoutRequest = {
  id,
  client: 'cli_clerk',
  fingerprint: 'this body',
  requestedBy: clerk!,
  recordKey: 'record-1',
  record: { type: 'other', id: 'A-1', part: '1' },
  amount: rwf(2_000),
  payee: sealed('aline'),
  dimensions: {},
  provider: 'mtn-momo',
  expiresInSeconds: null,
  batch: null,
  at,
};
const beginsWith = (attempt: number) =>
  ({
    attempt,
    provider: 'mtn-momo',
    providerReference: `c0c0c0c0-0000-4000-8000-00000000000${attempt}`,
    operation: 'transfer',
    expiresAt: after(900),
  }) as const;
const approvedBy = (signer: Signer, attempt = 1, isEnough = true, needed = 1) =>
  payoutOutgoing.Approved({
    id,
    approvedBy: signer,
    needed,
    isEnough,
    begins: isEnough ? beginsWith(attempt) : null,
    at: soon,
  });
const of = (attempt: number) => ({ id, attempt, answer, at: soon });
const failed = (attempt = 1) =>
  payoutOutgoing.Failed({ ...of(attempt), failure: { code: 'PAYER_NOT_FOUND', providerCode: 'PAYEE_NOT_FOUND' } });
const succeeded = (attempt = 1) => payoutOutgoing.Succeeded(of(attempt));
const uncertain = payoutOutgoing.BecameUncertain({ ...of(1), answer: null, reason: 'NO_FINAL_ANSWER' });
const saysPaid = payoutOutgoing.OutcomeContradicted({
  ...of(1),
  was: 'failed',
  says: 'successful',
  differs: false,
  paid: null,
});
const decided = (decision: 'paid' | 'not-paid') =>
  payoutOutgoing.ContradictionDecided({ id, attempt: 1, decision, reviewId: 'rev_1', at: soon });
const deniedByPerson = payoutOutgoing.Failed({
  ...of(1),
  answer: null,
  failure: { code: 'UNSPECIFIED', providerCode: null },
  decision: 'not-paid',
  reviewId: 'rev_1',
});
const saysPending = payoutOutgoing.OutcomeContradicted({
  ...of(1),
  was: 'failed',
  says: 'pending',
  differs: false,
  paid: null,
});
const reattempted = (payee: Sealed<PayeeDetails> | null, attempt = 2) =>
  PayoutReattempted({
    id,
    key: 'key-1',
    fingerprint: 'that body',
    requestedBy: other!,
    payee,
    begins: payee === null ? beginsWith(attempt) : null,
    at: soon,
  });
const asked = PayoutRequested(request);
const approved = approvedBy(boss!);
const rejected = payoutOutgoing.Rejected({
  id,
  rejectedBy: boss!,
  reason: 'sealed.aline.key.reason' as Sealed<string>,
  at: soon,
});

const ask = (more: Partial<PayoutRequest> = {}) => ({
  Request: { request: { ...request, ...more }, approved: null, at },
});
const approve = (signer: Signer, attempt = 1, needed = 1) => {
  const { attempt: _, ...begins } = beginsWith(attempt);
  return { Approve: { id, signer, count: { needed, left: [] }, begins, attempt, routing: null, at: soon } };
};
const again = (payee: Sealed<PayeeDetails> | null = null, more: object = {}, attempt = 2) => ({
  Reattempt: {
    id,
    key: 'key-1',
    fingerprint: 'that body',
    signer: other!,
    payee,
    begins: beginsWith(attempt),
    at: soon,
    ...more,
  },
});
const { given } = specify(payout);

describe('a payout', () => {
  it('is asked for once; the same key with another body is refused', () => {
    given().when(ask()).thenEmits(asked);
    given(asked)
      .when(ask({ fingerprint: 'other body' }))
      .thenRefuses('IDEMPOTENCY_KEY_REUSED', { payoutId: id });
  });
  it('of a line of a batch begins at once, with the approvals of the batch', () =>
    given()
      .when({ Request: { request, approved: { people: [boss!, other!], needed: 2, begins: beginsWith(1) }, at: soon } })
      .thenEmits(asked, approvedBy(boss!, 1, false, 2), approvedBy(other!, 1, true, 2)));
  it('says why it goes to its provider, and why its approval sends it to another one', () => {
    const routing = { rule: null, isWished: false, candidates: [] };
    const routed = PayoutRouted({ ...routing, id, attempt: 1, provider: 'mtn-momo', at });
    given().when(ask({ routing })).thenEmits(asked, routed);
    const { Approve: order } = approve(boss!);
    const begins = { ...order.begins, provider: 'airtel-money' };
    const elsewhere = { Approve: { ...order, begins, routing } };
    const there = PayoutRouted({ ...routing, id, attempt: 1, provider: 'airtel-money', at: soon });
    const events = payout.decide.Approve(folded(asked, routed), elsewhere.Approve);
    expect(events.map(({ type }) => type)).toEqual(['PayoutRouted', 'PayoutApproved']);
    expect(events[0]).toEqual(there);
    const after = folded(asked, routed, ...events);
    expect(after).toMatchObject({
      status: 'approved',
      provider: 'airtel-money',
      attempts: [{ provider: 'airtel-money' }],
    });
    // The first of two people sends nothing, and an approval that comes too late moves nothing.
    const ofTwo = { ...elsewhere.Approve, count: { needed: 2, left: [] } };
    expect(payout.decide.Approve(folded(asked, routed), ofTwo).map(({ type }) => type)).toEqual(['PayoutApproved']);
    given(asked, routed, approved).when(elsewhere).thenRefuses('PAYOUT_NOT_REQUESTED');
  });
  it('is approved by another person, under the reference of the attempt that was read', () => {
    given(asked).when(approve(clerk!)).thenRefuses('APPROVER_IS_REQUESTER');
    given(asked)
      .when(approve(boss!, 2))
      .thenRefuses('PAYOUT_NOT_REQUESTED', { payoutId: id, payoutStatus: 'requested' });
    expect(payout.decide.Approve(folded(asked), approve(boss!).Approve)).toEqual([approved]);
    given(asked, approved).when(approve(other!)).thenRefuses('PAYOUT_NOT_REQUESTED');
  });
  it('is sent again only when it has failed', () => {
    given(asked, approved, failed()).when(again()).thenEmits(reattempted(null));
    for (const before of [
      [asked],
      [asked, approved],
      [asked, approved, uncertain],
      [asked, approved, succeeded()],
      [asked, rejected],
    ])
      given(...before)
        .when(again())
        .thenRefuses('ATTEMPT_NOT_ALLOWED', { payoutId: id });
    given().when(again()).thenRefuses('PAYOUT_NOT_FOUND');
    given(asked, approved, failed())
      .when(again(null, {}, 3))
      .thenRefuses('ATTEMPT_NOT_ALLOWED');
    given(asked, approved, failed(), reattempted(null), failed(2))
      .when(again(null, { fingerprint: 'other body' }))
      .thenRefuses('IDEMPOTENCY_KEY_REUSED');
  });
  it('to another payee is approved anew, by anybody but who asked for that payee', () => {
    const changed = [asked, approved, failed(), reattempted(sealed('eric'))] as const;
    given(asked, approved, failed())
      .when(again(sealed('eric')))
      .thenEmits(reattempted(sealed('eric')));
    expect(folded(...changed)).toMatchObject({
      status: 'requested',
      person: sealed('eric'),
      approvedBy: [],
      requestedBy: other,
    });
    given(...changed)
      .when(approve(other!, 2))
      .thenRefuses('APPROVER_IS_REQUESTER');
    given(...changed)
      .when(approve(clerk!, 1))
      .thenRefuses('PAYOUT_NOT_REQUESTED');
    expect(payout.decide.Approve(folded(...changed), approve(clerk!, 2).Approve)).toEqual([approvedBy(clerk!, 2)]);
    expect(folded(...changed, approvedBy(clerk!, 2)).attempts.map(({ person }) => person)).toEqual([
      sealed('aline'),
      sealed('eric'),
    ]);
  });
  it('that was perhaps paid, or may yet be, is not sent again', () => {
    given(asked, approved, failed(), saysPaid).when(again()).thenRefuses('RECORD_PERHAPS_PAID', { payoutId: id });
    given(asked, approved, failed(), saysPaid, decided('not-paid')).when(again()).thenEmits(reattempted(null));
    given(asked, approved, uncertain, deniedByPerson, saysPending)
      .when(again())
      .thenRefuses('RECORD_PAYOUT_IN_PROGRESS');
  });
  it('whose first attempt was paid after all with another amount is decided with that amount', () => {
    const saysLess = payoutOutgoing.OutcomeContradicted({
      ...of(1),
      was: 'failed',
      says: 'successful',
      differs: true,
      paid: rwf(1_900),
      providerTransactionId: 'tx-1',
    });
    const twice = [asked, approved, failed(), reattempted(null), succeeded(2), saysLess] as const;
    const decision = (more: object) => ({
      DecideOutcome: {
        id,
        providerReference: beginsWith(1).providerReference,
        reviewId: 'rev_1',
        decision: 'paid',
        grounds: null,
        amount: null,
        providerTransactionId: null,
        force: false,
        at: soon,
        ...more,
      },
    });
    given(...twice)
      .when(decision({}))
      .thenRefuses('PAID_AMOUNT_MISSING');
    const settled = { attempt: 1, reviewId: 'rev_1', providerTransactionId: 'tx-1', at: soon };
    given(...twice)
      .when(decision({ amount: rwf(1_900), providerTransactionId: 'tx-1' }))
      .thenEmits(payoutOutgoing.ContradictionDecided({ id, ...settled, decision: 'paid', paid: rwf(1_900) }));
  });
  it('makes no move that its lifecycle does not hold', () =>
    expect(() => folded(asked, approved, succeeded(), reattempted(null))).toThrow(
      'PayoutReattempted may not move payout out_1 from successful to approved',
    ));
  it('is shown as it was decided, with its batch', () =>
    specifyView(payoutView)
      .given(PayoutRequested({ ...request, batch: { id: 'bat_1', line: 2 } }), approved, failed())
      .thenShowsPartly(id, { status: 'failed', batchId: 'bat_1', subject: 'aline', askedSince: null }));
});

describe('the record of a payout', () => {
  it.each<[string, readonly PayoutEvent[], string]>([
    ['waits for approval', [asked], 'RECORD_PAYOUT_IN_PROGRESS'],
    ['is approved', [asked, approved], 'RECORD_PAYOUT_IN_PROGRESS'],
    ['is in doubt', [asked, approved, uncertain], 'RECORD_PAYOUT_IN_PROGRESS'],
    ['is successful', [asked, approved, succeeded()], 'RECORD_ALREADY_PAID_OUT'],
    [
      'has failed, and the provider says now that it paid',
      [asked, approved, failed(), saysPaid],
      'RECORD_PERHAPS_PAID',
    ],
    [
      'is attempted again, and its first attempt was perhaps paid',
      [asked, approved, failed(), reattempted(null), saysPaid],
      'RECORD_PERHAPS_PAID',
    ],
    [
      'has failed twice, and a person decided that the first attempt paid',
      [asked, approved, failed(), reattempted(null), saysPaid, decided('paid'), failed(2)],
      'RECORD_ALREADY_PAID_OUT',
    ],
    [
      'was denied by a person, and is pending at the provider since',
      [asked, approved, uncertain, deniedByPerson, saysPending],
      'RECORD_PAYOUT_IN_PROGRESS',
    ],
    ['has failed', [asked, approved, failed()], 'free'],
    ['was rejected', [asked, rejected], 'free'],
    [
      'has failed, and a person decided that it did not pay',
      [asked, approved, failed(), saysPaid, decided('not-paid')],
      'free',
    ],
  ])('whose payout %s: %s', (_, events, expected) => {
    const paying = mayPayAgain([folded(...events)]);
    expect(paying.may ? 'free' : [paying.code, paying.payoutId]).toEqual(expected === 'free' ? 'free' : [expected, id]);
  });

  it('says the worst of several payouts', () => {
    const free = folded(asked, rejected);
    const doubt = folded(asked, approved, failed(), saysPaid);
    expect(mayPayAgain([free, folded(asked), doubt])).toMatchObject({ code: 'RECORD_PERHAPS_PAID' });
    expect(mayPayAgain([free, free])).toEqual({ may: true });
    expect(mayPayAgain([])).toEqual({ may: true });
  });

  it('is claimed by one payout at a time, and remembers every one', () => {
    const ofRecord = specify(payoutRecord);
    const begins = { request, approvals: null };
    const claim = (payoutId: string, over: string | null, more: typeof begins | null = begins) => ({
      Claim: { recordKey: 'record-1', payoutId, begins: more, over, at },
    });
    const claimed = (payoutId: string, more: typeof begins | null = begins) =>
      PayoutRecordClaimed({ recordKey: 'record-1', payoutId, begins: more, at });
    ofRecord.given().when(claim('out_1', null)).thenEmits(claimed('out_1'));
    ofRecord.given(claimed('out_1')).when(claim('out_2', null)).thenRefuses('RECORD_HELD', { payoutId: 'out_1' });
    ofRecord.given(claimed('out_1')).when(claim('out_2', 'out_1')).thenEmits(claimed('out_2'));
    ofRecord
      .given(claimed('out_1'), claimed('out_2'))
      .when(claim('out_1', 'out_2', null))
      .thenEmits(claimed('out_1', null));
    const three = [claimed('out_1'), claimed('out_2'), claimed('out_1', null)];
    expect(evolve(payoutRecord, payoutRecord.initial, three).holders).toEqual(['out_1', 'out_2']);
    specifyView(openPayoutClaimsView)
      .given(claimed('out_1'))
      .thenShows('out_1', { id: 'out_1', recordKey: 'record-1', claimedAt: at });
    specifyView(openPayoutClaimsView).given(claimed('out_1'), asked, claimed('out_1', null)).thenShows('out_1', null);
  });
});

const folded = (...events: readonly PayoutEvent[]): KnownPayout =>
  evolve<Payout, PayoutEvent>(payout, payout.initial, events) as KnownPayout;
