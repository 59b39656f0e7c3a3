import { isApproved, refuseRequester, type Count, type Signer } from '../../kernel/domain/approvals.js';
import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import {
  evolutionOf,
  isOver,
  mayHaveMoved,
  outgoingDecisions,
  requested,
  withMoves,
  type Outgoing,
  type OutgoingOrders,
} from '../outgoing/contract.js';
import {
  RefundCompletedManually,
  refundEvents,
  refundOutgoing,
  RefundRecorded,
  RefundRequested,
  type paidFromPlaces,
  type RefundEvent,
  type RefundMethod,
  type RefundRequest,
  type RefundWords,
} from './refund.events.js';
import type { EventOf } from '../../kernel/domain/events.js';

export interface KnownRefund extends Outgoing {
  readonly paymentId: string;
  readonly client: string;
  /** Null where nobody asked for it. */
  readonly fingerprint: string | null;
  readonly method: RefundMethod;
  readonly words: Sealed<RefundWords>;
  readonly provider: string;
  readonly collectionReference: string;
  /** Null where nobody had to decide it. */
  readonly decideBy: Instant | null;
  /** How a person paid it; null: no person did. */
  readonly manual: {
    readonly completedBy: Signer;
    readonly providerReference: string | null;
    readonly note: Sealed<string> | null;
    readonly paidFrom: PaidFrom;
  } | null;
  /** The review in which a reversal was put on record; null: it is none. */
  readonly reversedIn: string | null;
}
export type Refund = { readonly status: 'absent' } | KnownRefund;
export type PaidFrom = (typeof paidFromPlaces)[number];

export interface RefundOrders extends OutgoingOrders {
  /** After the amount has been set aside in the payment. */
  readonly Request: { readonly request: RefundRequest; readonly at: Instant };
  /** A person has paid an approved manual refund. */
  readonly Complete: {
    readonly id: string;
    readonly signer: Signer;
    readonly count: Pick<Count, 'left'>;
    readonly providerReference: string;
    readonly note: Sealed<string>;
    readonly paidFrom: PaidFrom;
    readonly at: Instant;
  };
  /** A reversal that is on record in the payment. */
  readonly Record: { readonly recorded: EventOf<typeof RefundRecorded>['data']; readonly at: Instant };
}

/** The moves of a refund; `docs/lifecycle.md` is printed from them. */
export const refundMoves = withMoves({
  absent: { successful: ['Recorded'] },
  approved: { successful: ['CompletedManually'] },
});

/** Money back for one successful payment: what may be asked of it, and what comes of it. */
export const refund: Decider<Refund, RefundOrders, RefundEvent> = {
  category: 'refund',
  events: refundEvents,
  initial: { status: 'absent' },

  decide: {
    ...outgoingDecisions('Refund', refundOutgoing),

    Request(refund, { request }) {
      if (refund.status === 'absent') return [RefundRequested(request)];
      if (refund.fingerprint === request.fingerprint) return nothing;
      throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentId: request.paymentId });
    },

    Complete(refund, { id, signer, count, providerReference, note, paidFrom, at }) {
      if (refund.status === 'absent') throw notFound(id);
      refuseRequester(refund, signer);
      const isDue = refund.status === 'approved' && refund.method === 'manual';
      // The people who approved it are counted again: money is about to count as moved.
      const isStillApproved = isApproved(refund, { ...count, needed: refund.approversNeeded ?? 1 });
      if (!isDue || !isStillApproved) {
        const { status: refundStatus, method } = refund;
        throw new Refusal('conflict', 'REFUND_NOT_COMPLETABLE', { refundId: id, refundStatus, method });
      }
      return [RefundCompletedManually({ id, completedBy: signer, providerReference, note, paidFrom, at })];
    },

    Record: (refund, { recorded }) => (refund.status === 'absent' ? [RefundRecorded(recorded)] : nothing),
  },

  evolve: evolutionOf<KnownRefund, RefundEvent>(
    'Refund',
    refundMoves,
    {
      RefundRequested: (_: Refund, { data }: EventOf<typeof RefundRequested>): KnownRefund => ({
        ...requested({ ...data, person: data.payer }),
        ...ofPayment(data),
        fingerprint: data.fingerprint,
        method: data.method,
        decideBy: data.decideBy,
      }),
      RefundCompletedManually: (refund: Refund, { data }: EventOf<typeof RefundCompletedManually>): KnownRefund => {
        const { completedBy, providerReference, note, paidFrom, at } = data;
        const manual = { completedBy, providerReference, note, paidFrom };
        return { ...(refund as KnownRefund), status: 'successful', manual, completedAt: at };
      },
      RefundRecorded: (_: Refund, { data }: EventOf<typeof RefundRecorded>): KnownRefund => ({
        ...requested({ ...data, person: data.payer, requestedBy: data.recordedBy }),
        ...ofPayment(data),
        status: 'successful',
        fingerprint: null,
        method: 'manual',
        decideBy: null,
        providerTransactionId: data.providerTransactionId,
        completedAt: data.at,
        manual: {
          completedBy: data.recordedBy,
          providerReference: data.providerTransactionId,
          note: null,
          paidFrom: 'wallet',
        },
        reversedIn: data.reviewId,
      }),
    },
    Object.values(refundOutgoing),
  ),
};

const ofPayment = ({
  paymentId,
  client,
  words,
  provider,
  collectionReference,
}: Pick<RefundRequest, 'paymentId' | 'client' | 'words' | 'provider' | 'collectionReference'>) => ({
  paymentId,
  client,
  words,
  provider,
  collectionReference,
  manual: null,
  reversedIn: null,
});

/** What each event changes. */
export const evolveRefund = refund.evolve;

/** What a refund means for its payment: `held`: its amount is set aside; `free`: it is not; `paid`: it went back to the payer. */
export function standingOf(refund: KnownRefund): 'held' | 'free' | 'paid' {
  if (refund.status === 'successful') return 'paid';
  return isOver(refund.status) && !mayHaveMoved(refund) ? 'free' : 'held';
}

/** What went back. */
export const refundedBy = ({ amount, attempts }: KnownRefund) =>
  attempts.findLast(({ status }) => status === 'successful')?.paid ?? amount;

export const notFound = (refundId: string) => new Refusal('not-found', 'REFUND_NOT_FOUND', { refundId });
