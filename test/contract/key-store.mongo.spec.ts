import { afterAll, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../../src/kernel/ports/event-store.js';
import { MongoKeyStore } from '../../src/adapters/mongodb/key-store.js';
import { mongoServer, Wire } from '../support/ferretdb.js';
import { describeKeyStore, describeSharedKeyStore } from './key-store.contract.js';

const server = await mongoServer();
afterAll(() => server?.stop());

if (server) {
  console.info(`Keys: on ${server.name}`);
  describeKeyStore(server.name, () => MongoKeyStore.connect(server.newDatabase()));
  describeSharedKeyStore(server.name, async () => {
    const url = server.newDatabase();
    return [await MongoKeyStore.connect(url), await MongoKeyStore.connect(url)];
  });

  describe('MongoDB keys', () => {
    it('are unavailable while the server is, and available again when it is back', async () => {
      const wire = await Wire.to(server.newDatabase());
      const keys = await MongoKeyStore.connect(wire.url);
      const k1 = { keyId: 'k1', wrapped: Buffer.from('k1') };
      await keys.keep('anna', k1);
      await wire.cut();
      await expect(keys.of('anna')).rejects.toThrow(StoreUnavailable);
      await expect(MongoKeyStore.connect(wire.url)).rejects.toThrow(StoreUnavailable);
      await wire.mend();
      expect(await keys.of('anna').catch(() => keys.of('anna'))).toEqual(k1);
      await keys.close();
      await wire.cut();
    });
  });
} else {
  describe('KeyStore: MongoDB', () => it.skip('has no server here', () => expect(server).not.toBeNull()));
}
