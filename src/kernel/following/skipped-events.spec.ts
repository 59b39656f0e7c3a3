import { expect, it } from '@jest/globals';
import { noon } from '../../../test/support/fake-clock.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { mostCounted, SkippedEvents } from './skipped-events.js';

it('skipped events are counted up to one more than a thousand, so that counting takes no longer however many there are', async () => {
  const documents = SqliteDocumentStore.inMemory();
  const skipped = new SkippedEvents(documents);
  await skipped.declare();
  const event = { reader: 'payments.v3', stream: 'payment-pay_1', revision: 0, type: 'A', reason: 'why', at: noon };
  for (let n = 1; n <= 1_000; n += 1) await skipped.add(event, BigInt(n));
  expect(await skipped.count()).toBe(mostCounted);
  for (let n = 1_001; n <= 1_010; n += 1) await skipped.add(event, BigInt(n));
  expect(await skipped.count()).toBe(1_001);
  await documents.close();
});
