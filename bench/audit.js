import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { logOfAMillion } from './support/million.js';
import { built } from './support/program.js';

/** (i) Sealing and verifying 1 M events; replay, the audit's list and an evidence pack among them; embedded stores. */
export const title = 'verifying 1 M events, and the audit among them';

export async function measure() {
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
  const rows = [];
  const told = (what, { seconds, cpuSeconds }, events, target = {}) =>
    rows.push({
      what,
      ...target,
      value: Math.round(events / seconds),
      unit: '/s',
      note: `${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU`,
    });

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
  const rounds = [];
  for (let round = 0; round < 3; round += 1) {
    rounds.push(
      await timed(async () => {
        verdict = await verifyLog(store);
      }),
    );
    if (!verdict.ok) throw new Error(JSON.stringify(verdict));
  }
  const [, verified] = rounds.toSorted((one, other) => one.seconds - other.seconds);
  told('events verified, the middle of three walks', verified, verdict.events, { target: 200_000, at: 'least' });

  const p = (times, part) => times.toSorted((one, other) => one - other)[Math.floor(times.length * part)];
  const repeat = async (what, count, work, target = {}) => {
    const times = [];
    const cpu = process.cpuUsage();
    for (let n = 0; n < count; n += 1) {
      const at = performance.now();
      await work(n);
      times.push(performance.now() - at);
    }
    const { user, system } = process.cpuUsage(cpu);
    const cpuMs = (user + system) / 1_000 / count;
    rows.push({
      what,
      ...target,
      value: p(times, 0.99),
      unit: 'ms',
      note: `p99; p50 ${p(times, 0.5).toFixed(1)} ms, ${cpuMs.toFixed(1)} ms of CPU each`,
    });
  };

  const payment = (n) => `pay_${String((n * 7_919) % 148_000).padStart(22, '0')}`;
  const histories = new Histories(store, new CallbackAddresses('', new KeyedHash(masterKey, 'callback-token')));
  const now = new Date().toISOString();
  const within50 = { target: 50, at: 'most' };
  await repeat(
    'replay of one payment',
    300,
    async (n) => {
      if ((await replay(histories, unreadable, payment(n), now)) === null) throw new Error('No such payment');
    },
    within50,
  );
  const events = new AuditEvents(store, documents, unreadable);
  const filters = {
    stream: (n) => ({ stream: `payment-${payment(n)}` }),
    actor: (n) => ({ actor: `client_${n % 7}` }),
    type: (n) => ({ type: ['PaymentCreated', 'ReceiptIssued', 'PaymentExpired', 'SealMade'][n % 4] }),
    time: (n) => ({ at: { gte: new Date(Date.parse('2026-01-01') + n * 60_000_000).toISOString() } }),
    nothing: () => ({}),
  };
  for (const [name, where] of Object.entries(filters))
    await repeat(
      `the audit's list of 50, filtered by ${name}`,
      200,
      (n) => events.list({ where: where(n), limit: 50, cursor: null }),
      within50,
    );
  const evidence = new Evidence({ store, clock, histories, personalData: unreadable, keys });
  let bytes = 0;
  await repeat('evidence pack', 200, async (n) => {
    bytes = 0;
    for (const chunk of await evidence.of(payment(n), 'bench', async (_, value) => value)) bytes += chunk.length;
  });
  rows.at(-1).note += `; ${Math.round(bytes / 1_024)} KiB`;

  await keyStore.close();
  await documents.close();
  await store.close();
  return rows;
}
