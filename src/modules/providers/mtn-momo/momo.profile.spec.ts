import { describe, expect, it } from '@jest/globals';
import { checkProfile } from './momo.profile.js';
import type { MomoProfile } from './momo.profile.js';

const keys = { subscriptionKey: 'a-subscription-key', apiUser: 'an-api-user', apiKey: 'an-api-key' };
const rwanda: MomoProfile = {
  baseUrl: 'https://proxy.momoapi.mtn.co.rw',
  targetEnvironment: 'mtnrwanda',
  collection: keys,
  disbursement: keys,
  timeoutMs: 30_000,
  statusChecksPerSecond: 10,
};
const ours = 'https://pay.example.rw';
const mtnSandbox = 'https://sandbox.momodeveloper.mtn.com';

describe('a complete profile', () => {
  it.each<[string, MomoProfile, string]>([
    ['production', rwanda, ours],
    ['production, generic gateway', { ...rwanda, baseUrl: 'https://proxy.momoapi.mtn.com/' }, ours],
    ['MTN’s sandbox', { ...rwanda, baseUrl: mtnSandbox, targetEnvironment: 'sandbox' }, ours],
    [
      'MTN’s sandbox, plain callbacks',
      { ...rwanda, baseUrl: mtnSandbox, targetEnvironment: 'sandbox' },
      'http://pay.example.rw',
    ],
    ['the built-in sandbox in RWF', { ...rwanda, baseUrl: 'http://127.0.0.1:3101' }, 'http://localhost:3000'],
    [
      'the built-in sandbox in EUR',
      { ...rwanda, baseUrl: 'http://localhost:3101', targetEnvironment: 'sandbox' },
      'http://[::1]:3000',
    ],
    ['without disbursements', { ...rwanda, disbursement: null }, ours],
    ['prefixes of numbers', { ...rwanda, msisdnPrefixes: ['072', '+25073', '25077', '+250'] }, ours],
    ['prefixes of another country', { ...rwanda, targetEnvironment: 'mtnuganda', msisdnPrefixes: ['077'] }, ours],
    ['no callbacks, and so no address for them', { ...rwanda, callbacks: false }, 'http://localhost:3000'],
    ['the registered host', { ...rwanda, callbackHost: 'Pay.example.rw' }, ours],
  ])('%s', (_, profile, publicBaseUrl) => expect(checkProfile(profile, publicBaseUrl)).toEqual([]));
});

describe('a profile that is refused', () => {
  it.each<[string, Partial<MomoProfile>, string, string]>([
    ['RWF at MTN’s sandbox', { baseUrl: mtnSandbox }, ours, 'MOMO_TARGET_ENVIRONMENT is mtnrwanda (RWF), but'],
    ['EUR in production', { targetEnvironment: 'sandbox' }, ours, 'MOMO_TARGET_ENVIRONMENT is sandbox (EUR), but'],
    [
      'an environment of no country',
      { targetEnvironment: 'mtnfrance' },
      ours,
      'MOMO_TARGET_ENVIRONMENT must be one of',
    ],
    ['an environment in capitals', { targetEnvironment: 'MTNRWANDA' }, ours, 'MOMO_TARGET_ENVIRONMENT must be one of'],
    ['no address', { baseUrl: 'proxy.momoapi.mtn.co.rw' }, ours, 'MOMO_BASE_URL must be an http or https address.'],
    [
      'another scheme',
      { baseUrl: 'ftp://proxy.momoapi.mtn.co.rw' },
      ours,
      'MOMO_BASE_URL must be an http or https address.',
    ],
    ['a path', { baseUrl: 'http://127.0.0.1:3101/collection' }, ours, 'MOMO_BASE_URL must be scheme and host only'],
    ['a doubled slash', { baseUrl: 'http://127.0.0.1:3101//' }, ours, 'MOMO_BASE_URL must be scheme and host only'],
    ['a query', { baseUrl: 'http://127.0.0.1:3101?a=b' }, ours, 'MOMO_BASE_URL must be scheme and host only'],
    ['keys in the clear', { baseUrl: 'http://proxy.momoapi.mtn.co.rw' }, ours, 'MOMO_BASE_URL must be https'],
    ...['', '78', '+25', '+254', '0', 'o78', '078x', '+2507812345678'].map(
      (prefix): [string, Partial<MomoProfile>, string, string] => [
        `the prefix ${JSON.stringify(prefix)}`,
        { msisdnPrefixes: ['078', prefix] },
        ours,
        `MOMO_MSISDN_PREFIXES must have the form "+25078,+25079" in mtnrwanda, and contains ${JSON.stringify(prefix)}.`,
      ],
    ),
    [
      'a national prefix in an environment without a country',
      { baseUrl: 'http://127.0.0.1:1', targetEnvironment: 'sandbox', msisdnPrefixes: ['078'] },
      ours,
      'MOMO_MSISDN_PREFIXES must have the form "+" in sandbox',
    ],
    ['a time-out of 0', { timeoutMs: 0 }, ours, 'PROVIDER_TIMEOUT_MS must be'],
    ['half a status check', { statusChecksPerSecond: 0.5 }, ours, 'PROVIDER_STATUS_CHECKS_PER_SECOND must be'],
    ['no key', { collection: { ...keys, apiKey: '' } }, ours, 'MOMO_COLLECTION_API_KEY must be'],
    [
      'a key with a line break',
      { collection: { ...keys, subscriptionKey: 'key\n' } },
      ours,
      'MOMO_COLLECTION_SUBSCRIPTION_KEY must be',
    ],
    [
      'a user with a colon',
      { disbursement: { ...keys, apiUser: 'a:b' } },
      ours,
      'MOMO_DISBURSEMENT_API_USER must not contain',
    ],
    ['http callbacks in production', {}, 'http://pay.example.rw', 'PUBLIC_BASE_URL must be https'],
    ['callbacks to another port', {}, 'https://pay.example.rw:8443', 'PUBLIC_BASE_URL must be on port 443'],
    ['callbacks to an IP address', {}, 'https://10.1.2.3', 'PUBLIC_BASE_URL has the host 10.1.2.3, but MTN sends'],
    [
      'callbacks to an IPv6 address',
      {},
      'https://[2001:db8::1]',
      'PUBLIC_BASE_URL has the host [2001:db8::1], but MTN sends',
    ],
    ['callbacks to this machine', {}, 'https://localhost', 'PUBLIC_BASE_URL has the host localhost, but MTN sends'],
    [
      'another host than registered',
      { callbackHost: 'example.rw' },
      ours,
      'PUBLIC_BASE_URL has the host pay.example.rw, but MOMO_CALLBACK_HOST, the host registered',
    ],
    ['no public address', {}, 'pay.example.rw', 'PUBLIC_BASE_URL must be an http or https address.'],
  ])('%s', (_, wrong, publicBaseUrl, problem) =>
    expect(checkProfile({ ...rwanda, ...wrong }, publicBaseUrl)).toEqual([expect.stringContaining(problem)]),
  );

  it('never shows a secret', () => {
    const secret = { subscriptionKey: 'se cret', apiUser: 'se cret', apiKey: 'se cret' };
    expect(JSON.stringify(checkProfile({ ...rwanda, collection: secret }, ours))).not.toContain('se cret');
  });
});
