import { epochMs, instant, type Clock } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { keyOf, type Movement } from '../../kernel/domain/movement.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import type { Document, DocumentStore, Page, Query } from '../../kernel/ports/document-store.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore, RecordedEvent } from '../../kernel/ports/event-store.js';
import { VolatileReader } from '../../kernel/following/volatile-reader.js';
import { positionBefore } from '../../kernel/following/position-before.js';
import type { LeasedProcess } from '../../kernel/following/followers.js';
import type { KnownMovement, MovementNews, MovementPort } from './movement.port.js';
import type { Checked, Movements } from './movements.js';
import { nextStep, type Patience, type SilentAttempt } from './next-step.js';
import { Timetable } from './timetable.js';

/**
 * Acts on time: checks the status of silent movements, also after a person has decided them, stops waiting for expired movements,
 * and finishes the work of a process that died. It keeps a timetable of every movement that the provider is asked about, filled from the
 * documents at its start and from the log after that.
 */
export class ChaseSilentMovements implements LeasedProcess {
  readonly name = 'chase-silent-movements';
  readonly #silent = new Map<string, Silent>();
  #timetable = new Timetable();
  /** The keys of the movements that are being asked about. */
  readonly #asking = new Set<string>();
  /** Null while another instance has the lease. */
  #reader: VolatileReader | null = null;
  #ticking: Promise<void> | null = null;
  /** Before, most movements that began have ended further on in the log. */
  #isCaughtUp = false;
  /** While the documents lack movements: when they have been read up to here, they lack none. */
  #incompleteUntil: Position | null = null;
  #lastRun = 0;
  /** When movements were last given up, or left out at the start. A clock that is set back before this time did so too early. */
  #gaveUpAt = 0;
  /** Movements with an event whose meaning depends on their state, so they are read again. */
  readonly #toReload = new Map<string, Movement>();

  constructor(
    private readonly movements: Movements,
    private readonly events: EventStore,
    private readonly documents: DocumentStore,
    private readonly patience: Patience,
    private readonly clock: Clock,
    private readonly newId: () => string,
  ) {}

  /** How many movements have no final answer, and how many of them are being asked about. */
  get load(): { readonly silent: number; readonly asking: number } {
    return { silent: this.#silent.size, asking: this.#asking.size };
  }

  /**
   * Reads the documents and then the log from their checkpoint. Documents that were lost, or are far behind, say nothing of the movements that
   * are asked about now: then the log is read from where the oldest of these can stand, and the documents once they are complete.
   */
  async start(): Promise<void> {
    // Read before the documents, which are at least as new; events that they already include are read once more and change nothing.
    const from = await this.#earliest();
    const oldest = await positionBefore(this.events, this.clock.now() - this.#longestMs);
    const head = await this.events.head();
    this.#incompleteUntil = from < oldest ? head : null;
    const shown: KnownMovement[] = [];
    if (this.#incompleteUntil === null)
      for (const port of this.movements.ports) shown.push(...(await this.#shown(port)));
    await this.#stopReading();
    this.#silent.clear();
    this.#timetable = new Timetable();
    this.#gaveUpAt = this.clock.now();
    for (const movement of shown) this.#remember(movement);
    const codec = new EventCodec(this.movements.events);
    this.#isCaughtUp = false;
    this.#reader = new VolatileReader(this.events, this.clock, { types: codec.types }, ({ events, position }) => {
      for (const event of events) this.#hear(codec, event);
      if (position >= head) this.#isCaughtUp = true;
    });
    if (from >= head) this.#isCaughtUp = true;
    await this.#reader.start(from < oldest ? oldest : from);
  }

  /** No movement is asked about for longer after it began. */
  get #longestMs(): number {
    return Math.max(this.patience.giveUpAfterMs, longestExpiryMs);
  }

  /** The position up to which the documents of every kind have been read. */
  async #earliest(): Promise<Position> {
    const { ports } = this.movements;
    const checkpoints = await Promise.all(ports.map(({ collection }) => this.documents.checkpoint(collection.name)));
    const positions = checkpoints.map((checkpoint) => checkpoint ?? beginning);
    return positions.reduce((least, position) => (position < least ? position : least), positions[0] ?? beginning);
  }

  async stop(): Promise<void> {
    await this.#ticking;
    await this.#stopReading();
  }

  async #stopReading(): Promise<void> {
    const reader = this.#reader;
    this.#reader = null;
    await reader?.stop();
  }

