import { createHash } from 'node:crypto';
import type { Clock } from '../domain/clock.js';
import type { DomainEvent, Recorded } from '../domain/events.js';
import { beginning, type Position } from '../domain/position.js';
import { EventCodec } from '../handling/event-codec.js';
import type { Collection, Document, DocumentStore, Stored } from '../ports/document-store.js';
import type { EventStore, ReadStream, RecordedEvent } from '../ports/event-store.js';
import { SkippedEvents } from './skipped-events.js';
import { historiesFor } from './stream-history.js';
import { applyTo, idsOf, type View, type WholeLogView } from './view.js';
import { ViewRunner } from './view-runner.js';

/** The documents of a live view, read and never changed. They may grow while they are read. */
export interface KeptDocuments {
  checkpoint(reader: string): Promise<Position | null>;
  get<D extends Document>(collection: Collection<D>, ids: readonly string[]): Promise<ReadonlyMap<string, Stored<D>>>;
  /** All of them, by their ids, page by page. */
  pages<D extends Document>(collection: Collection<D>): AsyncIterable<ReadonlyMap<string, Stored<D>>>;
}

export interface Difference {
  readonly id: string;
  readonly what: 'changed' | 'missing' | 'unexpected';
  /** The path of the first field that differs; null where the whole document is missing or unexpected. */
  readonly field: string | null;
  /** What stands there, and what a rebuild makes of the log. Undefined: nothing. */
  readonly kept: unknown;
  readonly rebuilt: unknown;
}

export interface Comparison {
  readonly collection: string;
  /** Where in the log both were compared: as far as the live view had come. */
  readonly position: Position;
  /** Where the log ended. A gateway that runs takes its views there. */
  readonly head: Position;
  readonly equal: boolean;
  /** How many documents the rebuilt view has at the position. */
  readonly documents: number;
  /** How many live documents had read on meanwhile. Each was compared with the log where it had come to. */
  readonly movedOn: number;
  /** How many events the rebuild could not take in. */
  readonly skipped: number;
  readonly checksum: { readonly kept: string; readonly rebuilt: string };
  readonly differing: number;
  /** The first of them. */
  readonly differences: readonly Difference[];
}

export interface RebuildParts {
  readonly log: Pick<EventStore, 'readAll' | 'readStream' | 'head'>;
  readonly kept: KeptDocuments;
  /** An empty store beside the live one. It is filled and not cleared. */
  readonly beside: DocumentStore;
  readonly clock: Clock;
  readonly progress?: (what: 'rebuilding' | 'comparing', count: number, part: number | null) => void;
}

export type AnyView = View<Document, DomainEvent> | WholeLogView<Document>;

/**
 * Fills a view anew beside the live one and compares them at one position of the log. It rests on this: a document remembers the position of
 * the last event that changed it, and is a function of the log up to there. So a live document that stands at a position up to which the live
 * view has read everything must be the rebuilt one; and one that has read on meanwhile must be what the log makes of it at its own position.
 */
export async function compareWithRebuilt(view: AnyView, parts: RebuildParts): Promise<Comparison> {
  const { kept, beside, progress } = parts;
  const { collection } = view;
  // A view that nothing has come for has no checkpoint yet, and no document.
  const first = (await kept.checkpoint(collection.name)) ?? beginning;
  const skipped = new SkippedEvents(beside);
  await skipped.declare();
  await beside.declare(collection);
  if (first > beginning) await fill(view, first, skipped, parts);
  // What came while the long part ran is soon read; the live view has not gone far since.
  const position = (await kept.checkpoint(collection.name)) ?? first;
  if (position < first)
    throw new Error(`${collection.name} is being filled anew: wait until it is, then compare again`);
  if (position > first) await fill(view, position, skipped, parts);

  const comparing = new Comparing(collection.name);
  for await (const page of kept.pages(collection)) {
    const rebuilt = await beside.get(collection, [...page.keys()]);
    for (const [id, live] of page) comparing.take(id, live, rebuilt.get(id), position);
    progress?.('comparing', comparing.met.size, null);
  }
  const documents = await comparing.addRebuilt(collection, parts, position);
  await comparing.followLater(view, parts, position);
  return comparing.told({ position, head: await parts.log.head(), documents, skipped: await skipped.count() });
}

