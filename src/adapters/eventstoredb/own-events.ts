import { atMost } from '../../kernel/bounded-memory.js';

/**
 * The events that this process has appended and that one group has not delivered yet. They decide which delivery is the first where several
 * processes share a group. An event has one author, and a process has one memory. So however often the server redelivers an event, at most
 * one delivery finds it here. After a crash, or when an event was evicted, no delivery is the first: both are safe.
 */
export class OwnEvents {
  readonly #events = atMost<'awaited' | 'handed'>(ownEventsKept);

  /** Called before the append is sent: an event may be delivered before the answer to its append arrives. */
  appending(id: string): void {
    // A repeated append, after a lost answer, marks nothing as first again.
    if (!this.#events.has(id)) this.#events.set(id, 'awaited');
  }

  has(id: string): boolean {
    return this.#events.peek(id) !== undefined;
  }

  /** True for the first delivery of an own event, and never again. */
  hand(id: string): boolean {
    if (this.#events.peek(id) !== 'awaited') return false;
    this.#events.set(id, 'handed');
    return true;
  }
}

const ownEventsKept = 20_000;
