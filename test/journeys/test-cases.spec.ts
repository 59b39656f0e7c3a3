import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Control } from '../../src/sandbox/control.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { programEnvironment } from '../support/program.js';

/** `npm run test-cases` as a person runs it: on the built gateway and sandbox, over HTTP. */
const program = join(process.cwd(), 'test/journeys/test-cases/main.mjs');

let directory: string;
// Each run has ports and files of its own and mostly waits for time to pass, so all of them run at once.
const children = new Set<ChildProcess>();
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'test-cases-spec-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGTERM');
  rmSync(directory, { recursive: true, force: true });
});

/**
 * The slow payer takes 25 seconds at MTN. Here they pass at once, repeatedly, but only after a status check has returned that this payer
 * has not answered yet.
 */
function hurry(control: Control): () => void {
  const askedBefore = new Map<string, number>();
  const asked = () => control.calls['requesttopay status'] ?? 0;
  return () => {
    const thinking = control
      .transactions({ msisdn: '46733123454', waiting: true })
      .map(({ referenceId }) => referenceId);
    for (const reference of thinking) if (!askedBefore.has(reference)) askedBefore.set(reference, asked());
    if (thinking.every((reference) => asked() > askedBefore.get(reference)!)) void control.advance(25);
  };
}

async function play(args: string[], settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program, ...args], { env: { ...programEnvironment, ...settings } });
  children.add(child);
  const said = { out: '', error: '' };
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (said.out += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said.error += text));
  const [code] = (await once(child, 'close')) as [number | null];
  children.delete(child);
  return { code, ...said };
}

describe('the twelve test cases', () => {
  it.concurrent('pass over Airtel Money', async () => {
    const { out, error } = await play(['--provider', 'airtel-money']);
    expect(`${out}${error}`).toContain('12 test cases: 12 passed, 0 failed.');
  });

  it.concurrent('pass, and are reported in a table', async () => {
    const file = join(directory, 'report.md');
    const { code, out, error } = await play(['--report', file]);
    expect(`${out}${error}`).toContain('18 test cases: 18 passed, 0 failed.');
    expect(code).toBe(0);
    const rows = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\| \d/.test(line))
      .map((line) => line.split(' | '));
    expect(rows.map(([number]) => number)).toEqual(Array.from({ length: 18 }, (_, index) => `| ${index + 1}`));
  });

  it.concurrent('that MTN’s sandbox supports run with its numbers and currency', async () => {
    let inItsPlace: Sandbox | null = null;
    try {
      inItsPlace = await startSandbox({ seed: 'in MTN’s place' });
      const { subscriptionKey, apiUser, apiKey } = inItsPlace.credentials.collection;
      const hurrying = setInterval(hurry(inItsPlace.control), 100);
      const { code, out } = await play(['--momo'], {
        MOMO_BASE_URL: inItsPlace.url,
        MOMO_COLLECTION_SUBSCRIPTION_KEY: subscriptionKey,
        MOMO_COLLECTION_API_USER: apiUser,
        MOMO_COLLECTION_API_KEY: apiKey,
        PUBLIC_BASE_URL: 'http://localhost:9',
      }).finally(() => clearInterval(hurrying));
      expect(out).toContain('18 test cases: 7 passed, 0 failed, 11 not run.');
      expect(code).toBe(0);
      expect(Object.keys(inItsPlace.control.calls)).toContain('requesttopay');
      expect(new Set(inItsPlace.control.transactions().map(({ currency }) => currency))).toEqual(new Set(['EUR']));
    } finally {
      await inItsPlace?.close();
    }
  });

  it.concurrent('fail one by one, and so does the program, against a gateway that refuses every payment', async () => {
    const broken = createServer((request, response) => {
      response.writeHead(request.url?.startsWith('/v1/reviews') ? 200 : 503, { 'content-type': 'application/json' });
      response.end('{"code":"STORE_UNAVAILABLE"}');
    });
    broken.listen(0, '127.0.0.1');
    await once(broken, 'listening');
    const beside = await startSandbox({ seed: 'beside a broken gateway', faults: 'latency=1 on status' });
    try {
      const { code, out } = await play([], {
        ISHYURA_URL: `http://127.0.0.1:${(broken.address() as AddressInfo).port}`,
        ISHYURA_KEY: 'any',
        SANDBOX_URL: beside.url,
      });
      expect(out).toContain('18 test cases: 0 passed, 18 failed.');
      expect(out).toContain('503');
      expect(code).toBe(1);
      // The sandbox has the same fault rules after the run as before.
      expect(beside.control.faults()).toEqual([{ fault: 'latency', ms: 1, on: 'status' }]);
    } finally {
      await beside.close();
      broken.closeAllConnections();
      broken.close();
    }
  });

  it.concurrent.each([
    ['ISHYURA_KEY is missing', [], { ISHYURA_URL: 'http://127.0.0.1:9' }],
    ['nothing answers at ISHYURA_URL', [], { ISHYURA_URL: 'http://127.0.0.1:9', ISHYURA_KEY: 'key' }],
    ['PUBLIC_BASE_URL is missing', ['--momo'], {}],
    ["Unknown option '--mtn'", ['--mtn'], {}],
  ])('are not run, with one line: %s', async (line, args, settings) => {
    const { code, error } = await play(args, settings as Record<string, string>);
    expect(error.trim().split('\n')).toEqual([expect.stringContaining(line)]);
    expect(code).toBe(2);
  });
});
