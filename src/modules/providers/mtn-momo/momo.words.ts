import { Money } from '../../../kernel/domain/money.js';
import { parseMsisdn } from '../../../kernel/domain/msisdn.js';
import type {
  AccountHolder,
  BalanceAnswer,
  Exchange,
  Failure,
  FailureCode,
  Instrument,
  Named,
  StatusAnswer,
  SubmissionAnswer,
  Undecided,
  UndecidedKind,
} from '../provider.js';

/**
 * The meaning of MTN's words. Everything here is pure, accepts any bytes, and never throws: an answer that cannot be
 * read is `unknown`, and so is every word outside the tables (REFERENCE §8).
 */

/** The meaning of the answer to a creating POST (REFERENCE §8.1). */
export function readSubmission(
  httpStatus: number,
  body: string,
  exchange: Exchange,
  product: Product,
): Exclude<SubmissionAnswer, { is: 'not-sent' }> {
  // Firewalls and proxies answer HTML under any status, 200 and 202 included; it says nothing about the platform behind them.
  if (isMarkup(body)) return firewallPage(httpStatus, exchange);
  if (httpStatus === 202) return { is: 'accepted', exchange };
  if (httpStatus < 400) return undecided('unexpected-status', `HTTP ${httpStatus} where 202 was expected`, exchange);

  // Throttling is not about the request.
  if (isThrottled(httpStatus, body)) return undecided('throttled', `HTTP ${httpStatus}`, exchange);

  const error = readError(body);
  const meaning = meaningOf(error.code, product)?.asHttpError;
  switch (httpStatus) {
    case 409:
      if (error.code === null || meaning === 'pending') return { is: 'accepted', exchange };
      return undecided('unknown-words', `HTTP 409 ${error.code}`, exchange);
    case 401:
      // Wrong keys are a fault of our configuration. Any other 401 is about the token, which the next call renews (REFERENCE §3.1, §3.2).
      if (!aboutSubscriptionKey(error))
        return undecided('token-fault', 'HTTP 401, the token was not accepted', exchange);
      return refused('CONFIGURATION', error.code, exchange);
    case 400:
    case 403:
    case 404:
    case 411:
      if (meaning === 'pending') return { is: 'accepted', exchange };
      if (meaning === 'unknown') return undecided('unknown-words', `HTTP ${httpStatus} ${error.code}`, exchange);
      return refused(meaning ?? 'CONFIGURATION', error.code, exchange);
    case 500:
      if (meaning === 'pending') return { is: 'accepted', exchange };
      if (meaning === undefined || meaning === 'unknown')
        return undecided('server-fault', `HTTP 500 ${error.code ?? 'without a code'}`, exchange);
      return refused(meaning, error.code, exchange);
    default:
      return httpUndecided(httpStatus, error, exchange);
  }
}

/** The meaning of the answer to a status GET (REFERENCE §8.2). */
export function readStatus(httpStatus: number, body: string, exchange: Exchange, product: Product): StatusAnswer {
  if (isMarkup(body)) return firewallPage(httpStatus, exchange);
  if (httpStatus !== 200) {
    const error = readError(body);
    // A 404 of the gateway for an unknown path is about our configuration, not about the attempt (REFERENCE §4.5).
    const ofTheAttempt = error.code === null ? !error.fromGateway : error.code === 'RESOURCE_NOT_FOUND';
    if (httpStatus === 404 && ofTheAttempt) return { is: 'not-found', exchange };
    return httpUndecided(httpStatus, error, exchange);
  }

  const said = readObject(body);
  if (said === null) return unreadable(exchange);
  switch (said.status) {
    case 'PENDING':
    case 'CREATED':
      return { is: 'pending', exchange };
    case 'SUCCESSFUL':
      return {
        is: 'successful',
        transactionId: identifier(said, 'financialTransactionId', body),
        ...readNamed(said, body, product),
        exchange,
      };
    case 'FAILED': {
      const providerCode = readReason(said);
      const meaning = meaningOf(providerCode, product)?.asReason ?? 'UNSPECIFIED';
      if (meaning === 'pending') return { is: 'pending', exchange };
      const failure: Failure = { code: meaning, providerCode };
      const is = meaning === 'EXPIRED' ? 'expired' : 'failed';
      return { is, failure, ...readNamed(said, body, product), exchange };
    }
    default:
      if (typeof said.status !== 'string') return undecided('malformed', 'status missing', exchange);
      return undecided('unknown-words', `status ${cut(said.status)}`, exchange);
  }
}

