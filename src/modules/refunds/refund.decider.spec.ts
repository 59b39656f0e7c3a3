import { describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  after,
  answer,
  firstReference,
  paid as paidPayment,
  rejected,
  rwf,
  subject,
  tooSlow,
} from '../../../test/support/specify-payment.js';
import { noon } from '../../../test/support/fake-clock.js';
import { specify, type Asked } from '../../../test/support/specify.js';
import { signerOf, type Signer } from '../../kernel/domain/approvals.js';
import { evolve } from '../../kernel/domain/decider.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { SaidOutcome } from '../movements/contract.js';
import { outgoingStatuses } from '../outgoing/contract.js';
import { refund, refundMoves, standingOf, type KnownRefund, type Refund, type RefundOrders } from './refund.decider.js';
import {
  RefundApproved,
  RefundBecameUncertain,
  RefundCompletedManually,
  RefundContradictionDecided,
  RefundFailed,
  RefundInconclusiveAnswerReceived,
  RefundOutcomeConfirmed,
  RefundOutcomeContradicted,
  RefundRecorded,
  RefundRejected,
  RefundRequested,
  RefundStatusChecked,
  RefundSubmissionNotSent,
  RefundSubmissionRepeated,
  RefundSubmitted,
  RefundSucceeded,
  type RefundEvent,
  type RefundRequest,
  type RefundWords,
} from './refund.events.js';

type Ask = Asked<RefundOrders>;
const { given } = specify<Refund, RefundOrders, RefundEvent>(refund);

// ——— A refund of 2,000 RWF, asked for at noon, whose attempt expires fifteen minutes later. ———

const id = 'ref_1';
const shop = signerOf({ id: 'cli_shop', owner: null });
const aline = signerOf({ id: 'cli_aline', owner: 'Aline' });
const alineAgain = signerOf({ id: 'cli_aline_2', owner: 'aline' });
const bosco = signerOf({ id: 'cli_bosco', owner: 'Bosco' });
const words = `sealed.${subject}.key.words` as Sealed<RefundWords>;
const text = `sealed.${subject}.key.text` as Sealed<string>;
const grounds = `sealed.${subject}.key.grounds` as Sealed<Grounds>;
const request: RefundRequest = {
  id,
  paymentId: 'pay_1',
  client: 'cli_shop',
  fingerprint: 'this body',
  amount: rwf(2_000),
  payer: `sealed.${subject}.key.payer` as Sealed,
  method: 'automatic',
  words,
  provider: 'mtn-momo',
  collectionReference: 'c0c0c0c0-0000-4000-8000-000000000001',
  requestedBy: shop,
  decideBy: after(86_400),
  at: noon,
};
const providerReference = firstReference;
const begins = { provider: 'mtn-momo', providerReference, operation: 'refund', expiresAt: after(900) } as const;
const soon = after(5);

const asked = RefundRequested(request);
const askedByHand = RefundRequested({ ...request, method: 'manual' });
const approvedBy = (approver: Signer, isEnough = true, needed = 1) =>
  RefundApproved({
    id,
    approvedBy: approver,
    needed,
    isEnough,
    begins: isEnough ? { ...begins, attempt: 1 } : null,
    at: soon,
  });
const approved = approvedBy(aline);
const approvedByHand = RefundApproved({ id, approvedBy: aline, needed: 1, isEnough: true, begins: null, at: soon });
const of = { id, attempt: 1, answer, at: soon };
const submitted = RefundSubmitted(of);
const succeeded = RefundSucceeded({ ...of, providerTransactionId: 'tx-1' });
const failed = RefundFailed({ ...of, failure: rejected });
const stopped = RefundBecameUncertain({ ...of, reason: 'NO_FINAL_ANSWER', answer: null, at: after(900) });
const disagreed = RefundBecameUncertain({
  ...of,
  reason: 'AMOUNT_DISAGREES',
  paid: rwf(1_900),
  providerTransactionId: 'tx-1',
});
const contradicted = (was: 'uncertain' | 'successful' | 'failed', says: 'pending' | 'successful' | 'failed') =>
  RefundOutcomeContradicted({
    ...of,
    was,
    says,
    differs: false,
    providerTransactionId: says === 'successful' ? 'tx-1' : null,
  });

