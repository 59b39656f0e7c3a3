import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './support/alternately.js';
import { logOfAMillion } from './support/million.js';
import { gatewayState } from './support/gateway-state.js';
import { apiKey, built, inDirectory, startGateway, startSandbox, unreachableProvider } from './support/program.js';
import { inAProcess } from './rebuild.js';

/** (e) From the start of the process to `/health/ready`, beside a log that has grown for months. */
export const title = 'cold start with 1 M events';

const restMs = 15_000;

export async function measure() {
  const file = await logOfAMillion();
  const documents = await documentsOf(file);
  return inDirectory(async (directory) => {
    copyFileSync(file, join(directory, 'events.sqlite'));
    copyFileSync(documents, join(directory, 'documents.sqlite'));
    await knowsItsKeys(directory);
    const provider = await unreachableProvider();
    // One start that does not count makes the admin key, and lets whatever is new to this log read all of it once.
    const first = await startGateway(directory, provider);
    await caughtUp(first.url);
    await first.stop();

    const starts = [];
    let usage;
    for (let count = 1; count <= 3; count += 1) {
      const gateway = await startGateway(directory, provider);
      starts.push(gateway.startedMs / 1_000);
      if (count === 3) await sleep(restMs);
      usage = await gateway.ask('usage');
      await gateway.stop();
    }
    const receiptMs = await firstReceiptWithoutDocuments(directory);
    return [
      {
        what: 'process start to the first receipt, without documents',
        value: receiptMs / 1_000,
        unit: 's',
        note: 'documents.sqlite was removed, as after a restored backup; the views fill meanwhile',
      },
      {
        what: 'process start to /health/ready',
        target: 3,
        at: 'most',
        value: median(starts),
        unit: 's',
        note: `with all of the log taken in before; ${starts.map((each) => each.toFixed(1)).join(', ')} s`,
      },
      {
        what: 'memory at rest',
        target: 200,
        at: 'most',
        value: usage.rssMb,
        unit: 'MB',
        note: `${restMs / 1_000} s after the start; at most ${usage.peakRssMb.toFixed(0)} MB before`,
      },
    ];
  });
}

/** The views read all of the log again. What money waits for does not: a payment of now gets its receipt meanwhile. */
async function firstReceiptWithoutDocuments(directory) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(directory, `documents.sqlite${suffix}`), { force: true });
  return inDirectory(async (ofSandbox) => {
    const sandbox = await startSandbox(ofSandbox);
    const begun = performance.now();
    const gateway = await startGateway(directory, sandbox.said, { until: '/health/live' });
    try {
      const payment = await asked(gateway.url, '/v1/payments', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'first-receipt' },
        body: JSON.stringify({
          amount: '5000',
          currency: 'RWF',
          payer: { msisdn: '0788123456' },
          record: { type: 'invoice', id: 'first-receipt' },
        }),
      });
      for (let waitedMs = 0; waitedMs < 120_000; waitedMs += 20) {
        if ((await asked(gateway.url, `/v1/payments/${payment.id}`)).receipt !== null) return performance.now() - begun;
        await sleep(20);
      }
      throw new Error('The payment got no receipt within two minutes');
    } finally {
      await gateway.stop();
      await sandbox.stop();
    }
  });
}

async function asked(url, path, { headers, ...request } = {}) {
  const answer = await fetch(`${url}${path}`, {
    ...request,
    headers: { ...headers, authorization: `Bearer ${apiKey}` },
  });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** The made log was sealed under keys that never were. To the start they are keys that were destroyed. */
async function knowsItsKeys(directory) {
  const { SqliteEventStore } = await built('adapters/sqlite/event-store.js');
  const { SqliteKeyStore } = await built('adapters/sqlite/key-store.js');
  const { firstKeysNamedBy } = await built('kernel/personal-data/keys-of-log.js');
  const { systemClock } = await built('kernel/system-clock.js');
  const log = await SqliteEventStore.open(join(directory, 'events.sqlite'), systemClock);
  const keys = await SqliteKeyStore.open(join(directory, 'keys.sqlite'));
  await keys.bury(await firstKeysNamedBy(log));
  await keys.close();
  await log.close();
}

/** Resolves when every follower is at the head and no event was appended for a while: receipts, too, are issued by a follower of the log. */
async function caughtUp(url) {
  for (let still = 0, last = -1; still < 20;) {
    await sleep(100);
    const { lagSeconds, position } = await gatewayState(url);
    still = lagSeconds === 0 && position === last ? still + 1 : 0;
    last = position;
  }
}

/** The views of that log, made once. */
async function documentsOf(file) {
  const kept = join(dirname(file), 'documents.sqlite');
  if (existsSync(kept)) return kept;
  return inDirectory(async (directory) => {
    await inAProcess({ work: 'rebuild', file, directory });
    copyFileSync(join(directory, 'documents.sqlite'), `${kept}-unfinished`);
    renameSync(`${kept}-unfinished`, kept);
    return kept;
  });
}