  /**
   * Page by page: movements that may still be asked about, and those that are not uncertain yet, which may be older where no gateway ran for
   * long. Movements that were given up long ago are not read again at every start.
   */
  async #shown(port: MovementPort): Promise<readonly KnownMovement[]> {
    const askedSince = { gte: instant(this.clock.now() - this.#longestMs) };
    const shown = await this.#shownWhere(port, { askedSince }, 'askedSince');
    for (const status of port.openStatuses) shown.push(...(await this.#shownWhere(port, { status }, 'createdAt')));
    return shown;
  }

  async #shownWhere(port: MovementPort, where: NonNullable<Query['where']>, field: string) {
    const shown: KnownMovement[] = [];
    let cursor: string | null = null;
    do {
      const sort = { field, direction: 'ascending' } as const;
      const page: Page<Document> = await this.documents.query(port.collection, { where, sort, limit: 1_000, cursor });
      for (const document of page.documents) shown.push(...port.shownIn(document));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return shown;
  }

  /** One run, and never two at a time. Without the lease it does nothing. */
  tick(): Promise<void> {
    if (this.#reader === null) return Promise.resolve();
    this.#ticking ??= this.#run().finally(() => {
      this.#ticking = null;
    });
    return this.#ticking;
  }

  async #run(): Promise<void> {
    const by = this.#origin();
    const now = this.clock.now();
    // After the clock was set back, every due time would be too far in the future.
    if (now < this.#lastRun) for (const silent of this.#silent.values()) this.#put(silent);
    this.#lastRun = now;
    if (now < this.#gaveUpAt || (await this.#isComplete())) await this.start().catch(() => undefined);
    await this.#reload();
    await this.#finishAbandoned(by);
    const due = this.#isCaughtUp ? this.#timetable.takeDue(now) : [];
    // A movement's failure does not stop the others, and a slow answer does not delay the run: the check runs concurrently.
    for (const key of due) if (!this.#asking.has(key)) await this.#step(key, by);
  }

  /** Whether the documents were incomplete at the start and are complete by now. */
  async #isComplete(): Promise<boolean> {
    if (this.#incompleteUntil === null) return false;
    const earliest = await this.#earliest().catch(() => beginning);
    return earliest >= this.#incompleteUntil;
  }

  async #step(key: string, by: Origin): Promise<void> {
    const silent = this.#silent.get(key);
    if (silent === undefined) return;
    const step = nextStep(silent, this.patience, this.clock.now());
    switch (step.is) {
      case 'give-up':
        this.#silent.delete(key);
        this.#gaveUpAt = this.clock.now();
        return;
      case 'wait':
        this.#timetable.put(key, step.until);
        return;
      case 'ask':
        this.#asking.add(key);
        void this.#ask(silent, by);
        return;
      case 'stop-waiting':
        try {
          const uncertain = await this.movements.portOf(silent.movement.kind).stopWaiting(silent.movement, by);
          this.#remembered(silent.movement, { uncertain });
        } catch {
          this.#timetable.put(key, this.clock.now() + retryMs);
        }
        return;
    }
  }

  async #ask({ movement }: Silent, by: Origin): Promise<void> {
    let checked: Checked = 'done';
    try {
      checked = await this.movements.check(movement, 2, by);
    } catch {
      // The store is unavailable, which health shows; the timetable retries the movement.
    }
    const key = keyOf(movement);
    this.#asking.delete(key);
    // A check that never left does not count: otherwise one check of the schedule, and perhaps the submission after it, would be lost.
    if (checked === 'not-asked' && this.#silent.has(key)) this.#timetable.put(key, this.clock.now() + unsentRetryMs);
    else this.#remembered(movement, { askedAt: this.clock.now() });
  }

  async #reload(): Promise<void> {
    for (const [key, { kind, id }] of this.#toReload) {
      try {
        const movements = await this.movements.portOf(kind).find(id);
        this.#toReload.delete(key);
        for (const movement of movements) this.#remember(movement);
      } catch {
        // The store is unavailable: the next run retries.
      }
    }
  }

  async #finishAbandoned(by: Origin): Promise<void> {
    for (const port of this.movements.ports) {
      try {
        await port.finishAbandoned(by);
      } catch {
        // Without documents they cannot be found; movements are still asked about, and the next run retries.
      }
    }
  }

  #hear(codec: EventCodec, event: RecordedEvent): void {
    let news: MovementNews | null;
    try {
      news = this.movements.newsOf(codec.read(event));
    } catch {
      // Views record the skipped event, and health shows it; later movements are still asked about.
      return;
    }
    if (news !== null) this.#learn(news);
  }