const count = (needed = 1, left: readonly string[] = []) => ({ needed, left });
const approve = (signer: Signer = aline, needed = 1, left: readonly string[] = []): Ask => ({
  Approve: { id, signer, count: count(needed, left), begins, at: soon },
});
const reject = (signer: Signer = aline): Ask => ({ Reject: { id, signer, reason: text, at: soon } });
const complete = (signer: Signer = bosco, left: readonly string[] = []): Ask => ({
  Complete: { id, signer, count: { left }, providerReference: 'BK-9', note: text, paidFrom: 'bank', at: soon },
});
const ofFirst = { id, providerReference, answer, at: soon };
const paid: Extract<SaidOutcome, { is: 'successful' }> = {
  ...paidPayment,
  amount: rwf(2_000),
  payerSubject: subject,
  externalId: id,
  transactionId: 'tx-1',
};
const declined: SaidOutcome = { is: 'failed', failure: rejected, amount: null, payerSubject: null, externalId: null };
const lapsed: SaidOutcome = { ...declined, is: 'expired', failure: tooSlow };
const say = (outcome: SaidOutcome): Ask => ({ RecordOutcome: { ...ofFirst, outcome } });
const pending: Ask = { RecordPending: ofFirst };
const refuse: Ask = { RecordRefusal: { ...ofFirst, failure: rejected } };
const decided = (decision: string, more: object = {}): Ask => ({
  DecideOutcome: {
    id,
    providerReference,
    reviewId: 'rev_1',
    decision,
    grounds,
    amount: null,
    providerTransactionId: null,
    force: false,
    at: soon,
    ...more,
  },
});
const again = { notIdempotent: true };

describe('a refund that is asked for', () => {
  it('is on record once, and the same key with another body is refused', () => {
    given()
      .when({ Request: { request, at: noon } })
      .thenEmits(asked);
    given(asked)
      .when({ Request: { request: { ...request, fingerprint: 'another' }, at: noon } })
      .thenRefuses('IDEMPOTENCY_KEY_REUSED', { paymentId: 'pay_1' });
  });

  it('begins its attempt with the last approval that it needs, with the reference on record', () => {
    given(asked).when(approve(), again).thenEmits(approved);
    given(asked)
      .when(approve(aline, 2), again)
      .thenEmits(approvedBy(aline, false, 2));
    given(asked, approvedBy(aline, false, 2))
      .when(approve(bosco, 2), again)
      .thenEmits(approvedBy(bosco, true, 2));
  });

  it('that a person pays by hand begins no attempt', () =>
    given(askedByHand)
      .when({ Approve: { id, signer: aline, count: count(), begins: null, at: soon } }, again)
      .thenEmits(approvedByHand));

  it('is not approved by its requester, nor twice by one person, nor by one who has left', () => {
    given(asked).when(approve(shop)).thenRefuses('APPROVER_IS_REQUESTER');
    given(asked).when(reject(shop)).thenRefuses('APPROVER_IS_REQUESTER');
    given(asked, approvedBy(aline, false, 2))
      .when(approve(aline, 2))
      .thenNothing();
    given(asked, approvedBy(aline, false, 2))
      .when(approve(alineAgain, 2))
      .thenEmits(approvedBy(alineAgain, false, 2));
    given(asked, approvedBy(aline, false, 2))
      .when(approve(bosco, 2, ['cli_aline']))
      .thenEmits(approvedBy(bosco, false, 2));
  });

  it('is rejected by another person, with a reason', () =>
    given(asked)
      .when(reject(), again)
      .thenEmits(RefundRejected({ id, rejectedBy: aline, reason: text, at: soon })));
});

