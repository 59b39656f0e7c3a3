import { atMost } from '../../kernel/bounded-memory.js';

/**
 * The events that this process appends, as far as they wait to be handed to one group: what makes a delivery the first where several
 * processes share a group. An event has one author and a process has one memory, so whatever the server repeats, to whomever, at most
 * one handing finds its event here. A process that dies takes its part with it, and what is forgotten is never the first: both are safe.
 */
export class OwnEvents {
  readonly #events = atMost<'awaited' | 'handed'>(ownEventsKept);

  /** To be called before the append is sent: an event may come back before its author hears that it is written. */
  appending(id: string): void {
    // The same append once more, after a lost answer, makes nothing the first again.
    if (!this.#events.has(id)) this.#events.set(id, 'awaited');
  }

  has(id: string): boolean {
    return this.#events.peek(id) !== undefined;
  }

  /** True for the first handing of an own event, and never again. */
  hand(id: string): boolean {
    if (this.#events.peek(id) !== 'awaited') return false;
    this.#events.set(id, 'handed');
    return true;
  }
}

const ownEventsKept = 20_000;
