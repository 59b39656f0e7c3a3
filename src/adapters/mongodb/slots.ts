import { Schema, type Model } from 'mongoose';
import { connectMongo, isDuplicate, type MongoConnection } from './connection.js';
import {
  slotsFrom,
  SlotsUnavailable,
  type Reading,
  type Rhythm,
  type Slot,
  type RateSlots,
} from '../../kernel/ports/slots.js';

interface Row {
  /** The name. */
  readonly _id: string;
  /** The first free moment: milliseconds since 1970, on the primary's clock. */
  readonly freeFrom: number;
}

/**
 * RateSlots for several machines. The clock is the primary's, which is read before every reservation. After a change of primary the
 * new primary's clock counts. Where it is behind the old one, no caller waits longer than `farthestMs`; where it differs at all, slots
 * reserved before and after the change may coincide once.
 */
export class MongoSlots implements RateSlots {
  private readonly rows: Model<Row>;

  private constructor(private readonly mongo: MongoConnection) {
    this.rows = mongo.connection.model<Row>('slots', schema);
  }

  static async connect(url: string): Promise<MongoSlots> {
    return new MongoSlots(await connectMongo(url, refusal, { answerWithinMs }));
  }

  async reserve(name: string, rhythm: Rhythm, count: number): Promise<readonly Slot[]> {
    return this.mongo.call(async () => {
      const reading = await this.#readClock();
      // Every slot would be over before it can be used, so none is taken from the other instances.
      if (reading.toldAt - reading.askedAt > rhythm.openForMs) return [];
      const firstMs = await this.#claim(name, rhythm, count, reading);
      return slotsFrom(firstMs, count, rhythm, reading, performance.now());
    });
  }

  close(): Promise<void> {
    return this.mongo.close();
  }

  async #readClock(): Promise<Reading> {
    const askedAt = performance.now();
    const hello = await this.mongo.connection.db!.admin().command({ hello: 1 }, { readPreference: 'primary' });
    return { storeMs: (hello['localTime'] as Date).getTime(), askedAt, toldAt: performance.now() };
  }

  async #claim(name: string, { everyMs, farthestMs }: Rhythm, count: number, reading: Reading): Promise<number> {
    const { storeMs, askedAt, toldAt } = reading;
    // The answer to the reservation takes about as long as the last answer: an earlier slot would be half over.
    const earliest = storeMs + (toldAt - askedAt);
    const farthest = storeMs + farthestMs;
    const lengthMs = count * everyMs;
    for (let tries = 0; tries < mostTries; tries += 1) {
      // Under load this is one increment, which cannot conflict.
      const taken = await this.rows
        .findOneAndUpdate(
          { _id: name, freeFrom: { $gt: earliest, $lte: farthest } },
          { $inc: { freeFrom: lengthMs } },
          { returnDocument: 'before' },
        )
        .lean<Row>();
      if (taken !== null) return taken.freeFrom;
      try {
        await this.rows.findOneAndUpdate(
          { _id: name, $or: [{ freeFrom: { $lte: earliest } }, { freeFrom: { $gt: farthest } }] },
          { $set: { freeFrom: earliest + lengthMs } },
          { upsert: true },
        );
        return earliest;
      } catch (error) {
        // Another instance was first; its row can be incremented.
        if (!isDuplicate(error)) throw error;
      }
    }
    throw refusal('every try lost the race to another instance');
  }
}

/** Short: no caller waits so long for a slot, and a lost reservation is repeated sooner. */
const answerWithinMs = 2_000;
const mostTries = 3;

const schema = new Schema<Row>(
  { _id: { type: String, required: true }, freeFrom: { type: Number, required: true } },
  { strict: 'throw', versionKey: false, collection: 'ishyura_slots' },
);

const refusal = (why: string, cause?: unknown) => new SlotsUnavailable(`No slots can be had: ${why}`, { cause });
