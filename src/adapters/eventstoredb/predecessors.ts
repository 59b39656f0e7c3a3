import type { PersistentSubscriptionToAllInfo } from '@eventstore/db-client';
import type { Clock } from '../../kernel/domain/clock.js';
import { ignored } from './connection.js';
import type { EventstoredbGroups } from './groups.js';
import type { Consumer } from '../../kernel/ports/event-store.js';

/** A subscription to a predecessor. */
export interface Joined {
  readonly open: boolean;
  /** Whether it has delivered an event that is not handled. */
  readonly holds: boolean;
  leave(): void;
}

interface Member {
  /** Its name on the server. */
  name(): string;
  join(group: string): Joined;
}

/**
 * The groups that delivered a consumer's events before its filter changed, as one member of the new group sees them. No member reads from them any
 * more when the old program has stopped, but they may hold events from before the new group's start: events that were
 * returned by a member that left, and replayed parked events. So one member joins each of them until it delivers nothing more,
 * and deletes it when it has no parked events. Parked events keep it: they are listed, counted and replayed as the consumer's own.
 */
export class Predecessors {
  readonly #joined = new Map<string, Joined>();
  readonly #emptied = new Set<string>();
  readonly #abandonedSince = new Map<string, number>();
  /** Groups that were empty at the last look, with their number of parked events. */
  readonly #quiet = new Map<string, bigint>();

  constructor(
    private readonly groups: EventstoredbGroups,
    private readonly consumer: Consumer,
    private readonly clock: Clock,
    private readonly member: Member,
  ) {}

  /** Ends when no predecessor is left. */
  async takeOver(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const left = await this.#look().catch(ignored);
      if (left === 0) return;
      await this.clock.sleep(lookEveryMs, signal).catch(ignored);
    }
  }

  /** Returns the number of predecessors. */
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
    // It is left alone while the old program, or another of our members, reads from it.
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
    // An event that is being delivered right now is counted on neither side, so the group must be empty twice.
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

  /** A member of the old program may only have lost its connection for a moment. */
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
