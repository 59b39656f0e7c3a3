import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { FakeClock, noon } from '../../../test/support/fake-clock.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { rwf } from '../../../test/support/specify-payment.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { instant } from '../../kernel/domain/clock.js';
import { endOfDayMs, kigaliDayOf } from '../ledger/contract.js';
import { Settlements } from './settlements.js';

const aline = { id: 'cli_1', owner: null };

function start(clock: FakeClock) {
  const store = SqliteEventStore.inMemory(clock);
  const settlements = new Settlements({
    kernel: { store, clock, newId: randomUUID },
    documents: {} as never,
    providers: { named: () => ({}) as never, hasCurrency: (_, currency) => currency === 'RWF' },
    tariffs: {} as never,
  });
  const expectAt = (id: string) => {
    const asked = { provider: 'mtn-momo', bankAccount: 'BK 1', gross: rwf(10_000), leftAt: noon, expectedBy: null, covers: null, reference: null }; // prettier-ignore
    return settlements.expect(id, asked, 'f', aline, anyOrigin);
  };
  const receive = (id: string, bankReference: string, receivedAt: string = noon) => {
    const deposit = { amount: rwf(7_000), receivedAt, bankReference, itemId: null, fee: rwf(0), note: null };
    return settlements.receive(id, deposit, aline, anyOrigin);
  };
  return { store, expectAt, receive };
}

it('a deposit that came too late for one settlement is left to another, also where two were confirmed at once', async () => {
  const { store, expectAt, receive } = start(new FakeClock());
  await expectAt('stl_1');
  await expectAt('stl_2');
  const references = ['FT1', 'FT2'];
  const answers = await Promise.allSettled(references.map((each) => receive('stl_1', each)));
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = references[answers.findIndex(({ status }) => status === 'rejected')]!;
  expect(await receive('stl_2', refused)).toMatchObject({ status: 'partly-received' });
  await store.close();
});

it('a deposit of a day to come is refused: with the right day, the same money would be confirmed once more', async () => {
  const clock = new FakeClock();
  const { store, expectAt, receive } = start(clock);
  await expectAt('stl_1');
  const today = kigaliDayOf(instant(clock.now()));
  const next = endOfDayMs(today);
  await expect(receive('stl_1', 'FT1', instant(next))).rejects.toMatchObject({
    errors: [{ field: 'receivedAt', message: `must not be after today, which is ${today} in Kigali` }],
  });
  expect(await receive('stl_1', 'FT1', instant(next - 1))).toMatchObject({ status: 'partly-received' });
  await store.close();
});
