import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Refusal, type RefusalKind } from '../kernel/domain/refusal.js';
import { DocumentStoreUnavailable, InvalidCursor, QueryTooBroad } from '../kernel/ports/document-store.js';
import { MayBeRecorded, StoreUnavailable } from '../kernel/ports/event-store.js';
import { loggerToken } from '../kernel/tokens.js';
import { onlyRefuses } from './access.js';
import {
  authenticatorToken,
  leftARecord,
  noteRefusal,
  noteSignedIn,
  signedInBy,
  type Authenticator,
  type SignedIn,
} from './authentication.js';
import { notOfAList } from './validation.js';
import { InvalidInput } from '../kernel/domain/invalid-input.js';
import { maskedJson } from '../kernel/masking.js';
import { TooManyRequests } from '../kernel/rate-limit.js';
import { cookiesOf } from './pages/cookies.js';
import { menuFor } from './pages/menu.js';
import { isSafe } from './pages/page-above.js';
import { languageOf } from './pages/page-language.js';
import { isPageRoute } from './pages/page-route.js';
import { Pages } from './pages/pages.js';
import { problemPage } from './pages/problem-page.js';
import { SeeOther } from './pages/see-other.js';
import { sessionCookie } from './pages/session-cookie.js';
import { sourceAddressOf } from './source-address.js';

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
}

/** Turns every error into RFC 9457 problem+json, or on the route of a page into a page, without stack trace and without secrets. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(loggerToken) private readonly logger: Logger,
    @Inject(authenticatorToken) private readonly authenticator: Authenticator,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (error instanceof SeeOther) return this.pages.seeOther(request, reply, error.path);
    const problem = problemOf(error, leftARecord(request));
    if (error instanceof Refusal) noteRefusal(request, problem.status, problem.code, this.authenticator);
    if (problem.status >= 500) this.logger.error({ err: error, requestId: request.id }, problem.detail);
    if (isPageRoute(request)) this.#showPage(request, reply, problem, signedInBy(request));
    else if (isOfNoPage(request)) this.#answerNoPage(request, reply, problem).catch(() => sendProblem(reply, problem));
    else sendProblem(reply, problem);
  }

  /** A person who is signed in reads a page, whoever else asks for what is not there reads JSON. */
  async #answerNoPage(request: FastifyRequest, reply: FastifyReply, problem: Problem): Promise<void> {
    const person = await this.#personOf(request);
    if (person === null) sendProblem(reply, problem);
    else this.#showPage(request, reply, { ...problem, status: 404 }, person);
  }

  /** By the cookie alone: no guard has looked at this request. */
  async #personOf(request: FastifyRequest): Promise<SignedIn | null> {
    const cookie = cookiesOf(request).get(sessionCookie(this.pages.settings));
    if (cookie === undefined) return null;
    // Who cannot be known now reads what everybody reads.
    const person = await this.authenticator.signedIn(cookie, sourceAddressOf(request)).catch(() => null);
    if (person !== null) noteSignedIn(request, person);
    return person;
  }

  /** To a person in a browser. */
  #showPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { status, retryAfterSeconds }: Problem,
    person: SignedIn | null,
  ): void {
    if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
    const language = languageOf(request, person?.language);
    const page = problemPage({ status, retryAfterSeconds, requestId: request.id }, language);
    const menu = person === null ? null : menuFor(person, language, '');
    void reply.send(this.pages.show(request, reply, { ...page, language, menu, status, isNarrow: true }));
  }
}

/** A browser that looks for a page where there is none. What programs call answers as it answers programs. */
export const isOfNoPage = ({ method, url, headers, routeOptions }: FastifyRequest): boolean =>
  (routeOptions.url === undefined || onlyRefuses in (routeOptions.config ?? {})) &&
  isSafe(method) &&
  headers.authorization === undefined &&
  /^text\/html\b|,\s*text\/html\b/.test(headers.accept ?? '') &&
  !/^\/+(v1|callbacks|health|metrics|docs|control)(?![^/?])/.test(url);

