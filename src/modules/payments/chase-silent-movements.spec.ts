import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock, noon, eventLoopTurns } from '../../../test/support/fake-clock.js';
import {
  after,
  answer,
  creation,
  declined,
  firstReference,
  paid,
  paymentId,
  reattempt,
} from '../../../test/support/specify-payment.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Movement } from '../../kernel/domain/movement.js';
import { DocumentStoreUnavailable, type DocumentStore } from '../../kernel/ports/document-store.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { StoreUnavailable, type EventStore } from '../../kernel/ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { SkippedEvents } from '../../kernel/following/skipped-events.js';
import { ViewRunner } from '../../kernel/following/view-runner.js';
import { ChaseSilentMovements, Movements, type Checked, type Patience } from '../movements/contract.js';
import { RecordClaimed, type Creation } from './payment.events.js';
import type { SaidOutcome } from './payment.orders.js';
import { Providers } from '../providers/contract.js';
import { PaymentMovements } from './payment.movement.js';
import { openClaimsView, paymentView } from './payment.view.js';
import { Payments } from './payments.js';

const patience: Patience = { scheduleMs: [5_000, 10_000, 20_000, 30_000, 60_000], giveUpAfterMs: 3_600_000 };

let clock: FakeClock;
let log: SqliteEventStore;
let store: EventStore;
let documents: SqliteDocumentStore;
let payments: Payments;
let ids: number;
let views: ViewRunner[];
let sagas: ChaseSilentMovements[];
/** Who was asked about, when, in seconds after noon. */
let asked: (readonly [paymentId: string, attempt: number, seconds: number])[];
let asking: () => Promise<void>;
let checked: Checked;

const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
class AskedMovements extends Movements {
  override async check({ id, attempt }: Movement) {
    asked.push([id, attempt, (clock.now() - Date.parse(noon)) / 1_000]);
    await asking();
    return checked;
  }
}

