import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable, type MovableEventStore, type MovedEvent } from '../../src/kernel/ports/event-store.js';
import { EventstoredbEventStore } from '../../src/adapters/eventstoredb/event-store.js';
import { SqliteEventStore } from '../../src/adapters/sqlite/event-store.js';
import { EventStoreDouble } from '../support/eventstoredb-double/double.js';
import { FakeClock } from '../support/fake-clock.js';
import { newId } from '../contract/event-store.contract.js';
import { describeTransfer, exported, history, imported, readBack } from '../support/transfer.js';

const clock = new FakeClock();
let directory: string;
let doubles: EventStoreDouble[];
let opened: MovableEventStore[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-transfer-'));
  doubles = [];
  opened = [];
});
afterEach(async () => {
  for (const store of opened) await store.close();
  for (const double of doubles) await double.stop();
  rmSync(directory, { recursive: true });
});

const kept = <S extends MovableEventStore>(store: S): S => {
  opened.push(store);
  return store;
};
const embedded = async () => kept(await SqliteEventStore.open(join(directory, `${opened.length}.sqlite`), clock));
const server = async () => {
  const double = await EventStoreDouble.start();
  doubles.push(double);
  return connect(double);
};
// The timeouts of the command: no caller waits for an answer, and the double shares this machine.
const connect = (double: EventStoreDouble) =>
  kept(EventstoredbEventStore.connect(double.connectionString, clock, { callMs: 30_000 }));

console.info('Moving: on the double of EventStoreDB');
describeTransfer('embedded to EventStoreDB', embedded, server);
describeTransfer('EventStoreDB to embedded', server, embedded);

describe('A log that moves', () => {
  it('is the same after an import into EventStoreDB and an export from it', async () => {
    const [source, between, back] = [await embedded(), await server(), await embedded()];
    await source.receive(history(2_500));
    await imported(await exported(source), between);
    await imported(await exported(between), back);
    expect(await readBack(back)).toEqual(await readBack(source));
  });

  it('writes consecutive events of one stream in one append, and other events separately', async () => {
    const target = await server();
    const [event] = history(1) as [MovedEvent];
    const at = (stream: string, revision: number) => ({ ...event, stream, revision, id: newId() });
    await target.receive([at('order-a', 0), at('order-a', 1), at('order-b', 0), at('order-a', 2)]);
    expect(await readBack(target)).toHaveLength(4);
    const streams = doubles[0]!.log.all.map(({ stream, revision }) => `${stream}@${revision}`);
    expect(streams).toEqual(['order-a@0', 'order-a@1', 'order-b@0', 'order-a@2']);
  });

  /** An import that this fault of one append interrupts after 2,000 events; then the server is available again. */
  const brokenOff = async (fault: 'write-then-break' | 'break-before-write', oneByOne: boolean) => {
    const source = SqliteEventStore.inMemory(clock);
    await source.receive(history(2_100));
    const text = await exported(source);
    const target = await server();
    const [double] = doubles as [EventStoreDouble];
    await target.append('import-log', 'no-stream', [began]);
    await target.receive(history(2_000));
    double.faultyAppends(fault);
    await expect(imported(text, target, oneByOne)).rejects.toThrow(StoreUnavailable);
    // Like the next run of the command: it connects again, and reads the imported events.
    return { source, text, again: connect(double) };
  };

  it('is continued after the server became unavailable during appends', async () => {
    const { source, text, again } = await brokenOff('write-then-break', false);
    const { before } = await imported(text, again);
    expect(before).toBeGreaterThan(2_000);
    expect(await readBack(again)).toEqual(await readBack(source));
  });

  it('is continued with --one-by-one', async () => {
    const { source, text, again } = await brokenOff('break-before-write', true);
    expect(await imported(text, again, true)).toMatchObject({ before: 2_000 });
    expect(await readBack(again)).toEqual(await readBack(source));
  });

  it('is refused when the server has lost one of many appends and written the following ones', async () => {
    const { text, again } = await brokenOff('break-before-write', false);
    await expect(imported(text, again)).rejects.toThrow(
      /^event 2001 is Happened order-5@285 \(\S+\) there, and here it is Happened order-6@285/,
    );
  });
});

const [{ id: _id, ...anEvent }] = history(1) as [MovedEvent];
const began = {
  ...anEvent,
  id: newId(),
  type: 'ImportBegan',
  data: { exportedAt: anEvent.metadata.at, head: '1', at: anEvent.metadata.at },
};
