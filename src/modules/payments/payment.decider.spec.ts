import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  after,
  answer,
  created,
  creation,
  declined,
  disagreed,
  expired,
  failed,
  firstReference,
  fiveMinutesLater,
  lapsed,
  paid,
  paymentId,
  pending,
  reattempt,
  reattempted,
  rerouted,
  routed,
  routing,
  toAirtel,
  refundCompleted,
  refundReserved,
  rejected,
  rwf,
  secondReference,
  stoppedWaiting,
  submitted,
  succeeded,
  tooSlow,
} from '../../../test/support/specify-payment.js';
import { specify, type Asked } from '../../../test/support/specify.js';
import { evolve } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { leavesRecordFree } from './may-charge-again.rule.js';
import { payment } from './payment.decider.js';
import {
  attemptMoves,
  isFinal,
  paymentMoves,
  paymentStatuses,
  type Outcome,
  type PaymentStatus,
} from './payment.lifecycle.js';
import type { PaymentOrders, SaidOutcome } from './payment.orders.js';
import {
  claimOf,
  isAskedAbout,
  isInDoubt,
  refundable,
  triedFor,
  type KnownPayment,
  type Payment,
  type Decision,
} from './payment.state.js';
import {
  ContradictionDecided,
  DuplicateSuspected,
  NoteAdded,
  OutcomeConfirmed,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentExpired,
  PaymentFailed,
  PaymentPending,
  PaymentReattempted,
  PaymentRefunded,
  PaymentSubmitted,
  PaymentSucceeded,
  RefundReleased,
  StatusChecked,
  SubmissionNotSent,
  SubmissionRepeated,
  SubmissionStopped,
  type PaymentEvent,
  type Reattempt,
} from './payment.events.js';

type Ask = Asked<PaymentOrders>;
const { given } = specify(payment);

const soon = after(1);
const ofFirst = { paymentId, providerReference: firstReference, answer, at: soon };
const ofSecond = { paymentId, providerReference: secondReference, answer, at: after(601) };
const secondOne = { paymentId, attempt: 2, answer, at: after(601) };

const create: Ask = { Create: { creation, at: soon } };
const submit: Ask = { RecordSubmission: ofFirst };
const repeat: Ask = { RepeatSubmission: ofFirst };
const refuse: Ask = { RecordRefusal: { ...ofFirst, failure: rejected } };
const wait: Ask = { RecordPending: ofFirst };
const say = (outcome: SaidOutcome, recordKnows = true): Ask => ({
  RecordOutcome: { ...ofFirst, outcome, recordKnows },
});
const sayOfSecond = (outcome: SaidOutcome): Ask => ({ RecordOutcome: { ...ofSecond, outcome, recordKnows: true } });
const notFound: Ask = { RecordFinding: { ...ofFirst, finding: 'NOT_FOUND' } };
const strangeWords: Ask = { RecordFinding: { ...ofFirst, finding: 'UNKNOWN_ANSWER' } };
const decided = (decision: Decision, more: Partial<PaymentOrders['DecideOutcome']> = {}): Ask => ({
  DecideOutcome: {
    paymentId,
    providerReference: firstReference,
    reviewId: 'rev_1',
    decision,
    grounds,
    amount: null,
    providerTransactionId: null,
    force: false,
    at: after(900),
    ...more,
  },
});
const stopWaiting = (at = fiveMinutesLater): Ask => ({ StopWaiting: { paymentId, at } });
const again = (changes: Partial<Reattempt> = {}): Ask => ({
  Reattempt: { reattempt: { ...reattempt, ...changes }, at: after(600) },
});
const suspect: Ask = { SuspectDuplicate: { paymentId, otherPaymentId: 'pay_2', otherClient: 'cli_2', at: soon } };
const grounds = 'sealed.aline.key.grounds' as Sealed<Grounds>;
const note: Ask = { AddNote: { paymentId, note: 'sealed.aline.key.note' as Sealed<string>, at: soon } };
const refund = { paymentId, refundId: 'ref_1', at: after(700) };
const reserve = (amount: number, refundId = 'ref_1'): Ask => ({
  ReserveRefund: { ...refund, refundId, amount: rwf(amount) },
});
const hold = (amount: number, refundId = 'ref_1'): Ask => ({
  HoldRefund: { ...refund, refundId, amount: rwf(amount) },
});
const release = (refundId = 'ref_1'): Ask => ({ ReleaseRefund: { ...refund, refundId } });
const complete = (refundId = 'ref_1'): Ask => ({ CompleteRefund: { ...refund, refundId, at: after(800) } });

const taughtNotFound = StatusChecked({ paymentId, attempt: 1, taught: 'NOT_FOUND', answer, at: soon });
const taughtStrangeWords = StatusChecked({ paymentId, attempt: 1, taught: 'UNKNOWN_ANSWER', answer, at: soon });
const repeated = SubmissionRepeated({ paymentId, attempt: 1, at: soon });
const contradicted = (was: Outcome | 'uncertain', says: Outcome | 'pending', more: object = {}) =>
  OutcomeContradicted({
    paymentId,
    attempt: 1,
    was,
    says,
    providerTransactionId: says === 'successful' ? 'tx-1' : null,
    answer,
    at: soon,
    ...more,
  });
const disagreedNow = (paid: Money | null = null) =>
  PaymentBecameUncertain({
    paymentId,
    attempt: 1,
    reason: 'AMOUNT_DISAGREES',
    paid,
    providerTransactionId: 'tx-1',
    answer,
    at: soon,
  });
const refundReleased = (refundId = 'ref_1') => RefundReleased({ ...refund, refundId });

const stateAfter = (...events: PaymentEvent[]) =>
  evolve<Payment, PaymentEvent>(payment, payment.initial, events) as KnownPayment;

describe('Create', () => {
  it('creates a payment once', () => given().when(create).thenEmits(created));
  it('changes nothing when it is repeated, in every status', () => {
    given(created, submitted).when(create).thenNothing();
    given(created, failed)
      .when({ Create: { creation, at: after(9_999) } })
      .thenNothing();
  });
  it('is refused under an idempotency key that was used with another body', () =>
    given(created)
      .when({ Create: { creation: { ...creation, fingerprint: 'another body' }, at: soon } })
      .thenRefuses('IDEMPOTENCY_KEY_REUSED', { paymentId }));
  it('is refused from the millisecond of its expiry', () => {
    given()
      .when({ Create: { creation, at: after(299, 999) } })
      .thenEmits(created);
    given()
      .when({ Create: { creation, at: fiveMinutesLater } })
      .thenRefuses('EXPIRED_BEFORE_IT_BEGAN');
  });
});

