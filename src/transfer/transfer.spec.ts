import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../test/support/fake-clock.js';
import { damaged, describeTransfer, exported, history, imported, readBack } from '../../test/support/transfer.js';
import { StoreUnavailable, type MovableEventStore } from '../kernel/ports/event-store.js';
import { SqliteEventStore } from '../adapters/sqlite/event-store.js';
import { refuseUnfinishedImport } from './import-record.js';
import { eventsInABatch } from './log-file.js';

const clock = new FakeClock();
let directory: string;
let files: number;
let opened: SqliteEventStore[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-transfer-'));
  files = 0;
  opened = [];
});
afterEach(async () => {
  for (const store of opened) await store.close();
  rmSync(directory, { recursive: true });
});

const kept = (store: SqliteEventStore): SqliteEventStore => {
  opened.push(store);
  return store;
};
const onDisk = async () => kept(await SqliteEventStore.open(join(directory, `${(files += 1)}.sqlite`), clock));
const open = () => kept(SqliteEventStore.inMemory(clock));

describeTransfer('embedded to embedded', onDisk, onDisk);

/** A store with one changed method. */
const but = (store: SqliteEventStore, otherwise: Partial<MovableEventStore>): MovableEventStore =>
  new Proxy<MovableEventStore>(store, {
    get(_, name) {
      if (name in otherwise) return otherwise[name as keyof MovableEventStore];
      const own = store[name as keyof SqliteEventStore];
      return typeof own === 'function' ? own.bind(store) : own;
    },
  });

describe('a log on its way', () => {
  let source: SqliteEventStore;
  let text: string;
  beforeEach(async () => {
    source = open();
    await source.receive(history(2 * eventsInABatch + 500));
    text = await exported(source);
  });

  it('is continued where an import was interrupted, and no gateway may start on it before that', async () => {
    const target = open();
    let appends = 0;
    const breaking = but(target, {
      receive: async (events) => {
        if ((appends += 1) === 2) throw new StoreUnavailable('pulled out');
        await target.receive(events);
      },
    });
    await expect(imported(text, breaking)).rejects.toThrow('pulled out');
    await expect(refuseUnfinishedImport(target)).rejects.toThrow(/The import of this log is not complete/);
    await expect(exported(target)).rejects.toThrow(/The import of this log is not complete/);

    expect(await imported(text, target)).toMatchObject({ events: 4_500, before: eventsInABatch });
    expect(await readBack(target)).toEqual(await readBack(source));
    await refuseUnfinishedImport(target);
  });

  it('is brought up to date when it has grown since', async () => {
    const target = open();
    await imported(text, target);
    await source.append('payment-new', 'no-stream', [
      { ...history(1)[0]!, id: '00000000-0000-4000-9000-000000000001' },
    ]);
    expect(await imported(await exported(source), target)).toMatchObject({ events: 4_501, before: 4_500 });
    expect(await readBack(target)).toEqual(await readBack(source));
  });

  it('is recognised as present, and nothing is written', async () => {
    const target = open();
    await imported(text, target);
    const head = await target.head();
    expect(await imported(text, target)).toMatchObject({ events: 4_500, before: 4_500 });
    expect(await target.head()).toBe(head);
  });

  it('is refused by a different log, with the first event that differs', async () => {
    const target = open();
    const other = history(10).map((event, index) => (index === 6 ? { ...event, data: { other: true } } : event));
    await target.receive(other);
    await expect(imported(text, target)).rejects.toThrow(
      /^event 7 is Happened order-6@0 \(00000000-0000-4000-8000-000000000007\) there, and here it is Happened order-6@0/,
    );
    expect(await target.head()).toBe(10n);
  });

  it('is refused by a log that has further events of its own', async () => {
    const target = open();
    await imported(text, target);
    await target.append('payment-own', 'no-stream', [
      { ...history(1)[0]!, id: '00000000-0000-4000-9000-000000000002' },
    ]);
    await expect(imported(text, target)).rejects.toThrow(
      /^the log here goes on after its 4500 events, with Happened payment-own@0/,
    );
  });

  it('is refused when another program writes meanwhile', async () => {
    const target = open();
    await target.receive(history(eventsInABatch));
    const growing = but(target, {
      receive: async (events) => {
        const { stream, revision, ...event } = events[0]!;
        const id = '00000000-0000-4000-9000-000000000003';
        await target.append(stream, revision === 0 ? 'no-stream' : revision - 1, [{ ...event, id }]);
        await target.receive(events);
      },
    });
    await expect(imported(text, growing)).rejects.toThrow(
      /^another program writes to this log: order-\d is at \d+, not at/,
    );
  });

  it('is not reported as verified when the store has changed an event', async () => {
    const target = open();
    const forgetful = but(target, {
      receive: (events) =>
        target.receive(events.map((event) => (event.id.endsWith('000bba') ? { ...event, type: 'Haqqened' } : event))),
    });
    await expect(imported(text, forgetful)).rejects.toThrow(
      /^event 3002 has not become what it is there: here it is Haqqened order-5@428 \(\S+\), at position 3003$/,
    );
    await expect(refuseUnfinishedImport(target)).rejects.toThrow();
  });

  it.each(damaged)('is refused with one sentence: %s', async (_, damage, sentence, takenIn) => {
    const target = open();
    await expect(imported(damage(text), target)).rejects.toThrow(sentence);
    expect((await readBack(target)).length).toBe(takenIn);
  });
});
