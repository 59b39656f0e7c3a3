/* A process of its own: a million payments as documents, and what a list of them takes to answer. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { million } from './million.js';
import { answering, built } from './program.js';

const begin = Date.parse('2026-01-01T00:00:00.000Z');
const apartMs = 15_000;
const at = (number, seconds = 0) => new Date(begin + number * apartMs + seconds * 1_000).toISOString();
const of = (number, list) => list[number % list.length];

const types = ['invoice', 'invoice', 'invoice', 'permit', 'permit', 'order', 'subscription', 'donation'];
/** As many as the tariffs of a town and its offices; which of them meet hangs on common divisors, so that some pairs never do. */
const services = 9;
const branches = 30;
const clients = 7;
const payers = 40_000;
const heavyPayer = 'payer-who-pays-every-day';

const statusOf = (number) => {
  if (number >= million - 200) return of(number, ['created', 'submitted', 'pending']);
  const end = number % 1_000;
  if (end < 880) return 'successful';
  if (end < 969) return 'failed';
  return end < 999 ? 'expired' : 'uncertain';
};
const callbackOf = (number) => {
  if (number >= million - 200) return 'awaited';
  const end = number % 997;
  return end < 950 ? 'received' : end < 980 ? 'missing' : 'late';
};

function listed(template, number) {
  const status = statusOf(number);
  const provider = number % 10 < 7 ? 'mtn-momo' : 'airtel-money';
  return {
    ...template,
    id: `pay_${String((number * 7_919) % million).padStart(22, '0')}`,
    status,
    client: `client_${number % clients}`,
    recordKey: `rec${String(number).padStart(19, '0')}`,
    record: { type: of(number, types), id: `INV-${number}`, part: '1' },
    amount: { amount: String(500 + (number % 90) * 100), currency: 'RWF' },
    subject: number % 200 === 0 ? heavyPayer : `payer${String(number % payers).padStart(17, '0')}`,
    dimensions: { service: `service-${number % services}`, branch: `branch-${number % branches}` },
    provider,
    attempts: template.attempts.map((attempt) => ({ ...attempt, provider, status, at: at(number) })),
    callback: callbackOf(number),
    createdAt: at(number),
  };
}

async function templateOf(view) {
  const { lifeOf } = await import('./million.js').then(({ lives }) => lives());
  const { EventCodec } = await built('kernel/handling/event-codec.js');
  const { applyTo } = await built('kernel/following/view.js');
  const codec = new EventCodec(view.events);
  return lifeOf(0)
    .flatMap(({ stream, events }) => events.map((event) => ({ ...event, stream })))
    .filter(({ type }) => codec.types.includes(type))
    .map((event, position) => ({
      ...event,
      data: JSON.parse(event.data),
      metadata: JSON.parse(event.metadata),
      revision: position,
      position: BigInt(position),
    }))
    .reduce((document, event) => applyTo(view, document, codec.read(event), document?.id ?? ''), null);
}

const open = async (file) => {
  const { SqliteDocumentStore } = await built('adapters/sqlite/document-store.js');
  const { paymentView } = await built('modules/payments/payment.view.js');
  const store = await SqliteDocumentStore.open(file);
  await store.declare(paymentView.collection);
  return { store, view: paymentView };
};

async function write(store, view, documents, position) {
  const changes = documents.map((document) => ({ id: document.id, document, position }));
  await store.write(view.collection, changes, { reader: view.collection.name, position });
}

const together = 1_000;

