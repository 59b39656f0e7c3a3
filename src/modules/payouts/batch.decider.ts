import {
  approvedBy,
  isApproved,
  refuseRequester,
  type Approvals,
  type Count,
  type Signer,
  hasApproved,
} from '../../kernel/domain/approvals.js';
import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { noLines } from './batch-line.rule.js';
import {
  BatchApproved,
  BatchChecked,
  BatchCompleted,
  batchEvents,
  BatchLinesSent,
  BatchReceived,
  BatchRejected,
  type BatchEvent,
  type BatchTotals,
} from './batch.events.js';

export const batchStatuses = ['checking', 'requested', 'approved', 'rejected', 'sending', 'done'] as const;
export type BatchStatus = (typeof batchStatuses)[number];

export interface KnownBatch extends Approvals {
  readonly id: string;
  readonly client: string;
  readonly status: BatchStatus;
  readonly columns: readonly string[];
  readonly totals: BatchTotals;
  readonly skipInvalid: boolean;
  readonly rejectedBy: Signer | null;
  /** The last line that was sent or refused; 0: none. */
  readonly sentUpTo: number;
  readonly createdAt: Instant;
  readonly approvedAt: Instant | null;
  readonly completedAt: Instant | null;
}

export type Batch = { readonly status: 'absent' } | KnownBatch;

interface OfBatch {
  readonly batchId: string;
  readonly at: Instant;
}

export interface BatchOrders {
  readonly Receive: { readonly received: Parameters<typeof BatchReceived>[0]; readonly at: Instant };
  /** Every line is on record, and these are their totals. */
  readonly Check: OfBatch & { readonly totals: BatchTotals };
  readonly Approve: OfBatch & { readonly signer: Signer; readonly count: Count; readonly skipInvalid: boolean };
  readonly Reject: OfBatch & { readonly signer: Signer; readonly reason: Sealed<string> };
  readonly NoteSent: OfBatch & { readonly upTo: number };
  readonly Complete: OfBatch;
}

/** A file of payouts that people approve as one: the thresholds of approval go by its total. */
export const batch: Decider<Batch, BatchOrders, BatchEvent> = {
  category: 'payout-batch',
  events: batchEvents,
  initial: { status: 'absent' },

  decide: {
    // The same file again is the same batch, whoever sends it.
    Receive(batch, { received }) {
      return batch.status === 'absent' ? [BatchReceived(received)] : nothing;
    },

    Check(batch, { batchId, totals, at }) {
      const known = knownBatch(batch, batchId);
      if (known.status !== 'checking') return nothing;
      if (totals.lines !== known.totals.lines)
        throw new Error(`${batchId} has ${known.totals.lines} lines, of which ${totals.lines} are on record`);
      return [BatchChecked({ batchId, totals, at })];
    },

    Approve(batch, { batchId, signer, count, skipInvalid, at }) {
      const known = knownBatch(batch, batchId);
      refuseRequester(known, signer);
      const isApprover = hasApproved(known, signer);
      // An approver who has left does not count any more: then another one is needed, also while it is being sent.
      const isOpen =
        known.status === 'requested' ||
        ((known.status === 'approved' || known.status === 'sending') && !isApproved(known, count));
      if (!isOpen) {
        if (isApprover && known.status !== 'rejected' && known.status !== 'checking') return nothing;
        throw notRequested(known);
      }
      const { invalid } = known.totals;
      if (invalid > 0 && !skipInvalid) throw new Refusal('conflict', 'BATCH_HAS_INVALID_LINES', { batchId, invalid });
      const { isNew, isEnough } = approvedBy(known, signer, count);
      if (!isNew && !isEnough) return nothing;
      return [BatchApproved({ batchId, approvedBy: signer, needed: count.needed, isEnough, skipInvalid, at })];
    },

    Reject(batch, { batchId, signer, reason, at }) {
      const known = knownBatch(batch, batchId);
      refuseRequester(known, signer);
      if (known.status === 'rejected' && known.rejectedBy?.id === signer.id) return nothing;
      if (known.status !== 'requested') throw notRequested(known);
      return [BatchRejected({ batchId, rejectedBy: signer, reason, at })];
    },

    NoteSent(batch, { batchId, upTo, at }) {
      const known = knownBatch(batch, batchId);
      return known.sentUpTo >= upTo ? nothing : [BatchLinesSent({ batchId, upTo, at })];
    },

    Complete(batch, { batchId, at }) {
      const known = knownBatch(batch, batchId);
      return known.status === 'approved' || known.status === 'sending' ? [BatchCompleted({ batchId, at })] : nothing;
    },
  },

  evolve: {
    BatchReceived: (_, { data: { batchId, client, requestedBy, columns, lines, at } }) => ({
      id: batchId,
      client,
      status: 'checking',
      requestedBy,
      approvedBy: [],
      columns,
      totals: { ...noLines, lines },
      skipInvalid: false,
      rejectedBy: null,
      sentUpTo: 0,
      createdAt: at,
      approvedAt: null,
      completedAt: null,
    }),
    BatchChecked: (batch, { data: { totals } }) => ({ ...asKnown(batch), status: 'requested', totals }),
    BatchApproved(batch, { data: { approvedBy: approver, isEnough, skipInvalid, at } }) {
      const known = asKnown(batch);
      const isNew = !hasApproved(known, approver);
      return {
        ...known,
        status: known.status === 'requested' && isEnough ? 'approved' : known.status,
        approvedBy: isNew ? [...known.approvedBy, approver] : known.approvedBy,
        skipInvalid: known.skipInvalid || skipInvalid,
        approvedAt: isEnough ? at : known.approvedAt,
      };
    },
    BatchRejected: (batch, { data: { rejectedBy } }) => ({ ...asKnown(batch), status: 'rejected', rejectedBy }),
    BatchLinesSent: (batch, { data: { upTo } }) => ({ ...asKnown(batch), status: 'sending', sentUpTo: upTo }),
    BatchCompleted: (batch, { data: { at } }) => ({ ...asKnown(batch), status: 'done', completedAt: at }),
  },
};

const notRequested = ({ id, status }: KnownBatch) =>
  new Refusal('conflict', 'BATCH_NOT_REQUESTED', { batchId: id, batchStatus: status });

function knownBatch(batch: Batch, batchId: string): KnownBatch {
  if (batch.status === 'absent') throw new Refusal('not-found', 'BATCH_NOT_FOUND', { batchId });
  return batch;
}

function asKnown(batch: Batch): KnownBatch {
  if (batch.status === 'absent') throw new Error('A batch has an event before BatchReceived: its stream is damaged');
  return batch;
}
