import type { PersistentSubscriptionToAll, PersistentSubscriptionToAllResolvedEvent } from '@eventstore/db-client';
import { atMost } from '../../kernel/bounded-memory.js';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { ignored, realMs, typeOf, unavailable, type EventstoredbConnection } from './connection.js';
import { recorded } from './events.js';
import type { EventstoredbGroups, ServerGroup } from './groups.js';
import { Predecessors, type Joined } from './predecessors.js';
import {
  matches,
  mostWaiting,
  type Consumer,
  type Consumption,
  type ConsumptionProgress,
  type NewEvent,
  type RecordedEvent,
} from '../../kernel/ports/event-store.js';
import { OwnEvents } from './own-events.js';

type Resolved = PersistentSubscriptionToAllResolvedEvent;

/** An event that was delivered to this member and is not handled yet. */
interface Held {
  readonly event: RecordedEvent;
  /** The last delivery and its subscription, which gets the acknowledgement. */
  by: Subscribed;
  as: Resolved;
  tries: number;
}

interface Subscribed {
  readonly subscription: PersistentSubscriptionToAll;
  /** The group's name on the server. */
  readonly group: string;
  /** For a predecessor: it delivers only events before this position; the consumer's own group delivers the rest. */
  readonly before: Position | null;
  leave(): void;
  open: boolean;
  /** Delivered and not yet acknowledged. */
  unanswered: number;
}

/**
 * One member of a consumer group. The group is stored on the server, which delivers only the events that match the consumer's filter.
 *
 * The server's delivery count proves nothing: it restarts after a crash (fact 39) and for parked events (fact 45), and while a
 * group goes live the server can deliver an event to two members at once (fact 52). So the first delivery is the one to the member whose process
 * appended the event, once. Another member passes the event on, so that it reaches its author while that process lives.
 */
export class EventstoredbConsumption implements Consumption {
  readonly #stopping = new AbortController();
  readonly #held = new Map<string, Held>();
  readonly #inHand = new Map<string, Promise<void>>();
  /** Failed events that wait for a retry; they do not count towards the concurrency. */
  readonly #waiting = new Set<Held>();
  /** Events that wait for a free place. */
  #queue: Held[] = [];
  /** The server redelivers often. Recently handled events are acknowledged again without being handled again. */
  readonly #done = atMost<true>(doneKept);
  readonly #own = new OwnEvents();
  /** The position of the first append by this process since this member started; the author of an older event may be gone. */
  #authorsSince: Position | null = null;
  readonly #unfinished = new Set<Position>();
  #read: Position = beginning;
  #reached: Position = beginning;
  #group: ServerGroup | null = null;
  readonly #open = new Set<Subscribed>();
  readonly #predecessors: Predecessors;
  #takingOver: Promise<void> | null = null;
  #fault: string | null = null;
  readonly #running: Promise<void>;
  #stopped: Promise<void> | null = null;

