import type { OutgoingName } from './outgoing.events.js';

/** The statuses of the HTTP contract. */
export const outgoingStatuses = [
  'requested',
  'approved',
  'rejected',
  'submitted',
  'successful',
  'failed',
  'uncertain',
] as const;
export type OutgoingStatus = (typeof outgoingStatuses)[number];

/** `created`: on record, and the provider has not acknowledged it. */
export type OutgoingAttemptStatus = 'created' | 'submitted' | 'uncertain' | 'successful' | 'failed';

/** From a status to a status, by which events. `Requested` and the others are the kind's own. */
export type OutgoingMoves = Readonly<
  Record<OutgoingStatus | 'absent', { readonly [To in OutgoingStatus]?: readonly string[] }>
>;

const ended = { uncertain: ['BecameUncertain'], successful: ['Succeeded'], failed: ['Failed'] } as const satisfies {
  readonly [To in OutgoingStatus]?: readonly OutgoingName[];
};

/**
 * The legal moves of every kind, by the names of its events without the kind. A log is for ever: a move that any release has written stays here.
 * A kind adds its own moves with `withMoves`.
 */
export const outgoingMoves: OutgoingMoves = {
  absent: { requested: ['Requested'] },
  // Each approval but the last leaves it requested.
  requested: { requested: ['Approved'], approved: ['Approved'], rejected: ['Rejected'] },
  approved: { submitted: ['Submitted'], ...ended },
  submitted: ended,
  // It stays uncertain when a second reason for the doubt is recorded.
  uncertain: { ...ended },
  rejected: {},
  successful: {},
  // A person decides that the money has moved after all.
  failed: { successful: ['Succeeded'] },
};

/** The moves of a kind: the common ones, and its own. */
export function withMoves(own: {
  readonly [From in OutgoingStatus | 'absent']?: { readonly [To in OutgoingStatus]?: readonly string[] };
}): OutgoingMoves {
  const moves: Record<string, Record<string, readonly string[]>> = {};
  for (const [from, to] of Object.entries(outgoingMoves)) {
    moves[from] = { ...to };
    for (const [status, by] of Object.entries(own[from as OutgoingStatus] ?? {}))
      moves[from][status] = [...(moves[from][status] ?? []), ...by];
  }
  return moves as unknown as OutgoingMoves;
}

/** Nothing else is expected; a provider or a person may still contradict it. */
export const isOver = (status: OutgoingStatus | OutgoingAttemptStatus): boolean =>
  status === 'successful' || status === 'failed' || status === 'rejected';

/** Throws when an event has moved one in a way that the table does not hold: a bug of a decision. */
export function assertLegalOutgoingMove(
  moves: OutgoingMoves,
  before: { readonly status: OutgoingStatus | 'absent' },
  after: { readonly id: string; readonly status: OutgoingStatus },
  kind: string,
  type: string,
): void {
  const name = type.slice(kind.length);
  const moving = new Set(Object.values(moves).flatMap((to) => Object.values(to).flat()));
  if (before.status === after.status && !moving.has(name)) return;
  if (moves[before.status][after.status]?.includes(name)) return;
  throw new Error(
    `${type} may not move ${kind.toLowerCase()} ${after.id} from ${before.status} to ${after.status}: its lifecycle has no such move`,
  );
}
