import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { epochMs } from '../../kernel/domain/clock.js';
import { sortable } from '../../kernel/outbox/queued.js';
import { Deliveries } from './deliveries.js';
import { DeliverWebhooks } from './deliver-webhooks.js';
import {
  afterTry,
  deliveries,
  deliveryIdOf,
  holdsBack,
  recovered,
  redelivered,
  type Delivery,
  type Try,
} from './delivery.js';

const noon = '2026-11-22T12:00:00.000Z';
const later = '2026-11-22T13:00:00.000Z';
const fresh: Delivery = {
  id: deliveryIdOf('whe_1', 'event-1'),
  endpointId: 'whe_1',
  client: 'cli_1',
  type: 'payment.created',
  resourceId: 'pay_1',
  sequence: 1,
  position: sortable(7n),
  createdAt: noon,
  status: 'pending',
  nextTryAt: noon,
  tries: [],
  triesMade: 0,
  triesBefore: 0,
  redeliveryOf: null,
  lastOrder: null,
  body: '{}',
  isSealed: false,
  settledAt: null,
  writer: 'queue',
};
const tried = (status: number | null): Try => ({
  id: randomUUID(),
  at: noon,
  status,
  latencyMs: 1,
  error: null,
  responseBody: '',
});
const failedTimes = (times: number, delivery = fresh): Delivery =>
  Array.from({ length: times }).reduce<Delivery>((each) => afterTry(each, tried(500), epochMs(noon)), delivery);

describe('a delivery after a try', () => {
  it.each([200, 204, 299])('is delivered by %i', (status) =>
    expect(afterTry(fresh, tried(status), epochMs(noon))).toMatchObject({ status: 'delivered', nextTryAt: null }),
  );

  it.each([null, 100, 301, 400, 429, 500])('waits for its next try after %s', (status) => {
    const { status: stands, nextTryAt } = afterTry(fresh, tried(status), epochMs(noon));
    expect(stands).toBe('pending');
    expect(epochMs(nextTryAt!) - epochMs(noon)).toBeGreaterThanOrEqual(4_500);
  });

  it('has failed at once by 410, and otherwise at its eleventh try', () => {
    expect(afterTry(fresh, tried(410), epochMs(noon))).toMatchObject({ status: 'failed', nextTryAt: null });
    expect(failedTimes(10).status).toBe('pending');
    expect(failedTimes(11)).toMatchObject({ status: 'failed', nextTryAt: null, triesMade: 11, settledAt: noon });
  });

  it('holds back later ones of its resource for four tries', () => {
    expect([0, 3, 4].map((times) => holdsBack(failedTimes(times)))).toEqual([true, true, false]);
  });
});

describe('a delivery that is sent again', () => {
  const delivered = afterTry(fresh, tried(204), epochMs(noon));

  it('gets one try, after which it is what it was', () => {
    const again = redelivered(delivered, sortable(9n), later)!;
    expect(again).toMatchObject({ status: 'pending', nextTryAt: later, redeliveryOf: 'delivered' });
    expect(holdsBack(again)).toBe(false);
    expect(afterTry(again, tried(500), epochMs(later))).toMatchObject({ status: 'delivered', nextTryAt: null });
  });

  it('counts an order that comes twice once', () => {
    const again = redelivered(delivered, sortable(9n), later)!;
    expect(redelivered(again, sortable(9n), later)).toBeNull();
    expect(redelivered(again, sortable(10n), later)).not.toBeNull();
  });

  it('gets its whole schedule anew by a recovery, if it had failed', () => {
    const failed = failedTimes(11);
    const again = recovered(failed, later)!;
    expect(again).toMatchObject({ status: 'pending', nextTryAt: later });
    expect(failedTimes(10, again).status).toBe('pending');
    expect(failedTimes(11, again).status).toBe('failed');
    expect([recovered(delivered, later), recovered(fresh, later)]).toEqual([null, null]);
  });

  it('that waits for its next try is due at once by a recovery, and a second one changes nothing', () => {
    const waits = failedTimes(7);
    const again = recovered(waits, later)!;
    expect([again.status, again.nextTryAt, again.triesBefore]).toEqual(['pending', later, 7]);
    expect(recovered(again, later)).toBeNull();
    expect(failedTimes(10, again).status).toBe('pending');
  });
});

