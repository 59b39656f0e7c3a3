import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Money } from '../../../kernel/domain/money.js';
import {
  isConfigurationFault,
  isPlatformFault,
  readActive,
  readBalance,
  readStatus,
  readSubmission,
  readToken,
} from './momo.words.js';
import type { Product } from './momo.words.js';
import { failureCodes } from '../provider.js';
import type { Exchange, StatusAnswer, SubmissionAnswer, UndecidedKind } from '../provider.js';

const exchange: Exchange = {
  operation: 'requesttopay',
  at: '2026-11-22T10:00:00.000Z',
  latencyMs: 12,
  request: { method: 'POST', path: '/collection/v1_0/requesttopay', body: null },
  response: null,
  fault: null,
};

const error = (code: string) => JSON.stringify({ code, message: 'A text that means nothing.' });
const gateway = (statusCode: number, message: string) => JSON.stringify({ statusCode, message });
const html = '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected.</body></html>';

/** The answer in one word. */
function submission(status: number, body: string, product: Product = 'collection'): string {
  const answer = readSubmission(status, body, exchange, product);
  return answer.is === 'refused' ? `refused ${answer.failure.code} ${answer.failure.providerCode}` : answer.is;
}

function status(httpStatus: number, body: string, product: Product = 'collection'): string {
  const answer = readStatus(httpStatus, body, exchange, product);
  return 'failure' in answer ? `${answer.is} ${answer.failure.code} ${answer.failure.providerCode}` : answer.is;
}

describe('the answer to a creating POST, by its HTTP status', () => {
  it.each<[number, string, string]>([
    [202, '', 'accepted'],
    [202, '{}', 'accepted'],
    [202, html, 'unknown'],
    [200, html, 'unknown'],
    [200, '', 'unknown'],
    [200, '{"status":"SUCCESSFUL"}', 'unknown'],
    [201, '', 'unknown'],
    [302, '', 'unknown'],
    [400, '', 'refused CONFIGURATION null'],
    [400, 'Bad Request', 'refused CONFIGURATION null'],
    [400, error('INTERNAL_PROCESSING_ERROR'), 'unknown'],
    [400, html, 'unknown'],
    [401, gateway(401, 'Access denied due to invalid subscription key. Make sure …'), 'refused CONFIGURATION null'],
    [401, gateway(401, 'Access denied due to missing subscription key. Make sure …'), 'refused CONFIGURATION null'],
    [401, gateway(401, 'Unauthorized'), 'unknown'],
    [401, error('UNAUTHORIZED'), 'unknown'],
    [401, '{"error":"login_failed"}', 'unknown'],
    [401, '', 'unknown'],
    [403, gateway(403, 'Forbidden'), 'refused CONFIGURATION null'],
    [403, error('FORBIDDEN_IP'), 'refused CONFIGURATION FORBIDDEN_IP'],
    [403, html, 'unknown'],
    [403, gateway(403, 'Out of call volume quota. Quota will be replenished in 00:12:34.'), 'unknown'],
    [404, gateway(404, 'Resource not found'), 'refused CONFIGURATION null'],
    [404, error('RESOURCE_NOT_FOUND'), 'refused CONFIGURATION RESOURCE_NOT_FOUND'],
    [409, error('RESOURCE_ALREADY_EXIST'), 'accepted'],
    [409, '', 'accepted'],
    [409, error('NOT_SUCCESSFULLY_COMPLETED'), 'unknown'],
    [409, error('A_NEW_WORD'), 'unknown'],
    [409, html, 'unknown'],
    [411, 'Length Required', 'refused CONFIGURATION null'],
    [418, '', 'unknown'],
    [422, error('VALIDATION_ERROR'), 'unknown'],
    [429, gateway(429, 'Rate limit is exceeded. Try again in 1 seconds.'), 'unknown'],
    [500, '', 'unknown'],
    [500, html, 'unknown'],
    [500, '{"code":"INVALID_CUR', 'unknown'],
    [500, error('A_NEW_WORD'), 'unknown'],
    [502, html, 'unknown'],
    [502, error('INVALID_CURRENCY'), 'unknown'],
    [503, error('SERVICE_UNAVAILABLE'), 'unknown'],
    [503, error('NOT_ALLOWED'), 'unknown'],
    [504, '', 'unknown'],
  ])('%i %s is %s', (httpStatus, body, expected) => expect(submission(httpStatus, body)).toBe(expected));
});

