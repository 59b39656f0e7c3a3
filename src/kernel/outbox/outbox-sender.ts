import { epochMs, instant, type Instant } from '../domain/clock.js';
import type { AnyEventDefinition, Recorded } from '../domain/events.js';
import { beginning } from '../domain/position.js';
import type { LeasedProcess } from '../following/followers.js';
import { StoppableRun } from '../following/stoppable-run.js';
import { EventCodec } from '../handling/event-codec.js';
import type { Kernel } from '../handling/handle.js';
import { CheckpointClaimed, type ClaimedCheckpoint } from '../ports/event-store.js';
import type { Outbox, Recovery } from './outbox.js';
import { sortable, type Queued } from './queued.js';

/** One receiver, to which a few calls are made at once. */
export interface Lane {
  readonly id: string;
}

/** What came of one try, and how it is noted. */
export interface Tried<D extends Queued> {
  readonly made: D['tries'][number];
  after(queued: D, now: number): D;
  /** What else is concluded, once the try is on record. It may be asked again. */
  learn?(now: number): Promise<void>;
}

/** What an outbox sends, and how. */
export interface Carrier<D extends Queued, L extends Lane, R extends Recovery> {
  /** The lease and the mark in the log are kept under it. */
  readonly name: string;
  /** The ordered policy that queues. */
  readonly queuePolicy: string;
  readonly outbox: Outbox<D, R>;
  readonly callsAtOnce: number;
  /** How long is kept what was settled. */
  readonly keptMs: number;
  /** Null: there is nobody to send to. */
  lanes(): Promise<readonly L[] | null>;
  /** What is sent in the turn of this one, which is due; null: it waits. */
  choose(lane: L, due: D, now: Instant): Promise<D | null>;
  /** Null: the turn has ended, and nothing is noted. */
  send(lane: L, queued: D, startedAt: number, signal: AbortSignal): Promise<Tried<D> | null>;
  /** The events that queue something. */
  readonly told: readonly AnyEventDefinition[];
  /** Queues what these ask for and is missing. */
  queueAgain(events: readonly Recorded[], recovery: R): Promise<unknown>;
  /** The recovery of all that the log asks for since, where the documents were lost. */
  lostSince(recovery: Recovery): R;
  close(): Promise<void>;
}

/**
 * Sends what is due, on the one instance that has the turn. Each lane has few calls at once, so a slow one delays no other. A try is put on
 * record after its call: a crash in between repeats the call.
 */
export class OutboxSender<D extends Queued, L extends Lane, R extends Recovery> implements LeasedProcess {
  readonly #running = new StoppableRun();
  /** The calls that are being made, and those that have ended and are being noted, by lane and by what is sent. */
  readonly #lanes = new Map<string, Map<string, Call>>();
  /** What was found to be due in each lane and had no room yet. It is read again before it is sent. */
  readonly #pages = new Map<string, { readonly at: number; readonly due: readonly D[] }>();
  #mayRecover = true;
  #recoveriesAt = 0;
  #wake = new AbortController();
  #claim: ClaimedCheckpoint | null = null;
  #kept = sortable(beginning);
  /** Something was queued or settled since the mark was kept. */
  #isUnkept = true;
  #keptAt = 0;
  #sweptAt = 0;

  constructor(
    private readonly kernel: Kernel,
    private readonly carrier: Carrier<D, L, R>,
  ) {}

  get name(): string {
    return this.carrier.name;
  }

  /** After something was queued here. */
  wake(): void {
    this.#mayRecover = true;
    this.#goOn();
  }

