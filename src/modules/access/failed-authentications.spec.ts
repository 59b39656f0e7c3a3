import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { eventLoopTurns, FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { beginning } from '../../kernel/domain/position.js';
import { TooManyRequests } from '../../kernel/rate-limit.js';
import type { Failure } from './access.events.js';
import { FailedAuthentications, networkOf } from './failed-authentications.js';

let log: SqliteEventStore;
let clock: FakeClock;
let failures: FailedAuthentications;
let ids: number;
beforeEach(() => {
  clock = new FakeClock();
  log = SqliteEventStore.inMemory(clock);
  ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  failures = new FailedAuthentications({ store: log, clock, newId }, pino({ level: 'silent' }));
});
afterEach(async () => {
  await failures.stop();
  await log.close();
});

const unknown = { reason: 'unknown', keyId: null, clientId: null, userId: null } as const;
const recorded = async () => {
  await eventLoopTurns();
  return (await log.readAll(beginning, 100)).events.map(({ data }) => data as Failure);
};

describe('failed authentications', () => {
  it('are on record: the first at once, and those of the next minute as one event with a count', async () => {
    failures.note({ address: '10.0.0.1', ...unknown });
    expect((await recorded()).map(({ count }) => count)).toEqual([1]);
    await clock.pass({ seconds: 10 });
    for (let count = 0; count < 500; count += 1) failures.note({ address: '10.0.0.1', ...unknown });
    await clock.pass({ ms: 49_999 });
    expect(await recorded()).toHaveLength(1);
    await clock.pass({ ms: 1 });
    expect((await recorded())[1]).toEqual({
      address: '10.0.0.1',
      ...unknown,
      count: 500,
      firstAt: '2026-11-22T12:00:10.000Z',
      at: '2026-11-22T12:00:10.000Z',
    });
  });

  it('are counted by reason, for the metric', () => {
    for (const reason of ['unknown', 'unknown', 'expired'] as const)
      failures.note({ address: '10.0.0.1', reason, keyId: null, clientId: null });
    expect(Object.fromEntries(failures.counts)).toEqual({
      missing: 0,
      malformed: 0,
      mistyped: 0,
      unknown: 2,
      expired: 1,
      revoked: 0,
      'sign-in': 0,
      'second-factor': 0,
    });
  });

  it('share their record with what a rule refused, each by its route, code and resource', async () => {
    const refused = { clientId: 'cli_1', keyId: 'key_1', route: 'POST /v1/refunds/:id/approve' };
    const own = { ...refused, code: 'APPROVER_IS_REQUESTER', resourceId: 'ref_1' };
    failures.noteRefusedAction(own);
    expect(await recorded()).toHaveLength(1);
    failures.noteRefusedAction(own);
    failures.noteRefusedAction(own);
    failures.noteRefusedAction({ ...own, resourceId: 'ref_2' });
    await clock.pass({ minutes: 1 });
    const { events } = await log.readAll(beginning, 100);
    const at = { firstAt: '2026-11-22T12:00:00.000Z', at: '2026-11-22T12:00:00.000Z' };
    // The first at once.
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['ActionRefused', { ...own, count: 1, ...at }],
      ['ActionRefused', { ...own, count: 2, ...at }],
      ['ActionRefused', { ...own, resourceId: 'ref_2', count: 1, ...at }],
    ]);
  });

  it('share their record with requests that a good key was not allowed, which no guesses crowd out', async () => {
    failures.noteRefused('cli_1', 'key_1', 'DELETE /v1/payers/:msisdn');
    expect(await recorded()).toEqual([
      {
        clientId: 'cli_1',
        keyId: 'key_1',
        route: 'DELETE /v1/payers/:msisdn',
        count: 1,
        firstAt: '2026-11-22T12:00:00.000Z',
        at: '2026-11-22T12:00:00.000Z',
      },
    ]);
    for (let address = 0; address < 3_000; address += 1)
      failures.note({ address: `10.1.${address >> 8}.${address & 255}`, ...unknown });
    for (let count = 0; count < 40; count += 1) failures.noteRefused(`cli_${count % 20}`, 'key_1', 'GET /v1/retention');
    await clock.pass({ minutes: 1 });
    const refused = (await log.readAll(beginning, 100)).events.filter(({ type }) => type === 'AccessRefused').slice(1);
    expect(refused.map(({ data }) => data)).toEqual([
      ...Array.from({ length: 9 }, () => expect.objectContaining({ route: 'GET /v1/retention', count: 2 })),
      expect.objectContaining({ clientId: null, keyId: null, route: null, count: 22 }),
    ]);
  });

  it('from very many addresses are nine events of the most frequent, and one of all others', async () => {
    failures.note({ address: '10.0.0.1', ...unknown });
    await recorded();
    for (let address = 0; address < 3_000; address += 1)
      failures.note({ address: `10.1.${address >> 8}.${address & 255}`, ...unknown });
    for (let count = 0; count < 7; count += 1) failures.note({ address: '10.1.0.5', ...unknown });
    await clock.pass({ minutes: 1 });
    const [, ...flood] = await recorded();
    expect(flood).toHaveLength(10);
    expect(flood[0]).toMatchObject({ address: '10.1.0.5', count: 8 });
    expect(flood.at(-1)).toMatchObject({ address: null, reason: null, count: 3_007 - 8 - 8 });
  });

  it('that are not on record yet are at a stop', async () => {
    failures.note({ address: '10.0.0.1', ...unknown });
    await recorded();
    failures.note({ address: '10.0.0.2', ...unknown });
    await failures.stop();
    expect((await recorded()).map(({ address }) => address)).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('are limited by address: sixty at once, and one more every two seconds', async () => {
    for (let count = 0; count < 60; count += 1) failures.take('10.0.0.1');
    expect(() => failures.take('10.0.0.1')).toThrow(TooManyRequests);
    failures.take('10.0.0.2');
    await clock.pass({ seconds: 2 });
    failures.take('10.0.0.1');
    expect(() => failures.take('10.0.0.1')).toThrow(TooManyRequests);
  });
});

it.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::9', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('failures of %s are counted for %s', (address, network) => expect(networkOf(address)).toBe(network));
