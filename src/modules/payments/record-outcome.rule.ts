import type { Instant } from '../../kernel/domain/clock.js';
import { nothing } from '../../kernel/domain/decider.js';
import type { Money } from '../../kernel/domain/money.js';
import type { SaidByStatement } from '../../kernel/domain/movement.js';
import { subjectOf, type Sealed } from '../../kernel/domain/sealed.js';
import type { Exchange } from '../providers/contract.js';
import {
  OutcomeConfirmed,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentExpired,
  PaymentFailed,
  PaymentSucceeded,
  StatusChecked,
  type PaymentEvent,
  type SaidSuccess,
  type StatusFinding,
} from './payment.events.js';
import { isFinal, type Outcome } from './payment.lifecycle.js';
import type { SaidFailure, SaidOutcome } from './payment.orders.js';
import { hasHeard, paidFor, recordFirst, type Attempt, type KnownPayment } from './payment.state.js';

/** What all events about one answer contain. */
export interface OfEvent {
  readonly paymentId: string;
  readonly attempt: number;
  readonly answer: Sealed<Exchange> | null;
  readonly statement?: SaidByStatement;
  readonly at: Instant;
}

/**
 * What a provider's final answer about an attempt leads to, in every status of the attempt. An answer that agrees with what was asked moves an
 * open attempt. An answer that disagrees, or that comes after the end of the attempt, moves nothing and is recorded for a person.
 */
export const recordOutcome = (
  known: KnownPayment,
  attempt: Attempt,
  of: OfEvent,
  outcome: SaidOutcome,
  recordKnows: boolean,
): readonly PaymentEvent[] =>
  outcome.is === 'successful'
    ? afterSuccess(known, attempt, of, outcome, recordKnows)
    : afterFailure(known, attempt, of, outcome);

function afterSuccess(
  known: KnownPayment,
  attempt: Attempt,
  of: OfEvent,
  said: SaidSuccess,
  recordKnows: boolean,
): readonly PaymentEvent[] {
  const { transactionId: providerTransactionId } = said;
  const differs = !agrees(known, attempt, said);
  const paid = said.amount?.equals(expectedOf(known, attempt)) === false ? said.amount : null;
  const isOpen = !isFinal(attempt.status);
  if (isOpen && !differs) return [PaymentSucceeded({ ...of, providerTransactionId })];
  if (attempt.status === 'successful' && !differs) {
    const isNews =
      (attempt.decidedIn !== null && !attempt.isConfirmed) ||
      (known.providerTransactionId === null && providerTransactionId !== null);
    return isNews ? [OutcomeConfirmed({ ...of, providerTransactionId })] : nothing;
  }
  if (hasHeard(known, attempt, 'successful', differs)) return nothing;
  // The record's stream gets the event first: from then on nothing more is asked for the record, also after a crash here.
  if (attempt.status !== 'successful' && !recordKnows) throw recordFirst(known.id, attempt.number);
  if (isOpen) return [PaymentBecameUncertain({ ...of, reason: 'AMOUNT_DISAGREES', paid, providerTransactionId })];
  const was = attempt.status as Outcome;
  return [OutcomeContradicted({ ...of, was, says: 'successful', differs, paid, providerTransactionId })];
}

function afterFailure(known: KnownPayment, attempt: Attempt, of: OfEvent, said: SaidFailure): readonly PaymentEvent[] {
  const isOpen = !isFinal(attempt.status);
  // A failure of another payment says nothing about this one (REFERENCE §8.2).
  if (!names(known, attempt, said)) return isOpen ? recordFinding(known, of, 'FAILURE_NAMES_ANOTHER') : nothing;
  if (isOpen && !attempt.isPerhapsPaid) {
    const over = { ...of, failure: said.failure };
    return [said.is === 'failed' ? PaymentFailed(over) : PaymentExpired(over)];
  }
  if (!isOpen && attempt.status !== 'successful' && attempt.decidedIn !== null) {
    return attempt.isConfirmed || attempt.isPerhapsPaid ? nothing : [OutcomeConfirmed(of)];
  }
  if (attempt.status === said.is || hasHeard(known, attempt, said.is)) return nothing;
  return [OutcomeContradicted({ ...of, was: attempt.status as Outcome | 'uncertain', says: said.is })];
}

/** A finding of a status check that decides nothing. Each is recorded once, and again after the provider has said pending. */
export const recordFinding = (known: KnownPayment, of: OfEvent, taught: StatusFinding): readonly PaymentEvent[] =>
  known.findings.includes(taught) && known.newestFinding !== 'PENDING' ? nothing : [StatusChecked({ ...of, taught })];

// A success without an amount is no success. A member that the answer does not have cannot disagree (REFERENCE §8.2).
const agrees = (payment: KnownPayment, attempt: Attempt, said: SaidSuccess): boolean =>
  said.amount !== null && names(payment, attempt, said);

/** What was paid by this attempt. Of one that was not, what it asked for: what another attempt was paid with says nothing of it. */
const expectedOf = (payment: KnownPayment, { status }: Attempt): Money =>
  status === 'successful' ? paidFor(payment) : payment.amount;

/** The answer names no other amount, payer or payment. */
const names = (payment: KnownPayment, attempt: Attempt, said: Omit<SaidSuccess, 'is' | 'transactionId'>): boolean =>
  (said.amount === null || said.amount.equals(expectedOf(payment, attempt))) &&
  (said.payerSubject === null || said.payerSubject === subjectOf(payment.payer)) &&
  (said.externalId === null || said.externalId === payment.id);
