import { Refusal } from '../../kernel/domain/refusal.js';
import type { Attempt, KnownPayment } from './payment.state.js';
import { hasHeard, hasHeardOfSuccess } from './payment.state.js';

/** What is known of a record's money before more of it is asked for. */
export interface RecordMoney {
  /** Every attempt of which it was said that money was taken, other than by its success, and the payment of that attempt. */
  readonly said: readonly { readonly payment: KnownPayment; readonly attempt: Attempt }[];
  /** The other attempt that holds the record, and its payment, which is null until it has begun. Null: no other attempt holds it. */
  readonly holder: {
    readonly paymentId: string;
    readonly attempt: number;
    readonly payment: KnownPayment | null;
  } | null;
}

export type Charge =
  | { readonly may: true }
  | {
      readonly may: false;
      readonly code: 'RECORD_PERHAPS_PAID' | 'RECORD_ALREADY_PAID' | 'RECORD_PAYMENT_IN_PROGRESS';
      /** The payment that stands in the way. */
      readonly paymentId: string;
    };

/**
 * The one rule of a new charge: may a payer be asked for this record's money? The claim of a record, a new attempt and every submission ask it.
 * A payer is charged twice where one of these says yes too early, so each doubt is a no.
 *
 * 1. Money was perhaps taken, and no person has decided it: a second charge could be one too many.
 * 2. Money was taken, and it has not gone back: the record is paid.
 * 3. Another attempt is under way, or its claim is about to begin one: the payer may yet approve it.
 */
export function mayChargeAgain({ said, holder }: RecordMoney): Charge {
  for (const { payment, attempt } of said) {
    if (attempt.isPerhapsPaid || !knowsOfSuccess(payment, attempt)) return no('RECORD_PERHAPS_PAID', payment.id);
    if (keepsTheMoney(payment, attempt)) return no('RECORD_ALREADY_PAID', payment.id);
  }
  if (holder === null) return { may: true };
  const { payment, paymentId, attempt } = holder;
  const hasBegun = payment !== null && payment.attempts.length >= attempt;
  if (hasBegun && leavesRecordFree(payment)) return { may: true };
  return hasBegun && payment.status === 'successful'
    ? no('RECORD_ALREADY_PAID', paymentId)
    : no('RECORD_PAYMENT_IN_PROGRESS', paymentId);
}

export const refusedCharge = ({ code, paymentId }: Charge & { may: false }): Refusal =>
  new Refusal('conflict', code, { paymentId });

/** What one payment knows of its record's money by itself, when it asks for a further attempt. */
export const moneyOf = (payment: KnownPayment): RecordMoney => ({
  said: payment.attempts.flatMap((attempt) => (attempt.isPerhapsPaid ? [{ payment, attempt }] : [])),
  holder: { paymentId: payment.id, attempt: payment.attempts.length, payment },
});

/** It has ended, money is not in its hands, and nothing says that any may still come. */
export const leavesRecordFree = (payment: KnownPayment): boolean =>
  (endedWithoutMoney(payment) || payment.status === 'refunded') &&
  !payment.attempts.some(({ isPerhapsPaid }) => isPerhapsPaid) &&
  !isPendingAgain(payment);

/** Only such a payment may be attempted again. */
export const endedWithoutMoney = ({ status }: KnownPayment): boolean => status === 'failed' || status === 'expired';

/** A person decided that no money was taken, and the provider says since then that it is pending: the payer may still approve it. */
const isPendingAgain = (payment: KnownPayment): boolean =>
  payment.attempts.some(
    (attempt) => attempt.isContradicted && attempt.status !== 'successful' && hasHeard(payment, attempt, 'pending'),
  );

/** False where only the record's stream has it yet: the payment cannot have a decision about what it does not know. */
export const knowsOfSuccess = (payment: KnownPayment, attempt: Attempt): boolean =>
  attempt.status === 'successful' || hasHeardOfSuccess(payment, attempt);

/** A refund gives back what the successful attempt took, and nothing of what a person found to be taken by another attempt. */
export const keepsTheMoney = (payment: KnownPayment, { status, decidedAs }: Attempt): boolean =>
  status === 'successful' ? payment.status !== 'refunded' : decidedAs === 'paid';

const no = (code: (Charge & { may: false })['code'], paymentId: string): Charge => ({ may: false, code, paymentId });
