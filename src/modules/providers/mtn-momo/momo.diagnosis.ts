import { isIP } from 'node:net';
import type { Clock } from '../../../kernel/domain/clock.js';
import { fine, problem, warning, type Diagnosis } from '../../../kernel/domain/diagnosis.js';
import type { Exchange, SetUpChecks } from '../provider.js';
import { checkIssuer } from './momo.approved-authorities.js';
import { probe } from './momo.probe.js';
import type { ProbeAnswer, ProductAnswers } from './momo.probe.js';
import { environments } from './momo.profile.js';
import type { MomoProfile } from './momo.profile.js';
import {
  aboutSubscriptionKey,
  isMarkup,
  isThrottled,
  readError,
  readObject,
  readStatus,
  readToken,
} from './momo.words.js';
import type { Product } from './momo.words.js';

/** The checks of an installation of MoMo: whether MTN accepts our keys, and whether its callbacks can arrive. */
export function momoChecks(profile: MomoProfile, publicBaseUrl: string, clock: Clock): SetUpChecks {
  const { callbacks = true, targetEnvironment } = profile;
  return {
    provider: 'mtn-momo',
    connection: async () => {
      const answers = await probe(profile, clock);
      return [
        ...answers.flatMap((each) => [checkAccess(each, targetEnvironment), ...checkCurrency(each, targetEnvironment)]),
        ...(profile.disbursement === null
          ? [fine('mtn-momo disbursement', 'no keys are set: this installation cannot pay out')]
          : []),
        ...checkClock(answers),
        ...(callbacks ? [checkRegisteredHost(answers, profile, publicBaseUrl)] : []),
      ];
    },
    callbackAddress: (address) => (callbacks ? checkCallbackAddress(address, targetEnvironment) : []),
    certificateIssuer: (issuer) => (callbacks ? checkIssuer(issuer) : null),
  };
}

/** Which of subscription key, API user, API key and environment is wrong, told apart by MTN's answers (REFERENCE §2, §3.1, §8). */
export function checkAccess(answers: ProductAnswers, targetEnvironment: string): Diagnosis {
  const { product, token, status } = answers;
  const check = `mtn-momo ${product}`;
  if (token.fault !== null) return unreachable(check, token.fault);
  if (readToken(token.status, token.body) === null) return noToken(answers, token);
  if (status === null || status.fault !== null) return unreachable(check, status?.fault ?? 'no answer');

  const exchange = emptyExchange;
  const said = readStatus(status.status, status.body, exchange, product);
  if (said.is === 'not-found')
    return fine(check, `subscription key, API user, API key and environment ${targetEnvironment} are accepted`);
  const error = readError(status.body);
  if (error.code === 'NOT_ALLOWED_TARGET_ENVIRONMENT' || error.code === 'NOT_ALLOWED')
    return problem(check, {
      what: `MTN gives a token, but refuses the environment "${targetEnvironment}" (HTTP ${status.status} ${error.code})`,
      why: noPayments(product),
      mend: `set MOMO_TARGET_ENVIRONMENT to the value that MTN gave you ("mtnrwanda" in production), and check that the API user was made under this ${product} subscription key`,
    });
  if (status.status === 401 && aboutSubscriptionKey(error)) return wrongSubscriptionKey(check, product);
  if (status.status === 403 && !isThrottled(status.status, status.body)) return forbidden(check, product);
  return notUnderstood(check, 'the status of an unknown reference', status);
}

/** MTN answers the token call with a refusal, or with something that holds no token. */
function noToken({ product, apiUser }: ProductAnswers, token: Answered): Diagnosis {
  const check = `mtn-momo ${product}`;
  const setting = `MOMO_${product.toUpperCase()}`;
  const { status, body } = token;
  if (isMarkup(body))
    return problem(check, {
      what: `the token call was answered with a page of HTML (HTTP ${status})`,
      why: noPayments(product),
      mend: 'check MOMO_BASE_URL; if it is right, a firewall or proxy answers in place of MTN: ask MTN whether this address is blocked',
    });
  if (isThrottled(status, body)) return notUnderstood(check, 'the token call, with too many requests', token);
  const error = readError(body);
  if (status === 401 && aboutSubscriptionKey(error)) return wrongSubscriptionKey(check, product);
  if (status === 401 || readObject(body)?.['error'] === 'login_failed')
    return problem(check, { ...wrongLogin(setting, apiUser), why: noPayments(product) });
  if (status === 404)
    return problem(check, {
      what: 'MTN does not know the path of the token call (HTTP 404)',
      why: noPayments(product),
      mend: `set MOMO_BASE_URL to MTN's API host, without a path, and check that the ${product} product is subscribed to`,
    });
  if (status === 403) return forbidden(check, product);
  return notUnderstood(check, 'the token call', token);
}

