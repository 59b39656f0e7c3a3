import type { Instant } from '../../kernel/domain/clock.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { atMost } from '../../kernel/bounded-memory.js';
import { firstAfter } from '../../kernel/following/position-before.js';
import { causedBy } from '../../kernel/following/policy.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { RevisionConflict, type ExpectedRevision, type RecordedEvent } from '../../kernel/ports/event-store.js';
import { paymentEvents, recordEvents } from '../payments/contract.js';
import { payoutEvents } from '../payouts/contract.js';
import { StatementReconciled } from '../reconciliation/contract.js';
import { refundEvents } from '../refunds/contract.js';
import { settlementEvents } from '../settlements/contract.js';
import { adjustmentEvents } from './adjustment.events.js';
import {
  DayCut,
  EntryPosted,
  FailureCounted,
  journalEvents,
  type JournalEvent,
  type Source,
} from './journal.events.js';
import { dayAfter, kigaliDayOf } from './kigali.rule.js';
import {
  ledgerEvents,
  MissingBooks,
  subjectOf,
  take,
  unbalancedIn,
  type Books,
  type LedgerEvent,
  type Posting,
  type Subject,
} from './postings.rule.js';

/** What of the journal's documents tells whether an event was taken in: how far they are read, and which of these entries they hold. */
export interface KnownEntries {
  of(entryIds: readonly string[], upTo: Position): Promise<ReadonlySet<string>>;
}

/**
 * The journal: one stream, to which entries are appended in the order of the log. Every append names the revision of the entry before, so two
 * instances never post one event twice, and a day that is cut gets no entry more. Each entry names the furthest event that was taken in, which is
 * how the next holder knows where to go on, on whatever store the log lies.
 */
