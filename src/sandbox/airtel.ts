import type { Answer } from './answers.js';
import { airtelFault, airtelNumber, airtelRefusal, airtelWords, envelope } from './airtel-bodies.js';
import { environments, hasWallet, testNumberOf } from './environments.js';
import { isTruncated, lateBy, spoiledAnswer } from './faults.js';
import type { FaultRule, Occasion } from './faults.js';
import { parseJson } from './http.js';
import type { Call, Handler, Router } from './http.js';
import type { Counted } from './momo.js';
import type { AirtelFamily } from './operations.js';
import type { Platform } from './platform.js';
import { byAirtelNumber, scenarioNamed } from './scenarios.js';
import type { ScenarioName } from './scenarios.js';
import type { Transaction } from './transactions.js';
import { isObject } from './validation.js';

const environment = environments.airtelrwanda;
const country = 'RW';

/** Every path of Airtel's Open API that a merchant uses. */
export function addAirtelPaths(router: Router<Counted>, platform: Platform): void {
  const add = (name: string, method: string, path: string, handle: Handler) =>
    router.add(method, path, { name, handle });
  const business = (handle: (call: Call) => Answer | Promise<Answer>) => (call: Call) =>
    refusedCall(platform, call) ?? handle(call);
  add('airtel token', 'POST', '/auth/oauth2/token', (call) => token(platform, call));
  for (const version of ['v1', 'v2']) {
    const signed = (handle: (call: Call) => Answer | Promise<Answer>) =>
      business((call) => (version === 'v2' ? wronglySigned(platform, call) : null) ?? handle(call));
    add(
      'airtel collection',
      'POST',
      `/merchant/${version}/payments/`,
      signed((call) => collect(platform, call)),
    );
    add(
      'airtel disbursement',
      'POST',
      `/standard/${version}/disbursements/`,
      signed((call) => disburse(platform, call)),
    );
    add(
      'airtel refund',
      'POST',
      `/standard/${version}/payments/refund`,
      signed((call) => refund(platform, call)),
    );
    add(
      'airtel collection status',
      'GET',
      `/standard/${version}/payments/{id}`,
      business((call) => enquire(platform, 'airtel-collection', call)),
    );
    add(
      'airtel disbursement status',
      'GET',
      `/standard/${version}/disbursements/{id}`,
      business((call) => enquire(platform, 'airtel-disbursement', call)),
    );
    add(
      'airtel balance',
      'GET',
      `/standard/${version}/users/balance`,
      business(() => balance(platform)),
    );
    add(
      'airtel account',
      'GET',
      `/standard/${version}/users/{msisdn}`,
      business((call) => account(platform, call)),
    );
  }
  add(
    'airtel key',
    'GET',
    '/v1/rsa/encryption-keys',
    business(() => encryptionKey(platform)),
  );
  add(
    'airtel transactions',
    'GET',
    '/merchant/v1/transactions',
    business((call) => listed(platform, call)),
  );
}

function token({ airtel, behaviour, credentials, faults, time }: Platform, call: Call): Answer {
  const struck = faults.strike({ stage: 'token', operation: 'airtel' });
  const spoiled = spoiledAnswer(struck);
  if (spoiled) return { ...airtelFault(spoiled.answer), lateMs: lateBy(struck) };
  const body = parseJson(call.body);
  if (!isObject(body) || body.grant_type !== 'client_credentials' || !airtel.is(body.client_id, body.client_secret))
    return { status: 401, body: { error: 'invalid_client', error_description: 'Invalid client authentication' } };
  const seconds = behaviour.airtelTokenLifetimeSeconds;
  const user = { id: airtel.clientId, apiKey: null, products: [], hosts: [], subscriptionKey: null };
  return {
    status: 200,
    body: {
      access_token: credentials.issue(user, 'airtel', time.now(), seconds),
      expires_in: behaviour.airtelExpiresIn === 'text' ? String(seconds) : seconds,
      token_type: 'bearer',
    },
    lateMs: lateBy(struck),
    truncated: isTruncated(struck),
  };
}

/** Token, country and currency, in this order. */
function refusedCall({ behaviour, credentials, time }: Platform, { headers }: Call): Answer | null {
  const bearer = credentials.tokenOf(headers.authorization, time.now());
  if (bearer?.product !== 'airtel')
    return { status: 401, body: { error: 'invalid_token', error_description: 'The access token is not valid' } };
  const named = headers['x-country'];
  if (named === undefined || headers['x-currency'] === undefined)
    return airtelRefusal(behaviour, 'ROUTER003', 'X-Country and X-Currency are needed');
  if (named !== country) return airtelRefusal(behaviour, 'ROUTER006', 'Invalid country');
  return headers['x-currency'] === environment.currency
    ? null
    : airtelRefusal(behaviour, 'ROUTER112', 'Invalid currency');
}

