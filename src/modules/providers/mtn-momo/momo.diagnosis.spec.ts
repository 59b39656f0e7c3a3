import { describe, expect, it } from '@jest/globals';
import { readApproved, checkIssuer } from './momo.approved-authorities.js';
import {
  checkAccess,
  checkCallbackAddress,
  checkClock,
  checkCurrency,
  checkRegisteredHost,
  momoChecks,
} from './momo.diagnosis.js';
import type { MomoProfile } from './momo.profile.js';
import type { ProbeAnswer, ProductAnswers } from './momo.probe.js';

const answer = (status: number, body: object | string, aheadMs: number | null = 0): ProbeAnswer => ({
  fault: null,
  status,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  aheadMs,
});
const aToken = answer(200, { access_token: 'eyJ0eXAi', token_type: 'access_token', expires_in: 3600 });
const notFound = answer(404, { code: 'RESOURCE_NOT_FOUND', message: 'Requested resource was not found.' });
const invalidKey = answer(401, {
  statusCode: 401,
  message:
    'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
});
const loginFailed = answer(401, { error: 'login_failed' });
const knownUser = answer(200, { providerCallbackHost: 'pay.example.rw', targetEnvironment: 'sandbox' });
const asked = (answers: Partial<ProductAnswers> = {}): ProductAnswers => ({
  product: 'collection',
  token: aToken,
  status: notFound,
  balance: null,
  apiUser: null,
  ...answers,
});

describe('The check of the keys of MoMo', () => {
  it('finds them in order when MTN gives a token and does not know a random reference', () => {
    expect(checkAccess(asked(), 'mtnrwanda')).toEqual({
      level: 'ok',
      check: 'mtn-momo collection',
      what: 'subscription key, API user, API key and environment mtnrwanda are accepted',
      why: null,
      mend: null,
    });
  });

  const noToken = (token: ProbeAnswer, apiUser: ProbeAnswer | null = null) => asked({ token, status: null, apiUser });
  it.each<[string, ProductAnswers, string]>([
    [
      'the subscription key when the token call is refused because of it',
      noToken(invalidKey),
      'MTN refuses MOMO_COLLECTION_SUBSCRIPTION_KEY: it is wrong, or it is the key of another product',
    ],
    [
      'user or key when the login fails and nothing tells them apart',
      noToken(loginFailed),
      'MTN accepts the subscription key, and refuses MOMO_COLLECTION_API_USER with MOMO_COLLECTION_API_KEY',
    ],
    [
      'the API user when the login fails and the API user is not known',
      noToken(loginFailed, notFound),
      'MTN does not know the API user of MOMO_COLLECTION_API_USER',
    ],
    [
      'the API key when the login fails and the API user is known',
      noToken(loginFailed, knownUser),
      'MTN knows the API user, and refuses MOMO_COLLECTION_API_KEY',
    ],
    [
      'the API key when the login fails with HTTP 500',
      noToken(answer(500, { error: 'login_failed' }), knownUser),
      'MTN knows the API user, and refuses MOMO_COLLECTION_API_KEY',
    ],
    [
      'the environment when the token is good and the environment is refused',
      asked({
        status: answer(500, {
          code: 'NOT_ALLOWED_TARGET_ENVIRONMENT',
          message: 'Access to target environment is forbidden.',
        }),
      }),
      'MTN gives a token, but refuses the environment "mtnrwanda" (HTTP 500 NOT_ALLOWED_TARGET_ENVIRONMENT)',
    ],
    [
      'the subscription key when only the status call is refused because of it',
      asked({ status: invalidKey }),
      'MTN refuses MOMO_COLLECTION_SUBSCRIPTION_KEY: it is wrong, or it is the key of another product',
    ],
    [
      'the address when a page of HTML comes instead of a token',
      noToken(answer(200, '<html><title>Request Rejected</title></html>')),
      'the token call was answered with a page of HTML (HTTP 200)',
    ],
    [
      'the address when the path is not known',
      noToken(answer(404, { statusCode: 404, message: 'Resource not found' })),
      'MTN does not know the path of the token call (HTTP 404)',
    ],
    [
      'a missing permission when the call is forbidden',
      asked({ status: answer(403, { statusCode: 403, message: 'Forbidden' }) }),
      'MTN accepts the keys and forbids the call (HTTP 403)',
    ],
    ['an outage when nothing answers', noToken({ fault: 'ECONNREFUSED' }), 'MTN does not answer: ECONNREFUSED'],
    [
      'an outage when the status call has no answer',
      asked({ status: { fault: 'no answer within 8000 ms' } }),
      'MTN does not answer: no answer within 8000 ms',
    ],
  ])('blames %s', (_, answers, what) => {
    expect(checkAccess(answers, 'mtnrwanda')).toMatchObject({ level: 'problem', what });
  });

  it.each<[string, ProductAnswers]>([
    ['the token call answers 503', noToken(answer(503, { code: 'SERVICE_UNAVAILABLE' }))],
    ['the quota is used up', noToken(answer(403, { statusCode: 403, message: 'Out of call volume quota.' }))],
    ['the status call answers 500', asked({ status: answer(500, { code: 'INTERNAL_PROCESSING_ERROR' }) })],
    ['the token is null', noToken(answer(200, { access_token: null, token_type: 'access_token', expires_in: 3600 }))],
  ])('blames no key when %s', (_, answers) => {
    expect(checkAccess(answers, 'mtnrwanda')).toMatchObject({
      level: 'warning',
      what: expect.stringMatching(/from which nothing can be told of the keys$/),
    });
  });

  it('names the settings of disbursements for the disbursement product', () => {
    expect(checkAccess({ ...noToken(invalidKey), product: 'disbursement' }, 'mtnrwanda')).toMatchObject({
      check: 'mtn-momo disbursement',
      what: expect.stringContaining('MOMO_DISBURSEMENT_SUBSCRIPTION_KEY'),
      why: 'no money can be paid out or refunded',
    });
  });
});

