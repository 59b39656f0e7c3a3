import { isSamePerson, type Signer } from '../../kernel/domain/approvals.js';
import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import {
  AcceptanceClaimed,
  acceptanceEvents,
  MismatchAssigned,
  mismatchEvents,
  MismatchNoted,
  MismatchReopened,
  MismatchResolved,
  SuggestionAccepted,
  WriteOffRejected,
  WriteOffRequested,
  type AcceptanceEvent,
  type MismatchEvent,
  type Resolution,
} from './mismatch.events.js';

/** How it was resolved, by whom and when. */
export interface Resolved {
  readonly resolution: Resolution;
  readonly note: Sealed<string>;
  readonly adjustmentId: string | null;
  readonly resolvedBy: Signer;
  readonly approvedBy: Signer | null;
  readonly at: Instant;
}

/** What people have done about one item. An item that nobody has touched has no stream. */
export interface Mismatch {
  readonly assignee: string | null;
  readonly resolution: Resolved | null;
  /** Somebody asks that it be written off. */
  readonly writeOff: { readonly note: Sealed<string>; readonly requestedBy: Signer } | null;
  readonly accepted: { readonly kind: 'payment' | 'refund' | 'payout'; readonly id: string } | null;
  readonly notes: number;
}

interface OfItem {
  readonly itemId: string;
  readonly at: Instant;
}

export interface MismatchOrders {
  readonly Assign: OfItem & { readonly assignee: string };
  readonly AddNote: OfItem & { readonly note: Sealed<string>; readonly signer: Signer };
  readonly Resolve: OfItem & {
    readonly resolution: Resolution;
    readonly note: Sealed<string>;
    /** An adjustment that people have approved; null: there is none. */
    readonly adjustmentId: string | null;
    readonly signer: Signer;
  };
  readonly ApproveWriteOff: OfItem & { readonly signer: Signer };
  readonly RejectWriteOff: OfItem & { readonly signer: Signer; readonly reason: Sealed<string> };
  readonly Reopen: OfItem & { readonly reason: Sealed<string>; readonly signer: Signer };
  readonly Accept: { readonly accepted: Parameters<typeof SuggestionAccepted>[0]; readonly at: Instant };
}