function wronglySigned({ airtel, behaviour }: Platform, { body, headers }: Call): Answer | null {
  if (behaviour.airtelSigning === 'off') return null;
  const [signature, key] = [headers['x-signature'], headers['x-key']];
  const isRight =
    typeof signature === 'string' && typeof key === 'string' && airtel.opensSignature(body, signature, key);
  return isRight ? null : airtelRefusal(behaviour, 'DP00800001026', 'Signature does not match');
}

interface Asked {
  readonly family: AirtelFamily;
  readonly id: string;
  readonly amount: number;
  readonly party: string;
  readonly body: Record<string, unknown>;
}

function collect(platform: Platform, { body: text }: Call): Answer | Promise<Answer> {
  const { behaviour } = platform;
  const body = parseJson(text);
  const [subscriber, transaction] = isObject(body) ? [body.subscriber, body.transaction] : [];
  if (!isObject(body) || !isObject(subscriber) || !isObject(transaction) || !isText(body.reference))
    return airtelRefusal(behaviour, 'ESB000008', 'reference, subscriber and transaction are needed');
  for (const named of [subscriber, transaction]) {
    if (named.country !== undefined && named.country !== country)
      return airtelRefusal(behaviour, 'ESB000034', 'Country name is not configured');
    if (named.currency !== undefined && named.currency !== environment.currency)
      return airtelRefusal(behaviour, 'ESB000035', 'Currency code is not configured');
  }
  return ask(platform, 'airtel-collection', body, subscriber.msisdn, transaction, 'DP00800001');
}

function disburse(platform: Platform, { body: text }: Call): Answer | Promise<Answer> {
  const { airtel, behaviour } = platform;
  const body = parseJson(text);
  const [payee, transaction] = isObject(body) ? [body.payee, body.transaction] : [];
  if (!isObject(body) || !isObject(payee) || !isObject(transaction) || !isText(body.reference))
    return airtelRefusal(behaviour, 'ESB000008', 'payee, reference, pin and transaction are needed');
  if (!airtel.opensPin(body.pin)) return airtelRefusal(behaviour, 'ROUTER116', 'PIN is wrong, or wrongly encrypted');
  const { pin: _, ...kept } = body;
  return ask(platform, 'airtel-disbursement', kept, payee.msisdn, transaction, 'DP00900001');
}

/** The checks that both share, in the order in which Airtel's texts list them: number, amount, id. */
function ask(
  platform: Platform,
  family: AirtelFamily,
  body: Record<string, unknown>,
  number: unknown,
  { id, amount }: Record<string, unknown>,
  codes: 'DP00800001' | 'DP00900001',
): Answer | Promise<Answer> {
  const { behaviour, ledger } = platform;
  const digits = typeof number === 'number' ? String(number) : number;
  if (!isText(digits)) return airtelRefusal(behaviour, 'ESB000008', 'msisdn is needed');
  if (digits.length !== 9)
    return airtelRefusal(behaviour, 'ESB000033', 'Invalid MSISDN length: 9 digits, without country code');
  if (!/^[1-9]\d{8}$/.test(digits)) return airtelRefusal(behaviour, 'ESB000036', 'Invalid MSISDN: no leading zero');
  if (typeof amount !== 'number') return airtelRefusal(behaviour, 'ESB000008', 'amount is a number');
  if (!Number.isInteger(amount) || amount < 1) return airtelRefusal(behaviour, `${codes}004`, 'Invalid amount');
  if (!isText(id) || !/^[A-Za-z0-9-]{1,64}$/.test(id))
    return airtelRefusal(behaviour, 'ESB000008', 'transaction.id is 1 to 64 letters, digits and hyphens');
  const existing = ledger.find(id);
  if (existing !== null) {
    ledger.repeated(existing);
    return airtelRefusal(
      behaviour,
      family === 'airtel-disbursement' ? 'DP00900001017' : 'ESB000041',
      'The transaction id exists already',
    );
  }
  return accept(platform, { family, id, amount, party: `250${digits}`, body });
}