/** Fills the view from where it was left up to a position, and no further. */
async function fill(
  view: AnyView,
  until: Position,
  skipped: SkippedEvents,
  { log, beside, clock, progress }: RebuildParts,
): Promise<void> {
  if ((await log.head()) < until)
    throw new Error(
      `${view.collection.name} has read position ${until}, and the log ends before it: see \`ishyura doctor\``,
    );
  const upTo = new LogUpTo(log, until, (count, part) => progress?.('rebuilding', count, part));
  const runner = new ViewRunner(view, upTo, beside, skipped, clock);
  await runner.start(null);
  const done = new AbortController();
  try {
    const reached = runner.reached(until);
    for (let waits = 0; runner.position < until;) {
      await Promise.race([reached, clock.sleep(lookEveryMs, done.signal)]);
      // It tries again for ever by itself; a command does not.
      waits = runner.fault === null ? 0 : waits + 1;
      if (waits >= mostFaults) throw new Error(`${view.collection.name} cannot be rebuilt: ${runner.fault}`);
    }
  } finally {
    done.abort();
    await runner.stop();
  }
}

const lookEveryMs = 500;
const mostFaults = 20;

/** The log as if it ended at a position. */
class LogUpTo implements Pick<EventStore, 'subscribe' | 'readStream'> {
  #events = 0;

  constructor(
    private readonly log: Pick<EventStore, 'readAll' | 'readStream'>,
    private readonly until: Position,
    private readonly progress: (events: number, part: number) => void,
  ) {}

  /** Asked for what was before an event, which is before the end. */
  readStream(stream: string, options?: ReadStream): Promise<readonly RecordedEvent[]> {
    return this.log.readStream(stream, options);
  }

  async *subscribe(after: Position, filter: Parameters<EventStore['readAll']>[2], signal: AbortSignal) {
    for (let position = after; position < this.until && !signal.aborted;) {
      const batch = await this.log.readAll(position, eventsInARead, filter);
      if (batch.position === position) throw new Error('the log ends before what was read of it');
      position = batch.position < this.until ? batch.position : this.until;
      this.#events += batch.events.length;
      this.progress(this.#events, Number(position) / Number(this.until));
      yield { events: batch.events.filter((event) => event.position <= this.until), position };
    }
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  }
}

const eventsInARead = 500;

class Comparing {
  readonly met = new Set<string>();
  /** Documents that had read on when they were met: how they were then. */
  readonly #later = new Map<string, Stored<Document>>();
  /** Documents of the rebuilt view that the live one did not have when it was looked. */
  readonly #gone = new Map<string, Stored<Document>>();
  #keptSum = 0n;
  #rebuiltSum = 0n;
  #movedOn = 0;
  #differing = 0;
  readonly #differences: Difference[] = [];

  constructor(private readonly collection: string) {}

  take(id: string, live: Stored<Document>, made: Stored<Document> | undefined, position: Position): void {
    this.met.add(id);
    if (live.position > position) this.#later.set(id, live);
    else this.#compare(id, live, made);
  }

  /** Both as they are at one position of the log. */
  #compare(id: string, live: Stored<Document>, made: Stored<Document> | undefined): boolean {
    this.#keptSum += sumOf(id, live);
    if (made === undefined)
      return this.#differ({ id, what: 'unexpected', field: null, kept: live.document, rebuilt: undefined });
    const difference = firstDifference(live.document, made.document, '') ?? ofPositions(live, made);
    return difference === null || this.#differ({ id, what: 'changed', ...difference });
  }

