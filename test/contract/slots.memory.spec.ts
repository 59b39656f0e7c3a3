import { FakeClock } from '../support/fake-clock.js';
import { MemorySlots } from '../support/memory-slots.js';
import { describeSlots } from './slots.contract.js';

// The specs of the rate limiters use these.
const clock = new FakeClock();
describeSlots(
  'in memory, for tests',
  async () => new MemorySlots(clock),
  () => clock.now(),
);
