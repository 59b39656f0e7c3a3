import type { Clock } from '../kernel/domain/clock.js';
import { MongoDocumentStore } from '../adapters/mongodb/document-store.js';
import type { Limits } from '../adapters/eventstoredb/connection.js';
import { EventstoredbEventStore } from '../adapters/eventstoredb/event-store.js';
import { MongoLeases } from '../adapters/mongodb/leases.js';
import { MongoSlots } from '../adapters/mongodb/slots.js';
import { MongoKeyStore } from '../adapters/mongodb/key-store.js';
import { refuseKeysOfAnotherLog } from '../kernel/personal-data/keys-of-log.js';
import { PersonalData } from '../kernel/personal-data/personal-data.js';
import { refuseUnfinishedImport } from '../transfer/import-record.js';
import { ResourceScope, type Stores } from './opened-stores.js';
import type { StoreServers } from './settings.js';

// Loaded only where the settings name servers.
export { MongoDocumentStore, MongoKeyStore, MongoLeases };

/**
 * The servers that several instances share; they share nothing else. All instances have the same master key: an instance with another key
 * is refused before it writes anything.
 */
export async function openServers(
  { eventStoreUrl, mongoUrl }: StoreServers,
  masterKey: Buffer,
  clock: Clock,
): Promise<Stores> {
  const scope = new ResourceScope();
  return scope.closeOnFailure(async () => {
    const documents = await scope.add(MongoDocumentStore.connect(mongoUrl));
    const keys = await scope.add(MongoKeyStore.connect(mongoUrl));
    const leases = await scope.add(MongoLeases.connect(mongoUrl));
    const slots = await scope.add(MongoSlots.connect(mongoUrl));
    const events = await scope.add(Promise.resolve(eventStoreAt(eventStoreUrl, clock)));
    await refuseUnfinishedImport(events);
    await refuseKeysOfAnotherLog(events, keys);
    const personalData = new PersonalData(masterKey, keys, clock);
    await personalData.checkMasterKey();
    // An unavailable server is retried without limit.
    const broken = new Promise<never>(() => undefined);
    return {
      events,
      documents,
      headFile: null,
      broken,
      personalData,
      masterKey,
      leases,
      slots,
      close: () => scope.close(),
    };
  });
}

/** Does not wait for the server. Throws an error of one sentence for an invalid address. */
export function eventStoreAt(url: string, clock: Clock, limits: Partial<Limits> = {}): EventstoredbEventStore {
  try {
    return EventstoredbEventStore.connect(url, clock, limits);
  } catch (error) {
    // The client's error may quote the connection string, which may contain a password.
    const [reason] = (error as Error).message.replaceAll(url, '…').split('\n');
    throw new Error(`EVENTSTORE_URL cannot be used: ${reason}`, { cause: error });
  }
}