describe('DecideOutcome', () => {
  const ofReview = { paymentId, attempt: 1, reviewId: 'rev_1', grounds, at: after(900) };
  const unspecified = { code: 'UNSPECIFIED', providerCode: null } as const;
  const successful = PaymentSucceeded({ ...ofReview, answer: null });
  const notPaid = PaymentFailed({ ...ofReview, answer: null, failure: unspecified, decision: 'not-paid' });
  const settled = (decision: 'paid' | 'not-paid' | 'returned' | 'reversed') =>
    ContradictionDecided({ ...ofReview, decision });
  const saysPending = StatusChecked({ paymentId, attempt: 1, taught: 'PENDING', answer, at: after(400) });

  describe('of an uncertain payment', () => {
    it('as paid makes it successful', () =>
      given(created, submitted, stoppedWaiting).when(decided('paid')).thenEmits(successful));
    it('as paid records the transaction id that the person gives', () =>
      given(created, submitted, stoppedWaiting)
        .when(decided('paid', { providerTransactionId: 'tx-9' }))
        .thenEmits(PaymentSucceeded({ ...ofReview, answer: null, providerTransactionId: 'tx-9' })));
    it('as not paid makes it failed', () =>
      given(created, submitted, stoppedWaiting).when(decided('not-paid')).thenEmits(notPaid));
    it.each([
      ['before the payment became uncertain', [created, pending, stoppedWaiting]],
      ['after the payment became uncertain', [created, submitted, stoppedWaiting, saysPending]],
    ])('as not paid is refused where the provider said pending %s, unless it is forced', (_, before) => {
      given(...before)
        .when(decided('not-paid'))
        .thenRefuses('PROVIDER_SAYS_PENDING', { paymentId });
      given(...before)
        .when(decided('not-paid', { force: true }))
        .thenEmits(notPaid);
      given(...before)
        .when(decided('paid'))
        .thenEmits(successful);
    });
    it('as not paid is carried out where pending is not the newest answer', () =>
      given(created, pending, stoppedWaiting, taughtNotFound).when(decided('not-paid')).thenEmits(notPaid));
    it('as returned or reversed is refused', () => {
      given(created, submitted, stoppedWaiting).when(decided('returned')).thenRefuses('DECISION_NOT_POSSIBLE');
      given(created, submitted, stoppedWaiting).when(decided('reversed')).thenRefuses('DECISION_NOT_POSSIBLE');
    });
    it('is refused before the payment is uncertain', () => {
      given(created)
        .when(decided('paid'))
        .thenRefuses('PAYMENT_NOT_UNCERTAIN', { paymentId, paymentStatus: 'created' });
      given(created, submitted).when(decided('not-paid')).thenRefuses('PAYMENT_NOT_UNCERTAIN');
      given(created, pending).when(decided('paid')).thenRefuses('PAYMENT_NOT_UNCERTAIN');
    });
    it('changes nothing where the provider has answered the same meanwhile', () => {
      given(created, succeeded).when(decided('paid')).thenNothing();
      given(created, failed).when(decided('not-paid')).thenNothing();
      given(created, expired).when(decided('not-paid')).thenNothing();
    });
    it('is refused where the provider has answered otherwise meanwhile', () => {
      given(created, succeeded).when(decided('not-paid')).thenRefuses('PAYMENT_SETTLED');
      given(created, failed).when(decided('paid')).thenRefuses('PAYMENT_SETTLED');
    });
  });

  describe('of a success with another amount', () => {
    const other = { amount: rwf(4_500), providerTransactionId: 'tx-1' };
    it('as paid records the amount that was paid', () =>
      given(created, disagreed)
        .when(decided('paid', other))
        .thenEmits(PaymentSucceeded({ ...ofReview, answer: null, paid: rwf(4_500), providerTransactionId: 'tx-1' })));
    it('as paid needs the amount and the transaction id', () => {
      given(created, disagreed)
        .when(decided('paid'))
        .thenRefuses('PAID_AMOUNT_MISSING', { missing: ['amount', 'providerTransactionId'] });
      given(created, disagreed)
        .when(decided('paid', { amount: rwf(4_500) }))
        .thenRefuses('PAID_AMOUNT_MISSING', { missing: ['providerTransactionId'] });
    });
    it('as paid limits refunds to the amount that was paid', () => {
      const paid = PaymentSucceeded({ ...ofReview, answer: null, paid: rwf(4_500), providerTransactionId: 'tx-1' });
      given(created, disagreed, paid).when(reserve(4_501)).thenRefuses('REFUND_EXCEEDS_PAYMENT');
      given(created, disagreed, paid).when(reserve(4_500)).thenEmits(refundReserved(4_500));
      const state = stateAfter(created, disagreed, paid, refundReserved(4_500), refundCompleted(4_500));
      expect(state).toMatchObject({ status: 'refunded', paidAmount: rwf(4_500), amount: rwf(5_000) });
    });
    it('as returned makes it failed', () => {
      given(created, disagreed)
        .when(decided('returned'))
        .thenEmits(PaymentFailed({ ...ofReview, answer: null, failure: unspecified, decision: 'returned' }));
    });
    it('covers the same answer of the provider later', () => {
      const returned = PaymentFailed({ ...ofReview, answer: null, failure: unspecified, decision: 'returned' });
      given(created, disagreed, returned)
        .when(say({ ...paid, amount: rwf(4_500) }))
        .thenNothing();
      given(created, disagreed, returned).when(decided('returned')).thenNothing();
    });
  });

  describe('of a contradiction', () => {
    const lateSuccess = contradicted('failed', 'successful');
    it.each([
      ['failed', failed],
      ['expired', expired],
    ] as const)('of a payment that had %s may be paid, returned or not paid, and not reversed', (was, end) => {
      const doubt = contradicted(was, 'successful');
      given(created, end, doubt).when(decided('paid')).thenEmits(successful);
      given(created, end, doubt).when(decided('returned')).thenEmits(settled('returned'));
      given(created, end, doubt).when(decided('not-paid')).thenEmits(settled('not-paid'));
      given(created, end, doubt).when(decided('reversed')).thenRefuses('DECISION_NOT_POSSIBLE');
    });
    it('of an earlier attempt as paid makes that attempt and the payment successful', () => {
      const doubt = lateSuccess;
      const second = PaymentFailed({ ...secondOne, failure: rejected });
      given(created, failed, reattempted, second, doubt).when(decided('paid')).thenEmits(successful);
      const state = stateAfter(created, failed, reattempted, second, doubt, successful);
      expect(state).toMatchObject({
        status: 'successful',
        failure: null,
        attempts: [{ status: 'successful' }, { status: 'failed' }],
      });
    });
    it('of an earlier attempt is refused while the newest is open', () =>
      given(created, failed, reattempted, lateSuccess)
        .when(decided('paid'))
        .thenRefuses('PAYMENT_NOT_UNCERTAIN', { paymentId, paymentStatus: 'created' }));
    it('of an earlier attempt as paid moves nothing where the newest was paid as well', () =>
      given(
        created,
        failed,
        reattempted,
        PaymentSucceeded({ ...secondOne, providerTransactionId: 'tx-2' }),
        lateSuccess,
      )
        .when(decided('paid'))
        .thenEmits(settled('paid')));
    it('of an earlier attempt with another amount keeps what the person says was paid', () =>
      given(
        created,
        failed,
        reattempted,
        PaymentSucceeded({ ...secondOne, providerTransactionId: 'tx-2' }),
        contradicted('failed', 'successful', { differs: true, paid: rwf(4_500) }),
      )
        .when(decided('paid', { amount: rwf(4_400), providerTransactionId: 'tx-1' }))
        .thenEmits(
          ContradictionDecided({
            ...ofReview,
            decision: 'paid',
            paid: rwf(4_400),
            providerTransactionId: 'tx-1',
          }),
        ));
    it('with another amount may be paid only with that amount', () => {
      const other = contradicted('failed', 'successful', { differs: true, paid: rwf(4_500) });
      given(created, failed, other).when(decided('paid')).thenRefuses('PAID_AMOUNT_MISSING');
      given(created, failed, other)
        .when(decided('paid', { amount: rwf(4_500), providerTransactionId: 'tx-1' }))
        .thenEmits(PaymentSucceeded({ ...ofReview, answer: null, paid: rwf(4_500), providerTransactionId: 'tx-1' }));
    });
    it('of a successful payment as paid is refused with another amount than on its receipt', () => {
      for (const more of [[], [contradicted('successful', 'failed')]])
        given(created, succeeded, ...more)
          .when(decided('paid', { amount: rwf(4_500), providerTransactionId: 'tx-1' }))
          .thenRefuses('PAYMENT_SETTLED');
      given(created, succeeded, contradicted('successful', 'failed'))
        .when(decided('paid', { amount: rwf(5_000) }))
        .thenEmits(settled('paid'));
    });
    it('of a successful payment as paid settles it', () =>
      given(created, succeeded, contradicted('successful', 'failed')).when(decided('paid')).thenEmits(settled('paid')));
    it('of a successful payment as reversed records a refund of all of it or of a part', () => {
      const back = (amount: number) =>
        PaymentRefunded({
          paymentId,
          refundId: 'ref_rev_1',
          amount: rwf(amount),
          providerTransactionId: 'tx-7',
          reviewId: 'rev_1',
          at: after(900),
        });
      const reversed = ContradictionDecided({ ...ofReview, decision: 'reversed', providerTransactionId: 'tx-7' });
      const contradiction = contradicted('successful', 'failed');
      given(created, succeeded, contradiction)
        .when(decided('reversed', { providerTransactionId: 'tx-7' }))
        .thenEmits(reversed, back(5_000));
      given(created, succeeded, contradiction)
        .when(decided('reversed', { providerTransactionId: 'tx-7', amount: rwf(500) }))
        .thenEmits(reversed, back(500));
      given(created, succeeded, contradiction)
        .when(decided('reversed', { amount: rwf(5_001) }))
        .thenRefuses('REFUND_EXCEEDS_PAYMENT');
      expect(stateAfter(created, succeeded, contradiction, reversed, back(5_000))).toMatchObject({
        status: 'refunded',
      });
    });
    it('of a successful payment as not paid is refused', () =>
      given(created, succeeded, contradicted('successful', 'failed'))
        .when(decided('not-paid'))
        .thenRefuses('PAYMENT_SETTLED'));
    it('as paid is recorded in the record’s stream first', () => {
      const news = contradicted('failed', 'pending');
      given(created, stoppedWaiting, notPaid, news).when(decided('paid')).thenRefuses('RECORD_FIRST');
      given(created, stoppedWaiting, notPaid, news)
        .when(decided('paid', { amount: rwf(4_500) }))
        .thenRefuses('PAID_AMOUNT_MISSING');
      given(created, stoppedWaiting, notPaid, news, reattempted)
        .when(decided('paid'))
        .thenRefuses('PAYMENT_NOT_UNCERTAIN');
      given(created, stoppedWaiting, notPaid, news).when(decided('not-paid')).thenEmits(settled('not-paid'));
    });
    it('is needed before a new attempt or a refund', () => {
      given(created, failed, lateSuccess).when(again()).thenRefuses('RECORD_PERHAPS_PAID', { paymentId });
      given(created, failed, lateSuccess, settled('not-paid')).when(again()).thenEmits(reattempted);
      given(created, succeeded, contradicted('successful', 'failed'))
        .when(reserve(1))
        .thenRefuses('PAYMENT_NOT_REFUNDABLE');
    });
  });

  describe('and a later answer of the provider', () => {
    const confirmed = OutcomeConfirmed({ paymentId, attempt: 1, answer, at: soon });
    it('that money was taken contradicts a decision as not paid', () =>
      given(created, stoppedWaiting, notPaid).when(say(paid)).thenEmits(contradicted('failed', 'successful')));
    it('that it is pending contradicts a decision as not paid', () =>
      given(created, stoppedWaiting, notPaid).when(wait).thenEmits(contradicted('failed', 'pending')));
    it('that it is pending contradicts a decision about an expired attempt', () => {
      const denied = settled('not-paid');
      given(created, expired, contradicted('expired', 'successful'), denied)
        .when(wait)
        .thenEmits(contradicted('expired', 'pending'));
    });
    it('that it is pending forbids a new attempt until it is settled', () => {
      const news = [created, stoppedWaiting, notPaid, contradicted('failed', 'pending')];
      given(...news)
        .when(again())
        .thenRefuses('RECORD_PAYMENT_IN_PROGRESS', { paymentId });
      expect(leavesRecordFree(stateAfter(...news))).toBe(false);
      for (const end of [confirmed, settled('not-paid')]) {
        given(...news, end)
          .when(again())
          .thenEmits(reattempted);
        expect(leavesRecordFree(stateAfter(...news, end))).toBe(true);
      }
    });
    it('that confirms the decision settles the contradiction', () => {
      const news = [created, stoppedWaiting, notPaid, contradicted('failed', 'pending')];
      given(...news)
        .when(say(declined))
        .thenEmits(confirmed);
      expect(stateAfter(...news, confirmed).attempts.some(isInDoubt)).toBe(false);
      const reversed = [created, stoppedWaiting, successful, contradicted('successful', 'failed'), confirmed];
      expect(stateAfter(...reversed).attempts.some(isInDoubt)).toBe(true);
    });
    it('that was known at the decision is no contradiction', () =>
      given(created, pending, stoppedWaiting, notPaid).when(wait).thenNothing());
    it('that confirms the decision ends the status checks', () => {
      given(created, stoppedWaiting, notPaid).when(say(declined)).thenEmits(confirmed);
      given(created, stoppedWaiting, notPaid).when(say(lapsed)).thenEmits(confirmed);
      given(created, stoppedWaiting, notPaid, confirmed).when(say(declined)).thenNothing();
      const [askedBefore] = stateAfter(created, stoppedWaiting, notPaid).attempts;
      const [askedAfter] = stateAfter(created, stoppedWaiting, notPaid, confirmed).attempts;
      expect([isAskedAbout(askedBefore!), isAskedAbout(askedAfter!)]).toEqual([true, false]);
    });
    it('that confirms the decision may add the transaction id', () => {
      const withNumber = OutcomeConfirmed({ paymentId, attempt: 1, providerTransactionId: 'tx-1', answer, at: soon });
      given(created, stoppedWaiting, successful).when(say(paid)).thenEmits(withNumber);
      given(created, stoppedWaiting, successful, withNumber).when(say(paid)).thenNothing();
      expect(stateAfter(created, stoppedWaiting, successful, withNumber).providerTransactionId).toBe('tx-1');
    });
    it('may add the transaction id to a success without one', () => {
      const numberless = PaymentSucceeded({ paymentId, attempt: 1, providerTransactionId: null, answer, at: soon });
      given(created, numberless)
        .when(say(paid))
        .thenEmits(OutcomeConfirmed({ paymentId, attempt: 1, providerTransactionId: 'tx-1', answer, at: soon }));
    });
  });
});

