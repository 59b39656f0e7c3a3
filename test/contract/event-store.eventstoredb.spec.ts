import { afterEach, beforeEach } from '@jest/globals';
import { EventstoredbEventStore } from '../../src/adapters/eventstoredb/event-store.js';
import { EventStoreDouble } from '../support/eventstoredb-double/double.js';
import { describeEventStore } from './event-store.contract.js';

// The same contract over a network: each call costs a round trip, and the double shares this machine.
let double: EventStoreDouble;
beforeEach(async () => {
  double = await EventStoreDouble.start();
});
afterEach(async () => {
  await double.stop();
});

describeEventStore('EventStoreDB (the double)', async (clock) =>
  EventstoredbEventStore.connect(double.connectionString, clock),
);
