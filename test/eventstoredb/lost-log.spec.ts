import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import { EventstoredbEventStore } from '../../src/adapters/eventstoredb/event-store.js';
import { acceptLoss } from '../../src/kernel/log-head/accept-loss.js';
import { LogHead, logHead } from '../../src/kernel/log-head/log-head.js';
import { newId, some } from '../contract/event-store.contract.js';
import { EventStoreDouble } from '../support/eventstoredb-double/double.js';
import { FakeClock } from '../support/fake-clock.js';

let doubles: EventStoreDouble[];
let stores: EventstoredbEventStore[];
let documents: SqliteDocumentStore;
const clock = new FakeClock();
beforeEach(() => {
  [doubles, stores] = [[], []];
  documents = SqliteDocumentStore.inMemory();
});
afterEach(async () => {
  for (const one of [...stores, documents]) await one.close();
  for (const double of doubles) await double.stop();
});

/** A separate log on a server. */
async function aLog(events: number): Promise<EventstoredbEventStore> {
  const double = await EventStoreDouble.start();
  doubles.push(double);
  const store = EventstoredbEventStore.connect(double.connectionString, clock);
  stores.push(store);
  for (let n = 0; n < events; n += 1) await store.append(`order-${n}`, 'no-stream', some(1));
  return store;
}

const headOf = (store: EventstoredbEventStore) => new LogHead(store, documents, null, clock);

/** The writes of a running gateway. */
async function seen(store: EventstoredbEventStore): Promise<void> {
  const head = headOf(store);
  await head.start();
  await head.stop();
}

describe('A log on a server that differs from the documents’ checkpoints', () => {
  it('is accepted when it holds all events that the documents have read', async () => {
    const store = await aLog(3);
    await seen(store);
    await store.append('order-9', 'no-stream', some(1));
    await expect(headOf(store).refuseLoss([])).resolves.toBeUndefined();
  });

  it.each([
    ['shorter', 1],
    ['empty', 0],
    ['another, and longer', 9],
  ])('is refused: %s', async (_, events) => {
    await seen(await aLog(3));
    const other = await aLog(events);
    await expect(headOf(other).refuseLoss([])).rejects.toThrow(/^the log has lost events.*log-head\.v1 has seen/);
    const kernel = { store: other, clock, newId };
    const accepted = await acceptLoss(kernel, documents, headOf(other), [logHead], [], async () => []);
    expect(accepted.findings).toHaveLength(1);
    await expect(headOf(other).refuseLoss([])).resolves.toBeUndefined();
    expect(await other.readStream('log-losses')).toHaveLength(1);
  });

  it('is refused because of a checkpoint beyond its end', async () => {
    const store = await aLog(3);
    await documents.declare(logHead);
    await documents.write(logHead, [], { reader: 'payments.v1', position: (await store.head()) + 1_000n });
    await expect(headOf(store).refuseLoss(['payments.v1'])).rejects.toThrow(/payments\.v1 has read up to/);
  });
});