describe('The check of the currency', () => {
  const wallet = (currency: string) => asked({ balance: answer(200, { availableBalance: '35000', currency }) });

  it('accepts a wallet in the currency of the environment, and does not show its balance', () => {
    const found = checkCurrency(wallet('RWF'), 'mtnrwanda');
    expect(found.map(({ level, what }) => [level, what])).toEqual([
      ['ok', 'payments are in RWF, and so is the wallet'],
    ]);
  });
  it('finds a wallet in another currency', () => {
    expect(checkCurrency(wallet('EUR'), 'mtnrwanda')).toMatchObject([
      { level: 'problem', what: 'the environment mtnrwanda is for RWF, but the wallet at MTN is in EUR' },
    ]);
  });
  it('says nothing where MTN does not tell the balance', () => {
    expect(checkCurrency(asked({ balance: answer(403, {}) }), 'mtnrwanda')).toEqual([]);
  });
});

describe('The check of the clock', () => {
  const aheadBy = (...differences: (number | null)[]) =>
    differences.map((aheadMs) => asked({ token: answer(200, {}, aheadMs), status: null }));

  it.each([
    ['accepts a difference just below 5 s', 4_999, 'ok'],
    ['warns of a difference of 5 s', 5_000, 'warning'],
    ['warns of a difference just below a minute', -59_999, 'warning'],
    ['finds a problem in a difference of a minute', -60_000, 'problem'],
  ])('%s', (_, aheadMs, level) => {
    expect(checkClock(aheadBy(aheadMs))).toMatchObject([{ level }]);
  });
  it('says in which direction the clock is wrong', () => {
    expect(checkClock(aheadBy(90_000))[0]!.what).toBe("the clock of this machine is 90 s behind MTN's");
    expect(checkClock(aheadBy(-90_000))[0]!.what).toBe("the clock of this machine is 90 s ahead of MTN's");
  });
  it('takes the smallest difference of several answers', () => {
    expect(checkClock(aheadBy(7_000, -1_000))).toMatchObject([{ level: 'ok' }]);
  });
  it('says nothing when no answer has a date', () => expect(checkClock(aheadBy(null))).toEqual([]));
});