export function readBalance(httpStatus: number, body: string, exchange: Exchange): BalanceAnswer {
  const said = httpStatus === 200 ? readObject(body) : null;
  const balance = said && readMoney(said.availableBalance, said.currency);
  if (balance) return { is: 'known', balance, exchange };
  if (isMarkup(body)) return firewallPage(httpStatus, exchange);
  return httpStatus === 200 ? unreadable(exchange) : httpUndecided(httpStatus, readError(body), exchange);
}

/** Whether a wallet can be used; unknown when the answer is not about that wallet (REFERENCE §5.9, §9.2). */
export function readActive(httpStatus: number, body: string): AccountHolder {
  if (httpStatus === 404 && readError(body).code === 'RESOURCE_NOT_FOUND') return 'not-found';
  const result = httpStatus === 200 ? readObject(body)?.result : undefined;
  if (result === true || result === 'true') return 'active';
  return result === false || result === 'false' ? 'not-active' : 'unknown';
}

/** A token and its lifetime; null when the body has none, which also happens under 200 (REFERENCE §3.1). */
export function readToken(httpStatus: number, body: string): { token: string; lifetimeMs: number } | null {
  const said = httpStatus === 200 ? readObject(body) : null;
  const token = said?.access_token;
  // It becomes a header's value, so it must not contain line breaks.
  if (said === null || typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) return null;
  const seconds = Number(said.expires_in);
  return { token, lifetimeMs: Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) * 1000 : 3_600_000 };
}

/** Whether an answer shows a fault of the platform. A clear answer, even a refusal, shows none. */
export function isPlatformFault(httpStatus: number, body: string): boolean {
  if (isMarkup(body)) return true;
  if (httpStatus < 500 || isConfigurationFault(httpStatus, body)) return false;
  const meaning = meaningOf(readError(body).code, 'collection')?.asHttpError;
  return meaning === undefined || meaning === 'unknown';
}

/**
 * Whether such an answer to the token call refuses clearly, because our keys or our set-up are wrong (REFERENCE §3.1): by its HTTP status,
 * by `login_failed` under any, or by an answer under 200 that is one of the token call and has no token. A page, a cut body and what is about
 * something else are no clear word.
 */
export function isConfigurationFault(httpStatus: number, body: string): boolean {
  if (isMarkup(body) || isThrottled(httpStatus, body)) return false;
  if ([400, 401, 403, 404, 411].includes(httpStatus)) return true;
  const said = readObject(body);
  if (said === null) return false;
  return (
    said.error === 'login_failed' || (httpStatus === 200 && tokenMembers.some((name) => Object.hasOwn(said, name)))
  );
}

const tokenMembers = ['access_token', 'token_type', 'expires_in'];

export type Product = 'collection' | 'disbursement';

/** `pending`: known and not finished. `unknown`: it may have moved money. Any other value: it moved none, and why. */
type Meaning = ReasonMeaning | 'unknown';
/** As a reason every word has a meaning, because its status decides. */
type ReasonMeaning = FailureCode | 'pending';

interface Word {
  /** In a status or a callback that says FAILED. */
  readonly asReason: ReasonMeaning;
  /** In the body of an error answer to a creating POST. */
  readonly asHttpError: Meaning;
}

const word = (asReason: ReasonMeaning, asHttpError: Meaning = asReason): Word => ({ asReason, asHttpError });

/**
 * REFERENCE §8.3, every row. A word that the reference knows in one place only ("n/a" in the other) is read in the other
 * like one never seen: UNSPECIFIED as a reason, because the status word FAILED decides, and unknown as an error.
 */
