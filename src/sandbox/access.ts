import { firewallPage, loginFailed, platformError } from './answers.js';
import type { Answer } from './answers.js';
import type { ApiUser } from './credentials.js';
import { isTruncated, lateBy, spoiledAnswer } from './faults.js';
import { parseJson } from './http.js';
import type { Call } from './http.js';
import { header, keyRefused, refuse, subscriptionKey } from './platform.js';
import type { Platform } from './platform.js';
import type { MomoProduct } from './products.js';
import { isObject, isUuidVersion4 } from './validation.js';

/** Provisioning, which MTN offers on its sandbox only: it needs only the subscription key. */
export function createApiUser(platform: Platform, call: Call): Answer {
  const { behaviour, credentials } = platform;
  const refused = keyRefused(platform, null, call);
  if (refused) return refused;
  const id = header(call, 'x-reference-id');
  if (!isUuidVersion4(id)) return refuse(behaviour, 'X-Reference-Id must be a UUID of version 4');
  const body = parseJson(call.body);
  // Any text is accepted: clients register whole addresses or the word "string", and MTN accepts them.
  if (!isObject(body) || typeof body.providerCallbackHost !== 'string')
    return refuse(behaviour, 'providerCallbackHost must be a string');
  if (credentials.user(id)) return platformError('RESOURCE_ALREADY_EXIST');
  credentials.createUser(id, subscriptionKey(call)!, body.providerCallbackHost);
  return { status: 201 };
}

export function showApiUser(platform: Platform, call: Call): Answer {
  const refused = keyRefused(platform, null, call);
  if (refused) return refused;
  const user = ownUser(platform, call);
  if (!user) return platformError('RESOURCE_NOT_FOUND');
  return { status: 200, body: { providerCallbackHost: user.hosts[0], targetEnvironment: 'sandbox' } };
}

export function createApiKey(platform: Platform, call: Call): Answer {
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

export function token(platform: Platform, product: MomoProduct, call: Call): Answer {
  const { behaviour, credentials, faults, time } = platform;
  const refused = keyRefused(platform, product, call);
  if (refused) return refused;
  const { headers, body } = call;
  if (behaviour.tokenWithoutContentLength === '411' && headers['content-length'] === undefined) {
    return { status: 411, type: 'text/html', text: '<html><body><h1>411 Length Required</h1></body></html>' };
  }
  const isForm = /^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '');
  if (behaviour.tokenFormBody === 'html' && isForm && body !== '') return firewallPage;
  const struck = faults.strike({ stage: 'token', operation: product });
  const spoiled = spoiledAnswer(struck);
  if (spoiled) return { ...spoiled.answer, lateMs: lateBy(struck) };
  const user = credentials.userOfBasic(headers.authorization);
  if (!user) {
    return loginFailed(behaviour.wrongBasicCredentials === '500' ? 500 : 401);
  }
  const accessToken = credentials.issue(user, product, time.now(), behaviour.tokenLifetimeSeconds);
  return {
    status: 200,
    body: { access_token: accessToken, token_type: 'access_token', expires_in: behaviour.tokenLifetimeSeconds },
    lateMs: lateBy(struck),
    truncated: isTruncated(struck),
  };
}