/** REFERENCE §8.3, every row in its order: as the reason of FAILED, and in the body of a 500. */
const codes: [code: string, asReason: string, asHttpError: string][] = [
  ['PAYER_NOT_FOUND', 'failed PAYER_NOT_FOUND', 'refused PAYER_NOT_FOUND'],
  ['PAYEE_NOT_FOUND', 'failed CONFIGURATION', 'refused CONFIGURATION'],
  ['NOT_ENOUGH_FUNDS', 'failed INSUFFICIENT_FUNDS', 'refused INSUFFICIENT_FUNDS'],
  ['LOW_BALANCE_OR_PAYEE_LIMIT_REACHED_OR_NOT_ALLOWED', 'failed INSUFFICIENT_FUNDS', 'refused INSUFFICIENT_FUNDS'],
  ['LOW_BALANCE_OR_PAYEE_LIMIT_REACHED', 'failed INSUFFICIENT_FUNDS', 'refused INSUFFICIENT_FUNDS'],
  ['PAYER_LIMIT_REACHED', 'failed LIMIT_REACHED', 'refused LIMIT_REACHED'],
  ['PAYEE_LIMIT_REACHED', 'failed LIMIT_REACHED', 'refused LIMIT_REACHED'],
  ['PAYEE_NOT_ALLOWED_TO_RECEIVE', 'failed NOT_ALLOWED', 'refused NOT_ALLOWED'],
  ['SENDER_ACCOUNT_NOT_ACTIVE', 'failed CONFIGURATION', 'refused CONFIGURATION'],
  ['APPROVAL_REJECTED', 'failed REJECTED_BY_PAYER', 'unknown'],
  ['PAYMENT_NOT_APPROVED', 'failed REJECTED_BY_PAYER', 'refused REJECTED_BY_PAYER'],
  ['TRANSACTION_CANCELED', 'failed CANCELLED', 'unknown'],
  ['EXPIRED', 'expired EXPIRED', 'unknown'],
  ['COULD_NOT_PERFORM_TRANSACTION', 'expired EXPIRED', 'unknown'],
  ['TRANSACTION_NOT_FOUND', 'failed UNSPECIFIED', 'refused UNSPECIFIED'],
  ['INTERNAL_PROCESSING_ERROR', 'failed PROVIDER_ERROR', 'unknown'],
  ['SERVICE_UNAVAILABLE', 'failed PROVIDER_ERROR', 'unknown'],
  ['NOT_ALLOWED', 'failed NOT_ALLOWED', 'refused CONFIGURATION'],
  ['NOT_ALLOWED_TARGET_ENVIRONMENT', 'failed CONFIGURATION', 'refused CONFIGURATION'],
  ['INVALID_CALLBACK_URL_HOST', 'failed CONFIGURATION', 'refused CONFIGURATION'],
  ['INVALID_CURRENCY', 'failed CONFIGURATION', 'refused CONFIGURATION'],
  ['VALIDATION_ERROR', 'failed CONFIGURATION', 'refused CONFIGURATION'],
  ['TRANSFER_TYPE_UNKNOWN', 'failed CONFIGURATION', 'refused CONFIGURATION'],
  ['RESOURCE_ALREADY_EXIST', 'failed UNSPECIFIED', 'accepted'],
  ['RESOURCE_NOT_FOUND', 'failed UNSPECIFIED', 'unknown'],
  ['NOT_SUCCESSFULLY_COMPLETED', 'failed UNSPECIFIED', 'unknown'],
  ['PAYER_DELAYED', 'pending', 'unknown'],
  ['ONGOING', 'pending', 'unknown'],
  ['TARGET_AUTHORIZATION_ERROR', 'failed UNSPECIFIED', 'refused UNSPECIFIED'],
  ['AUTHORIZATION_SENDER_ACCOUNT_NOT_ACTIVE', 'failed NOT_ALLOWED', 'refused NOT_ALLOWED'],
  ['ACCOUNTHOLDER_WITH_FRI_NOT_FOUND', 'failed PAYER_NOT_FOUND', 'refused PAYER_NOT_FOUND'],
  ['REFERENCE_ID_ALREADY_IN_USE', 'pending', 'accepted'],
  ['SOMETHING_MTN_ADDS_TOMORROW', 'failed UNSPECIFIED', 'unknown'],
  ['constructor', 'failed UNSPECIFIED', 'unknown'],
];

