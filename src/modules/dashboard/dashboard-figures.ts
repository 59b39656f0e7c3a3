import type { Collection, Condition, Document, DocumentStore } from '../../kernel/ports/document-store.js';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import { Money } from '../../kernel/domain/money.js';
import { kigaliDayOf } from '../ledger/contract.js';
import { paymentView } from '../payments/contract.js';
import { itemView } from '../reconciliation/contract.js';
import { refundView } from '../refunds/contract.js';
import { reviewView } from '../reviews/contract.js';
import { asSettlement, inTransit, settlementView } from '../settlements/contract.js';
import { deliveries } from '../webhooks/contract.js';
import { counterView, type Counter, type Dimension } from './counters.view.js';
import type { CounterFilters } from './counter-filters.rule.js';
import { ageLimitsMs, type HomeFigures, type HomeShare, type Queues } from './home-figures.rule.js';
import { byValue, summed, type BreakdownRow, type Figures } from './figures.rule.js';
import { statusGroups } from './payment-groups.rule.js';

/** How many counters one page reads of one dimension. */
const mostOnHome = 500;
const mostOfBreakdown = 3_000;
const inAQuestion = 1_000;
const daysShown = 14;

/** The questions of the first page and of the breakdown. Each costs the same however many payments there are. */
export class DashboardFigures {
  constructor(
    private readonly documents: DocumentStore,
    private readonly clock: Pick<Clock, 'now'>,
    /** How old what the counters have not read yet is; 0 where they have read everything. */
    private readonly behindMs: () => Promise<number>,
  ) {}

  async home(filters: CounterFilters, share: HomeShare): Promise<HomeFigures> {
    const asOf = instant(this.clock.now());
    const [own, bars, by, open, queues, behindMs] = await Promise.all([
      this.#counters(filters, filters.from),
      this.#counters(filters, dayBefore(filters.to, daysShown - 1)),
      this.#byDimensions(filters),
      share.payments && filters.dimension === 'all' ? this.#openByAge() : null,
      this.#queues(share),
      this.behindMs(),
    ]);
    const days = Array.from({ length: daysShown }, (_, index) => dayBefore(filters.to, daysShown - 1 - index));
    return {
      filters,
      asOf,
      behindMs,
      figures: summed(own),
      days: days.map((day) => ({ day, figures: summed(bars.filter((counter) => counter.day === day)) })),
      by,
      open,
      queues,
    };
  }

  /** Null: there are too many values. */
  async breakdown(
    by: Exclude<Dimension, 'all'>,
    filters: CounterFilters,
  ): Promise<{ readonly rows: readonly BreakdownRow[] | null; readonly total: Figures; readonly behindMs: number }> {
    const [counters, all, behindMs] = await Promise.all([
      this.#all(by, filters, mostOfBreakdown),
      this.#counters({ ...filters, dimension: 'all', value: '' }, filters.from),
      this.behindMs(),
    ]);
    return { rows: counters && byValue(counters), total: summed(all), behindMs };
  }

