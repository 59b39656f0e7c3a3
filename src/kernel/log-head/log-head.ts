import type { Clock, Instant } from '../domain/clock.js';
import { beginning, type Position } from '../domain/position.js';
import type { Collection, DocumentStore } from '../ports/document-store.js';
import { VolatileReader } from '../following/volatile-reader.js';
import type { EventStore } from '../ports/event-store.js';

/** The newest event that was seen in the log. An event's id is in no other log, so it tells this one from others. */
export interface Head {
  readonly position: Position;
  readonly eventId: string;
  readonly at: Instant;
}

/** A place outside the log where its head is kept. */
export interface KeptHead {
  readonly name: string;
  read(): Promise<Head | null>;
  keep(head: Head): Promise<void>;
}

/** Something that has seen more of the log, or another event in it, than is there. */
export interface Finding {
  readonly name: string;
  readonly position: Position;
  /** Null where only the position is known. */
  readonly head: Head | null;
  /** False: the log ends before the position. */
  readonly isReached: boolean;
}

/** What the log lacks of all that was seen of it: by the kept heads, and by these readers with their checkpoints. */
export async function missingEvents(
  store: Pick<EventStore, 'at'>,
  keptHeads: readonly Pick<KeptHead, 'name' | 'read'>[],
  documents: Pick<DocumentStore, 'checkpoint'>,
  readers: readonly string[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const kept of keptHeads) {
    const head = await kept.read();
    if (head === null) continue;
    const { isReached, id } = await store.at(head.position);
    if (id !== head.eventId) findings.push({ name: kept.name, position: head.position, head, isReached });
  }
  for (const name of readers) {
    const position = (await documents.checkpoint(name)) ?? beginning;
    const { isReached } = await store.at(position);
    if (!isReached) findings.push({ name, position, head: null, isReached });
  }
  return findings;
}

/** A loss in one sentence for the operator, without its full stop. */
export function lossOf(findings: readonly Finding[], logEndsAt: Position): string {
  const seen = findings.map(({ name, position, head, isReached }) => {
    if (head === null) return `${name} has read up to ${position}`;
    return isReached
      ? `${name} has seen another event at ${position} (${head.at})`
      : `${name} has seen position ${position} (${head.at})`;
  });
  return `the log has lost events, or is another one: it ends at position ${logEndsAt}, but ${seen.join(', ')}`;
}

/**
 * Keeps the head of the log outside it, so that a log that was shortened, emptied or replaced is noticed before anything is appended to it:
 * followers would wait in silence for positions that never come, or pass over new events below them.
 */
export class LogHead {
  readonly #kept: readonly KeptHead[];
  readonly #stopping = new AbortController();
  readonly #reader: VolatileReader;
  #keeping: Promise<void> | null = null;
  #newest: Head | null = null;
  #lastKept: Head | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly documents: DocumentStore,
    /** Beside an embedded log; where the documents are on another server they are enough. */
    file: KeptHead | null,
    private readonly clock: Clock,
  ) {
    this.#kept = [...(file === null ? [] : [file]), new HeadDocument(documents)];
    this.#reader = new VolatileReader(store, clock, {}, ({ events }) => {
      const last = events.at(-1);
      if (last !== undefined) this.#keepSoon({ position: last.position, eventId: last.id, at: last.metadata.at });
    });
  }

  findings(readers: readonly string[]): Promise<readonly Finding[]> {
    return missingEvents(this.store, this.#kept, this.documents, readers);
  }

  /** Throws one sentence when the log lacks events. */
  async refuseLoss(readers: readonly string[]): Promise<void> {
    const findings = await this.findings(readers);
    if (findings.length === 0) return;
    throw new Error(
      `${lossOf(findings, await this.store.head())}. ` +
        'Bring back the newest log; or accept the loss by `ishyura accept-loss` (docs/operations/disaster.md)',
    );
  }

  async start(): Promise<void> {
    await this.documents.declare(logHead);
    const position = await this.store.head();
    await this.#see(position);
    await this.#reader.start(position);
  }

  async stop(): Promise<void> {
    await this.#reader.stop();
    this.#stopping.abort();
    await this.#keeping;
    await this.#keep();
  }

  /** The log is right as it is, whatever was seen of it. */
  async accept(): Promise<void> {
    await this.#see(await this.store.head());
    for (const kept of this.#kept) if (this.#newest !== null) await kept.keep(this.#newest);
  }

  async #see(position: Position): Promise<void> {
    const { id, at } = await this.store.at(position);
    if (id !== null) this.#newest = { position, eventId: id, at };
  }

  /** Off the way of appends, and only when there is something new: at most once a second. */
  #keepSoon(head: Head): void {
    this.#newest = head;
    this.#keeping ??= this.clock
      .sleep(keepEveryMs, this.#stopping.signal)
      .then(() => this.#keep(), ignored)
      .finally(() => {
        this.#keeping = null;
      });
  }

  async #keep(): Promise<void> {
    const head = this.#newest;
    if (head === null || head === this.#lastKept) return;
    // A head that could not be kept is older than it might be, and finds less.
    for (const kept of this.#kept) await kept.keep(head).catch(ignored);
    this.#lastKept = head;
  }
}

const keepEveryMs = 1_000;
const ignored = () => undefined;

/** The id of the one document of its collection. */
export const headId = 'log';

export interface StoredHead {
  readonly id: typeof headId;
  readonly position: string;
  readonly eventId: string;
  readonly at: Instant;
}

export const logHead: Collection<StoredHead> = { name: 'log-head.v1', indexes: [] };

export const headOf = (stored: StoredHead | undefined): Head | null =>
  stored === undefined ? null : { ...stored, position: BigInt(stored.position) };

/** Among the documents, which are files or servers of their own. */
class HeadDocument implements KeptHead {
  readonly name = logHead.name;

  constructor(private readonly documents: DocumentStore) {}

  async read(): Promise<Head | null> {
    await this.documents.declare(logHead);
    return headOf((await this.documents.get(logHead, [headId])).get(headId)?.document);
  }

  async keep({ position, eventId, at }: Head): Promise<void> {
    const document = { id: headId, position: String(position), eventId, at } as const;
    await this.documents.write(logHead, [{ id: headId, document, position }]);
  }
}
