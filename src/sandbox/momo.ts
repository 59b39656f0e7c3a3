import { badRequest, firewallPage, gatewayError, invalidKey, missingKey, platformError } from './answers.js';
import type { Answer, ErrorCode } from './answers.js';
import type { Behaviour } from './behaviour.js';
import type { ApiUser, Credentials } from './credentials.js';
import { environmentNamed, testNumberOf } from './environments.js';
import type { Environment } from './environments.js';
import { isTruncated, lateBy, spoiledAnswer, told } from './faults.js';
import type { Faults, Occasion } from './faults.js';
import { parseJson } from './http.js';
import type { Call, Handler, Router } from './http.js';
import type { Ledger } from './ledger.js';
import { familyOf, operations, statusPaths } from './operations.js';
import type { Family, Operation, OperationName } from './operations.js';
import {
  activeByName,
  activeByNumber,
  balanceAnswers,
  chosen,
  consentByNumber,
  emptyPreApprovalsNumber,
  scenarioNamed,
} from './scenarios.js';
import type { BalanceAnswer, ConsentFault, ScenarioName } from './scenarios.js';
import { statusBody } from './status.js';
import type { SandboxTime } from './time.js';
import { products } from './products.js';
import type { Product } from './products.js';
import type { Transaction } from './transactions.js';
import type { TransactionStore } from './transactions.sqlite.js';
import { isObject, isUuidVersion4, majorUnits, minorUnits, normalised, readFields } from './validation.js';
import type { Asked } from './validation.js';

/** What MoMo's paths are answered with. */
export interface Platform {
  behaviour: Behaviour;
  credentials: Credentials;
  faults: Faults;
  ledger: Ledger;
  store: TransactionStore;
  time: SandboxTime;
}

/** A handler and the name that its calls are counted under. */
export interface Counted {
  name: string;
  handle: Handler;
}

/** Every path of MTN's Collections, Disbursements, Remittance and provisioning. */
export function addMomoPaths(router: Router<Counted>, platform: Platform): void {
  const add = (name: string, method: string, path: string, handle: Handler) =>
    router.add(method, path, { name, handle });

  add('apiuser', 'POST', '/v1_0/apiuser', (call) => createApiUser(platform, call));
  add('apiuser status', 'GET', '/v1_0/apiuser/{id}', (call) => showApiUser(platform, call));
  add('apikey', 'POST', '/v1_0/apiuser/{id}/apikey', (call) => createApiKey(platform, call));

  for (const product of products) {
    const business = (stage: Occasion['stage'], handle: Business) => (call: Call) =>
      asCaller(platform, product, stage, call, handle);
    const account = (handle: Business) => business('account', handle);
    const base = `/${product}`;
    add('token', 'POST', `${base}/token/`, (call) => token(platform, product, call));
    add('bc-authorize', 'POST', `${base}/v1_0/bc-authorize`, (call) => authorize(platform, product, call));
    add('oauth2 token', 'POST', `${base}/oauth2/token/`, (call) => consentToken(platform, product, call));
    add('userinfo', 'GET', `${base}/oauth2/v1_0/userinfo`, account(userInfo));
    add('balance', 'GET', `${base}/v1_0/account/balance`, account(balance));
    add('balance', 'GET', `${base}/v1_0/account/balance/{currency}`, account(balanceByCurrency));
    add('active', 'GET', `${base}/v1_0/accountholder/{idType}/{id}/active`, account(active));
    add('basicuserinfo', 'GET', `${base}/v1_0/accountholder/{idType}/{id}/basicuserinfo`, account(basicUserInfo));

    const families = new Set<Exclude<Family, 'consent'>>();
    for (const [name, operation] of Object.entries(operations) as [OperationName, Operation][]) {
      if (operation.family === 'consent' || !operation.products.includes(product)) continue;
      families.add(operation.family);
      add(
        operation.family,
        'POST',
        `${base}/${operation.path}`,
        business('create', (caller) => create(name, operation, caller)),
      );
    }
    for (const family of families) {
      const path = `${base}/${statusPaths[family]}/{referenceId}`;
      add(
        `${family} status`,
        'GET',
        path,
        business('status', (caller) => status(family, caller)),
      );
    }
  }
  const collection = (handle: Business) => (call: Call) => asCaller(platform, 'collection', 'account', call, handle);
  add(
    'delivery notification',
    'POST',
    '/collection/v1_0/requesttopay/{id}/deliverynotification',
    collection(deliveryNotification),
  );
  add('invoice cancellation', 'DELETE', '/collection/v2_0/invoice/{id}', collection(cancelInvoice));
  add('preapproval cancellation', 'DELETE', '/collection/v1_0/preapproval/{id}', collection(cancelPreApproval));
  add('preapprovals', 'GET', '/collection/v1_0/preapprovals/{idType}/{id}', collection(approvedPreApprovals));
}

