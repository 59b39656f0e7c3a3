import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { AdminKeysEnding, adminKeysEvents, type AdminKeysEvent } from './admin-keys.events.js';

export interface AdminKeysOrders {
  readonly End: {
    readonly clientId: string;
    /** Every key of the client. */
    readonly keyIds: readonly string[];
    /** The keys of other admins that do not end by themselves, as the caller knows them. */
    readonly others: readonly string[];
    readonly force: boolean;
    readonly at: Instant;
  };
}

/**
 * The keys of admins that have ended or are about to. All instances meet in this one stream, so of two that end the last two keys in the same
 * moment the second one hears of the first. An order that was recorded here and then not carried out leaves its keys counted as ending: that
 * refuses too much, never too little, and `force` is the way on.
 */
export const adminKeys: Decider<ReadonlySet<string>, AdminKeysOrders, AdminKeysEvent> = {
  category: 'admin',
  events: adminKeysEvents,
  initial: new Set(),
  decide: {
    End(ending, { clientId, keyIds, others, force, at }) {
      if (!force && others.every((keyId) => ending.has(keyId)))
        throw new Refusal('conflict', 'LAST_ADMIN_KEY', { clientId });
      const added = keyIds.filter((keyId) => !ending.has(keyId));
      return added.length === 0 ? nothing : [AdminKeysEnding({ clientId, keyIds: added, at })];
    },
  },
  evolve: {
    AdminKeysEnding: (ending, { data: { keyIds } }) => new Set([...ending, ...keyIds]),
  },
};
