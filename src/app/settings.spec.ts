import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSettings, WrongSetting } from './settings.js';

const key = 'ab'.repeat(32);
const momo = {
  MOMO_BASE_URL: 'https://proxy.momoapi.mtn.co.rw',
  MOMO_TARGET_ENVIRONMENT: 'mtnrwanda',
  MOMO_COLLECTION_SUBSCRIPTION_KEY: 'a'.repeat(32),
  MOMO_COLLECTION_API_USER: 'c72025f5-5cd1-4630-99e4-8ba4722fad56',
  MOMO_COLLECTION_API_KEY: 'b'.repeat(32),
  PUBLIC_BASE_URL: 'https://pay.example',
};
const faultOf = (environment: Record<string, string>): string => {
  try {
    readSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(WrongSetting);
    return (error as WrongSetting).message;
  }
  return 'nothing is wrong';
};

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-settings-'));
});
afterAll(() => rmSync(directory, { recursive: true }));
const file = (name: string, content: string): string => {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
};

const airtel = {
  AIRTEL_BASE_URL: 'https://openapi.airtel.co.rw/',
  AIRTEL_ENVIRONMENT: 'production',
  AIRTEL_CLIENT_ID: 'an-application',
  AIRTEL_CLIENT_SECRET: 'its-secret',
};
const payouts = {
  AIRTEL_DISBURSEMENT_PIN: '1234',
  AIRTEL_PIN_PUBLIC_KEY: generateKeyPairSync('rsa', { modulusLength: 1024 })
    .publicKey.export({ format: 'der', type: 'spki' })
    .toString('base64'),
};