/** A call after its key, its token and its environment were found in order. */
interface Caller {
  platform: Platform;
  product: Product;
  user: ApiUser;
  environment: Environment;
  call: Call;
}

type Business = (caller: Caller) => Answer | Promise<Answer>;

/** The order of MTN's own checks: subscription key, bearer, headers. */
function asCaller(
  platform: Platform,
  product: Product,
  stage: Occasion['stage'],
  call: Call,
  handle: Business,
): Answer | Promise<Answer> {
  const { behaviour, credentials, faults, time } = platform;
  const refused = keyRefused(platform, product, call);
  if (refused) return refused;
  const bearer = credentials.tokenOf(call.headers.authorization, time.now());
  const user = bearer && bearer.product === product ? credentials.user(bearer.user) : null;
  if (!user) return badBearer(behaviour);
  if (product === 'disbursement' && !behaviour.disbursementEnabled && call.method === 'POST')
    return gatewayError(403, 'Forbidden');
  if (stage === 'create' && !isUuidVersion4(header(call, 'x-reference-id'))) {
    return refuse(behaviour, 'X-Reference-Id must be a UUID of version 4');
  }
  const named = header(call, 'x-target-environment');
  if (!named) return refuse(behaviour, 'X-Target-Environment is missing');
  const environment = environmentNamed(named);
  // An API user belongs to the product whose key created it; the token call does not look, the business call does.
  if (!environment || !user.products.includes(product)) return platformError('NOT_ALLOWED_TARGET_ENVIRONMENT');
  const caller = { platform, product, user, environment, call };
  if (stage !== 'account') return handle(caller);
  const struck = faults.strike({ stage });
  const answer = spoiledAnswer(struck)?.answer ?? handle(caller);
  return struck.length === 0 || answer instanceof Promise
    ? answer
    : { ...answer, lateMs: lateBy(struck), truncated: isTruncated(struck) };
}

function keyRefused({ credentials }: Platform, product: Product | null, call: Call): Answer | null {
  const key = subscriptionKey(call);
  if (!key) return missingKey;
  const served = credentials.productsOf(key);
  return (product === null ? served.length > 0 : served.includes(product)) ? null : invalidKey;
}

function subscriptionKey({ headers, query }: Call): string | null {
  return (headers['ocp-apim-subscription-key'] as string | undefined) ?? query.get('subscription-key');
}

