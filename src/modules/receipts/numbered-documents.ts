import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { DomainEvent, Origin } from '../../kernel/domain/events.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { alone, Handler, together, type Kernel } from '../../kernel/handling/handle.js';
import { RevisionConflict, type Appended, type ExpectedRevision } from '../../kernel/ports/event-store.js';
import { documentNumber, nextNumbers, type Numbered, type Series } from './receipt.decider.js';

/** What gets a document: its id names the document's stream, its position is that of the event in the log that asks for it. */
export interface Issuable {
  readonly id: string;
  readonly year: number;
  readonly position: Position;
}

/** One kind of document with a series of gapless numbers for each year. */
export interface DocumentKind<
  Item extends Issuable,
  State extends { readonly issued: boolean },
  Orders extends { readonly Issue: object },
  Event extends DomainEvent,
  SeriesEvent extends DomainEvent,
> {
  /** `RCT`. */
  readonly prefix: string;
  streamOfSeries(year: number): string;
  readonly documents: Handler<State, Orders, Event>;
  readonly series: EventCodec<SeriesEvent>;
  numbered(numbered: Numbered & { readonly series: string; readonly at: Instant }): SeriesEvent;
  numberIn(event: SeriesEvent): Numbered;
  makeOut(item: Item, number: string, at: Instant): Promise<Orders['Issue']>;
}

/**
 * Numbers and issues documents: in one append where the store can. Elsewhere each gets its number first and is issued second, so a crash in
 * between leaves a number and no document. It is always among the newest of its series, because a batch is numbered only after the batch before
 * it has its documents. The next run finds it there and issues its document under that number.
 */
export class NumberedDocuments<
  Item extends Issuable,
  State extends { readonly issued: boolean },
  Orders extends { readonly Issue: object },
  Event extends DomainEvent,
  SeriesEvent extends DomainEvent,
> {
  #knownEnd: EndOfSeries | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly kind: DocumentKind<Item, State, Orders, Event, SeriesEvent>,
  ) {}

  /** Whether it is among the newest that have a number. */
  async isNumbered(id: string, year: number): Promise<boolean> {
    const { newest } = await this.#readEnd(this.kind.streamOfSeries(year));
    return newest.some((numbered) => numbered.id === id);
  }

  /** What has this number, which is its place in its series; null: no such number was given. */
  async idWith(number: string): Promise<string | null> {
    const [, prefix, year, count] = /^([A-Z]+)-(\d{4})-(\d{6,9})$/.exec(number) ?? [];
    if (prefix !== this.kind.prefix || Number(count) === 0) return null;
    const stream = this.kind.streamOfSeries(Number(year));
    const [stored] = await this.kernel.store.readStream(stream, { from: Number(count) - 1, limit: 1 });
    if (stored === undefined) return null;
    const numbered = this.kind.numberIn(this.kind.series.read(stored));
    return numbered.number === number ? numbered.id : null;
  }

  /** Issues the documents that these do not have yet, in this order, for at most `newestLookedAt` of them. */
  async issue(items: readonly Item[], by: Origin): Promise<void> {
    for (const [year, ofYear] of Map.groupBy(items, (item) => item.year)) await this.#issueOfYear(year, ofYear, by);
  }

  async #issueOfYear(year: number, items: readonly Item[], by: Origin): Promise<void> {
    const { prefix, documents, makeOut } = this.kind;
    const stream = this.kind.streamOfSeries(year);
    for (;;) {
      // A remembered end is safe: where another instance has numbered since, the append conflicts and the end is read again.
      const end = this.#knownEnd?.stream === stream ? this.#knownEnd : await this.#readEnd(stream);
      const lacking = await Promise.all(
        items.map(async ({ id, position }) => (position <= end.numberedUpTo && (await this.#isIssued(id)) ? [] : [id])),
      );
      const at = instant(this.kernel.clock.now());
      const numberAt = (count: number) => documentNumber(prefix, year, count);
      const { fresh, numbers } = nextNumbers(seriesOf(end), numberAt, lacking.flat());
      const made = await Promise.all(
        items.map(async (item) => {
          const number = numbers.get(item.id);
          if (number === undefined) return [];
          const order = { ...(await makeOut(item, number, at)), at, by };
          return [{ id: item.id, order: order as Orders['Issue'] & Order }];
        }),
      );
      const orders = made.flat();
      const given = fresh.map((numbered) => this.kind.numbered({ ...numbered, series: `${prefix}-${year}`, at }));
      const isIssued = given.length > 0 ? await this.#number(end, given, fresh, orders, items, by) : false;
      if (isIssued === null) continue;
      if (isIssued) return;
      await Promise.all(orders.map(({ id, order }) => documents.handle('Issue', id, order)));
      return;
    }
  }

  /** Takes the numbers, and with them makes out the documents where the store can: whether it has; null where another has numbered meanwhile. */
  async #number(
    end: EndOfSeries,
    given: readonly SeriesEvent[],
    fresh: readonly Numbered[],
    orders: readonly { readonly id: string; readonly order: Orders['Issue'] & Order }[],
    items: readonly Item[],
    by: Origin,
  ): Promise<boolean | null> {
    const { store, newId, clock } = this.kernel;
    const { stream, revision: expected, newest, numberedUpTo } = end;
    const events = given.map((event) => this.kind.series.write(event, newId(), by, clock));
    const numbered = ({ revision }: Appended) => {
      const furthest = items.reduce((most, { position }) => (position > most ? position : most), numberedUpTo);
      const newestNow = [...newest, ...fresh].slice(-newestLookedAt);
      this.#knownEnd = { stream, revision, newest: newestNow, numberedUpTo: furthest };
    };
    this.#knownEnd = null;
    const issued = await together(store, [
      alone({ append: { stream, expected, events }, appended: numbered }),
      ...orders.map(({ id, order }) => this.kind.documents.joined('Issue', id, order)),
    ]);
    if (issued !== null) return true;
    try {
      numbered(await store.append(stream, expected, events));
      return false;
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      return null;
    }
  }

  async #readEnd(stream: string): Promise<EndOfSeries> {
    const options = { direction: 'backwards', limit: newestLookedAt } as const;
    const stored = await this.kernel.store.readStream(stream, options);
    const newest = stored.map((event) => this.kind.numberIn(this.kind.series.read(event))).reverse();
    const [last] = stored;
    return { stream, revision: last?.revision ?? 'no-stream', newest, numberedUpTo: last?.position ?? beginning };
  }

  async #isIssued(id: string): Promise<boolean> {
    const { state } = await this.kind.documents.load(id);
    return state.issued;
  }
}

/** No batch is larger, so what lacks its document after a crash is always among this many numbers. */
export const newestLookedAt = 128;

interface EndOfSeries {
  readonly stream: string;
  readonly revision: ExpectedRevision;
  /**
   * What stands at a later position of the log has no number up to the revision. A number is recorded after the event that asks for it, so at
   * first this is the position of the last number; later it is the position of the last event that was numbered here.
   */
  readonly numberedUpTo: Position;
  /** Oldest first. */
  readonly newest: readonly Numbered[];
}

const seriesOf = ({ revision, newest }: EndOfSeries): Series => ({
  given: revision === 'no-stream' ? 0 : revision + 1,
  newest,
});
