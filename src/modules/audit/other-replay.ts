import type { Instant } from '../../kernel/domain/clock.js';
import { evolve } from '../../kernel/domain/decider.js';
import type { AnyEventDefinition, DomainEvent, Recorded } from '../../kernel/domain/events.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { callbackEvents, type CallbackAddresses } from '../callbacks/contract.js';
import {
  adjustment,
  adjustmentEvents,
  DayClosed,
  type Adjustment,
  type AdjustmentEvent,
  type KnownAdjustment,
} from '../ledger/contract.js';
import {
  batch,
  batchEvents,
  evolvePayout,
  payoutEvents,
  payoutFactsOf,
  payoutRecordEvents,
  type Batch,
  type BatchEvent,
  type KnownBatch,
  type KnownPayout,
  type Payout,
  type PayoutEvent,
} from '../payouts/contract.js';
import { reviewEvents, reviewIdsOfAttempt } from '../reviews/contract.js';
import {
  depositEvents,
  settlement,
  settlementEvents,
  settlementFactsOf,
  type KnownSettlement,
  type Settlement,
  type SettlementEvent,
} from '../settlements/contract.js';
import { toldInSentences, type Opening, type ToldEvent } from './replay.js';
import type { OtherStory } from './sentences.js';

/** What is told besides payments. */
export const replayedKinds = ['payout', 'batch', 'adjustment', 'day', 'settlement'] as const;
export type ReplayedKind = (typeof replayedKinds)[number];

export interface OtherReplayed {
  readonly at: Instant;
  /** Whose personal data is in it. */
  readonly about: readonly Sealed[];
  /** As it stood, under the names that the HTTP contract gives its members. */
  readonly standing: object;
  readonly events: readonly ToldEvent[];
}