  #goOn(): void {
    this.#isUnkept = true;
    this.#wake.abort();
  }

  async start(): Promise<void> {
    this.#claim = null;
    this.#pages.clear();
    this.#mayRecover = true;
    this.#running.start((signal) => this.#run(signal));
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    await this.carrier.close();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wake = new AbortController();
      this.#wake = wake;
      // A store may be away, which health shows. Everything that is due is due in the next round too.
      const pauseMs = await this.#round(signal).catch(() => roundMs);
      await this.kernel.clock.sleep(pauseMs, AbortSignal.any([signal, wake.signal])).catch(woken);
    }
    // What is being sent is sent again, on the instance that has the next turn.
    await Promise.all([...this.#lanes.values()].flatMap((lane) => [...lane.values()].map(({ done }) => done)));
  }

  /** Says after how long the next one is needed, unless something is queued or a call ends before. */
  async #round(signal: AbortSignal): Promise<number> {
    const { outbox, keptMs } = this.carrier;
    const lanes = await this.carrier.lanes();
    if (lanes === null) return this.kernel.store.soleWriter ? longestIdleMs : sharedIdleMs;
    this.#claim ??= await this.#takeUp();
    await Promise.all(lanes.map((lane) => this.#fill(lane, signal)));
    const now = this.kernel.clock.now();
    if (this.#mayRecover || now - this.#recoveriesAt >= roundMs || now < this.#recoveriesAt) {
      this.#mayRecover = false;
      this.#recoveriesAt = now;
      for (const recovery of await outbox.openRecoveries()) {
        if (signal.aborted) return 0;
        await this.#recover(recovery);
        this.#mayRecover = true;
        this.#wake.abort();
      }
    }
    if (this.#isUnkept && (now - this.#keptAt >= keepEveryMs || now < this.#keptAt)) {
      this.#keptAt = now;
      this.#isUnkept = false;
      await this.#keepMark();
    }
    if (now - this.#sweptAt >= sweepMs || now < this.#sweptAt) {
      this.#sweptAt = now;
      while ((await outbox.removeSettledBefore(instant(now - keptMs), 500)) === 500 && !signal.aborted);
    }
    // A lane without room is looked at again when one of its calls ends.
    const withRoom = lanes.filter(({ id }) => this.#hasRoom(this.#lanes.get(id)!));
    const dues = await Promise.all(withRoom.map(({ id }) => outbox.nextDue(id, instant(now))));
    return this.#pauseOf(dues, this.#isUnkept ? keepEveryMs : longestPauseMs);
  }

  /** Where other instances queue too, they are looked for every second. */
  #pauseOf(dues: readonly (string | null)[], mostMs: number): number {
    if (!this.kernel.store.soleWriter) return roundMs;
    const now = this.kernel.clock.now();
    const first = dues.flatMap((due) => (due === null ? [] : [epochMs(due) - now]));
    return Math.max(1, Math.min(mostMs, ...first));
  }

  /** Starts as many of the calls that are due as the lane has room for. */
  async #fill(lane: L, signal: AbortSignal): Promise<void> {
    const calls = this.#lanes.get(lane.id) ?? new Map<string, Call>();
    this.#lanes.set(lane.id, calls);
    if (!this.#hasRoom(calls) || signal.aborted) return;
    const now = this.kernel.clock.now();
    const page = this.#pages.get(lane.id);
    if (page !== undefined && now >= page.at && now - page.at < roundMs) {
      await this.#startDue(lane, calls, page, now, signal);
      if (!this.#hasRoom(calls) || signal.aborted) return;
    }
    const due = await this.carrier.outbox.due(lane.id, instant(now), lookedAt);
    // There may be more than this, of which none is looked at in this round.
    if (due.length === lookedAt && calls.size === 0) this.#wake.abort();
    await this.#startDue(lane, calls, { at: now, due }, now, signal);
  }

  /** Of what is due, as much as there is room for; the rest is kept for the next calls. */
  async #startDue(
    lane: L,
    calls: Map<string, Call>,
    { at, due }: { readonly at: number; readonly due: readonly D[] },
    now: number,
    signal: AbortSignal,
  ): Promise<void> {
    const isBusy = (queued: D) =>
      calls.has(queued.id) || [...calls.values()].some(({ resourceId }) => resourceId === queued.resourceId);
    const left: D[] = [];
    for (const [index, one] of due.entries()) {
      if (!this.#hasRoom(calls) || signal.aborted) {
        left.push(...due.slice(index));
        break;
      }
      if (isBusy(one)) {
        if (!calls.has(one.id)) left.push(one);
        continue;
      }
      const chosen = await this.carrier.choose(lane, one, instant(now));
      if (chosen === null) continue;
      if (chosen.id !== one.id) left.push(one);
      if (!isBusy(chosen)) this.#call(lane, chosen, calls, signal);
    }
    this.#pages.set(lane.id, { at, due: left });
  }

  #hasRoom(calls: ReadonlyMap<string, Call>): boolean {
    const open = [...calls.values()].filter(({ isOpen }) => isOpen).length;
    return open < this.carrier.callsAtOnce && calls.size < notedAtOnce;
  }

  #call(lane: L, queued: D, calls: Map<string, Call>, signal: AbortSignal): void {
    const call: Call = { resourceId: queued.resourceId, isOpen: true, done: Promise.resolve() };
    calls.set(queued.id, call);
    const isAnswered = () => {
      call.isOpen = false;
      this.#goOn();
    };
    call.done = this.#try(lane, queued, isAnswered, signal)
      .catch(() => undefined)
      .finally(() => {
        calls.delete(queued.id);
        this.#goOn();
      });
  }

  async #try(lane: L, { id }: D, isAnswered: () => void, signal: AbortSignal): Promise<void> {
    const { outbox } = this.carrier;
    // As it is now: between the question and this moment it may have been delivered.
    const queued = await outbox.find(id);
    const startedAt = this.kernel.clock.now();
    if (queued === null || queued.status !== 'pending' || (queued.nextTryAt ?? '') > instant(startedAt)) return;
    const tried = await this.carrier.send(lane, queued, startedAt, signal);
    if (tried === null) return;
    const now = this.kernel.clock.now();
    // Its connection is free. The resource waits until what came of the call is on record, and so does the lane when much is not: without it the
    // same calls would be made again and again.
    isAnswered();
    for (;;) {
      try {
        await outbox.change(id, (each) =>
          each.tries.some((known) => known.id === tried.made.id) || each.status !== 'pending'
            ? null
            : tried.after(each, now),
        );
        await tried.learn?.(now);
        return;
      } catch {
        await this.kernel.clock.sleep(roundMs, signal).catch(woken);
        if (signal.aborted) return;
      }
    }
  }

  /**
   * The log's own checkpoint says how far everything was delivered or had failed, and the documents say the same. Documents that say less were lost or
   * come from a backup: what stands in the log after that is queued again where it is missing.
   */
  async #takeUp(): Promise<ClaimedCheckpoint> {
    const { outbox } = this.carrier;
    const claim = await this.kernel.store.claimCheckpoint(this.name);
    const kept = sortable(claim.last.position);
    const mark = await outbox.get(outbox.collections.marks, this.name);
    if (kept > sortable(beginning) && (mark === null || mark.position < kept)) {
      const until = sortable(await this.kernel.store.head());
      const id = `after-lost-documents-${until}`;
      const after = mark?.position ?? kept;
      const recovery = this.carrier.lostSince({ id, after, until, isDone: false });
      await outbox.add(outbox.collections.recoveries, [recovery]);
    }
    this.#kept = kept;
    return claim;
  }

  /** Notes how far everything is settled: first among the documents, then in the log, so that the documents never say less without a loss. */
  async #keepMark(): Promise<void> {
    const { outbox, queuePolicy } = this.carrier;
    const queued = (await this.kernel.store.checkpoint(queuePolicy))?.position ?? beginning;
    const places = [await outbox.firstPendingPosition()].filter((place) => place !== null);
    const open = (await outbox.openRecoveries()).map(({ after }) => after);
    const first = places.map((place) => sortable(BigInt(place) - 1n));
    const position = [sortable(queued), ...first, ...open].toSorted()[0]!;
    if (position === this.#kept) return;
    await outbox.put(outbox.collections.marks, { id: this.name, position });
    try {
      await this.#claim!.keep({ position: BigInt(position), deadLetters: [] });
      this.#kept = position;
    } catch (error) {
      // Another instance has the turn, and keeps it from now on.
      if (!(error instanceof CheckpointClaimed)) throw error;
      this.#claim = null;
    }
  }

  /** One page of the log, and notes how far it has come. */
  async #recover(recovery: R): Promise<void> {
    const { outbox } = this.carrier;
    const told = new EventCodec(this.carrier.told);
    const from = BigInt(recovery.after);
    const { events, position } = await this.kernel.store.readAll(from, recoveryPage, { types: told.types });
    const until = BigInt(recovery.until);
    const wanted = events.filter((event) => event.position <= until).map((event) => told.read(event));
    await this.carrier.queueAgain(wanted, recovery);
    const isDone = position >= until || position === from;
    await outbox.put(outbox.collections.recoveries, { ...recovery, after: sortable(position), isDone });
  }
}

interface Call {
  readonly resourceId: string;
  /** False: it has its answer, which is being noted. */
  isOpen: boolean;
  done: Promise<void>;
}

const woken = () => undefined;

const lookedAt = 64;
/** So many calls of a lane, at most, are repeated after a crash. A write of documents waits 40 ms for others, and is one for all of them. */
const notedAtOnce = 32;
const roundMs = 1_000;
/** Where nothing is due: so that a clock which was set forward delays nothing for long. */
const longestPauseMs = 60_000;
/** Without a lane. On shared stores another instance may make one. */
const longestIdleMs = 3_600_000;
const sharedIdleMs = 10_000;
const keepEveryMs = 10_000;
const sweepMs = 3_600_000;
const recoveryPage = 200;
