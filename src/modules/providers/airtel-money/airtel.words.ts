import { Money } from '../../../kernel/domain/money.js';
import type {
  AccountHolder,
  BalanceAnswer,
  Exchange,
  Failure,
  FailureCode,
  Named,
  StatusAnswer,
  SubmissionAnswer,
  Undecided,
  UndecidedKind,
} from '../provider.js';

/**
 * The meaning of Airtel's words. Everything here is pure, accepts any bytes, and never throws.
 *
 * Whether money moved is decided by `data.transaction.status` alone: the words around it differ from country to country and contradict it in
 * Airtel's own samples (REFERENCE §5, §10). A word outside the tables is `unknown`.
 */

/** What Airtel was asked for: its codes differ by it. */
export type Product = 'collection' | 'disbursement';

/**
 * The meaning of the answer to a request for money (REFERENCE §4, §7). A collection's answer never says that money moved; a disbursement's may.
 */
export function readSubmission(
  httpStatus: number,
  body: string,
  exchange: Exchange,
  product: Product,
  reference: string,
): Exclude<SubmissionAnswer, { is: 'not-sent' }> {
  const clash = unreadable(httpStatus, body, exchange);
  if (clash !== null) return clash;
  const said = readObject(body);
  const { code, success } = readEnvelope(said);
  const told = toldStatus(httpStatus, said);
  if (product === 'disbursement') {
    const outcome = readOutcome(said, body, exchange, product, reference);
    // A success under an HTTP status of refusal contradicts itself: it is enquired about.
    if (outcome?.is === 'successful' && httpStatus >= 300)
      return undecided('unknown-words', `HTTP ${httpStatus} with a success`, exchange);
    if (outcome?.is === 'successful') return outcome;
    if (outcome?.is === 'failed' || outcome?.is === 'expired')
      return { is: 'refused', failure: outcome.failure, exchange };
    if (outcome?.is === 'pending') return { is: 'accepted', exchange };
    if (outcome?.is === 'unknown') return outcome;
  }
  const meaning = meaningOf(code, product);
  const isOk = told >= 200 && told < 300;
  if (told >= 500) return undecided('server-fault', `HTTP ${httpStatus} ${told} ${code}`, exchange);
  switch (meaning) {
    case undefined:
      if (code !== null) return undecided('unknown-words', `HTTP ${httpStatus} ${code}`, exchange);
      if (isOk && success === true) return { is: 'accepted', exchange };
      if ([403, 404, 405].includes(told)) return refused('CONFIGURATION', null, exchange);
      return undecided(isOk ? 'malformed' : 'unexpected-status', `HTTP ${httpStatus} without a code`, exchange);
    case 'ok':
    case 'pending':
      if (isOk && success !== false) return { is: 'accepted', exchange };
      return undecided('unknown-words', `HTTP ${httpStatus} ${code}, and no success`, exchange);
    // As MoMo's 409: an earlier submission of the same id.
    case 'duplicate':
      return { is: 'accepted', exchange };
    case 'ambiguous':
    case 'not-found':
      return undecided('ambiguous', `HTTP ${httpStatus} ${code}`, exchange);
    default:
      // A failure's code beside `success: true` contradicts itself.
      if (success === true) return undecided('unknown-words', `HTTP ${httpStatus} ${code}, and success`, exchange);
      return refused(meaning, code, exchange);
  }
}

/**
 * Whether such a refusal holds only where an enquiry says that the transaction failed: under 200 its code has been given other meanings in some
 * countries, and two codes have several (REFERENCE §10).
 */
export function needsConfirmation(httpStatus: number, body: string): boolean {
  const said = readObject(body);
  const { code } = readEnvelope(said);
  return toldStatus(httpStatus, said) < 400 || (code !== null && disputed.has(code));
}
const disputed: ReadonlySet<string> = new Set(['ESB000008', 'ESB000011']);

/** A refusal comes under 200 too, with the HTTP status that it means in its body: then that one counts (REFERENCE, added 2026-11-28). */
function toldStatus(httpStatus: number, said: Json | null): number {
  const told = textOf(objectOf(said?.status)?.code) ?? '';
  return httpStatus < 300 && /^[1-5]\d\d$/.test(told) ? Number(told) : httpStatus;
}

