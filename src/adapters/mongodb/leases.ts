import { Schema, type Model } from 'mongoose';
import { connectMongo, isDuplicate, type MongoConnection } from './connection.js';
import { LeasesUnavailable, type Lease, type Leases } from '../../kernel/ports/leases.js';

interface Row {
  /** The name of the lease. The document is never deleted, so that the fencing token only grows. */
  readonly _id: string;
  /** Null between a release and the next acquisition. */
  readonly holder: string | null;
  readonly fence: bigint;
  readonly expiresAt: Date;
}

/**
 * Leases for several machines. The clock is the primary's: its time is read before every change, so that this machine's clock
 * does not matter. A late answer makes a lease end earlier, never later. After a change of primary
 * the new primary's clock counts: where it is ahead by more than the rest of a lease, a second holder may start too early, and the
 * fencing token keeps the first one from writing.
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
        // Another holder has the lease.
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
