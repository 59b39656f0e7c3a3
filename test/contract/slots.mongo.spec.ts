import { afterAll, describe, expect, it } from '@jest/globals';
import { MongoSlots } from '../../src/adapters/mongodb/slots.js';
import { SharedPace } from '../../src/modules/providers/rate/shared-pace.js';
import { SlotsUnavailable, type Rhythm, type RateSlots } from '../../src/kernel/ports/slots.js';
import { FakeClock } from '../support/fake-clock.js';
import { mongoServer, Wire } from '../support/ferretdb.js';
import { describeSharedSlots, describeSlots } from './slots.contract.js';

const server = await mongoServer();
afterAll(() => server?.stop());

const rhythm: Rhythm = { everyMs: 110, openForMs: 2_000, farthestMs: 10_000 };
const elapsed = () => performance.now();

if (server) {
  console.info(`RateSlots: on ${server.name}`);
  describeSlots(server.name, () => MongoSlots.connect(server.newDatabase()), elapsed);
  describeSharedSlots(
    server.name,
    () => {
      const url = server.newDatabase();
      return Promise.all([MongoSlots.connect(url), MongoSlots.connect(url), MongoSlots.connect(url)]);
    },
    elapsed,
  );

  describe('MongoDB slots', () => {
    it('are unavailable while the server is', async () => {
      const wire = await Wire.to(server.newDatabase());
      const slots = await MongoSlots.connect(wire.url);
      await slots.reserve('checks', rhythm, 1);
      await wire.cut();
      await expect(slots.reserve('checks', rhythm, 1)).rejects.toThrow(SlotsUnavailable);
      await expect(MongoSlots.connect(wire.url)).rejects.toThrow(SlotsUnavailable);
      await slots.close();
    });

    it('are unavailable soon when the server is frozen, and available again after it', async () => {
      const wire = await Wire.to(server.newDatabase());
      const slots = await MongoSlots.connect(wire.url);
      await slots.reserve('checks', rhythm, 1);
      wire.hold();
      const heldAt = performance.now();
      await expect(slots.reserve('checks', rhythm, 1)).rejects.toThrow(SlotsUnavailable);
      expect(performance.now() - heldAt).toBeLessThan(20_000);
      wire.release();
      await again(() => slots.reserve('checks', rhythm, 1));
      await slots.close();
      await wire.cut();
    });

    it('are not needed by a rate limiter while the server is unavailable, and used again when it is back', async () => {
      const wire = await Wire.to(server.newDatabase());
      const slots = await MongoSlots.connect(wire.url);
      const heard = new Heard(slots);
      const clock = new FakeClock();
      const pace = new SharedPace(heard, 'checks', clock, 10);
      await wire.cut();
      const first = pace.take(1);
      await heard.ends();
      await first;
      expect([pace.take(1), pace.take(1), pace.take(1) === true]).toEqual([true, true, false]);
      await wire.mend();
      await again(() => slots.reserve('others', rhythm, 1));
      await clock.pass({ seconds: 2 });
      // The last start without slots, while the next reservation is in progress.
      expect(pace.take(1)).toBe(true);
      expect(await heard.ends()).toBe(true);
      await clock.pass({ ms: 0 });
      pace.stop();
      await slots.close();
      await wire.cut();
    });
  });
} else {
  describe('RateSlots: MongoDB', () => it.skip('have no server here', () => expect(server).not.toBeNull()));
}

/** Records how the last reservation ended. */
class Heard implements RateSlots {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly slots: RateSlots) {}

  reserve(name: string, terms: Rhythm, count: number) {
    const reserving = this.slots.reserve(name, terms, count);
    this.#last = reserving;
    return reserving;
  }

  ends(): Promise<boolean> {
    return this.#last.then(
      () => true,
      () => false,
    );
  }

  close(): Promise<void> {
    return this.slots.close();
  }
}

/** Ten calls at most, each with its own server selection. */
async function again<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (tries === 10) throw error;
    }
  }
}
