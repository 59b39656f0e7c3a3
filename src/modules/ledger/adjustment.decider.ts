import {
  approvedBy,
  hasApproved,
  refuseRequester,
  type Approvals,
  type Count,
  type Signer,
} from '../../kernel/domain/approvals.js';
import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  AdjustmentApproved,
  adjustmentEvents,
  AdjustmentRejected,
  AdjustmentRequested,
  type AdjustmentEvent,
  type AdjustmentRequest,
} from './adjustment.events.js';
import { unbalancedIn } from './postings.rule.js';

export const adjustmentStatuses = ['requested', 'approved', 'rejected'] as const;

export interface KnownAdjustment extends Omit<AdjustmentRequest, 'adjustmentId' | 'requestedBy' | 'at'>, Approvals {
  readonly id: string;
  readonly status: (typeof adjustmentStatuses)[number];
  readonly rejectedBy: Signer | null;
  readonly rejectionReason: string | null;
  readonly createdAt: Instant;
  /** When it was approved by enough people, or rejected. */
  readonly decidedAt: Instant | null;
}
export type Adjustment = { readonly status: 'absent' } | KnownAdjustment;

export interface AdjustmentOrders {
  readonly Request: { readonly request: AdjustmentRequest; readonly at: Instant };
  readonly Approve: { readonly id: string; readonly signer: Signer; readonly count: Count; readonly at: Instant };
  readonly Reject: { readonly id: string; readonly signer: Signer; readonly reason: string; readonly at: Instant };
}

/** Lines that no event of the gateway leads to: asked for by one person, approved by others, and posted then. */
export const adjustment: Decider<Adjustment, AdjustmentOrders, AdjustmentEvent> = {
  category: 'ledger-adjustment',
  events: adjustmentEvents,
  initial: { status: 'absent' },

  decide: {
    Request(adjustment, { request }) {
      if (adjustment.status !== 'absent') {
        if (adjustment.fingerprint === request.fingerprint) return nothing;
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { adjustmentId: adjustment.id });
      }
      const wrong = unbalancedIn(request.lines);
      if (wrong.length > 0) throw new Refusal('invalid', 'ADJUSTMENT_NOT_BALANCED', { currencies: wrong });
      return [AdjustmentRequested(request)];
    },

    Approve(adjustment, { id, signer, count, at }) {
      const known = knownOf(adjustment, id);
      const { isNew, isEnough } = approvedBy(known, signer, count);
      if (known.status === 'approved' && !isNew) return nothing;
      if (known.status !== 'requested') throw decided(known);
      return isNew || isEnough ? [AdjustmentApproved({ adjustmentId: id, approver: signer, isEnough, at })] : nothing;
    },

    Reject(adjustment, { id, signer, reason, at }) {
      const known = knownOf(adjustment, id);
      refuseRequester(known, signer);
      if (known.status === 'rejected' && known.rejectedBy?.id === signer.id) return nothing;
      if (known.status !== 'requested') throw decided(known);
      return [AdjustmentRejected({ adjustmentId: id, rejectedBy: signer, reason, at })];
    },
  },

  evolve: {
    AdjustmentRequested: (_, { data: { adjustmentId, at, ...request } }) => ({
      ...request,
      id: adjustmentId,
      status: 'requested',
      approvedBy: [],
      rejectedBy: null,
      rejectionReason: null,
      createdAt: at,
      decidedAt: null,
    }),
    AdjustmentApproved(adjustment, { data: { adjustmentId, approver, isEnough, at } }) {
      const known = knownOf(adjustment, adjustmentId);
      const isNew = !hasApproved(known, approver);
      const approvals = isNew ? [...known.approvedBy, approver] : known.approvedBy;
      return { ...known, approvedBy: approvals, ...(isEnough && { status: 'approved', decidedAt: at }) };
    },
    AdjustmentRejected: (adjustment, { data: { adjustmentId, rejectedBy, reason, at } }) => ({
      ...knownOf(adjustment, adjustmentId),
      status: 'rejected',
      rejectedBy,
      rejectionReason: reason,
      decidedAt: at,
    }),
  },
};

const decided = ({ id, status }: KnownAdjustment) =>
  new Refusal('conflict', 'ADJUSTMENT_NOT_REQUESTED', { adjustmentId: id, adjustmentStatus: status });

function knownOf(adjustment: Adjustment, adjustmentId: string): KnownAdjustment {
  if (adjustment.status === 'absent') throw new Refusal('not-found', 'ADJUSTMENT_NOT_FOUND', { adjustmentId });
  return adjustment;
}
