import { Schema, type Model } from 'mongoose';
import { connectMongo, isDuplicate, type MongoConnection } from './connection.js';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import type { KeptKey, KeyOfSubject, KeyStore, WrappedKey } from '../../kernel/ports/key-store.js';

interface Row {
  /**
   * The subject. After a line feed follows the number of a later key of the same subject, whose earlier keys were all destroyed, or the id of a
   * destroyed key that this store never had. So two instances that insert a key at once conflict on one id.
   */
  readonly _id: string;
  readonly keyId: string;
  /** Absent after the key was destroyed. */
  readonly wrapped?: Buffer;
}

/**
 * The key store for several machines. A key is acknowledged by the journals of a majority of the servers. An erased key is removed from
 * its row; it leaves the oplog and the backups as they age, see `docs/operations`.
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

  /** Creates nothing. Throws an error of one sentence where the database holds no keys: MONGODB_URL names another database than the gateways'. */
  static async read(url: string): Promise<MongoKeyStore> {
    const mongo = await connectMongo(url, refusal);
    const store = new MongoKeyStore(mongo);
    try {
      if (await mongo.call(() => hasIndex(store.rows))) return store;
      throw new Error('the database of MONGODB_URL holds no keys: name the database of the gateways');
    } catch (error) {
      await mongo.close();
      throw error;
    }
  }

  async keep(subject: string, { keyId, wrapped }: WrappedKey): Promise<WrappedKey> {
    return this.mongo.call(async () => {
      // Inserts without a read before: the caller has found no key, and most subjects never had one.
      let id = subject;
      for (;;) {
        try {
          await this.rows.insertOne({ _id: id, keyId, wrapped });
          return { keyId, wrapped };
        } catch (error) {
          // Another instance inserted its key first, and that key counts. If it was erased since, ours is tried again.
          if (!isDuplicate(error)) throw error;
          if ((await this.rows.exists({ keyId })) !== null)
            throw new Error(`The key ${keyId} is another subject's, or was erased`, { cause: error });
          const rows = await this.#rowsOf(subject);
          const theirs = rows.find(isThere);
          if (theirs !== undefined) return wrappedIn(theirs);
          id = `${subject}\n${rows.length}`;
        }
      }
    });
  }

  of(subject: string): Promise<WrappedKey | null> {
    return this.mongo.call(async () => {
      const row = await this.#liveRowOf(subject);
      return row === null ? null : wrappedIn(row);
    });
  }

  find(keyId: string): Promise<WrappedKey | 'erased' | null> {
    return this.mongo.call(async () => {
      const row = await this.rows.findOne({ keyId }).lean<KeptRow>();
      return row === null ? null : isThere(row) ? wrappedIn(row) : 'erased';
    });
  }

  async *all(): AsyncIterable<KeptKey> {
    let last: string | undefined;
    do {
      const after = last === undefined ? {} : { _id: { $gt: last } };
      const page = await this.mongo.call(() =>
        this.rows.find(after).sort({ _id: 1 }).limit(keysInAPage).lean<KeptRow[]>(),
      );
      for (const row of page)
        yield {
          subject: row._id.split('\n', 1)[0]!,
          keyId: row.keyId,
          wrapped: isThere(row) ? wrappedIn(row).wrapped : null,
        };
      last = page.at(-1)?._id;
    } while (last !== undefined);
  }

  async erase(subject: string): Promise<number> {
    return this.mongo.call(async () => {
      const row = await this.#liveRowOf(subject);
      return row === null ? 0 : this.#destroy(row.keyId);
    });
  }

  async bury(keys: readonly KeyOfSubject[]): Promise<void> {
    await this.mongo.call(async () => {
      for (const { subject, keyId } of keys) {
        if ((await this.rows.exists({ keyId })) !== null) await this.#destroy(keyId);
        else
          await this.rows.insertOne({ _id: `${subject}\n${keyId}`, keyId }).catch((error: unknown) => {
            // Another instance records the same destroyed key.
            if (!isDuplicate(error)) throw error;
          });
      }
    });
  }

  /** The primary acknowledges an update that matches no key: no row is stored that is no key. */
  async checkWritable(): Promise<void> {
    await this.mongo.call(() => this.rows.updateOne({ _id: '' }, { $unset: { wrapped: 1 } }));
  }

  close(): Promise<void> {
    return this.mongo.close();
  }

  /** The id stays in its row, which distinguishes two generations of one subject. */
  async #destroy(keyId: string): Promise<number> {
    const { modifiedCount } = await this.rows.updateOne(
      { keyId, wrapped: { $exists: true } },
      { $unset: { wrapped: 1 } },
    );
    return modifiedCount;
  }

  /** Nearly always one row or none: only an erased subject has more. */
  async #liveRowOf(subject: string): Promise<LiveRow | null> {
    const first = await this.rows.findOne({ _id: subject }).lean<KeptRow>();
    if (first === null || isThere(first)) return first;
    return (await this.#rowsOf(subject)).find(isThere) ?? null;
  }

  #rowsOf(subject: string): Promise<KeptRow[]> {
    const later = { $gt: `${subject}\n`, $lt: `${subject}\n~` };
    return this.rows.find({ $or: [{ _id: subject }, { _id: later }] }).lean<KeptRow[]>();
  }
}

/** As the driver returns it: bytes in a Binary object. */
interface KeptRow {
  readonly _id: string;
  readonly keyId: string;
  readonly wrapped?: { readonly buffer: Uint8Array };
}
type LiveRow = Required<KeptRow>;

const isThere = (row: KeptRow): row is LiveRow => row.wrapped !== undefined;
const wrappedIn = ({ keyId, wrapped }: LiveRow): WrappedKey => ({ keyId, wrapped: Buffer.from(wrapped.buffer) });

const keysInAPage = 1_000;

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    keyId: { type: String, required: true },
    wrapped: { type: Buffer },
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