/** The meaning of the answer to an enquiry (REFERENCE §5). */
export function readStatus(
  httpStatus: number,
  body: string,
  exchange: Exchange,
  product: Product,
  reference: string,
): StatusAnswer {
  const clash = unreadable(httpStatus, body, exchange);
  if (clash !== null) return clash;
  const said = readObject(body);
  const outcome = httpStatus === 200 ? readOutcome(said, body, exchange, product, reference) : null;
  if (outcome !== null) return outcome;
  const { code } = readEnvelope(said);
  const meaning = meaningOf(code, product);
  if (meaning === 'not-found') return { is: 'not-found', exchange };
  if (code === null)
    return undecided(
      httpStatus === 200 ? 'malformed' : 'unexpected-status',
      `HTTP ${httpStatus} without a status`,
      exchange,
    );
  // Without a status of the transaction a code is about the call, whatever it says.
  return undecided(
    meaning === undefined ? 'unknown-words' : 'ambiguous',
    `HTTP ${httpStatus} ${code} without a status`,
    exchange,
  );
}

/** The meaning of the answer to a refund (REFERENCE §6): it is final, and there is no other. */
export function readRefund(
  httpStatus: number,
  body: string,
  exchange: Exchange,
): Exclude<SubmissionAnswer, { is: 'not-sent' | 'accepted' }> {
  const clash = unreadable(httpStatus, body, exchange);
  if (clash !== null) return clash;
  const said = readObject(body);
  const { code, success } = readEnvelope(said);
  const status = transactionOf(said)?.status;
  const meaning = meaningOf(code, 'collection');
  const word = typeof status === 'string' ? status.trim().toUpperCase() : null;
  // Airtel's sample has `success: false` beside a code of success. Beside the code of a request that was accepted it says nothing.
  const isDone = word !== null && refundDone.has(word) && (success === true || meaning === 'ok');
  if (httpStatus === 200 && isDone)
    return { is: 'successful', transactionId: moneyIdOf(said, body), ...nothingNamed, amount: 'as-asked', exchange };
  if (word !== null) return undecided('unknown-words', `refund with the status ${cut(word)}`, exchange);
  if (meaning === undefined || !isFailure(meaning) || success === true || needsConfirmation(httpStatus, body)) {
    const kind = meaning === undefined ? (code === null ? 'malformed' : 'unknown-words') : 'ambiguous';
    return undecided(kind, `HTTP ${httpStatus} ${code ?? 'without a code'}`, exchange);
  }
  return refused(meaning, code, exchange);
}

/** What the enquiry of a collection says of its refund: that it was refunded, or nothing (REFERENCE §6). */
export function readRefunded(httpStatus: number, body: string, exchange: Exchange): StatusAnswer {
  const said = httpStatus === 200 ? readObject(body) : null;
  const status = transactionOf(said)?.status;
  if (typeof status === 'string' && status.trim().toUpperCase() === 'TR')
    return { is: 'successful', transactionId: moneyIdOf(said!, body), ...nothingNamed, amount: 'as-asked', exchange };
  return undecided('unconfirmed', 'the enquiry of the collection says nothing of its refund', exchange);
}

export function readBalance(httpStatus: number, body: string, exchange: Exchange): BalanceAnswer {
  const clash = unreadable(httpStatus, body, exchange);
  if (clash !== null) return clash;
  const data = objectOf(readObject(body)?.data);
  const balance = httpStatus === 200 && data !== null ? moneyOf(data.balance, data.currency) : null;
  if (balance !== null) return { is: 'known', balance, exchange };
  return undecided(
    httpStatus === 200 ? 'malformed' : 'unexpected-status',
    `HTTP ${httpStatus} without a balance`,
    exchange,
  );
}

/** Whether an account can take part (REFERENCE §7); unknown when the answer is not about that account. */
export function readAccount(httpStatus: number, body: string): AccountHolder {
  // A platform that is in trouble knows nobody.
  if (httpStatus === 408 || httpStatus === 429 || httpStatus >= 500) return 'unknown';
  const said = readObject(body);
  const { code } = readEnvelope(said);
  if (code !== null && accountNotFound.has(code)) return 'not-found';
  const data = httpStatus === 200 ? objectOf(said?.data) : null;
  if (data === null) return 'unknown';
  const { is_barred: isBarred } = data;
  if (isBarred === true || isBarred === 'true') return 'not-active';
  return isBarred === false || isBarred === 'false' ? 'active' : 'unknown';
}