const answers = {
  /** Written once and kept: a document store cannot be changed by being asked. */
  async fill({ file }) {
    if (existsSync(file)) return { seconds: null };
    const unfinished = `${file}-unfinished`;
    for (const part of ['', '-wal', '-shm']) rmSync(unfinished + part, { force: true });
    const { store, view } = await open(unfinished);
    const template = await templateOf(view);
    const begun = performance.now();
    for (let number = 0; number < million; number += together) {
      const documents = Array.from({ length: together }, (_, index) => listed(template, number + index));
      await write(store, view, documents, 1n);
    }
    const seconds = (performance.now() - begun) / 1_000;
    await store.close();
    renameSync(unfinished, file);
    return { seconds, bytes: statSync(file).size };
  },

  /** As a view makes them: a payment is made, and its status moves on three times, among a million others. */
  async change({ file, payments }) {
    const { store, view } = await open(file);
    const template = await templateOf(view);
    const steps = ['created', 'submitted', 'pending', 'successful'];
    const before = process.cpuUsage();
    const begun = performance.now();
    for (let number = 0; number < payments; number += 50) {
      for (const [step, status] of steps.entries()) {
        const documents = Array.from({ length: 50 }, (_, index) => {
          const document = listed(template, million + 1_000 + number + index);
          return { ...document, id: `new_${document.recordKey}`, status };
        });
        await write(store, view, documents, BigInt(step + 1));
      }
    }
    const seconds = (performance.now() - begun) / 1_000;
    const { user, system } = process.cpuUsage(before);
    await store.close();
    return { perChangeMs: (user + system) / 1_000 / payments / steps.length, seconds };
  },

  async ask({ file, rounds }) {
    const { store, view } = await open(file);
    const sort = { field: 'createdAt', direction: 'descending' };
    const delay = monitorEventLoopDelay({ resolution: 1 });
    const took = [];
    delay.enable();
    for (let round = 0; round < rounds; round += 1) {
      for (const where of questions(round)) {
        const before = process.cpuUsage();
        const begun = performance.now();
        const refused = await store.query(view.collection, { where, sort, limit: 50 }).then(
          () => null,
          (error) => error,
        );
        const ms = performance.now() - begun;
        const { user, system } = process.cpuUsage(before);
        took.push({ where, ms, cpuMs: (user + system) / 1_000, refused: refused?.name ?? null });
      }
    }
    delay.disable();
    await store.close();
    // The first round brings the file into the system's memory.
    const warm = took.slice(questions(0).length);
    const of = (own) => {
      const asked = warm.filter(({ where }) => 'client' in where === own);
      const at = (share, name) =>
        asked.map((each) => each[name]).toSorted((one, other) => one - other)[Math.floor(asked.length * share)];
      return {
        questions: asked.length,
        p50Ms: at(0.5, 'ms'),
        p99Ms: at(0.99, 'ms'),
        p99CpuMs: at(0.99, 'cpuMs'),
        refused: asked.filter(({ refused }) => refused !== null).length,
        worst: asked.toSorted((one, other) => other.cpuMs - one.cpuMs)[0],
      };
    };
    return { ofAll: of(false), ofOneClient: of(true), loopDelayMaxMs: Math.max(0, delay.max / 1e6 - 1) };
  },
};

/** Every filter of the list alone and in pairs, by a role that sees all and by one client; among the values some that nothing has. */
function questions(round) {
  const pick = 7_777 * round + 12_345;
  const values = {
    status: ['successful', 'failed', 'expired', 'uncertain', 'pending', 'refunded'],
    provider: ['mtn-momo', 'airtel-money', ''],
    callback: ['received', 'missing', 'late', 'awaited'],
    'record.type': ['invoice', 'permit', 'donation', 'booking'],
    'record.id': [`INV-${pick}`, 'none'],
    subject: [heavyPayer, `payer${String(pick % payers).padStart(17, '0')}`],
    'dimensions.service': ['service-0', `service-${round % services}`, 'zzz'],
    'dimensions.branch': ['branch-0', `branch-${(round + 1) % branches}`, 'zzz'],
    createdAt: [{ gte: at(pick), lt: at(pick + 5_760) }, { gte: at(0), lt: at(3_000) }, { gte: at(million / 2) }],
  };
  const fields = Object.keys(values);
  const alone = fields.map((field) => [{ [field]: of(round, values[field]) }]).flat();
  const pairs = fields.flatMap((one, index) =>
    fields.slice(index + 1).flatMap((other) =>
      // Not in step with each other, so that over the rounds each value of the one meets each of the other.
      [0, 1].map((shift) => ({
        [one]: of(round, values[one]),
        [other]: of(Math.floor(round / values[one].length) + round + shift, values[other]),
      })),
    ),
  );
  const all = [{}, ...alone, ...pairs];
  return [...all, ...all.map((where) => ({ ...where, client: `client_${round % clients}` }))];
}

answering(answers);