describe('The check of the registered callback host', () => {
  const check = (registered: string) =>
    checkRegisteredHost(
      [asked({ apiUser: answer(200, { providerCallbackHost: registered }) })],
      {},
      'https://pay.example.rw/gateway',
    );

  it('accepts the host of PUBLIC_BASE_URL', () => expect(check('pay.example.rw')).toMatchObject({ level: 'ok' }));
  it.each(['example.rw', 'https://pay.example.rw', 'string', 'pay.example.rw:443'])('refuses %s', (registered) => {
    expect(check(registered)).toMatchObject({
      level: 'problem',
      what: `MTN has "${registered}" registered as callback host, but PUBLIC_BASE_URL has the host pay.example.rw`,
    });
  });
  it('believes MOMO_CALLBACK_HOST where MTN does not tell', () => {
    const found = checkRegisteredHost([asked()], { callbackHost: 'pay.example.rw' }, 'https://pay.example.rw');
    expect(found).toMatchObject({ level: 'ok' });
  });
  it('warns when nothing says which host is registered', () => {
    expect(checkRegisteredHost([asked()], {}, 'https://pay.example.rw')).toMatchObject({ level: 'warning' });
  });
});

describe('The check of the callback address', () => {
  it.each([
    ['https://pay.example.rw', [['ok', 'https://pay.example.rw is https on port 443']]],
    ['http://pay.example.rw', [['warning', 'http://pay.example.rw is not https']]],
    [
      'https://pay.example.rw:8443',
      [['warning', 'https://pay.example.rw:8443 is on port 8443, and MTN calls port 443 alone']],
    ],
    ['https://192.0.2.7', [['warning', '192.0.2.7 is no public host name']]],
    ['https://[2001:db8::1]', [['warning', '2001:db8::1 is no public host name']]],
    ['https://localhost', [['warning', 'localhost is no public host name']]],
  ])('says of %s what MTN would do', (address, expected) => {
    const found = checkCallbackAddress(new URL(address), 'mtnrwanda');
    expect(found.map(({ level, what }) => [level, what])).toEqual(expected);
  });

  it('checks nothing of callbacks where none are asked for', () => {
    const checks = momoChecks({ callbacks: false } as MomoProfile, 'http://localhost', {
      now: () => 0,
      sleep: async () => undefined,
    });
    expect(checks.callbackAddress(new URL('http://localhost'))).toEqual([]);
    expect(checks.certificateIssuer({ commonName: 'R11', organisation: null })).toBeNull();
  });
});

describe('The list of authorities that MTN approves', () => {
  it.each([
    ['R3', "Let's Encrypt"],
    ['Go Daddy Secure Certificate Authority - G2', 'GoDaddy.com, Inc.'],
    ['Amazon', 'Amazon'],
    ['Entrust Certification Authority - L1K', 'Entrust, Inc.'],
    ['E1', "Let's Encrypt"],
  ])('has %s of %s', (commonName, organisation) => {
    expect(checkIssuer({ commonName, organisation })).toMatchObject({ level: 'ok' });
  });

  it.each([
    ['R11', "Let's Encrypt"],
    ['R3', 'Example Trust'],
  ])('does not have %s of %s', (commonName, organisation) => {
    expect(checkIssuer({ commonName, organisation })).toMatchObject({
      level: 'warning',
      what: `the certificate was issued by ${commonName}, ${organisation}, which is not on MTN's list of approved intermediate authorities (copied on 2026-11-28)`,
    });
  });

  it('is read in both ways in which MTN writes names', () => {
    const text = `# a comment\nalias,cn\nA,CN=One; O=First; C=US\n"b, c","CN = Two,OU = (c) Third\\, Inc.,O = Third\\, Inc.,C = US"\n`;
    expect(readApproved(text)).toEqual([
      { commonName: 'One', organisation: 'First' },
      { commonName: 'Two', organisation: 'Third, Inc.' },
    ]);
  });
});
