import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventstoredbEventStore } from '../../src/adapters/eventstoredb/event-store.js';
import type { Consumer, Consumption } from '../../src/kernel/ports/event-store.js';
import { event, until } from '../contract/event-store.contract.js';
import { EventStoreDouble } from '../support/eventstoredb-double/double.js';
import { FakeClock } from '../support/fake-clock.js';

// Groups that the server filters, and the change of a filter (docs/decisions/0034).
let double: EventStoreDouble;
let clock: FakeClock;
let store: EventstoredbEventStore;
const opened: EventstoredbEventStore[] = [];
beforeEach(async () => {
  double = await EventStoreDouble.start();
  clock = new FakeClock();
  store = open();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await double.stop();
});

/** Another instance. */
function open(): EventstoredbEventStore {
  const one = EventstoredbEventStore.connect(double.connectionString, clock);
  opened.push(one);
  return one;
}

const groups = (group = 'submit') =>
  [...double.groups.values()].filter(({ name }) => name.split('@')[0] === group).map(({ name }) => name);
const said = (answer: 'ack' | 'nack') =>
  double.calls.get(`/event_store.client.persistent_subscriptions.PersistentSubscriptions/Read ${answer}`) ?? 0;

let streams = 0;
async function write(...types: readonly string[]): Promise<readonly string[]> {
  const events = types.map((type) => event(type));
  await store.append(`order-${(streams += 1)}`, 'no-stream', events);
  return events.map(({ id }) => id);
}

interface Member {
  readonly given: string[];
  readonly consumption: Consumption;
  readonly broken: Set<string>;
}

function member(types: readonly string[] | null, at = store, group = 'submit', parts: Partial<Consumer> = {}): Member {
  const [given, broken] = [[] as string[], new Set<string>()];
  const consumption = at.consume({
    group,
    filter: types === null ? {} : { types },
    concurrency: 4,
    async handle({ id }) {
      given.push(id);
      if (broken.has(id)) throw new Error('broken');
    },
    onFailure: () => 'park',
    ...parts,
  });
  return { given, consumption, broken };
}

/** Waits until the condition holds. */
async function passUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await clock.pass({ seconds: 10 });
    await until(() => clock.sleepers > 0 || isSo());
  }
}

/** The group of releases before filters: every event of ours is delivered, and unwanted ones are acknowledged without handling. */
const memberOfOldRelease = (at = store) => member(null, at);

describe('Groups', () => {
  it('of fifteen policies acknowledge exactly the events that a policy wants', async () => {
    const ofAPayment = ['Claimed', 'Created', 'Submitted', 'Called', 'Succeeded', 'Numbered', 'Issued'];
    // Three policies want the creation, two each want later events, and nine want events that a successful payment never has.
    const wants = [
      ...['Created', 'Created', 'Created', 'Called', 'Called', 'Succeeded'].map((type) => [type, 'Contradicted']),
      ...Array.from({ length: 9 }, (_, n) => ['Reversed', `Rare${n}`]),
    ];
    const members = wants.map((types, n) => member(types, store, `policy-${n}`));
    await until(() => wants.every((_, n) => groups(`policy-${n}`).length === 1));
    const payments = 20;
    for (let n = 0; n < payments; n += 1) await write(...ofAPayment);
    const wanted = payments * wants.flat().filter((type) => ofAPayment.includes(type)).length;
    const given = () => members.reduce((sum, one) => sum + one.given.length, 0);
    await until(() => given() === wanted && said('ack') >= wanted);
    await Promise.all(members.map(({ consumption }) => consumption.stop()));
    expect([said('ack'), said('nack')]).toEqual([wanted, 0]);
    expect([...double.groups.values()].reduce((sum, { totalItems }) => sum + totalItems, 0)).toBe(wanted);
  });

  it('of one filter are one group, in any order of its types', async () => {
    const members = [member(['Created', 'Failed']), member(['Failed', 'Created'], open())];
    await until(() => [...double.groups.values()].some((group) => group.members.length === 2));
    expect(groups()).toHaveLength(1);
    await Promise.all(members.map(({ consumption }) => consumption.stop()));
  });
});