describe('Reroute', () => {
  const aboutNetwork = { code: 'CONFIGURATION', providerCode: null } as const;
  const reroute = (more: Partial<PaymentOrders['Reroute']> = {}): Ask => ({
    Reroute: { ...ofFirst, failure: null, next: toAirtel, at: after(1), ...more },
  });

  it('goes to another provider in one event, and the payment has not failed', () => {
    given(created, routed).when(reroute()).thenEmits(rerouted);
    given(created, routed)
      .when(reroute({ failure: aboutNetwork }))
      .thenEmits({ ...rerouted, data: { ...rerouted.data, failure: aboutNetwork } });
    const known = evolve<Payment, PaymentEvent>(payment, payment.initial, [created, routed, rerouted]) as KnownPayment;
    expect(known).toMatchObject({ status: 'created', mayFallBack: true, failure: null, expiresAt: fiveMinutesLater });
    expect(known.attempts).toMatchObject([
      { number: 1, status: 'failed', provider: 'mtn-momo' },
      { number: 2, status: 'created', provider: 'airtel-money', providerReference: secondReference, claimedAs: 1 },
    ]);
    expect([triedFor(known), claimOf(known.attempts[1]!)]).toEqual([['mtn-momo', 'airtel-money'], 1]);
  });
  it('changes nothing where the provider may have it, or may yet get it', () => {
    for (const doubt of [repeated, taughtNotFound, submitted, pending])
      given(created, doubt).when(reroute()).thenNothing();
    given(created, succeeded).when(reroute()).thenNothing();
    given(created, failed).when(reroute()).thenNothing();
    given(created, stoppedWaiting).when(reroute()).thenNothing();
  });
  it('changes nothing once the payment has expired, was stopped, or went to that provider before', () => {
    given(created)
      .when(reroute({ at: fiveMinutesLater }))
      .thenNothing();
    const stopped = SubmissionStopped({ paymentId, attempt: 1, reviewId: 'rev_2', grounds, at: soon });
    given(created, stopped).when(reroute()).thenNothing();
    given(created)
      .when(reroute({ next: { ...toAirtel, provider: 'mtn-momo' } }))
      .thenNothing();
    const back = { ...toAirtel, provider: 'mtn-momo', providerReference: 'third' };
    given(created, rerouted)
      .when(reroute({ providerReference: secondReference, next: back }))
      .thenNothing();
  });
  it('is said at the creation, with the reasons, where there was something to choose', () =>
    given()
      .when({ Create: { creation: { ...creation, routing }, at: after(0) } })
      .thenEmits(created, routed));
  it('leaves the first provider’s contradiction what it is', () => {
    const said: Ask = { RecordOutcome: { ...ofFirst, outcome: paid, recordKnows: false } };
    given(created, rerouted).when(said).thenRefuses('RECORD_FIRST', { paymentId, attempt: 1 });
  });
});