const bare = (text: string) => (text.includes(' ') ? text : null);
const failed = (reason: object) =>
  JSON.stringify({
    externalId: 'pay_000124',
    amount: '1500',
    currency: 'RWF',
    payer: { partyIdType: 'MSISDN', partyId: '250788000002' },
    payerMessage: 'Permit fee 000124',
    payeeNote: 'Permit fee 000124',
    status: 'FAILED',
    ...reason,
  });

describe.each(codes)('%s', (code, asReason, asHttpError) => {
  const said = bare(asReason) === null ? asReason : `${asReason} ${code}`;

  it(`as a plain reason is ${asReason}`, () => expect(status(200, failed({ reason: code }))).toBe(said));
  it(`as a reason with a message is ${asReason}`, () =>
    expect(status(200, failed({ reason: { code, message: 'Payee does not exist' } }))).toBe(said));
  it(`under Reason is ${asReason}`, () => expect(status(200, failed({ Reason: code }))).toBe(said));
  it(`in a 500 is ${asHttpError}`, () =>
    expect(submission(500, error(code))).toBe(bare(asHttpError) === null ? asHttpError : `${asHttpError} ${code}`));
});

describe('PAYEE_NOT_FOUND where we are not the payee', () => {
  it('is about the phone', () => {
    expect(status(200, failed({ reason: 'PAYEE_NOT_FOUND' }), 'disbursement')).toBe(
      'failed PAYER_NOT_FOUND PAYEE_NOT_FOUND',
    );
    expect(submission(500, error('PAYEE_NOT_FOUND'), 'disbursement')).toBe('refused PAYER_NOT_FOUND PAYEE_NOT_FOUND');
  });
});

describe('FAILED with another reason', () => {
  it.each<[string, object, string]>([
    ['none', {}, 'failed UNSPECIFIED null'],
    ['null', { reason: null }, 'failed UNSPECIFIED null'],
    ['empty', { reason: '' }, 'failed UNSPECIFIED null'],
    ['a number', { reason: 42 }, 'failed UNSPECIFIED null'],
    ['an object with only a code as its message', { reason: { message: 'EXPIRED' } }, 'expired EXPIRED EXPIRED'],
    ['an object with only prose', { reason: { message: 'Jean has no money' } }, 'failed UNSPECIFIED null'],
    ['an array', { reason: ['EXPIRED'] }, 'failed UNSPECIFIED null'],
    ['spaces around it', { reason: ' EXPIRED ' }, 'expired EXPIRED EXPIRED'],
  ])('%s', (_, reason, expected) => expect(status(200, failed(reason))).toBe(expected));
});

