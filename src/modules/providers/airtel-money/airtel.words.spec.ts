import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { failureCodes } from '../provider.js';
import type { Exchange } from '../provider.js';
import {
  isConfigurationFault,
  isPlatformFault,
  knownCodes,
  needsConfirmation,
  readAccount,
  readBalance,
  readKey,
  readRefund,
  readRefunded,
  readStatus,
  readSubmission,
  readToken,
  referenceOf,
  wireId,
} from './airtel.words.js';
import type { Product } from './airtel.words.js';

const reference = '3f8b1c52-5d0e-4c7f-9b61-2f6a0c9d7e11';
const id = wireId(reference);
const exchange: Exchange = {
  operation: 'collection',
  at: '2026-11-22T10:00:00.000Z',
  latencyMs: 12,
  request: { method: 'POST', path: '/merchant/v1/payments/', body: null },
  response: null,
  fault: null,
};

/** Bodies as Airtel's pages and recorded answers have them, with numbers of our own. */
const pushed = {
  data: { transaction: { id, status: 'Success.' } },
  status: {
    code: '200',
    message: 'SUCCESS',
    result_code: 'ESB000010',
    response_code: 'DP00800001006',
    success: true,
  },
};
const refusal = (response_code: string, code = '400', success: unknown = false) => ({
  status: { response_code, code, success, result_code: 'ESB000008', message: 'Msisdn Not Found' },
});
const bus = (result_code: string, code = '400') => ({ status: { code, success: false, result_code, message: 'No.' } });
const enquired = (status: unknown, response_code = 'DP00800001001', more: object = {}) => ({
  data: { transaction: { airtel_money_id: '133000000001', id, message: 'Paid', status, ...more } },
  status: { code: '200', message: 'SUCCESS', result_code: 'ESB000010', response_code, success: true },
});
const html = '<html><head><title>Request Rejected</title></head></html>';
const text = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body));

function submission(httpStatus: number, body: unknown, product: Product = 'collection'): string {
  const answer = readSubmission(httpStatus, text(body), exchange, product, reference);
  if (answer.is === 'refused') return `refused ${answer.failure.code} ${answer.failure.providerCode}`;
  return answer.is === 'unknown' ? `unknown ${answer.kind}` : answer.is;
}
function status(httpStatus: number, body: unknown, product: Product = 'collection'): string {
  const answer = readStatus(httpStatus, text(body), exchange, product, reference);
  if ('failure' in answer) return `${answer.is} ${answer.failure.code} ${answer.failure.providerCode}`;
  return answer.is === 'unknown' ? `unknown ${answer.kind}` : answer.is;
}