describe('StopSubmission and RecordNotSent', () => {
  const stop: Ask = { StopSubmission: { paymentId, reviewId: 'rev_2', grounds, at: soon } };
  const stopped = SubmissionStopped({ paymentId, attempt: 1, reviewId: 'rev_2', grounds, at: soon });
  const neverSent = SubmissionNotSent({ paymentId, attempt: 1, answer, at: soon });
  const notSent = (isForbidden = false): Ask => ({ RecordNotSent: { ...ofFirst, isForbidden } });
  const cancelled = (reviewId: string | null, more: object = {}) =>
    PaymentFailed({
      paymentId,
      attempt: 1,
      failure: { code: 'CANCELLED', providerCode: null },
      decision: reviewId === null ? null : 'duplicate',
      reviewId,
      answer,
      at: soon,
      ...more,
    });

  it('stop the submission of an open payment', () => {
    given(created).when(stop).thenEmits(stopped);
    given(created, stopped).when(stop).thenNothing();
    given(created, stopped).when(notSent()).thenEmits(cancelled('rev_2'));
  });
  it('make a payment failed whose submission certainly never left', () =>
    given(created, neverSent)
      .when(stop)
      .thenEmits(cancelled('rev_2', { answer: null, grounds })));
  it('leave an attempt open that may have been sent', () => {
    given(created, neverSent, repeated).when(stop).thenEmits(stopped);
    given(created, submitted).when(stop).thenEmits(stopped);
    given(created, repeated, stopped).when(notSent()).thenNothing();
    given(created, submitted, stopped).when(say(paid)).thenEmits(succeeded);
  });
  it('change nothing of a successful payment', () => given(created, succeeded).when(stop).thenNothing());
  it('forbid a new attempt of a failed or expired payment', () => {
    for (const over of [failed, expired]) {
      given(created, over).when(stop).thenEmits(stopped);
      given(created, over, stopped).when(again()).thenRefuses('ATTEMPT_NOT_ALLOWED');
    }
  });
  it('forbid a new attempt of a payment that fails after it was stopped', () =>
    given(created, stopped, failed).when(again()).thenRefuses('ATTEMPT_NOT_ALLOWED'));
  it('end a forbidden submission as CANCELLED, also without a decision of a person', () =>
    given(created).when(notSent(true)).thenEmits(cancelled(null)));
  it('record once that a submission never left, until it is submitted again', () => {
    given(created).when(notSent()).thenEmits(neverSent);
    given(created, neverSent).when(notSent()).thenNothing();
    given(created, taughtNotFound).when(notSent()).thenNothing();
    given(created, neverSent, taughtNotFound).when(repeat).thenEmits(repeated);
  });
});

describe('RecordSubmission', () => {
  it('makes a created payment submitted', () => given(created).when(submit).thenEmits(submitted));
  it.each<[string, PaymentEvent]>([
    ['pending', pending],
    ['successful', succeeded],
    ['failed', failed],
    ['expired', expired],
    ['uncertain', stoppedWaiting],
  ])('changes nothing of a payment that is %s', (_, before) => {
    given(created, before).when(submit).thenNothing();
  });
  it('changes nothing for an earlier attempt', () => given(created, failed, reattempted).when(submit).thenNothing());
  it('is recorded of the newest attempt', () =>
    given(created, failed, reattempted).when({ RecordSubmission: ofSecond }).thenEmits(PaymentSubmitted(secondOne)));
  it('is refused for an unknown reference', () => {
    const strangers = { ...ofFirst, providerReference: secondReference };
    given(created).when({ RecordSubmission: strangers }).thenRefuses('PAYMENT_NOT_FOUND');
    given(created).when({ RecordPending: strangers }).thenRefuses('PAYMENT_NOT_FOUND');
    given(created)
      .when({ RecordOutcome: { ...strangers, outcome: paid, recordKnows: true } })
      .thenRefuses('PAYMENT_NOT_FOUND');
  });
});

describe('RecordRefusal', () => {
  const refused = PaymentFailed({ paymentId, attempt: 1, failure: rejected, answer, at: soon });
  it('makes a created payment failed', () => given(created).when(refuse).thenEmits(refused));
  it('changes nothing once the reference was not found and submitted again', () =>
    given(created, taughtNotFound).when(refuse).thenNothing());
  it('changes nothing once another submission was announced', () =>
    given(created, repeated).when(refuse).thenNothing());
  it('makes a new attempt failed, whatever is known of the one before', () =>
    given(created, repeated, failed, reattempted)
      .when({ RecordRefusal: { ...ofSecond, failure: rejected } })
      .thenEmits(PaymentFailed({ ...secondOne, failure: rejected })));
  it('makes a payment failed of which an answer had unknown words', () =>
    given(created, taughtStrangeWords).when(refuse).thenEmits(refused));
  it.each<[string, PaymentEvent[]]>([
    ['submitted', [submitted]],
    ['pending', [pending]],
    ['successful', [succeeded]],
    ['failed', [failed]],
    ['expired', [expired]],
    ['uncertain', [stoppedWaiting]],
    ['tried again', [failed, reattempted]],
  ])('changes nothing of a payment that is %s', (_, before) =>
    given(created, ...before)
      .when(refuse)
      .thenNothing(),
  );
});

describe('RecordPending', () => {
  it.each<[string, PaymentEvent[]]>([
    ['created', []],
    ['submitted', [submitted]],
  ])('makes a payment pending that was %s', (_, before) =>
    given(created, ...before)
      .when(wait)
      .thenEmits(pending),
  );
  it.each<[string, PaymentEvent]>([
    ['successful', succeeded],
    ['failed', failed],
    ['expired', expired],
  ])('changes nothing of a payment that is %s', (_, before) => given(created, before).when(wait).thenNothing());
  it('leaves an uncertain payment uncertain, and is on record as the newest finding', () => {
    const told = StatusChecked({ paymentId, attempt: 1, taught: 'PENDING', answer, at: soon });
    given(created, stoppedWaiting).when(wait).thenEmits(told);
    given(created, stoppedWaiting, told).when(wait).thenNothing();
    given(created, stoppedWaiting, taughtNotFound, told).when(notFound).thenEmits(taughtNotFound);
  });
  it('is recorded again after another finding', () => {
    const told = StatusChecked({ paymentId, attempt: 1, taught: 'PENDING', answer, at: soon });
    given(created, pending).when(wait).thenNothing();
    given(created, pending, taughtNotFound).when(wait).thenEmits(told);
    given(created, pending, taughtNotFound, told, stoppedWaiting)
      .when(decided('not-paid'))
      .thenRefuses('PROVIDER_SAYS_PENDING');
  });
  it('changes nothing for an earlier attempt', () => given(created, failed, reattempted).when(wait).thenNothing());
});

