import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { freePort } from '../support/free-port.js';
import { programEnvironment } from '../support/program.js';

/** The built gateway as a process: the settings that it refuses, and the secrets that it never reveals. */
const program = join(process.cwd(), 'dist/main.js');

let directory: string;
let child: ChildProcess;
let said: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'secrets-'));
  said = '';
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

function start(settings: Record<string, string>): void {
  child = spawn(process.execPath, [program], { env: { ...programEnvironment, DATA_DIR: directory, ...settings } });
  for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', (text) => (said += text));
}

/** The secrets of the process. A text contains one of them only if it leaked. */
const secret = {
  MASTER_KEY: 'c0ffee'.padEnd(64, '5'),
  BOOTSTRAP_API_KEY: 'ish_bootstrap-secret-0123456789',
  METRICS_TOKEN: 'metrics-secret-0123456789',
  MOMO_COLLECTION_SUBSCRIPTION_KEY: 'subscription-secret-0123456789',
  MOMO_COLLECTION_API_USER: '0f6e1f0c-6a3b-4b43-9d51-9f5a3c1f7a11',
  MOMO_COLLECTION_API_KEY: 'api-key-secret-0123456789',
};

describe('a start with contradictory settings', () => {
  const mtn = { MOMO_BASE_URL: 'https://sandbox.momodeveloper.mtn.com', ...secret };
  it.each<[string, Record<string, string>]>([
    [
      "MOMO_TARGET_ENVIRONMENT is mtnrwanda (RWF), but MOMO_BASE_URL is MTN's sandbox, which takes EUR only.",
      { MOMO_TARGET_ENVIRONMENT: 'mtnrwanda', PUBLIC_BASE_URL: 'https://pay.example.rw' },
    ],
    [
      'MOMO_TARGET_ENVIRONMENT is sandbox (EUR), but MOMO_BASE_URL is a production host.',
      {
        MOMO_TARGET_ENVIRONMENT: 'sandbox',
        MOMO_BASE_URL: 'https://proxy.momoapi.mtn.co.rw',
        PUBLIC_BASE_URL: 'https://pay.example.rw',
      },
    ],
    [
      'PUBLIC_BASE_URL has the host www.example.rw, but MOMO_CALLBACK_HOST, the host registered for callbacks, is pay.example.rw.',
      {
        MOMO_TARGET_ENVIRONMENT: 'sandbox',
        PUBLIC_BASE_URL: 'https://www.example.rw',
        MOMO_CALLBACK_HOST: 'pay.example.rw',
      },
    ],
    [
      'MOMO_CHECK_PAYER must be one of on, off, not "perhaps"',
      { MOMO_TARGET_ENVIRONMENT: 'sandbox', PUBLIC_BASE_URL: 'https://pay.example.rw', MOMO_CHECK_PAYER: 'perhaps' },
    ],
  ])('is refused in one line: %s', async (line, settings) => {
    start({ ...mtn, ...settings });
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(said).toBe(`Ishyura cannot start: ${line}\n`);
  });
});

const smtpPassword = 'smtp-secret-0123456789';
const email = 'a.uwase@example.rw';