describe('the answer to a collection', () => {
  it.each<[string, number, unknown, string]>([
    ['a push that was sent', 200, pushed, 'accepted'],
    [
      'a push whose text says something else',
      200,
      { ...pushed, data: { transaction: { id, status: 'TF' } } },
      'accepted',
    ],
    ['a success without a code', 200, { status: { success: true } }, 'accepted'],
    ['a refusal under 400', 400, refusal('DP00800001005'), 'refused UNSPECIFIED DP00800001005'],
    [
      'a refusal under 200, which says in its body that it is a 400',
      200,
      refusal('DP00800001005'),
      'refused UNSPECIFIED DP00800001005',
    ],
    ['a failure beside success', 200, refusal('DP00800001007', '200', true), 'unknown unknown-words'],
    ['a push in process that is no success', 200, refusal('DP00800001006', '200'), 'unknown unknown-words'],
    ['the same code under 500', 500, refusal('DP00800001005'), 'unknown server-fault'],
    ['a 500 in the body of a 200', 200, refusal('DP00800001005', '500'), 'unknown server-fault'],
    ['an id that exists', 400, bus('ESB000041'), 'accepted'],
    ['a code that is in no table', 400, refusal('DP00800009999'), 'unknown unknown-words'],
    ['no code', 400, {}, 'unknown unexpected-status'],
    ['nothing', 200, '', 'unknown malformed'],
    ['half a body', 200, '{"status":', 'unknown malformed'],
    ['a page', 200, html, 'unknown firewall-page'],
    ['a refused token', 401, { error: 'invalid_token' }, 'unknown token-fault'],
    ['a forbidden call', 403, '', 'refused CONFIGURATION null'],
    ['an unknown path', 404, '', 'refused CONFIGURATION null'],
    ['too many calls', 429, '', 'unknown throttled'],
    ['a timeout of the platform', 408, '', 'unknown server-fault'],
    ['a fault', 502, '', 'unknown server-fault'],
    ['a gateway that is silent', 504, html, 'unknown firewall-page'],
  ])('%s', (_, httpStatus, body, expected) => expect(submission(httpStatus, body)).toBe(expected));

  it.each<[string, string]>([
    ['DP00800001000', 'unknown ambiguous'],
    ['DP00800001001', 'unknown unknown-words'],
    ['DP00800001002', 'refused REJECTED_BY_PAYER'],
    ['DP00800001003', 'refused LIMIT_REACHED'],
    ['DP00800001004', 'refused NOT_ALLOWED'],
    ['DP00800001005', 'refused UNSPECIFIED'],
    ['DP00800001006', 'unknown unknown-words'],
    ['DP00800001007', 'refused INSUFFICIENT_FUNDS'],
    ['DP00800001008', 'refused REJECTED_BY_PAYER'],
    ['DP00800001009', 'refused NOT_ALLOWED'],
    ['DP00800001010', 'refused PAYER_NOT_FOUND'],
    ['DP00800001024', 'unknown ambiguous'],
    ['DP00800001025', 'unknown ambiguous'],
    ['DP00800001026', 'refused CONFIGURATION'],
    ['DP00800001029', 'refused EXPIRED'],
    ['ROUTER001', 'refused CONFIGURATION'],
    ['ROUTER003', 'refused CONFIGURATION'],
    ['ROUTER005', 'refused CONFIGURATION'],
    ['ROUTER006', 'refused CONFIGURATION'],
    ['ROUTER007', 'refused CONFIGURATION'],
    ['ROUTER112', 'refused CONFIGURATION'],
    ['ROUTER114', 'refused CONFIGURATION'],
    ['ROUTER115', 'refused CONFIGURATION'],
    ['ROUTER116', 'refused CONFIGURATION'],
    ['ROUTER117', 'unknown ambiguous'],
    ['ROUTER119', 'refused CONFIGURATION'],
    ['ESB000001', 'unknown ambiguous'],
    ['ESB000004', 'unknown ambiguous'],
    ['ESB000008', 'refused CONFIGURATION'],
    ['ESB000010', 'unknown unknown-words'],
    ['ESB000011', 'refused PROVIDER_ERROR'],
    ['ESB000014', 'unknown ambiguous'],
    ['ESB000033', 'refused PAYER_NOT_FOUND'],
    ['ESB000034', 'refused CONFIGURATION'],
    ['ESB000035', 'refused CONFIGURATION'],
    ['ESB000036', 'refused PAYER_NOT_FOUND'],
    ['ESB000039', 'refused CONFIGURATION'],
    ['ESB000041', 'accepted'],
    ['ESB000045', 'unknown ambiguous'],
    ['0000900', 'unknown ambiguous'],
  ])('%s under 400 is %s', (code, expected) => {
    const said = code.startsWith('DP') ? refusal(code) : bus(code);
    expect(submission(400, said)).toBe(expected.startsWith('refused') ? `${expected} ${code}` : expected);
    tried.add(code);
  });
  const tried = new Set<string>();
  it('has a row here for every code of the table', () =>
    expect([...tried].toSorted()).toEqual(knownCodes('collection').toSorted()));

  it('that refuses under 200 as a 200, or by a disputed code, is confirmed by an enquiry first', () => {
    expect(needsConfirmation(200, text(refusal('DP00800001003', '200')))).toBe(true);
    expect(needsConfirmation(200, text(refusal('DP00800001003', '400')))).toBe(false);
    expect(needsConfirmation(400, text(refusal('DP00800001003')))).toBe(false);
    for (const code of ['ESB000008', 'ESB000011']) expect(needsConfirmation(400, text(bus(code)))).toBe(true);
  });
});