describe('RecordOutcome', () => {
  const ends: [string, SaidOutcome, PaymentEvent][] = [
    ['successful', paid, succeeded],
    ['failed', declined, failed],
    ['expired', lapsed, expired],
  ];
  const opens: [string, PaymentEvent[]][] = [
    ['created, where a callback came before the record of the submission', []],
    ['submitted', [submitted]],
    ['pending', [submitted, pending]],
    ['uncertain', [submitted, stoppedWaiting]],
  ];
  for (const [state, before] of opens) {
    for (const [name, outcome, end] of ends) {
      it(`makes a payment ${name} that was ${state}`, () =>
        given(created, ...before)
          .when(say(outcome))
          .thenEmits(end));
    }
  }

  for (const [was, , before] of ends) {
    for (const [says, outcome] of ends) {
      if (was === says) {
        it(`${was} changes nothing of a payment that is ${was}`, () =>
          given(created, before).when(say(outcome)).thenNothing());
        continue;
      }
      it(`${says} after ${was} moves nothing and is recorded once as a contradiction`, () => {
        const told = contradicted(was as Outcome, says as Outcome);
        given(created, before).when(say(outcome)).thenEmits(told);
        given(created, before, told).when(say(outcome)).thenNothing();
      });
    }
  }

  it('after a success with another amount: a success as asked moves the payment, a failure contradicts it', () => {
    given(created, submitted, disagreed).when(say(paid)).thenEmits(succeeded);
    const told = contradicted('uncertain', 'failed');
    given(created, submitted, disagreed).when(say(declined)).thenEmits(told);
    given(created, submitted, disagreed, told).when(say(declined)).thenNothing();
    given(created, submitted, disagreed).when(say(lapsed)).thenEmits(contradicted('uncertain', 'expired'));
  });

  it.each([
    ['payment', { externalId: 'pay_2' }],
    ['amount', { amount: rwf(4_999) }],
    ['currency', { amount: Money.parse('5000', 'UGX')! }],
    ['payer', { payerSubject: 'bosco' }],
  ])('failed changes no status where it names another %s', (_, other) => {
    const finding = StatusChecked({ paymentId, attempt: 1, taught: 'FAILURE_NAMES_ANOTHER', answer, at: soon });
    for (const outcome of [declined, lapsed]) {
      given(created, submitted)
        .when(say({ ...outcome, ...other }))
        .thenEmits(finding);
      given(created, submitted, finding)
        .when(say({ ...outcome, ...other }))
        .thenNothing();
      given(created, succeeded)
        .when(say({ ...outcome, ...other }))
        .thenNothing();
    }
    const ours = { ...declined, amount: rwf(5_000), payerSubject: 'aline', externalId: paymentId };
    given(created, submitted).when(say(ours)).thenEmits(failed);
  });

  it('successful after a failure is recorded in the record’s stream first', () => {
    given(created, failed).when(say(paid, false)).thenRefuses('RECORD_FIRST', { paymentId, attempt: 1 });
    given(created, submitted)
      .when(say({ ...paid, amount: rwf(1) }, false))
      .thenRefuses('RECORD_FIRST');
    given(created, submitted).when(say(paid, false)).thenEmits(succeeded);
    given(created, succeeded)
      .when(say({ ...paid, amount: rwf(1) }, false))
      .thenEmits(contradicted('successful', 'successful', { differs: true, paid: rwf(1) }));
  });

  it('records each of two contradictions', () => {
    const told = contradicted('successful', 'failed');
    given(created, succeeded, told).when(say(lapsed)).thenEmits(contradicted('successful', 'expired'));
  });

  it('moves the newest attempt', () => {
    given(created, failed, reattempted)
      .when(sayOfSecond(paid))
      .thenEmits(PaymentSucceeded({ ...secondOne, providerTransactionId: 'tx-1' }));
    given(created, failed, reattempted)
      .when(sayOfSecond(lapsed))
      .thenEmits(PaymentExpired({ ...secondOne, failure: tooSlow }));
  });

  it('successful of an earlier attempt moves nothing and is recorded once', () => {
    const told = contradicted('failed', 'successful');
    given(created, failed, reattempted).when(say(paid)).thenEmits(told);
    given(created, failed, reattempted, told).when(say(paid)).thenNothing();
    given(created, failed, told, reattempted).when(say(paid)).thenNothing();
  });

  it('of an earlier attempt is held against what that one asked for, not against what another was paid with', () => {
    const second = PaymentSucceeded({
      ...secondOne,
      paid: rwf(4_400),
      reviewId: 'rev_1',
      providerTransactionId: 'tx-2',
    });
    given(created, failed, reattempted, second).when(say(paid)).thenEmits(contradicted('failed', 'successful'));
    given(created, failed, reattempted, second)
      .when(say({ ...paid, amount: rwf(4_400) }))
      .thenEmits(contradicted('failed', 'successful', { differs: true, paid: rwf(4_400) }));
  });

  it('after a refund moves nothing and is recorded as a contradiction', () => {
    const refunded = [created, succeeded, refundReserved(5_000), refundCompleted(5_000)];
    given(...refunded)
      .when(say(paid))
      .thenNothing();
    given(...refunded)
      .when(say(declined))
      .thenEmits(contradicted('successful', 'failed'));
  });
});

describe('a success that disagrees with what was asked', () => {
  it.each<[string, Partial<typeof paid>]>([
    ['its amount, one franc less', { amount: rwf(4_999) }],
    ['its amount, one franc more', { amount: rwf(5_001) }],
    ['its currency', { amount: Money.parse('5000', 'UGX')! }],
    ['its amount, which is missing', { amount: null }],
    ['its payer', { payerSubject: 'bosco' }],
    ['its payment', { externalId: 'pay_2' }],
  ])('in %s makes the payment uncertain', (_, lie) => {
    given(created, submitted)
      .when(say({ ...paid, ...lie }))
      .thenEmits(disagreedNow(lie.amount ?? null));
  });
  it('does not disagree by naming no payer and no payment', () =>
    given(created)
      .when(say({ ...paid, payerSubject: null, externalId: null }))
      .thenEmits(succeeded));
  it('is recorded once', () =>
    given(created, disagreed)
      .when(say({ ...paid, amount: rwf(1) }))
      .thenNothing());
  it('is recorded of an uncertain payment too', () =>
    given(created, stoppedWaiting)
      .when(say({ ...paid, amount: rwf(1) }))
      .thenEmits(disagreedNow(rwf(1))));
  it('is recorded again of a new attempt', () =>
    given(created, failed, reattempted)
      .when(sayOfSecond({ ...paid, amount: rwf(1) }))
      .thenEmits(
        PaymentBecameUncertain({
          ...secondOne,
          reason: 'AMOUNT_DISAGREES',
          paid: rwf(1),
          providerTransactionId: 'tx-1',
        }),
      ));
  it('after a success moves nothing and is recorded once as a contradiction', () => {
    const told = contradicted('successful', 'successful', { differs: true, paid: rwf(1) });
    given(created, succeeded)
      .when(say({ ...paid, amount: rwf(1) }))
      .thenEmits(told);
    given(created, succeeded, told)
      .when(say({ ...paid, amount: rwf(1) }))
      .thenNothing();
  });
});

describe('RepeatSubmission', () => {
  it('is recorded once', () => {
    given(created).when(repeat).thenEmits(repeated);
    given(created, taughtStrangeWords).when(repeat).thenEmits(repeated);
    given(created, repeated).when(repeat).thenNothing();
  });
  it('changes nothing once the reference was not found', () =>
    given(created, taughtNotFound).when(repeat).thenNothing());
  it('is recorded again of a new attempt, and never of an earlier one', () => {
    given(created, repeated, failed, reattempted).when(repeat).thenNothing();
    given(created, repeated, failed, reattempted)
      .when({ RepeatSubmission: ofSecond })
      .thenEmits(SubmissionRepeated({ paymentId, attempt: 2, at: after(601) }));
  });
  it.each<[string, PaymentEvent]>([
    ['submitted', submitted],
    ['pending', pending],
    ['successful', succeeded],
    ['failed', failed],
    ['expired', expired],
    ['uncertain', stoppedWaiting],
  ])('changes nothing of a payment that is %s', (_, before) => {
    given(created, before).when(repeat).thenNothing();
  });
});

describe('RecordFinding', () => {
  it('is recorded once for each finding', () => {
    given(created, submitted).when(notFound).thenEmits(taughtNotFound);
    given(created, submitted, taughtNotFound).when(strangeWords).thenEmits(taughtStrangeWords);
    given(created, taughtNotFound, taughtStrangeWords).when(notFound).thenNothing();
  });
  it('is recorded again of a new attempt', () =>
    given(created, taughtNotFound, failed, reattempted)
      .when({ RecordFinding: { ...ofSecond, finding: 'NOT_FOUND' } })
      .thenEmits(StatusChecked({ ...secondOne, taught: 'NOT_FOUND' })));
  it('changes nothing of a payment with a final status', () => {
    for (const over of [succeeded, failed, expired]) given(created, over).when(notFound).thenNothing();
    given(created, failed, reattempted).when(notFound).thenNothing();
  });
  it('is recorded of an uncertain payment too', () =>
    given(created, stoppedWaiting).when(notFound).thenEmits(taughtNotFound));
});

