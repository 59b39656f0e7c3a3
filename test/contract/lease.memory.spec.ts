import { MemoryLeases } from '../support/memory-leases.js';
import { FakeClock } from '../support/fake-clock.js';
import { describeLeases } from './lease.contract.js';

let clock = new FakeClock();
describeLeases(
  'of one process',
  async () => new MemoryLeases((clock = new FakeClock())),
  () => clock.pass({ ms: 20 }),
);
