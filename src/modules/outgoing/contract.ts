/**
 * What refunds and payouts have in common, for the two modules that are one of them.
 *
 * A kind is made of four small files:
 * - its events: `outgoingEvents('Payout')`, and its own: how it is requested, and what happens to it alone;
 * - its decider: `outgoingDecisions` and `evolutionOf`, with rows of its own, over a state that extends `Outgoing`;
 * - its view: a collection with `outgoingIndexes`, whose documents are `asDocument(state)`;
 * - its movement: one `OutgoingKind`. The module registers it with `movements.add(ours)`, where `ours` is `new OutgoingMovements(kind)`, with
 *   `followers.addPolicy(submitWhenBegun(movements, ours))` and with `doubts.add(new OutgoingDoubts(kind))`. Submitting, status checks, the
 *   timetable, callbacks and reviews serve it from then on.
 */
export {
  beginsShape,
  outgoingEvents,
  plainly,
  type Begins,
  type OutgoingEvent,
  type OutgoingDoubt,
  type OutgoingEvents,
  type OutgoingFinding,
  type OutgoingName,
  type PlainEvent,
} from './outgoing.events.js';
export {
  isOver,
  outgoingMoves,
  outgoingStatuses,
  withMoves,
  type OutgoingAttemptStatus,
  type OutgoingMoves,
  type OutgoingStatus,
} from './outgoing.lifecycle.js';
export type { OutgoingOrders } from './outgoing.orders.js';
export { outgoingDecisions } from './outgoing.decider.js';
export {
  begun,
  evolutionOf,
  isAskedAbout,
  isWorthAsking,
  isInDoubt,
  isPendingAgain,
  mayHaveMoved,
  paidBy,
  requested,
  type Outgoing,
  type OutgoingAttempt,
} from './outgoing.state.js';
export { asDocument, asOutgoing, outgoingIndexes, type MoneyJson, type OutgoingDocument } from './outgoing.view.js';
export type { BegunAttempt, MovementOrder, OutgoingKind, Told } from './outgoing.kind.js';
export { OutgoingMovements, type OutgoingMovement } from './outgoing.movement.js';
export { OutgoingDoubts } from './outgoing.doubts.js';
