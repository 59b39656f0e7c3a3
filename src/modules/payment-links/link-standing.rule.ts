import type { Instant } from '../../kernel/domain/clock.js';
import { isFinal, type KnownPayment, type KnownStanding } from '../payments/contract.js';
import { isExpired, type KnownLink } from './payment-link.decider.js';

export const linkStatuses = ['open', 'in-progress', 'paid', 'expired', 'closed'] as const;

export interface LinkStanding {
  readonly status: (typeof linkStatuses)[number];
  /** The payment that makes it so; null: none does. */
  readonly paymentId: string | null;
  /** That payment where a press of this link made it; null: another request of the client did, or there is none. */
  readonly payment: KnownPayment | null;
  /** The newest payment that a press made, whatever became of it. */
  readonly newest: KnownPayment | null;
  /** It is in doubt whether money was taken for the record. */
  readonly isInDoubt: boolean;
  /** The number of the next press: that of the last one again where nothing has come of it. */
  readonly nextPress: number;
}

/**
 * How a link stands, from the payments that its presses made and from its record, which other requests of the client may have paid. What is said
 * about money comes first: a link that is closed or has expired still shows that it was paid. One payment uses a link up, also when it is refunded.
 */
export function linkStanding(
  link: KnownLink,
  /** By the order of their presses; null: nothing has come of that press. */
  payments: readonly (KnownPayment | null)[],
  record: Pick<KnownStanding, 'status' | 'paymentId'> | null,
  now: Instant,
): LinkStanding {
  const made = payments.filter((payment) => payment !== null);
  const newest = made.at(-1) ?? null;
  const isInDoubt = record?.status === 'uncertain';
  const nextPress = link.presses.length + (payments.at(-1) === null ? 0 : 1);
  const rest = { newest, isInDoubt, nextPress };
  const paying = made.find(({ status }) => status === 'successful' || status === 'refunded');
  if (paying !== undefined) return { ...rest, status: 'paid', paymentId: paying.id, payment: paying };
  if (record !== null && record.status !== 'unpaid' && record.status !== 'refunded') {
    const { paymentId } = record;
    const payment = made.find(({ id }) => id === paymentId) ?? null;
    return { ...rest, status: record.status === 'paid' ? 'paid' : 'in-progress', paymentId, payment };
  }
  // The record was read a moment before the payments.
  if (newest !== null && !isFinal(newest.status))
    return { ...rest, status: 'in-progress', paymentId: newest.id, payment: newest };
  const status = link.closedAt !== null ? 'closed' : isExpired(link, now) ? 'expired' : 'open';
  return { ...rest, status, paymentId: newest?.id ?? null, payment: newest };
}