function header(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function badBearer({ badBearerBody }: Behaviour): Answer {
  if (badBearerBody === 'empty') return { status: 401 };
  if (badBearerBody === 'code')
    return { status: 401, body: { code: 'UNAUTHORIZED', message: 'The access token is not valid.' } };
  return gatewayError(401, 'Unauthorized. Access token is invalid or has expired.');
}

function refuse({ badRequestBody }: Behaviour, why: string): Answer {
  const answer = badRequest(why);
  return badRequestBody === 'empty' ? answer : { ...answer, body: { code: 'VALIDATION_ERROR', message: why } };
}

/** A creating call: after the headers the body, then duplicates, currency, callback host, and only then is anything accepted. */
function create(
  name: OperationName,
  operation: Operation,
  { platform, product, user, environment, call }: Caller,
): Answer | Promise<Answer> {
  const { behaviour, faults, ledger } = platform;
  const reference = header(call, 'x-reference-id')!.toLowerCase();
  if (reference === user.id) return refuse(behaviour, 'X-Reference-Id must not be the API user');
  const callbackUrl = header(call, 'x-callback-url') ?? null;
  const callback = callbackUrl === null ? null : parseUrl(callbackUrl);
  if (callbackUrl !== null && !callback)
    return refuse(behaviour, 'X-Callback-Url must be an http or https address, or be left out');

  const read = readFields(operation.fields, parseJson(call.body));
  if ('wrong' in read) return refuse(behaviour, read.wrong);
  const { asked } = read;
  if (behaviour.externalIdWithSpaces === 'refused' && / /.test(String(asked.externalId))) {
    return refuse(behaviour, 'externalId must not have spaces');
  }
  const money = moneyOf(asked);
  const amount = money?.amount === undefined ? 0 : minorUnits(money.amount, environment);
  if (money?.currency === environment.currency && amount === null) {
    return refuse(behaviour, `amount has more decimals than ${environment.currency}`);
  }
  if (money?.amount !== undefined) money.amount = normalised(money.amount);

  const existing = ledger.find(reference);
  if (existing) {
    ledger.repeated(existing);
    return platformError('RESOURCE_ALREADY_EXIST');
  }
  const currency = money?.currency ?? (asked.payerCurrency as string | undefined) ?? null;
  if (currency !== null && currency !== environment.currency) return platformError('INVALID_CURRENCY');
  if (callback && !user.hosts.includes(callback.hostname)) return platformError('INVALID_CALLBACK_URL_HOST');

  const { party, scenario: scenarioName } = whatHappens(operation, asked, environment, platform);
  const struck = faults.strike({ stage: 'create', operation: operation.family, party });
  const spoiled = spoiledAnswer(struck);
  if (spoiled && !spoiled.recorded) return { ...spoiled.answer, lateMs: lateBy(struck) };
  const scenario = scenarioNamed(scenarioName);
  if (behaviour.errorScenarios === 'asHttpError' && scenario.asHttpError) return platformError(scenario.asHttpError);

  const request = {
    reference,
    product,
    operation: name,
    environment,
    party,
    asked,
    amount: amount ?? 0,
    currency,
    callbackUrl,
  };
  const { early } = ledger.accept(request, scenario, struck);
  const answer: Answer = { ...(spoiled?.answer ?? { status: 202 }) };
  if (struck.length > 0) {
    answer.lateMs = lateBy(struck);
    if (isTruncated(struck)) Object.assign(answer, { text: '{"status":"ACC', truncated: true });
  }
  if (early) answer.after = early;
  return answer;
}

function moneyOf(asked: Asked): { amount?: string; currency?: string } | null {
  return (
    (asked.money as { amount: string; currency: string } | undefined) ??
    (asked.amount === undefined ? null : (asked as { amount: string }))
  );
}

function parseUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}

function whatHappens(operation: Operation, asked: Asked, environment: Environment, { behaviour, ledger }: Platform) {
  let party = operation.party === null ? null : (asked[operation.party] as { partyId: string }).partyId;
  let scenario: ScenarioName | null = operation.scenario(asked, environment, party);
  if (operation.refers && scenario === null) {
    const original = ledger.find(String(asked[operation.refers]).toLowerCase());
    party = original?.party ?? null;
    const refundable =
      original?.operation === 'requesttopay' &&
      original.status === 'SUCCESSFUL' &&
      original.environment === environment.name;
    if (!refundable) scenario = 'TransactionNotFound';
  }
  // Only a payer is asked; who receives money, or has none of it moved, does not wait for the phone.
  const usual: ScenarioName = behaviour.approval === 'by-hand' && operation.effect > 0 ? 'ByHand' : 'Success';
  return { party, scenario: scenario ?? usual };
}

function status(family: Family, { platform, product, environment, call }: Caller): Answer {
  const { behaviour, faults, ledger } = platform;
  const reference = call.parameters[0]!.toLowerCase();
  if (!/^[0-9a-f-]{36}$/.test(reference)) return refuse(behaviour, 'the reference id must be a UUID');
  if (tooManyStatusChecks(platform)) {
    return gatewayError(429, 'Rate limit is exceeded. Try again in 1 seconds.', { 'Retry-After': '1' });
  }
  const transaction = ledger.find(reference);
  const known =
    transaction &&
    transaction.product === product &&
    transaction.environment === environment.name &&
    familyOf(transaction) === family;
  const struck = faults.strike({ stage: 'status', operation: family, party: known ? transaction.party : null });
  const spoiled = spoiledAnswer(struck);
  const answer = spoiled?.answer ?? (known ? shown(transaction, platform) : platformError('RESOURCE_NOT_FOUND'));
  if (struck.length === 0) return answer;
  const body = known && !spoiled ? { body: told(answer.body as Record<string, unknown>, struck) } : {};
  return { ...answer, ...body, lateMs: lateBy(struck), truncated: isTruncated(struck) };
}

