import type { PersistentSubscriptionToAllInfo } from '@eventstore/db-client';
import type { Clock } from '../../kernel/domain/clock.js';
import { ignored } from './connection.js';
import type { EventstoredbGroups } from './groups.js';
import type { Consumer } from '../../kernel/ports/event-store.js';

/** A subscription to a predecessor. */
export interface Joined {
  readonly open: boolean;
  /** Whether it has given out an event that is not dealt with. */
  readonly holds: boolean;
  leave(): void;
}

interface Member {
  /** As the server knows it. */
  name(): string;
  join(group: string): Joined;
}

/**
 * The groups that had a consumer's events before its filter changed, from the side of one member of the new group. Nobody reads from them any
 * more when the members of the old program have gone, but they may hold events that stand before the new group's beginning: those that come
 * back from a member that left, and parked ones that somebody has replayed. So one member joins each of them, until it gives nothing more,
 * and deletes it when nothing is parked there. Parked events keep it: they are listed, counted and replayed as the consumer's own.
 */
export class Predecessors {
  readonly #joined = new Map<string, Joined>();
  readonly #emptied = new Set<string>();
  readonly #abandonedSince = new Map<string, number>();
  /** Those that had nothing to give when we last looked, by how many events were parked there. */
  readonly #quiet = new Map<string, bigint>();

  constructor(
    private readonly groups: EventstoredbGroups,
    private readonly consumer: Consumer,
    private readonly clock: Clock,
    private readonly member: Member,
  ) {}

  /** Ends when there are none. */
  async takeOver(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const left = await this.#look().catch(ignored);
      if (left === 0) return;
      await this.clock.sleep(lookEveryMs, signal).catch(ignored);
    }
  }

  /** Says how many there are. */
  async #look(): Promise<number> {
    const { own, predecessors } = await this.groups.withPredecessors(this.consumer);
    const ours = new Set(own?.connections.map(({ connectionName }) => connectionName));
    for (const predecessor of predecessors) await this.#lookAt(predecessor, ours);
    return predecessors.length;
  }

  async #lookAt(
    { groupName, connections, stats }: PersistentSubscriptionToAllInfo,
    ours: ReadonlySet<string>,
  ): Promise<void> {
    const joined = this.#joined.get(groupName);
    const name = this.member.name();
    const members = connections.map(({ connectionName }) => connectionName);
    // While the old program reads from it, or another member of ours does, it is left alone.
    const isInUse = members.some((member) => !ours.has(member));
    if (isInUse || members.some((member) => member < name)) {
      this.#leave(groupName);
      if (isInUse) this.#abandonedSince.delete(groupName);
      return;
    }
    const { parkedMessageCount: parked, retryBufferCount: returned } = stats;
    if (joined?.open !== true) {
      if (this.#isAbandoned(groupName) && (parked === 0n || returned > 0 || !this.#emptied.has(groupName)))
        this.#joined.set(groupName, this.member.join(groupName));
      return;
    }
    // What the server gives out at this moment is neither there nor here: it has to be quiet twice.
    const isQuiet = members.includes(name) && returned === 0 && !joined.holds;
    const wasQuiet = this.#quiet.get(groupName) === parked;
    if (!isQuiet) this.#quiet.delete(groupName);
    else if (!wasQuiet) this.#quiet.set(groupName, parked);
    else {
      if (parked === 0n) await this.groups.delete(groupName);
      this.#emptied.add(groupName);
      this.#leave(groupName);
    }
  }

  /** A member of the old program may only have lost its connection. */
  #isAbandoned(groupName: string): boolean {
    const now = this.clock.now();
    const since = this.#abandonedSince.get(groupName) ?? now;
    this.#abandonedSince.set(groupName, since);
    return now - since >= abandonedAfterMs;
  }

  #leave(groupName: string): void {
    this.#joined.get(groupName)?.leave();
    this.#joined.delete(groupName);
    this.#quiet.delete(groupName);
  }
}

const lookEveryMs = 10_000;
const abandonedAfterMs = 60_000;