export function sendProblem(reply: FastifyReply, problem: Problem): void {
  const { status, retryAfterSeconds } = problem;
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  const body = maskedJson(JSON.stringify(problemJson(problem)));
  void reply.code(status).header('content-type', 'application/problem+json; charset=utf-8').send(body);
}

/** The problem's own members come last, so that no field of a refusal replaces the HTTP status. */
export const problemJson = ({ status, code, detail, more }: Problem) => ({
  ...more,
  type: 'about:blank',
  title: titles[status] ?? 'Error',
  status,
  detail,
  code,
});

/** `leftARecord`: something of the request is in the log already. */
export function problemOf(error: unknown, leftARecord = false): Problem {
  if (error instanceof InvalidInput) {
    return {
      status: 400,
      code: 'INVALID_REQUEST',
      detail: invalidRequest,
      more: { errors: error.errors },
    };
  }
  if (error instanceof Refusal) {
    const { kind, code, detail } = error;
    return { status: statusOfCode[code] ?? statusOf[kind], code, detail: sentences[code] ?? code, more: detail };
  }
  if (error instanceof InvalidCursor) {
    const errors = [{ field: 'cursor', message: notOfAList }];
    return { status: 400, code: 'INVALID_REQUEST', detail: invalidRequest, more: { errors } };
  }
  if (error instanceof QueryTooBroad) {
    const detail =
      'Together these filters match few of very many. Ask for a shorter time (from, to), or add a filter that few match.';
    return { status: 400, code: 'QUERY_TOO_BROAD', detail };
  }
  const isAway = error instanceof StoreUnavailable || error instanceof DocumentStoreUnavailable;
  if (error instanceof MayBeRecorded || (isAway && leftARecord)) {
    const detail =
      'All or a part of this request may be on record. Repeat it; with the same Idempotency-Key, where it had one.';
    return { status: 503, code: 'MAY_BE_RECORDED', detail, retryAfterSeconds: 1 };
  }
  if (isAway) {
    const detail = 'The store cannot be reached. Nothing was recorded; it is safe to repeat this.';
    return { status: 503, code: 'STORE_UNAVAILABLE', detail, retryAfterSeconds: 1 };
  }
  if (error instanceof TooManyRequests) {
    const { retryAfterSeconds } = error;
    return {
      status: 429,
      code: 'RATE_LIMITED',
      detail: 'Too many requests. Wait as long as Retry-After says.',
      retryAfterSeconds,
    };
  }
  if (error instanceof HttpException) return ofStatus(error.getStatus());
  // Fastify's own errors: a body that is too large or not JSON, a media type without a parser.
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return ofStatus(typeof status === 'number' && status >= 400 && status < 500 ? status : 500);
}

const invalidRequest = 'The request is not valid: `errors` names each field and what it must be.';

const ofStatus = (status: number): Problem => ({
  status,
  code: codes[status] ?? 'INTERNAL_ERROR',
  detail: details[status] ?? 'An internal error. The log has its cause under the `X-Request-Id` of this answer.',
});

const statusOf: Readonly<Record<RefusalKind, number>> = {
  'not-found': 404,
  conflict: 409,
  invalid: 422,
  forbidden: 403,
};

// Two refusals about the request's form rather than its meaning.
const statusOfCode: Readonly<Record<string, number>> = { IDEMPOTENCY_KEY_MISSING: 400, IDEMPOTENCY_KEY_INVALID: 400 };

export const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  417: 'Expectation Failed',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

const codes: Readonly<Record<number, string>> = {
  400: 'INVALID_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  408: 'REQUEST_TIMEOUT',
  413: 'BODY_TOO_LARGE',
  414: 'URL_TOO_LONG',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  417: 'EXPECTATION_FAILED',
  431: 'HEADERS_TOO_LARGE',
  503: 'UNAVAILABLE',
};