describe('the answer to a status GET', () => {
  it.each<[number, string, string]>([
    [200, '{"status":"PENDING"}', 'pending'],
    [200, '{"status":"CREATED"}', 'pending'],
    [200, '{"status":"SUCCESSFUL"}', 'successful'],
    [200, '{"status":"REJECTED"}', 'unknown'],
    [200, '{"status":"TIMEOUT"}', 'unknown'],
    [200, '{"status":"CANCELLED"}', 'unknown'],
    [200, '{"status":"EXPIRED"}', 'unknown'],
    [200, '{"status":"ONGOING"}', 'unknown'],
    [200, '{"status":"successful"}', 'unknown'],
    [200, '{"status":["SUCCESSFUL"]}', 'unknown'],
    [200, '{"amount":"1500"}', 'unknown'],
    [200, '{"status":"SUCCESSFUL"', 'unknown'],
    [200, '["SUCCESSFUL"]', 'unknown'],
    [200, '', 'unknown'],
    [200, html, 'unknown'],
    [202, '{"status":"SUCCESSFUL"}', 'unknown'],
    [400, '', 'unknown'],
    [401, gateway(401, 'Unauthorized'), 'unknown'],
    [403, gateway(403, 'Forbidden'), 'unknown'],
    [404, error('RESOURCE_NOT_FOUND'), 'not-found'],
    [404, '', 'not-found'],
    [404, gateway(404, 'Resource not found'), 'unknown'],
    [404, error('PAYER_NOT_FOUND'), 'unknown'],
    [404, html, 'unknown'],
    [429, gateway(429, 'Rate limit is exceeded.'), 'unknown'],
    [500, error('INTERNAL_PROCESSING_ERROR'), 'unknown'],
    [500, error('PAYER_NOT_FOUND'), 'unknown'],
    [503, error('SERVICE_UNAVAILABLE'), 'unknown'],
    [504, html, 'unknown'],
  ])('%i %s is %s', (httpStatus, body, expected) => expect(status(httpStatus, body)).toBe(expected));

  const successful = (more: object) => {
    const paid = {
      financialTransactionId: '9012345678',
      externalId: 'pay_000123',
      amount: '1500',
      currency: 'RWF',
      payer: { partyIdType: 'MSISDN', partyId: '250788000001' },
      status: 'SUCCESSFUL',
    };
    return readStatus(200, JSON.stringify({ ...paid, ...more }), exchange, 'collection');
  };

  it('says what was paid, who paid it and for what', () =>
    expect(successful({})).toEqual({
      is: 'successful',
      transactionId: '9012345678',
      amount: Money.parse('1500', 'RWF'),
      payer: { kind: 'msisdn', msisdn: '+250788000001' },
      externalId: 'pay_000123',
      exchange,
    }));

  it('may have numbers where text is specified', () =>
    expect(
      successful({
        financialTransactionId: 9012345678,
        amount: 1500,
        externalId: 123,
        payer: { partyId: 250788000001 },
      }),
    ).toMatchObject({
      transactionId: '9012345678',
      amount: Money.parse('1500', 'RWF'),
      externalId: '123',
      payer: { kind: 'msisdn', msisdn: '+250788000001' },
    }));

  it('keeps every digit of a number that a double cannot hold', () =>
    expect(
      readStatus(200, '{"status":"SUCCESSFUL","financialTransactionId": 90071992547409931234}', exchange, 'collection'),
    ).toMatchObject({ transactionId: '90071992547409931234' }));

  it.each([
    ['12.5', 'EUR', '12.50'],
    ['12.50', 'EUR', '12.5'],
    ['12.500', 'EUR', '12.5'],
    ['12', 'EUR', '12.00'],
    ['1500.00', 'RWF', '1500'],
    ['1000', 'RWF', '1000'],
  ])('%s %s is the same money as %s', (amount, currency, asked) => {
    const answer = successful({ amount, currency });
    expect(answer.is === 'successful' && answer.amount?.toString()).toBe(Money.parse(asked, currency)!.toString());
  });

  it.each([
    [{ amount: '1500.5' }],
    [{ amount: 'all' }],
    [{ amount: null }],
    [{ amount: 1e21 }],
    [{ currency: 'XXX' }],
    [{ currency: undefined }],
    [{ amount: '9'.repeat(31) }],
  ])('does not say how much in %j', (more) =>
    expect(successful(more)).toMatchObject({ is: 'successful', amount: null }),
  );

  it.each([
    [{ payer: null }],
    [{ payer: { partyIdType: 'EMAIL', partyId: '250788000001' } }],
    [{ payer: { partyId: 'me' } }],
  ])('does not say who in %j', (more) => expect(successful(more)).toMatchObject({ is: 'successful', payer: null }));

  it('names the payee of money given', () =>
    expect(
      readStatus(
        200,
        '{"status":"SUCCESSFUL","payee":{"partyIdType":"MSISDN","partyId":"250788000001"}}',
        exchange,
        'disbursement',
      ),
    ).toMatchObject({ payer: { kind: 'msisdn', msisdn: '+250788000001' } }));
});

describe('a payment that failed', () => {
  it.each<[string, string]>([
    ['APPROVAL_REJECTED', 'failed'],
    ['EXPIRED', 'expired'],
  ])('is named like one that was paid: %s', (reason, is) =>
    expect(readStatus(200, failed({ reason, externalId: 124, amount: 1500 }), exchange, 'collection')).toMatchObject({
      is,
      amount: Money.parse('1500', 'RWF'),
      payer: { kind: 'msisdn', msisdn: '+250788000002' },
      externalId: '124',
    }),
  );

  it('may not say which it is', () =>
    expect(readStatus(200, '{"status":"FAILED"}', exchange, 'collection')).toEqual({
      is: 'failed',
      failure: { code: 'UNSPECIFIED', providerCode: null },
      amount: null,
      payer: null,
      externalId: null,
      exchange,
    }));

  it('names the payee where money was given', () =>
    expect(readStatus(200, failed({ payee: { partyId: '250788000003' } }), exchange, 'disbursement')).toMatchObject({
      payer: { kind: 'msisdn', msisdn: '+250788000003' },
    }));
});

