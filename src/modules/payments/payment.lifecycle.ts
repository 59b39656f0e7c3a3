import type { PaymentEvent } from './payment.events.js';

export const paymentStatuses = [
  'created',
  'submitted',
  'pending',
  'uncertain',
  'successful',
  'failed',
  'expired',
  'refunded',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];
export type AttemptStatus = Exclude<PaymentStatus, 'refunded'>;
export type Outcome = 'successful' | 'failed' | 'expired';

type Moves<Status extends PaymentStatus> = Readonly<
  Record<Status | 'absent', { readonly [To in Status]?: readonly PaymentEvent['type'][] }>
>;

const fromOpen = {
  uncertain: ['PaymentBecameUncertain'],
  successful: ['PaymentSucceeded'],
  failed: ['PaymentFailed'],
  expired: ['PaymentExpired'],
} as const;

/**
 * The legal moves of one attempt: from a status to a status, and by which events. A log is for ever: a move that any release has written stays
 * in these tables, also when no order leads to it any more.
 */
export const attemptMoves: Moves<AttemptStatus> = {
  absent: { created: ['PaymentCreated', 'PaymentReattempted', 'PaymentRerouted'] },
  created: {
    submitted: ['PaymentSubmitted'],
    pending: ['PaymentPending'],
    ...fromOpen,
    // Its provider did not take it, and another one is asked.
    failed: ['PaymentFailed', 'PaymentRerouted'],
  },
  submitted: { pending: ['PaymentPending'], ...fromOpen },
  pending: fromOpen,
  // An uncertain attempt stays uncertain when a second reason for the doubt is recorded.
  uncertain: fromOpen,
  successful: {},
  // A person decides that money was taken after all.
  failed: { successful: ['PaymentSucceeded'] },
  expired: { successful: ['PaymentSucceeded'] },
};

/** The legal moves of a payment: those of its attempts, a new attempt after one that came to nothing, and refunds. */
export const paymentMoves: Moves<PaymentStatus> = {
  ...attemptMoves,
  absent: { created: ['PaymentCreated'] },
  // Another provider is asked: for its payer and its client it is the same payment, and has not failed.
  created: { ...attemptMoves.created, ...fromOpen, created: ['PaymentRerouted'] },
  // Refunds add up: the payment is refunded when all of it has gone back.
  successful: { successful: ['PaymentRefunded'], refunded: ['PaymentRefunded'] },
  failed: { ...attemptMoves.failed, created: ['PaymentReattempted'] },
  expired: { ...attemptMoves.expired, created: ['PaymentReattempted'] },
  // A refund that was given up, and made up for by another, was paid after all.
  refunded: { refunded: ['PaymentRefunded'] },
};

/** Nothing else is expected of a final status; a provider or a person may still contradict it. */
export const isFinal = (status: PaymentStatus): status is Outcome | 'refunded' =>
  status === 'successful' || status === 'failed' || status === 'expired' || status === 'refunded';

/** A payment as far as its lifecycle goes. */
type Standing =
  | { readonly status: 'absent' }
  | {
      readonly id: string;
      readonly status: PaymentStatus;
      readonly attempts: readonly { readonly number: number; readonly status: AttemptStatus }[];
    };

/** Throws when an event has moved a payment, or one of its attempts, in a way that the tables do not hold: a bug of a decision. */
export function assertLegalMove(before: Standing, after: Standing, by: PaymentEvent['type']): void {
  if (after.status === 'absent') throw illegal('a payment', before.status, after.status, by);
  const isStill = before.status === after.status && !movesPayment.has(by);
  if (!isStill && !isAmong(paymentMoves, before.status, after.status, by))
    throw illegal(`payment ${after.id}`, before.status, after.status, by);
  for (const { number, status } of after.attempts) {
    const was = (before.status === 'absent' ? undefined : before.attempts[number - 1]?.status) ?? 'absent';
    if (was !== status && !isAmong(attemptMoves, was, status, by))
      throw illegal(`attempt ${number} of payment ${after.id}`, was, status, by);
  }
}

const isAmong = <Status extends PaymentStatus>(
  moves: Moves<Status>,
  from: Status | 'absent',
  to: Status,
  by: PaymentEvent['type'],
): boolean => moves[from][to]?.includes(by) ?? false;

/** The events of the table; every other event leaves the status as it is. */
const movesPayment: ReadonlySet<PaymentEvent['type']> = new Set(
  Object.values(paymentMoves).flatMap((to) => Object.values(to).flat()),
);

const illegal = (what: string, from: string, to: string, by: string): Error =>
  new Error(`${by} may not move ${what} from ${from} to ${to}: payment.lifecycle.ts has no such move`);
