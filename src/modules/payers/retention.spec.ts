import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { instant } from '../../kernel/domain/clock.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Matters } from './payers.js';
import { payerView, type PayerDocument } from './payer.view.js';
import { monthsBefore, Retention } from './retention.js';

describe('months before a moment', () => {
  it.each([
    ['2026-11-22T12:00:00.000Z', 12, '2025-11-22T12:00:00.000Z'],
    ['2026-03-31T12:00:00.000Z', 1, '2026-02-28T12:00:00.000Z'],
    ['2028-03-31T12:00:00.000Z', 1, '2028-02-29T12:00:00.000Z'],
    ['2026-01-31T00:00:00.000Z', 2, '2025-11-30T00:00:00.000Z'],
  ])('%s, %i: %s', (now, months, before) => expect(instant(monthsBefore(Date.parse(now), months))).toBe(before));
});

describe('a run of the retention', () => {
  const clock = new FakeClock({ at: '2026-11-22T12:00:00.000Z' });
  const before = '2025-11-22T12:00:00.000Z';
  let documents: SqliteDocumentStore;
  let erased: string[];
  let matters: Record<string, Partial<Matters>>;
  let refused: string[];
  beforeEach(async () => {
    documents = SqliteDocumentStore.inMemory();
    await documents.declare(payerView.collection);
    [erased, matters, refused] = [[], {}, []];
  });

  const retention = (mostPerRun = 10) =>
    new Retention(
      12,
      {
        async erase(subject) {
          if (refused.includes(subject)) throw new Refusal('conflict', 'PAYER_NOT_ERASABLE');
          erased.push(subject);
          await put(subject, '2020-01-01T00:00:00.000Z', 'erased');
          return null;
        },
        mattersOf: async (subject) => ({
          paymentIds: [],
          refundIds: [],
          payoutIds: [],
          batchIds: [],
          reviewIds: [],
          newestAt: null,
          ...matters[subject],
        }),
        viewsAreCurrent: async () => undefined,
      },
      documents,
      { clock, newId: () => 'run' },
      { info: () => undefined, error: () => undefined },
      mostPerRun,
    );

  let position = 0n;
  const put = async (id: string, lastAskedAt: string, status: PayerDocument['status'] = 'kept') => {
    position += 1n;
    const document = { id, status, keyIds: [id], erasedKeyIds: [], lastAskedAt, erasedAt: null };
    await documents.write(payerView.collection, [{ id, document, position }]);
  };

  it('erases payers with nothing younger and nothing open, to the millisecond', async () => {
    await put('old', '2025-11-22T11:59:59.999Z');
    await put('young', before);
    await put('asked-again', '2020-01-01T00:00:00.000Z');
    matters['asked-again'] = { newestAt: before };
    await put('open', '2020-01-01T00:00:00.001Z');
    matters['open'] = { paymentIds: ['pay_1'] };
    await put('opened-meanwhile', '2020-01-01T00:00:00.002Z');
    refused = ['opened-meanwhile'];
    expect(await retention().run()).toEqual({
      before,
      due: 1,
      kept: 2,
      oldest: '2025-11-22T11:59:59.999Z',
      complete: true,
    });
    expect(erased).toEqual(['old']);
  });

  it('takes no more than its bound, oldest first, and the next run goes on where it stopped', async () => {
    for (let n = 1; n <= 5; n += 1) await put(`p${n}`, `2020-01-0${n}T00:00:00.000Z`);
    const bounded = retention(2);
    expect(await bounded.run()).toMatchObject({ due: 2, complete: false });
    expect(erased).toEqual(['p1', 'p2']);
    expect(await bounded.run()).toMatchObject({ due: 2, complete: false });
    expect(await bounded.run()).toMatchObject({ due: 1, complete: true });
    expect(erased).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
    expect(bounded.last).toMatchObject({ due: 1, at: clock.at });
  });

  it('on trial counts the same and erases nothing', async () => {
    await put('old', '2020-01-01T00:00:00.000Z');
    expect(await retention().preview(12)).toMatchObject({ due: 1, kept: 0, complete: true });
    expect(erased).toEqual([]);
  });

  it('stops at a fault, and leaves the rest to the next run', async () => {
    await put('old', '2020-01-01T00:00:00.000Z');
    const broken = retention();
    refused = ['old'];
    Object.defineProperty(refused, 'includes', {
      value: () => {
        throw new Error('away');
      },
    });
    await expect(broken.run()).rejects.toThrow('away');
  });

  it('comes ten minutes after a turn has begun and then once a day, and within the hour where there is more', async () => {
    for (let n = 1; n <= 3; n += 1) await put(`p${n}`, `2020-01-0${n}T00:00:00.000Z`);
    const daily = retention(2);
    await daily.start();
    await clock.pass({ minutes: 9, seconds: 59 });
    expect(erased).toEqual([]);
    await clock.pass({ seconds: 1 });
    expect(erased).toEqual(['p1', 'p2']);
    await clock.pass({ hours: 1 });
    expect(erased).toEqual(['p1', 'p2', 'p3']);
    await put('p4', '2020-01-04T00:00:00.000Z');
    await clock.pass({ hours: 23, minutes: 59 });
    expect(erased).toHaveLength(3);
    await clock.pass({ minutes: 1 });
    expect(erased).toHaveLength(4);
    await daily.stop();
    expect(clock.sleepers).toBe(0);
  });
});