/** With changes to what it gets; everything else as it is. */
const between = <T extends object>(whole: T, changes: Partial<T>): T =>
  new Proxy(whole, {
    get(target, name) {
      if (name in changes) return changes[name as keyof T];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

async function aSaga(parts: { documents?: DocumentStore; payments?: Payments } = {}) {
  const nothing = {} as never;
  const movements = new AskedMovements(new Providers([]), nothing, nothing, clock);
  const reached = parts.documents ?? documents;
  movements.add(new PaymentMovements(parts.payments ?? payments, nothing, reached, clock));
  const saga = new ChaseSilentMovements(movements, store, reached, patience, clock, newId);
  await saga.start();
  sagas.push(saga);
  await eventLoopTurns();
  return saga;
}

const create = (changes: Partial<Creation> = {}) =>
  payments.create(
    {
      ...creation,
      at: clock.at,
      expiresAt: instant(clock.now() + 300_000),
      ...changes,
      ...('paymentId' in changes ? { recordKey: `record of ${changes.paymentId}` } : {}),
    },
    by,
  );
const say = (outcome: SaidOutcome = paid, providerReference = firstReference) =>
  payments.recordOutcome({ paymentId, providerReference, outcome, answer }, by);
const settled = async () => {
  const head = await log.head();
  await Promise.all(views.map((view) => view.reached(head)));
  await eventLoopTurns();
};
/** Second by second, as the schedule gives the saga its turns. */
async function seconds(saga: ChaseSilentMovements, count: number) {
  for (let second = 0; second < count; second += 1) {
    await clock.pass({ seconds: 1 });
    await saga.tick();
    await eventLoopTurns(3);
  }
}
const status = async () => (await payments.find(paymentId))!.status;

beforeEach(async () => {
  clock = new FakeClock({ settle: () => eventLoopTurns(3) });
  log = SqliteEventStore.inMemory(clock);
  store = log;
  documents = SqliteDocumentStore.inMemory();
  ids = 0;
  asked = [];
  sagas = [];
  asking = async () => undefined;
  checked = 'done';
  payments = new Payments({ store: log, clock, newId });
  const skipped = new SkippedEvents(documents);
  await skipped.declare();
  views = [
    new ViewRunner(paymentView, log, documents, skipped, clock) as unknown as ViewRunner,
    new ViewRunner(openClaimsView, log, documents, skipped, clock) as unknown as ViewRunner,
  ];
  for (const view of views) {
    await view.declare();
    await view.start(null);
  }
});

afterEach(async () => {
  for (const saga of sagas) await saga.stop();
  for (const view of views) await view.stop();
  await log.close();
  await documents.close();
});

describe('a silent payment', () => {
  it('is asked about on schedule, to the second, and by its attempt', async () => {
    const saga = await aSaga();
    await create();
    await eventLoopTurns();
    await seconds(saga, 130);
    expect(asked).toEqual([5, 15, 35, 65, 125].map((second) => [paymentId, 1, second]));
  });

  it('is asked about although its submission was never acknowledged, and although it is pending', async () => {
    const saga = await aSaga();
    await create();
    await payments.send('RecordPending', { paymentId, providerReference: firstReference, answer }, by);
    await eventLoopTurns();
    await seconds(saga, 5);
    expect(asked).toHaveLength(1);
  });

  it('becomes uncertain when it expires, and is still asked about', async () => {
    const saga = await aSaga();
    await create();
    await eventLoopTurns();
    await seconds(saga, 299);
    expect(await status()).toBe('created');
    await seconds(saga, 1);
    expect(await status()).toBe('uncertain');
    asked = [];
    await seconds(saga, 66);
    expect(asked.map(([, , second]) => second)).toEqual([305, 365]);
  });

  it('is not asked about any more after the last status check is due', async () => {
    const saga = await aSaga();
    await create();
    await eventLoopTurns();
    await seconds(saga, 301);
    await clock.pass({ seconds: 3_298 });
    await saga.tick();
    await eventLoopTurns();
    expect(saga.load).toEqual({ silent: 1, asking: 0 });
    asked = [];
    await seconds(saga, 120);
    expect(asked).toEqual([]);
    expect(saga.load).toEqual({ silent: 0, asking: 0 });
    expect(await status()).toBe('uncertain');
  });

  it.each([
    ['paid', paid],
    ['declined', declined],
  ])('is asked about no more once it is %s', async (_, outcome) => {
    const saga = await aSaga();
    await create();
    await say(outcome);
    await eventLoopTurns();
    await seconds(saga, 400);
    expect(asked).toEqual([]);
    expect(saga.load).toEqual({ silent: 0, asking: 0 });
  });

  describe('that a person has decided', () => {
    const decide = (decision: 'paid' | 'not-paid') =>
      payments.decide(
        {
          paymentId,
          providerReference: firstReference,
          reviewId: 'rev_1',
          decision,
          grounds: null,
          amount: null,
          providerTransactionId: null,
          force: false,
        },
        by,
      );

    it.each(['paid', 'not-paid'] as const)(
      'as %s is asked about as before, until the last status check is due',
      async (decision) => {
        const saga = await aSaga();
        await create();
        await eventLoopTurns();
        await seconds(saga, 301);
        await decide(decision);
        asked = [];
        await eventLoopTurns();
        await seconds(saga, 130);
        expect(asked.map(([, , second]) => second)).toEqual([305, 365, 425]);
        await clock.pass({ seconds: 3_298 });
        await seconds(saga, 2);
        expect(saga.load).toEqual({ silent: 0, asking: 0 });
      },
    );

    it('is asked about also after a restart', async () => {
      await create();
      await clock.pass({ seconds: 300 });
      await payments.send('StopWaiting', { paymentId }, by);
      await decide('not-paid');
      await settled();
      const saga = await aSaga();
      await seconds(saga, 10);
      expect(asked.length).toBeGreaterThan(0);
    });

    it('is not asked about any more once the provider confirms the decision', async () => {
      const saga = await aSaga();
      await create();
      await eventLoopTurns();
      await seconds(saga, 301);
      await decide('not-paid');
      await say(declined);
      await eventLoopTurns();
      asked = [];
      await seconds(saga, 130);
      expect(asked).toEqual([]);
      expect(saga.load).toEqual({ silent: 0, asking: 0 });
    });

    it('is asked about beside a new attempt of the same payment', async () => {
      const saga = await aSaga();
      await create();
      await eventLoopTurns();
      await seconds(saga, 301);
      await decide('not-paid');
      const again = { ...reattempt, at: clock.at, expiresAt: instant(clock.now() + 300_000) };
      await payments.reattempt((await payments.find(paymentId))!, again, by);
      await seconds(saga, 1);
      expect(saga.load.silent).toBe(2);
      asked = [];
      await seconds(saga, 66);
      expect(new Set(asked.map(([, attempt]) => attempt))).toEqual(new Set([1, 2]));
    });
  });

  it('is asked about again after a clock that jumped a day ahead was set back', async () => {
    const saga = await aSaga();
    await create();
    await eventLoopTurns();
    await settled();
    await seconds(saga, 301);
    await settled();
    clock.jump(25 * 3_600_000);
    await saga.tick();
    await eventLoopTurns();
    expect(saga.load.silent).toBe(0);
    clock.jump(-25 * 3_600_000);
    await seconds(saga, 2);
    expect(saga.load.silent).toBe(1);
    asked = [];
    await seconds(saga, 66);
    expect(asked.length).toBeGreaterThan(0);
  });

  it('is asked about again after a clock that was a day ahead at the start was set back', async () => {
    await create();
    await settled();
    clock.jump(25 * 3_600_000);
    const saga = await aSaga();
    await saga.tick();
    await saga.tick();
    expect(saga.load.silent).toBe(0);
    clock.jump(-25 * 3_600_000);
    await seconds(saga, 2);
    expect(saga.load.silent).toBe(1);
  });

  it('that was given up is not read again at every start', async () => {
    await create();
    await clock.pass({ seconds: 300 });
    await payments.send('StopWaiting', { paymentId }, by);
    await settled();
    await clock.pass({ hours: 25 });
    const read: unknown[] = [];
    const query: DocumentStore['query'] = async (...what) => {
      const page = await documents.query(...what);
      read.push(...page.documents);
      return page as never;
    };
    const saga = await aSaga({ documents: between<DocumentStore>(documents, { query }) });
    expect(saga.load.silent).toBe(0);
    expect(read).toEqual([]);
  });

  it('with a new attempt is asked about by that attempt, on its own schedule', async () => {
    const saga = await aSaga();
    await create();
    await seconds(saga, 3);
    await say(declined);
    const failed = (await payments.find(paymentId))!;
    await payments.reattempt(failed, { ...reattempt, at: clock.at, expiresAt: after(303) }, by);
    await eventLoopTurns();
    await seconds(saga, 5);
    expect(asked).toEqual([[paymentId, 2, 8]]);
  });

  it('whose answer is slow is not asked about twice at once, and does not delay the others', async () => {
    const saga = await aSaga();
    let come = () => {};
    const slow = new Promise<void>((resolve) => (come = resolve));
    asking = () => (asked.at(-1)![0] === paymentId ? slow : Promise.resolve());
    await create();
    await create({ paymentId: 'pay_2' });
    await eventLoopTurns();
    await seconds(saga, 60);
    expect(asked.filter(([id]) => id === paymentId)).toHaveLength(1);
    expect(asked.filter(([id]) => id === 'pay_2')).toHaveLength(3);
    expect(saga.load).toEqual({ silent: 2, asking: 1 });
    come();
    await eventLoopTurns();
    await seconds(saga, 5);
    expect(asked.filter(([id]) => id === paymentId)).toHaveLength(2);
  });

  it('whose status check fails is asked about the next time', async () => {
    const saga = await aSaga();
    asking = () => Promise.reject(new StoreUnavailable('away'));
    await create();
    await eventLoopTurns();
    await seconds(saga, 15);
    expect(asked.map(([, , second]) => second)).toEqual([5, 15]);
  });

  it('whose status check never left is asked about again soon, before its schedule', async () => {
    const saga = await aSaga();
    await create();
    await settled();
    await seconds(saga, 64);
    checked = 'not-asked';
    await seconds(saga, 30);
    checked = 'done';
    await seconds(saga, 100);
    expect(asked.map(([, , second]) => second)).toEqual([5, 15, 35, 65, 75, 85, 95, 125, 185]);
  });

  it('that could not be made uncertain becomes uncertain a second later', async () => {
    let failures = 2;
    const brittle = between(payments, {
      send: (async (...what: Parameters<Payments['send']>) => {
        if (what[0] === 'StopWaiting' && (failures -= 1) >= 0) throw new StoreUnavailable('away');
        return payments.send(...what);
      }) as Payments['send'],
    });
    const saga = await aSaga({ payments: brittle });
    await create();
    await eventLoopTurns();
    await seconds(saga, 301);
    expect(await status()).toBe('created');
    await seconds(saga, 1);
    expect(await status()).toBe('uncertain');
  });
});

describe('a start', () => {
  it('continues with every silent payment, and makes one status check for all that were missed', async () => {
    await create();
    await create({ paymentId: 'pay_2' });
    await create({ paymentId: 'pay_3' });
    await payments.recordOutcome(
      { paymentId: 'pay_3', providerReference: firstReference, outcome: declined, answer },
      by,
    );
    await settled();
    await clock.pass({ seconds: 100 });
    const saga = await aSaga();
    expect(saga.load).toEqual({ silent: 2, asking: 0 });
    await saga.tick();
    await seconds(saga, 24);
    expect(asked).toEqual([
      [paymentId, 1, 100],
      ['pay_2', 1, 100],
    ]);
    await seconds(saga, 1);
    expect(asked).toHaveLength(4);
  });

  it('makes payments uncertain that expired meanwhile', async () => {
    await create();
    await settled();
    await clock.pass({ hours: 2 });
    const saga = await aSaga();
    await saga.tick();
    expect(await status()).toBe('uncertain');
  });

  it('makes uncertain what expired while no gateway ran, however long ago', async () => {
    await create();
    await settled();
    await clock.pass({ hours: 960 });
    const saga = await aSaga();
    await saga.tick();
    expect(await status()).toBe('uncertain');
  });

  it('finds events that the view has not read yet', async () => {
    await create();
    await say(paid);
    await create({ paymentId: 'pay_2' });
    await settled();
    const saga = await aSaga({ documents: between<DocumentStore>(documents, { checkpoint: async () => null }) });
    expect(saga.load).toEqual({ silent: 1, asking: 0 });
  });

  it('does nothing without its lease, and handles the events of that time when it has the lease again', async () => {
    await create();
    await settled();
    const saga = await aSaga();
    await saga.stop();
    await create({ paymentId: 'pay_2' });
    await say(paid);
    await settled();
    await seconds(saga, 10);
    expect(asked).toEqual([]);
    await saga.start();
    await seconds(saga, 1);
    expect(asked).toEqual([['pay_2', 1, 11]]);
  });
});

describe('a start without documents', () => {
  const lost = (found: bigint | null = null): DocumentStore =>
    between<DocumentStore>(documents, { checkpoint: async () => found });
  /** Where the log was read from. */
  let readFrom: bigint[];
  beforeEach(() => {
    readFrom = [];
    store = between<EventStore>(log, {
      subscribe(after, filter, signal) {
        readFrom.push(after);
        return log.subscribe(after, filter, signal);
      },
    });
  });
  const longAgo = async () => {
    for (let n = 0; n < 300; n += 1) {
      await create({ paymentId: `pay_old${n}`, ...(n > 0 && { providerReference: `old ${n}` }) });
      const providerReference = n > 0 ? `old ${n}` : firstReference;
      const outcome = { ...paid, externalId: null };
      if (n !== 7) await payments.recordOutcome({ paymentId: `pay_old${n}`, providerReference, outcome, answer }, by);
      await clock.pass({ seconds: 1 });
    }
    await clock.pass({ hours: 48 });
    return log.head();
  };

  it('reads none of the log from before the oldest movement that may be asked about', async () => {
    const before = await longAgo();
    await create();
    const saga = await aSaga({ documents: lost() });
    expect(readFrom).toEqual([before]);
    expect(saga.load).toEqual({ silent: 1, asking: 0 });
    await seconds(saga, 5);
    expect(asked).toMatchObject([[paymentId, 1, expect.any(Number)]]);
  });

  it('asks about what is uncertain, and about what a person decided and the provider has not confirmed', async () => {
    await longAgo();
    await create({ paymentId: 'pay_uncertain', providerReference: 'uncertain' });
    await create({ paymentId: 'pay_decided', providerReference: 'decided' });
    await create({ paymentId: 'pay_settled', providerReference: 'settled' });
    await clock.pass({ seconds: 301 });
    for (const id of ['pay_uncertain', 'pay_decided']) await payments.send('StopWaiting', { paymentId: id }, by);
    await payments.decide(
      {
        paymentId: 'pay_decided',
        providerReference: 'decided',
        reviewId: 'rev_1',
        decision: 'not-paid',
        grounds: null,
        amount: null,
        providerTransactionId: null,
        force: false,
      },
      by,
    );
    await payments.recordOutcome(
      { paymentId: 'pay_settled', providerReference: 'settled', outcome: { ...paid, externalId: null }, answer },
      by,
    );
    const saga = await aSaga({ documents: lost() });
    await seconds(saga, 61);
    expect(new Set(asked.map(([id]) => id))).toEqual(new Set(['pay_uncertain', 'pay_decided']));
  });

  it('finishes what is older once the documents are complete', async () => {
    await longAgo();
    await create();
    let found: bigint | null = null;
    const saga = await aSaga({
      documents: between<DocumentStore>(documents, { checkpoint: async () => found }),
    });
    const statusOf = async (id: string) => (await payments.find(id))!.status;
    await seconds(saga, 3);
    expect(await statusOf('pay_old7')).toBe('created');
    await settled();
    found = await log.head();
    await seconds(saga, 2);
    expect(await statusOf('pay_old7')).toBe('uncertain');
    expect(readFrom).toHaveLength(2);
  });

  it('asks about nothing before it has read to the end, for most of it is over by then', async () => {
    await create();
    await clock.pass({ seconds: 100 });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    store = between<EventStore>(log, {
      async *subscribe(after, filter, signal) {
        for await (const batch of log.subscribe(after, filter, signal)) {
          yield { events: batch.events, position: batch.position - 1n };
          await held;
          yield { events: [], position: batch.position };
        }
      },
    });
    const saga = await aSaga({ documents: lost() });
    await saga.tick();
    await eventLoopTurns();
    expect([saga.load.silent, asked]).toEqual([1, []]);
    release();
    await eventLoopTurns();
    await saga.tick();
    await eventLoopTurns();
    expect(asked).toHaveLength(1);
  });
});

describe('the saga', () => {
  it('reads on after an event that cannot be read', async () => {
    const saga = await aSaga();
    await log.append('payment-pay_9', 'no-stream', [
      { id: newId(), type: 'PaymentCreated', data: { no: 'payment' }, metadata: { ...by, at: noon, schemaVersion: 1 } },
    ]);
    await create();
    await eventLoopTurns();
    await seconds(saga, 5);
    expect(asked).toHaveLength(1);
  });

  it('makes status checks while the documents are unavailable', async () => {
    let away = false;
    const sometimes = between<DocumentStore>(documents, {
      query: (async (...what: Parameters<DocumentStore['query']>) => {
        if (away) throw new DocumentStoreUnavailable('away');
        return documents.query(...what);
      }) as DocumentStore['query'],
    });
    const saga = await aSaga({ documents: sometimes });
    await create();
    await eventLoopTurns();
    away = true;
    await seconds(saga, 5);
    expect(asked).toHaveLength(1);
  });

  it('follows the log again after it was unavailable', async () => {
    let away = true;
    store = between<EventStore>(log, {
      subscribe: (...what) => {
        if (away) throw new StoreUnavailable('away');
        return log.subscribe(...what);
      },
    });
    const saga = await aSaga();
    await create();
    away = false;
    await clock.pass({ seconds: 1 });
    await eventLoopTurns();
    await seconds(saga, 4);
    expect(asked).toHaveLength(1);
  });

  it('keeps its schedule after the clock is set back', async () => {
    const saga = await aSaga();
    await create();
    await eventLoopTurns();
    await seconds(saga, 100);
    expect(asked).toHaveLength(4);
    clock.jump(-3_600_000);
    asked = [];
    await seconds(saga, 130);
    expect(asked.length).toBeGreaterThanOrEqual(2);
    expect(asked.length).toBeLessThanOrEqual(3);
    clock.jump(3_600_000);
    await seconds(saga, 70);
    expect(await status()).toBe('uncertain');
  });

  it('makes a payment uncertain later where the clock is set back meanwhile', async () => {
    let back = -2_000;
    const early = between(payments, {
      send: (async (...what: Parameters<Payments['send']>) => {
        if (what[0] === 'StopWaiting') clock.jump(back);
        back = 0;
        return payments.send(...what);
      }) as Payments['send'],
    });
    const saga = await aSaga({ payments: early });
    await create();
    await eventLoopTurns();
    await seconds(saga, 301);
    expect(await status()).toBe('created');
    await seconds(saga, 1);
    expect(await status()).toBe('uncertain');
  });

  it('does not begin a run while another one is going', async () => {
    let queries = 0;
    const slow = between<DocumentStore>(documents, {
      query: (async (...what: Parameters<DocumentStore['query']>) => {
        queries += 1;
        return documents.query(...what);
      }) as DocumentStore['query'],
    });
    const saga = await aSaga({ documents: slow });
    queries = 0;
    await Promise.all([saga.tick(), saga.tick(), saga.tick()]);
    expect(queries).toBe(1);
    await saga.tick();
    expect(queries).toBe(2);
  });
});

describe('claims that a crash left without an attempt', () => {
  const claim = (id: string, at = clock.at) =>
    log.append(`record-record of ${id}`, 'no-stream', [
      {
        id: newId(),
        type: 'RecordClaimed',
        data: RecordClaimed({
          recordKey: `record of ${id}`,
          paymentId: id,
          attempt: 1,
          begins: { creation: { ...creation, paymentId: id, recordKey: `record of ${id}`, at, expiresAt: after(300) } },
          at,
        }).data,
        metadata: { ...by, at, schemaVersion: 1 },
      },
    ]);

  it('are finished after ten seconds', async () => {
    const saga = await aSaga();
    await claim(paymentId);
    await settled();
    await seconds(saga, 10);
    expect(await payments.find(paymentId)).toBeNull();
    await seconds(saga, 1);
    expect(await status()).toBe('created');
    expect((await log.readStream(`payment-${paymentId}`))[0]!.metadata.actor).toMatchObject({
      kind: 'saga',
      id: 'chase-silent-movements',
    });
  });

  it('are all finished, of any number, although one of them cannot be', async () => {
    const brittle = between(payments, {
      finishClaim: (recordKey, origin) =>
        recordKey === 'record of pay_0' ? Promise.reject(new Error('a bug')) : payments.finishClaim(recordKey, origin),
    });
    for (let n = 0; n < 1_205; n += 1) await claim(`pay_${n}`);
    await settled();
    const saga = await aSaga({ payments: brittle });
    await seconds(saga, 11);
    await settled();
    expect(await documents.count(paymentView.collection)).toBe(1_204);
    expect(await documents.count(openClaimsView.collection)).toBe(1);
    expect(saga.load.silent).toBe(1_204);
  });
});