const words: ReadonlyMap<string, Word> = new Map([
  ['PAYER_NOT_FOUND', word('PAYER_NOT_FOUND')],
  ['PAYEE_NOT_FOUND', word('PAYER_NOT_FOUND')],
  ['NOT_ENOUGH_FUNDS', word('INSUFFICIENT_FUNDS')],
  // One word for three causes; the first is the usual one, and the provider's own word is kept beside ours.
  ['LOW_BALANCE_OR_PAYEE_LIMIT_REACHED_OR_NOT_ALLOWED', word('INSUFFICIENT_FUNDS')],
  ['LOW_BALANCE_OR_PAYEE_LIMIT_REACHED', word('INSUFFICIENT_FUNDS')],
  ['PAYER_LIMIT_REACHED', word('LIMIT_REACHED')],
  ['PAYEE_LIMIT_REACHED', word('LIMIT_REACHED')],
  ['PAYEE_NOT_ALLOWED_TO_RECEIVE', word('NOT_ALLOWED')],
  ['SENDER_ACCOUNT_NOT_ACTIVE', word('CONFIGURATION')],
  ['APPROVAL_REJECTED', word('REJECTED_BY_PAYER', 'unknown')],
  ['PAYMENT_NOT_APPROVED', word('REJECTED_BY_PAYER')],
  ['TRANSACTION_CANCELED', word('CANCELLED', 'unknown')],
  ['EXPIRED', word('EXPIRED', 'unknown')],
  ['COULD_NOT_PERFORM_TRANSACTION', word('EXPIRED', 'unknown')],
  ['TRANSACTION_NOT_FOUND', word('UNSPECIFIED')],
  ['INTERNAL_PROCESSING_ERROR', word('PROVIDER_ERROR', 'unknown')],
  ['SERVICE_UNAVAILABLE', word('PROVIDER_ERROR', 'unknown')],
  ['NOT_ALLOWED', word('NOT_ALLOWED', 'CONFIGURATION')],
  ['NOT_ALLOWED_TARGET_ENVIRONMENT', word('CONFIGURATION')],
  ['INVALID_CALLBACK_URL_HOST', word('CONFIGURATION')],
  ['INVALID_CURRENCY', word('CONFIGURATION')],
  ['VALIDATION_ERROR', word('CONFIGURATION')],
  ['TRANSFER_TYPE_UNKNOWN', word('CONFIGURATION')],
  ['RESOURCE_ALREADY_EXIST', word('UNSPECIFIED', 'pending')],
  ['PAYER_DELAYED', word('pending', 'unknown')],
  ['ONGOING', word('pending', 'unknown')],
  // The older wallet platform and aggregators.
  // Sources read it as no funds or as not approved. The meaning is unknown, so a payer is told neither.
  ['TARGET_AUTHORIZATION_ERROR', word('UNSPECIFIED')],
  ['AUTHORIZATION_SENDER_ACCOUNT_NOT_ACTIVE', word('NOT_ALLOWED')],
  ['ACCOUNTHOLDER_WITH_FRI_NOT_FOUND', word('PAYER_NOT_FOUND')],
  ['REFERENCE_ID_ALREADY_IN_USE', word('pending')],
  // RESOURCE_NOT_FOUND and NOT_SUCCESSFULLY_COMPLETED are answers to other calls, not reasons.
]);

/**
 * On a collection we are the payee: then MTN means our own merchant account, which only we can correct. It has been seen for single payers
 * too, so one such failure alone raises no alert.
 */
const payeeIsUs = word('CONFIGURATION');

function meaningOf(code: string | null, product: Product): Word | undefined {
  if (code === null) return undefined;
  return code === 'PAYEE_NOT_FOUND' && product === 'collection' ? payeeIsUs : words.get(code);
}

/** The shapes of REFERENCE §4.5; all members null or false where the body is empty or something else. */
interface ErrorBody {
  readonly code: string | null;
  readonly message: string | null;
  readonly fromGateway: boolean;
}

const noError: ErrorBody = { code: null, message: null, fromGateway: false };

export function readError(body: string): ErrorBody {
  const said = readObject(body);
  if (said === null) return noError;
  return { code: wordOf(said.code), message: wordOf(said.message), fromGateway: said.statusCode !== undefined };
}

/** A 401 of the API-management layer has no code; only its text distinguishes a wrong key from an old token. */
export const aboutSubscriptionKey = ({ message }: ErrorBody): boolean =>
  message !== null && /subscription key/i.test(message);

/** The same layer answers an exhausted quota with 403; only its text says so (REFERENCE §8.1). */
const aboutQuota = ({ message }: ErrorBody): boolean => message !== null && /out of call volume quota/i.test(message);