describe('an approved manual refund', () => {
  const completed = RefundCompletedManually({
    id,
    completedBy: bosco,
    providerReference: 'BK-9',
    note: text,
    paidFrom: 'bank',
    at: soon,
  });
  it('is completed by another person than its requester', () => {
    given(askedByHand, approvedByHand).when(complete(), again).thenEmits(completed);
    given(askedByHand, approvedByHand).when(complete(shop)).thenRefuses('APPROVER_IS_REQUESTER');
  });
  it('is not completed when nobody who approved it may approve any more, before it is approved, or twice', () => {
    given(askedByHand, approvedByHand)
      .when(complete(bosco, ['cli_aline']))
      .thenRefuses('REFUND_NOT_COMPLETABLE');
    given(askedByHand).when(complete()).thenRefuses('REFUND_NOT_COMPLETABLE');
    given(askedByHand, approvedByHand, completed).when(complete()).thenRefuses('REFUND_NOT_COMPLETABLE');
    given(asked, approved).when(complete()).thenRefuses('REFUND_NOT_COMPLETABLE');
  });
});

describe('an answer about a refund', () => {
  it('that says EXPIRED is a failure', () =>
    given(asked, approved, submitted)
      .when(say(lapsed))
      .thenEmits(RefundFailed({ ...of, failure: tooSlow })));

  it.each<[string, Partial<typeof paid>]>([
    ['another amount', { amount: rwf(1_900) }],
    ['no amount', { amount: null }],
    ['another payee', { payerSubject: 'bosco' }],
    ['another refund', { externalId: 'ref_2' }],
  ])('that says successful with %s is no success but doubt', (_, more) =>
    given(asked, approved, submitted)
      .when(say({ ...paid, ...more }))
      .thenEmits(
        RefundBecameUncertain({
          ...of,
          reason: 'AMOUNT_DISAGREES',
          paid: more.amount ?? null,
          providerTransactionId: 'tx-1',
        }),
      ),
  );

  it('that says failed of another refund decides nothing', () =>
    given(asked, approved, submitted)
      .when(say({ ...declined, externalId: 'ref_2' }))
      .thenEmits(RefundStatusChecked({ ...of, taught: 'FAILURE_NAMES_ANOTHER' })));

  it('that says pending after its acknowledgement was lost is the acknowledgement', () =>
    given(asked, approved).when(pending, again).thenEmits(submitted));

  it('that refuses one submission ends nothing once there may be another', () => {
    given(asked, approved).when(refuse).thenEmits(failed);
    given(asked, approved, RefundSubmissionRepeated({ id, attempt: 1, at: soon }))
      .when(refuse)
      .thenNothing();
  });

  it('that nothing left is certain only while no other sender can have submitted it, and forbids where it must not leave', () => {
    const notSent = (isForbidden: boolean): Ask => ({ RecordNotSent: { ...ofFirst, isForbidden } });
    given(asked, approved).when(notSent(false)).thenEmits(RefundSubmissionNotSent(of));
    given(asked, approved)
      .when(notSent(true))
      .thenEmits(RefundFailed({ ...of, failure: { code: 'CANCELLED', providerCode: null } }));
    given(asked, approved, RefundSubmissionRepeated({ id, attempt: 1, at: soon }))
      .when(notSent(true))
      .thenNothing();
  });

  it('after a final one changes nothing and is kept for a person', () => {
    given(asked, approved, succeeded).when(say(declined)).thenEmits(contradicted('successful', 'failed'));
    given(asked, approved, failed).when(say(paid)).thenEmits(contradicted('failed', 'successful'));
    given(asked, approved, failed, contradicted('failed', 'successful')).when(say(paid)).thenNothing();
    given(asked, approved, disagreed).when(say(declined)).thenEmits(contradicted('uncertain', 'failed'));
  });
});

