import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Money } from '../../../kernel/domain/money.js';
import type { Instrument } from '../provider.js';

/** The configuration of one Airtel Money application (REFERENCE §1). */
export interface AirtelProfile {
  /** Scheme and host, such as `https://openapi.airtel.co.rw`. */
  readonly baseUrl: string;
  readonly environment: AirtelEnvironment;
  /** ISO 3166 code: `RW`. */
  readonly country: string;
  readonly currency: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Version of the collection and refund paths. */
  readonly apiVersion: 'v1' | 'v2';
  /** Whether bodies of requests go with `x-signature` and `x-key` (REFERENCE §8). */
  readonly signing: boolean;
  /** Null where nothing is paid out. */
  readonly disbursement: AirtelDisbursement | null;
  /** The application's key for the hash of callbacks; null: their hash is not looked at. */
  readonly callbackKey: string | null;
  readonly timeoutMs: number;
  /** 0: no limit. */
  readonly statusChecksPerSecond: number;
  /** How long Airtel wants no enquiry after a request. */
  readonly firstCheckAfterMs: number;
  /** Whether Airtel is asked, before a payer is charged, if the account is barred. */
  readonly checkPayer: boolean;
  /** The prefixes of the served numbers, such as `073` or `+25073`; undefined: today's numbering plan. */
  readonly msisdnPrefixes: readonly string[] | undefined;
  /** How the whole of a payment goes back; a part goes back by transfer, where payouts are set up. */
  readonly refundBy: 'refund' | 'transfer';
  /** False: the address for callbacks is not set in Airtel's portal, and none is expected. */
  readonly callbacks: boolean;
}

export const airtelEnvironments = ['staging', 'production'] as const;
export type AirtelEnvironment = (typeof airtelEnvironments)[number];

export interface AirtelDisbursement {
  /** Four digits, mostly. It travels encrypted under the key. */
  readonly pin: string;
  /** The portal's RSA key for PINs: PEM, or the base64 between its lines. */
  readonly publicKey: string;
}

/** The faults of a profile as sentences that name the setting, for the one line that a refused start prints. */
export function checkProfile(profile: AirtelProfile): string[] {
  return [
    ...checkBaseUrl(profile),
    ...checkCountry(profile),
    ...checkCredentials(profile),
    ...checkSigning(profile),
    ...checkNumbers(profile),
    ...checkMsisdnPrefixes(profile),
  ];
}

function checkBaseUrl({ baseUrl, environment }: AirtelProfile): string[] {
  const url = URL.parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) return ['AIRTEL_BASE_URL must be an http or https address.'];
  const problems: string[] = [];
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    problems.push('AIRTEL_BASE_URL must be scheme and host only, without path, query or credentials.');
  const host = /^openapi(uat)?\.airtel\./.exec(url.hostname);
  // Other hosts are test servers, without these restrictions.
  if (host === null) return problems;
  if (url.protocol !== 'https:') problems.push('AIRTEL_BASE_URL must be https: secrets travel over it.');
  const is: AirtelEnvironment = host[1] === undefined ? 'production' : 'staging';
  if (is !== environment)
    problems.push(`AIRTEL_ENVIRONMENT is ${environment}, but AIRTEL_BASE_URL is Airtel's ${is} host.`);
  return problems;
}

function checkCountry({ baseUrl, country, currency }: AirtelProfile): string[] {
  const known = countries.get(country);
  if (known === undefined)
    return [`AIRTEL_COUNTRY must be one of ${[...countries.keys()].join(', ')}, not ${JSON.stringify(country)}.`];
  const problems: string[] = [];
  if (known.currency !== currency)
    problems.push(
      `AIRTEL_CURRENCY is ${currency}, but AIRTEL_COUNTRY is ${country}, whose currency is ${known.currency}.`,
    );
  // The hosts that served every country at once end in `.africa`.
  const ofHost = /\.airtel\.(?:com?\.)?([a-z]{2})$/.exec(URL.parse(baseUrl)?.hostname ?? '')?.[1]?.toUpperCase();
  if (ofHost !== undefined && ofHost !== country)
    problems.push(`AIRTEL_COUNTRY is ${country}, but AIRTEL_BASE_URL is a host of ${ofHost}.`);
  return problems;
}

function checkCredentials({ clientId, clientSecret, callbackKey, disbursement }: AirtelProfile): string[] {
  const problems: string[] = [];
  for (const [name, value] of [
    ['AIRTEL_CLIENT_ID', clientId],
    ['AIRTEL_CLIENT_SECRET', clientSecret],
    ['AIRTEL_CALLBACK_KEY', callbackKey ?? 'none'],
  ] as const)
    if (!/^[\x21-\x7e]+$/.test(value)) problems.push(`${name} must be visible ASCII without spaces, and not empty.`);
  if (disbursement === null) return problems;
  if (!/^\d{4,8}$/.test(disbursement.pin)) problems.push('AIRTEL_DISBURSEMENT_PIN must be 4 to 8 digits.');
  if (rsaKey(disbursement.publicKey) === null)
    problems.push('AIRTEL_PIN_PUBLIC_KEY must be the RSA public key of the portal, as PEM or in base64.');
  return problems;
}