describe('settings', () => {
  it('are what the contract says when nothing is set', () => {
    expect(readSettings({})).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicBaseUrl: 'http://localhost:3000',
      dataDir: './data',
      bootstrapApiKey: null,
      momo: null,
      momoTargetEnvironment: 'mtnrwanda',
      providerTimeoutMs: 30_000,
      providerStatusChecksPerSecond: 10,
      statusCheckScheduleSeconds: [5, 10, 20, 30, 60],
      paymentExpirySeconds: 300,
      giveUpAfterSeconds: 86_400,
      duplicateWindowSeconds: 600,
      rateLimitPerSecond: 200,
      refundExpirySeconds: 900,
      refundDecisionDays: 7,
      momoRefundBy: 'refund',
      approvalThresholds: { currency: 'RWF', steps: [{ people: 1 }] },
      metricsToken: null,
      masterKey: null,
    });
  });

  it('that are empty are not set', () =>
    expect(readSettings({ PORT: '', MASTER_KEY: '', MOMO_BASE_URL: '', PORT_FILE: '' })).toMatchObject({
      port: 3000,
      masterKey: null,
      momo: null,
    }));

  it.each<[string, Record<string, string>, object]>([
    ['another port also for our address', { PORT: '8080' }, { port: 8080, publicBaseUrl: 'http://localhost:8080' }],
    [
      'an address without its last slashes',
      { PUBLIC_BASE_URL: 'https://pay.example/a//' },
      { publicBaseUrl: 'https://pay.example/a' },
    ],
    ['a schedule', { STATUS_CHECK_SCHEDULE: ' 1, 2 ,3' }, { statusCheckScheduleSeconds: [1, 2, 3] }],
    ['a schedule that says that it repeats', { STATUS_CHECK_SCHEDULE: '7,…' }, { statusCheckScheduleSeconds: [7] }],
    ['a schedule with three dots', { STATUS_CHECK_SCHEDULE: '7,...' }, { statusCheckScheduleSeconds: [7] }],
    ['no limits', { RATE_LIMIT_PER_SECOND: '0', PROVIDER_STATUS_CHECKS_PER_SECOND: '0' }, { rateLimitPerSecond: 0 }],
    ['a key in hexadecimal', { MASTER_KEY: key }, { masterKey: Buffer.from(key, 'hex') }],
    [
      'a key in base64',
      { MASTER_KEY: Buffer.from(key, 'hex').toString('base64') },
      { masterKey: Buffer.from(key, 'hex') },
    ],
    [
      'a key in base64url',
      { MASTER_KEY: Buffer.alloc(32, 0xfb).toString('base64url') },
      { masterKey: Buffer.alloc(32, 0xfb) },
    ],
    ['prefixes of numbers', { MOMO_MSISDN_PREFIXES: '072, 078' }, { momoMsisdnPrefixes: ['072', '078'] }],
    ['prefixes for a provider', { ...momo, MOMO_MSISDN_PREFIXES: '072' }, { momo: { msisdnPrefixes: ['072'] } }],
    ['no prefixes', {}, { momoMsisdnPrefixes: undefined, momoCallbacks: true }],
    [
      'thresholds of approval in the currency of the installation',
      { APPROVAL_THRESHOLDS: '0:1,12.5:2', MOMO_TARGET_ENVIRONMENT: 'sandbox' },
      { approvalThresholds: { currency: 'EUR', steps: [{ people: 1 }, { people: 2 }] } },
    ],
    [
      'the shipped tariffs',
      {},
      { tariffs: { sha256: null, known: [{ provider: 'mtn-momo' }, { provider: 'airtel-money' }] } },
    ],
    ['refunds by transfer', { ...momo, MOMO_REFUND_BY: 'transfer' }, { momo: { refundBy: 'transfer' } }],
    ['no callbacks', { MOMO_CALLBACKS: 'off' }, { momoCallbacks: false }],
    ['no callbacks for a provider', { ...momo, MOMO_CALLBACKS: 'off' }, { momo: { callbacks: false } }],
    ['a provider', momo, { momo: { baseUrl: momo.MOMO_BASE_URL, disbursement: null } }],
    ['the sandbox of both networks', {}, { usesSandbox: true, momo: null, airtel: null }],
    ['one network alone', momo, { usesSandbox: false, airtel: null }],
    [
      'Airtel alone',
      airtel,
      { usesSandbox: false, momo: null, airtel: { country: 'RW', firstCheckAfterMs: 60_000, disbursement: null } },
    ],
    [
      'Airtel with payouts and signatures',
      { ...airtel, ...payouts, AIRTEL_API_VERSION: 'v2', AIRTEL_SIGNING: 'on', AIRTEL_FIRST_CHECK_SECONDS: '180' },
      { airtel: { signing: true, firstCheckAfterMs: 180_000, disbursement: { pin: '1234' } } },
    ],
  ])('read %s', (_, environment, settings) => expect(readSettings(environment)).toMatchObject(settings));

  it.each<[string, string]>([
    ['PORT', '-1'],
    ['TARIFFS_FILE', './package.json'],
    ['TARIFFS_FILE', './no-such-file.json'],
    ['STATEMENT_FORMATS_FILE', './package.json'],
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['PORT', '3e3'],
    ['PORT', '0x10'],
    ['PORT', 'http'],
    ['MOMO_CALLBACKS', 'no'],
    ['MOMO_MSISDN_PREFIXES', '078,'],
    ['MOMO_MSISDN_PREFIXES', '+25678'],
    ['PORT', '3000\n# two lines'],
    ['PUBLIC_BASE_URL', 'pay.example'],
    ['PUBLIC_BASE_URL', 'ftp://pay.example'],
    ['PUBLIC_BASE_URL', 'https://pay.example/?a=1'],
    ['PUBLIC_BASE_URL', 'https://user:hunter2@pay.example'],
    ['PUBLIC_BASE_URL', 'https://pay.example\nnext'],
    ['STATUS_CHECK_SCHEDULE', ''.padEnd(3, ',')],
    ['STATUS_CHECK_SCHEDULE', '…'],
    ['STATUS_CHECK_SCHEDULE', '5,0'],
    ['STATUS_CHECK_SCHEDULE', '5,-1'],
    ['STATUS_CHECK_SCHEDULE', '5,…,10'],
    ['STATUS_CHECK_SCHEDULE', '5,86401'],
    ['PAYMENT_EXPIRY_SECONDS', '29'],
    ['PAYMENT_EXPIRY_SECONDS', '86401'],
    ['GIVE_UP_AFTER_SECONDS', '59'],
    ['DUPLICATE_WINDOW_SECONDS', '-1'],
    ['RATE_LIMIT_PER_SECOND', 'many'],
    ['REFUND_EXPIRY_SECONDS', '29'],
    ['REFUND_EXPIRY_SECONDS', '86401'],
    ['REFUND_DECISION_DAYS', '0'],
    ['MOMO_REFUND_BY', 'deposit'],
    ['APPROVAL_THRESHOLDS', '500000:2'],
    ['APPROVAL_THRESHOLDS', '0:1,1e3:2'],
    ['APPROVAL_THRESHOLDS', '0:1,5.5:2\n'],
    ['PROVIDER_TIMEOUT_MS', '0'],
    ['PROVIDER_STATUS_CHECKS_PER_SECOND', '10.5'],
    ['BOOTSTRAP_API_KEY', 'hunter2'],
    ['BOOTSTRAP_API_KEY', 'hunter2 with spaces in between'],
    ['METRICS_TOKEN', 'hunter2'],
    ['METRICS_TOKEN', 'fifteen-letters'],
    ['METRICS_TOKEN', 'a secret with spaces'],
    ['METRICS_TOKEN', 'x'.repeat(201)],
    ['MASTER_KEY', 'hunter2'],
    ['MASTER_KEY', key.slice(1)],
    ['MASTER_KEY', `${key}00`],
    ['MASTER_KEY', key.replace(/^ab/, 'zz')],
    ['MASTER_KEY', `${Buffer.from(key, 'hex').toString('base64').slice(0, -1)}!=`],
    ['MASTER_KEY', Buffer.from(key, 'hex').toString('base64').replace(/^./, '$&*')],
    ['LOG_LEVEL', 'loud'],
    ['MOMO_TARGET_ENVIRONMENT', 'mtnatlantis'],
    ['EVENTSTORE_URL', 'http://user:hunter2@localhost:2113'],
    ['MONGODB_URL', 'mongodb://user:hunter2@localhost'],
    ['MONGODB_URL', 'postgres://user:hunter2@localhost/ishyura'],
  ])('name %s in one line when it is %j', (name, value) => {
    const fault = faultOf({ [name]: value });
    expect(fault.startsWith(`${name} `)).toBe(true);
    expect(fault).not.toMatch(/\n|hunter2/);
  });

  it.each(
    [
      'MOMO_TARGET_ENVIRONMENT',
      'MOMO_COLLECTION_SUBSCRIPTION_KEY',
      'MOMO_COLLECTION_API_USER',
      'MOMO_COLLECTION_API_KEY',
    ].map((name) => [name]),
  )('name %s when a provider is set without it', (name) =>
    expect(faultOf({ ...momo, [name]: '' })).toMatch(new RegExp(`^${name} is missing: [^\n]*$`)),
  );

  const servers = {
    EVENTSTORE_URL: 'esdb://me:hunter2@events:2113',
    MONGODB_URL: 'mongodb://me:hunter2@documents/ishyura',
  };
  it('take both servers, and the master key that goes with them', () => {
    expect(readSettings({ ...servers, MASTER_KEY: key }).servers).toEqual({
      eventStoreUrl: servers.EVENTSTORE_URL,
      mongoUrl: servers.MONGODB_URL,
    });
    expect(readSettings({}).servers).toBeNull();
  });
  it.each(['EVENTSTORE_URL', 'MONGODB_URL', 'MASTER_KEY'])('name %s when only the rest of them is set', (name) => {
    const fault = faultOf({ ...servers, MASTER_KEY: key, [name]: '' });
    expect(fault).toMatch(new RegExp(`^${name} is missing: it goes with [^\n]*$`));
    expect(fault).not.toContain('hunter2');
  });

  it('name what goes with disbursements when one of it is set', () =>
    expect(faultOf({ ...momo, MOMO_DISBURSEMENT_SUBSCRIPTION_KEY: 'c'.repeat(32) })).toMatch(/^MOMO_DISBURSEMENT_/));

  it('name what a provider could not use', () => {
    expect(faultOf({ ...momo, MOMO_TARGET_ENVIRONMENT: 'mtnatlantis' })).toContain('MOMO_TARGET_ENVIRONMENT');
    expect(faultOf({ ...momo, MOMO_BASE_URL: 'nowhere' })).toContain('MOMO_BASE_URL');
    expect(faultOf({ ...airtel, AIRTEL_CURRENCY: 'UGX' })).toMatch(/^AIRTEL_CURRENCY is UGX, but [^\n]*$/);
    expect(faultOf({ ...airtel, AIRTEL_ENVIRONMENT: 'staging' })).toMatch(
      /^AIRTEL_ENVIRONMENT is staging, but [^\n]*$/,
    );
    expect(faultOf({ ...airtel, AIRTEL_CLIENT_SECRET: '' })).toMatch(/^AIRTEL_CLIENT_SECRET is missing: [^\n]*$/);
    expect(faultOf({ ...airtel, ...payouts, AIRTEL_PIN_PUBLIC_KEY: '' })).toMatch(
      /^AIRTEL_PIN_PUBLIC_KEY is missing: /,
    );
    expect(faultOf({ AIRTEL_MSISDN_PREFIXES: '73' })).toContain('AIRTEL_MSISDN_PREFIXES');
    expect(faultOf({ ROUTES: '/nowhere/routes.json' })).toMatch(/^ROUTES cannot be read: [^\n]*$/);
    expect(faultOf({ ROUTES: 'package.json' })).toMatch(
      /^ROUTES must be a file of routing rules: in "package.json" [^\n]*$/,
    );
  });

  it('come from files too, without what an editor leaves at their end', () => {
    expect(readSettings({ MASTER_KEY_FILE: file('key', `${key}\n`) }).masterKey).toEqual(Buffer.from(key, 'hex'));
    expect(readSettings({ METRICS_TOKEN_FILE: file('token', ' sixteen-letters! \r\n') }).metricsToken).toBe(
      'sixteen-letters!',
    );
    expect(readSettings({ METRICS_TOKEN_FILE: file('empty', '\n') }).metricsToken).toBeNull();
  });

  it('say which file cannot be read, and which setting is there twice', () => {
    expect(faultOf({ MASTER_KEY_FILE: join(directory, 'none') })).toMatch(/^MASTER_KEY_FILE cannot be read: [^\n]*$/);
    expect(faultOf({ MASTER_KEY_FILE: directory })).toMatch(/^MASTER_KEY_FILE cannot be read: [^\n]*$/);
    expect(faultOf({ MASTER_KEY: key, MASTER_KEY_FILE: file('both', key) })).toMatch(/^MASTER_KEY and MASTER_KEY_FILE/);
    expect(faultOf({ MASTER_KEY_FILE: file('wrong', 'hunter2') })).toMatch(/^MASTER_KEY must be 32 bytes/);
  });

  it('give the sandbox what is meant for it, and no secret of ours', () => {
    const { sandbox } = readSettings({
      SANDBOX_PORT: '1',
      MASTER_KEY: key,
      METRICS_TOKEN: 'x'.repeat(16),
      HOME: '/home',
    });
    expect(sandbox).toEqual({ SANDBOX_PORT: '1', HOME: '/home', MOMO_TARGET_ENVIRONMENT: 'mtnrwanda' });
  });
});