describe('a delivery of a clock that was set back since', () => {
  const ahead = { ...fresh, nextTryAt: later };

  it('is due at once by a recovery, though it was never tried', () => {
    expect(recovered(ahead, noon)).toMatchObject({ status: 'pending', nextTryAt: noon });
    expect(recovered(recovered(ahead, noon)!, noon)).toBeNull();
  });
});

describe('what is sent in the turn of a delivery', () => {
  const outbox = { firstThatHoldsBack: () => Promise.reject(new Error('the documents were asked')) };
  const carrier = new DeliverWebhooks(
    ...([{}, {}, {}, outbox, {}, {}, {}, 0] as unknown as ConstructorParameters<typeof DeliverWebhooks>),
  );
  const of = (sequence: number, more: Partial<Delivery> = {}): Delivery => ({
    ...fresh,
    id: `whd_${sequence}`,
    sequence,
    ...more,
  });
  const chosen = async (due: Delivery, ...pending: Delivery[]) => {
    const it = await carrier.choose({ id: 'whe_1' } as never, due, noon, pending);
    return typeof it === 'string' ? it : it.id;
  };

  it('is the first of its resource where all that is pending is known', async () => {
    expect(await chosen(of(3), of(3), of(2), of(1, { resourceId: 'pay_2' }), of(4))).toBe('whd_2');
    expect(await chosen(of(2), of(3), of(2))).toBe('whd_2');
    await expect(carrier.choose({ id: 'whe_1' } as never, of(2), noon, null)).rejects.toThrow('were asked');
  });

  it('is nothing while the first waits for its next try, and itself once that is given up on for now', async () => {
    const waiting = (times: number) => failedTimes(times, of(1));
    expect(await chosen(of(2), of(2), waiting(3))).toBe(waiting(3).nextTryAt);
    expect(await chosen(of(2), of(2), waiting(4))).toBe('whd_2');
  });

  it('is nothing while an earlier one waits for its next try, also where the first is given up on or redelivered', async () => {
    const second = failedTimes(1, of(2));
    const redelivery = of(1, { redeliveryOf: 'failed' });
    for (const first of [failedTimes(4, of(1)), redelivery]) {
      expect(await chosen(of(3), of(3), second, first)).toBe(second.nextTryAt);
      expect(await chosen(of(2), of(3), of(2), first)).toBe('whd_2');
    }
  });
});

describe('an endpoint whose tries fail', () => {
  const at = epochMs(later);
  const outcome = async (standing: object, { startedAt = '2026-11-19T12:00:00.000Z', isClientThere = true } = {}) => {
    const [stopped, noted, calls]: [string[], object[], object[]] = [[], [], []];
    const post = async (call: object) => {
      calls.push(call);
      return { status: 500, error: null, body: '' };
    };
    const carrier = new DeliverWebhooks(
      ...([
        { clock: { now: () => at }, newId: randomUUID },
        { signingKeys: async () => [], stop: async (_: string, because: string) => void stopped.push(because) },
        {},
        {
          get: async () => ({ id: 'whe_1', ...standing }),
          put: async (_: object, changed: object) => void noted.push(changed),
        },
        {},
        { post },
        { withId: () => (isClientThere ? {} : null) },
        0,
      ] as unknown as ConstructorParameters<typeof DeliverWebhooks>),
    );
    const endpoint = { id: 'whe_1', clientId: 'cli_1', startedAt } as never;
    const tried = await carrier.send(endpoint, fresh, at, new AbortController().signal);
    await tried!.learn!(at);
    return { stopped, noted, calls: calls.length, after: tried!.after(fresh, at) };
  };
  const failingSince = '2026-11-19T13:00:00.000Z';
  const anHourAgo = '2026-11-22T12:00:01.000Z';

  it('is stopped by three days of failures since it was started, not by those before', async () => {
    const standing = { failingSince, failedAt: anHourAgo };
    expect(await outcome(standing)).toMatchObject({ stopped: ['FAILING'], noted: [] });
    const anew = { id: 'whe_1', failingSince: later, failedAt: later };
    expect(await outcome(standing, { startedAt: noon })).toMatchObject({ stopped: [], noted: [anew] });
  });

  it('is not stopped for the days in which no try was made, as when the gateway was off', async () => {
    const tried = { failingSince, failedAt: failingSince };
    const noted = { id: 'whe_1', failingSince: '2026-11-21T22:00:00.000Z', failedAt: later };
    expect(await outcome(tried)).toMatchObject({ stopped: [], noted: [noted] });
    // The longest gap of a schedule belongs to the three days.
    const waited = { failingSince: '2026-11-19T13:00:00.000Z', failedAt: '2026-11-21T23:48:00.000Z' };
    expect(await outcome(waited)).toMatchObject({ stopped: ['FAILING'] });
    // Noted by a version that did not say when.
    expect(await outcome({ failingSince })).toMatchObject({
      stopped: ['FAILING'],
      noted: [{ failingSince, failedAt: later }],
    });
  });

  it('is sent nothing while no key of its client is good, which says nothing of the endpoint', async () => {
    const standing = { failingSince, failedAt: anHourAgo };
    const { after, ...rest } = await outcome(standing, { isClientThere: false });
    expect(rest).toEqual({ stopped: [], noted: [], calls: 0 });
    const error = 'the keys of its API client have all ended: nothing is sent';
    expect(after).toMatchObject({ status: 'pending', tries: [{ status: null, error }] });
  });
});