/** Where MTN tells of its API users, it is known whether the user or the key is wrong. */
function wrongLogin(setting: string, apiUser: ProbeAnswer | null): { readonly what: string; readonly mend: string } {
  if (apiUser?.fault === null && apiUser.status === 404)
    return {
      what: `MTN does not know the API user of ${setting}_API_USER`,
      mend: `set ${setting}_API_USER to the UUID under which the API user was made with this subscription key, or make a new one`,
    };
  if (apiUser?.fault === null && apiUser.status === 200)
    return {
      what: `MTN knows the API user, and refuses ${setting}_API_KEY`,
      mend: `make a new API key for this API user and set ${setting}_API_KEY; MTN shows a key once, and a new key replaces the old one`,
    };
  return {
    what: `MTN accepts the subscription key, and refuses ${setting}_API_USER with ${setting}_API_KEY`,
    mend: `compare ${setting}_API_USER with the account portal; if it is right, make a new API key there and set ${setting}_API_KEY`,
  };
}

const wrongSubscriptionKey = (check: string, product: Product): Diagnosis =>
  problem(check, {
    what: `MTN refuses MOMO_${product.toUpperCase()}_SUBSCRIPTION_KEY: it is wrong, or it is the key of another product`,
    why: noPayments(product),
    mend: `copy the primary key of the ${product} subscription from the developer portal of the same environment`,
  });

const forbidden = (check: string, product: Product): Diagnosis =>
  problem(check, {
    what: 'MTN accepts the keys and forbids the call (HTTP 403)',
    why: noPayments(product),
    mend: `ask MTN to enable the ${product} product for this account, and to allow the address from which this machine calls`,
  });

const unreachable = (check: string, fault: string): Diagnosis =>
  problem(check, {
    what: `MTN does not answer: ${fault}`,
    why: 'payments are recorded and wait; none is submitted until MTN answers',
    mend: 'check MOMO_BASE_URL, the name resolution and the way out of this network; if all are right, it is an outage of MTN: wait',
  });

const notUnderstood = (check: string, question: string, { status, body }: Answered): Diagnosis => {
  const { code } = readError(body);
  return warning(check, {
    what: `MTN answered ${question} with HTTP ${status}${code === null ? '' : ` ${code}`}, from which nothing can be told of the keys`,
    why: 'the keys are not proved, and MTN may have an outage',
    mend: 'run the doctor again in some minutes; if the answer stays, ask MTN',
  });
};

const noPayments = (product: Product): string =>
  product === 'collection' ? 'no payment can be submitted or checked' : 'no money can be paid out or refunded';

/** The environment decides the currency. The wallet's own currency proves it, where MTN tells it; the amount is not shown. */
export function checkCurrency({ product, balance }: ProductAnswers, targetEnvironment: string): Diagnosis[] {
  const currency = environments.get(targetEnvironment)?.currency;
  const said = balance?.fault === null && balance.status === 200 ? readObject(balance.body)?.['currency'] : undefined;
  if (currency === undefined || typeof said !== 'string' || !/^[A-Z]{3}$/.test(said)) return [];
  const check = `mtn-momo ${product} currency`;
  if (said === currency) return [fine(check, `payments are in ${currency}, and so is the wallet`)];
  return [
    problem(check, {
      what: `the environment ${targetEnvironment} is for ${currency}, but the wallet at MTN is in ${said}`,
      why: 'MTN refuses payments in another currency than the wallet’s',
      mend: 'set MOMO_TARGET_ENVIRONMENT, MOMO_BASE_URL and the keys to those of one and the same country',
    }),
  ];
}