const checkSigning = ({ signing, apiVersion }: AirtelProfile): string[] =>
  signing && apiVersion === 'v1'
    ? ['AIRTEL_SIGNING is on, so AIRTEL_API_VERSION must be v2: v1 takes no signatures.']
    : [];

function checkNumbers({ timeoutMs, statusChecksPerSecond, firstCheckAfterMs }: AirtelProfile): string[] {
  const problems: string[] = [];
  if (!isWhole(timeoutMs, 1, 300_000)) problems.push('PROVIDER_TIMEOUT_MS must be a whole number from 1 to 300000.');
  if (!isWhole(statusChecksPerSecond, 0, 10_000))
    problems.push('PROVIDER_STATUS_CHECKS_PER_SECOND must be a whole number from 0 to 10000.');
  if (!isWhole(firstCheckAfterMs, 0, 3_600_000))
    problems.push('AIRTEL_FIRST_CHECK_SECONDS must be a whole number from 0 to 3600.');
  return problems;
}

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** Separate, because these settings also apply to the built-in sandbox, whose profile has no other settings. */
export function checkMsisdnPrefixes({
  country,
  msisdnPrefixes = [],
}: Pick<AirtelProfile, 'country' | 'msisdnPrefixes'>): string[] {
  const known = countries.get(country);
  if (known === undefined) return [];
  return msisdnPrefixes
    .filter((prefix) => !isPrefixOf(known, prefix))
    .map(
      (prefix) =>
        `AIRTEL_MSISDN_PREFIXES must have the form "${known.prefixes.join(',')}" in ${country}, and contains ${JSON.stringify(prefix)}.`,
    );
}

const isPrefixOf = ({ code }: Country, prefix: string): boolean =>
  /^(\+?[1-9]|0)\d{1,11}$/.test(prefix) && internationalPrefix(code, prefix).startsWith(code);

/** `073`, `25073` and `+25073` are the same prefix in Rwanda. */
const internationalPrefix = (code: string, prefix: string): string =>
  prefix.startsWith('0') ? code + prefix.slice(1) : prefix.startsWith('+') ? prefix : `+${prefix}`;

/** The obstacle to money between us and this phone, in either direction; null when there is none. */
export function cannotMove(
  { country, currency, msisdnPrefixes }: Pick<AirtelProfile, 'country' | 'currency' | 'msisdnPrefixes'>,
  amount: Money,
  { msisdn }: Instrument,
): 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null {
  if (amount.currency !== currency) return 'CURRENCY_NOT_SUPPORTED';
  const { code, subscriberDigits, prefixes } = countries.get(country)!;
  const isServed =
    msisdn.startsWith(code) &&
    msisdn.length - code.length === subscriberDigits &&
    (msisdnPrefixes ?? prefixes).some((prefix) => msisdn.startsWith(internationalPrefix(code, prefix)));
  return isServed ? null : 'MSISDN_NOT_SUPPORTED';
}

/** On the wire a number has neither its country code nor a leading zero (REFERENCE §1). */
export const nationalNumber = (country: string, { msisdn }: Instrument): string =>
  msisdn.slice(countries.get(country)!.code.length);

/** The number in E.164 again; null where it has another form. */
export const codeOf = (country: string): string => countries.get(country)!.code;

/** A public RSA key from PEM, or from the base64 of its DER; null where it is none. */
export function rsaKey(text: string): KeyObject | null {
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'rsa' ? key : null;
  } catch {
    // Any other text is no key.
    return null;
  }
}

interface Country {
  readonly currency: string;
  /** With its plus. */
  readonly code: string;
  readonly subscriberDigits: number;
  /** By today's numbering plan: a hint only. */
  readonly prefixes: readonly string[];
}

const country = (currency: string, code: string, subscriberDigits = 9): Country => ({
  currency,
  code,
  subscriberDigits,
  prefixes: [code],
});

/** The countries of Airtel's Open API. Only Rwanda's has been looked at closely. */
const countries: ReadonlyMap<string, Country> = new Map([
  ['RW', { currency: 'RWF', code: '+250', subscriberDigits: 9, prefixes: ['+25072', '+25073'] }],
  ['UG', country('UGX', '+256')],
  ['KE', country('KES', '+254')],
  ['TZ', country('TZS', '+255')],
  ['ZM', country('ZMW', '+260')],
  ['MW', country('MWK', '+265')],
  ['CD', country('CDF', '+243')],
  ['CG', country('XAF', '+242')],
  ['GA', country('XAF', '+241', 8)],
  ['TD', country('XAF', '+235', 8)],
  ['NE', country('XOF', '+227', 8)],
  ['NG', country('NGN', '+234', 10)],
  ['MG', country('MGA', '+261')],
  ['SC', country('SCR', '+248', 7)],
]);