  /** Sums up the rebuilt view, and finds what the live one lacks of it. How many documents it has. */
  async addRebuilt(collection: Collection, { beside, kept }: RebuildParts, position: Position): Promise<number> {
    let documents = 0;
    for await (const page of keptIn(beside).pages(collection)) {
      documents += page.size;
      for (const [id, made] of page) this.#rebuiltSum += sumOf(id, made);
      const missed = [...page.keys()].filter((id) => !this.met.has(id));
      if (missed.length === 0) continue;
      const live = await kept.get(collection, missed);
      for (const id of missed) {
        const found = live.get(id);
        if (found === undefined) this.#gone.set(id, page.get(id)!);
        else this.take(id, found, page.get(id), position);
      }
    }
    return documents;
  }

  /**
   * What had read on is compared with what the log makes of it there. What is gone must have been removed since. The checksum of the live
   * documents takes both as they were at the position: how they are now follows from that and from the log.
   */
  async followLater(view: AnyView, { log, beside }: RebuildParts, position: Position): Promise<void> {
    const ids = [...this.#later.keys(), ...this.#gone.keys()];
    if (ids.length === 0) return;
    const atPosition = new Map<string, Stored<Document>>();
    for (let from = 0; from < ids.length; from += idsInARead)
      for (const [id, made] of await beside.get(view.collection, ids.slice(from, from + idsInARead)))
        atPosition.set(id, made);
    const wanted = [...this.#later.values()].reduce(
      (most, live) => (live.position > most ? live.position : most),
      position,
    );
    // Read after the documents were: whatever removed one of them is in the log by now.
    const until = this.#gone.size > 0 ? await log.head() : wanted;
    const made = new Map<string, Stored<Document>>();
    const removed = new Set<string>();
    await grow(view, log, { from: position, until }, new Set(ids), atPosition, (id, stored, at) => {
      if (stored === null) removed.add(id);
      else if (this.#later.get(id)?.position === at) made.set(id, stored);
    });
    for (const [id, live] of this.#later) {
      const isRight = this.#compareLater(id, live, made.get(id));
      if (isRight && atPosition.has(id)) this.#keptSum += sumOf(id, atPosition.get(id)!);
    }
    for (const [id, lacking] of this.#gone) {
      if (removed.has(id)) {
        this.#movedOn += 1;
        this.#keptSum += sumOf(id, lacking);
      } else this.#differ({ id, what: 'missing', field: null, kept: undefined, rebuilt: lacking.document });
    }
  }

  #compareLater(id: string, live: Stored<Document>, made: Stored<Document> | undefined): boolean {
    this.#movedOn += 1;
    if (made === undefined) {
      this.#keptSum += sumOf(id, live);
      return this.#differ({
        id,
        what: 'unexpected',
        field: positionField,
        kept: String(live.position),
        rebuilt: undefined,
      });
    }
    const difference = firstDifference(live.document, made.document, '');
    if (difference === null) return true;
    this.#keptSum += sumOf(id, live);
    return this.#differ({ id, what: 'changed', ...difference });
  }

  #differ(difference: Difference): false {
    this.#differing += 1;
    if (this.#differences.length < mostNamed) this.#differences.push(difference);
    return false;
  }

  told(of: Pick<Comparison, 'position' | 'head' | 'documents' | 'skipped'>): Comparison {
    return {
      collection: this.collection,
      ...of,
      equal: this.#differing === 0 && this.#keptSum % modulus === this.#rebuiltSum % modulus,
      movedOn: this.#movedOn,
      checksum: { kept: textOf(this.#keptSum), rebuilt: textOf(this.#rebuiltSum) },
      differing: this.#differing,
      differences: this.#differences,
    };
  }
}

const idsInARead = 1_000;
const mostNamed = 20;
const positionField = '(position)';

/** Grows these documents on through a part of the log, and tells of each new form and of each removal. */
async function grow(
  view: AnyView,
  log: Pick<EventStore, 'readAll' | 'readStream'>,
  { from, until }: { readonly from: Position; readonly until: Position },
  ids: ReadonlySet<string>,
  before: ReadonlyMap<string, Stored<Document>>,
  tell: (id: string, stored: Stored<Document> | null, at: Position) => void,
): Promise<void> {
  const codec = 'every' in view ? null : new EventCodec<DomainEvent>(view.events);
  const histories = historiesFor<DomainEvent>(view, codec, log);
  const documents = new Map<string, Document | null>([...before].map(([id, { document }]) => [id, document]));
  for (let position = from; position < until;) {
    const batch = await log.readAll(position, eventsInARead, codec === null ? {} : { types: codec.types });
    if (batch.position === position) return;
    position = batch.position;
    for (const stored of batch.events) {
      if (stored.position > until) return;
      const earlier = histories === null ? [] : await histories.earlier(stored);
      const read = (): Recorded<DomainEvent> => {
        const event = codec === null ? (stored as unknown as Recorded<DomainEvent>) : codec.read(stored);
        return histories === null ? event : histories.tell(event, earlier);
      };
      for (const { id, document } of grownBy(view, read, ids, documents)) {
        documents.set(id, document);
        tell(id, document === null ? null : { document, position: stored.position }, stored.position);
      }
    }
  }
}

/** Those of the documents that it changes. What a view cannot take in changes nothing. */
function grownBy(
  view: AnyView,
  read: () => Recorded<DomainEvent>,
  ids: ReadonlySet<string>,
  documents: ReadonlyMap<string, Document | null>,
): readonly { readonly id: string; readonly document: Document | null }[] {
  try {
    const event = read();
    return idsOf<DomainEvent>(view, event)
      .filter((id) => ids.has(id))
      .flatMap((id) => {
        const before = documents.get(id) ?? null;
        const document = applyTo(view, before, event, id);
        return document === before ? [] : [{ id, document }];
      });
  } catch {
    return [];
  }
}

/** Of a store that can also be written. Declares what is read. */
export function keptIn(documents: DocumentStore): KeptDocuments {
  return {
    checkpoint: (reader) => documents.checkpoint(reader),
    get: (collection, ids) => documents.get(collection, ids),
    async *pages(collection) {
      await documents.declare(collection);
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page: Awaited<ReturnType<typeof documents.query>> = await documents.query(collection, {
          limit: idsInARead,
          cursor: cursor ?? null,
        });
        yield documents.get(
          collection,
          page.documents.map(({ id }) => id),
        );
        cursor = page.nextCursor;
      }
    },
  };
}

