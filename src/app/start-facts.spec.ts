import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.js';
import { startFacts } from './start-facts.js';

const secrets = {
  BOOTSTRAP_API_KEY: 'bootstrap-bootstrap-bootstrap',
  METRICS_TOKEN: 'metrics-metrics-metrics',
  MASTER_KEY: '7'.repeat(64),
  MOMO_COLLECTION_SUBSCRIPTION_KEY: 'subscription-of-collection',
  MOMO_COLLECTION_API_USER: '0c1d5b3e-6f0a-4d1e-9a55-2f7f8c1d2e3f',
  MOMO_COLLECTION_API_KEY: 'key-of-collection',
  MOMO_DISBURSEMENT_SUBSCRIPTION_KEY: 'subscription-of-disbursement',
  MOMO_DISBURSEMENT_API_USER: '1c1d5b3e-6f0a-4d1e-9a55-2f7f8c1d2e3f',
  MOMO_DISBURSEMENT_API_KEY: 'key-of-disbursement',
  AIRTEL_CLIENT_ID: 'id-of-application',
  AIRTEL_CLIENT_SECRET: 'key-of-application',
  AIRTEL_CALLBACK_KEY: 'key-of-callbacks',
};
const environment = {
  ...secrets,
  EVENTSTORE_URL: 'esdb://reader:log@secret@log.example:2113?tls=true&defaultDeadline=9',
  MONGODB_URL: 'mongodb://writer:documents-secret@one.example,two.example/ishyura?authSource=admin',
  MOMO_BASE_URL: 'https://proxy.momoapi.mtn.co.rw',
  MOMO_TARGET_ENVIRONMENT: 'mtnrwanda',
  AIRTEL_BASE_URL: 'https://openapi.airtel.co.rw',
  AIRTEL_ENVIRONMENT: 'production',
  PUBLIC_BASE_URL: 'https://pay.example.rw',
  ORGANISATION_CONTACT: 'Call 0788123456 in office hours',
};
const masterKey = Buffer.alloc(32, 7);
const facts = (changed: Record<string, string> = {}, key = masterKey) =>
  startFacts(readSettings({ ...environment, ...changed }), key);

describe('what the log says of a start', () => {
  it('names settings as they were, and holds no secret and no phone number', () => {
    const { settings } = facts();
    expect(settings).toMatchObject({
      PORT: 3000,
      PUBLIC_BASE_URL: 'https://pay.example.rw',
      MOMO_BASE_URL: 'https://proxy.momoapi.mtn.co.rw',
      MOMO_CALLBACKS: true,
      RETENTION_MONTHS: null,
      STATUS_CHECK_SCHEDULE: expect.stringMatching(/^5,10,/),
      EVENTSTORE_URL: expect.stringMatching(/^esdb:\/\/log\.example:2113 fingerprint /),
      MONGODB_URL: expect.stringMatching(/^mongodb:\/\/one\.example,two\.example\/ishyura fingerprint /),
      ORGANISATION_CONTACT: 'Call +25078*****56 in office hours',
    });
    const text = JSON.stringify(facts());
    for (const secret of [...Object.values(secrets), 'secret', 'reader', 'writer', '788123456'])
      expect(text).not.toContain(secret);
  });

  it('has the same fingerprint for the same secret, another one for another, and none without the master key', () => {
    const of = (name: string, ...given: Parameters<typeof facts>) => facts(...given).settings[name];
    for (const name of Object.keys(secrets).filter((each) => each !== 'MASTER_KEY')) {
      expect(of(name)).toMatch(/^fingerprint [0-9a-f-]{36}$/);
      expect(of(name)).toBe(of(name));
      expect(of(name, { [name]: `${secrets[name as keyof typeof secrets].slice(0, -1)}0` })).not.toBe(of(name));
      expect(of(name, {}, Buffer.alloc(32, 8))).not.toBe(of(name));
    }
    expect(of('MONGODB_URL', { MONGODB_URL: environment.MONGODB_URL.replace('documents', 'other') })).not.toBe(
      of('MONGODB_URL'),
    );
  });
});
