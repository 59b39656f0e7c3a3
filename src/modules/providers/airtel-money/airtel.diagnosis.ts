import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { fine, problem, warning, type Diagnosis } from '../../../kernel/domain/diagnosis.js';
import type { Exchange, SetUpChecks } from '../provider.js';
import { Wire } from '../wire.js';
import type { HttpResult } from '../wire.js';
import { rsaKey, type AirtelProfile } from './airtel.profile.js';
import { readBalance, readKey, readStatus, readToken, wireId } from './airtel.words.js';

/** The checks of an application at Airtel: whether its keys are accepted, and what its callbacks need. They only read. */
export function airtelChecks(profile: AirtelProfile): SetUpChecks {
  return {
    provider: 'airtel-money',
    connection: async () => [...checkAnswers(profile, await probe(profile)), ...checkCallbackKey(profile)],
    callbackAddress: (address) => (profile.callbacks ? checkCallbackAddress(address) : []),
    // Airtel publishes no list of authorities.
    certificateIssuer: () => null,
  };
}

/** What Airtel answered. Null: not asked, because the answer before it left nothing to ask with. */
export interface ProbeAnswers {
  readonly token: HttpResult;
  /** The enquiry of an id that exists nowhere. */
  readonly enquiry: HttpResult | null;
  readonly balance: HttpResult | null;
  /** Where requests are signed. */
  readonly key: HttpResult | null;
}

async function probe({ baseUrl, timeoutMs, clientId, clientSecret, country, currency, signing }: AirtelProfile) {
  const wire = new Wire(baseUrl, Math.min(timeoutMs, longestMs));
  try {
    const json = ['content-type', 'application/json', 'accept', '*/*'];
    const body = JSON.stringify({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'client_credentials',
    });
    const token = await wire.exchange('POST', '/auth/oauth2/token', json, body, performance.now());
    const read = token.fault === null ? readToken(token.status, token.body) : null;
    if (read === null) return { token, enquiry: null, balance: null, key: null };
    const headers = [
      'authorization',
      `Bearer ${read.token}`,
      'accept',
      '*/*',
      'x-country',
      country,
      'x-currency',
      currency,
    ];
    const get = (path: string) => wire.exchange('GET', path, headers, null, performance.now());
    const [enquiry, balance, key] = await Promise.all([
      get(`/standard/v1/payments/${wireId(randomUUID())}`),
      get('/standard/v2/users/balance?type=COLL'),
      signing ? get('/v1/rsa/encryption-keys') : null,
    ]);
    return { token, enquiry, balance, key };
  } finally {
    await wire.close();
  }
}

const longestMs = 8_000;
const name = 'airtel-money';
const noPayments = 'no payment over Airtel can be submitted or checked';

