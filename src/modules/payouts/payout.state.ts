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
} from './payout.events.js';

export interface KnownPayout
  extends
    Outgoing,
    Pick<
      PayoutRequest,
      'client' | 'fingerprint' | 'recordKey' | 'record' | 'dimensions' | 'provider' | 'expiresInSeconds' | 'batch'
    > {
  readonly person: Sealed<PayeeDetails>;
  /** The requests for further attempts, each by its key, and the attempt that each is. */
  readonly reattempts: readonly { readonly key: string; readonly fingerprint: string; readonly attempt: number }[];
}

export type Payout = { readonly status: 'absent' } | KnownPayout;

/** A further attempt to the same payee begins at once; one to another payee waits for approval. */
export const payoutMoves = withMoves({
  failed: { approved: ['Reattempted'], requested: ['Reattempted'] },
});

type Requested = ReturnType<typeof PayoutRequested>;
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
  PayoutReattempted(payout: Payout, { data }: Reattempted): KnownPayout {
    if (payout.status === 'absent')
      throw new Error('A payout has an event before PayoutRequested: its stream is damaged');
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

export const evolvePayout = evolutionOf<KnownPayout, PayoutEvent & DomainEvent>(
  'Payout',
  payoutMoves,
  own,
  Object.values(payoutOutgoing),
);
