import type { AirtelApplication } from './airtel-application.js';
import { badRequest, gatewayError, invalidKey, missingKey, platformError } from './answers.js';
import type { Answer } from './answers.js';
import type { Behaviour } from './behaviour.js';
import type { ApiUser, Credentials } from './credentials.js';
import { environmentNamed } from './environments.js';
import type { Environment } from './environments.js';
import { isTruncated, lateBy, spoiledAnswer } from './faults.js';
import type { Faults, Occasion } from './faults.js';
import type { Call } from './http.js';
import type { Ledger } from './ledger.js';
import type { MomoProduct } from './products.js';
import type { SandboxTime } from './time.js';
import type { TransactionStore } from './transactions.sqlite.js';
import { isUuidVersion4 } from './validation.js';

/** The parts that answer MoMo's paths. */
export interface Platform {
  airtel: AirtelApplication;
  behaviour: Behaviour;
  credentials: Credentials;
  faults: Faults;
  ledger: Ledger;
  store: TransactionStore;
  time: SandboxTime;
}

/** A call with a valid key, token and environment. */
export interface Caller {
  platform: Platform;
  product: MomoProduct;
  user: ApiUser;
  environment: Environment;
  call: Call;
}

export type Business = (caller: Caller) => Answer | Promise<Answer>;

/** The order of MTN's own checks: subscription key, bearer, headers. */
export function asCaller(
  platform: Platform,
  product: MomoProduct,
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

export function keyRefused({ credentials }: Platform, product: MomoProduct | null, call: Call): Answer | null {
  const key = subscriptionKey(call);
  if (!key) return missingKey;
  const served = credentials.productsOf(key);
  return (product === null ? served.length > 0 : served.includes(product)) ? null : invalidKey;
}

export function subscriptionKey({ headers, query }: Call): string | null {
  return (headers['ocp-apim-subscription-key'] as string | undefined) ?? query.get('subscription-key');
}

export function header(call: Call, name: string): string | undefined {
  const value = call.headers[name];
  return typeof value === 'string' ? value : undefined;
}

export function badBearer({ badBearerBody }: Behaviour): Answer {
  if (badBearerBody === 'empty') return { status: 401 };
  if (badBearerBody === 'code')
    return { status: 401, body: { code: 'UNAUTHORIZED', message: 'The access token is not valid.' } };
  return gatewayError(401, 'Unauthorized. Access token is invalid or has expired.');
}

export function refuse({ badRequestBody }: Behaviour, why: string): Answer {
  const answer = badRequest(why);
  return badRequestBody === 'empty' ? answer : { ...answer, body: { code: 'VALIDATION_ERROR', message: why } };
}

export function parseUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}