const details: Readonly<Record<number, string>> = {
  400: 'The request is not valid: a body has to be JSON.',
  401: 'Send `Authorization: Bearer <API key>` with a key of this installation.',
  403: 'None of the roles of this API key may use this route.',
  404: 'No route has this path; /docs lists the routes.',
  405: 'This path does not take this method; the header `Allow` names those that it takes.',
  406: 'None of the media types in `Accept` can be produced.',
  408: 'The request did not arrive in time. Nothing was done; send it again.',
  413: 'The body is larger than this route takes: 64 KiB of JSON, 8 MiB for a file of payouts, or 512 MiB for a statement.',
  414: 'A part of the path is longer than any id.',
  415: 'Send the body as application/json in UTF-8, or a file as a media type that the route takes (text/csv), without a Content-Encoding.',
  417: 'The header `Expect` may only say 100-continue.',
  431: 'The headers are larger than 16 KiB.',
  503: 'The service cannot answer now. Try again.',
};

export const sentences: Readonly<Record<string, string>> = {
  PAYMENT_NOT_FOUND: 'There is no such payment.',
  PAYER_READ_REQUIRED:
    'Whole phone numbers in a report, and a search by phone number over the payments of all clients, need the role `payer:read`.',
  REPORT_NOT_FOUND: 'There is no such report; `reports` names all of them.',
  REPORT_TOO_LONG_FOR_PDF:
    'The report has more rows than a PDF may have; `mostRows` says how many. Ask for fewer days, or for CSV or XLSX.',
  REPORT_JOB_NOT_FOUND:
    'There is no such report job here. A job and its file live for a day on the instance that took it, and end with it: ask for it again.',
  REPORT_JOB_NOT_DONE: 'The report is not made yet, or could not be; `jobStatus` says how it stands.',
  TOO_MANY_REPORT_JOBS: 'Too many reports wait to be made on this instance. Try again when some of them are done.',
  PROVIDER_NOT_FOUND: 'This installation has no provider of that name; GET /v1/providers lists them.',
  PAYOUT_NOT_FOUND: 'There is no such payout.',
  PAYOUT_NOT_REQUESTED: 'The payout does not wait for approval; `payoutStatus` says how it stands.',
  PAYOUT_NOT_UNCERTAIN: 'The payout is not in doubt: the provider is still being asked. Wait for its outcome.',
  PAYOUT_SETTLED: 'The payout has another outcome already; `payoutStatus` says which.',
  PAYEE_ERASED: 'The payee’s data has been erased, so the payee cannot be paid any more. Name another payee.',
  RECORD_PAYOUT_IN_PROGRESS:
    'Another payout for this record waits for approval, is under way or is in doubt; `payoutId` names it. Wait for its outcome.',
  RECORD_ALREADY_PAID_OUT: 'This record has been paid out; `payoutId` names the payout.',
  PAYMENT_LINK_NOT_FOUND: 'There is no such payment link.',
  STATEMENT_NOT_FOUND: 'There is no such statement.',
  STATEMENT_UNREADABLE:
    'The file cannot be read as a statement: `what` says why and what to do, of `line` and `column`, and `reason` is its code. Where the order of day and month is asked for (`question`), send it again with `dateFormat`.',
  STATEMENT_BEING_CANCELLED: 'This statement is still being cancelled. Send its file again in some seconds.',
  STATEMENT_NOT_CANCELLABLE:
    'Every line of the statement is on record and is being carried out, so it is not cancelled any more.',
  ITEM_NOT_FOUND: 'There is no such item.',
  ITEM_RESOLVED: 'The item is resolved already; `resolution` says how. Open it again to resolve it otherwise.',
  WRITE_OFF_NOT_REQUESTED: 'Nobody has asked that this item be written off.',
  ADJUSTMENT_NEEDED:
    'The resolution `adjusted` needs the `adjustmentId` of an adjustment of the ledger that people have approved.',
  ADJUSTMENT_NOT_APPROVED: 'This adjustment of the ledger does not exist, or other people have not approved it.',
  NOTHING_SUGGESTED: 'Nothing is suggested for this item.',
  SUGGESTION_TAKEN: 'What was suggested has met another line since.',
  SUGGESTION_ACCEPTED: 'A suggestion was accepted for this item before, and that stays.',
  BATCH_NOT_FOUND: 'There is no such batch of payouts.',
  BATCH_NOT_REQUESTED: 'The batch does not wait for approval; `batchStatus` says how it stands.',
  BATCH_HAS_INVALID_LINES:
    'The batch has invalid lines; `invalid` says how many, and its list of lines which. Approve it with `?skipInvalid=true` to leave them out, or reject it and send a corrected file.',
  SHEET_HAS_INVALID_LINES:
    'The file has invalid lines, and no link was made; `lines` names the first of them. Send it with `?dryRun=true` to see all, correct them, then send it again.',
  BATCH_UNREADABLE:
    'The file cannot be read; `line`, `column` and `what` name the place and what is wrong. Correct it, then send it again.',
  RECEIPT_NOT_ISSUED: 'A receipt is issued once the payment is successful.',
  RECEIPT_NOT_FOUND: 'There is no such receipt.',
  CREDIT_NOTE_NOT_FOUND: 'There is no such credit note.',
  EBM_NUMBER_KNOWN: 'This receipt has another EBM number already; `ebmNumber` is that. It is added once and stays.',
  RECORD_PAYMENT_IN_PROGRESS:
    'Another payment for this record is under way; `paymentId` names it where it is known. Wait for its outcome.',
  RECORD_ALREADY_PAID: 'This record has been paid; `paymentId` names the payment.',
  RECORD_PERHAPS_PAID:
    'The provider or a person has said that this record was paid, and no person has decided it yet. Do not ask the payer again, and do not pay it out again.',
  ATTEMPT_NOT_ALLOWED: 'A new attempt needs a payment that has failed or expired, or a payout that has failed.',
  PAYER_ERASED:
    'The payer’s data has been erased, so the payer can neither be asked nor be sent money by number. A refund is possible with `method` `manual`.',
  PAYER_NOT_ERASABLE:
    'The payer has a payment, refund or payout that is not over, a line in a batch of payouts that is not over, or a review that is not decided; `paymentIds`, `refundIds`, `payoutIds`, `batchIds` and `reviewIds` name the first 20 of each. Settle them, then erase.',
  EXPIRED_BEFORE_IT_BEGAN:
    'The request took longer than the payment had until it expired. The payer was not asked. Try again.',
  IDEMPOTENCY_KEY_MISSING:
    'Send the header `Idempotency-Key`: 1 to 255 visible ASCII characters, a new key for each payment or attempt that you ask for.',
  IDEMPOTENCY_KEY_INVALID: 'An Idempotency-Key is 1 to 255 visible ASCII characters.',
  IDEMPOTENCY_KEY_REUSED:
    'This Idempotency-Key came with another body before; the id in this answer is what it asked for. Use a new key for a new request.',
  IDEMPOTENCY_KEY_IN_FLIGHT:
    'An earlier request with this Idempotency-Key is still being answered. Repeat it with the same key in a moment.',
  REVIEW_NOT_FOUND: 'There is no such review.',
  REVIEW_RESOLVED: 'This review has been decided already; `decision` and `resolvedBy` say how, and who decided.',
  DECISION_NOT_POSSIBLE:
    'This decision does not fit the reason of the review, or its payment as it stands now; `possible` names those that fit the reason.',
  PAYMENT_NOT_UNCERTAIN: 'The payment is not in doubt: the provider is still being asked. Wait for its outcome.',
  PAYMENT_SETTLED: 'The payment has another outcome already; `paymentStatus` says which.',
  PROVIDER_SAYS_PENDING:
    'The newest answer of the provider is that the payment is not over. Wait for it, or send `force: true` with the evidence.',
  API_CLIENT_NOT_FOUND: 'There is no such API client.',
  API_CLIENT_REVOKED: 'This API client was revoked. Register a new one.',
  WEBHOOK_ENDPOINT_NOT_FOUND: 'There is no such webhook endpoint.',
  WEBHOOK_DELIVERY_NOT_FOUND: 'There is no such webhook delivery, or it is older than deliveries are kept.',
  WEBHOOK_ENDPOINT_STOPPED: 'This webhook endpoint is stopped. Start it with `PATCH` and `{"status": "active"}` first.',
  USER_NOT_FOUND: 'There is no such user.',
  USER_EXISTS: 'This e-mail address is that of a user already; `userId` says whose.',
  FORBIDDEN:
    'None of the roles of the caller may do this; or, where `wants` is there, a person who is signed in needs the second factor for it, not older than ten minutes where it says so. It is shown at /sign-in/second-factor.',
  LAST_ADMIN_KEY:
    'No admin key that lasts would be left. Register another admin first, or repeat the request with `force`; `BOOTSTRAP_API_KEY` is then the way back.',
  LAST_ADMINISTRATOR:
    'Nobody would be left who may sign in as an administrator. Invite another administrator first; the invitation has to be accepted. With an API key, `reset-sign-in` takes the sign-in of the last one away all the same.',
  PROVIDER_NOT_AVAILABLE:
    'This installation has no provider of that name. Where `provider` may be left out, one is chosen.',
  CURRENCY_NOT_SUPPORTED: 'The provider does not take this currency.',
  MSISDN_NOT_SUPPORTED:
    'The provider does not serve this phone number: it belongs to another operator or country, or has no active account.',
  PAYMENT_NOT_REFUNDABLE:
    'Only a successful payment can be refunded, and none about which a review of its money is open: decide that review first.',
  RECORD_NOT_FOUND: 'No payment was ever asked for this record.',
  REFUND_NOT_FOUND: 'There is no such refund.',
  REFUND_NOT_REQUESTED: 'This refund is not waiting for a decision; `refundStatus` says where it stands.',
  REFUND_NOT_COMPLETABLE:
    'Only an approved manual refund can be completed, while the people who approved it still may approve; `refundStatus` and `method` say what it is.',
  REFUND_METHOD_NOT_AVAILABLE:
    'This installation cannot send money through that provider: its disbursement keys are not set. Ask for a refund with `method` `manual`.',
  REFUND_NOT_UNCERTAIN: 'The refund is not in doubt: the provider is still being asked. Wait for its outcome.',
  REFUND_SETTLED: 'The refund has another outcome already; `refundStatus` says which.',
  APPROVER_IS_REQUESTER:
    'The person who asked for it may not approve, reject or complete it, under any key. Another person has to.',
  REFUND_NOT_POSITIVE: 'The amount of a refund must be more than zero.',
  REFUND_ID_REUSED: 'That refund has been reserved or settled before.',
  REFUND_EXCEEDS_PAYMENT: 'Refunds may not exceed what was paid.',
  ADJUSTMENT_NOT_FOUND: 'There is no such adjustment.',
  ADJUSTMENT_NOT_REQUESTED: 'The adjustment has been decided already; `adjustmentStatus` says how.',
  ADJUSTMENT_NOT_BALANCED: 'Debits and credits must have the same sum; `currencies` names where they have not.',
  ACCOUNT_UNKNOWN: 'There is no account of the code in `account`; `accounts` names those that exist.',
  SETTLEMENT_NOT_FOUND: 'There is no such settlement.',
  SETTLEMENT_NOT_EXPECTED:
    'What is received or cancelled takes no deposit, and what has a deposit cannot be cancelled; `settlementStatus` says which it is.',
  DEPOSIT_EXCEEDS_SETTLEMENT:
    'The deposit and its fee are more than what is in transit; `inTransit` says how much that is.',
  DEPOSIT_ALREADY_USED: 'This deposit belongs to another settlement already: the one in `settlementId`.',
  DAY_NOT_FOUND: 'There is no such day: the first is the day of the first event, and the last is today, in Kigali.',
  DAY_NOT_OVER: 'The day is not over in Kigali yet.',
  DAY_ALREADY_CLOSED: 'The day is closed: its totals do not change any more.',
  EARLIER_DAY_OPEN: 'Days are closed in order: first close the day in `earlierDate`.',
  TOO_MANY_RACES: 'Too many other requests are changing this at the same time. Try again.',
};
