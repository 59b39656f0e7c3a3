import { instant, type Instant } from '../../kernel/domain/clock.js';
import { Money } from '../../kernel/domain/money.js';
import { maskMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import { subjectOf, type Sealed } from '../../kernel/domain/sealed.js';
import { maskedText } from '../../kernel/masking.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Collection, Document, DocumentStore, Query } from '../../kernel/ports/document-store.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { yieldToRequests } from '../../kernel/yield-to-requests.js';
import { paymentView, type PaymentDocument } from '../payments/contract.js';
import { payoutView, type PayoutDocument } from '../payouts/contract.js';
import { refundView, type RefundDocument } from '../refunds/contract.js';
import type { Tariffs } from '../tariffs/contract.js';
import type { Filters, Grouping } from './report-ask.rule.js';
import { movementEndView, type MovementEnd, type MovementKind } from './movement-end.view.js';

/** What the rows of a report are about. */
export interface Ask {
  /** Null: not of days, but as of now. */
  readonly from: string | null;
  readonly to: string | null;
  readonly filters: Filters;
  /** What revenue is grouped by. */
  readonly by: Grouping;
  /** Whole phone numbers are shown, and each is put on record. */
  readonly numbers: NumbersShown;
  /** Aborted when nobody waits for the report any more. */
  readonly signal: AbortSignal;
  /** Where it is told how far the reading has come. */
  readonly progress?: Progress | undefined;
  readonly now: Instant;
}

/** How many documents are to be read, and how many were. */
export interface Progress {
  read: number;
  total: number;
}

/** Whether phone numbers are masked; where they are not, whom they are shown to is put on record first. */
export type NumbersShown = 'masked' | { readonly seen: (subjects: readonly string[]) => Promise<void> };

/** A movement that has ended, with what is known of it elsewhere. */
export interface EndedMovement {
  readonly end: MovementEnd;
  readonly kind: MovementKind;
  readonly amount: Money;
  readonly provider: string;
  readonly providerReference: string | null;
  readonly client: string;
  readonly record: { readonly type: string; readonly id: string; readonly part: string | null };
  readonly dimensions: Readonly<Record<string, string>>;
  readonly person: Sealed;
  /** The payment that it is, or whose money goes back; null for a payout. */
  readonly paymentId: string | null;
  /** When its attempt was begun. */
  readonly beganAt: Instant | null;
  /** Whether the provider called back about its payment. */
  readonly callback: string | null;
}

/** Where reports find their rows: the documents of all modules, read page by page, so that a report of any length needs the same memory. */
export class Sources {
  constructor(
    readonly documents: DocumentStore,
    private readonly events: Pick<EventStore, 'readStream'>,
    private readonly personalData: Pick<PersonalData, 'openAll'>,
    readonly tariffs: Tariffs,
  ) {}

  /** Every document that fits, in pages. */
  async *pages<D extends Document>(
    collection: Collection<D>,
    query: Omit<Query, 'limit' | 'cursor'>,
    { signal, progress }: Pick<Ask, 'signal' | 'progress'>,
  ): AsyncGenerator<readonly D[]> {
    if (progress !== undefined) progress.total += await this.documents.count(collection, query.where);
    let cursor: string | null = null;
    do {
      signal.throwIfAborted();
      const page: Awaited<ReturnType<DocumentStore['query']>> = await this.documents.query<D>(collection, {
        ...query,
        limit: pageSize,
        cursor,
      });
      yield page.documents as readonly D[];
      if (progress !== undefined) progress.read += page.documents.length;
      // Requests that have come in meanwhile are answered first.
      await yieldToRequests();
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  /** What has ended on the days of the report, oldest first, as far as its filters let it through. */
  async *ended(
    of: { readonly list: MovementEnd['list'] } | { readonly kind: MovementKind },
    ask: Ask,
  ): AsyncGenerator<EndedMovement[]> {
    const query = { where: { ...of, at: range(ask) }, sort: { field: 'at', direction: 'ascending' } } as const;
    for await (const ends of this.pages(movementEndView.collection, query, ask)) {
      const movements = await this.#joined(ends);
      yield movements.filter((movement) => fits(movement, ask.filters));
    }
  }

  /** The provider and kind of answers that decided nothing, by where they are in the log. */
  async inconclusive(events: readonly { readonly stream: string; readonly revision: number; readonly at: Instant }[]) {
    const found = await Promise.all(
      events.map(({ stream, revision }) => this.events.readStream(stream, { from: revision, limit: 1 })),
    );
    const answers = events.map(({ stream, at }, index) => {
      const [, kind, id] = /^(payment|refund|payout)-(.+)$/.exec(stream)!;
      const { attempt, kind: of } = found[index]![0]!.data as { readonly attempt: number; readonly kind: string };
      return { movement: kind as MovementKind, id: id!, attempt, kind: of, at };
    });
    const idsOf = (kind: MovementKind) => answers.filter(({ movement }) => movement === kind).map(({ id }) => id);
    const [payments, refunds, payouts] = await Promise.all([
      this.#all<PaymentDocument>(paymentView.collection, idsOf('payment')),
      this.#all<RefundDocument>(refundView.collection, idsOf('refund')),
      this.#all<PayoutDocument>(payoutView.collection, idsOf('payout')),
    ]);
    const documents = { payment: payments, refund: refunds, payout: payouts };
    return answers.map(({ movement, id, attempt, kind, at }) => {
      const { attempts, provider } = documents[movement].get(id)!;
      return { provider: attempts[attempt - 1]?.provider ?? provider, kind, at };
    });
  }

  /** The phone numbers of these people, masked unless they are asked for whole; null where the person’s data is erased. */
  async numbers(people: readonly Sealed[], { numbers }: Pick<Ask, 'numbers'>): Promise<readonly (string | null)[]> {
    if (numbers !== 'masked' && people.length > 0) await numbers.seen([...new Set(people.map(subjectOf))]);
    const opened = await this.personalData.openAll<{ readonly msisdn?: Msisdn } | null>(
      people as readonly Sealed<never>[],
    );
    return opened.map((person) => {
      const msisdn = person?.msisdn;
      if (msisdn === undefined) return null;
      return numbers === 'masked' ? maskMsisdn(msisdn) : msisdn;
    });
  }

  async #joined(ends: readonly MovementEnd[]): Promise<readonly EndedMovement[]> {
    const idsOf = (kind: MovementKind) => ends.filter((end) => end.kind === kind).map(({ movementId }) => movementId);
    const [refunds, payouts] = await Promise.all([
      this.#all<RefundDocument>(refundView.collection, idsOf('refund')),
      this.#all<PayoutDocument>(payoutView.collection, idsOf('payout')),
    ]);
    const ofRefunds = [...refunds.values()].map(({ paymentId }) => paymentId);
    const payments = await this.#all<PaymentDocument>(paymentView.collection, [...idsOf('payment'), ...ofRefunds]);
    return ends.map((end) => {
      if (end.kind === 'payout') return ofPayout(end, payouts.get(end.movementId)!);
      if (end.kind === 'payment') return ofPayment(end, payments.get(end.movementId)!);
      const refund = refunds.get(end.movementId)!;
      return ofRefund(end, refund, payments.get(refund.paymentId)!);
    });
  }

  async #all<D extends Document>(collection: Collection<D>, ids: readonly string[]): Promise<ReadonlyMap<string, D>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const found = await this.documents.get(collection, wanted);
    const missing = wanted.find((id) => !found.has(id));
    // A report that leaves one out would tell an untruth.
    if (missing !== undefined) throw new Error(`${collection.name} has not read ${missing} yet`);
    return new Map([...found].map(([id, { document }]) => [id, document]));
  }
}

/** Text of others, as a report may show it. */
export const shownText = (text: string | null | undefined, { numbers }: Pick<Ask, 'numbers'>): string | null =>
  text === null || text === undefined ? null : numbers === 'masked' ? maskedText(text) : text;

/** The moments of the days of a report. */
export const range = ({ from, to }: Pick<Ask, 'from' | 'to'>) => ({ gte: beginOf(from!), lt: beginOf(to!, 1) });

/** When a Kigali day begins, or one that comes so many days later. */
const beginOf = (day: string, later = 0): Instant =>
  instant(Date.parse(`${day}T00:00:00.000Z`) + later * dayMs - kigaliAheadMs);
const dayMs = 24 * 3_600_000;
const kigaliAheadMs = 2 * 3_600_000;
export const kigaliDayOf = (at: Instant): string => kigaliTimeOf(at).slice(0, 10);
/** `2026-11-28 14:05:09`, in Kigali. */
export const kigaliTimeOf = (at: Instant): string =>
  new Date(Date.parse(at) + kigaliAheadMs).toISOString().slice(0, 19).replace('T', ' ');

export function fits(
  { provider, client, dimensions }: Pick<EndedMovement, 'provider' | 'client' | 'dimensions'>,
  filters: Filters,
): boolean {
  return Object.entries(filters).every(([name, wanted]) =>
    name === 'provider' ? provider === wanted : name === 'client' ? client === wanted : dimensions[name] === wanted,
  );
}

type MoneyJson = { readonly amount: string; readonly currency: string };
export const moneyOf = ({ amount, currency }: MoneyJson): Money => Money.parse(amount, currency)!;

function ofPayment(end: MovementEnd, payment: PaymentDocument): EndedMovement {
  const attempt = payment.attempts[end.attempt - 1]!;
  return {
    end,
    kind: end.kind,
    amount: moneyOf(end.paid ?? payment.amount),
    provider: attempt.provider,
    providerReference: attempt.providerReference,
    client: payment.client,
    record: payment.record,
    dimensions: payment.dimensions,
    person: payment.payer,
    paymentId: payment.id,
    beganAt: attempt.at,
    callback: end.attempt === payment.attempts.length ? payment.callback : null,
  };
}

function ofRefund(end: MovementEnd, refund: RefundDocument, payment: PaymentDocument): EndedMovement {
  const attempt = refund.attempts[end.attempt - 1];
  return {
    end,
    kind: end.kind,
    amount: moneyOf(end.paid ?? refund.amount),
    provider: attempt?.provider ?? refund.provider,
    providerReference: attempt?.providerReference ?? null,
    client: refund.client,
    record: payment.record,
    dimensions: payment.dimensions,
    person: payment.payer,
    paymentId: payment.id,
    beganAt: attempt?.at ?? null,
    callback: null,
  };
}

function ofPayout(end: MovementEnd, payout: PayoutDocument): EndedMovement {
  const attempt = payout.attempts[end.attempt - 1];
  return {
    end,
    kind: end.kind,
    amount: moneyOf(end.paid ?? payout.amount),
    provider: attempt?.provider ?? payout.provider,
    providerReference: attempt?.providerReference ?? null,
    client: payout.client,
    record: payout.record,
    dimensions: payout.dimensions,
    person: attempt?.person ?? payout.person,
    paymentId: null,
    beganAt: attempt?.at ?? null,
    callback: null,
  };
}

const pageSize = 250;