/** The work of people on one item of a statement. Money moves by none of it: an adjustment has its own two people, and a review its own decision. */
export const mismatch: Decider<Mismatch, MismatchOrders, MismatchEvent> = {
  category: 'mismatch',
  events: mismatchEvents,
  initial: { assignee: null, resolution: null, writeOff: null, accepted: null, notes: 0 },

  decide: {
    Assign(item, { itemId, assignee, at }) {
      refuseAccepted(item, itemId);
      if (item.resolution !== null) throw resolvedAlready(itemId, item.resolution);
      return item.assignee === assignee ? nothing : [MismatchAssigned({ itemId, assignee, at })];
    },

    AddNote: (_, { itemId, note, signer, at }) => [MismatchNoted({ itemId, note, notedBy: signer, at })],

    // What waits is looked at again, so it may be resolved anew.
    Resolve(item, { itemId, resolution, note, adjustmentId, signer, at }) {
      refuseAccepted(item, itemId);
      const isOver = item.resolution !== null && item.resolution.resolution !== 'waiting';
      if (isOver && isRepeated(item.resolution, resolution, adjustmentId, signer)) return nothing;
      if (isOver) throw resolvedAlready(itemId, item.resolution);
      if (item.resolution?.resolution === resolution) return nothing;
      if (resolution === 'adjusted' && adjustmentId === null)
        throw new Refusal('invalid', 'ADJUSTMENT_NEEDED', { itemId });
      if (resolution !== 'written-off')
        return [MismatchResolved({ itemId, resolution, note, adjustmentId, resolvedBy: signer, approvedBy: null, at })];
      return item.writeOff === null ? [WriteOffRequested({ itemId, note, requestedBy: signer, at })] : nothing;
    },

    ApproveWriteOff(item, { itemId, signer, at }) {
      const { note, requestedBy } = requestedOf(item, itemId);
      if (isSamePerson(requestedBy, signer)) throw new Refusal('forbidden', 'APPROVER_IS_REQUESTER');
      return [
        MismatchResolved({
          itemId,
          resolution: 'written-off',
          note,
          adjustmentId: null,
          resolvedBy: requestedBy,
          approvedBy: signer,
          at,
        }),
      ];
    },

    RejectWriteOff(item, { itemId, signer, reason, at }) {
      const { requestedBy } = requestedOf(item, itemId);
      if (isSamePerson(requestedBy, signer)) throw new Refusal('forbidden', 'APPROVER_IS_REQUESTER');
      return [WriteOffRejected({ itemId, rejectedBy: signer, reason, at })];
    },

    Reopen(item, { itemId, reason, signer, at }) {
      refuseAccepted(item, itemId);
      return item.resolution === null && item.writeOff === null
        ? nothing
        : [MismatchReopened({ itemId, reason, reopenedBy: signer, at })];
    },

    Accept(item, { accepted }) {
      if (item.accepted?.id === accepted.id) return nothing;
      if (item.accepted !== null) throw new Refusal('conflict', 'SUGGESTION_ACCEPTED', { itemId: accepted.itemId });
      if (item.resolution !== null && item.resolution.resolution !== 'waiting')
        throw resolvedAlready(accepted.itemId, item.resolution);
      return [SuggestionAccepted(accepted)];
    },
  },

  evolve: {
    MismatchAssigned: (item, { data: { assignee } }) => ({ ...item, assignee }),
    MismatchNoted: (item) => ({ ...item, notes: item.notes + 1 }),
    MismatchResolved: (item, { data: { itemId: _, ...resolution } }) => ({ ...item, resolution, writeOff: null }),
    WriteOffRequested: (item, { data: { note, requestedBy } }) => ({ ...item, writeOff: { note, requestedBy } }),
    WriteOffRejected: (item) => ({ ...item, writeOff: null }),
    MismatchReopened: (item) => ({ ...item, resolution: null, writeOff: null }),
    SuggestionAccepted: (item, { data: { kind, id } }) => ({ ...item, writeOff: null, accepted: { kind, id } }),
  },
};

export type AcceptanceClaim = { readonly itemId: string } | null;
export interface AcceptanceOrders {
  /** `from`: an item that holds the movement and belongs to a statement that was cancelled. */
  readonly Claim: {
    readonly movementId: string;
    readonly itemId: string;
    readonly from: string | null;
    readonly at: Instant;
  };
}

/** Which item a movement was accepted for. */
export const acceptanceClaim: Decider<AcceptanceClaim, AcceptanceOrders, AcceptanceEvent> = {
  category: 'acceptance',
  events: acceptanceEvents,
  initial: null,
  decide: {
    Claim(claim, { movementId, itemId, from, at }) {
      if (claim?.itemId === itemId) return nothing;
      if (claim !== null && claim.itemId !== from)
        throw new Refusal('conflict', 'SUGGESTION_TAKEN', { itemId, metBy: movementId });
      return [AcceptanceClaimed({ movementId, itemId, at })];
    },
  },
  evolve: { AcceptanceClaimed: (_, { data: { itemId } }) => ({ itemId }) },
};

/** The same again. Another adjustment is not: the record would name one, and its author would believe in two. */
const isRepeated = (done: Resolved, resolution: Resolution, adjustmentId: string | null, signer: Signer): boolean =>
  done.resolution === resolution && done.adjustmentId === adjustmentId && isSamePerson(done.resolvedBy, signer);

/** The line is what was suggested, and that movement has met it: nothing else is decided about it. */
function refuseAccepted({ accepted }: Mismatch, itemId: string): void {
  if (accepted !== null) throw new Refusal('conflict', 'SUGGESTION_ACCEPTED', { itemId });
}

const resolvedAlready = (itemId: string, { resolution, resolvedBy }: Resolved) =>
  new Refusal('conflict', 'ITEM_RESOLVED', { itemId, resolution, resolvedBy: resolvedBy.id });

function requestedOf({ writeOff }: Mismatch, itemId: string) {
  if (writeOff === null) throw new Refusal('conflict', 'WRITE_OFF_NOT_REQUESTED', { itemId });
  return writeOff;
}