describe('the answer to a disbursement', () => {
  const paid = (word: string, response_code = 'DP00900001001') => ({
    data: { transaction: { reference_id: '18X', airtel_money_id: 'product-1', id, status: word } },
    status: { response_code, code: '200', success: true, result_code: 'ESB000010', message: 'Ok' },
  });
  it.each<[string, number, unknown, string]>([
    ['is paid at once', 200, paid('TS'), 'successful'],
    ['failed at once', 200, paid('TF', 'DP00900001007'), 'refused INSUFFICIENT_FUNDS DP00900001007'],
    ['is under way', 200, paid('TIP', 'DP00900001006'), 'accepted'],
    ['is ambiguous', 200, paid('TA', 'DP00900001000'), 'unknown ambiguous'],
    ['says a word that we do not know', 200, paid('SUCCESS'), 'unknown unknown-words'],
    [
      'names another transaction',
      200,
      { ...paid('TS'), data: { transaction: { id: 'another', status: 'TS' } } },
      'unknown unknown-words',
    ],
  ])('%s', (_, httpStatus, body, expected) => expect(submission(httpStatus, body, 'disbursement')).toBe(expected));

  const tried = new Set<string>();
  it.each<[string, string]>([
    ['DP00900001000', 'unknown ambiguous'],
    ['DP00900001001', 'unknown unknown-words'],
    ['DP00900001003', 'refused LIMIT_REACHED'],
    ['DP00900001004', 'refused NOT_ALLOWED'],
    ['DP00900001005', 'refused UNSPECIFIED'],
    ['DP00900001006', 'unknown unknown-words'],
    ['DP00900001007', 'refused INSUFFICIENT_FUNDS'],
    ['DP00900001009', 'refused PAYER_NOT_FOUND'],
    ['DP00900001010', 'refused NOT_ALLOWED'],
    ['DP00900001012', 'refused PAYER_NOT_FOUND'],
    ['DP00900001013', 'refused UNSPECIFIED'],
    ['DP00900001015', 'unknown ambiguous'],
    ['DP00900001017', 'accepted'],
    ['DP00900001018', 'refused CONFIGURATION'],
    ['DP00900001019', 'refused NOT_ALLOWED'],
  ])('%s under 400 is %s', (code, expected) => {
    expect(submission(400, refusal(code), 'disbursement')).toBe(
      expected.startsWith('refused') ? `${expected} ${code}` : expected,
    );
    tried.add(code);
  });
  it('has a row here for every code of its own', () =>
    expect([...tried].toSorted()).toEqual(
      knownCodes('disbursement')
        .filter((code) => code.startsWith('DP'))
        .toSorted(),
    ));
  it('is not read by the codes of collections', () =>
    expect(submission(400, refusal('DP00800001007'), 'disbursement')).toBe('unknown unknown-words'));
});

describe('the answer to an enquiry', () => {
  it.each<[string, number, unknown, string]>([
    ['TS', 200, enquired('TS'), 'successful'],
    ['TS with the code of a push', 200, enquired('TS', 'DP00800001006'), 'successful'],
    ['TS though the call is no success', 200, { ...enquired('TS'), status: { success: false } }, 'successful'],
    ['TF', 200, enquired('TF', 'DP00800001007'), 'failed INSUFFICIENT_FUNDS DP00800001007'],
    ['TF with the code of a success', 200, enquired('TF', 'DP00800001001'), 'failed UNSPECIFIED DP00800001001'],
    ['TF without a code', 200, enquired('TF', ''), 'failed UNSPECIFIED ESB000010'],
    ['TF that expired', 200, enquired('TF', 'DP00800001029'), 'expired EXPIRED DP00800001029'],
    ['TE', 200, enquired('TE', 'DP00800001029'), 'expired EXPIRED DP00800001029'],
    ['TIP', 200, enquired('TIP', 'DP00800001006'), 'pending'],
    ['TI', 200, enquired('TI', 'DP00800001006'), 'pending'],
    ['TA', 200, enquired('TA', 'DP00800001000'), 'unknown ambiguous'],
    ['TR', 200, enquired('TR'), 'unknown unknown-words'],
    ['the text of a push', 200, enquired('Success.'), 'unknown unknown-words'],
    ['a number', 200, enquired(7), 'unknown unknown-words'],
    ['no status and the code of a success', 200, refusal('DP00800001001', '200', true), 'unknown ambiguous'],
    ['no status and the code of a failure', 400, refusal('DP00800001007'), 'unknown ambiguous'],
    ['not found', 200, refusal('DP00800001025', '200'), 'not-found'],
    ['not found on the bus', 400, bus('ESB000045'), 'not-found'],
    ['not found on another path', 404, '', 'unknown unexpected-status'],
    ['another transaction', 200, enquired('TS', 'DP00800001001', { id: 'another' }), 'unknown unknown-words'],
    ['TS under 500', 500, enquired('TS'), 'unknown server-fault'],
    ['a page', 200, html, 'unknown firewall-page'],
    ['nothing', 200, '', 'unknown malformed'],
  ])('%s', (_, httpStatus, body, expected) => expect(status(httpStatus, body)).toBe(expected));

  it('is about what was asked where it names our id, and about no amount where it names none', () => {
    const read = (body: unknown) => readStatus(200, text(body), exchange, 'collection', reference);
    expect(read(enquired('TS'))).toMatchObject({ amount: 'as-asked', transactionId: '133000000001' });
    expect(read(enquired('TS', undefined, { id: reference.toUpperCase() }))).toMatchObject({ amount: 'as-asked' });
    expect(read(enquired('TS', undefined, { id: undefined }))).toMatchObject({ is: 'successful', amount: null });
    const long = text(enquired('TS')).replace('"133000000001"', '13300000000123456789');
    expect(read(long)).toMatchObject({ transactionId: '13300000000123456789' });
  });
});