describe('StopWaiting', () => {
  it('makes a submitted payment uncertain from the millisecond of its expiry', () => {
    given(created, submitted)
      .when(stopWaiting(after(299, 999)))
      .thenNothing();
    given(created, submitted)
      .when(stopWaiting(after(300)))
      .thenEmits(stoppedWaiting);
    given(created, submitted)
      .when(stopWaiting(after(300, 1)))
      .thenEmits({ ...stoppedWaiting, data: { ...stoppedWaiting.data, at: after(300, 1) } } as PaymentEvent);
  });
  it.each<[string, PaymentEvent[]]>([
    ['created', []],
    ['pending', [pending]],
  ])('makes a payment uncertain that is %s', (_, before) =>
    given(created, ...before)
      .when(stopWaiting())
      .thenEmits(stoppedWaiting),
  );
  it.each<[string, PaymentEvent]>([
    ['uncertain', stoppedWaiting],
    ['uncertain for its amount', disagreed],
    ['successful', succeeded],
    ['failed', failed],
    ['expired', expired],
  ])('changes nothing of a payment that is %s', (_, before) =>
    given(created, before).when(stopWaiting()).thenNothing(),
  );
  it('makes a new attempt uncertain at its own expiry', () => {
    given(created, failed, reattempted)
      .when(stopWaiting(after(899, 999)))
      .thenNothing();
    given(created, failed, reattempted)
      .when(stopWaiting(after(900)))
      .thenEmits(PaymentBecameUncertain({ ...secondOne, reason: 'NO_FINAL_ANSWER', answer: null, at: after(900) }));
  });
});

describe('Reattempt', () => {
  it('is refused once the provider says that money was taken', () =>
    given(created, failed, contradicted('failed', 'successful'))
      .when(again())
      .thenRefuses('RECORD_PERHAPS_PAID', { paymentId }));
  it.each<[string, PaymentEvent]>([
    ['failed', failed],
    ['expired', expired],
  ])('begins an attempt under a new reference after a payment has %s', (_, over) =>
    given(created, over).when(again()).thenEmits(reattempted),
  );
  it('begins one attempt for each reference', () => {
    given(created, failed, reattempted).when(again()).thenNothing();
    given(created, failed, reattempted, PaymentFailed({ ...secondOne, failure: rejected }))
      .when(again())
      .thenNothing();
  });
  it.each<[string, PaymentEvent[]]>([
    ['created', []],
    ['submitted', [submitted]],
    ['pending', [pending]],
    ['uncertain', [stoppedWaiting]],
    ['successful', [succeeded]],
    ['refunded', [succeeded, refundReserved(5_000), refundCompleted(5_000)]],
    [
      'under way again under another reference',
      [failed, PaymentReattempted({ ...reattempt, providerReference: 'other' })],
    ],
  ])('is refused while a payment is %s', (_, before) =>
    given(created, ...before)
      .when(again())
      .thenRefuses('ATTEMPT_NOT_ALLOWED'),
  );
  it('is refused with another body under the same key, and accepted where the body was not kept', () => {
    given(created, failed, reattempted)
      .when(again({ fingerprint: 'another' }))
      .thenRefuses('IDEMPOTENCY_KEY_REUSED');
    const { fingerprint: _, ...old } = reattempt;
    given(created, failed, PaymentReattempted(old)).when(again()).thenNothing();
  });

  it('is refused where another attempt has begun since the attempts were counted', () => {
    given(created, failed)
      .when(again({ attempt: 3 }))
      .thenRefuses('ATTEMPT_NOT_ALLOWED');
    given(created, failed)
      .when(again({ attempt: 1 }))
      .thenRefuses('ATTEMPT_NOT_ALLOWED');
    given(created, failed, reattempted, PaymentFailed({ ...secondOne, failure: rejected }))
      .when(again({ providerReference: 'third' }))
      .thenRefuses('ATTEMPT_NOT_ALLOWED');
  });
  it('is refused from the millisecond of its expiry', () => {
    given(created, failed)
      .when({ Reattempt: { reattempt, at: after(899, 999) } })
      .thenEmits(reattempted);
    given(created, failed)
      .when({ Reattempt: { reattempt, at: after(900) } })
      .thenRefuses('EXPIRED_BEFORE_IT_BEGAN');
  });
  it('begins an attempt whose outcome is judged as the first was', () =>
    given(created, failed, reattempted).when({ RecordPending: ofSecond }).thenEmits(PaymentPending(secondOne)));
});

describe('a refund', () => {
  const taken = [created, submitted, succeeded];
  it('is reserved once', () => {
    given(...taken)
      .when(reserve(2_000))
      .thenEmits(refundReserved(2_000));
    given(...taken, refundReserved(2_000))
      .when(reserve(2_000))
      .thenNothing();
  });
  it('may take all that was paid and not a franc more', () => {
    given(...taken)
      .when(reserve(5_000))
      .thenEmits(refundReserved(5_000));
    given(...taken)
      .when(reserve(5_001))
      .thenRefuses('REFUND_EXCEEDS_PAYMENT', { paymentId, refundable: '5000' });
  });
  it('may take what others have left, reserved or paid back', () => {
    const two = [
      ...taken,
      refundReserved(2_000, 'ref_1'),
      refundReserved(1_000, 'ref_2'),
      refundCompleted(1_000, 'ref_2'),
    ];
    given(...two)
      .when(reserve(2_000, 'ref_3'))
      .thenEmits(refundReserved(2_000, 'ref_3'));
    given(...two)
      .when(reserve(2_001, 'ref_3'))
      .thenRefuses('REFUND_EXCEEDS_PAYMENT', { paymentId, refundable: '2000' });
  });
  it('gives back what it held when it is released, once', () => {
    const released = [...taken, refundReserved(4_000), refundReleased()];
    given(...taken, refundReserved(4_000))
      .when(release())
      .thenEmits(refundReleased());
    given(...released)
      .when(release())
      .thenNothing();
    given(...released)
      .when(reserve(5_000, 'ref_2'))
      .thenEmits(refundReserved(5_000, 'ref_2'));
  });
  it('is completed once, and then takes what it held', () => {
    given(...taken, refundReserved(4_000))
      .when(complete())
      .thenEmits(refundCompleted(4_000));
    given(...taken, refundReserved(4_000), refundCompleted(4_000))
      .when(complete())
      .thenNothing();
    given(...taken, refundReserved(4_000), refundCompleted(4_000))
      .when(release())
      .thenNothing();
  });
  it('that was never reserved is neither released nor completed', () => {
    given(...taken)
      .when(release())
      .thenNothing();
    given(...taken)
      .when(complete())
      .thenNothing();
  });
  it('that is over is not reserved again, or it would be paid twice', () => {
    given(...taken, refundReserved(1_000), refundCompleted(1_000))
      .when(reserve(1_000))
      .thenRefuses('REFUND_ID_REUSED');
    given(...taken, refundReserved(1_000), refundReleased())
      .when(reserve(1_000))
      .thenRefuses('REFUND_ID_REUSED');
  });
  it('does not change its amount', () =>
    given(...taken, refundReserved(1_000))
      .when(reserve(1_001))
      .thenRefuses('REFUND_ID_REUSED'));
  it('is of more than nothing, and of the payment’s own currency', () => {
    given(...taken)
      .when(reserve(0))
      .thenRefuses('REFUND_NOT_POSITIVE');
    given(...taken)
      .when(reserve(-1))
      .thenRefuses('REFUND_NOT_POSITIVE');
    given(...taken)
      .when({ ReserveRefund: { ...refund, amount: Money.parse('1', 'UGX')! } })
      .thenRefuses('REFUND_EXCEEDS_PAYMENT');
  });
  it.each<[string, PaymentEvent[]]>([
    ['created', []],
    ['submitted', [submitted]],
    ['pending', [pending]],
    ['uncertain', [stoppedWaiting]],
    ['failed', [failed]],
    ['expired', [expired]],
  ])('of a payment that is %s is none', (_, before) =>
    given(created, ...before)
      .when(reserve(1))
      .thenRefuses('PAYMENT_NOT_REFUNDABLE'),
  );
  it('of a payment that is refunded is none', () =>
    given(...taken, refundReserved(5_000), refundCompleted(5_000))
      .when(reserve(1, 'ref_2'))
      .thenRefuses('PAYMENT_NOT_REFUNDABLE'));

  it('makes it refunded when they add up to all of it', () => {
    const folded = (...events: PaymentEvent[]) => evolve<Payment, PaymentEvent>(payment, payment.initial, events);
    const partly = [...taken, refundReserved(4_999), refundCompleted(4_999)];
    expect(folded(...partly)).toMatchObject({ status: 'successful', refunded: rwf(4_999) });
    const all = folded(...partly, refundReserved(1, 'ref_2'), refundCompleted(1, 'ref_2'));
    expect(all).toMatchObject({ status: 'refunded', refunded: rwf(5_000), reserved: {} });
    expect(refundable(all as KnownPayment)).toEqual(rwf(0));
  });
});