describe('deliveries as documents', () => {
  let store: SqliteDocumentStore;
  let one: Deliveries;
  let other: Deliveries;
  beforeEach(async () => {
    store = SqliteDocumentStore.inMemory();
    [one, other] = [new Deliveries(store, randomUUID), new Deliveries(store, randomUUID)];
    await one.declare();
    await one.add(deliveries, [fresh]);
  });
  afterEach(() => store.close());

  it('say which of a resource keeps a later one waiting', async () => {
    const of = (sequence: number, more: Partial<Delivery> = {}) => ({
      ...fresh,
      id: `whd_${sequence}`,
      sequence,
      ...more,
    });
    const given = [
      failedTimes(4, of(2)),
      of(3, { redeliveryOf: 'failed' }),
      of(4, { resourceId: 'pay_2' }),
      of(5),
      of(6),
    ];
    await one.add(deliveries, given);
    const first = async (sequence: number) => (await one.firstThatHoldsBack('whe_1', of(sequence)))?.id ?? null;
    expect(await first(6)).toBe(fresh.id);
    await one.change(fresh.id, (each) => afterTry(each, tried(204), epochMs(noon)));
    expect([await first(6), await first(5), await first(4)]).toEqual(['whd_5', null, null]);
  });

  it('are made once, however often their event comes', async () => {
    await one.change(fresh.id, (each) => afterTry(each, tried(204), epochMs(noon)));
    await other.add(deliveries, [fresh]);
    expect(await one.find(fresh.id)).toMatchObject({ status: 'delivered', triesMade: 1 });
  });

  it('lose no try of two instances that write at once', async () => {
    const note = (by: Deliveries, made: Try) =>
      by.change(fresh.id, (each) =>
        each.tries.some(({ id }) => id === made.id) ? null : { ...each, tries: [...each.tries, made] },
      );
    const made = Array.from({ length: 20 }, () => tried(500));
    await Promise.all(made.map((each, index) => note(index % 2 === 0 ? one : other, each)));
    const { tries } = (await one.find(fresh.id))!;
    expect(tries.map(({ id }) => id).toSorted()).toEqual(made.map(({ id }) => id).toSorted());
  });

  it('are changed from what was read of them before, unless they have changed since', async () => {
    let reads = 0;
    const counted = new Proxy(store, {
      get(target, name) {
        if (name === 'get') reads += 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const counting = new Deliveries(counted, randomUUID);
    const [first, second] = [tried(500), tried(500)];
    const noted = (made: Try) => (each: Delivery) =>
      each.tries.some(({ id }) => id === made.id) ? null : { ...each, tries: [...each.tries, made] };
    const known = (await counting.stored(fresh.id))!;
    reads = 0;
    await counting.change(fresh.id, noted(first), known);
    expect(reads).toBe(1);
    // By now that is an older version: nothing of the newer one is lost, and nothing is noted twice.
    await counting.change(fresh.id, noted(second), known);
    await counting.change(fresh.id, noted(second), known);
    expect((await one.find(fresh.id))!.tries.map(({ id }) => id)).toEqual([first.id, second.id]);
  });

  it('are removed when they were settled long ago, and not while they wait', async () => {
    const settled = { ...afterTry(fresh, tried(204), epochMs(noon)), id: 'whd_settled' };
    await one.add(deliveries, [settled]);
    expect(await one.removeSettledBefore(noon, 10)).toBe(0);
    expect(await one.removeSettledBefore(later, 10)).toBe(1);
    expect([await one.find('whd_settled'), (await one.find(fresh.id))?.status]).toEqual([null, 'pending']);
  });
});
