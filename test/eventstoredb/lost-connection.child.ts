// node lost-connection.child.ts <connection string> adapter|client: appends large events concurrently, and prints the outcomes.
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { systemClock } from '../../src/kernel/system-clock.js';
import { EventstoredbEventStore } from '../../src/adapters/eventstoredb/event-store.js';

const [connectionString, by] = process.argv.slice(2) as [string, string];
const data = 'x'.repeat(200_000);
const metadata = {
  actor: { kind: 'system', id: 'child', name: 'Child' },
  correlationId: 'child',
  causationId: null,
  at: '2026-11-22T12:00:00.000Z',
  schemaVersion: 1,
} as const;
const append = appender();

const underWay = Array.from({ length: 32 }, (_, n) => append(`order-${n}`));
console.log('under way');
const results = await Promise.allSettled(underWay);
await new Promise((resolve) => setTimeout(resolve, 300));
console.log(`alive, ${results.filter(({ status }) => status === 'rejected').length} refused`);
process.exit(0);

function appender(): (stream: string) => Promise<unknown> {
  if (by === 'client') {
    const client = EventStoreDBClient.connectionString(connectionString);
    return (stream) => client.appendToStream(stream, jsonEvent({ type: 'Large', data: { data } }));
  }
  const store = EventstoredbEventStore.connect(connectionString, systemClock);
  return (stream) =>
    store.append(stream, 'no-stream', [{ id: crypto.randomUUID(), type: 'Large', data: { data }, metadata }]);
}
