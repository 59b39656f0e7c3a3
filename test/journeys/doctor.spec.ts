import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { readSettings } from '../../src/app/settings.js';
import { call } from '../../src/cli/doctor/call.js';
import { run } from '../../src/cli/run.js';
import type { Diagnosis } from '../../src/kernel/domain/diagnosis.js';
import { rwf, startApp, type App } from '../support/app.js';

// `ishyura doctor` as it is run beside a gateway on embedded stores, against the sandbox in MTN's place.

let directory: string;
let app: App;
let environment: Record<string, string>;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-doctor-'));
  app = await startApp({ directory });
  const { paymentId } = await app.request('250788000001', rwf(5_000));
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  writeFileSync(
    join(directory, 'last-backup.json'),
    `${JSON.stringify({ at: new Date().toISOString(), position: 1 })}\n`,
    {
      mode: 0o600,
    },
  );
  // The program sets its umask; here the stores are opened in the process of the test.
  for (const name of readdirSync(directory)) chmodSync(join(directory, name), 0o600);
  const { collection, disbursement } = app.platform.credentials;
  environment = {
    DATA_DIR: directory,
    PORT: new URL(app.url).port,
    PUBLIC_BASE_URL: app.url,
    MASTER_KEY: '7'.repeat(64),
    ORGANISATION_NAME: 'One Stop Centre',
    ORGANISATION_CONTACT: 'pay@example.rw',
    MOMO_BASE_URL: app.platform.url,
    MOMO_TARGET_ENVIRONMENT: 'mtnrwanda',
    MOMO_COLLECTION_SUBSCRIPTION_KEY: collection.subscriptionKey,
    MOMO_COLLECTION_API_USER: collection.apiUser,
    MOMO_COLLECTION_API_KEY: collection.apiKey,
    MOMO_DISBURSEMENT_SUBSCRIPTION_KEY: disbursement.subscriptionKey,
    MOMO_DISBURSEMENT_API_USER: disbursement.apiUser,
    MOMO_DISBURSEMENT_API_KEY: disbursement.apiKey,
    MOMO_CALLBACKS: 'off',
    PROVIDER_TIMEOUT_MS: '30000',
  };
});
afterAll(async () => {
  await app.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Result {
  readonly code: number;
  readonly text: string;
  readonly findings: readonly Diagnosis[];
  /** Of what needs attention: its level, check and what. */
  readonly troubles: readonly (readonly [string, string, string])[];
}

async function doctor(changes: Record<string, string> = {}, ...args: readonly string[]): Promise<Result> {
  const said: string[] = [];
  const pipe = new PassThrough();
  const say = (line: string) => void said.push(line);
  const code = await run(['doctor', '--json', ...args], { print: say, complain: say, input: pipe, output: pipe }, () =>
    readSettings({ ...environment, ...changes }),
  );
  const text = said.join('\n');
  const { findings } = (text.startsWith('{') ? JSON.parse(text) : { findings: [] }) as Pick<Result, 'findings'>;
  const troubles = findings.flatMap(({ level, check, what }) =>
    level === 'ok' ? [] : [[level, check, what] as const],
  );
  return { code, text, findings, troubles };
}

describe('The doctor beside a running gateway', () => {
  it('finds everything in order, and leaves with 0', async () => {
    const { code, findings } = await doctor();
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual([
      'settings',
      'mtn-momo collection',
      'mtn-momo collection currency',
      'mtn-momo disbursement',
      'mtn-momo disbursement currency',
      'clock',
      'callback route',
      'mail server',
      'gateway',
      'version',
      'followers',
      'mtn-momo in the gateway',
      'mtn-momo callbacks',
      'event log',
      'API keys',
      'parked events',
      'skipped events',
      'payers’ keys',
      'file modes',
      'disk',
      'master key',
      'backup',
    ]);
    expect(code).toBe(0);
  });

  it('records nothing, and asks nothing of a payer', async () => {
    const before = await app.events.head();
    const transactions = app.platform.control.transactions({ limit: 1_000 }).length;
    await doctor();
    expect(await app.events.head()).toBe(before);
    expect(app.platform.control.transactions({ limit: 1_000 })).toHaveLength(transactions);
  });

  it('prints for people what it prints as JSON', async () => {
    const said: string[] = [];
    const pipe = new PassThrough();
    const say = (line: string) => void said.push(line);
    const settings = () => readSettings(environment);
    expect(await run(['doctor'], { print: say, complain: say, input: pipe, output: pipe }, settings)).toBe(0);
    expect(said[0]).toBe(`ok       ${'settings'.padEnd(30)}  complete`);
    expect(said.at(-1)).toBe('22 ok, 0 warnings, 0 problems');
  });

  const sandboxEnvironment = { MOMO_TARGET_ENVIRONMENT: 'sandbox' };
  const other = '11111111-1111-4111-8111-111111111111';
  it.each<[string, Record<string, string>, string]>([
    [
      'a wrong subscription key',
      { MOMO_COLLECTION_SUBSCRIPTION_KEY: 'f'.repeat(32) },
      'MTN refuses MOMO_COLLECTION_SUBSCRIPTION_KEY: it is wrong, or it is the key of another product',
    ],
    [
      'a wrong API user in production',
      { MOMO_COLLECTION_API_USER: other },
      'MTN accepts the subscription key, and refuses MOMO_COLLECTION_API_USER with MOMO_COLLECTION_API_KEY',
    ],
    [
      'a wrong API user on the sandbox',
      { ...sandboxEnvironment, MOMO_COLLECTION_API_USER: other },
      'MTN does not know the API user of MOMO_COLLECTION_API_USER',
    ],
    [
      'a wrong API key on the sandbox',
      { ...sandboxEnvironment, MOMO_COLLECTION_API_KEY: 'f'.repeat(32) },
      'MTN knows the API user, and refuses MOMO_COLLECTION_API_KEY',
    ],
    [
      'a wrong environment',
      { MOMO_TARGET_ENVIRONMENT: 'mtnuganda' },
      'MTN gives a token, but refuses the environment "mtnuganda" (HTTP 500 NOT_ALLOWED_TARGET_ENVIRONMENT)',
    ],
  ])('tells %s from the others, and leaves with 1', async (_, changes, what) => {
    const { code, troubles } = await doctor(changes);
    expect(troubles.filter(([, check]) => check === 'mtn-momo collection')).toEqual([
      ['problem', 'mtn-momo collection', what],
    ]);
    expect(code).toBe(1);
  });

  it('finds a key of the other product, each by its own setting', async () => {
    const { collection, disbursement } = app.platform.credentials;
    const { troubles } = await doctor({
      MOMO_COLLECTION_SUBSCRIPTION_KEY: disbursement.subscriptionKey,
      MOMO_DISBURSEMENT_SUBSCRIPTION_KEY: collection.subscriptionKey,
    });
    expect(troubles.map(([, check]) => check)).toEqual(['mtn-momo collection', 'mtn-momo disbursement']);
  });

  it.each<[string, string]>([
    ['does not answer', 'drop-before on token'],
    ['answers HTML', 'html on token'],
    ['has an outage', '503 on token'],
    ['refuses the login with 500', 'login-failed'],
  ])('makes a finding of a provider that %s, and goes on with the other checks', async (_, rules) => {
    app.platform.control.setFaults(rules);
    try {
      const { code, troubles, findings } = await doctor();
      expect(troubles.map(([, check]) => check)).toEqual(['mtn-momo collection', 'mtn-momo disbursement']);
      expect(findings.map(({ check }) => check)).toContain('backup');
      expect(code).toBe(1);
    } finally {
      app.platform.control.setFaults([]);
    }
  });

  it('compares the registered callback host where MTN tells it, and says what MTN would do with this address', async () => {
    const { troubles } = await doctor({ ...sandboxEnvironment, MOMO_CALLBACKS: 'on', PUBLIC_BASE_URL: app.url });
    expect(troubles.map(([level, check]) => [level, check])).toEqual([
      ['problem', 'callback host'],
      ['warning', 'callback address'],
      ['warning', 'callback address'],
    ]);
    const right = await doctor({
      ...sandboxEnvironment,
      MOMO_CALLBACKS: 'on',
      PUBLIC_BASE_URL: app.url.replace('127.0.0.1', 'localhost'),
    });
    expect(right.findings).toContainEqual(
      expect.objectContaining({
        level: 'ok',
        what: 'localhost is the host that is registered for the API user at MTN',
      }),
    );
  });

  it('makes a finding of a wrong setting, and not a failure of the command', async () => {
    const { code, troubles } = await doctor({ PAYMENT_EXPIRY_SECONDS: 'soon' });
    expect(troubles).toEqual([
      ['problem', 'settings', 'PAYMENT_EXPIRY_SECONDS must be a whole number from 30 to 86400, not "soon"'],
    ]);
    expect(code).toBe(1);
  });

  it('fails with 2 at an address that is none', async () => {
    const { code, text } = await doctor({}, '--from', 'pay.example.rw');
    expect([code, text]).toEqual([
      2,
      'ishyura: --from must be an http or https address such as https://pay.example.rw, not "pay.example.rw"',
    ]);
  });

  it('shows no secret, whatever is wrong', async () => {
    const wrong = 'wrong-secret-0123456789';
    const texts = [
      await doctor(),
      await doctor({ MOMO_COLLECTION_API_KEY: wrong, METRICS_TOKEN: `${wrong}-metrics` }),
      await doctor({ MOMO_COLLECTION_SUBSCRIPTION_KEY: wrong }),
      await doctor({ MASTER_KEY: '8'.repeat(64) }),
      await doctor({ MASTER_KEY: wrong }),
    ].map(({ text }) => text);
    const { collection, disbursement } = app.platform.credentials;
    const secrets = [
      wrong,
      '7'.repeat(64),
      '8'.repeat(64),
      ...Object.values(collection),
      ...Object.values(disbursement),
    ];
    for (const text of texts) for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('says that the master key is another one', async () => {
    const { troubles } = await doctor({ MASTER_KEY: '8'.repeat(64) });
    expect(troubles).toEqual([
      ['problem', 'payers’ keys', expect.stringMatching(/^MASTER_KEY .* is not the key under which/)],
    ]);
  });
});

describe('The doctor at the address from outside', () => {
  const file = (name: string) => readFileSync(join('test/fixtures/certificates', name));
  let proxy: Server;
  let refused: readonly string[] = [];

  /** A proxy with TLS in front of the gateway. */
  beforeAll(async () => {
    const cert = Buffer.concat([file('by-unlisted.pem'), file('unlisted.pem')]);
    proxy = createServer({ key: file('by-unlisted.key'), cert }, (request, response) => {
      if (refused.includes(request.method!)) return response.writeHead(405).end();
      request.resume().on('end', () => {
        const { method, url } = request;
        const sent = { method: method as 'POST' | 'PUT', body: '{}', headers: { 'content-type': 'application/json' } };
        void call(new URL(url!, app.url), { ...sent, timeoutMs: 5_000 }).then((answer) => {
          if (answer.fault !== null) return response.writeHead(502).end();
          return response.writeHead(answer.status, { 'content-type': answer.contentType }).end(answer.body);
        });
      });
      return undefined;
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => proxy.close(resolve)));

  const from = () => `https://localhost:${(proxy.address() as AddressInfo).port}`;

  it('fetches the chain that is really served, and judges its authority by MTN’s list', async () => {
    const { findings } = await doctor({ MOMO_CALLBACKS: 'on', MOMO_CALLBACK_HOST: '127.0.0.1' }, '--from', from());
    const about = (name: string) =>
      findings.filter(({ check }) => check === name).map(({ level, what }) => [level, what]);
    expect(about('certificate')).toEqual([
      ['problem', 'the certificate of localhost is from no public authority (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)'],
    ]);
    expect(about('certificate authority')).toEqual([
      [
        'warning',
        expect.stringMatching(/^the certificate was issued by Issuing CA 7, Example Trust, which is not on MTN's list/),
      ],
    ]);
    expect(about('callback route')).toEqual([['ok', `answers POST and PUT at ${from()}`]]);
  });

  it('finds a proxy that passes on no PUT', async () => {
    refused = ['PUT'];
    try {
      const { troubles } = await doctor({}, '--from', from());
      expect(troubles.filter(([, check]) => check === 'callback route')).toEqual([
        ['problem', 'callback route', `PUT ${from()}/callbacks/… was answered with HTTP 405, and not by the gateway`],
      ]);
    } finally {
      refused = [];
    }
  });
});

describe('The doctor of a stopped installation', () => {
  let copy: string;
  let stopped: Record<string, string>;

  beforeAll(async () => {
    await app.stop();
    copy = mkdtempSync(join(tmpdir(), 'ishyura-doctor-stopped-'));
    for (const name of readdirSync(directory)) copyFileSync(join(directory, name), join(copy, name));
    stopped = { DATA_DIR: copy, MOMO_CALLBACKS: 'off' };
  });
  afterAll(async () => {
    rmSync(copy, { recursive: true, force: true });
    await app.startAgain();
  });

  const content = () =>
    readdirSync(copy)
      .toSorted()
      .map((name) => {
        const { mode } = statSync(join(copy, name));
        return [
          name,
          mode,
          createHash('sha256')
            .update(readFileSync(join(copy, name)))
            .digest('hex'),
        ];
      });

  it('reads its stores, and changes no file', async () => {
    const before = content();
    const { code, troubles, findings } = await doctor(stopped);
    expect(troubles.map(([level, check]) => [level, check])).toEqual([
      ['problem', 'callback route'],
      ['warning', 'gateway'],
    ]);
    expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining(['event log', 'payers’ keys', 'backup']));
    expect(code).toBe(1);
    expect(content()).toEqual(before);
  });

  it('explains a log that is behind what was read of it', async () => {
    const head = { position: '999', eventId: '00000000-0000-4000-8000-000000000001', at: '2026-11-28T10:00:00.000Z' };
    const kept = readFileSync(join(copy, 'log-head.json'));
    writeFileSync(join(copy, 'log-head.json'), JSON.stringify(head));
    try {
      const { findings } = await doctor(stopped);
      expect(findings.find(({ check }) => check === 'event log')).toEqual({
        level: 'problem',
        check: 'event log',
        what: expect.stringMatching(
          /^the log has lost events, or is another one: it ends at position \d+, but log-head\.json has seen position 999 \(2026-11-28T10:00:00\.000Z\)$/,
        ),
        why: 'payments that were recorded after this position are not in the log, and the server does not start',
        mend: expect.stringContaining('docs/operations/disaster.md'),
      });
    } finally {
      writeFileSync(join(copy, 'log-head.json'), kept);
    }
  });

  it('reads an installation whose documents are lost: they are filled anew', async () => {
    const kept = readFileSync(join(copy, 'documents.sqlite'));
    rmSync(join(copy, 'documents.sqlite'));
    const { troubles } = await doctor(stopped);
    expect(troubles.map(([, check]) => check)).toEqual(['callback route', 'gateway']);
    writeFileSync(join(copy, 'documents.sqlite'), kept, { mode: 0o600 });
  });

  it('makes findings of files that are no databases', async () => {
    const kept = readFileSync(join(copy, 'keys.sqlite'));
    writeFileSync(
      join(copy, 'keys.sqlite'),
      'this is no database, and it is longer than a header of one would be at least',
    );
    const { code, troubles } = await doctor(stopped);
    expect(troubles.map(([, check]) => check)).toEqual(['callback route', 'gateway', 'payers’ keys']);
    expect(code).toBe(1);
    writeFileSync(join(copy, 'keys.sqlite'), kept);
  });

  it('says that a directory holds no log', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'ishyura-doctor-empty-'));
    try {
      const { troubles } = await doctor({ ...stopped, DATA_DIR: empty });
      expect(troubles.map(([level, check]) => [level, check])).toEqual([
        ['problem', 'callback route'],
        ['warning', 'gateway'],
        ['problem', 'event log'],
      ]);
      expect(readdirSync(empty)).toEqual([]);
    } finally {
      rmSync(empty, { recursive: true });
    }
  });
});
