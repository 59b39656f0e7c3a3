import { epochMs, instant, type Instant } from '../domain/clock.js';
import type { AnyEventDefinition, Recorded } from '../domain/events.js';
import { beginning } from '../domain/position.js';
import type { LeasedProcess } from '../following/followers.js';
import { StoppableRun } from '../following/stoppable-run.js';
import { EventCodec } from '../handling/event-codec.js';
import type { Kernel } from '../handling/handle.js';
import { CheckpointClaimed, type ClaimedCheckpoint } from '../ports/event-store.js';
import { LaneAtWork, type Call } from './lane-at-work.js';
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
  /** What is sent in the turn of this one, which is due; a time: it waits until then. `pending`: all that the lane has to send, where that is known. */
  choose(lane: L, due: D, now: Instant, pending: Iterable<D> | null): Promise<D | Instant>;
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
  readonly #lanes = new Map<string, LaneAtWork<D>>();
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

  /** After something was queued here. `fresh`: exactly that; null: it is not known what. */
  wake(fresh: readonly D[] | null = null): void {
    const now = this.kernel.clock.now();
    if (fresh === null) {
      this.#mayRecover = true;
      this.#readEverywhere();
    } else {
      const most = Math.max(fewestKnown, Math.floor(knownOfAll / this.#lanes.size));
      for (const one of fresh) this.#lanes.get(this.carrier.outbox.laneOf(one))?.add(one, now, most);
    }
    this.#goOn();
  }

  #readEverywhere(): void {
    for (const lane of this.#lanes.values()) lane.readAnew();
  }

  #goOn(): void {
    this.#isUnkept = true;
    this.#wake.abort(awake);
  }

  async start(): Promise<void> {
    this.#claim = null;
    this.#mayRecover = true;
    this.#running.start((signal) => this.#run(signal));
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    this.#lanes.clear();
    await this.carrier.close();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const stop = () => this.#wake.abort(awake);
    signal.addEventListener('abort', stop, { once: true });
    while (!signal.aborted) {
      const wake = new AbortController();
      this.#wake = wake;
      // A store may be away, which health shows. Everything that is due is due in the next round too.
      const pauseMs = await this.#round(signal).catch(() => roundMs);
      if (!signal.aborted) await this.kernel.clock.sleep(pauseMs, wake.signal).catch(woken);
    }
    signal.removeEventListener('abort', stop);
    // What is being sent is sent again, on the instance that has the next turn.
    await Promise.all([...this.#lanes.values()].flatMap(({ calls }) => [...calls.values()].map(({ done }) => done)));
  }

  /** Says after how long the next one is needed, unless something is queued or a call ends before. */
  async #round(signal: AbortSignal): Promise<number> {
    const { outbox, keptMs } = this.carrier;
    const lanes = await this.carrier.lanes();
    this.#forgetAllBut(lanes ?? []);
    if (lanes === null) return this.kernel.store.soleWriter ? longestIdleMs : sharedIdleMs;
    this.#claim ??= await this.#takeUp();
    await this.#lookAt(lanes, signal);
    const now = this.kernel.clock.now();
    if (this.#mayRecover || now - this.#recoveriesAt >= roundMs || now < this.#recoveriesAt) {
      this.#mayRecover = false;
      this.#recoveriesAt = now;
      for (const recovery of await outbox.openRecoveries()) {
        if (signal.aborted) return 0;
        await this.#recover(recovery);
        this.#mayRecover = true;
        this.#readEverywhere();
        this.#wake.abort(awake);
        // What is due does not wait for the pages of all recoveries.
        await this.#lookAt(lanes, signal);
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
    return this.#pauseOf(lanes, this.#isUnkept ? keepEveryMs : longestPauseMs);
  }

  /** One that was stopped or removed is read anew when it comes back. */
  #forgetAllBut(lanes: readonly L[]): void {
    const there = new Set(lanes.map(({ id }) => id));
    for (const [id, { calls }] of this.#lanes) if (!there.has(id) && calls.size === 0) this.#lanes.delete(id);
  }

  /** Where other instances queue too, they are looked for every second. */
  #pauseOf(lanes: readonly L[], mostMs: number): number {
    if (!this.kernel.store.soleWriter) return roundMs;
    const now = this.kernel.clock.now();
    // A lane without room is looked at again when one of its calls ends.
    const withRoom = lanes
      .map(({ id }) => this.#lanes.get(id)!)
      .filter((lane) => lane.hasRoom(this.carrier.callsAtOnce));
    return Math.max(1, Math.min(mostMs, ...withRoom.map(({ nextDue = now }) => nextDue - now)));
  }

  async #lookAt(lanes: readonly L[], signal: AbortSignal): Promise<void> {
    await Promise.all(lanes.map((lane) => this.#look(lane, signal)));
  }

  /** Begins what is due, where something may be. */
  async #look(lane: L, signal: AbortSignal): Promise<void> {
    const now = this.kernel.clock.now();
    const atWork = this.#lanes.get(lane.id) ?? new LaneAtWork<D>();
    this.#lanes.set(lane.id, atWork);
    const { soleWriter } = this.kernel.store;
    if (atWork.isStale(now, soleWriter ? longestPauseMs : roundMs)) atWork.readAnew();
    if (!atWork.hasChanged && (atWork.nextDue !== undefined || !soleWriter)) return;
    atWork.hasChanged = false;
    try {
      await this.#fill(lane, atWork, now, signal);
      // Also where calls follow each other without a pause: by it all that is pending is known.
      if (atWork.nextDue === undefined && soleWriter) {
        const tell = atWork.askingNext();
        const next = await this.carrier.outbox.nextDue(lane.id, instant(now));
        tell(next === null ? Infinity : epochMs(next));
      }
    } catch (error) {
      atWork.readAnew();
      throw error;
    }
  }

  /** Begins as many of the calls that are due as the lane has room for. */
  async #fill(lane: L, atWork: LaneAtWork<D>, now: number, signal: AbortSignal): Promise<void> {
    await this.#begin(lane, atWork, now, signal);
    if (atWork.isWhole || this.#isFull(atWork, signal)) return;
    const read = atWork.reading(now);
    const found = await this.carrier.outbox.due(lane.id, instant(now), lookedAtOnce);
    read(found, found.length < lookedAtOnce);
    await this.#begin(lane, atWork, now, signal);
    if (atWork.isWhole || atWork.calls.size > 0) return;
    // There may be more than these, of which none is sent now.
    atWork.hasChanged = true;
    this.#wake.abort(awake);
  }

  /** Of what is known to be due, as much as there is room for. */
  async #begin(lane: L, atWork: LaneAtWork<D>, now: number, signal: AbortSignal): Promise<void> {
    const putOff = new Map<string, Instant>();
    for (const one of atWork.due.values()) {
      if (this.#isFull(atWork, signal) || putOff.size === lookedAtOnce) break;
      if (atWork.isBusyWith(one)) continue;
      const chosen = await this.carrier.choose(lane, one, instant(now), this.#pendingOf(atWork));
      if (typeof chosen === 'string') {
        atWork.due.delete(one.id);
        atWork.forgetNext();
        putOff.set(one.id, chosen);
      } else if (!atWork.isBusyWith(chosen)) {
        atWork.due.delete(chosen.id);
        this.#call(lane, chosen, atWork, signal);
      }
    }
    if (putOff.size === 0) return;
    // Together, since a write waits for others, and no more at once: the other lanes wait meanwhile.
    await Promise.all([...putOff].map(([id, until]) => this.#putOff(id, until)));
    if (putOff.size < lookedAtOnce) return;
    atWork.hasChanged = true;
    this.#wake.abort(awake);
  }

  async #putOff(id: string, until: Instant): Promise<void> {
    await this.carrier.outbox.change(id, (each) =>
      each.status === 'pending' && each.nextTryAt !== null && each.nextTryAt < until
        ? { ...each, nextTryAt: until }
        : null,
    );
  }

  /** What other instances have queued is not known here. */
  #pendingOf(atWork: LaneAtWork<D>): Iterable<D> | null {
    return this.kernel.store.soleWriter ? atWork.pending : null;
  }

  #isFull(atWork: LaneAtWork<D>, signal: AbortSignal): boolean {
    return signal.aborted || !atWork.hasRoom(this.carrier.callsAtOnce);
  }

  #call(lane: L, queued: D, atWork: LaneAtWork<D>, signal: AbortSignal): void {
    const call: Call = { resourceId: queued.resourceId, isOpen: true, done: Promise.resolve() };
    atWork.calls.set(queued.id, call);
    const isAnswered = () => {
      call.isOpen = false;
      atWork.hasChanged = true;
      this.#goOn();
    };
    const hasEnded = (isSettled: boolean) => {
      atWork.calls.delete(queued.id);
      atWork.hasChanged = true;
      // It is due later, or still: it may be that it could not even be read.
      if (!isSettled) atWork.readAnew();
      this.#goOn();
    };
    call.done = this.#try(lane, queued, isAnswered, signal).then(hasEnded, () => hasEnded(false));
  }

  /** Whether it is known that nothing of it is due later. */
  async #try(lane: L, { id }: D, isAnswered: () => void, signal: AbortSignal): Promise<boolean> {
    const { outbox } = this.carrier;
    await outbox.inTurns.next();
    // As it is now: between the question and this moment it may have been delivered.
    const stored = await outbox.stored(id);
    const startedAt = this.kernel.clock.now();
    if (stored === null) return true;
    const queued = stored.document;
    if (queued.status !== 'pending') return true;
    if ((queued.nextTryAt ?? '') > instant(startedAt)) return false;
    const tried = await this.carrier.send(lane, queued, startedAt, signal);
    if (tried === null) return false;
    const now = this.kernel.clock.now();
    // Its connection is free. The resource waits until what came of the call is on record, and so does the lane when much is not: without it the
    // same calls would be made again and again.
    isAnswered();
    const noted = (each: D) =>
      each.tries.some((known) => known.id === tried.made.id) || each.status !== 'pending'
        ? null
        : tried.after(each, now);
    for (;;) {
      try {
        const after = await outbox.change(id, noted, stored);
        await tried.learn?.(now);
        return after?.status !== 'pending';
      } catch {
        await this.kernel.clock.sleep(roundMs, signal).catch(woken);
        if (signal.aborted) return false;
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

const awake = new Error('woken');
const woken = () => undefined;

const lookedAtOnce = 64;
/** Of what is due, so many are kept in mind: of all lanes together, and of each where there are many lanes. A webhook has 2 KB. */
const knownOfAll = 5_000;
const fewestKnown = 100;
const roundMs = 1_000;
/** Where nothing is due: so that a clock which was set forward delays nothing for long. */
const longestPauseMs = 60_000;
/** Without a lane. On shared stores another instance may make one. */
const longestIdleMs = 3_600_000;
const sharedIdleMs = 10_000;
const keepEveryMs = 10_000;
const sweepMs = 3_600_000;
const recoveryPage = 200;
