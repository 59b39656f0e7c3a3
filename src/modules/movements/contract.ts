export { CallbackTally } from './callback-tally.js';
export { ChaseSilentMovements } from './chase-silent-movements.saga.js';
export {
  Doubts,
  movementReviewsToken,
  type DoubtDecision,
  type DoubtNews,
  type DoubtPort,
  type Doubtful,
  type DoubtfulAttempt,
  type MoneyDecision,
  type MovementReviews,
} from './doubt.port.js';
export type {
  KnownMovement,
  MaySend,
  MovementFact,
  MovementNews,
  MovementPort,
  SaidOutcome,
  Submission,
} from './movement.port.js';
export { Movements, type Checked } from './movements.js';
export type { Patience } from './next-step.js';
export { submitWhenBegun } from './submit-when-begun.policy.js';