function accept(platform: Platform, { family, id, amount, party, body }: Asked): Answer | Promise<Answer> {
  const { airtel, behaviour, faults, ledger } = platform;
  const struck = faults.strike({ stage: 'create', operation: family, party });
  const spoiled = spoiledAnswer(struck);
  if (spoiled && !spoiled.recorded) return { ...airtelFault(spoiled.answer), lateMs: lateBy(struck) };
  const chosen = testNumberOf(environment, party);
  const isDisbursement = family === 'airtel-disbursement';
  // 06 and 09 are not found, as a 400 and under 200; so is every number of another network.
  if (chosen === 6 || chosen === 9 || !hasWallet(environment, party, behaviour.airtelWalletPrefixes))
    return airtelRefusal(
      chosen === 9 ? { airtelRefusal: '200' } : behaviour,
      isDisbursement ? 'DP00900001012' : 'DP00800001010',
      'Msisdn Not Found',
    );
  const usual: ScenarioName = behaviour.approval === 'by-hand' && !isDisbursement ? 'ByHand' : 'Success';
  const scenario = scenarioNamed(chosen === null ? usual : (byAirtelNumber[chosen] ?? usual));
  const { early } = ledger.accept(
    {
      reference: id,
      product: 'airtel',
      operation: family,
      environment,
      party,
      asked: { ...body, externalId: id },
      amount,
      currency: environment.currency,
      callbackUrl: isDisbursement ? null : airtel.callbackUrl,
    },
    // A disbursement is over when it is answered, unless its number says otherwise.
    isDisbursement && chosen === null ? { ...scenario, afterMs: 0 } : scenario,
    struck,
  );
  const transaction = ledger.find(id)!;
  // 07: the answer is a fault, and the transaction is there all the same.
  const fault = spoiled?.answer ?? (chosen === 7 ? { status: 500, body: {} } : null);
  const answer: Answer = fault === null ? { status: 200, body: submitted(platform, transaction) } : airtelFault(fault);
  return { ...answer, ...told(struck), ...(early && { after: early }) };
}

/** A push says that it was sent, and nothing of the payment; a disbursement says what became of it. */
function submitted(platform: Platform, transaction: Transaction) {
  const { behaviour, ledger } = platform;
  const { reference: id } = transaction;
  if (transaction.operation === 'airtel-collection')
    return { data: { transaction: { id, status: 'Success.' } }, status: envelope('DP00800001006', true) };
  const { status, code } = airtelWords(transaction, behaviour);
  const number = airtelNumber(ledger.ledgerNumberOf(transaction));
  return {
    data: { transaction: { reference_id: number, airtel_money_id: number, id, status } },
    status: envelope(code, status !== 'TF'),
  };
}

function refund(platform: Platform, { body: text }: Call): Answer | Promise<Answer> {
  const { behaviour, faults, ledger, store } = platform;
  const body = parseJson(text);
  const number = isObject(body) && isObject(body.transaction) ? body.transaction.airtel_money_id : undefined;
  if (!isText(number)) return airtelRefusal(behaviour, 'ESB000008', 'transaction.airtel_money_id is needed');
  const original = ledger.numbered(Number(number.replaceAll(/\D/g, '')));
  const refunds = original === null ? [] : store.list({ operation: 'airtel-refund', externalId: original.reference });
  const isRefunded = refunds.some(({ status }) => status === 'SUCCESSFUL');
  if (original?.operation !== 'airtel-collection' || original.status !== 'SUCCESSFUL' || isRefunded)
    return airtelRefusal(behaviour, 'DP00800001005', 'Invalid Transaction ID');
  const struck = faults.strike({ stage: 'create', operation: 'airtel-refund', party: original.party });
  const spoiled = spoiledAnswer(struck);
  if (spoiled && !spoiled.recorded) return { ...airtelFault(spoiled.answer), lateMs: lateBy(struck) };
  const reference = `${original.reference}-refund-${refunds.length + 1}`;
  ledger.accept(
    {
      reference,
      product: 'airtel',
      operation: 'airtel-refund',
      environment,
      party: original.party,
      asked: { externalId: original.reference },
      amount: original.amount,
      currency: original.currency,
      callbackUrl: null,
    },
    { ...scenarioNamed('Success'), afterMs: 0 },
    struck,
  );
  const given = ledger.find(reference)!;
  const { status, code } = airtelWords(given, behaviour);
  const answer: Answer =
    spoiled !== null
      ? airtelFault(spoiled.answer)
      : status === 'TS'
        ? {
            status: 200,
            body: {
              data: { transaction: { airtel_money_id: airtelNumber(ledger.ledgerNumberOf(given)), status: 'SUCCESS' } },
              // Airtel's own sample says false there.
              status: envelope('DP00800001001', behaviour.airtelEnquirySuccess === 'true'),
            },
          }
        : airtelRefusal(behaviour, code, 'The refund failed');
  return { ...answer, ...told(struck) };
}