describe('a refund that came to nothing and has perhaps been paid', () => {
  const taken = [created, submitted, succeeded];
  const released = RefundReleased({ paymentId, refundId: 'ref_1', at: after(700) });

  it('has its amount set aside again, also where another refund has taken it', () => {
    given(...taken, refundReserved(5_000), released)
      .when(hold(5_000))
      .thenEmits(refundReserved(5_000));
    given(...taken, refundReserved(5_000), released, refundReserved(5_000, 'ref_2'))
      .when(hold(5_000))
      .thenEmits(refundReserved(5_000));
  });

  it('leaves nothing to refund meanwhile', () =>
    given(...taken, refundReserved(5_000), released, refundReserved(5_000))
      .when(reserve(1, 'ref_2'))
      .thenRefuses('REFUND_EXCEEDS_PAYMENT'));

  it('counts when it is decided to be paid, also beyond what was paid', () => {
    const twice = [
      ...taken,
      refundReserved(5_000),
      released,
      refundReserved(5_000, 'ref_2'),
      refundCompleted(5_000, 'ref_2'),
    ];
    given(...twice, refundReserved(5_000))
      .when(complete())
      .thenEmits(refundCompleted(5_000));
    const state = evolve<Payment, PaymentEvent>(payment, payment.initial, [
      ...twice,
      refundReserved(5_000),
      refundCompleted(5_000),
    ]);
    expect(state).toMatchObject({ status: 'refunded', refunded: rwf(10_000), reserved: {} });
  });

  it('is not set aside again once it was completed, and not twice', () => {
    given(...taken, refundReserved(5_000), refundCompleted(5_000))
      .when(hold(5_000))
      .thenNothing();
    given(...taken, refundReserved(5_000))
      .when(hold(5_000))
      .thenNothing();
  });
});

describe('the amount of a completed refund', () => {
  it('is what went back, where that is not what was set aside', () =>
    given(created, submitted, succeeded, refundReserved(5_000))
      .when({ CompleteRefund: { ...refund, amount: rwf(4_000), providerTransactionId: 'tx-9', at: after(800) } })
      .thenEmits(
        PaymentRefunded({
          paymentId,
          refundId: 'ref_1',
          amount: rwf(4_000),
          providerTransactionId: 'tx-9',
          at: after(800),
        }),
      ));
});

describe('a payment', () => {
  it('is suspected once to be a duplicate', () => {
    const suspected = DuplicateSuspected({ paymentId, otherPaymentId: 'pay_2', otherClient: 'cli_2', at: soon });
    given(created).when(suspect).thenEmits(suspected);
    given(created, suspected)
      .when({ SuspectDuplicate: { paymentId, otherPaymentId: 'pay_3', otherClient: 'cli_2', at: soon } })
      .thenNothing();
  });
  it('keeps every note', () =>
    given(created, failed)
      .when(note, { notIdempotent: true })
      .thenEmits(NoteAdded({ paymentId, note: 'sealed.aline.key.note' as Sealed<string>, at: soon })));
  it('cannot be read from a stream that does not begin with PaymentCreated', () =>
    expect(() => evolve<Payment, PaymentEvent>(payment, payment.initial, [submitted])).toThrow(
      'A payment has an event before PaymentCreated',
    ));
});

// ——— The whole table: every state against every order. It is docs/lifecycle.md, too. ———

const states: Record<PaymentStatus | 'absent', readonly PaymentEvent[]> = {
  absent: [],
  created: [created],
  submitted: [created, submitted],
  pending: [created, submitted, pending],
  uncertain: [created, submitted, stoppedWaiting],
  successful: [created, submitted, succeeded],
  failed: [created, submitted, failed],
  expired: [created, submitted, expired],
  refunded: [created, submitted, succeeded, refundReserved(5_000), refundCompleted(5_000)],
};

/** What was said against a status before, and no person has decided yet. */
const doubtful: Record<string, readonly PaymentEvent[]> = {
  'uncertain, other amount': [created, submitted, disagreed],
  'successful, contradicted': [created, submitted, succeeded, contradicted('successful', 'failed')],
  'failed, perhaps paid': [created, submitted, failed, contradicted('failed', 'successful')],
  'expired, perhaps paid': [created, submitted, expired, contradicted('expired', 'successful')],
};
const everyState: Record<string, readonly PaymentEvent[]> = { ...states, ...doubtful };

const orders: readonly (readonly [title: string, ask: Ask])[] = [
  ['Create', create],
  ['Create, other body', { Create: { creation: { ...creation, fingerprint: 'another body' }, at: soon } }],
  ['Create, too late', { Create: { creation, at: fiveMinutesLater } }],
  ['RecordSubmission', submit],
  ['RepeatSubmission', repeat],
  ['RecordRefusal', refuse],
  ['RecordPending', wait],
  ['RecordOutcome: successful', say(paid)],
  ['RecordOutcome: successful, other amount', say({ ...paid, amount: rwf(1) })],
  ['RecordOutcome: failed', say(declined)],
  ['RecordOutcome: expired', say(lapsed)],
  ['RecordOutcome: failed, of another payment', say({ ...declined, externalId: 'pay_2' })],
  ['RecordNotSent', { RecordNotSent: { ...ofFirst, isForbidden: false } }],
  ['RecordNotSent, and must not be', { RecordNotSent: { ...ofFirst, isForbidden: true } }],
  ['Reroute, to another provider', { Reroute: { ...ofFirst, failure: null, next: toAirtel } }],
  ['RecordFinding: NOT_FOUND', notFound],
  ['RecordFinding: UNKNOWN_ANSWER', strangeWords],
  ['RecordInconclusive', { RecordInconclusive: { ...ofFirst, operation: 'submission', kind: 'server-fault' } }],
  ['StopWaiting, before expiry', stopWaiting(after(299, 999))],
  ['StopWaiting, at expiry', stopWaiting()],
  ['DecideOutcome, paid', decided('paid')],
  ['DecideOutcome, paid, with the amount', decided('paid', { amount: rwf(4_500), providerTransactionId: 'tx-1' })],
  ['DecideOutcome, not paid', decided('not-paid')],
  ['DecideOutcome, returned', decided('returned')],
  ['DecideOutcome, reversed', decided('reversed')],
  ['StopSubmission', { StopSubmission: { paymentId, reviewId: 'rev_2', grounds, at: soon } }],
  ['Reattempt', again()],
  ['SuspectDuplicate', suspect],
  ['AddNote', note],
  ['ReserveRefund', reserve(5_000, 'ref_9')],
  ['ReserveRefund, too much', reserve(5_001, 'ref_9')],
  ['HoldRefund', hold(5_000, 'ref_9')],
  ['ReleaseRefund, none reserved', release('ref_9')],
  ['CompleteRefund, none reserved', complete('ref_9')],
];

