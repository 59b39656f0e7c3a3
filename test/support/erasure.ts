import { afterEach, expect } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { readSettings } from '../../src/app/settings.js';
import { openEmbeddedStores } from '../../src/app/stores.js';
import { run } from '../../src/cli/run.js';
import { adminKey, rwf, startApp, type Answer, type App } from './app.js';
import { alike, rebuiltBeside } from './rebuilt-views.js';

// One story of a payer whose data is erased: the app, its directory, and the list of erasures. A spec that imports this has its hooks.

export const msisdn = '+250780000001';
export const reason = 'Asked for in writing';

export let app: App;
export let directory: string;
export const data = () => join(directory, 'data');
export const list = () => join(directory, 'erasures.jsonl');

export async function start(settings: Record<string, string> = {}): Promise<void> {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-erasure-'));
  app = await startApp({ directory: data(), settings: { ERASURES_FILE: list(), ...settings } });
}
afterEach(async () => {
  await app.close();
  rmSync(directory, { recursive: true });
});

/** A payment that is over, with its receipt. */
export async function paid(by: string = msisdn, more: Record<string, unknown> = {}): Promise<string> {
  await app.clock.pass({ ms: 1 });
  const { paymentId } = await app.request(by, rwf(5_000), { description: 'Building permit of Aline', ...more });
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  expect((await app.payment(paymentId)).status).toBe('successful');
  return paymentId;
}

export const erase = (number: string = msisdn, why: string = reason): Promise<Answer> =>
  app.admin.call('DELETE', `/v1/payers/${number}`, { body: { reason: why } });

/** Runs a command on the data directory, or against the gateway that is running. */
export async function command(...args: string[]): Promise<{ readonly code: number; readonly said: string[] }> {
  const said: string[] = [];
  const pipe = new PassThrough();
  const terminal = {
    print: (line: string) => said.push(line),
    complain: (line: string) => said.push(line),
    input: pipe,
    output: pipe,
  };
  pipe.end(`${msisdn}\n`);
  const settings = () =>
    readSettings({
      DATA_DIR: data(),
      MASTER_KEY: '7'.repeat(64),
      ISHYURA_KEY: adminKey,
      PORT: new URL(app.url).port,
    });
  return { code: await run(args, terminal, settings), said };
}

/** Every view of the stopped app as it is kept, and as its log makes it anew. */
export async function expectViewsAlike(): Promise<void> {
  const stores = await openEmbeddedStores(data(), Buffer.alloc(32, 0x77), app.clock);
  try {
    for (const comparison of (await rebuiltBeside(stores)).values()) expect(comparison).toMatchObject(alike);
  } finally {
    await stores.close();
  }
}
