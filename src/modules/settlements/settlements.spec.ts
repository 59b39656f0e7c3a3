import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { FakeClock, noon } from '../../../test/support/fake-clock.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { rwf } from '../../../test/support/specify-payment.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { Settlements } from './settlements.js';

const aline = { id: 'cli_1', owner: null };

it('a deposit that came too late for one settlement is left to another, also where two were confirmed at once', async () => {
  const clock = new FakeClock();
  const store = SqliteEventStore.inMemory(clock);
  const settlements = new Settlements({
    kernel: { store, clock, newId: randomUUID },
    documents: {} as never,
    providers: { named: () => ({}) as never },
    tariffs: {} as never,
  });
  const expectAt = (id: string) => {
    const asked = { provider: 'mtn-momo', bankAccount: 'BK 1', gross: rwf(10_000), leftAt: noon, expectedBy: null, covers: null, reference: null }; // prettier-ignore
    return settlements.expect(id, asked, 'f', aline, anyOrigin);
  };
  const receive = (id: string, bankReference: string) => {
    const deposit = { amount: rwf(7_000), receivedAt: noon, bankReference, itemId: null, fee: rwf(0), note: null };
    return settlements.receive(id, deposit, aline, anyOrigin);
  };
  await expectAt('stl_1');
  await expectAt('stl_2');
  const references = ['FT1', 'FT2'];
  const answers = await Promise.allSettled(references.map((each) => receive('stl_1', each)));
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = references[answers.findIndex(({ status }) => status === 'rejected')]!;
  expect(await receive('stl_2', refused)).toMatchObject({ status: 'partly-received' });
  await store.close();
});