const outcomes = (before: readonly PaymentEvent[], ask: Ask): { emitted: readonly PaymentEvent[]; says: string } => {
  const state = evolve<Payment, PaymentEvent>(payment, payment.initial, before);
  const [[name, order]] = Object.entries(ask) as [[keyof PaymentOrders, never]];
  try {
    const emitted = payment.decide[name](state, order);
    const after = evolve<Payment, PaymentEvent>(payment, state, emitted).status;
    const told = emitted.map(({ type }) => type).join(', ');
    return { emitted, says: emitted.length === 0 ? '·' : after === state.status ? told : `${told} → **${after}**` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { emitted: [], says: `\`${error.code}\`` };
  }
};

const movesOf = (what: string, moves: typeof paymentMoves | typeof attemptMoves): string[] => [
  `| ${what} | moves to, by |`,
  '|---|---|',
  ...Object.entries(moves).map(([from, to]) => {
    const told = Object.entries(to).map(([status, by]) => `${status}: ${by.join(' or ')}`);
    return `| ${from} | ${told.join('; ') || 'nowhere'} |`;
  }),
];

function page(): string {
  const names = Object.keys(everyState);
  const rows = orders.map(
    ([title, ask]) =>
      `| ${title} | ${Object.values(everyState)
        .map((before) => outcomes(before, ask).says)
        .join(' | ')} |`,
  );
  return [
    '# The life of a payment',
    '',
    'Every state against every order, as the decider answers it (`src/modules/payments/payment.decider.ts`). Made by',
    '`UPDATE_DOCS=1` in front of the command that runs `src/modules/payments/payment.decider.spec.ts`; that spec fails when this page differs.',
    '',
    '`·` changes nothing, `CODE` is a refusal, **bold** is the state that it moves to. Orders speak of the current attempt.',
    'Below are the legal moves of a payment and of one attempt, and the events that make them (`payment.lifecycle.ts`). An event that would make another move is',
    'never recorded: the request ends with a fault that names the payment, the move and the event. [The life of a refund](lifecycle-refunds.md) has its own page.',
    '',
    `| | ${names.join(' | ')} |`,
    `|---|${names.map(() => '---|').join('')}`,
    ...rows,
    '',
    ...movesOf('payment', paymentMoves),
    '',
    ...movesOf('attempt', attemptMoves),
    '',
  ].join('\n');
}

describe('the whole table', () => {
  it('has a representative of every state, and every order', () => {
    expect(Object.keys(states).sort()).toEqual(['absent', ...paymentStatuses].sort());
    for (const [status, events] of Object.entries(states)) {
      expect(evolve<Payment, PaymentEvent>(payment, payment.initial, events).status).toBe(status);
    }
    expect(new Set(orders.flatMap(([, ask]) => Object.keys(ask)))).toEqual(new Set(Object.keys(payment.decide)));
  });

  it('answers every order to an absent payment but its creation with PAYMENT_NOT_FOUND', () => {
    for (const [title, ask] of orders) {
      if (!title.startsWith('Create')) given().when(ask).thenRefuses('PAYMENT_NOT_FOUND', { paymentId });
    }
  });

  it('makes every move of the lifecycle', () => {
    const made = Object.values(everyState).flatMap((before) =>
      [...orders, ['', complete()] as const].flatMap(([, ask]) => {
        const from = evolve<Payment, PaymentEvent>(payment, payment.initial, before);
        const reserved = from.status === 'successful' ? [...before, refundReserved(5_000)] : before;
        const to = evolve<Payment, PaymentEvent>(payment, payment.initial, [
          ...reserved,
          ...outcomes(reserved, ask).emitted,
        ]);
        return from.status === to.status ? [] : [`${from.status} → ${to.status}`];
      }),
    );
    const named = Object.entries(paymentMoves).flatMap(([from, to]) =>
      Object.keys(to).flatMap((status) => (status === from ? [] : [`${from} → ${status}`])),
    );
    expect([...new Set(made)].sort()).toEqual(named.sort());
  });

  it('is docs/lifecycle.md', () => {
    const file = new URL('../../../docs/lifecycle.md', import.meta.url);
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, page());
    expect(readFileSync(file, 'utf8')).toBe(page());
  });
});

describe('random orders in random sequence', () => {
  const references = [firstReference, secondReference, 'third'];
  // As in the gateway, each attempt has a reference of its own.
  const rerouted = (reference: string, provider: string) => `${reference}>${provider}`;
  const anyOutcome: fc.Arbitrary<SaidOutcome> = fc.oneof(
    fc.constant(declined),
    fc.constant(lapsed),
    fc.constant(paid),
    fc.constant({ ...paid, amount: rwf(4_999) }),
  );
  const anyReference = fc.constantFrom(...references, ...references.map((one) => rerouted(one, 'airtel-money')));
  const anyMoment = fc.integer({ min: 0, max: 1_200 }).map((seconds) => after(seconds));
  const anyRefund = fc.constantFrom('ref_1', 'ref_2', 'ref_3');
  const ofAttempt = fc.record({
    paymentId: fc.constant(paymentId),
    providerReference: anyReference,
    answer: fc.constant(answer),
    at: anyMoment,
  });
  const anyAsk: fc.Arbitrary<Ask> = fc.oneof(
    anyMoment.map((at): Ask => ({ Create: { creation, at } })),
    ofAttempt.map((of): Ask => ({ RecordSubmission: of })),
    ofAttempt.map((of): Ask => ({ RepeatSubmission: of })),
    ofAttempt.map((of): Ask => ({ RecordRefusal: { ...of, failure: rejected } })),
    ofAttempt.map((of): Ask => ({ RecordPending: of })),
    fc
      .tuple(ofAttempt, anyOutcome)
      .map(([of, outcome]): Ask => ({ RecordOutcome: { ...of, outcome, recordKnows: true } })),
    ofAttempt.map((of): Ask => ({ RecordFinding: { ...of, finding: 'NOT_FOUND' } })),
    ofAttempt.map((of): Ask => ({ RecordNotSent: { ...of, isForbidden: false } })),
    ofAttempt.map((of): Ask => ({ RecordNotSent: { ...of, isForbidden: true } })),
    fc.tuple(ofAttempt, fc.constantFrom('airtel-money', 'mtn-momo')).map(([of, provider]): Ask => ({
      Reroute: {
        ...of,
        failure: null,
        next: { ...toAirtel, provider, providerReference: rerouted(of.providerReference, provider) },
      },
    })),
    fc
      .tuple(ofAttempt, fc.constantFrom<Decision>('paid', 'not-paid', 'returned', 'reversed'))
      .map(([{ at, providerReference }, decision]): Ask => decided(decision, { at, providerReference })),
    anyMoment.map((at): Ask => ({ StopSubmission: { paymentId, reviewId: 'rev_2', grounds, at } })),
    anyMoment.map((at): Ask => stopWaiting(at)),
    fc.tuple(fc.integer({ min: 1, max: 3 }), anyMoment).map(([attempt, at]): Ask => ({
      Reattempt: {
        reattempt: { ...reattempt, attempt, providerReference: references[attempt - 1]!, expiresAt: after(1_500) },
        at,
      },
    })),
    fc.tuple(fc.integer({ min: -10, max: 6_000 }), anyRefund).map(([amount, id]) => reserve(amount, id)),
    anyRefund.map((id) => release(id)),
    anyRefund.map((id) => complete(id)),
    fc.constant(suspect),
    fc.constant(note),
  );

  it('never take money twice, never leave a final status, and never refund more than was paid', () => {
    fc.assert(
      fc.property(fc.array(anyAsk, { maxLength: 60 }), (asks) => {
        let events: readonly PaymentEvent[] = [created];
        for (const ask of asks) {
          const before = evolve<Payment, PaymentEvent>(payment, payment.initial, events) as KnownPayment;
          const { emitted } = outcomes(events, ask);
          // No illegal move is among them, or evolve would throw.
          // A reversal is decided and paid back in one append; everything else is one event.
          expect(emitted.length).toBeLessThanOrEqual('DecideOutcome' in ask ? 2 : 1);
          events = [...events, ...emitted];
          const now = evolve<Payment, PaymentEvent>(payment, payment.initial, events) as KnownPayment;
          if (isFinal(before.status) && now.status !== before.status) {
            const moves = emitted.map(({ type }) => type).filter((type) => type !== 'ContradictionDecided');
            if (before.status === 'successful') expect(moves).toEqual(['PaymentRefunded']);
            else expect(moves).toEqual(['DecideOutcome' in ask ? 'PaymentSucceeded' : 'PaymentReattempted']);
          }
          expect(now.refunded.exceeds(now.amount)).toBe(false);
          expect(now.refunded.minor).toBeGreaterThanOrEqual(0n);
          expect(refundable(now).minor).toBeGreaterThanOrEqual(0n);
          const completed = events.filter(({ type }) => type === 'PaymentRefunded');
          expect(new Set(completed.map(({ data }) => (data as { refundId: string }).refundId)).size).toBe(
            completed.length,
          );
          expect(new Set(now.attempts.map(({ providerReference }) => providerReference)).size).toBe(
            now.attempts.length,
          );
        }
        expect(events.filter(({ type }) => type === 'PaymentSucceeded').length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1_000 },
    );
  });
});
