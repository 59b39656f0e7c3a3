/* A process of its own: counters of many payments beside a million documents of them, and what the first page takes. */
import { million } from './million.js';
import { answering, built } from './program.js';

const begin = Date.parse('2026-01-01T00:00:00.000Z');
/** They fill the days of the listed payments, however few they are. */
const spanMs = million * 15_000;
const eventsInABatch = 500;
const lastDay = new Date(begin + spanMs - 12 * 3_600_000).toISOString().slice(0, 10);
const dayBefore = (days) => new Date(Date.parse(lastDay) - days * 86_400_000).toISOString().slice(0, 10);

const opened = async (file) => {
  const { SqliteDocumentStore } = await built('adapters/sqlite/document-store.js');
  const documents = await SqliteDocumentStore.open(file);
  const { collections } = await built('app/collections.js');
  for (const collection of collections) await documents.declare(collection);
  return documents;
};

/** The events that count, in the order of a log; of a hundred payments 88 succeed, 9 fail and 3 expire. */
async function* eventsOf(payments, lifeOf) {
  const revisions = new Map();
  for (let number = 0; number < payments; number += 1) {
    const moved = (at) =>
      new Date(begin + number * (spanMs / payments) + (Date.parse(at) - begin - number * 150)).toISOString();
    const life = lifeOf(number).filter(({ stream }) => stream.startsWith('payment-'));
    for (const { stream, events } of life)
      for (const { id, type, data, metadata } of events) {
        const revision = revisions.get(stream) ?? 0;
        revisions.set(stream, revision + 1);
        const told = JSON.parse(data);
        yield { id, stream, revision, type, data: { ...told, at: moved(told.at) }, metadata: JSON.parse(metadata) };
      }
    revisions.clear();
  }
}

const answers = {
  async count({ file, payments }) {
    const documents = await opened(file);
    const { counterView } = await built('modules/dashboard/counters.view.js');
    const { ViewRunner } = await built('kernel/following/view-runner.js');
    const { SkippedEvents } = await built('kernel/following/skipped-events.js');
    const { systemClock } = await built('kernel/system-clock.js');
    const { lifeOf } = await import('./million.js').then(({ lives }) => lives());
    let position = 0n;
    let making = 0;
    let makingCpu = 0;
    const log = {
      async *subscribe(_after, _filter, signal) {
        const events = eventsOf(payments, lifeOf);
        for (let ended = false; !ended;) {
          const before = performance.now();
          const cpuBefore = process.cpuUsage();
          const batch = [];
          while (batch.length < eventsInABatch && !ended) {
            const { value, done } = await events.next();
            ended = done === true;
            if (!ended) batch.push({ ...value, position: (position += 1n) });
          }
          const { user, system } = process.cpuUsage(cpuBefore);
          making += performance.now() - before;
          makingCpu += (user + system) / 1e6;
          yield { events: batch, position };
        }
        done();
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      },
      readStream: () => Promise.reject(new Error('each payment ends before the next one begins')),
    };
    let done;
    const isDone = new Promise((resolve) => (done = resolve));
    const skipped = new SkippedEvents(documents);
    const runner = new ViewRunner(counterView, log, documents, skipped, systemClock);
    const cpuBefore = process.cpuUsage();
    const begun = performance.now();
    await runner.start(null);
    await isDone;
    await runner.reached(position);
    const seconds = (performance.now() - begun - making) / 1_000;
    const { user, system } = process.cpuUsage(cpuBefore);
    await runner.stop();
    if ((await skipped.count()) > 0) throw new Error('an event was skipped');
    const count = await documents.count(counterView.collection);
    await documents.close();
    return { events: Number(position), seconds, cpuSeconds: (user + system) / 1e6 - makingCpu, documents: count };
  },

  async show({ file, rounds }) {
    const documents = await opened(file);
    const { DashboardFigures } = await built('modules/dashboard/dashboard-figures.js');
    const { homePage } = await built('modules/dashboard/home.page.js');
    const { breakdownPage } = await built('modules/dashboard/breakdown.page.js');
    const { html } = await built('http/pages/markup.js');
    const clock = { now: () => begin + spanMs };
    const figures = new DashboardFigures(documents, clock, () => Promise.resolve(0));
    const share = { payments: true, webhooks: true, mismatches: true, settlements: true, reviews: true };
    const frame = { language: 'rw', menu: html`<nav></nav>`, typed: {}, wrong: [] };
    const filters = (from, more = {}) => ({ from, to: lastDay, dimension: 'all', value: '', ...more });
    const home = async (of) => homePage({ ...frame, home: await figures.home(of, share), has: () => true });
    const breakdown = async (by, of) =>
      breakdownPage({ ...frame, filters: of, found: { by, ...(await figures.breakdown(by, of)) } });
    const asked = {
      '`/`, today': () => home(filters(lastDay)),
      '`/`, 31 days': () => home(filters(dayBefore(30))),
      '`/`, a branch, 31 days': () => home(filters(dayBefore(30), { dimension: 'branch', value: 'branch-7' })),
      '`/breakdown`, branches of 31 days': () => breakdown('branch', filters(dayBefore(30))),
    };
    const told = [];
    for (const [what, show] of Object.entries(asked)) {
      const took = [];
      let bytes = 0;
      for (let round = 0; round < rounds; round += 1) {
        const cpuBefore = process.cpuUsage();
        const begun = performance.now();
        bytes = Buffer.byteLength((await show()).body.toString());
        const ms = performance.now() - begun;
        const { user, system } = process.cpuUsage(cpuBefore);
        // The first ones bring the file into memory.
        if (round >= 20) took.push({ ms, cpuMs: (user + system) / 1_000 });
      }
      const at = (share, name) =>
        took.map((each) => each[name]).toSorted((one, other) => one - other)[Math.floor(took.length * share)];
      told.push({ what, bytes, p50Ms: at(0.5, 'ms'), p99Ms: at(0.99, 'ms'), p99CpuMs: at(0.99, 'cpuMs') });
    }
    await documents.close();
    return told;
  },
};

answering(answers);
