import { Refusal } from '../../kernel/domain/refusal.js';
import { isInDoubt, isPendingAgain } from '../outgoing/contract.js';
import type { KnownPayout } from './payout.state.js';

export type Paying =
  | { readonly may: true }
  | {
      readonly may: false;
      readonly code: 'RECORD_PERHAPS_PAID' | 'RECORD_ALREADY_PAID_OUT' | 'RECORD_PAYOUT_IN_PROGRESS';
      /** The payout that stands in the way. */
      readonly payoutId: string;
    };

/**
 * The one rule of a new payout for a record: may money be sent for it? A claim, a further attempt and every submission ask it of all payouts that
 * have ever held the record. A payee is paid twice where it says yes too early, so each doubt is a no.
 *
 * 1. Somebody said that money was perhaps sent, and no person has decided it.
 * 2. Money was sent. Nothing takes it back.
 * 3. Another payout waits for approval, is under way, or is in doubt.
 */
export function mayPayAgain(holders: readonly KnownPayout[]): Paying {
  for (const [code, stands] of obstacles) {
    const found = holders.find(stands);
    if (found !== undefined) return { may: false, code, payoutId: found.id };
  }
  return { may: true };
}

export const refusedPaying = ({ code, payoutId }: Paying & { may: false }): Refusal =>
  new Refusal('conflict', code, { payoutId });

/** Whether money may be sent for this payout once more, or for the first time: by what it knows itself. */
export const mayBeAttempted = (known: KnownPayout): Paying => {
  const paid = obstacles.slice(0, 2).find(([, stands]) => stands(known));
  if (paid !== undefined) return { may: false, code: paid[0], payoutId: known.id };
  return known.attempts.some(isPendingAgain)
    ? { may: false, code: 'RECORD_PAYOUT_IN_PROGRESS', payoutId: known.id }
    : { may: true };
};

/** Its payee may still be paid by it, or asked about: the payee's data is needed. */
export const needsPayee = (known: KnownPayout): boolean =>
  (isLive(known) && known.status !== 'successful') || known.attempts.some(isInDoubt);

const isPerhapsPaid = ({ attempts }: KnownPayout): boolean => attempts.some((attempt) => attempt.isPerhapsPaid);

const isPaid = ({ attempts }: KnownPayout): boolean =>
  attempts.some(({ status, decidedAs }) => status === 'successful' || decidedAs === 'paid');

const isLive = ({ status, attempts }: KnownPayout): boolean =>
  (status !== 'failed' && status !== 'rejected') || attempts.some(isPendingAgain);

const obstacles = [
  ['RECORD_PERHAPS_PAID', isPerhapsPaid],
  ['RECORD_ALREADY_PAID_OUT', isPaid],
  ['RECORD_PAYOUT_IN_PROGRESS', isLive],
] as const;