function shown(transaction: Transaction, { behaviour, ledger }: Platform): Answer {
  return { status: 200, body: statusBody(transaction, ledger.ledgerNumberOf(transaction), behaviour) };
}

const statusChecks = new WeakMap<Platform, { second: number; count: number }>();

function tooManyStatusChecks(platform: Platform): boolean {
  const limit = platform.behaviour.statusChecksPerSecond;
  if (limit === 0) return false;
  const second = Math.floor(platform.time.now() / 1000);
  const last = statusChecks.get(platform);
  const count = last?.second === second ? last.count + 1 : 1;
  statusChecks.set(platform, { second, count });
  return count > limit;
}

// Provisioning, as MTN has it on its sandbox only. The subscription key is all that it asks for.

function createApiUser(platform: Platform, call: Call): Answer {
  const { behaviour, credentials } = platform;
  const refused = keyRefused(platform, null, call);
  if (refused) return refused;
  const id = header(call, 'x-reference-id');
  if (!isUuidVersion4(id)) return refuse(behaviour, 'X-Reference-Id must be a UUID of version 4');
  const body = parseJson(call.body);
  // Any text will do: clients register whole addresses and the word "string", and MTN takes them.
  if (!isObject(body) || typeof body.providerCallbackHost !== 'string')
    return refuse(behaviour, 'providerCallbackHost must be a string');
  if (credentials.user(id)) return platformError('RESOURCE_ALREADY_EXIST');
  credentials.createUser(id, subscriptionKey(call)!, body.providerCallbackHost);
  return { status: 201 };
}

function showApiUser(platform: Platform, call: Call): Answer {
  const refused = keyRefused(platform, null, call);
  if (refused) return refused;
  const user = ownUser(platform, call);
  if (!user) return platformError('RESOURCE_NOT_FOUND');
  return { status: 200, body: { providerCallbackHost: user.hosts[0], targetEnvironment: 'sandbox' } };
}

function createApiKey(platform: Platform, call: Call): Answer {
  const refused = keyRefused(platform, null, call);
  if (refused) return refused;
  const user = ownUser(platform, call);
  if (!user) return platformError('RESOURCE_NOT_FOUND');
  return { status: 201, body: { apiKey: platform.credentials.newApiKey(user) } };
}

function ownUser({ credentials }: Platform, call: Call): ApiUser | null {
  const user = credentials.user(call.parameters[0]!);
  const key = subscriptionKey(call)!;
  return user &&
    (user.subscriptionKey === key ||
      credentials.productsOf(key).some((product) => user.subscriptionKey === null && user.products.includes(product)))
    ? user
    : null;
}

function token(platform: Platform, product: Product, call: Call): Answer {
  const { behaviour, credentials, faults, time } = platform;
  const refused = keyRefused(platform, product, call);
  if (refused) return refused;
  const { headers, body } = call;
  if (behaviour.tokenWithoutContentLength === '411' && headers['content-length'] === undefined) {
    return { status: 411, type: 'text/html', text: '<html><body><h1>411 Length Required</h1></body></html>' };
  }
  const isForm = /^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '');
  if (behaviour.tokenFormBody === 'html' && isForm && body !== '') return firewallPage;
  const struck = faults.strike({ stage: 'token' });
  const spoiled = spoiledAnswer(struck);
  if (spoiled) return { ...spoiled.answer, lateMs: lateBy(struck) };
  const user = credentials.userOfBasic(headers.authorization);
  if (!user) {
    return behaviour.wrongBasicCredentials === '500'
      ? platformError('INTERNAL_PROCESSING_ERROR')
      : { status: 401, body: { error: 'login_failed' } };
  }
  const accessToken = credentials.issue(user, product, time.now(), behaviour.tokenLifetimeSeconds);
  return {
    status: 200,
    body: { access_token: accessToken, token_type: 'access_token', expires_in: behaviour.tokenLifetimeSeconds },
    lateMs: lateBy(struck),
    truncated: isTruncated(struck),
  };
}

// Consent: asked for, approved on the phone (here at once), fetched as a token of its own.