describe('a person', () => {
  it('decides an uncertain refund as paid or not, and nothing else', () => {
    const by = { ...of, answer: null, reviewId: 'rev_1', grounds };
    given(asked, approved, stopped)
      .when(decided('paid', { providerTransactionId: 'tx-7' }))
      .thenEmits(RefundSucceeded({ ...by, providerTransactionId: 'tx-7' }));
    given(asked, approved, stopped)
      .when(decided('not-paid'))
      .thenEmits(RefundFailed({ ...by, failure: { code: 'UNSPECIFIED', providerCode: null }, decision: 'not-paid' }));
    given(asked, approved, stopped).when(decided('reversed')).thenRefuses('DECISION_NOT_POSSIBLE');
  });

  it('does not decide against a provider that says pending, unless that is forced', () => {
    const saysPending = RefundStatusChecked({ ...of, taught: 'PENDING' });
    given(asked, approved, stopped, saysPending).when(decided('not-paid')).thenRefuses('PROVIDER_SAYS_PENDING');
    given(asked, approved, stopped, saysPending)
      .when(decided('not-paid', { force: true }))
      .thenEmits(
        RefundFailed({
          ...of,
          answer: null,
          reviewId: 'rev_1',
          grounds,
          failure: { code: 'UNSPECIFIED', providerCode: null },
          decision: 'not-paid',
        }),
      );
  });

  it('says which amount was paid where the provider named another', () => {
    given(asked, approved, disagreed).when(decided('paid')).thenRefuses('PAID_AMOUNT_MISSING');
    given(asked, approved, disagreed)
      .when(decided('paid', { amount: rwf(1_900), providerTransactionId: 'tx-1' }))
      .thenEmits(
        RefundSucceeded({
          ...of,
          answer: null,
          reviewId: 'rev_1',
          grounds,
          paid: rwf(1_900),
          providerTransactionId: 'tx-1',
        }),
      );
  });

  it('decides a failed refund that was perhaps paid', () => {
    const late = [asked, approved, failed, contradicted('failed', 'successful')] as const;
    given(...late)
      .when(decided('not-paid'))
      .thenEmits(
        RefundContradictionDecided({ id, attempt: 1, decision: 'not-paid', reviewId: 'rev_1', grounds, at: soon }),
      );
    given(...late)
      .when(decided('paid'))
      .thenEmits(RefundSucceeded({ ...of, answer: null, reviewId: 'rev_1', grounds, providerTransactionId: null }));
  });

  it('is confirmed by the provider afterwards, or contradicted', () => {
    const paidByDecision = RefundSucceeded({
      ...of,
      answer: null,
      reviewId: 'rev_1',
      grounds,
      providerTransactionId: null,
    });
    given(asked, approved, stopped, paidByDecision)
      .when(say(paid))
      .thenEmits(RefundOutcomeConfirmed({ ...of, providerTransactionId: 'tx-1' }));
    given(asked, approved, stopped, paidByDecision).when(say(declined)).thenEmits(contradicted('successful', 'failed'));
  });
});

describe('what a refund means for its payment', () => {
  const standing = (...events: readonly RefundEvent[]) =>
    standingOf(evolve<Refund, RefundEvent>(refund, refund.initial, events) as KnownRefund);
  const late = contradicted('failed', 'successful');
  const notPaid = RefundContradictionDecided({
    id,
    attempt: 1,
    decision: 'not-paid',
    reviewId: 'rev_1',
    grounds,
    at: soon,
  });
  const denied = RefundFailed({
    ...of,
    answer: null,
    failure: { code: 'UNSPECIFIED', providerCode: null },
    decision: 'not-paid',
    reviewId: 'rev_1',
  });

  it.each<[string, readonly RefundEvent[], string]>([
    ['it is asked for', [asked], 'held'],
    ['it is approved', [asked, approved], 'held'],
    ['it is uncertain', [asked, approved, stopped], 'held'],
    ['it is rejected', [asked, RefundRejected({ id, rejectedBy: aline, reason: text, at: soon })], 'free'],
    ['it has failed', [asked, approved, failed], 'free'],
    ['it has failed and was perhaps paid', [asked, approved, failed, late], 'held'],
    ['it was decided not to have been paid', [asked, approved, failed, late, notPaid], 'free'],
    [
      'it was decided not to have been paid, and is pending since',
      [asked, approved, stopped, denied, contradicted('failed', 'pending')],
      'held',
    ],
    [
      'it was decided not to have been paid, was pending since, and has failed',
      [asked, approved, stopped, denied, contradicted('failed', 'pending'), RefundOutcomeConfirmed(of)],
      'free',
    ],
    ['it was paid', [asked, approved, succeeded], 'paid'],
    ['its success is contradicted', [asked, approved, succeeded, contradicted('successful', 'failed')], 'paid'],
  ])('while %s', (_, events, expected) => expect(standing(...events)).toBe(expected));
});