function enquire(
  platform: Platform,
  family: 'airtel-collection' | 'airtel-disbursement',
  { parameters }: Call,
): Answer {
  const { behaviour, faults, ledger, store } = platform;
  const transaction = ledger.find(parameters[0]!);
  const known = transaction?.operation === family ? transaction : null;
  const struck = faults.strike({ stage: 'status', operation: family, party: known?.party ?? null });
  const spoiled = spoiledAnswer(struck);
  if (spoiled) return { ...airtelFault(spoiled.answer), ...told(struck) };
  if (known === null)
    return airtelRefusal(
      behaviour,
      family === 'airtel-collection' ? 'DP00800001025' : 'DP00900001015',
      'Transaction not found',
    );
  const words = airtelWords(known, behaviour);
  const isRefunded =
    behaviour.airtelRefunded === 'TR' &&
    store.list({ operation: 'airtel-refund', externalId: known.reference, status: 'SUCCESSFUL' }).length > 0;
  const shown: Record<string, unknown> = {
    ...(words.status === 'TS' && { airtel_money_id: airtelNumber(ledger.ledgerNumberOf(known)) }),
    ...(behaviour.airtelIdInEnquiry && { id: known.reference }),
    message: words.status === 'TS' ? 'Paid' : words.status,
    status: isRefunded ? 'TR' : words.status,
  };
  const success = words.status === 'TS' ? behaviour.airtelEnquirySuccess === 'true' : words.status !== 'TF';
  return {
    status: 200,
    body: { data: { transaction: lied(shown, struck) }, status: envelope(words.code, success) },
    ...told(struck),
  };
}

/** The rules that change what one answer says. Airtel says no amount, so none can be wrong. */
function lied(shown: Record<string, unknown>, struck: readonly FaultRule[]): Record<string, unknown> {
  let telling = shown;
  for (const { fault, word, fields } of struck) {
    if (fault === 'status-word') telling = { ...telling, status: word ?? 'T?' };
    if (fault === 'status-lie') telling = { ...telling, ...fields };
  }
  return telling;
}

function account(platform: Platform, { parameters }: Call): Answer {
  return queried(platform, 'airtel-account', () => {
    const msisdn = parameters[0]!;
    const number = testNumberOf(environment, `250${msisdn}`);
    if (number === 6 || !hasWallet(environment, `250${msisdn}`, platform.behaviour.airtelWalletPrefixes))
      return airtelRefusal(platform.behaviour, 'DP02200000002', 'User not found');
    const body = {
      data: {
        first_name: 'Sandbox',
        last_name: `Payer${msisdn.slice(-3)}`,
        grade: 'SUBS',
        is_barred: number === 10,
        is_pin_set: true,
        msisdn,
        registration: { id: '', status: 'SUBS' },
      },
      status: envelope('DP02200000001', true),
    };
    return { status: 200, body };
  });
}

function balance(platform: Platform): Answer {
  const { currency } = environment;
  return queried(platform, 'airtel-balance', () => ({
    status: 200,
    body: {
      data: { balance: String(platform.ledger.balance('airtel', currency)), currency, account_status: 'Active' },
      status: envelope('DP02100000001', true),
    },
  }));
}

function encryptionKey(platform: Platform): Answer {
  return queried(platform, 'airtel-key', () => ({
    status: 200,
    body: {
      data: { key_id: 1, key: platform.airtel.credentials.publicKey, valid_upto: '31-12-2099 23:59:59' },
      status: envelope('DP02010001001', true),
    },
  }));
}

function listed(platform: Platform, { query }: Call): Answer {
  const { ledger, store } = platform;
  const [from, to] = [Number(query.get('from') ?? 0), Number(query.get('to') ?? Number.MAX_SAFE_INTEGER)];
  const [limit, offset] = [Number(query.get('limit') ?? 100), Number(query.get('offset') ?? 0)];
  return queried(platform, 'airtel-transactions', () => {
    const all = store
      .list({ product: 'airtel', status: 'SUCCESSFUL', limit: 10_000 })
      .filter(({ settledAt }) => settledAt !== null && settledAt >= from && settledAt <= to);
    const transactions = all.slice(offset, offset + limit).map((one) => ({
      charges: { service: 0 },
      payee: { currency: one.currency, msisdn: one.operation === 'airtel-collection' ? '' : one.party, name: '' },
      payer: { currency: one.currency, msisdn: one.operation === 'airtel-collection' ? one.party : '', name: '' },
      service: { type: one.operation === 'airtel-collection' ? 'MERCHANT_PAYMENT' : 'DISBURSEMENT' },
      transaction: {
        airtel_money_id: airtelNumber(ledger.ledgerNumberOf(one)),
        amount: one.amount,
        created_at: one.settledAt,
        id: one.reference,
        reference_number: String(one.asked.reference ?? ''),
        status: 'Transaction Success',
      },
    }));
    return {
      status: 200,
      body: { data: { count: transactions.length, transactions }, status: envelope('DP02300000001', true) },
    };
  });
}

function queried({ faults }: Platform, operation: string, answer: () => Answer): Answer {
  const struck = faults.strike({ stage: 'account', operation } satisfies Occasion);
  const spoiled = spoiledAnswer(struck);
  return { ...(spoiled === null ? answer() : airtelFault(spoiled.answer)), ...told(struck) };
}

const told = (struck: readonly FaultRule[]): Partial<Answer> =>
  struck.length === 0 ? {} : { lateMs: lateBy(struck), truncated: isTruncated(struck) };

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