describe('words that contradict each other', () => {
  const sent = (httpStatus: number, word: string) =>
    readSubmission(httpStatus, text(enquired(word)), exchange, 'disbursement', reference).is;
  it('are no success of a payout under an HTTP status of refusal', () => {
    expect(sent(200, 'TS')).toBe('successful');
    expect([400, 403].map((httpStatus) => sent(httpStatus, 'TS'))).toEqual(['unknown', 'unknown']);
  });
  it('are no refund where a request is only said to be accepted, without success', () => {
    const refunded = (code: string, success: boolean) =>
      readRefund(
        200,
        text({
          data: { transaction: { airtel_money_id: 'CI2104', status: 'SUCCESS' } },
          status: { code: '200', response_code: code, success },
        }),
        exchange,
      ).is;
    expect(refunded('DP00800001006', true)).toBe('successful');
    expect(refunded('DP00800001001', false)).toBe('successful');
    expect(refunded('DP00800001006', false)).toBe('unknown');
  });
  it('say nothing of an account under a fault of the platform', () => {
    const notFound = text({ status: { response_code: 'DP02200000002' } });
    expect(readAccount(400, notFound)).toBe('not-found');
    expect([408, 429, 500, 503].map((httpStatus) => readAccount(httpStatus, notFound))).toEqual(
      Array(4).fill('unknown'),
    );
  });
});

describe('the answer to a refund', () => {
  const refunded = (word: string, success: unknown, code = 'DP00800001001') => ({
    data: { transaction: { airtel_money_id: 'CI2104', status: word } },
    status: { code: '200', message: 'SUCCESS', result_code: 'ESB000010', response_code: code, success },
  });
  const refund = (httpStatus: number, body: unknown) => {
    const answer = readRefund(httpStatus, text(body), exchange);
    return answer.is === 'refused'
      ? `refused ${answer.failure.code}`
      : answer.is === 'unknown'
        ? `unknown ${answer.kind}`
        : answer.is;
  };
  it.each<[string, number, unknown, string]>([
    ['is done', 200, refunded('SUCCESS', true), 'successful'],
    ['is done, as the sample says it', 200, refunded('SUCCESS', false), 'successful'],
    [
      'says SUCCESS beside the code of a failure',
      200,
      refunded('SUCCESS', false, 'DP00800001005'),
      'unknown unknown-words',
    ],
    ['has a status that we do not know', 200, refunded('TIP', true), 'unknown unknown-words'],
    ['is refused', 400, refusal('DP00800001005'), 'refused UNSPECIFIED'],
    ['is refused under 200, as a 400', 200, refusal('DP00800001005'), 'refused UNSPECIFIED'],
    ['is refused under 200, as a 200', 200, refusal('DP00800001005', '200'), 'unknown ambiguous'],
    ['is refused by a disputed code', 400, bus('ESB000011'), 'unknown ambiguous'],
    ['is ambiguous', 400, refusal('DP00800001000'), 'unknown ambiguous'],
    ['has no code', 400, {}, 'unknown malformed'],
    ['meets a fault', 500, refunded('SUCCESS', true), 'unknown server-fault'],
  ])('%s', (_, httpStatus, body, expected) => expect(refund(httpStatus, body)).toBe(expected));

  it('is learned of from its collection only where that was refunded', () => {
    expect(readRefunded(200, text(enquired('TR')), exchange)).toMatchObject({ is: 'successful', amount: 'as-asked' });
    for (const word of ['TS', 'TF', 'TIP'])
      expect(readRefunded(200, text(enquired(word)), exchange)).toMatchObject({ is: 'unknown', kind: 'unconfirmed' });
  });
});

