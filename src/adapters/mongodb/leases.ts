import { Schema, type Model } from 'mongoose';
import { connectMongo, isDuplicate, type MongoConnection } from './connection.js';
import { LeasesUnavailable, type Lease, type Leases } from '../../kernel/ports/leases.js';

interface Row {
  /** The name; the document stays for ever, and with it the fence. */
  readonly _id: string;
  /** Null between a release and the next turn. */
  readonly holder: string | null;
  readonly fence: bigint;
  readonly expiresAt: Date;
}

/**
 * Leases for more than one machine. The clock is the primary's: it is asked for its time before every change, so that what this machine
 * believes the time to be does not matter. An answer that comes late makes a lease end earlier, never later. After a change of primary
 * the new one's clock counts: where it goes ahead of the old one's by more than is left of a lease, a second holder may come too early, and the
 * fence is what keeps the first from writing.
 */
export class MongoLeases implements Leases {
  private readonly rows: Model<Row>;

  private constructor(private readonly mongo: MongoConnection) {
    this.rows = mongo.connection.model<Row>('leases', schema);
  }

  static async connect(url: string): Promise<MongoLeases> {
    return new MongoLeases(await connectMongo(url, refusal));
  }

  async acquire(name: string, holder: string, ttlMs: number): Promise<Lease | null> {
    return this.mongo.call(async () => {
      const now = await this.#now();
      try {
        const row = await this.rows
          .findOneAndUpdate(
            { _id: name, $or: [{ holder: { $in: [null, holder] } }, { expiresAt: { $lte: new Date(now) } }] },
            { $set: { holder, expiresAt: new Date(now + ttlMs) }, $inc: { fence: 1n } },
            { upsert: true, returnDocument: 'after' },
          )
          .lean<Row>();
        return row && { fence: row.fence };
      } catch (error) {
        // There is such a document, and it is another's.
        if (isDuplicate(error)) return null;
        throw error;
      }
    });
  }

  async renew(name: string, holder: string, fence: bigint, ttlMs: number): Promise<boolean> {
    return this.mongo.call(async () => {
      const expiresAt = new Date((await this.#now()) + ttlMs);
      const { matchedCount } = await this.rows.updateOne({ _id: name, holder, fence }, { $set: { expiresAt } });
      return matchedCount === 1;
    });
  }

  async release(name: string, holder: string, fence: bigint): Promise<void> {
    await this.mongo.call(() => this.rows.updateOne({ _id: name, holder, fence }, { $set: { holder: null } }));
  }

  close(): Promise<void> {
    return this.mongo.close();
  }

  async #now(): Promise<number> {
    const hello = await this.mongo.connection.db!.admin().command({ hello: 1 }, { readPreference: 'primary' });
    return (hello['localTime'] as Date).getTime();
  }
}

const schema = new Schema<Row>(
  {
    _id: { type: String, required: true },
    holder: { type: String, default: null },
    fence: { type: Schema.Types.BigInt, required: true },
    expiresAt: { type: Date, required: true },
  },
  { strict: 'throw', versionKey: false, collection: 'ishyura_leases' },
);

const refusal = (why: string, cause?: unknown) => new LeasesUnavailable(`The leases cannot be used: ${why}`, { cause });
