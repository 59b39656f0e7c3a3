import { afterAll } from '@jest/globals';
import type { Clock } from '../../src/kernel/domain/clock.js';
import { MongoDocumentStore } from '../../src/adapters/mongodb/document-store.js';
import { EventstoredbEventStore } from '../../src/adapters/eventstoredb/event-store.js';
import { MongoKeyStore } from '../../src/adapters/mongodb/key-store.js';
import { PersonalData } from '../../src/kernel/personal-data/personal-data.js';
import type { Stores } from '../../src/app/opened-stores.js';
import { EventStoreDouble } from './eventstoredb-double/double.js';
import { mongoServer, type MongoServer } from './ferretdb.js';

const journeysOnServers = process.env['TEST_SERVERS'] === '1';
let mongo: Promise<MongoServer> | null = null;
if (journeysOnServers) afterAll(async () => (await mongo)?.stop());

/** Servers of one app's own: a log and a database with nothing in them. They outlive a restart of the app. */
export class Servers {
  private constructor(
    private readonly double: EventStoreDouble,
    private readonly mongoUrl: string,
  ) {}

  static async start(): Promise<Servers> {
    mongo ??= firstServer();
    return new Servers(await EventStoreDouble.start(), (await mongo).newDatabase());
  }

  /** The stores of one instance without leases, because no other instance uses them. */
  async open(masterKey: Buffer, clock: Clock): Promise<Stores> {
    const documents = await MongoDocumentStore.connect(this.mongoUrl);
    const keys = await MongoKeyStore.connect(this.mongoUrl);
    const events = EventstoredbEventStore.connect(this.double.connectionString, clock, patient);
    const close = async () => {
      for (const store of [events, keys, documents]) await store.close();
    };
    return {
      events,
      documents,
      personalData: new PersonalData(masterKey, keys),
      masterKey,
      leases: null,
      slots: null,
      headFile: null,
      broken: new Promise(() => undefined),
      close,
    };
  }

  /** What a command that reads the same stores is started with. */
  get environment(): Readonly<Record<string, string>> {
    return { EVENTSTORE_URL: this.double.connectionString, MONGODB_URL: this.mongoUrl };
  }

  stop(): Promise<void> {
    return this.double.stop();
  }
}

/** The double runs in this process: on a busy machine the time that an answer may take goes by while nobody is at work on it. */
const patient = { callMs: 120_000, inOrderMs: 120_000, silenceMs: 120_000 };

async function firstServer(): Promise<MongoServer> {
  const server = await mongoServer();
  // Journeys without a server must fail, not pass.
  if (server === null)
    throw new Error('the journeys need a server with MongoDB’s protocol: set MONGODB_URL, or let FerretDB be built');
  return server;
}

/** Servers that several programs share. */
export interface SharedServers {
  readonly eventStoreUrl: string;
  /** With a separate database. */
  readonly mongoUrl: string;
  stop(): Promise<void>;
}

/** Those that EVENTSTORE_URL and MONGODB_URL name, else the double and FerretDB. A log that is given should be a new one. */
export async function sharedServers(given = process.env['EVENTSTORE_URL'] ?? ''): Promise<SharedServers> {
  const mongo = await firstServer();
  const double = given !== '' ? null : await EventStoreDouble.start();
  return {
    eventStoreUrl: double?.connectionString ?? given,
    mongoUrl: mongo.newDatabase(),
    async stop() {
      await double?.stop();
      await mongo.stop();
    },
  };
}
