import { profile } from './accounts.js';
import { platformError } from './answers.js';
import type { Answer } from './answers.js';
import { environmentNamed, testNumberOf } from './environments.js';
import type { Environment } from './environments.js';
import type { Call } from './http.js';
import { badBearer, header, keyRefused, parseUrl, refuse } from './platform.js';
import type { Caller, Platform } from './platform.js';
import type { MomoProduct } from './products.js';
import { consentByNumber, scenarioNamed } from './scenarios.js';
import type { ConsentFault } from './scenarios.js';

/** A payer's consent: requested, approved on the phone, and fetched as a separate token. */
export function authorize(platform: Platform, product: MomoProduct, call: Call): Answer {
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

export function consentToken(platform: Platform, product: MomoProduct, call: Call): Answer {
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

export function userInfo({ platform, environment, call }: Caller): Answer {
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
