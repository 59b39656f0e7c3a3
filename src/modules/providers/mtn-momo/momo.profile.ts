import { isIP } from 'node:net';
import type { Money } from '../../../kernel/domain/money.js';
import type { Instrument } from '../provider.js';

/** The configuration of one MoMo installation (REFERENCE §14). */
export interface MomoProfile {
  /** Scheme and host, such as `https://proxy.momoapi.mtn.co.rw`. */
  readonly baseUrl: string;
  /** REFERENCE §1.2. It decides the currency. */
  readonly targetEnvironment: string;
  readonly collection: MomoCredentials;
  /** Null where money cannot be sent. */
  readonly disbursement: MomoCredentials | null;
  readonly timeoutMs: number;
  /** 0: no limit. */
  readonly statusChecksPerSecond: number;
  /** The host that was registered for callbacks, where it is known. */
  readonly callbackHost?: string | undefined;
  /** Whether MTN is asked, before a payer is charged, if the account is active. */
  readonly checkPayer?: boolean;
  /** The prefixes of the served numbers, such as `078` or `+25078`; absent: today's numbering plan. */
  readonly msisdnPrefixes?: readonly string[] | undefined;
  /** By which of MTN's operations money goes back to a payer; absent: `refund` (REFERENCE §6.2). */
  readonly refundBy?: 'refund' | 'transfer';
  /** False: no request has a callback address, and outcomes are learned by status checks alone. */
  readonly callbacks?: boolean;
}

export interface MomoCredentials {
  readonly subscriptionKey: string;
  readonly apiUser: string;
  readonly apiKey: string;
}

/** The faults of a profile as sentences that name the setting, for the one line that a refused start prints. */
export function checkProfile(profile: MomoProfile, publicBaseUrl: string): string[] {
  return [
    ...checkBaseUrl(profile),
    ...checkNumbers(profile),
    ...checkMsisdnPrefixes(profile),
    ...checkCredentials('MOMO_COLLECTION', profile.collection),
    ...(profile.disbursement === null ? [] : checkCredentials('MOMO_DISBURSEMENT', profile.disbursement)),
    ...checkCallbacks(profile, publicBaseUrl),
  ];
}

function checkBaseUrl({ baseUrl, targetEnvironment }: MomoProfile): string[] {
  const environment = environments.get(targetEnvironment);
  const problems: string[] = [];
  if (environment === undefined)
    problems.push(`MOMO_TARGET_ENVIRONMENT must be one of ${[...environments.keys()].join(', ')}.`);

  const url = httpUrl(baseUrl);
  if (url === null) return [...problems, 'MOMO_BASE_URL must be an http or https address.'];
  // Doubled slashes are answered 400 (REFERENCE §11), and the products add their own paths.
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    problems.push('MOMO_BASE_URL must be scheme and host only, without path, query or credentials.');
  if (isMtn(url) && url.protocol !== 'https:') problems.push('MOMO_BASE_URL must be https: keys travel over it.');
  if (environment === undefined) return problems;

  const { currency } = environment;
  if (isMtnSandbox(url) && targetEnvironment !== 'sandbox')
    problems.push(
      `MOMO_TARGET_ENVIRONMENT is ${targetEnvironment} (${currency}), but MOMO_BASE_URL is MTN's sandbox, which takes EUR only.`,
    );
  if (isProduction(url) && targetEnvironment === 'sandbox')
    problems.push('MOMO_TARGET_ENVIRONMENT is sandbox (EUR), but MOMO_BASE_URL is a production host.');
  return problems;
}

function checkNumbers({ timeoutMs, statusChecksPerSecond }: MomoProfile): string[] {
  const problems: string[] = [];
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > longestTimeoutMs)
    problems.push(`PROVIDER_TIMEOUT_MS must be a whole number from 1 to ${longestTimeoutMs}.`);
  if (!Number.isInteger(statusChecksPerSecond) || statusChecksPerSecond < 0 || statusChecksPerSecond > 10_000)
    problems.push('PROVIDER_STATUS_CHECKS_PER_SECOND must be a whole number from 0 to 10000.');
  return problems;
}

/** Separate, because these settings also apply to the built-in sandbox, whose profile has no other settings. */
export function checkMsisdnPrefixes({
  targetEnvironment,
  msisdnPrefixes = [],
}: Pick<MomoProfile, 'targetEnvironment' | 'msisdnPrefixes'>): string[] {
  const environment = environments.get(targetEnvironment);
  if (environment === undefined) return [];
  return msisdnPrefixes
    .filter((prefix) => !isPrefixOf(environment, prefix))
    .map(
      (prefix) =>
        `MOMO_MSISDN_PREFIXES must have the form "${environment.prefixes.join(',')}" in ${targetEnvironment}, and contains ${JSON.stringify(prefix)}.`,
    );
}

const isPrefixOf = ({ country }: MomoEnvironment, prefix: string): boolean =>
  /^(\+?[1-9]|0)\d{1,11}$/.test(prefix) &&
  (!prefix.startsWith('0') || country !== '+') &&
  internationalPrefix(country, prefix).startsWith(country);

/** `078`, `25078` and `+25078` are the same prefix in Rwanda. */
const internationalPrefix = (country: string, prefix: string): string =>
  prefix.startsWith('0') ? country + prefix.slice(1) : prefix.startsWith('+') ? prefix : `+${prefix}`;

