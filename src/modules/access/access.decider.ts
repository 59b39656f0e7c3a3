import { nothing, type Decider } from '../../kernel/domain/decider.js';
import {
  accessEvents,
  AccessRefused,
  ActionRefused,
  AuthenticationFailed,
  type AccessEvent,
  type Failure,
  type RefusedAccess,
  type RefusedAction,
} from './access.events.js';

export interface AccessOrders {
  /** The stream is named by what happens at most once: a second event for it is none. */
  readonly NoteOnce: { readonly event: AccessEvent };
  readonly NoteFailures: {
    readonly failures: readonly Failure[];
    readonly refused: readonly RefusedAccess[];
    readonly actions: readonly RefusedAction[];
  };
}

/** What the audit hears of access: keys that are used, numbers that are seen, callers that are refused. */
export const accessNote: Decider<boolean, AccessOrders, AccessEvent> = {
  category: 'access',
  events: accessEvents,
  initial: false,
  decide: {
    NoteOnce: (isNoted, { event }) => (isNoted ? nothing : [event]),
    NoteFailures: (_, { failures, refused, actions }) => [
      ...failures.map((failure) => AuthenticationFailed(failure)),
      ...refused.map((each) => AccessRefused(each)),
      ...actions.map((each) => ActionRefused(each)),
    ],
  },
  evolve: {
    ApiKeyUsed: () => true,
    PayerNumberSeen: () => true,
    AuthenticationFailed: () => true,
    AccessRefused: () => true,
    ActionRefused: () => true,
  },
};