describe('the kind of an answer that decides nothing', () => {
  const kind = (answer: SubmissionAnswer | StatusAnswer) => (answer.is === 'unknown' ? answer.kind : answer.is);

  it.each<[number, string, UndecidedKind, UndecidedKind]>([
    [403, html, 'firewall-page', 'firewall-page'],
    [503, html, 'firewall-page', 'firewall-page'],
    [500, '', 'server-fault', 'server-fault'],
    [504, '', 'server-fault', 'server-fault'],
    [500, error('A_NEW_WORD'), 'server-fault', 'server-fault'],
    [429, gateway(429, 'Rate limit is exceeded.'), 'throttled', 'throttled'],
    [403, gateway(403, 'Out of call volume quota. Quota will be replenished in 00:12:34.'), 'throttled', 'throttled'],
    [401, gateway(401, 'Unauthorized'), 'token-fault', 'token-fault'],
    [302, '', 'unexpected-status', 'unexpected-status'],
    [422, '', 'unexpected-status', 'unexpected-status'],
  ])('%i %s: %s as the answer to a POST, %s as the answer to a GET', (httpStatus, body, posted, got) => {
    expect(kind(readSubmission(httpStatus, body, exchange, 'collection'))).toBe(posted);
    expect(kind(readStatus(httpStatus, body, exchange, 'collection'))).toBe(got);
  });

  it.each<[string, UndecidedKind]>([
    ['{"status":"REJECTED"}', 'unknown-words'],
    ['{"amount":"1500"}', 'malformed'],
    ['{"status":"SUCC', 'malformed'],
    ['', 'malformed'],
  ])('200 %s to a GET: %s', (body, expected) =>
    expect(kind(readStatus(200, body, exchange, 'collection'))).toBe(expected),
  );

  it('is unknown-words for an unknown code in a 400 or 409 to a POST', () => {
    for (const httpStatus of [400, 409])
      expect(kind(readSubmission(httpStatus, error('APPROVAL_REJECTED'), exchange, 'collection'))).toBe(
        'unknown-words',
      );
  });
});

describe('other answers', () => {
  it.each<[number, string, string]>([
    [200, '{"result":true}', 'active'],
    [200, '{"result":false}', 'not-active'],
    [404, error('RESOURCE_NOT_FOUND'), 'not-found'],
    [404, gateway(404, 'Resource not found'), 'unknown'],
    [500, error('NOT_ALLOWED'), 'unknown'],
    [503, error('SERVICE_UNAVAILABLE'), 'unknown'],
    [200, html, 'unknown'],
  ])('account holder: %i %s is %s', (httpStatus, body, expected) =>
    expect(readActive(httpStatus, body)).toBe(expected),
  );

  it.each([
    [200, '{"availableBalance":"125000","currency":"RWF"}', '125000 RWF'],
    [200, '{"availableBalance":"1000.00","currency":"EUR"}', '1000.00 EUR'],
    [200, '{"availableBalance":"-25","currency":"EUR"}', '-25.00 EUR'],
    [200, html, null],
    [500, error('NOT_ALLOWED'), null],
  ])('balance: %i %s is %s', (httpStatus, body, expected) => {
    const answer = readBalance(httpStatus, body, exchange);
    expect(answer.is === 'known' ? answer.balance.toString() : null).toBe(expected);
  });

  it.each([
    [
      200,
      '{"access_token":"a.b.c","token_type":"access_token","expires_in":3600}',
      { token: 'a.b.c', lifetimeMs: 3_600_000 },
    ],
    [200, '{"access_token":"a.b.c","expires_in":"60"}', { token: 'a.b.c', lifetimeMs: 60_000 }],
    [200, '{"access_token":"a.b.c"}', { token: 'a.b.c', lifetimeMs: 3_600_000 }],
    [200, '{"access_token":"a.b.c","expires_in":-1}', { token: 'a.b.c', lifetimeMs: 3_600_000 }],
    [200, '{"access_token":"a\\r\\nX-Evil: 1"}', null],
    [200, '{"access_token":""}', null],
    [200, html, null],
    [401, '{"error":"login_failed"}', null],
  ])('token: %i %s', (httpStatus, body, expected) => expect(readToken(httpStatus, body)).toEqual(expected));

  it.each<[number, string, boolean]>([
    [401, '{"error":"login_failed"}', true],
    [500, '{"error":"login_failed"}', true],
    [503, '{"error":"login_failed"}', true],
    [403, gateway(403, 'Forbidden'), true],
    [200, '{"access_token":null}', true],
    [200, '{"access_token":"","token_type":"access_token","expires_in":3600}', true],
    [200, '{"token_type":"access_token","expires_in":3600}', true],
    [200, '{"error":"login_failed"}', true],
    [200, '{}', false],
    [200, '{"accessToken":"of some other shape"}', false],
    [200, '["access_token"]', false],
    [200, '{"access_token":"cut', false],
    [200, html, false],
    [401, html, false],
    [500, '{"error":"server_error"}', false],
    [500, '', false],
    [503, '', false],
    [429, gateway(429, 'Rate limit is exceeded.'), false],
    [403, gateway(403, 'Out of call volume quota. Quota will be replenished in 00:12:34.'), false],
  ])('the token call refuses: %i %s is %s', (httpStatus, body, expected) =>
    expect(isConfigurationFault(httpStatus, body)).toBe(expected),
  );

  it.each<[number, string, boolean]>([
    [200, '', false],
    [200, html, true],
    [404, '', false],
    [500, error('INVALID_CURRENCY'), false],
    [500, error('INTERNAL_PROCESSING_ERROR'), true],
    [500, '', true],
    [503, error('SERVICE_UNAVAILABLE'), true],
  ])('platform fault: %i %s is %s', (httpStatus, body, expected) =>
    expect(isPlatformFault(httpStatus, body)).toBe(expected),
  );
});