/** Pure: what the answers say of the set-up. */
export function checkAnswers(profile: AirtelProfile, { token, enquiry, balance, key }: ProbeAnswers): Diagnosis[] {
  if (token.fault !== null) return [unreachable(token.fault)];
  if (readToken(token.status, token.body) === null)
    return [
      [400, 401, 403].includes(token.status)
        ? problem(name, {
            what: `Airtel refuses AIRTEL_CLIENT_ID with AIRTEL_CLIENT_SECRET (HTTP ${token.status})`,
            why: noPayments,
            mend: `copy both from the application in Airtel's portal for ${profile.country}, of the environment ${profile.environment}`,
          })
        : notUnderstood('the token call', token.status),
    ];
  if (enquiry === null || enquiry.fault !== null) return [unreachable(enquiry?.fault ?? 'no answer')];
  const said = readStatus(enquiry.status, enquiry.body, emptyExchange, 'collection', unknownReference);
  const found: Diagnosis[] = [
    said.is === 'not-found'
      ? fine(name, `client id, client secret and country ${profile.country} are accepted`)
      : enquiry.status === 403 || enquiry.status === 404
        ? problem(name, {
            what: `Airtel gives a token, and refuses an enquiry (HTTP ${enquiry.status})`,
            why: noPayments,
            mend: 'check that the application has the product for collections, and ask Airtel to enable it for this country',
          })
        : notUnderstood('the enquiry of an unknown id', enquiry.status),
  ];
  if (balance?.fault === null) {
    const wallet = readBalance(balance.status, balance.body, emptyExchange);
    if (wallet.is === 'known' && wallet.balance.currency !== profile.currency)
      found.push(
        problem(`${name} currency`, {
          what: `AIRTEL_CURRENCY is ${profile.currency}, but the wallet at Airtel is in ${wallet.balance.currency}`,
          why: 'Airtel refuses payments in another currency than the wallet’s',
          mend: 'set AIRTEL_COUNTRY, AIRTEL_CURRENCY and the keys to those of one and the same country',
        }),
      );
  }
  if (key !== null) {
    const read = key.fault === null ? readKey(key.status, key.body) : null;
    found.push(
      read !== null && rsaKey(read.key) !== null
        ? fine(`${name} signing`, 'the key for signatures is there')
        : problem(`${name} signing`, {
            what: 'AIRTEL_SIGNING is on, and Airtel gives no key for signatures',
            why: noPayments,
            mend: 'ask Airtel whether message signing is enabled for this application, or set AIRTEL_SIGNING to off',
          }),
    );
  }
  if (profile.disbursement === null)
    found.push(
      fine(
        `${name} disbursement`,
        'no PIN is set: this installation gives back whole payments over Airtel, and pays nobody out',
      ),
    );
  return found;
}

function checkCallbackKey({ callbacks, callbackKey }: AirtelProfile): Diagnosis[] {
  if (!callbacks || callbackKey !== null) return [];
  return [
    warning(`${name} callbacks`, {
      what: 'AIRTEL_CALLBACK_KEY is not set: the hash of callbacks is not looked at',
      why: 'nothing is believed of a callback in any case; with the key it is on record which of them were signed',
      mend: 'enable callback authentication in Airtel’s portal, and set AIRTEL_CALLBACK_KEY to the key that it shows',
    }),
  ];
}

/** Airtel says nothing of ports and certificates; a public https address is what any country's portal takes. */
export function checkCallbackAddress(address: URL): Diagnosis[] {
  const check = `${name} callback address`;
  const host = address.hostname.replace(/^\[|\]$/g, '');
  if (address.protocol === 'https:' && isIP(host) === 0 && host.includes('.'))
    return [
      fine(
        check,
        `${address.origin} is https and a public name; GET /v1/providers shows the whole address for Airtel's portal`,
      ),
    ];
  return [
    warning(check, {
      what: `${address.origin} is not https with a public host name`,
      why: 'Airtel may send no callback there. Outcomes are then learned by enquiries alone, a minute or more later',
      mend: 'set PUBLIC_BASE_URL to the public https address of this installation, or AIRTEL_CALLBACKS to off',
    }),
  ];
}

const unreachable = (fault: string): Diagnosis =>
  problem(name, {
    what: `Airtel does not answer: ${fault}`,
    why: 'payments are recorded and wait; none is submitted until Airtel answers',
    mend: 'check AIRTEL_BASE_URL, the name resolution and the way out of this network; if all are right, it is an outage of Airtel: wait',
  });

const notUnderstood = (question: string, status: number): Diagnosis =>
  warning(name, {
    what: `Airtel answered ${question} with HTTP ${status}, from which nothing can be told of the keys`,
    why: 'the keys are not proved, and Airtel may have an outage',
    mend: 'run the doctor again in some minutes; if the answer stays, ask Airtel',
  });

const unknownReference = '00000000-0000-4000-8000-000000000000';
const emptyExchange = {
  operation: 'doctor',
  at: '1970-01-01T00:00:00.000Z' as Exchange['at'],
  latencyMs: 0,
  request: { method: 'GET', path: '', body: null },
  response: null,
  fault: null,
} satisfies Exchange;
