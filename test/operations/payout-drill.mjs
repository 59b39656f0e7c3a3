// `npm run drill:payouts -- [lines] [kills]`: a batch of 10,000 payouts is sent while the gateway is killed again and again, and every line is paid once.
// The program and the sandbox are the ones that are shipped; the sandbox stays, as MTN would. The limit on status checks is off, or MTN's ten a
// second would make it take a quarter of an hour.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.js';
import { killPrograms, startGateway, startSandbox } from './programs.mjs';

const [lines = 10_000, kills = 5] = process.argv.slice(2).map(Number);
const patienceMs = 600_000;
const key = 'admin-key-of-the-payout-drill';
const directory = mkdtempSync(join(tmpdir(), 'ishyura-payouts-'));

try {
  await drill();
} finally {
  killPrograms();
  rmSync(directory, { recursive: true, force: true });
}

async function drill() {
  const sandbox = await sandboxOfDrill();
  const port = await freePort();
  const call = async (method, path, { body, as = key, type = 'application/json' } = {}) => {
    const headers = { authorization: `Bearer ${as}`, ...(body !== undefined && { 'content-type': type }) };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body });
    return { status: answer.status, body: await answer.json() };
  };
  const start = () => startGateway({ port, provider: sandbox.settings, data: join(directory, 'data'), key });
  let gateway = await start();
  const { body: boss } = await call('POST', '/v1/api-clients', {
    body: JSON.stringify({ name: 'boss', roles: ['approver'] }),
  });

  const rows = Array.from(
    { length: lines },
    (_, at) => `A-${at},0788${100_000 + at},Payee ${at},${100 + (at % 9)},RWF,Allowance`,
  );
  const file = `Record,Msisdn,Name,Amount,Currency,Description\n${rows.join('\n')}\n`;
  let before = performance.now();
  const received = await call('POST', '/v1/payout-batches', { body: file, type: 'text/csv' });
  assert.equal(received.status, 202, JSON.stringify(received.body));
  const { id, totals } = received.body;
  assert.deepEqual([totals.lines, totals.valid, totals.invalid], [lines, lines, 0]);
  say(`${lines} lines (${Math.round(file.length / 1_024)} KiB) are checked and on record in ${seconds(before)} s`);

  assert.equal((await call('POST', `/v1/payout-batches/${id}/approve`, { as: boss.key })).status, 200);
  before = performance.now();
  const results = async () => (await call('GET', `/v1/payout-batches/${id}`)).body.results;
  for (let kill = 1; kill <= kills; kill += 1) {
    // Each time in another moment of a part, when a further share of the batch is over.
    await until(async () => (await results()).successful >= (lines * kill) / (kills + 1));
    await sleep(7 * kill);
    gateway.kill('SIGKILL');
    await once(gateway, 'exit');
    say(`killed at ${seconds(before)} s, when ${(await sandbox.paid()).length} of ${lines} were paid`);
    gateway = await start();
  }
  await until(async () => (await call('GET', `/v1/payout-batches/${id}`)).body.status === 'done');
  say(`done after ${seconds(before)} s, with ${kills} kills and starts in it`);

  const { successful, ...others } = await results();
  assert.equal(successful, lines);
  for (const [name, count] of Object.entries(others)) assert.deepEqual([name, count], [name, 0]);
  const paid = await sandbox.paid();
  assert.equal(paid.length, lines);
  assert.equal(new Set(paid).size, lines);
  say(`the provider paid ${paid.length} transfers under ${new Set(paid).size} payouts: every line once`);
  assert.deepEqual((await call('POST', '/v1/payout-batches', { body: file, type: 'text/csv' })).body.id, id);
  gateway.kill('SIGTERM');
  assert.deepEqual(await once(gateway, 'exit'), [0, null]);
  say('passed');
}

async function sandboxOfDrill() {
  const settings = await startSandbox(directory, 50);
  return {
    settings,
    /** The external ids of the transfers on the provider's statement. */
    async paid() {
      const statement = await (
        await fetch(`${settings.MOMO_BASE_URL}/control/statement.csv?product=disbursement`)
      ).text();
      return [...statement.matchAll(/\bout_[0-9a-f]{32}\b/g)].map(([id]) => id);
    },
  };
}

async function until(isSo) {
  const deadline = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`It did not come to be in ${patienceMs / 1_000} s`);
    await sleep(100);
  }
}

function seconds(since) {
  return ((performance.now() - since) / 1_000).toFixed(1);
}

function say(line) {
  console.log(`${new Date().toISOString().slice(11, 23)}  ${line}`);
}