/** Payouts, batches of payouts, adjustments, days and settlements as they stood at a moment, from the log alone: the names of their streams follow from them. */
export class OtherHistories {
  readonly #codec = new EventCodec<OtherStory>([
    ...payoutEvents,
    ...payoutRecordEvents,
    ...batchEvents,
    ...adjustmentEvents,
    DayClosed,
    ...settlementEvents,
    ...depositEvents,
    ...callbackEvents,
    ...reviewEvents,
  ] as readonly AnyEventDefinition[]);

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly callbacks: Pick<CallbackAddresses, 'streamOf'>,
    private readonly personalData: Opening,
  ) {}

  /** Null where there was none yet. */
  async replay(kind: ReplayedKind, id: string, at: Instant): Promise<OtherReplayed | null> {
    const own = (await this.#read(streamOf[kind](id))).filter(({ metadata }) => metadata.at <= at);
    if (own.length === 0) return null;
    const standing = await this.#standing[kind](own);
    const others = await this.#others(kind, own, id);
    const told = [...own, ...others.filter(({ metadata }) => metadata.at <= at)]
      .toSorted((one, other) => (one.position < other.position ? -1 : 1))
      .map((event) => ({ event }));
    const events = await toldInSentences(told, this.personalData);
    return { at, ...standing, events };
  }

  /** What stands in other streams. */
  async #others(kind: ReplayedKind, own: Told, id: string): Promise<Told> {
    if (kind === 'payout') return this.#beside(payoutAfter(own), id);
    if (kind === 'settlement') return this.#claimsOf(settlementAfter(own), id);
    return [];
  }

  readonly #standing: Readonly<
    Record<
      ReplayedKind,
      (events: readonly Recorded<OtherStory>[]) => Promise<Pick<OtherReplayed, 'about' | 'standing'>>
    >
  > = {
    payout: async (events) => {
      const payout = payoutAfter(events);
      const details = await this.personalData.open(payout.person);
      const payee = { msisdn: details?.msisdn ?? null, name: details?.name ?? null };
      const standing = {
        ...payoutFactsOf(payout),
        client: payout.client,
        payee,
        description: details?.description ?? null,
      };
      return { about: [payout.person], standing };
    },
    batch: async (events) => ({ about: [], standing: batchStanding(batchAfter(events)) }),
    adjustment: async (events) => ({
      about: [],
      standing: adjustmentStanding(adjustmentAfter(events)),
    }),
    day: async ([closed]) => {
      const { day: date, totals, at: closedAt } = (closed as Recorded<ReturnType<typeof DayClosed>>).data;
      return { about: [], standing: { date, status: 'closed', totals, closedAt } };
    },
    settlement: async (events) => ({ about: [], standing: settlementFactsOf(settlementAfter(events)) }),
  };

  /** What the provider called back about a payout, its reviews, and that it took its record. */
  async #beside({ attempts, recordKey }: KnownPayout, id: string): Promise<readonly Recorded<OtherStory>[]> {
    const streams = attempts.flatMap(({ number, provider, providerReference }) => [
      this.callbacks.streamOf(provider, { kind: 'payout', id, attempt: number }),
      ...reviewIdsOfAttempt({ kind: 'payout', uncertain: 'UNCERTAIN_PAYOUT', id, providerReference }).map(
        (reviewId) => `review-${reviewId}`,
      ),
    ]);
    const found = (await Promise.all(streams.map((stream) => this.#read(stream)))).flat();
    // The record may have been asked for by other payouts too.
    const claims = (await this.#read(`payout-record-${recordKey}`)).filter(
      ({ data }) => 'payoutId' in data && data.payoutId === id,
    );
    return [...found, ...claims];
  }

  /** That its deposits belong to it: another settlement may have held one of them before. */
  async #claimsOf({ deposits }: KnownSettlement, id: string): Promise<Told> {
    const streams = deposits.map(({ key }) => `settlement-deposit-${key}`);
    const found = (await Promise.all(streams.map((stream) => this.#read(stream)))).flat();
    return found.filter(({ data }) => 'settlementId' in data && data.settlementId === id);
  }

  async #read(stream: string): Promise<readonly Recorded<OtherStory>[]> {
    return (await this.store.readStream(stream)).map((stored) => this.#codec.read(stored));
  }
}

const streamOf: Readonly<Record<ReplayedKind, (id: string) => string>> = {
  payout: (id) => `payout-${id}`,
  batch: (id) => `payout-batch-${id}`,
  adjustment: (id) => `ledger-adjustment-${id}`,
  day: (date) => `day-${date}`,
  settlement: (id) => `settlement-${id}`,
};

type Told = readonly Recorded<OtherStory>[];
const payoutAfter = (events: Told): KnownPayout =>
  evolve<Payout, PayoutEvent & DomainEvent>(
    { evolve: evolvePayout },
    { status: 'absent' },
    events as Recorded<PayoutEvent>[],
  ) as KnownPayout;
const batchAfter = (events: Told): KnownBatch =>
  evolve<Batch, BatchEvent>(batch, batch.initial, events as Recorded<BatchEvent>[]) as KnownBatch;
const adjustmentAfter = (events: Told): KnownAdjustment =>
  evolve<Adjustment, AdjustmentEvent>(
    adjustment,
    adjustment.initial,
    events as Recorded<AdjustmentEvent>[],
  ) as KnownAdjustment;

const settlementAfter = (events: Told): KnownSettlement =>
  evolve<Settlement, SettlementEvent>(
    settlement,
    settlement.initial,
    events as Recorded<SettlementEvent>[],
  ) as KnownSettlement;

const idsOf = (signers: readonly { readonly id: string }[]): readonly string[] => signers.map(({ id }) => id);

const batchStanding = (known: KnownBatch) => ({
  id: known.id,
  status: known.status,
  totals: {
    ...known.totals,
    amount: known.totals.amount?.amount ?? null,
    currency: known.totals.amount?.currency ?? null,
  },
  skipInvalid: known.skipInvalid,
  sentUpTo: known.sentUpTo,
  requestedBy: known.requestedBy.id,
  approvedBy: idsOf(known.approvedBy),
  rejectedBy: known.rejectedBy?.id ?? null,
  createdAt: known.createdAt,
  approvedAt: known.approvedAt,
  completedAt: known.completedAt,
});

const adjustmentStanding = (known: KnownAdjustment) => ({
  id: known.id,
  status: known.status,
  lines: known.lines.map(({ account, side, amount }) => ({ account, side, amount: amount.amount })),
  currency: known.currency,
  reason: known.reason,
  paymentId: known.paymentId,
  requestedBy: known.requestedBy.id,
  approvedBy: idsOf(known.approvedBy),
  rejectedBy: known.rejectedBy?.id ?? null,
  rejectionReason: known.rejectionReason,
  createdAt: known.createdAt,
  decidedAt: known.decidedAt,
});
