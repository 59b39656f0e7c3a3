/* A process of its own, so that its greatest memory and its CPU are those of one piece of work. */
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { answering, built } from './program.js';

const million = 1_000_000;
const ledger = (name) => built(`modules/ledger/${name}.js`);

const answers = {
  /** The ordered policy from the beginning of a log that it has never read. */
  async post({ file, directory }) {
    const { store, documents, clock } = await stores(file, `${directory}/posted.sqlite`);
    const followers = await followersOf(store, documents, clock);
    const { followLedger } = await ledger('follow-ledger');
    const kernel = { store, clock, newId: randomUUID };
    const { journal } = followLedger({ kernel, documents, followers, providers: ['mtn-momo'], currency: 'RWF' });
    const head = await store.head();
    const measured = await timed(async () => {
      await followers.start();
      const policy = () => followers.progress.find(({ kind }) => kind === 'ordered-policy');
      while (policy().position < head) {
        if (policy().fault !== null) throw new Error(policy().fault);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    const { position } = await journal.end();
    await followers.viewsReached(position);
    const { entryView } = await ledger('ledger.view');
    const entries = await documents.count(entryView.collection, { first: true });
    await followers.stop();
    await close(store, documents);
    return { ...measured, entries };
  },

  /** The documents of the ledger from the beginning of a log. */
  async rebuild({ file, documents: into }) {
    const { store, documents, clock } = await stores(file, into);
    const followers = await followersOf(store, documents, clock);
    const { entryView, balanceView, dayView } = await ledger('ledger.view');
    for (const view of [entryView, balanceView, dayView]) followers.addView(view);
    const measured = await timed(async () => {
      await followers.start();
      await followers.viewsReached(await store.head());
    });
    const skipped = await followers.skipped.count();
    await followers.stop();
    await close(store, documents);
    if (skipped > 0) throw new Error(`${skipped} events did not fit their views`);
    return measured;
  },

  /** A log of a million entries: of 200 services, one every 300 ms, in three and a half days. */
  async write({ file }) {
    const { SqliteLog } = await built('adapters/sqlite/log.worker.js');
    const { EventCodec } = await built('kernel/handling/event-codec.js');
    const { EntryPosted } = await ledger('journal.events');
    const { kigaliDayOf } = await ledger('kigali.rule');
    const codec = new EventCodec([EntryPosted]);
    const log = new SqliteLog(file);
    const by = {
      actor: { kind: 'saga', id: 'post-to-ledger', name: 'post-to-ledger' },
      correlationId: 'bench',
      causationId: null,
    };
    for (let written = 0; written < million;) {
      const events = [];
      for (; events.length < 5_000; written += 1) {
        const at = new Date(momentOf(written)).toISOString();
        const { type, data, metadata, id } = codec.write(
          EntryPosted(entryOf(written, at, kigaliDayOf(at))),
          randomUUID(),
          by,
          { now: () => Date.parse(at) },
        );
        events.push({ id, type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) });
      }
      const expected = written - events.length - 1;
      log.commit([{ append: { stream: 'ledger-journal', expected, events } }]);
    }
    log.close();
    return {};
  },

  async ask({ file, documents: from }) {
    const { store, documents } = await stores(file, from);
    const { entryView, balanceView } = await ledger('ledger.view');
    for (const { collection } of [entryView, balanceView]) await documents.declare(collection);
    const { Balances } = await ledger('trial-balance');
    const balances = new Balances(documents, ['mtn-momo']);
    const entries = (where) =>
      documents.query(entryView.collection, { where, sort: { field: 'order', direction: 'descending' }, limit: 50 });
    const random = (round) => momentOf((round * 7_919_317) % million) + (round % 300);
    const results = [
      await asked('trial balance at a moment', 100, async (round) => {
        const { debits, credits } = await balances.at(new Date(random(round)).toISOString(), 'RWF');
        if (!debits.equals(credits)) throw new Error('It does not balance');
      }),
      await asked('trial balance of everything', 100, () => balances.at(null, 'RWF')),
      await asked('50 entries of one account', null, (round) => entries({ account: `revenue:service-${round % 200}` })),
      await asked('50 entries of an hour of the wallet', null, (round) => {
        const to = random(round);
        const order = { gte: new Date(to - 3_600_000).toISOString(), lt: new Date(to).toISOString() };
        return entries({ account: 'provider:mtn-momo:wallet', order });
      }),
      await asked('entries of one payment', null, (round) =>
        entries({ paymentId: `pay_${(round * 7_919_317) % million}`, first: true }),
      ),
    ];
    await close(store, documents);
    return results;
  },
};

const momentOf = (number) => Date.parse('2026-11-01T00:00:00.000Z') + number * 300;

async function asked(what, target, ask) {
  const times = [];
  const before = process.cpuUsage();
  for (let round = 1; round <= 200; round += 1) {
    const begun = performance.now();
    await ask(round);
    times.push(performance.now() - begun);
  }
  const { user, system } = process.cpuUsage(before);
  times.sort((one, other) => one - other);
  return { what, target, p50Ms: times[100], p99Ms: times[198], cpuMs: (user + system) / 1_000 / times.length };
}

function entryOf(number, at, day) {
  const amount = { amount: String(500 + (number % 90) * 100), currency: 'RWF' };
  const service = `service-${number % 200}`;
  const id = `pay_${number}`;
  return {
    source: { type: 'payment', id, eventId: randomUUID(), stream: `payment-${id}`, revision: 2 },
    day,
    forDay: day,
    closedThrough: null,
    furthest: null,
    at,
    entryId: `ent_${String(number).padStart(32, '0')}`,
    description: 'Payment received',
    paymentId: id,
    refundId: null,
    payoutId: null,
    tally: { as: 'successful', amount },
    lines: [
      { account: 'provider:mtn-momo:wallet', side: 'debit', amount, dimensions: {} },
      {
        account: `revenue:${service}`,
        side: 'credit',
        amount,
        dimensions: { service, branch: `branch-${number % 30}` },
      },
    ],
  };
}

async function stores(file, into) {
  const { SqliteEventStore } = await built('adapters/sqlite/event-store.js');
  const { SqliteDocumentStore } = await built('adapters/sqlite/document-store.js');
  const { systemClock: clock } = await built('kernel/system-clock.js');
  return { store: await SqliteEventStore.open(file, clock), documents: await SqliteDocumentStore.open(into), clock };
}

async function followersOf(store, documents, clock) {
  const { Followers } = await built('kernel/following/followers.js');
  return new Followers({ store, clock, newId: randomUUID }, documents, pino({ level: 'silent' }), null);
}

async function close(store, documents) {
  await documents.close();
  await store.close();
}

async function timed(work) {
  const before = process.cpuUsage();
  const begun = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (performance.now() - begun) / 1_000,
    cpuSeconds: (user + system) / 1e6,
    peakRssMb: process.resourceUsage().maxRSS / 1024,
  };
}

answering(answers);
