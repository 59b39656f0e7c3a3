import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import type { Body } from '../support/app.js';
import { Installation, until, type Program } from '../support/program.js';

const fixture = fileURLToPath(new URL('../fixtures/data-of-327ce06/', import.meta.url));
const authorization = 'Bearer ishk_0123456789abcdef0123456789abcdef';

let sandbox: Sandbox;
let installation: Installation;
let program: Program;

beforeEach(async () => {
  sandbox = await startSandbox({ behaviour: { latencyMs: 0, callbackDelayMs: 20 } });
  installation = await Installation.make(sandbox);
  for (const file of ['documents.sqlite', 'events.sqlite', 'keys.sqlite', 'master.key'])
    copyFileSync(join(fixture, file), join(installation.directory, file));
});
afterEach(async () => {
  await program.stop();
  installation.remove();
  await sandbox.close();
});

const call = async (method: string, path: string, body?: object, key?: string) => {
  const headers = {
    authorization,
    ...(body && { 'content-type': 'application/json' }),
    ...(key && { 'idempotency-key': key }),
  };
  const response = await fetch(installation.url + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    replayed: response.headers.get('idempotent-replayed'),
    body: (await response.json()) as Body,
  };
};
const payments = async () => {
  const { body } = await call('GET', '/v1/payments');
  const shown = (body.data as Body[]).map(({ record, status, paidAmount, receipt }) => [
    (record as { id: string }).id,
    status,
    paidAmount,
    (receipt as { number: string } | null)?.number ?? null,
  ]);
  return shown.sort();
};
const ask = (record: string, part?: string) => ({
  amount: '5000',
  currency: 'RWF',
  payer: { msisdn: '250788123456' },
  record: { type: 'invoice', id: record, part },
  expiresInSeconds: 30,
});

describe('a data directory of the previous release', () => {
  it('opens, shows its payments, and continues', async () => {
    program = await installation.start({}, { BOOTSTRAP_API_KEY: authorization.slice('Bearer '.length) });
    await until(
      async () => (await fetch(`${installation.url}/health/ready`)).status,
      (status) => status === 200,
    );
    expect(await payments()).toEqual([
      ['INV-1', 'successful', '5000', 'RCT-2026-000001'],
      ['INV-2', 'failed', null, null],
      ['INV-3', 'uncertain', null, null],
      ['INV-4', 'successful', '5000', 'RCT-2026-000002'],
    ]);

    // A repeated request returns the old payment, and its number can still be decrypted.
    const again = await call('POST', '/v1/payments', ask('INV-1'), 'k1');
    expect([again.status, again.replayed, again.body.status, again.body.payer]).toEqual([
      202,
      'true',
      'successful',
      { msisdn: '+250788123456' },
    ]);

    // An old claim that named no part also holds part 1.
    const otherwise = async (record: string) => (await call('POST', '/v1/payments', ask(record, '1'), 'k6')).body.code;
    expect(await otherwise('INV-1')).toBe('RECORD_ALREADY_PAID');
    expect(await otherwise('INV-3')).toBe('RECORD_PAYMENT_IN_PROGRESS');

    const open = (await call('GET', '/v1/reviews?status=open&reason=UNCERTAIN_PAYMENT')).body.data as Body[];
    const resolve = (more: object) =>
      call('POST', `/v1/reviews/${open[0]!.id}/resolve`, { decision: 'not-paid', evidence: 'as MTN says', ...more });
    expect((await resolve({})).body.code).toBe('PROVIDER_SAYS_PENDING');
    expect((await resolve({ force: true })).status).toBe(200);

    expect((await call('POST', '/v1/payments', ask('INV-3'), 'k5')).status).toBe(202);
    await until(payments, (shown) => shown.some(([, , , number]) => number === 'RCT-2026-000003'));
  });
});
