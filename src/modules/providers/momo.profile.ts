import { isIP } from 'node:net';

/** One installation of MoMo, whole: what belongs together is configured together (REFERENCE §14). */
export interface MomoProfile {
  /** Scheme and host, such as `https://proxy.momoapi.mtn.co.rw`. */
  readonly baseUrl: string;
  /** REFERENCE §1.2. It decides the currency. */
  readonly targetEnvironment: string;
  readonly collection: MomoCredentials;
  /** Null where we cannot give money back. */
  readonly disbursement: MomoCredentials | null;
  readonly timeoutMs: number;
  /** 0: no limit. */
  readonly statusChecksPerSecond: number;
  /** The host that was registered for callbacks, where it is known. */
  readonly callbackHost?: string | undefined;
  /** Whether MTN is asked, before a payer is charged, if the account is active. */
  readonly checkPayer?: boolean;
}

export interface MomoCredentials {
  readonly subscriptionKey: string;
  readonly apiUser: string;
  readonly apiKey: string;
}

/** What is wrong with a profile: sentences that name the setting, for the one line that stops the start. */
export function checkProfile(profile: MomoProfile, publicBaseUrl: string): string[] {
  return [
    ...checkBaseUrl(profile),
    ...checkNumbers(profile),
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

function checkCredentials(prefix: string, credentials: MomoCredentials): string[] {
  const named: [string, string][] = [
    ['SUBSCRIPTION_KEY', credentials.subscriptionKey],
    ['API_USER', credentials.apiUser],
    ['API_KEY', credentials.apiKey],
  ];
  const problems = named
    .filter(([, value]) => !/^[\x21-\x7e]+$/.test(value))
    .map(([name]) => `${prefix}_${name} must be visible ASCII without spaces, and not empty.`);
  // In Basic credentials the first colon ends the user.
  if (credentials.apiUser.includes(':')) problems.push(`${prefix}_API_USER must not contain a colon.`);
  return problems;
}

/** REFERENCE §10.1: in production https, port 443, a host name; everywhere exactly the host that was registered. */
function checkCallbacks({ baseUrl, callbackHost }: MomoProfile, publicBaseUrl: string): string[] {
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

/** MTN's own hosts in any country; everything else is a stand-in, and may be spoken to as its owner likes. */
const isMtn = (url: URL): boolean =>
  /(^|\.)mtn\.([a-z]{2,3}|com?\.[a-z]{2})$/.test(url.hostname) || url.hostname === 'ericssonbasicapi2.azure-api.net';
const isMtnSandbox = (url: URL): boolean => isMtn(url) && /^(sandbox|ericssonbasicapi2)\./.test(url.hostname);
const isProduction = (url: URL): boolean => isMtn(url) && !isMtnSandbox(url);

const longestTimeoutMs = 300_000;

export interface MomoEnvironment {
  readonly currency: string;
  /** Phone numbers that can have a wallet there. Whether one has is for MTN to say (REFERENCE §1.4). */
  readonly numbers: RegExp;
}

/** REFERENCE §1.2. The sandbox takes any number: those that mean something look Swedish, all others succeed. */
export const environments: ReadonlyMap<string, MomoEnvironment> = new Map([
  ['sandbox', { currency: 'EUR', numbers: /^\+\d+$/ }],
  ['mtnrwanda', { currency: 'RWF', numbers: /^\+2507[89]\d{7}$/ }],
  ['mtnuganda', { currency: 'UGX', numbers: /^\+256\d+$/ }],
  ['mtnghana', { currency: 'GHS', numbers: /^\+233\d+$/ }],
  ['mtnivorycoast', { currency: 'XOF', numbers: /^\+225\d+$/ }],
  ['mtnbenin', { currency: 'XOF', numbers: /^\+229\d+$/ }],
  ['mtncameroon', { currency: 'XAF', numbers: /^\+237\d+$/ }],
  ['mtnzambia', { currency: 'ZMW', numbers: /^\+260\d+$/ }],
  ['mtnswaziland', { currency: 'SZL', numbers: /^\+268\d+$/ }],
  ['mtnguineaconakry', { currency: 'GNF', numbers: /^\+224\d+$/ }],
  ['mtnsouthafrica', { currency: 'ZAR', numbers: /^\+27\d+$/ }],
  ['mtnliberia', { currency: 'LRD', numbers: /^\+231\d+$/ }],
  ['mtnsouthsudan', { currency: 'SSP', numbers: /^\+211\d+$/ }],
  ['mtnnigeria', { currency: 'NGN', numbers: /^\+234\d+$/ }],
  ['mtncongo', { currency: 'XAF', numbers: /^\+242\d+$/ }],
]);
