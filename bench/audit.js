import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { logOfAMillion } from './support/million.js';
import { built } from './support/program.js';

/** Sealing and verifying 1 M events; replay, the audit's list and an evidence pack among them. Run alone: `node bench/audit.js`. */
const source = await logOfAMillion();
const directory = join(dirname(source), 'sealed-v1');
const isNew = !existsSync(join(directory, 'events.sqlite'));
if (isNew) {
  mkdirSync(directory, { recursive: true });
  copyFileSync(source, join(directory, 'events.sqlite'));
}

const { SqliteEventStore } = await built('adapters/sqlite/event-store.js');
const { SqliteDocumentStore } = await built('adapters/sqlite/document-store.js');
const { SqliteKeyStore } = await built('adapters/sqlite/key-store.js');
const { PersonalData } = await built('kernel/personal-data/personal-data.js');
const { KeyedHash } = await built('kernel/keyed-hash.js');
const { SkippedEvents } = await built('kernel/following/skipped-events.js');
const { ViewRunner } = await built('kernel/following/view-runner.js');
const { systemClock: clock } = await built('kernel/system-clock.js');
const { CallbackAddresses } = await built('modules/callbacks/contract.js');
const audit = (name) => built(`modules/audit/${name}.js`);
const { MakeSeals } = await audit('make-seals');
const { SealKeys } = await audit('seal-keys');
const { verifyLog } = await audit('verify-log');
const { Histories } = await audit('history');
const { replay } = await audit('replay');
const { AuditEvents } = await audit('audit-events');
const { auditEventView } = await audit('audit-event.view');
const { Evidence } = await audit('evidence');

const store = await SqliteEventStore.open(join(directory, 'events.sqlite'), clock);
const documents = await SqliteDocumentStore.open(join(directory, 'documents.sqlite'));
const keyStore = await SqliteKeyStore.open(join(directory, 'keys.sqlite'));
const masterKey = Buffer.alloc(32, 7);
const personalData = new PersonalData(masterKey, keyStore, clock);
// The log of the bench is sealed with noise: nothing in it can be opened.
const unreadable = { open: async () => null };
const keys = new SealKeys({ store, clock, newId: randomUUID }, personalData);

const timed = async (work) => {
  const cpu = process.cpuUsage();
  const at = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - at) / 1_000, cpuSeconds: (user + system) / 1e6 };
};
const told = (what, { seconds, cpuSeconds }, events) =>
  console.log(
    `${what}: ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU; ${Math.round(events / seconds).toLocaleString('en-US')} events/s, ${Math.round(events / cpuSeconds).toLocaleString('en-US')} for each second of CPU`,
  );

// Both go on where they were left.
const before = await store.head();
const sealing = new MakeSeals({ store, clock, newId: randomUUID }, keys, null, console);
const sealed = await timed(async () => {
  await sealing.start();
  while (sealing.progress.position < (await store.head())) await new Promise((resolve) => setTimeout(resolve, 50));
  await sealing.stop();
});
if (isNew) told('seal', sealed, Number(before));
const skipped = new SkippedEvents(documents);
await skipped.declare();
const view = new ViewRunner(auditEventView, store, documents, skipped, clock);
const filled = await timed(async () => {
  await view.declare();
  await view.start(null);
  await view.reached(await store.head());
  await view.stop();
});
if (isNew) told('fill the audit view', filled, Number(await store.head()));

let verdict;
for (let round = 0; round < 3; round += 1) {
  const verified = await timed(async () => {
    verdict = await verifyLog(store);
  });
  if (!verdict.ok) throw new Error(JSON.stringify(verdict));
  told('verify', verified, verdict.events);
}

const p = (times, part) => times.toSorted((one, other) => one - other)[Math.floor(times.length * part)].toFixed(1);
const repeat = async (what, count, work) => {
  const times = [];
  const cpu = process.cpuUsage();
  for (let n = 0; n < count; n += 1) {
    const at = performance.now();
    await work(n);
    times.push(performance.now() - at);
  }
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = (user + system) / 1_000 / count;
  console.log(`${what}: ${cpuMs.toFixed(1)} ms of CPU, p50 ${p(times, 0.5)} ms, p99 ${p(times, 0.99)} ms`);
};

const payment = (n) => `pay_${String((n * 7_919) % 148_000).padStart(22, '0')}`;
const histories = new Histories(store, new CallbackAddresses('', new KeyedHash(masterKey, 'callback-token')));
const now = new Date().toISOString();
await repeat('replay of one payment', 300, async (n) => {
  if ((await replay(histories, unreadable, payment(n), now)) === null) throw new Error('No such payment');
});
const events = new AuditEvents(store, documents, unreadable);
const filters = {
  stream: (n) => ({ stream: `payment-${payment(n)}` }),
  actor: (n) => ({ actor: `client_${n % 7}` }),
  type: (n) => ({ type: ['PaymentCreated', 'ReceiptIssued', 'PaymentExpired', 'SealMade'][n % 4] }),
  time: (n) => ({ at: { gte: new Date(Date.parse('2026-01-01') + n * 60_000_000).toISOString() } }),
  none: () => ({}),
};
for (const [name, where] of Object.entries(filters))
  await repeat(`list of 50 by ${name}`, 200, (n) => events.list({ where: where(n), limit: 50, cursor: null }));
const evidence = new Evidence({ store, clock, histories, personalData: unreadable, keys });
let bytes = 0;
await repeat('evidence pack', 200, async (n) => {
  bytes = 0;
  for (const chunk of await evidence.of(payment(n), 'bench', async (_, value) => value)) bytes += chunk.length;
});
console.log(`an evidence pack of ${Math.round(bytes / 1_024)} KiB`);

await keyStore.close();
await documents.close();
await store.close();
