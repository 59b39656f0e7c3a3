import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { PayerDataExported, payerEvents, PayerErased, type Erasure, type PayerEvent } from './payer.events.js';

export interface Payer {
  /** Oldest first. */
  readonly erasures: readonly Erasure[];
}

/** What still needs the payer's data. The ids of at most `mostNamed` of each kind. */
export interface OpenMatters {
  readonly paymentIds: readonly string[];
  readonly refundIds: readonly string[];
  readonly payoutIds: readonly string[];
  /** Batches of payouts with a line that names the payer. */
  readonly batchIds: readonly string[];
  readonly reviewIds: readonly string[];
}

export interface PayerOrders {
  readonly Erase: Erasure & { readonly open: OpenMatters };
  /** From the list of erasures that is kept apart, for a log that was restored and does not know them. */
  readonly Repeat: Erasure;
  readonly NoteExport: { readonly subject: string; readonly at: Instant };
}

/** What was done with a payer's data by order: erased, or shown as a whole. */
export const payer: Decider<Payer, PayerOrders, PayerEvent> = {
  category: 'payer',
  events: payerEvents,
  initial: { erasures: [] },

  decide: {
    // A payer without a key that lives is erased already, or was never here: nothing is refused, and nothing is to be done.
    Erase(payer, { open, ...erasure }) {
      const left = keysLeft(payer, erasure);
      if (left.length === 0) return nothing;
      if (hasOpenMatters(open)) throw new Refusal('conflict', 'PAYER_NOT_ERASABLE', { ...open });
      return [erased(erasure, left)];
    },

    // The erasure was decided when nothing was open. That the restored log is older changes nothing about it.
    Repeat(payer, erasure) {
      const left = keysLeft(payer, erasure);
      return left.length === 0 ? nothing : [erased(erasure, left)];
    },

    NoteExport: (_, { subject, at }) => [PayerDataExported({ subject, at })],
  },

  evolve: {
    PayerErased: ({ erasures }, { data }) => ({ erasures: [...erasures, data] }),
    PayerDataExported: (payer) => payer,
  },
};

export const hasOpenMatters = (open: OpenMatters): boolean =>
  open.paymentIds.length +
    open.refundIds.length +
    open.payoutIds.length +
    open.batchIds.length +
    open.reviewIds.length >
  0;

/** Which keys of an erasure no earlier erasure has named. */
function keysLeft({ erasures }: Payer, { keyIds }: Erasure): readonly string[] {
  const named = new Set(erasures.flatMap((earlier) => earlier.keyIds));
  return [...new Set(keyIds)].filter((keyId) => !named.has(keyId));
}

const erased = ({ subject, reason, cause, at }: Erasure, keyIds: readonly string[]) =>
  PayerErased({ subject, keyIds: [...keyIds], reason, cause, at });