/** Of all answers the one with the smallest difference: a slow answer shows its delay as a difference. */
export function checkClock(answers: readonly ProductAnswers[]): Diagnosis[] {
  const differences = answers
    .flatMap(({ token, status, balance, apiUser }) => [token, status, balance, apiUser])
    .flatMap((answer) => (answer?.fault === null && answer.aheadMs !== null ? [answer.aheadMs] : []));
  if (differences.length === 0) return [];
  const aheadMs = differences.reduce((least, each) => (Math.abs(each) < Math.abs(least) ? each : least));
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  if (Math.abs(aheadMs) < tolerableSkewMs) return [fine('clock', `within ${tolerableSkewMs / 1_000} s of MTN's clock`)];
  const trouble = {
    what: `the clock of this machine is ${seconds} s ${aheadMs > 0 ? 'behind' : 'ahead of'} MTN's`,
    why: 'payments expire too early or too late, and the times on receipts and in the audit are wrong',
    mend: 'synchronise the clock by NTP (chrony or systemd-timesyncd), and check that it stays synchronised',
  };
  return [Math.abs(aheadMs) < seriousSkewMs ? warning('clock', trouble) : problem('clock', trouble)];
}

const tolerableSkewMs = 5_000;
const seriousSkewMs = 60_000;

/** MTN compares hosts exactly; no sub-domain, no scheme and no port belong to the registered one (REFERENCE §2). */
export function checkRegisteredHost(
  answers: readonly ProductAnswers[],
  { callbackHost }: Pick<MomoProfile, 'callbackHost'>,
  publicBaseUrl: string,
): Diagnosis {
  const check = 'callback host';
  const host = new URL(publicBaseUrl).hostname;
  const user = answers.find(({ product }) => product === 'collection')?.apiUser;
  const registered =
    user?.fault === null && user.status === 200 ? readObject(user.body)?.['providerCallbackHost'] : null;
  if (typeof registered === 'string') {
    if (registered.toLowerCase() === host)
      return fine(check, `${host} is the host that is registered for the API user at MTN`);
    return problem(check, {
      what: `MTN has ${JSON.stringify(registered.slice(0, 200))} registered as callback host, but PUBLIC_BASE_URL has the host ${host}`,
      why: 'MTN refuses payments, or sends no callbacks, when the host differs in anything',
      mend: `make a new API user with providerCallbackHost "${host}" (a bare host, without scheme, port or path), or set PUBLIC_BASE_URL to the registered host`,
    });
  }
  // The start compares MOMO_CALLBACK_HOST with PUBLIC_BASE_URL, and so did the reading of the settings.
  if (callbackHost !== undefined) return fine(check, `${host}, as MOMO_CALLBACK_HOST says it is registered`);
  return warning(check, {
    what: `it is not known which callback host is registered at MTN; PUBLIC_BASE_URL has the host ${host}`,
    why: 'MTN refuses payments, or sends no callbacks, when the host differs in anything',
    mend: 'look it up in the account portal, and set MOMO_CALLBACK_HOST to it: then every start compares them',
  });
}

/** Only https on port 443 and a public name in production (REFERENCE §10.1). On MTN's sandbox pages contradict each other about http. */
export function checkCallbackAddress(address: URL, targetEnvironment: string): Diagnosis[] {
  const check = 'callback address';
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const why = 'MTN sends no callback there. Outcomes are then learned by status checks alone, seconds to minutes later';
  const found: Diagnosis[] = [];
  if (isIP(host) !== 0 || !host.includes('.'))
    found.push(
      warning(check, {
        what: `${host} is no public host name`,
        why,
        mend: 'set PUBLIC_BASE_URL to the public name of this installation, or MOMO_CALLBACKS to off',
      }),
    );
  if (address.protocol !== 'https:')
    found.push(
      warning(check, {
        what: `${address.origin} is not https`,
        why:
          targetEnvironment === 'sandbox' ? 'MTN takes http on its sandbox at most; production takes https only' : why,
        mend: 'put a proxy with TLS in front, and set PUBLIC_BASE_URL to its https address',
      }),
    );
  else if (address.port !== '')
    found.push(
      warning(check, {
        what: `${address.origin} is on port ${address.port}, and MTN calls port 443 alone`,
        why,
        mend: 'publish the address on port 443',
      }),
    );
  return found.length > 0 ? found : [fine(check, `${address.origin} is https on port 443`)];
}

type Answered = Extract<ProbeAnswer, { fault: null }>;

/** `readStatus` carries the exchange into its answer, which is not used here. */
const emptyExchange = {
  operation: 'doctor',
  at: '1970-01-01T00:00:00.000Z' as Exchange['at'],
  latencyMs: 0,
  request: { method: 'GET', path: '', body: null },
  response: null,
  fault: null,
} satisfies Exchange;