  constructor(
    private readonly connection: EventstoredbConnection,
    private readonly groups: EventstoredbGroups,
    private readonly consumer: Consumer,
    private readonly clock: Clock,
    private readonly stopped: () => void,
  ) {
    this.#predecessors = new Predecessors(groups, consumer, clock, {
      name: () => connection.subscriptions.connectionName,
      join: (group) => this.#joinPredecessor(group),
    });
    this.#running = this.#run();
  }

  /** The progress of this member; it does not know what other members have in progress. */
  get progress(): ConsumptionProgress {
    let lowest = this.#read;
    for (const position of this.#unfinished) if (position <= lowest) lowest = position - 1n;
    if (lowest > this.#reached) this.#reached = lowest;
    return {
      inHand: this.#inHand.size,
      waiting: this.#waiting.size,
      position: this.#reached,
      read: this.#read,
      oldestAt: this.#oldest()?.metadata.at ?? null,
      fault: this.#fault,
    };
  }

  #oldest(): RecordedEvent | undefined {
    const isStuck = this.#waiting.size >= mostWaiting;
    let oldest: RecordedEvent | undefined;
    for (const held of this.#held.values()) {
      const isLate = oldest === undefined || held.event.position < oldest.position;
      if (isLate && (isStuck || !this.#waiting.has(held))) oldest = held.event;
    }
    return oldest;
  }

  /** Called before this process appends these events. */
  appending(stream: string, events: readonly NewEvent[]): void {
    for (const { id, type } of events) if (matches(this.consumer.filter, { stream, type })) this.#own.appending(id);
  }

  /** This process has appended, up to this position. */
  appended(position: Position): void {
    this.#authorsSince ??= position;
  }

  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#inHand.values());
    await Promise.all([...this.#open].map((by) => this.#answersArrived(by)));
    for (const { leave } of this.#open) leave();
    await this.#running;
    await this.#takingOver;
    this.stopped();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let faults = 0; !signal.aborted; faults += 1) {
      try {
        this.#group ??= await this.groups.ensure(this.consumer);
        if (signal.aborted) break;
        await this.#subscribe(this.#group.name, null, () => {
          faults = 0;
          this.#fault = null;
          this.#takingOver ??= this.#predecessors.takeOver(signal);
        }).ended;
      } catch (error) {
        this.#fault = `No subscription is open: ${unavailable(error).message}`;
        if (typeOf(error) === 'persistent-subscription-does-not-exist') this.#group = null;
      }
      this.#giveBackWhatIsQueued();
      await realMs(Math.min(2_000, 100 * 2 ** faults), signal);
    }
  }

  /** The events are redelivered, here or to another member. Handling in progress is finished, and acknowledged at the redelivery. */
  #giveBackWhatIsQueued(): void {
    const isGivenBack = ({ tries, by }: Held) => tries === 0 && !by.open;
    const untried = this.#queue.filter(isGivenBack);
    this.#queue = this.#queue.filter((held) => !isGivenBack(held));
    for (const { event } of untried) {
      this.#held.delete(event.id);
      this.#unfinished.delete(event.position);
      if (this.#read >= event.position) this.#read = event.position - 1n;
    }
  }

  #joinPredecessor(group: string): Joined {
    const { by, ended } = this.#subscribe(group, this.#group?.begins ?? beginning, ignored);
    void ended.catch(ignored).then(() => this.#giveBackWhatIsQueued());
    const holds = () => [...this.#held.values()].some((held) => held.by === by);
    return {
      leave: by.leave,
      get open() {
        return by.open;
      },
      get holds() {
        return holds();
      },
    };
  }

  #subscribe(group: string, before: Position | null, stands: () => void): { by: Subscribed; ended: Promise<void> } {
    const { signal } = this.#stopping;
    const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
    const subscription = this.connection.subscriptions.subscribeToPersistentSubscriptionToAll(group, {
      // Events that wait for a retry are unacknowledged too, and must not block other events.
      bufferSize: mostWaiting + Math.max(32, this.consumer.concurrency * 2),
      requiresLeader: true,
    });
    const leave = () => {
      void subscription.unsubscribe().catch(ignored);
      end(resolve);
    };
    const by: Subscribed = { subscription, group, before, leave, open: true, unanswered: 0 };
    this.#open.add(by);
    const end = (how: () => void) => {
      clearTimeout(timer);
      by.open = false;
      this.#open.delete(by);
      how();
    };
    const timer = setTimeout(() => {
      void subscription.unsubscribe().catch(ignored);
      end(() => reject(new Error('The subscription was not confirmed')));
    }, this.connection.limits.silenceMs);
    subscription.on('confirmation', () => {
      clearTimeout(timer);
      if (signal.aborted) return;
      stands();
    });
    subscription.on('data', (resolved) => this.#arrive(resolved, by));
    subscription.on('error', (error) => end(() => reject(error)));
    subscription.on('end', () => end(resolve));
    subscription.on('close', () => end(resolve));
    return { by, ended };
  }

  #arrive(as: Resolved, by: Subscribed): void {
    by.unanswered += 1;
    if (this.#stopping.signal.aborted) return;
    const event = recorded(as.event);
    const position = as.event?.position?.commit ?? this.#read;
    if (by.before !== null && position >= by.before) return this.#acknowledge(as, by);
    const held = event === null ? undefined : this.#held.get(event.id);
    if (held !== undefined) {
      // Its acknowledgement timed out on the server, or its connection broke, while it is still being handled here.
      if (held.by === by) by.unanswered -= 1;
      held.by = by;
      held.as = as;
      return;
    }
    if (event === null || this.#done.has(event.id) || !matches(this.consumer.filter, event)) {
      this.#acknowledge(as, by);
    } else if (this.#isForItsAuthor(event, as.retryCount, by)) {
      by.unanswered -= 1;
      // It is redelivered within milliseconds (fact 43), to the next member in turn.
      by.subscription.nack('retry', 'for its author', as).catch(ignored);
    } else {
      const taken = { event, by, as, tries: 0 };
      this.#held.set(event.id, taken);
      if (position > this.#reached) this.#unfinished.add(position);
      this.#queue.push(taken);
      this.#takeMore();
    }
    if (position > this.#read) this.#read = position;
  }

  /** Limits how often an event is passed on when its author is gone or busy. */
  #isForItsAuthor({ id, position }: RecordedEvent, retryCount: number, by: Subscribed): boolean {
    return (
      this.consumer.prefersFirst === true &&
      by.before === null &&
      !this.#own.has(id) &&
      this.#authorsSince !== null &&
      position > this.#authorsSince &&
      retryCount < mostPassedOn
    );
  }

  #takeMore(): void {
    while (this.#inHand.size < this.consumer.concurrency && !this.#stopping.signal.aborted) {
      const held = this.#queue.shift();
      if (held === undefined) return;
      const { id } = held.event;
      const work = this.#handle(held).then(() => {
        this.#inHand.delete(id);
        this.#takeMore();
      });
      this.#inHand.set(id, work);
    }
  }

  async #handle(held: Held): Promise<void> {
    const { event } = held;
    held.tries += 1;
    try {
      await this.consumer.handle(event, { first: this.#own.hand(event.id) });
      this.#done.set(event.id, true);
      this.#acknowledge(held.as, held.by);
      this.#letGo(event);
    } catch (error) {
      const next = this.#whatNext(error, held.tries);
      if (next === 'park' && (await this.#park(held, told(error)))) return this.#letGo(event);
      // It waits here: a retry on the server is redelivered at once and uses up its count (fact 43).
      this.#tryLater(held, next === 'park' ? 1_000 : next);
    }
  }

  #letGo({ id, position }: RecordedEvent): void {
    this.#held.delete(id);
    this.#unfinished.delete(position);
  }

  #tryLater(held: Held, ms: number): void {
    this.#waiting.add(held);
    const retry = () => {
      this.#waiting.delete(held);
      this.#queue.unshift(held);
      this.#takeMore();
    };
    this.clock.sleep(ms, this.#stopping.signal).then(retry, ignored);
  }

  /** The event is parked when the consumer's own failure handling throws. */
  #whatNext(error: unknown, tries: number): number | 'park' {
    try {
      return this.consumer.onFailure(error, tries);
    } catch {
      return 'park';
    }
  }

  #acknowledge(as: Resolved, by: Subscribed): void {
    by.unanswered -= 1;
    // The connection is gone; the event is redelivered and recognised then.
    if (by.open) by.subscription.ack(as).catch(ignored);
  }

  /** The server does not confirm parking (fact 46), so the parked event is looked up. */
  async #park({ event, by, as }: Held, reason: string): Promise<boolean> {
    if (!by.open) return false;
    by.unanswered -= 1;
    by.subscription.nack('park', `${instant(this.clock.now())} ${reason}`, as).catch(ignored);
    for (let looks = 0; looks < mostLooks && by.open; looks += 1) {
      const parked = await this.groups.parkedIn(by.group).catch(ignored);
      if (parked?.some(({ position }) => position === event.position)) return true;
      await realMs(Math.min(200, 5 * 2 ** looks));
    }
    by.unanswered += 1;
    return false;
  }

  /** Acknowledgements are not confirmed (fact 46), and leaving may overtake them: waits until the server counts no more than this member holds. */
  async #answersArrived(by: Subscribed): Promise<void> {
    for (let looks = 0; by.open && looks < mostLooks; looks += 1) {
      const info = await this.groups.info(by.group).catch(ignored);
      const ours = this.connection.subscriptions.connectionName;
      const counted = info?.connections.find(({ connectionName }) => connectionName === ours)?.inFlightMessages;
      if (info === undefined || (counted ?? 0) <= by.unanswered) return;
      await realMs(5 * 2 ** Math.min(5, looks));
    }
  }
}

const doneKept = 10_000;
/** Of ten members nine are not the author. Passing an event on costs the server a few milliseconds, and no append. */
const mostPassedOn = 16;
const mostLooks = 25;

const told = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