/** A token and its lifetime, which is text or a number; null when the body has none (REFERENCE §2). */
export function readToken(httpStatus: number, body: string): { token: string; lifetimeMs: number } | null {
  const said = httpStatus === 200 ? readObject(body) : null;
  const token = said?.access_token;
  // It becomes a header's value, so it must not contain line breaks.
  if (said === null || typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) return null;
  const seconds = Number(said.expires_in);
  return { token, lifetimeMs: Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 86_400) * 1000 : 180_000 };
}

/** The key for signatures, and until when it holds (REFERENCE §7); null when the body has none. */
export function readKey(httpStatus: number, body: string): { key: string; validUntil: number | null } | null {
  const data = httpStatus === 200 ? objectOf(readObject(body)?.data) : null;
  if (data === null || typeof data.key !== 'string' || data.key === '') return null;
  const [, day, month, year, time] =
    /^(\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d)$/.exec(typeof data.valid_upto === 'string' ? data.valid_upto : '') ?? [];
  const until = time === undefined ? Number.NaN : Date.parse(`${year}-${month}-${day}T${time}Z`);
  return { key: data.key, validUntil: Number.isNaN(until) ? null : until };
}

export const isThrottled = (httpStatus: number): boolean => httpStatus === 429;

/** Whether an answer shows a fault of the platform. A clear answer, even a refusal, shows none. */
export const isPlatformFault = (httpStatus: number, body: string): boolean => isMarkup(body) || httpStatus >= 500;

/** Whether such an answer to the token call refuses clearly, because our keys or our set-up are wrong. */
export const isConfigurationFault = (httpStatus: number, body: string): boolean =>
  !isMarkup(body) && !isThrottled(httpStatus) && [400, 401, 403, 404, 405].includes(httpStatus);

/** Whether our signature was refused (REFERENCE §8, §10): then nothing was taken. */
export function isSignatureRefused(httpStatus: number, body: string): boolean {
  const { code } = readEnvelope(readObject(body));
  return httpStatus < 500 && (code === 'DP00800001026' || code === 'DP00900001018');
}

/** On the wire a reference has no hyphens: some countries take letters and digits only. */
export const wireId = (reference: string): string => reference.replaceAll('-', '').toLowerCase();

/** The reference of such an id; null for anything else. */
export const referenceOf = (id: unknown): string | null => {
  const [, a, b, c, d, e] =
    /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/i.exec(
      typeof id === 'string' ? id : '',
    ) ?? [];
  return e === undefined ? null : `${a}-${b}-${c}-${d}-${e}`.toLowerCase();
};

/** Null: the body says nothing of a transaction's status. */
function readOutcome(
  said: Json | null,
  body: string,
  exchange: Exchange,
  product: Product,
  reference: string,
): StatusAnswer | null {
  const transaction = transactionOf(said);
  if (transaction === null || transaction.status === undefined || transaction.status === null) return null;
  const named = namedBy(transaction, reference);
  // What is said of another transaction is nothing said of this one.
  if (named === 'another') return undecided('unknown-words', 'the answer names another transaction', exchange);
  const word = typeof transaction.status === 'string' ? transaction.status.trim().toUpperCase() : '';
  const { code } = readEnvelope(said);
  switch (statuses.get(word)) {
    case 'successful':
      return { is: 'successful', transactionId: moneyIdOf(said!, body), ...named, exchange };
    case 'failed': {
      const meaning = meaningOf(code, product);
      const failure: Failure = {
        code: meaning !== undefined && isFailure(meaning) ? meaning : 'UNSPECIFIED',
        providerCode: code,
      };
      return { is: failure.code === 'EXPIRED' ? 'expired' : 'failed', failure, ...named, amount: null, exchange };
    }
    case 'expired':
      return {
        is: 'expired',
        failure: { code: 'EXPIRED', providerCode: code ?? word },
        ...named,
        amount: null,
        exchange,
      };
    case 'pending':
      return { is: 'pending', exchange };
    case 'ambiguous':
      return undecided('ambiguous', `status ${word}`, exchange);
    case undefined:
      // The answer to a request is text there, such as "Success.": the push was sent.
      return undecided('unknown-words', `status ${cut(String(transaction.status))}`, exchange);
  }
}