  #learn(news: MovementNews): void {
    const { movement } = news;
    switch (news.is) {
      case 'began': {
        const before = news.insteadOf && this.#silent.get(keyOf(news.insteadOf));
        if (news.insteadOf !== undefined) this.#silent.delete(keyOf(news.insteadOf));
        if (news.expiresAt === null && before === undefined) {
          this.#toReload.set(keyOf(movement), movement);
          return;
        }
        this.#put({
          movement,
          beganAt: epochMs(news.beganAt),
          firstCheckAt: this.movements.firstCheckAt(news.provider, news.beganAt),
          expiresAt: news.expiresAt === null ? before!.expiresAt : epochMs(news.expiresAt),
          uncertain: false,
          askedAt: null,
        });
        return;
      }
      case 'submitted':
        return;
      case 'uncertain':
        this.#remembered(movement, { uncertain: true });
        return;
      case 'settled':
        this.#silent.delete(keyOf(movement));
        return;
      case 'decided':
        // A movement that a person decided is still asked about.
        this.#toReload.set(keyOf(movement), movement);
        return;
    }
  }

  #remember({ kind, id, attempt, provider, status, isAskedAbout, beganAt, expiresAt }: KnownMovement): void {
    const movement = { kind, id, attempt };
    const key = keyOf(movement);
    if (!isAskedAbout) {
      this.#silent.delete(key);
      return;
    }
    this.#put({
      movement,
      beganAt: epochMs(beganAt),
      firstCheckAt: this.movements.firstCheckAt(provider, beganAt),
      expiresAt: epochMs(expiresAt),
      // A movement that is over and still asked about was decided by a person.
      uncertain: status === 'uncertain' || status === 'over',
      askedAt: this.#silent.get(key)?.askedAt ?? null,
    });
  }

  #remembered(movement: Movement, news: Partial<SilentAttempt>): void {
    const silent = this.#silent.get(keyOf(movement));
    if (silent !== undefined) this.#put({ ...silent, ...news });
  }

  #put(silent: Silent): void {
    const key = keyOf(silent.movement);
    this.#silent.set(key, silent);
    const step = nextStep(silent, this.patience, this.clock.now());
    this.#timetable.put(key, step.is === 'wait' ? step.until : this.clock.now());
  }

  #origin(): Origin {
    return { actor: { kind: 'saga', id: this.name, name: this.name }, correlationId: this.newId(), causationId: null };
  }
}

interface Silent extends SilentAttempt {
  readonly movement: Movement;
}

/** The longest time that any kind may be given, see `expiresInSeconds` and `REFUND_EXPIRY_SECONDS`. */
const longestExpiryMs = 86_400_000;
const retryMs = 1_000;
/** The longest time before an open circuit is tried again. */
const unsentRetryMs = 10_000;
