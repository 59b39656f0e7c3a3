import type { DomainEvent } from '../../kernel/domain/events.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { begun, evolutionOf, requested, withMoves, type Outgoing } from '../outgoing/contract.js';
import {
  payoutOutgoing,
  type PayeeDetails,
  type PayoutEvent,
  type PayoutReattempted,
  type PayoutRequest,
  type PayoutRequested,
  type PayoutRouted,
} from './payout.events.js';

export interface KnownPayout
  extends
    Outgoing,
    Pick<
      PayoutRequest,
      'client' | 'fingerprint' | 'recordKey' | 'record' | 'dimensions' | 'provider' | 'expiresInSeconds' | 'batch'
    > {
  readonly person: Sealed<PayeeDetails>;
  /** Whether its provider was chosen for it, and not wished; absent: there was nothing to choose. */
  readonly isRouted?: boolean;
  /** The requests for further attempts, each by its key, and the attempt that each is. */
  readonly reattempts: readonly { readonly key: string; readonly fingerprint: string; readonly attempt: number }[];
}

export type Payout = { readonly status: 'absent' } | KnownPayout;

/** A further attempt to the same payee begins at once; one to another payee waits for approval. */
export const payoutMoves = withMoves({
  failed: { approved: ['Reattempted'], requested: ['Reattempted'] },
});

type Requested = ReturnType<typeof PayoutRequested>;
type Routed = ReturnType<typeof PayoutRouted>;
type Reattempted = ReturnType<typeof PayoutReattempted>;

const own: Readonly<Record<string, (payout: Payout, event: never) => KnownPayout>> = {
  PayoutRequested(_: Payout, { data }: Requested): KnownPayout {
    const { client, fingerprint, recordKey, record, dimensions, provider, expiresInSeconds, batch } = data;
    return {
      ...requested({
        id: data.id,
        amount: data.amount,
        person: data.payee,
        requestedBy: data.requestedBy,
        at: data.at,
      }),
      person: data.payee,
      client,
      fingerprint,
      recordKey,
      record,
      dimensions,
      provider,
      expiresInSeconds,
      batch,
      reattempts: [],
    };
  },
  PayoutRouted(payout: Payout, { data: { provider, isWished } }: Routed): KnownPayout {
    return { ...asKnown(payout), provider, isRouted: !isWished };
  },
  PayoutReattempted(before: Payout, { data }: Reattempted): KnownPayout {
    const payout = asKnown(before);
    const { key, fingerprint, payee, requestedBy, begins, at } = data;
    const reattempts = [...payout.reattempts, { key, fingerprint, attempt: payout.attempts.length + 1 }];
    const known = { ...payout, reattempts };
    if (payee === null) return begun(known, begins!, at);
    // Who approved the earlier payee has not approved this one.
    return {
      ...known,
      status: 'requested',
      person: payee,
      requestedBy,
      approvedBy: [],
      approversNeeded: null,
      failure: null,
      submittedAt: null,
    };
  },
};

function asKnown(payout: Payout): KnownPayout {
  if (payout.status === 'absent')
    throw new Error('A payout has an event before PayoutRequested: its stream is damaged');
  return payout;
}

export const evolvePayout = evolutionOf<KnownPayout, PayoutEvent & DomainEvent>(
  'Payout',
  payoutMoves,
  own,
  Object.values(payoutOutgoing),
);