/** Whether a number can have a wallet there. Only MTN knows whether it has one. */
function servesNumber(environment: MomoEnvironment, prefixes: readonly string[], msisdn: string): boolean {
  const { country, subscriberDigits } = environment;
  const rest = msisdn.length - country.length;
  return (
    msisdn.startsWith(country) &&
    (subscriberDigits === null || rest === subscriberDigits) &&
    prefixes.some((prefix) => msisdn.startsWith(internationalPrefix(country, prefix)))
  );
}

/** The obstacle to money between us and this phone, in either direction; null when there is none. */
export function cannotMove(
  environment: MomoEnvironment,
  { msisdnPrefixes }: Pick<MomoProfile, 'msisdnPrefixes'>,
  amount: Money,
  { msisdn }: Instrument,
): 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null {
  if (amount.currency !== environment.currency) return 'CURRENCY_NOT_SUPPORTED';
  return servesNumber(environment, msisdnPrefixes ?? environment.prefixes, msisdn) ? null : 'MSISDN_NOT_SUPPORTED';
}

function checkCredentials(prefix: string, credentials: MomoCredentials): string[] {
  const named: [string, string][] = [
    ['SUBSCRIPTION_KEY', credentials.subscriptionKey],
    ['API_USER', credentials.apiUser],
    ['API_KEY', credentials.apiKey],
  ];
  const problems = named
    .filter(([, value]) => !/^[\x21-\x7e]+$/.test(value))
    .map(([name]) => `${prefix}_${name} must be visible ASCII without spaces, and not empty.`);
  // In Basic credentials the first colon ends the user name.
  if (credentials.apiUser.includes(':')) problems.push(`${prefix}_API_USER must not contain a colon.`);
  return problems;
}

/** REFERENCE §10.1: in production https, port 443, a host name; everywhere exactly the host that was registered. */
function checkCallbacks({ baseUrl, callbackHost, callbacks }: MomoProfile, publicBaseUrl: string): string[] {
  if (callbacks === false) return [];
  const callback = httpUrl(publicBaseUrl);
  if (callback === null) return ['PUBLIC_BASE_URL must be an http or https address.'];
  const problems: string[] = [];
  const host = callback.hostname;
  if (callbackHost !== undefined && callbackHost.toLowerCase() !== host)
    problems.push(
      `PUBLIC_BASE_URL has the host ${host}, but MOMO_CALLBACK_HOST, the host registered for callbacks, is ${callbackHost}.`,
    );

  const provider = httpUrl(baseUrl);
  if (provider === null || !isMtn(provider)) return problems;
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0 || !host.includes('.'))
    problems.push(`PUBLIC_BASE_URL has the host ${host}, but MTN sends callbacks to public host names only.`);
  if (isMtnSandbox(provider)) return problems;
  if (callback.protocol !== 'https:')
    problems.push('PUBLIC_BASE_URL must be https: MTN sends no callback to http in production.');
  else if (callback.port !== '')
    problems.push(`PUBLIC_BASE_URL must be on port 443 for callbacks, and is on ${callback.port}.`);
  return problems;
}

function httpUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url : null;
}

/** MTN's own hosts in any country. Other hosts are test servers, without these restrictions. */
const isMtn = (url: URL): boolean =>
  /(^|\.)mtn\.([a-z]{2,3}|com?\.[a-z]{2})$/.test(url.hostname) || url.hostname === 'ericssonbasicapi2.azure-api.net';
const isMtnSandbox = (url: URL): boolean => isMtn(url) && /^(sandbox|ericssonbasicapi2)\./.test(url.hostname);
const isProduction = (url: URL): boolean => isMtn(url) && !isMtnSandbox(url);

const longestTimeoutMs = 300_000;

export interface MomoEnvironment {
  readonly currency: string;
  /** The country's code with its plus; a plus alone where every country is served. */
  readonly country: string;
  /** How many digits follow it; null where the numbering plan does not say. */
  readonly subscriberDigits: number | null;
  /** The prefixes of wallet numbers by today's plan (REFERENCE §1.4): a hint only, because numbers are ported between operators. */
  readonly prefixes: readonly string[];
}

const country = (currency: string, code: string): MomoEnvironment => ({
  currency,
  country: code,
  subscriberDigits: null,
  prefixes: [code],
});

/** Of a target environment that `checkProfile` knows. */
export const currencyOf = (targetEnvironment: string): string => environments.get(targetEnvironment)!.currency;

/** REFERENCE §1.2. The sandbox accepts any number: numbers with a defined outcome are Swedish, and all others succeed. */
export const environments: ReadonlyMap<string, MomoEnvironment> = new Map([
  ['sandbox', country('EUR', '+')],
  ['mtnrwanda', { currency: 'RWF', country: '+250', subscriberDigits: 9, prefixes: ['+25078', '+25079'] }],
  ['mtnuganda', country('UGX', '+256')],
  ['mtnghana', country('GHS', '+233')],
  ['mtnivorycoast', country('XOF', '+225')],
  ['mtnbenin', country('XOF', '+229')],
  ['mtncameroon', country('XAF', '+237')],
  ['mtnzambia', country('ZMW', '+260')],
  ['mtnswaziland', country('SZL', '+268')],
  ['mtnguineaconakry', country('GNF', '+224')],
  ['mtnsouthafrica', country('ZAR', '+27')],
  ['mtnliberia', country('LRD', '+231')],
  ['mtnsouthsudan', country('SSP', '+211')],
  ['mtnnigeria', country('NGN', '+234')],
  ['mtncongo', country('XAF', '+242')],
]);