function authorize(platform: Platform, product: Product, call: Call): Answer {
  const { behaviour, credentials, ledger, time, store } = platform;
  const refused = keyRefused(platform, product, call);
  if (refused) return refused;
  // Older texts of MTN have Basic here, newer ones Bearer.
  const bearer = credentials.tokenOf(call.headers.authorization, time.now());
  const user =
    bearer?.product === product ? credentials.user(bearer.user) : credentials.userOfBasic(call.headers.authorization);
  if (!user) return badBearer(behaviour);
  const environment = environmentNamed(header(call, 'x-target-environment'));
  if (!environment) return platformError('NOT_ALLOWED_TARGET_ENVIRONMENT');
  const form = new URLSearchParams(call.body);
  const party = /^ID:(\d+)\/MSISDN$/i.exec(form.get('login_hint') ?? '')?.[1];
  const scope = form.get('scope');
  if (!party || !scope || !/^(online|offline)$/.test(form.get('access_type') ?? '')) {
    return refuse(behaviour, 'login_hint ID:{msisdn}/MSISDN, scope and access_type online or offline are needed');
  }
  const callbackUrl = header(call, 'x-callback-url') ?? null;
  const callback = callbackUrl === null ? null : parseUrl(callbackUrl);
  if (callbackUrl !== null && !callback)
    return refuse(behaviour, 'X-Callback-Url must be an http or https address, or be left out');
  if (callback && !user.hosts.includes(callback.hostname)) return platformError('INVALID_CALLBACK_URL_HOST');
  if (consentFault(environment, party)?.at === 'authorize') return platformError('RESOURCE_NOT_FOUND');

  const count = (store.recall<number>('consents') ?? 0) + 1;
  store.remember('consents', count);
  const reference = credentials.nextId(`consent ${count}`);
  const asked = { scope, access_type: form.get('access_type'), expires_in: 3600 };
  const scenario = scenarioNamed(behaviour.approval === 'by-hand' ? 'ByHand' : 'Success');
  ledger.accept(
    { reference, product, operation: 'consent', environment, party, asked, amount: 0, currency: null, callbackUrl },
    scenario,
    [],
  );
  return { status: 200, body: { auth_req_id: reference, interval: 5, expires_in: 3600 } };
}

function consentToken(platform: Platform, product: Product, call: Call): Answer {
  const { behaviour, credentials, ledger, time } = platform;
  const refused = keyRefused(platform, product, call);
  if (refused) return refused;
  const user = credentials.userOfBasic(call.headers.authorization);
  if (!user) return { status: 401, body: { error: 'invalid_client' } };
  const environment = environmentNamed(header(call, 'x-target-environment'));
  if (!environment) return platformError('NOT_ALLOWED_TARGET_ENVIRONMENT');
  const form = new URLSearchParams(call.body);
  const grant = form.get('grant_type');
  const refreshing = grant === 'refresh_token';
  if (!refreshing && grant !== 'urn:openid:params:grant-type:ciba') return oauthError('unsupported_grant_type');
  const consent = ledger.find(
    refreshing ? credentials.consentOf(form.get('refresh_token')) : (form.get('auth_req_id') ?? ''),
  );
  if (!consent || consent.operation !== 'consent' || consent.product !== product) return oauthError('invalid_grant');
  const fault = consentFault(environment, consent.party);
  if (fault?.at === (refreshing ? 'refresh' : 'token')) return { status: fault.status, body: { error: fault.error } };
  if (consent.status === 'FAILED') return oauthError(consent.reason === 'EXPIRED' ? 'expired_token' : 'access_denied');
  if (consent.status !== 'SUCCESSFUL') return oauthError('authorization_pending');
  const lifetime = behaviour.tokenLifetimeSeconds;
  return {
    status: 200,
    body: {
      access_token: credentials.issue(user, product, time.now(), lifetime, consent.reference),
      token_type: 'Bearer',
      expires_in: lifetime,
      scope: consent.asked.scope,
      refresh_token: credentials.refreshTokenOf(consent.reference),
      refresh_token_expired_in: 2_592_000,
    },
  };
}

function oauthError(error: string): Answer {
  return { status: 400, body: { error } };
}

function consentFault(environment: Environment, party: string | null): ConsentFault | null {
  const number = testNumberOf(environment, party);
  return number === null ? null : (consentByNumber[number] ?? null);
}

