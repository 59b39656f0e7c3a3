import { Schema, type Model } from 'mongoose';
import { connectMongo, isDuplicate, type MongoConnection } from '../documents/mongo-connection.js';
import { StoreUnavailable } from '../event-store/event-store.js';
import type { KeptKey, KeyStore, WrappedKey } from './personal-data.js';

interface Row {
  /** The subject: one key for each, and the first one stays. */
  readonly _id: string;
  readonly keyId: string;
  readonly wrapped: Buffer;
}

/**
 * Data keys for more than one machine. A key is answered once a majority of the servers has it in its journal. An erased one is deleted from
 * the collection; the oplog and the backups forget it as they age, which is what `docs/operations` has to say to whoever erases.
 */
export class MongoKeyStore implements KeyStore {
  private readonly rows: Model<Row>;

  private constructor(private readonly mongo: MongoConnection) {
    this.rows = mongo.connection.model<Row>('keys', schema);
  }

  static async connect(url: string): Promise<MongoKeyStore> {
    const mongo = await connectMongo(url, refusal);
    const store = new MongoKeyStore(mongo);
    try {
      await mongo.call(async () => {
        if (!(await hasIndex(store.rows))) await store.rows.createIndexes();
      });
    } catch (error) {
      await mongo.close();
      throw error;
    }
    return store;
  }

  async keep(subject: string, { keyId, wrapped }: WrappedKey): Promise<WrappedKey> {
    return this.mongo.call(async () => {
      for (;;) {
        try {
          // Without a look before: who has a key to keep has found none.
          await this.rows.insertOne({ _id: subject, keyId, wrapped });
          return { keyId, wrapped };
        } catch (error) {
          // Somebody was quicker; theirs is the key. It may have been erased since, and then ours is tried again.
          if (!isDuplicate(error)) throw error;
          const theirs = await this.#one({ _id: subject });
          if (theirs !== null) return theirs;
          if ((await this.#one({ keyId })) !== null)
            throw new Error(`The key ${keyId} is another subject's`, { cause: error });
        }
      }
    });
  }

  of(subject: string): Promise<WrappedKey | null> {
    return this.mongo.call(() => this.#one({ _id: subject }));
  }

  find(keyId: string): Promise<WrappedKey | null> {
    return this.mongo.call(() => this.#one({ keyId }));
  }

  async *all(): AsyncIterable<KeptKey> {
    let last: string | undefined;
    do {
      const after = last === undefined ? {} : { _id: { $gt: last } };
      const page = await this.mongo.call(() =>
        this.rows.find(after).sort({ _id: 1 }).limit(keysInAPage).lean<KeptRow[]>(),
      );
      for (const row of page) yield { subject: row._id, ...wrappedIn(row) };
      last = page.at(-1)?._id;
    } while (last !== undefined);
  }

  async erase(subject: string): Promise<number> {
    const { deletedCount } = await this.mongo.call(() => this.rows.deleteMany({ _id: subject }));
    return deletedCount;
  }

  close(): Promise<void> {
    return this.mongo.close();
  }

  async #one(filter: { readonly _id: string } | { readonly keyId: string }): Promise<WrappedKey | null> {
    const row = await this.rows.findOne(filter).lean<KeptRow>();
    return row === null ? null : wrappedIn(row);
  }
}

/** As the driver reads it: bytes in an envelope. */
interface KeptRow {
  readonly _id: string;
  readonly keyId: string;
  readonly wrapped: { readonly buffer: Uint8Array };
}

const wrappedIn = ({ keyId, wrapped }: KeptRow): WrappedKey => ({ keyId, wrapped: Buffer.from(wrapped.buffer) });

const keysInAPage = 1_000;

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    keyId: { type: String, required: true },
    wrapped: { type: Buffer, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'ishyura_keys' },
);
schema.index({ keyId: 1 }, { unique: true, name: 'keyId' });

async function hasIndex(rows: Model<Row>): Promise<boolean> {
  try {
    return (await rows.collection.indexes()).some(({ name }) => name === 'keyId');
  } catch (error) {
    // No collection yet.
    if ((error as { code?: unknown }).code === 26) return false;
    throw error;
  }
}

const refusal = (why: string, cause?: unknown) =>
  new StoreUnavailable(`The key store cannot be used: ${why}`, { cause });
