import { createHash } from 'node:crypto';
import {
  START,
  persistentSubscriptionToAllSettingsFromDefaults,
  type PersistentSubscriptionToAllInfo,
} from '@eventstore/db-client';
import { instant } from '../../kernel/domain/clock.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { ignored, typeOf, type EventstoredbConnection } from './connection.js';
import { placeOf, recorded, serverFilter } from './events.js';
import type { Consumer, EventFilter, GroupProgress, ParkedEvent } from '../../kernel/ports/event-store.js';

/** A group as the server has it. `begins`: the first position that it delivers. */
export interface ServerGroup {
  readonly name: string;
  readonly begins: Position;
}

/**
 * The consumer groups of the log, each a filtered persistent subscription to `$all`. The server can neither report nor change the filter
 * of a group, so the name on the server carries it: `submit-when-created@1f0c2a9b`. A consumer with another filter has another group, which
 * begins at the checkpoint of the earlier groups; these are its predecessors until they are deleted (page 34).
 */
export class EventstoredbGroups {
  constructor(private readonly connection: EventstoredbConnection) {}

  /** Creates the group if it is missing, and updates it only when it differs: an update disconnects every member (fact 49). */
  async ensure({ group, filter }: Consumer): Promise<ServerGroup> {
    const name = nameOnServer(group, filter);
    const there = await this.#versionsOf(group);
    if (!there.some(({ groupName }) => groupName === name)) {
      // The lowest checkpoint: events in between are redelivered, and none is skipped.
      const [lowest = beginning] = there.map(standing).toSorted((one, other) => (one < other ? -1 : 1));
      await this.#create(name, filter, lowest).catch(unless('persistent-subscription-exists'));
    }
    const info = await this.info(name);
    const { settings } = info;
    if (settingsThatMatter.some((setting) => settings[setting] !== groupSettings[setting])) {
      const { startFrom } = settings;
      await this.connection.ask((client) =>
        client.updatePersistentSubscriptionToAll(name, { ...groupSettings, startFrom }),
      );
    }
    return { name, begins: begun(info) };
  }

  info(name: string): Promise<PersistentSubscriptionToAllInfo> {
    return this.connection.ask((client) => client.getPersistentSubscriptionToAllInfo(name));
  }

  /** The consumer's own group, if it exists, and its predecessors. */
  async withPredecessors({
    group,
    filter,
  }: Consumer): Promise<{ own?: PersistentSubscriptionToAllInfo; predecessors: PersistentSubscriptionToAllInfo[] }> {
    const there = await this.#versionsOf(group);
    const name = nameOnServer(group, filter);
    const own = there.find(({ groupName }) => groupName === name);
    return { ...(own !== undefined && { own }), predecessors: there.filter((info) => info !== own) };
  }

  async delete(name: string): Promise<void> {
    await this.connection
      .ask((client) => client.deletePersistentSubscriptionToAll(name))
      .catch(unless('persistent-subscription-does-not-exist'));
  }