function userInfo({ platform, environment, call }: Caller): Answer {
  const { behaviour, credentials, ledger, time } = platform;
  const consent = credentials.tokenOf(call.headers.authorization, time.now())?.consent;
  const given = consent ? ledger.find(consent) : null;
  if (!given?.party) return badBearer(behaviour);
  const fault = consentFault(environment, given.party);
  if (fault?.at === 'userinfo')
    return {
      status: fault.status,
      body: { code: fault.error, message: fault.error.toLowerCase().replaceAll('_', ' ') },
    };
  return {
    status: 200,
    body: {
      ...profile(given.party, time.now()),
      middle_name: '',
      email: 'sandbox.payer@example.rw',
      email_verified: true,
      phone_number: given.party,
      phone_number_verified: true,
      address: 'Kigali',
      credit_score: '0',
      active: true,
      country_of_birth: 'RW',
      region_of_birth: 'Kigali',
      city_of_birth: 'Kigali',
      occupation: 'Tester',
      employer_name: 'Sandbox',
      identification_type: 'NRIN',
      identification_value: '0000000000000000',
    },
  };
}

// Accounts.

const balanceErrors: { readonly [B in BalanceAnswer]?: ErrorCode } = {
  AccountNotFound: 'RESOURCE_NOT_FOUND',
  NotAllowed: 'NOT_ALLOWED',
  NotAllowedTargetEnvironment: 'NOT_ALLOWED_TARGET_ENVIRONMENT',
  InternalProcessingError: 'INTERNAL_PROCESSING_ERROR',
  ServiceUnavailable: 'SERVICE_UNAVAILABLE',
};
const rotation = new WeakMap<Platform, number>();

function balance({ platform, product, environment }: Caller): Answer {
  const { behaviour, ledger } = platform;
  let looks = behaviour.balance;
  if (looks === 'rotating') {
    const turn = rotation.get(platform) ?? 0;
    rotation.set(platform, turn + 1);
    looks = balanceAnswers[turn % balanceAnswers.length]!;
  }
  const { currency } = environment;
  if (looks === 'ZeroBalance') return { status: 200, body: { availableBalance: '0', currency } };
  if (looks === 'NegativeBalance') return { status: 200, body: { availableBalance: '-25', currency } };
  const error = looks === 'real' ? undefined : balanceErrors[looks];
  if (error) return platformError(error);
  return {
    status: 200,
    body: { availableBalance: majorUnits(ledger.balance(product, currency), environment), currency },
  };
}

function balanceByCurrency(caller: Caller): Answer {
  if (caller.platform.behaviour.balanceByCurrency === '500') return platformError('INTERNAL_PROCESSING_ERROR');
  return caller.call.parameters[0] === caller.environment.currency
    ? balance(caller)
    : platformError('INVALID_CURRENCY');
}

const idTypes = new Set(['msisdn', 'email', 'party_code', 'id', 'alias']);

function active({ platform, environment, call }: Caller): Answer {
  const [idType, id] = call.parameters as [string, string];
  if (!idTypes.has(idType.toLowerCase()))
    return refuse(platform.behaviour, 'the id type is msisdn, email or party_code');
  const name = decoded(id);
  const number = testNumberOf(environment, name);
  const special = number === null ? chosen(activeByName, name.toLowerCase()) : (activeByNumber[number] ?? null);
  if (special === null || special === 'not active') return { status: 200, body: { result: special === null } };
  return platformError(special);
}

function basicUserInfo({ platform, environment, call }: Caller): Answer {
  const [idType, id] = call.parameters as [string, string];
  if (!idTypes.has(idType.toLowerCase()))
    return refuse(platform.behaviour, 'the id type is msisdn, email, id or alias');
  const number = testNumberOf(environment, id);
  if (number !== null && activeByNumber[number] === 'RESOURCE_NOT_FOUND') return platformError('RESOURCE_NOT_FOUND');
  return { status: 200, body: profile(decoded(id), platform.time.now()) };
}

/** As it was written where it is no proper escape: nobody is known by that name either. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Nobody's data: the same person behind every number, told apart by the last digits. */
function profile(party: string, now: number) {
  const family = `Payer${party.slice(-3)}`;
  return {
    sub: party,
    name: `Sandbox ${family}`,
    given_name: 'Sandbox',
    family_name: family,
    birthdate: '1990-01-01',
    locale: 'rw_RW',
    gender: 'UNSPECIFIED',
    status: 'ACTIVE',
    updated_at: Math.floor(now / 1000),
  };
}

