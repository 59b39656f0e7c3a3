import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { HttpResult } from '../wire.js';
import { checkAnswers, checkCallbackAddress } from './airtel.diagnosis.js';
import type { ProbeAnswers } from './airtel.diagnosis.js';
import { checkMsisdnPrefixes, checkProfile } from './airtel.profile.js';
import type { AirtelProfile } from './airtel.profile.js';

const pem = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'pem', type: 'spki' });
const profile: AirtelProfile = {
  baseUrl: 'https://openapi.airtel.co.rw',
  environment: 'production',
  country: 'RW',
  currency: 'RWF',
  clientId: 'an-id',
  clientSecret: 'a-secret',
  apiVersion: 'v1',
  signing: false,
  disbursement: { pin: '1234', publicKey: String(pem) },
  callbackKey: null,
  timeoutMs: 30_000,
  statusChecksPerSecond: 10,
  firstCheckAfterMs: 60_000,
  checkPayer: false,
  msisdnPrefixes: undefined,
  refundBy: 'refund',
  callbacks: true,
};

describe('a profile', () => {
  it('that is right has no faults', () => {
    expect(checkProfile(profile)).toEqual([]);
    expect(checkProfile({ ...profile, baseUrl: 'https://openapiuat.airtel.co.rw', environment: 'staging' })).toEqual(
      [],
    );
    expect(checkProfile({ ...profile, baseUrl: 'http://127.0.0.1:3101' })).toEqual([]);
    expect(checkProfile({ ...profile, apiVersion: 'v2', signing: true, disbursement: null })).toEqual([]);
  });

  it.each<[Partial<AirtelProfile>, string]>([
    [{ baseUrl: 'openapi.airtel.co.rw' }, 'AIRTEL_BASE_URL must be an http or https address.'],
    [
      { baseUrl: 'https://openapi.airtel.co.rw/merchant' },
      'AIRTEL_BASE_URL must be scheme and host only, without path, query or credentials.',
    ],
    [{ baseUrl: 'http://openapi.airtel.co.rw' }, 'AIRTEL_BASE_URL must be https: secrets travel over it.'],
    [{ environment: 'staging' }, "AIRTEL_ENVIRONMENT is staging, but AIRTEL_BASE_URL is Airtel's production host."],
    [
      { baseUrl: 'https://openapiuat.airtel.co.rw' },
      "AIRTEL_ENVIRONMENT is production, but AIRTEL_BASE_URL is Airtel's staging host.",
    ],
    [{ country: 'UG', currency: 'UGX' }, 'AIRTEL_COUNTRY is UG, but AIRTEL_BASE_URL is a host of RW.'],
    [{ currency: 'UGX' }, 'AIRTEL_CURRENCY is UGX, but AIRTEL_COUNTRY is RW, whose currency is RWF.'],
    [
      { country: 'XX' },
      'AIRTEL_COUNTRY must be one of RW, UG, KE, TZ, ZM, MW, CD, CG, GA, TD, NE, NG, MG, SC, not "XX".',
    ],
    [{ clientId: 'an id' }, 'AIRTEL_CLIENT_ID must be visible ASCII without spaces, and not empty.'],
    [{ clientSecret: '' }, 'AIRTEL_CLIENT_SECRET must be visible ASCII without spaces, and not empty.'],
    [{ callbackKey: 'a key' }, 'AIRTEL_CALLBACK_KEY must be visible ASCII without spaces, and not empty.'],
    [{ disbursement: { pin: '12a4', publicKey: String(pem) } }, 'AIRTEL_DISBURSEMENT_PIN must be 4 to 8 digits.'],
    [
      { disbursement: { pin: '1234', publicKey: 'a key' } },
      'AIRTEL_PIN_PUBLIC_KEY must be the RSA public key of the portal, as PEM or in base64.',
    ],
    [{ signing: true }, 'AIRTEL_SIGNING is on, so AIRTEL_API_VERSION must be v2: v1 takes no signatures.'],
    [{ firstCheckAfterMs: -1 }, 'AIRTEL_FIRST_CHECK_SECONDS must be a whole number from 0 to 3600.'],
    [{ msisdnPrefixes: ['73'] }, 'AIRTEL_MSISDN_PREFIXES must have the form "+25072,+25073" in RW, and contains "73".'],
  ])('with %j has one sentence about it', (wrong, sentence) =>
    expect(checkProfile({ ...profile, ...wrong })).toEqual([sentence]),
  );

  it('takes a prefix in each of its three forms', () =>
    expect(checkMsisdnPrefixes({ country: 'RW', msisdnPrefixes: ['073', '25072', '+25078'] })).toEqual([]));
});

describe('the doctor', () => {
  const said = (status: number, body: unknown): HttpResult => ({
    fault: null,
    status,
    body: JSON.stringify(body),
    correlationId: null,
    retryAfterMs: null,
    date: null,
    latencyMs: 1,
  });
  const token = said(200, { access_token: 'abc', expires_in: '180' });
  const unknown = said(200, { status: { response_code: 'DP00800001025', success: false } });
  const balance = said(200, { data: { balance: '10', currency: 'RWF' } });
  const all = { token, enquiry: unknown, balance, key: null };
  const levels = (answers: Partial<ProbeAnswers>, changes: Partial<AirtelProfile> = {}) =>
    checkAnswers({ ...profile, ...changes }, { ...all, ...answers }).map(({ level, what }) => `${level} ${what}`);

  it.each<[string, Partial<ProbeAnswers>, Partial<AirtelProfile>, RegExp]>([
    ['accepts what Airtel accepts', {}, {}, /^ok client id, client secret and country RW are accepted$/],
    ['names wrong keys', { token: said(401, {}) }, {}, /^problem Airtel refuses AIRTEL_CLIENT_ID with/],
    [
      'names an outage',
      { token: { fault: 'ECONNREFUSED', left: false, latencyMs: 1 } },
      {},
      /^problem Airtel does not answer: ECONNREFUSED/,
    ],
    [
      'does not take a fault for wrong keys',
      { token: said(503, {}) },
      {},
      /^warning Airtel answered the token call with HTTP 503/,
    ],
    [
      'names a missing product',
      { enquiry: said(403, {}) },
      {},
      /^problem Airtel gives a token, and refuses an enquiry/,
    ],
    [
      'names another currency',
      { balance: said(200, { data: { balance: '1', currency: 'UGX' } }) },
      {},
      /problem AIRTEL_CURRENCY is RWF, but/,
    ],
    [
      'names a missing key for signatures',
      { key: said(404, {}) },
      { signing: true },
      /problem AIRTEL_SIGNING is on, and Airtel gives no key/,
    ],
    ['says that nobody is paid out', {}, { disbursement: null }, /ok no PIN is set/],
  ])('%s', (_, answers, changes, expected) => expect(levels(answers, changes).join('\n')).toMatch(expected));

  it('wants a public https address for callbacks', () => {
    const level = (address: string) => checkCallbackAddress(new URL(address)).map((each) => each.level);
    expect(
      ['https://pay.example.rw', 'http://pay.example.rw', 'https://10.0.0.1', 'https://localhost'].map(level),
    ).toEqual([['ok'], ['warning'], ['warning'], ['warning']]);
  });
});