// ——— The whole table: every state against every order. It is docs/lifecycle-refunds.md, too. ———

const recorded = {
  id,
  paymentId: 'pay_1',
  client: 'cli_shop',
  amount: rwf(2_000),
  payer: request.payer,
  words,
  provider: 'mtn-momo',
  collectionReference: request.collectionReference,
  providerTransactionId: '4711',
  reviewId: 'rev_9',
  recordedBy: aline,
  at: soon,
};
const states: Readonly<Record<string, readonly RefundEvent[]>> = {
  absent: [],
  requested: [asked],
  approved: [asked, approved],
  'approved, by hand': [askedByHand, approvedByHand],
  rejected: [asked, RefundRejected({ id, rejectedBy: aline, reason: text, at: soon })],
  submitted: [asked, approved, submitted],
  uncertain: [asked, approved, stopped],
  'uncertain, other amount': [asked, approved, disagreed],
  successful: [asked, approved, succeeded],
  failed: [asked, approved, failed],
  'failed, perhaps paid': [asked, approved, failed, contradicted('failed', 'successful')],
  reversed: [RefundRecorded(recorded)],
};
const orders: readonly (readonly [string, Ask])[] = [
  ['Request', { Request: { request, at: noon } }],
  ['Record', { Record: { recorded, at: soon } }],
  ['Approve', approve(bosco)],
  ['Approve, by the requester', approve(shop)],
  ['Reject', reject()],
  ['Complete', complete()],
  ['RecordSubmission', { RecordSubmission: ofFirst }],
  ['RepeatSubmission', { RepeatSubmission: { id, providerReference, at: soon } }],
  ['RecordRefusal', refuse],
  ['RecordNotSent', { RecordNotSent: { ...ofFirst, isForbidden: false } }],
  ['RecordNotSent, and must not be', { RecordNotSent: { ...ofFirst, isForbidden: true } }],
  ['RecordPending', pending],
  ['RecordOutcome: successful', say(paid)],
  ['RecordOutcome: successful, other amount', say({ ...paid, amount: rwf(1) })],
  ['RecordOutcome: failed', say(declined)],
  ['RecordOutcome: expired', say(lapsed)],
  ['RecordOutcome: failed, of another refund', say({ ...declined, externalId: 'ref_2' })],
  ['RecordFinding: NOT_FOUND', { RecordFinding: { ...ofFirst, finding: 'NOT_FOUND' } }],
  ['RecordInconclusive', { RecordInconclusive: { ...ofFirst, operation: 'submission', kind: 'server-fault' } }],
  ['StopWaiting, before expiry', { StopWaiting: { id, at: after(899, 999) } }],
  ['StopWaiting, at expiry', { StopWaiting: { id, at: after(900) } }],
  ['DecideOutcome, paid', decided('paid')],
  ['DecideOutcome, not paid', decided('not-paid')],
];