describe.each<[string, (at?: EventstoredbEventStore) => Member]>([
  ['of another filter', (at) => member(['Created'], at)],
  ['of a release that had the server filter nothing', memberOfOldRelease],
])('A group that follows one %s', (_, oldMember) => {
  const newMember = (at = store) => member(['Created', 'Failed'], at);

  it('starts at that group’s checkpoint: nothing is lost, and not everything is redelivered', async () => {
    const old = oldMember();
    const done = (await Promise.all(Array.from({ length: 30 }, () => write('Created')))).flat();
    await until(() => old.given.length === 30);
    await old.consumption.stop();
    await until(() => [...double.groups.values()][0]!.checkpoint > 0);
    const checkpoint = (await store.groups())[0]!.position;
    const missed = [...(await write('Created')), ...(await write('Failed'))];
    const next = newMember();
    await until(() => missed.every((id) => next.given.includes(id)));
    const before = double.log.all.filter(({ position, type }) => position < checkpoint && type === 'Created');
    expect(next.given.filter((id) => before.some((stored) => stored.id === id))).toEqual([]);
    expect(done).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    await next.consumption.stop();
  });

  it('gets the events in progress of a member of that group that died', async () => {
    const dying = open();
    const old = oldMember(dying);
    const [inHand] = await write('Created');
    old.broken.add(inHand!);
    await until(() => old.given.length === 1);
    await dying.close();
    const next = newMember();
    await until(() => next.given.includes(inHand!));
    await next.consumption.stop();
  });

  it('deletes that group a minute after its last member has left, and not before', async () => {
    const other = open();
    const old = oldMember(other);
    await write('Created');
    await until(() => old.given.length === 1);
    const next = newMember();
    await until(() => groups().length === 2 && clock.sleepers > 0);
    for (let minute = 0; minute < 3; minute += 1) await clock.pass({ minutes: 1 });
    const ids = await write('Created');
    await until(() => [old, next].every(({ given }) => given.includes(ids[0]!)));
    expect(groups()).toHaveLength(2);
    await old.consumption.stop();
    await clock.pass({ seconds: 30 });
    expect(groups()).toHaveLength(2);
    await passUntil(() => groups().length === 1);
    const [last] = await write('Failed');
    await until(() => next.given.includes(last!));
    await next.consumption.stop();
  });

  it('lists the parked events of that group, and handles them when they are replayed', async () => {
    const old = oldMember();
    const [bad] = await write('Created');
    old.broken.add(bad!);
    await until(() => old.given.length === 1);
    for (let parked = 0; parked === 0;) parked = (await store.parked()).length;
    const later = (await Promise.all(Array.from({ length: 10 }, () => write('Created')))).flat();
    await until(() => later.every((id) => old.given.includes(id)));
    await old.consumption.stop();
    await until(() => [...double.groups.values()][0]!.checkpoint > 5);
    const members = [newMember(), newMember(open())];
    await until(() => groups().length === 2 && clock.sleepers > 1);
    // It is joined once, delivers nothing, and is left again: it costs no acknowledgements while the event stays parked.
    for (let minute = 0; minute < 3; minute += 1) await clock.pass({ minutes: 1 });
    await passUntil(() =>
      [...double.groups.values()].every(({ name, members }) => name.includes('@') || members.length === 0),
    );
    expect(groups()).toHaveLength(2);
    expect((await store.parked()).map(({ group, reason }) => [group, reason])).toEqual([['submit', 'Error: broken']]);
    expect([...(await store.parkedCounts())]).toEqual([['submit', 1]]);
    expect((await store.groups()).map(({ group }) => group)).toEqual(['submit']);

    expect(await store.replayParked('submit')).toBe(1);
    const given = () => members.flatMap((one) => one.given).filter((id) => id === bad);
    await passUntil(() => given().length > 0);
    await passUntil(() => groups().length === 1);
    expect(given()).toHaveLength(1);
    expect(await store.parked()).toEqual([]);
    await Promise.all(members.map(({ consumption }) => consumption.stop()));
  });

  it('parks a replayed event that fails again, and lists it', async () => {
    const old = oldMember();
    const [bad] = await write('Created');
    old.broken.add(bad!);
    await until(() => old.given.length === 1);
    for (let parked = 0; parked === 0;) parked = (await store.parked()).length;
    const later = (await Promise.all(Array.from({ length: 10 }, () => write('Created')))).flat();
    await until(() => later.every((id) => old.given.includes(id)));
    await old.consumption.stop();
    await until(() => [...double.groups.values()][0]!.checkpoint > 5);
    const next = newMember();
    next.broken.add(bad!);
    await until(() => groups().length === 2 && clock.sleepers > 0);
    await store.replayParked('submit');
    await passUntil(() => next.given.includes(bad!));
    for (let parked = 0; parked === 0;) parked = (await store.parked()).length;
    for (let minute = 0; minute < 3; minute += 1) await clock.pass({ minutes: 1 });
    expect((await store.parked()).map(({ group }) => group)).toEqual(['submit']);
    await next.consumption.stop();
  });
});