export class Journal {
  readonly #journal = new EventCodec<JournalEvent>(journalEvents);
  readonly #codec = new EventCodec<LedgerEvent>([
    ...paymentEvents,
    ...recordEvents,
    ...refundEvents,
    ...payoutEvents,
    ...adjustmentEvents,
    StatementReconciled,
    ...settlementEvents,
  ]);
  /** The books that were needed lately; the others are read from their streams. */
  readonly #books = atMost<Kept>(booksKept);
  readonly #paymentsOfRefunds = atMost<string>(booksKept);
  #tail: Tail | null = null;
  /** The last event that was given to this instance. */
  #seen: Position = beginning;
  #firstDay: string | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly kernel: Kernel,
    private readonly known: KnownEntries,
  ) {}

  /** Posts what these events lead to. They come in the order of the log, and may come again. */
  post(events: readonly Recorded<LedgerEvent>[]): Promise<void> {
    return this.#alone(() => this.#post(events));
  }

  /** Posts everything that is in the log now. What cannot be read is left to the policy, which tells of it. */
  catchUp(): Promise<void> {
    return this.#alone(async () => {
      const { store } = this.kernel;
      const head = await store.head();
      for (let at = (await this.#readTail()).reached; at < head;) {
        const { events, position } = await store.readAll(at, mostAtOnce, { types: followedTypes });
        await this.#post(events.flatMap((event) => this.#readable(event)));
        if (position === at) return;
        at = position;
      }
    });
  }

  /**
   * Ends a day: nothing is posted for it any more. `mayCut` sees the last day that was cut and throws where the day may not be. Returns the position
   * of the cut: whoever has read up to there has all of the day.
   */
  cut(day: string, mayCut: (cutThrough: string | null) => void, at: Instant, by: Origin): Promise<Position> {
    return this.#alone(async () => {
      for (;;) {
        const { revision, furthest, cutThrough } = await this.#readTail();
        mayCut(cutThrough);
        const appended = await this.#append(revision, [{ event: DayCut({ day, furthest, at }), by }]);
        this.#tail = null;
        if (appended !== null) return appended.position;
      }
    });
  }

  /** The last day that was cut, and where the journal ends. */
  async end(): Promise<{ readonly cutThrough: string | null; readonly position: Position }> {
    return this.#readTail();
  }

  /** The Kigali day of the first event of the log; null for an empty log. */
  async firstDay(): Promise<string | null> {
    if (this.#firstDay === null) {
      const first = await firstAfter(this.kernel.store, beginning);
      this.#firstDay = first === null ? null : kigaliDayOf(first.metadata.at);
    }
    return this.#firstDay;
  }

  async #post(events: readonly Recorded<LedgerEvent>[]): Promise<void> {
    try {
      while (!(await this.#postOnce(events)));
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  /** False where another has written to the journal meanwhile. */
  async #postOnce(events: readonly Recorded<LedgerEvent>[]): Promise<boolean> {
    if (this.#tail === null || !(await this.#isNext(events[0]))) this.#books.clear();
    const tail = (this.#tail ??= await this.#readTail());
    const changed = new Map<string, Kept>();
    const drafts: Draft[] = [];
    const toTake = new Set(await this.#notTakenIn(tail, events));
    for (const event of events) {
      if (toTake.has(event)) {
        const posting = await this.#take(event, changed);
        if (posting !== null) drafts.push({ event, posting });
      } else {
        // Posted before, so the books in memory lack it.
        const key = keyOf(await this.#holderOf(event));
        changed.delete(key);
        this.#books.delete(key);
      }
    }
    if (drafts.length > 0 && !(await this.#write(tail, drafts))) {
      this.#forget();
      return false;
    }
    for (const [key, kept] of changed) this.#books.set(key, kept);
    this.#seen = events.at(-1)?.position ?? this.#seen;
    return true;
  }

  /**
   * Whether an event is the next one of the log after those that were seen here. Otherwise another instance has taken in what lies between, and the
   * books in memory lack it, also where nothing was posted for it.
   */
  async #isNext(event: Recorded<LedgerEvent> | undefined): Promise<boolean> {
    if (event === undefined) return true;
    const { events } = await this.kernel.store.readAll(this.#seen, 1, { types: followedTypes });
    return events[0]?.position === event.position;
  }

  async #write(tail: Tail, drafts: readonly Draft[]): Promise<boolean> {
    let { reached, furthest } = tail;
    const events: { event: JournalEvent; by: Origin }[] = [];
    for (const { event, posting } of drafts) {
      const isNext = event.position > reached;
      const place = {
        cutThrough: tail.cutThrough,
        firstDay: (await this.firstDay())!,
        furthest: isNext ? null : furthest,
      };
      events.push({ event: journalEventOf(event, posting, place), by: causedBy(policyName, event) });
      if (isNext) {
        reached = event.position;
        furthest = { stream: event.stream, revision: event.revision };
      }
    }
    this.#tail = null;
    const appended = await this.#append(tail.revision, events);
    if (appended === null) return false;
    const recent = [...tail.recent, ...drafts.map(({ event }) => event.id)].slice(-recentKept);
    this.#tail = { ...tail, ...appended, reached, furthest, recent: new Set(recent) };
    return true;
  }

  async #append(revision: ExpectedRevision, events: readonly { readonly event: JournalEvent; readonly by: Origin }[]) {
    const { store, newId, clock } = this.kernel;
    const written = events.map(({ event, by }) => this.#journal.write(event, newId(), by, clock));
    try {
      return await store.append(journalStream, revision, written);
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      return null;
    }
  }

  /**
   * An event behind the furthest one was posted, leads to nothing, or was passed over because it could not be read. The last entries are
   * remembered; of the others the documents tell.
   */
  async #notTakenIn(tail: Tail, events: readonly Recorded<LedgerEvent>[]): Promise<readonly Recorded<LedgerEvent>[]> {
    const behind = events.filter(({ id, position }) => position <= tail.reached && !tail.recent.has(id));
    const posted =
      behind.length === 0
        ? new Set<string>()
        : await this.known.of(
            behind.map(({ id }) => entryIdOf(id)),
            tail.position,
          );
    return events.filter(
      ({ id, position }) => position > tail.reached || (!tail.recent.has(id) && !posted.has(entryIdOf(id))),
    );
  }

  async #take(event: Recorded<LedgerEvent>, changed: Map<string, Kept>): Promise<Posting | null> {
    const subject = await this.#holderOf(event);
    const key = keyOf(subject);
    const kept = changed.get(key) ?? this.#books.get(key);
    const before = kept !== undefined && kept.upTo < event.position ? kept.books : null;
    const taken = (await takeFrom(before, event)) ?? (await takeFrom(await this.#read(subject, event.position), event));
    if (taken === null)
      throw new Error(`${event.stream}@${event.revision} (${event.type}) has no beginning in the log`);
    changed.set(key, { books: taken.books, upTo: event.position });
    return taken.posting;
  }

  /** The books of a refund are in those of its payment. */
  async #holderOf(event: LedgerEvent): Promise<Subject> {
    const subject = subjectOf(event);
    if (subject.of !== 'refund') return subject;
    const known = this.#paymentsOfRefunds.get(subject.id);
    if (known !== undefined) return { of: 'payment', id: known };
    const [first] = await this.kernel.store.readStream(`refund-${subject.id}`, { limit: 1 });
    const { data } = this.#codec.read(first!);
    if (!('paymentId' in data) || data.paymentId === null)
      throw new Error(`The stream of refund ${subject.id} does not begin with its payment`);
    this.#paymentsOfRefunds.set(subject.id, data.paymentId);
    return { of: 'payment', id: data.paymentId };
  }

  /** The books of a subject as they were before a position. */
  async #read({ of, id }: Subject, before: Position): Promise<Books | null> {
    if (of === 'statement' || of === 'settlement') return null;
    if (of === 'payout') return folded(await this.#events(`payout-${id}`, before));
    if (of === 'adjustment') return folded(await this.#events(`ledger-adjustment-${id}`, before));
    const own = await this.#events(`payment-${id}`, before);
    const created = own.find(({ type }) => type === 'PaymentCreated');
    if (created?.type !== 'PaymentCreated') return null;
    const refunds = own.flatMap((event) => (event.type === 'RefundReserved' ? [event.data.refundId] : []));
    const others = await Promise.all([
      this.#events(`record-${created.data.recordKey}`, before),
      ...[...new Set(refunds)].map((refundId) => this.#events(`refund-${refundId}`, before)),
    ]);
    // A record's stream tells of its other payments too.
    const ofPayment = others.flat().filter((event) => !('paymentId' in event.data) || event.data.paymentId === id);
    return folded([...own, ...ofPayment].sort((one, other) => (one.position < other.position ? -1 : 1)));
  }

  async #events(stream: string, before: Position): Promise<Recorded<LedgerEvent>[]> {
    const stored = await this.kernel.store.readStream(stream);
    return stored
      .filter(({ position, type }) => position < before && readTypes.includes(type))
      .map((event) => this.#codec.read(event));
  }

  #readable(event: RecordedEvent): readonly Recorded<LedgerEvent>[] {
    try {
      return [this.#codec.read(event)];
    } catch {
      return [];
    }
  }

  async #readTail(): Promise<Tail> {
    const { store } = this.kernel;
    const stored = await store.readStream(journalStream, { direction: 'backwards', limit: recentKept });
    const newest = stored.map((event) => this.#journal.read(event));
    const [last] = newest;
    if (last === undefined) return emptyTail;
    const { data } = last;
    const own = 'source' in data ? { stream: data.source.stream, revision: data.source.revision } : null;
    const furthest = data.furthest ?? own;
    const [event] =
      furthest === null ? [] : await store.readStream(furthest.stream, { from: furthest.revision, limit: 1 });
    return {
      revision: last.revision,
      position: last.position,
      reached: event?.position ?? beginning,
      furthest,
      cutThrough: 'source' in data ? data.closedThrough : data.day,
      recent: new Set(newest.flatMap(({ data }) => ('source' in data ? [data.source.eventId] : []))),
    };
  }

  #forget(): void {
    this.#tail = null;
    this.#books.clear();
  }

  /** One after the other: the policy and a day that is being closed share the end of the journal. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}

export const policyName = 'post-to-ledger';
export const journalStream = 'ledger-journal';
/** One entry at most follows from one event. */
export const entryIdOf = (eventId: string): string => `ent_${eventId.replaceAll('-', '')}`;

/** The day for which something is posted: its own, or the first that is open where that is closed or before all days. */
export const dayFor = (own: string, firstDay: string, cutThrough: string | null): string =>
  [own, firstDay, cutThrough === null ? '' : dayAfter(cutThrough)].reduce((one, other) => (one > other ? one : other));

function journalEventOf(
  event: Recorded<LedgerEvent>,
  { source, paymentId, refundId, payoutId, description, lines, tally }: Posting,
  { cutThrough, firstDay, furthest }: { cutThrough: string | null; firstDay: string; furthest: Tail['furthest'] },
): JournalEvent {
  const { at } = event.data;
  const forDay = kigaliDayOf(at);
  const from: Source = { ...source, eventId: event.id, stream: event.stream, revision: event.revision };
  const place = {
    source: from,
    day: dayFor(forDay, firstDay, cutThrough),
    forDay,
    closedThrough: cutThrough,
    furthest,
    at,
  };
  if (lines.length === 0) return FailureCounted({ ...place, amount: tally!.amount });
  const wrong = unbalancedIn(lines);
  if (wrong.length > 0)
    throw new Error(`${event.stream}@${event.revision} (${event.type}) would not balance in ${wrong.join(', ')}`);
  return EntryPosted({
    ...place,
    entryId: entryIdOf(event.id),
    description,
    paymentId,
    refundId,
    payoutId,
    tally,
    lines: [...lines],
  });
}

async function takeFrom(books: Books | null, event: LedgerEvent) {
  try {
    return take(books, event);
  } catch (error) {
    if (error instanceof MissingBooks) return null;
    throw error;
  }
}

const keyOf = ({ of, id }: Subject): string => `${of} ${id}`;

const folded = (events: readonly LedgerEvent[]): Books | null =>
  events.reduce<Books | null>((books, event) => take(books, event)?.books ?? books, null);

interface Draft {
  readonly event: Recorded<LedgerEvent>;
  readonly posting: Posting;
}

interface Kept {
  readonly books: Books;
  /** The last event that they hold. */
  readonly upTo: Position;
}

interface Tail {
  readonly revision: ExpectedRevision;
  readonly position: Position;
  /** The furthest event of the log that was taken in, and where it stands. */
  readonly furthest: { readonly stream: string; readonly revision: number } | null;
  readonly reached: Position;
  readonly cutThrough: string | null;
  /** The events of the newest entries: those that come again after a crash. */
  readonly recent: ReadonlySet<string>;
}

const emptyTail: Tail = {
  revision: 'no-stream',
  position: beginning,
  furthest: null,
  reached: beginning,
  cutThrough: null,
  recent: new Set(),
};

/** What the books are read from. A reservation names the refund's stream. */
const readTypes: readonly string[] = [...ledgerEvents.map(({ type }) => type), 'RefundReserved'];
const followedTypes: readonly string[] = ledgerEvents.map(({ type }) => type);
const booksKept = 5_000;
const recentKept = 256;
const mostAtOnce = 500;