/** The transaction that an answer is about. Airtel names our id, and no amount and no payer. */
function namedBy(transaction: Json, reference: string): Named | 'another' {
  const { id } = transaction;
  if (id === undefined || id === null || id === '') return nothingNamed;
  if (wireId(String(id as string | number)) !== wireId(reference)) return 'another';
  return { ...nothingNamed, amount: 'as-asked' };
}

const nothingNamed: Named = { amount: null, payer: null, externalId: null };

type Meaning = FailureCode | 'ok' | 'pending' | 'duplicate' | 'ambiguous' | 'not-found';

const isFailure = (meaning: Meaning): meaning is FailureCode => !notFailures.has(meaning);
const notFailures: ReadonlySet<Meaning> = new Set(['ok', 'pending', 'duplicate', 'ambiguous', 'not-found']);

/** `data.transaction.status` of an enquiry (REFERENCE §5). */
const statuses: ReadonlyMap<string, 'successful' | 'failed' | 'expired' | 'pending' | 'ambiguous'> = new Map([
  ['TS', 'successful'],
  ['TF', 'failed'],
  ['TE', 'expired'],
  ['TIP', 'pending'],
  ['TI', 'pending'],
  ['TA', 'ambiguous'],
]);

const refundDone: ReadonlySet<string> = new Set(['SUCCESS', 'SUCCESS.', 'TS', 'TR']);

/** Codes that both products share: the router's and the service bus's (REFERENCE §10). */
const common: readonly (readonly [string, Meaning])[] = [
  ['ROUTER001', 'CONFIGURATION'],
  ['ROUTER003', 'CONFIGURATION'],
  ['ROUTER005', 'CONFIGURATION'],
  ['ROUTER006', 'CONFIGURATION'],
  ['ROUTER007', 'CONFIGURATION'],
  ['ROUTER112', 'CONFIGURATION'],
  ['ROUTER114', 'CONFIGURATION'],
  ['ROUTER115', 'CONFIGURATION'],
  ['ROUTER116', 'CONFIGURATION'],
  ['ROUTER117', 'ambiguous'],
  ['ROUTER119', 'CONFIGURATION'],
  ['ESB000001', 'ambiguous'],
  ['ESB000004', 'ambiguous'],
  ['ESB000008', 'CONFIGURATION'],
  ['ESB000010', 'ok'],
  ['ESB000011', 'PROVIDER_ERROR'],
  ['ESB000014', 'ambiguous'],
  ['ESB000033', 'PAYER_NOT_FOUND'],
  ['ESB000034', 'CONFIGURATION'],
  ['ESB000035', 'CONFIGURATION'],
  ['ESB000036', 'PAYER_NOT_FOUND'],
  ['ESB000039', 'CONFIGURATION'],
  ['ESB000041', 'duplicate'],
  ['ESB000045', 'not-found'],
  ['0000900', 'ambiguous'],
];

/** REFERENCE §10, every row, in the reading of most countries. */
const words: Readonly<Record<Product, ReadonlyMap<string, Meaning>>> = {
  collection: new Map<string, Meaning>([
    ...common,
    ['DP00800001000', 'ambiguous'],
    ['DP00800001001', 'ok'],
    ['DP00800001002', 'REJECTED_BY_PAYER'],
    ['DP00800001003', 'LIMIT_REACHED'],
    ['DP00800001004', 'NOT_ALLOWED'],
    ['DP00800001005', 'UNSPECIFIED'],
    ['DP00800001006', 'pending'],
    ['DP00800001007', 'INSUFFICIENT_FUNDS'],
    ['DP00800001008', 'REJECTED_BY_PAYER'],
    ['DP00800001009', 'NOT_ALLOWED'],
    ['DP00800001010', 'PAYER_NOT_FOUND'],
    ['DP00800001024', 'ambiguous'],
    ['DP00800001025', 'not-found'],
    ['DP00800001026', 'CONFIGURATION'],
    ['DP00800001029', 'EXPIRED'],
  ]),
  disbursement: new Map<string, Meaning>([
    ...common,
    ['DP00900001000', 'ambiguous'],
    ['DP00900001001', 'ok'],
    ['DP00900001003', 'LIMIT_REACHED'],
    ['DP00900001004', 'NOT_ALLOWED'],
    ['DP00900001005', 'UNSPECIFIED'],
    ['DP00900001006', 'pending'],
    ['DP00900001007', 'INSUFFICIENT_FUNDS'],
    ['DP00900001009', 'PAYER_NOT_FOUND'],
    ['DP00900001010', 'NOT_ALLOWED'],
    ['DP00900001012', 'PAYER_NOT_FOUND'],
    ['DP00900001013', 'UNSPECIFIED'],
    ['DP00900001015', 'not-found'],
    ['DP00900001017', 'duplicate'],
    ['DP00900001018', 'CONFIGURATION'],
    ['DP00900001019', 'NOT_ALLOWED'],
  ]),
};

