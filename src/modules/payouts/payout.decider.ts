import type { Signer } from '../../kernel/domain/approvals.js';
import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { outgoingDecisions, type Begins, type OutgoingOrders } from '../outgoing/contract.js';
import type { Routing } from '../providers/contract.js';
import { mayBeAttempted, refusedPaying } from './may-pay-again.rule.js';
import {
  payoutEvents,
  payoutOutgoing,
  PayoutReattempted,
  PayoutRequested,
  PayoutRouted,
  type BatchApprovals,
  type PayeeDetails,
  type PayoutEvent,
  type PayoutRequest,
} from './payout.events.js';
import { evolvePayout, type KnownPayout, type Payout } from './payout.state.js';

export interface PayoutOrders extends Omit<OutgoingOrders, 'Approve'> {
  readonly Request: {
    readonly request: PayoutRequest;
    /** Of a line of an approved batch: it begins at once. */
    readonly approved: (BatchApprovals & { readonly begins: Begins }) | null;
    readonly at: Instant;
  };
  readonly Approve: OutgoingOrders['Approve'] & {
    /** The number of the attempt that the caller has derived a reference for. */
    readonly attempt: number;
    /** Why the provider of `begins` is another than the one of the request; null: it is that one. */
    readonly routing: Routing | null;
  };
  readonly Reattempt: {
    readonly id: string;
    readonly key: string;
    readonly fingerprint: string;
    readonly signer: Signer;
    readonly payee: Sealed<PayeeDetails> | null;
    /** What begins where the payee stays the same. */
    readonly begins: Begins;
    readonly at: Instant;
  };
}

const common = outgoingDecisions('Payout', payoutOutgoing);

/** Money from our float to a phone. What it has in common with refunds is decided in `outgoing`. */
export const payout: Decider<Payout, PayoutOrders, PayoutEvent> = {
  category: 'payout',
  events: payoutEvents,
  initial: { status: 'absent' },

  decide: {
    ...(common as unknown as Decider<Payout, Omit<OutgoingOrders, 'Approve'>, PayoutEvent>['decide']),

    Request(payout, { request, approved, at }) {
      if (payout.status !== 'absent') {
        if (payout.fingerprint === request.fingerprint) return nothing;
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { payoutId: payout.id });
      }
      const { routing, id: payoutId, provider } = request;
      const requested = [
        PayoutRequested(request),
        ...(routing === undefined ? [] : [PayoutRouted({ ...routing, id: payoutId, attempt: 1, provider, at })]),
      ];
      if (approved === null) return requested;
      const { people, needed, begins } = approved;
      const approvals = people.map((approvedBy, place) => {
        const isEnough = place === people.length - 1;
        return payoutOutgoing.Approved({
          id: request.id,
          approvedBy,
          needed,
          isEnough,
          begins: isEnough ? begins : null,
          at,
        });
      });
      return [...requested, ...approvals];
    },

    Approve(payout, { attempt, routing, ...order }) {
      // A reference belongs to one attempt: an approval that was read before an attempt came to an end approves nothing.
      if (payout.status === 'requested' && payout.attempts.length + 1 !== attempt)
        throw new Refusal('conflict', 'PAYOUT_NOT_REQUESTED', { payoutId: payout.id, payoutStatus: payout.status });
      const approved = common.Approve(payout, order) as readonly PayoutEvent[];
      const begins = approved.find((event) => event.type === 'PayoutApproved')?.data.begins ?? null;
      if (routing === null || begins === null) return approved;
      const { id, at } = order;
      return [PayoutRouted({ ...routing, id, attempt, provider: begins.provider, at }), ...approved];
    },

    Reattempt(payout, { id, key, fingerprint, signer, payee, begins, at }) {
      const known = knownPayout(payout, id);
      const earlier = known.reattempts.find((one) => one.key === key);
      if (earlier !== undefined) {
        if (earlier.fingerprint === fingerprint) return nothing;
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { payoutId: id });
      }
      if (known.status !== 'failed' || begins.attempt !== known.attempts.length + 1) throw notAllowed(known);
      const paying = mayBeAttempted(known);
      if (!paying.may) throw refusedPaying(paying);
      return [
        PayoutReattempted({
          id,
          key,
          fingerprint,
          requestedBy: signer,
          payee,
          begins: payee === null ? begins : null,
          at,
        }),
      ];
    },
  },

  evolve: evolvePayout,
};

export const notAllowed = ({ id, status }: KnownPayout): Refusal =>
  new Refusal('conflict', 'ATTEMPT_NOT_ALLOWED', { payoutId: id, payoutStatus: status });

function knownPayout(payout: Payout, payoutId: string): KnownPayout {
  if (payout.status === 'absent') throw new Refusal('not-found', 'PAYOUT_NOT_FOUND', { payoutId });
  return payout;
}
