import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { systemClock } from '../../src/kernel/system-clock.js';
import { openEmbeddedStores } from '../../src/app/stores.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import type { Body } from '../support/app.js';
import { Installation, until, type Program } from '../support/program.js';

// This file uses real time, because it waits for processes; it waits for conditions, never for a fixed time.
const dying = { file: 'test/journeys/killed-gateway.mjs', says: /ready/ };
/** More than one append of lines, and more than two parts of a sending. */
const count = 210;

let sandbox: Sandbox;
let installation: Installation;
beforeAll(async () => {
  sandbox = await startSandbox({ behaviour: { latencyMs: 0, callbackDelayMs: 5 } });
  installation = await Installation.make(sandbox);
});
afterAll(async () => {
  await sandbox.close();
  installation.remove();
});

const start = () => {
  const { subscriptionKey, apiUser, apiKey } = sandbox.credentials.disbursement;
  return installation.start(dying, {
    MOMO_DISBURSEMENT_SUBSCRIPTION_KEY: subscriptionKey,
    MOMO_DISBURSEMENT_API_USER: apiUser,
    MOMO_DISBURSEMENT_API_KEY: apiKey,
    RATE_LIMIT_PER_SECOND: '0',
  });
};

async function call(
  method: string,
  path: string,
  body?: string,
  { key = installation.key, type = 'application/json' } = {},
) {
  const headers = { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': type }) };
  const response = await fetch(installation.url + path, { method, headers, ...(body !== undefined && { body }) });
  return { status: response.status, body: (await response.json()) as Body };
}

it('a gateway that is killed while it reads a file and while it sends it pays every line once', async () => {
  const lines = Array.from({ length: count }, (_, at) => `L-${at},07881${String(10_000 + at)},${1_000 + at},RWF`);
  const file = `Record,Msisdn,Amount,Currency\n${lines.join('\n')}\n`;
  const send = () => call('POST', '/v1/payout-batches', file, { type: 'text/csv' });

  let program: Program = await start();
  const approver = await call('POST', '/v1/api-clients', JSON.stringify({ name: 'boss', roles: ['approver'] }));
  const key = String(approver.body['key']);

  // Killed when a part of the lines is on record: the same file goes on there.
  await program.tell('after BatchLineRead');
  expect(await send().catch(() => null)).toBeNull();
  expect(await program.ended).toEqual({ code: null, signal: 'SIGKILL' });
  program = await start();
  const { id } = (await until(send, ({ body }) => body.status === 'requested')).body;
  expect((await call('POST', `/v1/payout-batches/${id}/approve`, undefined, { key })).status).toBe(200);

  for (const moment of ['after PayoutRecordClaimed', 'after call']) {
    await program.tell(moment);
    expect(await program.ended).toEqual({ code: null, signal: 'SIGKILL' });
    program = await start();
  }
  const done = await until(
    async () => (await call('GET', `/v1/payout-batches/${id}`)).body,
    ({ status }) => status === 'done',
  );
  expect(done).toMatchObject({
    totals: { lines: count, valid: count, invalid: 0 },
    results: { successful: count, failed: 0, uncertain: 0, refused: 0, waiting: 0, underWay: 0 },
  });
  const transactions = sandbox.control
    .transactions({ limit: 1_000 })
    .filter(({ operation }) => operation === 'transfer');
  expect(transactions).toHaveLength(count);
  expect(new Set(transactions.map(({ externalId }) => externalId)).size).toBe(count);
  expect(new Set(transactions.map(({ amount }) => amount)).size).toBe(count);
  expect(await program.stop()).toEqual({ code: 0, signal: null });

  const stores = await openEmbeddedStores(installation.directory, null, systemClock);
  const { events } = await stores.events.readAll(0n, 100_000);
  await stores.close();
  for (const once of ['BatchLineRead', 'PayoutRequested', 'PayoutSucceeded'])
    expect([once, events.filter(({ type }) => type === once).length]).toEqual([once, count]);
});

it('a gateway that is killed while it imports a statement goes on after the last line on record, and counts none twice', async () => {
  const lines = Array.from(
    { length: 1_200 },
    (_, at) => `S-${at},2026-11-01 10:00:00,Successful,Payment,${1_000 + at},RWF`,
  );
  const file = ['Id,Date,Status,Type,Amount,Currency', ...lines, lines[7]].join('\n');
  const path = '/v1/reconciliation/statements';
  let program: Program = await start();
  await program.tell('after StatementLinesRead');
  const received = await call('POST', `${path}?provider=mtn-momo&account=killed`, file, { type: 'text/csv' }).catch(
    () => null,
  );
  expect(await program.ended).toEqual({ code: null, signal: 'SIGKILL' });
  program = await start();
  const { id } = received?.body ?? (await call('GET', path)).body.data[0]!;
  const done = await until(
    async () => (await call('GET', `${path}/${id}`)).body,
    ({ status }) => status === 'reconciled',
  );
  expect(done).toMatchObject({
    progress: { lines: 1_201 },
    totals: { 'missing-internally': { count: 1_200 }, 'duplicate-line': { count: 1 } },
  });
  expect(await program.stop()).toEqual({ code: 0, signal: null });
  const stores = await openEmbeddedStores(installation.directory, null, systemClock);
  const { events } = await stores.events.readAll(0n, 100_000, { types: ['StatementLinesRead'] });
  await stores.close();
  const read = events.flatMap(({ data }) => (data as { lines: { line: number }[] }).lines.map(({ line }) => line));
  expect(read).toEqual(Array.from({ length: 1_201 }, (_, at) => at + 2));
});