/** A sum of hashes: it does not hang on the order in which a store lists its documents. */
function sumOf(id: string, { document, position }: Stored<Document>): bigint {
  const text = `${id}\n${position}\n${canonical(document)}`;
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
}
const modulus = 2n ** 256n;
const textOf = (sum: bigint): string => (sum % modulus).toString(16).padStart(64, '0');

/** JSON with its members in order: a store may keep them in another one. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}

type FieldDifference = Pick<Difference, 'field' | 'kept' | 'rebuilt'>;

function firstDifference(kept: unknown, rebuilt: unknown, path: string): FieldDifference | null {
  if (kept === rebuilt) return null;
  if (kept === undefined || rebuilt === undefined) return { field: path, kept, rebuilt };
  if (!isComposite(kept) || !isComposite(rebuilt) || Array.isArray(kept) !== Array.isArray(rebuilt))
    return canonical(kept) === canonical(rebuilt) ? null : { field: path, kept, rebuilt };
  for (const name of [...new Set([...Object.keys(kept), ...Object.keys(rebuilt)])].toSorted()) {
    const inside = path === '' ? name : `${path}.${name}`;
    const difference = firstDifference(kept[name], rebuilt[name], inside);
    if (difference !== null) return difference;
  }
  return null;
}

const isComposite = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const ofPositions = (live: Stored<Document>, made: Stored<Document>): FieldDifference | null =>
  live.position === made.position
    ? null
    : { field: positionField, kept: String(live.position), rebuilt: String(made.position) };