describe('secrets', () => {
  let sandbox: Sandbox;
  let mirror: Mirror;
  beforeEach(async () => {
    const { MOMO_COLLECTION_SUBSCRIPTION_KEY, MOMO_COLLECTION_API_USER, MOMO_COLLECTION_API_KEY } = secret;
    sandbox = await startSandbox({
      credentials: {
        collection: {
          subscriptionKey: MOMO_COLLECTION_SUBSCRIPTION_KEY,
          apiUser: MOMO_COLLECTION_API_USER,
          apiKey: MOMO_COLLECTION_API_KEY,
        },
      },
    });
    mirror = await Mirror.before(sandbox);
  });
  afterEach(async () => {
    await mirror.close();
    await sandbox.close();
  });

  it('are in no log, answer or file, for any fault and any answer of the provider', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    start({
      ...secret,
      PORT: String(port),
      PUBLIC_BASE_URL: url,
      LOG_LEVEL: 'debug',
      MOMO_BASE_URL: mirror.url,
      MOMO_TARGET_ENVIRONMENT: 'mtnrwanda',
      STATUS_CHECK_SCHEDULE: '1',
      MOMO_CHECK_PAYER: 'on',
      // Nothing answers there, so each receipt leaves a fault of the mail server.
      SMTP_URL: `smtp://pay:${smtpPassword}@127.0.0.1:9`,
      SMTP_FROM: 'pay@example.rw',
    });
    let answered = '';
    const call = async (method: string, path: string, body?: unknown, key = secret.BOOTSTRAP_API_KEY) => {
      const answer = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': `${method}-${path}-${JSON.stringify(body)?.length ?? 0}`,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      answered += `${JSON.stringify([...answer.headers])}\n${text}\n`;
      return text;
    };
    await until(async () => (await fetch(`${url}/health/ready`).catch(() => null))?.ok === true);

    // A normal payment with its callback, and one for which the provider's answers echo the requests.
    const pay = async (id: string) => {
      const order = {
        amount: '5000',
        currency: 'RWF',
        payer: { msisdn: '0788123456', email },
        record: { type: 'order', id },
      };
      return (JSON.parse(await call('POST', '/v1/payments', order)) as { id: string }).id;
    };
    const becomes = (id: string, status: string) =>
      until(async () => (JSON.parse(await call('GET', `/v1/payments/${id}`)) as { status: string }).status === status);
    await becomes(await pay('in-order'), 'successful');
    mirror.echoes = ['/token/', '/requesttopay'];
    sandbox.control.revokeTokens();
    const echoed = await pay('echoed-by-the-provider');
    await until(async () => mirror.echoed.size >= 2);
    mirror.echoes = ['/requesttopay/'];
    const seen = mirror.echoed.size;
    await until(async () => mirror.echoed.size > seen);
    mirror.echoes = [];
    await becomes(echoed, 'successful');

    // Invalid requests to our own routes.
    await call('GET', '/v1/payments', undefined, `${secret.BOOTSTRAP_API_KEY}x`);
    await call('POST', '/v1/payments', { apiKey: 'unknown member' });
    await call('PUT', '/callbacks/mtn-momo/made-up', { status: 'SUCCESSFUL' });
    for (const path of ['/v1/payments', `/v1/payments/${echoed}/timeline`, '/v1/callbacks', '/v1/reviews', '/metrics'])
      await call('GET', path);
    expect(answered).toContain('[secret]');
    child.kill('SIGTERM');
    await once(child, 'close');

    const { MOMO_COLLECTION_API_USER, ...keys } = secret;
    const basic = Buffer.from(`${MOMO_COLLECTION_API_USER}:${secret.MOMO_COLLECTION_API_KEY}`).toString('base64');
    const bearers = [...mirror.bearers];
    expect(bearers.length).toBeGreaterThanOrEqual(2);
    expect(mirror.callbackTokens.size).toBeGreaterThanOrEqual(2);
    const kept = filesIn(directory).map((file) => readFileSync(file));
    expect(kept.length).toBeGreaterThan(3);
    expect(said.length).toBeGreaterThan(500);
    for (const text of [...Object.values(keys), smtpPassword, basic, ...bearers, ...mirror.callbackTokens]) {
      const found = [
        ...(said.includes(text) ? ['the log'] : []),
        ...(answered.includes(text) ? ['an answer'] : []),
        ...(kept.some((file) => file.includes(text)) ? ['a file'] : []),
      ];
      expect([text, found]).toEqual([text, []]);
    }
    expect([said.includes(email), kept.some((file) => file.includes(email))]).toEqual([false, false]);
  });
});

/** A proxy before the sandbox that records the secrets of each request, and echoes the request on some paths. */
class Mirror {
  /** Ends or parts of paths whose requests are echoed. */
  echoes: string[] = [];
  readonly echoed = new Set<string>();
  readonly bearers = new Set<string>();
  readonly callbackTokens = new Set<string>();

  private constructor(private readonly server: Server) {}

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  static async before(sandbox: Sandbox): Promise<Mirror> {
    const server = createServer();
    const mirror = new Mirror(server);
    server.on('request', (incoming, response) => {
      const { method = '', url = '', headers } = incoming;
      const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
      if (bearer !== undefined) mirror.bearers.add(bearer);
      const callback = headers['x-callback-url'];
      if (typeof callback === 'string') mirror.callbackTokens.add(callback.split('/').at(-1)!);
      if (mirror.echoes.some((part) => url.includes(part))) {
        mirror.echoed.add(`${method} ${url} ${mirror.echoed.size}`);
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ youSent: headers, status: 'MAYBE' }));
        incoming.resume();
        return;
      }
      const onward = httpRequest(sandbox.url + url, { method, headers }, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      });
      incoming.pipe(onward);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return mirror;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const giveUpAt = performance.now() + 60_000; !(await isSo()); await sleep(50)) {
    if (performance.now() > giveUpAt)
      throw new Error(`The condition was not reached. The gateway printed: ${said.slice(-2_000)}`);
  }
}