/** Whether the provider asks for a rest. */
export const isThrottled = (httpStatus: number, body: string): boolean =>
  httpStatus === 429 || (httpStatus === 403 && !isMarkup(body) && aboutQuota(readError(body)));

/** `reason` is a plain string, an object with `code` and `message`, or either under `Reason` (REFERENCE §5.3). */
function readReason(said: Json): string | null {
  const reason = said.reason ?? said.Reason;
  if (typeof reason !== 'object' || reason === null) return wordOf(reason);
  const { code, message } = reason as Json;
  const text = wordOf(message);
  // A message alone counts only if it has the form of a code: prose is no status word, and may name a person.
  return wordOf(code) ?? (text !== null && /^[A-Z][A-Z0-9_]*$/.test(text) ? text : null);
}

/** The payment that a final answer names; the members are the same for every outcome (REFERENCE §5.3). */
const readNamed = (said: Json, body: string, product: Product): Named => ({
  amount: readMoney(said.amount, said.currency),
  payer: readParty(said[product === 'collection' ? 'payer' : 'payee']),
  externalId: identifier(said, 'externalId', body),
});

function readMoney(amount: unknown, currency: unknown): Money | null {
  const text = typeof amount === 'number' ? String(amount) : amount;
  if (typeof text !== 'string' || text.length > 30 || typeof currency !== 'string') return null;
  // MTN echoes 12.50 as 12.5 and a balance as 1000.00, so trailing zeros do not matter (§1.3).
  return Money.parse(text.replace(/(?:\.0*|(\.\d*[1-9])0+)$/, '$1'), currency);
}

function readParty(party: unknown): Instrument | null {
  if (typeof party !== 'object' || party === null) return null;
  const { partyIdType, partyId } = party as Json;
  if (typeof partyIdType === 'string' && partyIdType.toUpperCase() !== 'MSISDN') return null;
  const msisdn = typeof partyId === 'string' || typeof partyId === 'number' ? parseMsisdn(String(partyId)) : null;
  return msisdn && { kind: 'msisdn', msisdn };
}

/** Text, or a number as written in the body: numbers in MTN's samples may have more digits than a double keeps. */
function identifier(said: Json, name: 'financialTransactionId' | 'externalId', body: string): string | null {
  const value = said[name];
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return String(value);
    return new RegExp(`"${name}"\\s*:\\s*(\\d{1,100})\\b`).exec(body)?.[1] ?? null;
  }
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : null;
}

type Json = Readonly<Record<string, unknown>>;

export function readObject(body: string): Json | null {
  try {
    const said: unknown = JSON.parse(body);
    return typeof said === 'object' && said !== null && !Array.isArray(said) ? (said as Json) : null;
  } catch {
    // An answer need not be JSON.
    return null;
  }
}

const markup = /^\s*</;
export const isMarkup = (body: string): boolean => markup.test(body);

const wordOf = (value: unknown): string | null => {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : cut(text);
};

/** Words are stored in events; a real word is never longer than this. */
const cut = (text: string): string => text.slice(0, 100);

const refused = (code: FailureCode, providerCode: string | null, exchange: Exchange) =>
  ({ is: 'refused', failure: { code, providerCode }, exchange }) as const;

export const undecided = (kind: UndecidedKind, why: string, exchange: Exchange | null): Undecided => ({
  is: 'unknown',
  kind,
  why,
  exchange,
});

const firewallPage = (httpStatus: number, exchange: Exchange): Undecided =>
  undecided('firewall-page', `HTTP ${httpStatus} with a page of HTML`, exchange);

const unreadable = (exchange: Exchange): Undecided =>
  undecided('malformed', 'HTTP 200 with an unreadable body', exchange);

function httpUndecided(httpStatus: number, error: ErrorBody, exchange: Exchange): Undecided {
  const { code } = error;
  const kind =
    httpStatus === 429 || (httpStatus === 403 && aboutQuota(error))
      ? 'throttled'
      : httpStatus === 401
        ? 'token-fault'
        : httpStatus >= 500
          ? 'server-fault'
          : 'unexpected-status';
  return undecided(kind, `HTTP ${httpStatus}${code === null ? '' : ` ${code}`}`, exchange);
}
