import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { beginning } from '../../src/kernel/domain/position.js';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import { EventstoredbEventStore } from '../../src/adapters/eventstoredb/event-store.js';
import { SkippedEvents } from '../../src/kernel/following/skipped-events.js';
import { ViewRunner } from '../../src/kernel/following/view-runner.js';
import { KeyedHash } from '../../src/kernel/keyed-hash.js';
import { systemClock } from '../../src/kernel/system-clock.js';
import { clientView } from '../../src/modules/access/client.view.js';
import { Clients } from '../../src/modules/access/clients.js';
import { some, until } from '../contract/event-store.contract.js';
import { EventStoreDouble } from '../support/eventstoredb-double/double.js';
import { anyOrigin } from '../support/specify.js';

const hashes = new KeyedHash(Buffer.alloc(32, 7), 'api-key');
let double: EventStoreDouble;
let documents: SqliteDocumentStore;
const running: { readonly clients: Clients; readonly store: EventstoredbEventStore }[] = [];
beforeEach(async () => {
  double = await EventStoreDouble.start();
  documents = SqliteDocumentStore.inMemory();
});
afterEach(async () => {
  for (const { clients, store } of running.splice(0)) {
    await clients.stop();
    await store.close();
  }
  await documents.close();
  await double.stop();
});

/** The API clients of another instance, which shares its servers with the others. */
async function startInstance() {
  const store = EventstoredbEventStore.connect(double.connectionString, systemClock);
  const clients = new Clients({ store, clock: systemClock, newId: randomUUID }, documents, hashes);
  running.push({ clients, store });
  await clients.start();
  return { clients, store };
}

async function fillView(store: EventstoredbEventStore): Promise<void> {
  const skipped = new SkippedEvents(documents);
  await skipped.declare();
  const view = new ViewRunner(clientView, store, documents, skipped, systemClock);
  await view.start(1n);
  const head = await store.head();
  const checkpoint = async () => (await documents.checkpoint(clientView.collection.name)) ?? beginning;
  while ((await checkpoint()) < head) await new Promise(setImmediate);
  await view.stop();
}

it('a start reads the streams of the clients, and the log only after the view’s checkpoint', async () => {
  const first = await startInstance();
  const noise = async (name: string) => {
    for (let n = 0; n < 15; n += 1) await first.store.append(`${name}-${n}`, 'no-stream', some(100));
  };
  await noise('before');
  const { client, key } = await first.clients.register('Permits', ['service'], anyOrigin);
  await noise('after');
  await fillView(first.store);
  const searched = double.searched;
  const { clients } = await startInstance();
  expect(clients.withKey(key)).toMatchObject({ is: 'good', principal: { id: client.id } });
  expect(double.searched - searched).toBeLessThan(10);
});

it('every instance hears of a new key, and of one that is revoked', async () => {
  const [one, other] = [await startInstance(), await startInstance()];
  await fillView(one.store);
  const { client, key } = await one.clients.register('Permits', ['service'], anyOrigin);
  await until(() => other.clients.withKey(key).is === 'good');
  await one.clients.revoke(client.id, { force: false }, anyOrigin);
  await until(() => other.clients.withKey(key).is === 'revoked');
});