  /** Recreates the group from this position: the event at the position is redelivered. Its parked events are lost. */
  async replace(group: string, position: Position): Promise<void> {
    for (const { groupName } of await this.#versionsOf(group)) await this.delete(groupName);
    await this.#create(group, {}, position);
  }

  /** The checkpoints on the server's disk, which are a little behind the acknowledgements (fact 40). */
  async progress(): Promise<readonly GroupProgress[]> {
    const lowest = new Map<string, Position>();
    for (const info of await this.#all()) {
      const group = withoutVersion(info.groupName);
      const known = lowest.get(group);
      const position = standing(info);
      if (known === undefined || position < known) lowest.set(group, position);
    }
    return [...lowest].map(([group, position]) => ({ group, position }));
  }

  async parked(): Promise<readonly ParkedEvent[]> {
    const groups = await this.#all();
    return (await Promise.all(groups.map(({ groupName }) => this.parkedIn(groupName)))).flat();
  }

  async parkedCounts(): Promise<ReadonlyMap<string, number>> {
    const counts = new Map<string, number>();
    for (const { groupName, stats } of await this.#all()) {
      const [group, count] = [withoutVersion(groupName), Number(stats.parkedMessageCount)];
      if (count > 0) counts.set(group, (counts.get(group) ?? 0) + count);
    }
    return counts;
  }

  /** The parked events of a group on the server, with the time and reason of the parking. */
  async parkedIn(name: string): Promise<readonly ParkedEvent[]> {
    const stream = `$persistentsubscription-$all::${name}-parked`;
    const links = await this.connection
      .read((client) => client.readStream(stream, { resolveLinkTos: true, requiresLeader: true }))
      .catch((error: unknown) => {
        if (typeOf(error) === 'stream-not-found') return [];
        throw error;
      });
    const group = withoutVersion(name);
    return links.flatMap(({ event, link }) => {
      const parked = recorded(event);
      if (parked === null || link === undefined) return [];
      const { position, revision, type } = parked;
      const said = link.metadata as { reason?: string; added?: string } | undefined;
      const text = (said?.reason ?? '').replace(/^Client explicitly NAK'ed message.\n/, '');
      const [, at, reason] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (.*)$/s.exec(text) ?? [];
      const parkedAt = at ?? instant(Date.parse(said?.added ?? '') || link.created.getTime());
      return [{ group, position, stream: parked.stream, revision, type, reason: reason ?? text, parkedAt }];
    });
  }

  /** Includes the predecessors: their parked events are delivered to the next member that joins them. */
  async replayParked(group: string): Promise<number> {
    const there = await this.#versionsOf(group);
    if (there.length === 0) throw new Error(`Unknown consumer group ${group}`);
    let count = 0;
    for (const { groupName } of there) {
      count += (await this.parkedIn(groupName)).length;
      await this.connection
        .ask((client) => client.replayParkedMessagesToAll(groupName))
        .catch(unless('persistent-subscription-does-not-exist'));
    }
    return count;
  }

  async #versionsOf(group: string): Promise<PersistentSubscriptionToAllInfo[]> {
    return (await this.#all()).filter(({ groupName }) => withoutVersion(groupName) === group);
  }

  async #all(): Promise<PersistentSubscriptionToAllInfo[]> {
    // The server answers an empty list with an error.
    const none = unless('persistent-subscription-does-not-exist');
    return (await this.connection.ask((client) => client.listPersistentSubscriptionsToAll()).catch(none)) ?? [];
  }

  #create(name: string, filter: EventFilter, from: Position): Promise<void> {
    const settings = { ...groupSettings, startFrom: placeOf(from) };
    return this.connection.ask((client) =>
      client.createPersistentSubscriptionToAll(name, settings, { filter: serverFilter(filter) }),
    );
  }
}

/** No version without a filter: earlier releases, whose groups had no server filter, named their groups so. */
function nameOnServer(group: string, { categories, types }: EventFilter): string {
  if (categories === undefined && types === undefined) return group;
  const wanted = JSON.stringify([categories?.toSorted() ?? null, types?.toSorted() ?? null]);
  return `${group}@${createHash('sha256').update(wanted).digest('hex').slice(0, 8)}`;
}

const withoutVersion = (name: string): string => name.replace(/@[0-9a-f]{8}$/, '');

const begun = ({ settings: { startFrom } }: PersistentSubscriptionToAllInfo): Position =>
  typeof startFrom === 'object' ? startFrom.commit : beginning;

/** The group has handled everything before. */
const standing = (info: PersistentSubscriptionToAllInfo): Position =>
  info.stats.lastCheckpointedEventPosition?.commit ?? begun(info);

const unless = (type: string) => (error: unknown) => {
  if (typeOf(error) !== type) throw error;
  return ignored();
};

// Whole seconds, because the server checks them once a second (fact 44). A handler may take minutes: after the timeout the event is
// redelivered, here or to another member. Events are parked by our own count alone, so the server's count must never be reached.
const groupSettings = persistentSubscriptionToAllSettingsFromDefaults({
  startFrom: START,
  resolveLinkTos: false,
  messageTimeout: 300_000,
  maxRetryCount: 1_000_000,
  checkPointAfter: 1_000,
  checkPointLowerBound: 1,
  checkPointUpperBound: 500,
  liveBufferSize: 1_000,
  readBatchSize: 100,
  historyBufferSize: 1_000,
  consumerStrategyName: 'RoundRobin',
});
const settingsThatMatter = [
  'messageTimeout',
  'maxRetryCount',
  'checkPointAfter',
  'checkPointLowerBound',
  'checkPointUpperBound',
  'liveBufferSize',
  'readBatchSize',
  'historyBufferSize',
  'consumerStrategyName',
] as const;
