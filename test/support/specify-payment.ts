import { instant } from '../../src/kernel/domain/clock.js';
import { Money } from '../../src/kernel/domain/money.js';
import type { Sealed } from '../../src/kernel/domain/sealed.js';
import type { SaidOutcome } from '../../src/modules/payments/payment.orders.js';
import {
  PaymentBecameUncertain,
  PaymentCreated,
  PaymentExpired,
  PaymentFailed,
  PaymentPending,
  PaymentReattempted,
  PaymentRerouted,
  PaymentRouted,
  PaymentRefunded,
  PaymentSubmitted,
  PaymentSucceeded,
  RefundReserved,
  type Creation,
  type PayerDetails,
  type Reattempt,
} from '../../src/modules/payments/payment.events.js';
import type { Exchange, Failure, Routing } from '../../src/modules/providers/contract.js';
import { noon } from './fake-clock.js';

/** Sample facts of one payment of 5,000 RWF, asked at noon, that expires five minutes later. */
export const paymentId = 'pay_1';
export const rwf = (amount: number) => Money.ofMinor(BigInt(amount), 'RWF');
export const after = (seconds: number, ms = 0) => instant(Date.parse(noon) + seconds * 1_000 + ms);
export const fiveMinutesLater = after(300);
export const subject = 'aline';
export const firstReference = 'f1f1f1f1-0000-4000-8000-000000000001';
export const secondReference = 'f2f2f2f2-0000-4000-8000-000000000002';
export const answer = `sealed.${subject}.key.answer` as Sealed<Exchange>;

export const creation: Creation = {
  paymentId,
  client: 'cli_1',
  fingerprint: 'this body',
  recordKey: 'INV-1001',
  record: { type: 'invoice', id: 'INV-1001', part: null },
  amount: rwf(5_000),
  payer: `sealed.${subject}.key.payer` as Sealed<PayerDetails>,
  dimensions: { branch: 'kigali' },
  provider: 'mtn-momo',
  providerReference: firstReference,
  expiresAt: fiveMinutesLater,
  at: noon,
};
export const reattempt: Reattempt = {
  paymentId,
  fingerprint: 'the-ask-again',
  recordKey: creation.recordKey,
  attempt: 2,
  provider: 'mtn-momo',
  providerReference: secondReference,
  expiresAt: after(900),
  at: after(600),
};

export const rejected: Failure = { code: 'REJECTED_BY_PAYER', providerCode: 'APPROVAL_REJECTED' };
export const tooSlow: Failure = { code: 'EXPIRED', providerCode: 'EXPIRED' };
export const paid: Extract<SaidOutcome, { is: 'successful' }> = {
  is: 'successful',
  transactionId: 'tx-1',
  amount: rwf(5_000),
  payerSubject: subject,
  externalId: paymentId,
};
const unnamed = { amount: null, payerSubject: null, externalId: null };
export const declined = { is: 'failed', failure: rejected, ...unnamed } satisfies SaidOutcome;
export const lapsed = { is: 'expired', failure: tooSlow, ...unnamed } satisfies SaidOutcome;

const of = (attempt: number, at = after(1)) => ({ paymentId, attempt, answer, at });
export const created = PaymentCreated(creation);
export const submitted = PaymentSubmitted(of(1));
export const pending = PaymentPending(of(1));
export const succeeded = PaymentSucceeded({ ...of(1), providerTransactionId: 'tx-1' });
export const failed = PaymentFailed({ ...of(1), failure: rejected });
export const expired = PaymentExpired({ ...of(1), failure: tooSlow });
export const stoppedWaiting = PaymentBecameUncertain({
  ...of(1, fiveMinutesLater),
  answer: null,
  reason: 'NO_FINAL_ANSWER',
});
export const disagreed = PaymentBecameUncertain({ ...of(1), reason: 'AMOUNT_DISAGREES' });
export const reattempted = PaymentReattempted(reattempt);
export const routing: Routing = {
  rule: null,
  isWished: false,
  candidates: [
    { provider: 'mtn-momo', is: 'chosen', reasons: ['in-order'] },
    { provider: 'airtel-money', is: 'possible', reasons: ['in-order'] },
  ],
};
export const routed = PaymentRouted({ ...routing, paymentId, attempt: 1, provider: 'mtn-momo', at: noon });
export const toAirtel = { provider: 'airtel-money', providerReference: secondReference, routing };
export const rerouted = PaymentRerouted({ ...of(2), ...toAirtel, failure: null });
export const refundReserved = (amount: number, refundId = 'ref_1') =>
  RefundReserved({ paymentId, refundId, amount: rwf(amount), at: after(700) });
export const refundCompleted = (amount: number, refundId = 'ref_1') =>
  PaymentRefunded({ paymentId, refundId, amount: rwf(amount), at: after(800) });