describe('other answers', () => {
  it('hold a token whose lifetime is text or a number', () => {
    expect(readToken(200, '{"access_token":"abc","expires_in":"180","token_type":"bearer"}')).toEqual({
      token: 'abc',
      lifetimeMs: 180_000,
    });
    expect(readToken(200, '{"access_token":"abc","expires_in":180}')).toEqual({ token: 'abc', lifetimeMs: 180_000 });
    expect(readToken(200, '{"access_token":"abc"}')).toEqual({ token: 'abc', lifetimeMs: 180_000 });
    expect(readToken(200, '{"access_token":"a\\nb","expires_in":180}')).toBeNull();
    expect(readToken(401, '{"access_token":"abc","expires_in":180}')).toBeNull();
  });
  it('say that an account is barred, is not, or is not known', () => {
    const account = (isBarred: unknown) =>
      text({ data: { first_name: 'A', is_barred: isBarred, msisdn: '730000001' }, status: { success: true } });
    expect([true, false, 'true', 'false', 1].map((each) => readAccount(200, account(each)))).toEqual([
      'not-active',
      'active',
      'not-active',
      'active',
      'unknown',
    ]);
    expect(readAccount(400, text(refusal('DP02200000002')))).toBe('not-found');
    expect(readAccount(500, account(true))).toBe('unknown');
  });
  it('hold a balance', () => {
    const said = readBalance(
      200,
      '{"data":{"balance":"1,234.00","currency":"RWF"},"status":{"success":true}}',
      exchange,
    );
    expect(said).toMatchObject({ is: 'known', balance: { minor: 1_234n, currency: 'RWF' } });
    expect(readBalance(200, '{"status":{"success":false}}', exchange)).toMatchObject({
      is: 'unknown',
      kind: 'malformed',
    });
  });
  it('hold a key, and until when it is valid where that can be read', () => {
    const key = (until: unknown) => readKey(200, text({ data: { key_id: 1, key: 'MIGf', valid_upto: until } }));
    expect(key('24-12-2026 10:00:00')).toEqual({ key: 'MIGf', validUntil: Date.parse('2026-12-24T10:00:00Z') });
    expect(key('soon')).toEqual({ key: 'MIGf', validUntil: null });
    expect(readKey(200, '{}')).toBeNull();
  });
  it('show a fault of the platform, or of our set-up', () => {
    expect([500, 502, 200].map((one) => isPlatformFault(one, '{}'))).toEqual([true, true, false]);
    expect(isPlatformFault(200, html)).toBe(true);
    expect([401, 400, 429, 500].map((one) => isConfigurationFault(one, '{}'))).toEqual([true, true, false, false]);
  });
  it('name our reference without its hyphens', () => {
    expect(wireId(reference)).toMatch(/^[0-9a-f]{32}$/);
    expect([id, reference, reference.toUpperCase()].map(referenceOf)).toEqual([reference, reference, reference]);
    expect(['', 'x', 7, null, `${id}0`].map(referenceOf)).toEqual([null, null, null, null, null]);
  });
});

it('any bytes are read without a throw, and never as money that moved or failed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.string(), fc.json()), (httpStatus, body) => {
      const answers = [
        readSubmission(httpStatus, body, exchange, 'disbursement', reference),
        readStatus(httpStatus, body, exchange, 'collection', reference),
        readRefund(httpStatus, body, exchange),
      ];
      for (const answer of answers) {
        if ('failure' in answer) expect(failureCodes).toContain(answer.failure.code);
        expect(answer.is).not.toMatch(/successful|failed|expired/);
      }
      readAccount(httpStatus, body);
      readBalance(httpStatus, body, exchange);
      readKey(httpStatus, body);
      readToken(httpStatus, body);
    }),
    { numRuns: 300, seed: 17 },
  );
});