/** Every code that has a row. */
export const knownCodes = (product: Product): readonly string[] => [...words[product].keys()];

function meaningOf(code: string | null, product: Product): Meaning | undefined {
  return code === null ? undefined : words[product].get(code);
}

/** Of the call about an account. */
const accountNotFound: ReadonlySet<string> = new Set(['DP02200000002', 'DP02100000002', 'ESB000045', 'DP00800001025']);

/** The words around a transaction. The code of the product goes before the bus's and the router's, which are about the call. */
function readEnvelope(said: Json | null): { readonly code: string | null; readonly success: boolean | null } {
  const status = objectOf(said?.status);
  const of = status ?? said ?? {};
  const code =
    codeIn(of.response_code) ??
    codeIn(of.result_code) ??
    codeIn(of.code) ??
    codeIn(of.error_code) ??
    codeIn(said?.error_code);
  const { success } = of;
  const isSuccess =
    success === true || success === 'true' ? true : success === false || success === 'false' ? false : null;
  return { code, success: isSuccess };
}

/** A code of Airtel's, and no HTTP status, which stands under `code`. */
function codeIn(value: unknown): string | null {
  const text = textOf(value)?.toUpperCase() ?? null;
  return text !== null && /^(DP\d{6,}|ESB\d+|ROUTER\d+|0\d{6})$/.test(text) ? cut(text) : null;
}

/** HTTP alone says that nothing is known. */
function unreadable(httpStatus: number, body: string, exchange: Exchange): Undecided | null {
  if (isMarkup(body)) return undecided('firewall-page', `HTTP ${httpStatus} with a page of HTML`, exchange);
  if (isThrottled(httpStatus)) return undecided('throttled', `HTTP ${httpStatus}`, exchange);
  if (httpStatus === 401) return undecided('token-fault', 'HTTP 401, the token was not accepted', exchange);
  // Whatever code it has: the same code is a failure under 400 and a doubt under 500.
  if (httpStatus === 408 || httpStatus >= 500) return undecided('server-fault', `HTTP ${httpStatus}`, exchange);
  return null;
}

const transactionOf = (said: Json | null): Json | null => objectOf(objectOf(said?.data)?.transaction);

/** Text, or a number as written in the body: it may have more digits than a double keeps. */
function moneyIdOf(said: Json | null, body: string): string | null {
  const value = transactionOf(said)?.airtel_money_id;
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return String(value);
    return /"airtel_money_id"\s*:\s*(\d{1,100})\b/.exec(body)?.[1] ?? null;
  }
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : null;
}

function moneyOf(amount: unknown, currency: unknown): Money | null {
  const text = typeof amount === 'number' ? String(amount) : amount;
  if (typeof text !== 'string' || text.length > 30 || typeof currency !== 'string') return null;
  return Money.parse(text.replaceAll(',', '').replace(/(?:\.0*|(\.\d*[1-9])0+)$/, '$1'), currency);
}

type Json = Readonly<Record<string, unknown>>;

const objectOf = (value: unknown): Json | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;

export function readObject(body: string): Json | null {
  try {
    return objectOf(JSON.parse(body));
  } catch {
    // An answer need not be JSON.
    return null;
  }
}

const isMarkup = (body: string): boolean => /^\s*</.test(body);

const textOf = (value: unknown): string | null => {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
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
