import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DocumentStoreUnavailable, Fenced, type Collection } from '../../src/kernel/ports/document-store.js';
import { MongoDocumentStore } from '../../src/adapters/mongodb/document-store.js';
import { mongoServer, Wire } from '../support/ferretdb.js';
import { describeDocumentStore, parcels } from './document-store.contract.js';

const server = await mongoServer();
afterAll(() => server?.stop());

const changeTo = (id: string, position: bigint, status = 'sent') => ({ id, document: { id, status }, position });

if (server) {
  console.info(`Documents: on ${server.name}`);
  describeDocumentStore(server.name, () => MongoDocumentStore.connect(server.newDatabase()));

  describe('MongoDB documents of two instances', () => {
    let one: MongoDocumentStore;
    let other: MongoDocumentStore;
    beforeEach(async () => {
      const url = server.newDatabase();
      one = await MongoDocumentStore.connect(url);
      other = await MongoDocumentStore.connect(url);
      await Promise.all([one.declare(parcels), other.declare(parcels)]);
    });
    afterEach(() => Promise.all([one.close(), other.close()]));

    it('are readable on one as soon as the other has written them', async () => {
      for (let position = 1n; position <= 20n; position += 1n) {
        await one.write(parcels, [changeTo('a', position)], { reader: 'view', position });
        expect((await other.get(parcels, ['a'])).get('a')?.position).toBe(position);
        expect(await other.checkpoint('view')).toBe(position);
      }
    });

    it('end as the newest version, in any order of the writers', async () => {
      const ids = Array.from({ length: 50 }, (_, index) => `p${index}`);
      const batch = (position: bigint) => ids.map((id) => changeTo(id, position, `at ${position}`));
      await Promise.all([
        one.write(parcels, batch(2n), { reader: 'view', position: 2n }),
        other.write(parcels, batch(1n), { reader: 'view', position: 1n }),
        other.write(parcels, batch(3n), { reader: 'view', position: 3n }),
      ]);
      const found = await one.get(parcels, ids);
      expect([...found.values()].map(({ position }) => position)).toEqual(ids.map(() => 3n));
      expect(await one.checkpoint('view')).toBe(3n);
    });

    it('refuse the instance whose lease has expired', async () => {
      await one.write(parcels, [changeTo('a', 1n)], { reader: 'view', position: 1n, fence: 1n });
      await other.write(parcels, [changeTo('a', 2n)], { reader: 'view', position: 2n, fence: 2n });
      const late = one.write(parcels, [changeTo('b', 3n)], { reader: 'view', position: 3n, fence: 1n });
      await expect(late).rejects.toThrow(Fenced);
      expect(await other.count(parcels)).toBe(1);
    });
  });

  describe('MongoDB documents of a holder that was paused between its fence check and its write', () => {
    let sleeper: MongoDocumentStore;
    let next: MongoDocumentStore;
    const turn = (fence: bigint, position: bigint) => ({ reader: 'view', position, fence });
    beforeEach(async () => {
      const url = server.newDatabase();
      sleeper = await MongoDocumentStore.connect(url);
      next = await MongoDocumentStore.connect(url);
      await Promise.all([sleeper.declare(parcels), next.declare(parcels)]);
      // Its fence check was before the next holder's lease.
      Object.assign(sleeper, { passFence: async () => undefined });
    });
    afterEach(() => Promise.all([sleeper.close(), next.close()]));

    it('stay removed, whether they existed before or not', async () => {
      await next.write(parcels, [changeTo('a', 5n), changeTo('c', 5n)], turn(2n, 5n));
      const removals = ['a', 'b'].map((id) => ({ id, document: null, position: 9n }));
      await next.write(parcels, removals, turn(2n, 9n));
      await expect(sleeper.write(parcels, [changeTo('a', 5n), changeTo('b', 5n)], turn(1n, 5n))).rejects.toThrow(
        Fenced,
      );
      await sleeper.write(parcels, [changeTo('a', 5n), changeTo('b', 5n)]);
      expect((await next.get(parcels, ['a', 'b'])).size).toBe(0);
      expect((await next.query(parcels, { limit: 9 })).documents).toEqual([{ id: 'c', status: 'sent' }]);
      expect(await next.count(parcels)).toBe(1);
    });

    it('are not replaced, not even by a newer position', async () => {
      await next.write(parcels, [changeTo('a', 5n, 'of the next')], turn(2n, 5n));
      const late = sleeper.write(parcels, [changeTo('a', 7n, 'of the sleeper')], turn(1n, 7n));
      await expect(late).rejects.toThrow(Fenced);
      expect((await next.get(parcels, ['a'])).get('a')?.document).toEqual({ id: 'a', status: 'of the next' });
      expect(await next.checkpoint('view')).toBe(5n);
    });

    it('do not prevent the next holder’s write by existing first', async () => {
      await sleeper.write(parcels, [changeTo('a', 5n)], turn(1n, 5n)).catch(() => undefined);
      await next.write(parcels, [changeTo('a', 6n, 'of the next')], turn(2n, 6n));
      expect((await next.get(parcels, ['a'])).get('a')?.document).toEqual({ id: 'a', status: 'of the next' });
    });
  });

  describe('MongoDB documents of a replaced version', () => {
    const older: Collection = { name: 'parcels.v0', indexes: [['status']] };

    it('stay beside the new ones until the command drops them', async () => {
      const url = server.newDatabase();
      const before = await MongoDocumentStore.connect(url);
      await before.declare(older);
      await before.declare({ ...parcels, indexes: [['note'], ...parcels.indexes] });
      await before.write(older, [changeTo('a', 1n)], { reader: older.name, position: 1n });
      await before.close();

      const store = await MongoDocumentStore.connect(url);
      await store.declare(parcels);
      await store.write(parcels, [changeTo('a', 1n)], { reader: parcels.name, position: 1n });
      expect(await store.undeclared()).toEqual(['parcels.v0']);
      expect(await store.dropUndeclared()).toEqual(['parcels.v0']);
      expect(await store.undeclared()).toEqual([]);
      expect(await store.checkpoint(older.name)).toBeNull();
      expect(await store.checkpoint(parcels.name)).toBe(1n);
      expect((await store.query(parcels, { where: { status: 'sent' }, limit: 9 })).documents).toHaveLength(1);
      await store.declare(older);
      expect(await store.count(older)).toBe(0);
      await store.close();
    });
  });

  describe('MongoDB documents without their server', () => {
    let wire: Wire;
    let store: MongoDocumentStore;
    beforeEach(async () => {
      wire = await Wire.to(server.newDatabase());
      store = await MongoDocumentStore.connect(wire.url);
      await store.declare(parcels);
      await store.write(parcels, [changeTo('a', 1n)]);
    });

    it('are unavailable within seconds, and available again when the server is', async () => {
      await wire.cut();
      const uses = [
        () => store.get(parcels, ['a']),
        () => store.query(parcels, { limit: 1 }),
        () => store.write(parcels, [changeTo('b', 1n)], { reader: 'view', position: 1n }),
        () => store.checkpoint('view'),
        () => MongoDocumentStore.connect(wire.url),
      ];
      const began = performance.now();
      const outcomes = await Promise.allSettled(uses.map((use) => use()));
      expect(performance.now() - began).toBeLessThan(20_000);
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(DocumentStoreUnavailable) });
      }
      await wire.mend();
      await again(() => store.write(parcels, [changeTo('b', 1n)], { reader: 'view', position: 1n }));
      expect([...(await store.get(parcels, ['a', 'b'])).keys()].sort()).toEqual(['a', 'b']);
      await store.close();
      await wire.cut();
    });

    it('wait for a frozen server no longer than the call’s timeout', async () => {
      wire.hold();
      await expect(store.get(parcels, ['a'])).rejects.toThrow(DocumentStoreUnavailable);
      wire.release();
      await again(() => store.get(parcels, ['a']));
      await store.close();
      await wire.cut();
    });
  });
} else {
  describe('DocumentStore: MongoDB', () => it.skip('has no server here', () => expect(server).not.toBeNull()));
}

/** Five calls at most, each with its own server selection. */
async function again(call: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await call();
      return;
    } catch (error) {
      if (tries === 5) throw error;
    }
  }
}