// What else Collections has.

/** MTN does not publish how long; a day is our reading. */
const notificationWindowMs = 86_400_000;

function deliveryNotification({ platform, environment, call }: Caller): Answer {
  const { behaviour, ledger, time } = platform;
  const body = parseJson(call.body);
  const message = isObject(body) ? body.notificationMessage : header(call, 'notificationmessage');
  if (typeof message !== 'string' || message === '' || message.length > 160) {
    return refuse(behaviour, 'notificationMessage must have 1 to 160 characters');
  }
  const transaction = ledger.find(call.parameters[0]!.toLowerCase());
  if (!transaction || transaction.operation !== 'requesttopay' || transaction.environment !== environment.name)
    return platformError('RESOURCE_NOT_FOUND');
  if (transaction.status !== 'SUCCESSFUL') return platformError('NOT_SUCCESSFULLY_COMPLETED');
  if (time.now() - transaction.settledAt! > notificationWindowMs) return platformError('NOTIFICATION_WINDOW_PASSED');
  return { status: 200 };
}

async function cancelInvoice({ platform, environment, call }: Caller): Promise<Answer> {
  const { behaviour, ledger } = platform;
  const own = header(call, 'x-reference-id');
  if (!isUuidVersion4(own)) return refuse(behaviour, 'X-Reference-Id must be a UUID of version 4');
  const body = parseJson(call.body);
  if (!isObject(body) || typeof body.externalId !== 'string') return refuse(behaviour, 'externalId must be a string');
  if (ledger.find(own.toLowerCase())) return platformError('RESOURCE_ALREADY_EXIST');
  const invoice = ledger.find(call.parameters[0]!.toLowerCase());
  if (!invoice || invoice.operation !== 'invoice' || invoice.environment !== environment.name)
    return platformError('RESOURCE_NOT_FOUND');
  if (invoice.status === 'SUCCESSFUL' || invoice.status === 'FAILED') return platformError('NOT_ALLOWED');
  await ledger.decide(invoice, { status: 'FAILED', reason: 'TRANSACTION_CANCELED' });
  return { status: 200 };
}

async function cancelPreApproval({ platform, environment, call }: Caller): Promise<Answer> {
  const { ledger } = platform;
  const approved = ledger.find(call.parameters[0]!.toLowerCase());
  if (!approved || approved.operation !== 'preapproval' || approved.environment !== environment.name)
    return platformError('RESOURCE_NOT_FOUND');
  if (approved.status !== 'SUCCESSFUL') return platformError('NOT_ALLOWED');
  await ledger.decide(approved, { status: 'CANCELLED', callback: false });
  return { status: 200 };
}

function approvedPreApprovals({ platform, environment, call }: Caller): Answer {
  const [idType, id] = call.parameters as [string, string];
  const { behaviour, store, time } = platform;
  if (!idTypes.has(idType.toLowerCase())) return refuse(behaviour, 'the id type is msisdn, email, id or alias');
  if (testNumberOf(environment, id) === emptyPreApprovalsNumber) return { status: 200, body: [] };
  const approved = store.list({
    msisdn: decoded(id),
    operation: 'preapproval',
    status: 'SUCCESSFUL',
    limit: 200,
  });
  const entries = approved
    .filter((transaction) => transaction.environment === environment.name)
    .map(({ reference, asked, acceptedAt, settledAt, party }) => {
      const expiresAt = acceptedAt + Number(asked.validityTime) * 1000;
      return {
        preApprovalId: reference,
        toFri: 'FRI:sandbox/MM',
        fromFri: `FRI:${party}/MSISDN`,
        fromCurrency: asked.payerCurrency,
        createdTime: new Date(acceptedAt).toISOString(),
        approvedTime: new Date(settledAt ?? acceptedAt).toISOString(),
        expiryTime: new Date(expiresAt).toISOString(),
        status: expiresAt > time.now() ? 'APPROVED' : 'EXPIRED',
        message: asked.payerMessage,
        frequency: 'MONTHLY',
      };
    });
  return { status: 200, body: entries };
}