describe('an arbitrary body', () => {
  const anyStatus = fc.oneof(
    fc.constantFrom(200, 202, 400, 401, 403, 404, 409, 411, 429, 500, 503),
    fc.integer({ min: 100, max: 999 }),
  );
  const word = fc.oneof(
    fc.constantFrom('FAILED', 'SUCCESSFUL', 'PENDING', ...codes.map(([code]) => code)),
    fc.string(),
  );
  const answerLike = fc.record(
    {
      status: fc.oneof(word, fc.anything()),
      reason: fc.oneof(word, fc.record({ code: word, message: fc.anything() }), fc.anything()),
      code: fc.oneof(word, fc.anything()),
      amount: fc.oneof(fc.string(), fc.double(), fc.anything()),
      currency: fc.oneof(fc.constantFrom('RWF', 'EUR'), fc.anything()),
      payer: fc.oneof(fc.record({ partyId: fc.anything(), partyIdType: fc.anything() }), fc.anything()),
      financialTransactionId: fc.anything(),
      access_token: fc.anything(),
      result: fc.anything(),
    },
    { requiredKeys: [] },
  );
  // Values that JSON cannot express, such as a bigint, cannot be in a body.
  const json = answerLike.map((said) =>
    JSON.stringify(said, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
  const anyBody = fc.oneof(
    json,
    json.map((text) => text.slice(0, text.length / 2)),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('utf8')),
    fc.string({ unit: 'binary' }),
    fc.json(),
  );

  it('is accepted, refused or unknown, and one of the answers to a status check', () =>
    fc.assert(
      fc.property(
        anyStatus,
        anyBody,
        fc.constantFrom<Product>('collection', 'disbursement'),
        (httpStatus, body, product) => {
          const submitted = readSubmission(httpStatus, body, exchange, product);
          expect(['accepted', 'refused', 'unknown']).toContain(submitted.is);
          const answer = readStatus(httpStatus, body, exchange, product);
          expect(['successful', 'failed', 'expired', 'pending', 'not-found', 'unknown']).toContain(answer.is);
          for (const one of [submitted, answer]) if ('failure' in one) expect(failureCodes).toContain(one.failure.code);
          readActive(httpStatus, body);
          readBalance(httpStatus, body, exchange);
          readToken(httpStatus, body);
          isPlatformFault(httpStatus, body);
        },
      ),
      { numRuns: 2_000 },
    ));

  it('is a final answer only under HTTP 200 and a status word that we know', () =>
    fc.assert(
      fc.property(anyStatus, anyBody, (httpStatus, body) => {
        const answer = readStatus(httpStatus, body, exchange, 'collection');
        if (!['successful', 'failed', 'expired'].includes(answer.is)) return;
        expect(httpStatus).toBe(200);
        expect(['SUCCESSFUL', 'FAILED']).toContain((JSON.parse(body) as { status: string }).status);
      }),
      { numRuns: 2_000 },
    ));
});
