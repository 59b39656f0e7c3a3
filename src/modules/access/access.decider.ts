import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { accessEvents, AuthenticationFailed, type AccessEvent, type Failure } from './access.events.js';

export interface AccessOrders {
  /** The stream is named by what happens at most once: a second event for it is none. */
  readonly NoteOnce: { readonly event: AccessEvent };
  readonly NoteFailures: { readonly failures: readonly Failure[] };
}

/** What the audit hears of access: keys that are used, numbers that are seen, callers that are refused. */
export const accessNote: Decider<boolean, AccessOrders, AccessEvent> = {
  category: 'access',
  events: accessEvents,
  initial: false,
  decide: {
    NoteOnce: (isNoted, { event }) => (isNoted ? nothing : [event]),
    NoteFailures: (_, { failures }) => failures.map((failure) => AuthenticationFailed(failure)),
  },
  evolve: {
    ApiKeyUsed: () => true,
    PayerNumberSeen: () => true,
    AuthenticationFailed: () => true,
  },
};