const outcomeOf = (before: readonly RefundEvent[], ask: Ask) => {
  const state = evolve<Refund, RefundEvent>(refund, refund.initial, before);
  const [[name, order]] = Object.entries(ask) as [[keyof RefundOrders, never]];
  try {
    const emitted = refund.decide[name](state, order);
    const { status } = evolve<Refund, RefundEvent>(refund, state, emitted);
    const told = emitted.map(({ type }) => type).join(', ');
    const says = emitted.length === 0 ? '·' : status === state.status ? told : `${told} → **${status}**`;
    return {
      says,
      move: `${state.status} → ${status} by ${emitted.map(({ type }) => type.slice('Refund'.length)).join(', ')}`,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { says: `\`${error.code}\``, move: null };
  }
};

const page = (): string =>
  [
    '# The life of a refund',
    '',
    'Every state against every order, as the decider answers it (`src/modules/refunds/refund.decider.ts`). Made by `UPDATE_DOCS=1` in front of the',
    'command that runs `src/modules/refunds/refund.decider.spec.ts`; that spec fails when this page differs. [The life of a payment](lifecycle.md) is',
    'told in the same way, and [the page on refunds](operations/refunds.md) is for people.',
    '',
    '`·` changes nothing, `CODE` is a refusal, **bold** is the state that it moves to.',
    '',
    `| | ${Object.keys(states).join(' | ')} |`,
    `|${'---|'.repeat(Object.keys(states).length + 1)}`,
    ...orders.map(
      ([title, ask]) =>
        `| ${title} | ${Object.values(states)
          .map((before) => outcomeOf(before, ask).says)
          .join(' | ')} |`,
    ),
    '',
    '| refund | moves to, by |',
    '|---|---|',
    ...Object.entries(refundMoves).map(([from, to]) => {
      const told = Object.entries(to).map(
        ([status, by]) => `${status}: ${by.map((name) => `Refund${name}`).join(' or ')}`,
      );
      return `| ${from} | ${told.join('; ') || 'nowhere'} |`;
    }),
    '',
  ].join('\n');

describe('the whole table', () => {
  it('has every state and every order', () => {
    const reached = Object.values(states).map(
      (events) => evolve<Refund, RefundEvent>(refund, refund.initial, events).status,
    );
    expect(new Set(reached)).toEqual(new Set(['absent', ...outgoingStatuses]));
    expect(new Set(orders.flatMap(([, ask]) => Object.keys(ask)))).toEqual(new Set(Object.keys(refund.decide)));
  });

  it('answers every order to an absent refund but its beginnings with REFUND_NOT_FOUND', () => {
    for (const [title, ask] of orders.slice(2))
      expect([title, outcomeOf([], ask).says]).toEqual([title, '`REFUND_NOT_FOUND`']);
  });

  it('makes no move that the lifecycle does not hold, and each that it holds', () => {
    const held = Object.entries(refundMoves).flatMap(([from, to]) =>
      Object.entries(to).flatMap(([status, by]) => by.map((name) => `${from} → ${status} by ${name}`)),
    );
    const more: readonly (readonly [readonly RefundEvent[], Ask])[] = [[[asked], approve(bosco, 2)]];
    const made = [
      ...Object.values(states).flatMap((before) => orders.map(([, ask]) => outcomeOf(before, ask).move)),
      ...more.map(([before, ask]) => outcomeOf(before, ask).move),
    ].filter((move) => move !== null);
    expect(held.filter((move) => !made.includes(move))).toEqual([]);
    expect(() => evolve<Refund, RefundEvent>(refund, refund.initial, [asked, approved, succeeded, submitted])).toThrow(
      'RefundSubmitted may not move refund ref_1 from successful to submitted',
    );
  });

  it('is docs/lifecycle-refunds.md', () => {
    const file = new URL('../../../docs/lifecycle-refunds.md', import.meta.url);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, page());
    expect(readFileSync(file, 'utf8')).toBe(page());
  });
});

it('an inconclusive answer is kept once for each kind', () => {
  const kept = RefundInconclusiveAnswerReceived({ ...of, operation: 'submission', kind: 'server-fault' });
  const keep: Ask = { RecordInconclusive: { ...ofFirst, operation: 'submission', kind: 'server-fault' } };
  given(asked, approved).when(keep).thenEmits(kept);
});
