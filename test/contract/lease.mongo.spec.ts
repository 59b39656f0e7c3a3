import { setTimeout as realTime } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { LeasesUnavailable } from '../../src/kernel/ports/leases.js';
import { MongoLeases } from '../../src/adapters/mongodb/leases.js';
import { mongoServer, Wire } from '../support/ferretdb.js';
import { describeLeases, describeSharedLeases } from './lease.contract.js';

const server = await mongoServer();
afterAll(() => server?.stop());

if (server) {
  console.info(`Leases: on ${server.name}`);
  // The server's time counts, and a test cannot change it.
  describeLeases(
    server.name,
    () => MongoLeases.connect(server.newDatabase()),
    () => realTime(20),
  );
  describeSharedLeases(server.name, async () => {
    const url = server.newDatabase();
    return [await MongoLeases.connect(url), await MongoLeases.connect(url)];
  });

  describe('MongoDB leases', () => {
    it('are unavailable while the server is', async () => {
      const wire = await Wire.to(server.newDatabase());
      const leases = await MongoLeases.connect(wire.url);
      const lease = await leases.acquire('views', 'a', 60_000);
      await wire.cut();
      await expect(leases.renew('views', 'a', lease!.fence, 60_000)).rejects.toThrow(LeasesUnavailable);
      await expect(MongoLeases.connect(wire.url)).rejects.toThrow(LeasesUnavailable);
      await leases.close();
    });
  });
} else {
  describe('Leases: MongoDB', () => it.skip('have no server here', () => expect(server).not.toBeNull()));
}