  /** A year of days at most, some currencies each: the filters see to that. */
  async #counters({ dimension, value, to }: CounterFilters, from: string): Promise<readonly Counter[]> {
    const found: Counter[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Awaited<ReturnType<typeof this.documents.query<Counter>>> = await this.documents.query(
        counterView.collection,
        { where: { dimension, value, day: { gte: from, lte: to } }, limit: inAQuestion, cursor: cursor ?? null },
      );
      found.push(...page.documents);
      cursor = page.nextCursor;
    }
    return found;
  }

  /** Null where there are more than `most`: they are counted in the index before one of them is read. */
  async #all(dimension: Dimension, { from, to }: CounterFilters, most: number): Promise<readonly Counter[] | null> {
    const where = { dimension, day: { gte: from, lte: to } };
    if ((await this.#count(counterView.collection, where)) > most) return null;
    const found: Counter[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Awaited<ReturnType<typeof this.documents.query<Counter>>> = await this.documents.query(
        counterView.collection,
        { where, sort: { field: 'day', direction: 'descending' }, limit: inAQuestion, cursor: cursor ?? null },
      );
      found.push(...page.documents);
      cursor = page.nextCursor;
    }
    return found;
  }

  async #byDimensions(filters: CounterFilters): Promise<HomeFigures['by']> {
    if (filters.dimension !== 'all') return null;
    const of = async (dimension: Dimension) => {
      const counters = await this.#all(dimension, filters, mostOnHome);
      return counters && byValue(counters);
    };
    const [service, branch, department, program] = await Promise.all([
      of('service'),
      of('branch'),
      of('department'),
      of('program'),
    ]);
    return { service, branch, department, program };
  }

  /** The open payments of now, whatever their day: there are as many as are under way. */
  async #openByAge(): Promise<NonNullable<HomeFigures['open']>> {
    const now = this.clock.now();
    const bounds = [...ageLimitsMs.map((ms) => instant(now - ms)), null];
    return Promise.all(
      bounds.map(async (older, index) => {
        const newer = bounds[index - 1] ?? null;
        const createdAt: Condition | undefined =
          older === null && newer === null
            ? undefined
            : { ...(older !== null && { gt: older }), ...(newer !== null && { lte: newer }) };
        const count = (statuses: readonly string[]) =>
          this.#count(paymentView.collection, {
            status: { in: statuses },
            ...(createdAt !== undefined && { createdAt }),
          });
        const [pending, uncertain] = await Promise.all([count(statusGroups['pending-all']), count(['uncertain'])]);
        return { pending, uncertain };
      }),
    );
  }

  async #queues(share: HomeShare): Promise<Queues> {
    const byStatus = async <S extends string>(collection: Collection, statuses: readonly S[]) => {
      const counts = await Promise.all(statuses.map((status) => this.#count(collection, { status })));
      return Object.fromEntries(statuses.map((status, index) => [status, counts[index]!])) as Record<S, number>;
    };
    const [webhooks, mismatches, refunds, settlements, reviews] = await Promise.all([
      share.webhooks ? byStatus(deliveries, ['failed', 'pending']) : null,
      share.mismatches ? byStatus(itemView.collection, ['open', 'assigned', 'awaiting-approval', 'waiting']) : null,
      share.payments ? byStatus(refundView.collection, ['requested', 'approved', 'submitted', 'uncertain']) : null,
      share.settlements
        ? this.#settlements(await byStatus(settlementView.collection, ['expected', 'partly-received']))
        : null,
      share.reviews ? this.#reviews(await byStatus(reviewView.collection, ['open', 'assigned'])) : null,
    ]);
    return { webhooks, mismatches, refunds, settlements, reviews };
  }

  async #settlements(counts: Record<'expected' | 'partly-received', number>) {
    const where = { isInTransit: true };
    const { documents, nextCursor } = await this.documents.query(settlementView.collection, {
      where,
      limit: inAQuestion,
    });
    const sums = new Map<string, Money>();
    for (const document of documents) {
      const left = inTransit(asSettlement(document));
      sums.set(left.currency, (sums.get(left.currency) ?? Money.zero(left.currency)).plus(left));
    }
    // A sum of a part would be a wrong one.
    return { ...counts, inTransit: nextCursor === null ? [...sums.values()].map((sum) => sum.toJSON()) : null };
  }

  async #reviews(counts: Record<'open' | 'assigned', number>) {
    const sort = { field: 'openedAt', direction: 'ascending' } as const;
    const where = { status: { in: ['open', 'assigned'] } };
    const oldest = await this.documents.query(reviewView.collection, { where, sort, limit: 1 });
    return { ...counts, oldestWaitsSince: oldest.documents[0]?.openedAt ?? null };
  }

  #count<D extends Document>(collection: Collection<D>, where: Readonly<Record<string, Condition>>): Promise<number> {
    return this.documents.count(collection, where);
  }
}

const dayBefore = (day: string, days: number): string =>
  kigaliDayOf(instant(Date.parse(`${day}T10:00:00.000Z`) - days * dayMs));
const dayMs = 86_400_000;
