import { sentences, titles } from './problem.filter.js';

// The refusals, what each adds to RFC 9457, and how the documentation shows them. An operation names its own codes
// (`operation.documentation.ts`); the rest follows from this table.

const text = (example: string) => ({ type: 'string', examples: [example] }) as const;
const paymentId = text('pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0');
const payoutId = text('out_4f1c2d3e4b5a69788796a5b4c3d2e1f0');
const paymentLinkId = text('lnk_4f1c2d3e4b5a69788796a5b4c3d2e1f0');
const batchId = text('bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0');
const statementId = text('stm_4f1c2d3e4b5a69788796a5b4c3d2e1f0');
const itemId = text('itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17');
const reviewId = text('rev_4f1c2d3e4b5a69788796a5b4');
const refundId = text('ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0');
const settlementId = text('stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0');
const adjustmentId = text('adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0');
const date = text('2026-11-28');
const money = {
  type: 'object',
  required: ['amount', 'currency'],
  properties: { amount: text('1200'), currency: text('RWF') },
} as const;
const reportJobId = text('rep_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0');
const clientId = text('cli_4f1c2d3e4b5a69788796a5b4');
const userId = text('usr_4f1c2d3e4b5a69788796a5b4');
const endpointId = text('whe_4f1c2d3e4b5a69788796a5b4');
const deliveryId = text('whd_4f1c2d3e4b5a69788796a5b4c3d2e1f0');
const idsOf = (id: object) => ({ type: 'array', items: id, maxItems: 20, examples: [[]] }) as const;
const errors = {
  type: 'array',
  description: 'What is wrong, by field; an empty `field` is the request itself',
  items: {
    type: 'object',
    required: ['field', 'message'],
    properties: {
      field: text('payer.msisdn'),
      message: text('must be a phone number, as 07######## or +2507########'),
    },
  },
} as const;

interface ProblemRow {
  readonly status: number;
  /** Where it has another meaning under another status. */
  readonly orStatus?: number;
  /** What it means and what to do; absent: the `detail` of the problem itself. */
  readonly means?: string;
  /** Its further members. */
  readonly members?: Readonly<Record<string, object>>;
  /** Its further members where their values are known. */
  readonly mayHave?: Readonly<Record<string, object>>;
  readonly headers?: readonly string[];
}

const rows = {
  INVALID_REQUEST: {
    status: 400,
    means:
      'The request does not match its schema. `errors[]` names the fields, where the request could be read at all.',
    mayHave: { errors },
  },
  QUERY_TOO_BROAD: {
    status: 400,
    means: 'Together these filters match few of very many: ask for a shorter time, or add a filter that few match.',
  },
  IDEMPOTENCY_KEY_MISSING: { status: 400 },
  IDEMPOTENCY_KEY_INVALID: { status: 400 },
  UNAUTHENTICATED: {
    status: 401,
    means: 'The API key is missing or unknown: send `Authorization: Bearer <API key>`.',
    headers: ['WWW-Authenticate'],
  },
  FORBIDDEN: {
    status: 403,
    means:
      'None of the roles may do this; or a person who is signed in has to show the second factor, which `wants` says.',
    mayHave: { wants: text('fresh-second-factor') },
  },
  PAYER_READ_REQUIRED: { status: 403 },
  APPROVER_IS_REQUESTER: { status: 403 },
  NOT_FOUND: { status: 404, means: 'No route has this path.' },
  PAYMENT_NOT_FOUND: { status: 404, members: { paymentId } },
  PROVIDER_NOT_FOUND: { status: 404, members: { provider: text('mtn-momo') } },
  PAYOUT_NOT_FOUND: { status: 404, members: { payoutId } },
  PAYMENT_LINK_NOT_FOUND: { status: 404, mayHave: { paymentLinkId } },
  BATCH_NOT_FOUND: { status: 404, members: { batchId } },
  STATEMENT_NOT_FOUND: { status: 404, members: { statementId } },
  ITEM_NOT_FOUND: { status: 404, members: { itemId } },
  RECORD_NOT_FOUND: { status: 404, members: { recordType: text('invoice'), recordId: text('INV-1001') } },
  RECEIPT_NOT_ISSUED: { status: 404, members: { paymentId } },
  RECEIPT_NOT_FOUND: {
    status: 404,
    mayHave: { number: text('RCT-2026-000001'), genuine: { type: 'boolean', examples: [false] } },
  },
  CREDIT_NOTE_NOT_FOUND: { status: 404, members: { number: text('CRN-2026-000001') } },
  REFUND_NOT_FOUND: { status: 404, members: { refundId } },
  REVIEW_NOT_FOUND: { status: 404, members: { reviewId } },
  ADJUSTMENT_NOT_FOUND: { status: 404, members: { adjustmentId } },
  SETTLEMENT_NOT_FOUND: { status: 404, members: { settlementId } },
  DAY_NOT_FOUND: { status: 404, members: { date } },
  REPORT_NOT_FOUND: {
    status: 404,
    members: {
      report: text('daily-transaction'),
      reports: { type: 'array', items: { type: 'string' }, examples: [['daily-transactions', 'failed-payments']] },
    },
  },
  REPORT_JOB_NOT_FOUND: { status: 404, members: { jobId: reportJobId } },
  API_CLIENT_NOT_FOUND: { status: 404, members: { clientId } },
  USER_NOT_FOUND: { status: 404, members: { userId } },
  WEBHOOK_ENDPOINT_NOT_FOUND: { status: 404, members: { endpointId } },
  WEBHOOK_DELIVERY_NOT_FOUND: { status: 404, members: { deliveryId } },
  METHOD_NOT_ALLOWED: {
    status: 405,
    means: 'This path does not take this method: `Allow` names those that it takes.',
    headers: ['Allow'],
  },
  NOT_ACCEPTABLE: { status: 406, means: 'None of the media types in `Accept` can be produced.' },
  REQUEST_TIMEOUT: { status: 408, means: 'The request did not arrive whole in time: send it again.' },
  RECORD_PAYMENT_IN_PROGRESS: { status: 409, mayHave: { paymentId } },
  RECORD_ALREADY_PAID: { status: 409, members: { paymentId } },
  RECORD_PERHAPS_PAID: { status: 409, mayHave: { paymentId, payoutId } },
  RECORD_PAYOUT_IN_PROGRESS: { status: 409, members: { payoutId } },
  RECORD_ALREADY_PAID_OUT: { status: 409, members: { payoutId } },
  PAYOUT_NOT_REQUESTED: { status: 409, members: { payoutId, payoutStatus: text('submitted') } },
  PAYOUT_NOT_UNCERTAIN: { status: 409, mayHave: { payoutId, payoutStatus: text('submitted') } },
  PAYOUT_SETTLED: { status: 409, members: { payoutId, payoutStatus: text('successful'), decision: text('not-paid') } },
  PAYEE_ERASED: { status: 409, members: { payoutId } },
  BATCH_NOT_REQUESTED: { status: 409, members: { batchId, batchStatus: text('sending') } },
  BATCH_HAS_INVALID_LINES: {
    status: 409,
    members: { batchId, invalid: { type: 'integer', minimum: 1, examples: [3] } },
  },
  STATEMENT_BEING_CANCELLED: { status: 409, members: { statementId } },
  STATEMENT_NOT_CANCELLABLE: { status: 409, members: { statementId, statementStatus: text('reconciled') } },
  ITEM_RESOLVED: { status: 409, members: { itemId, resolution: text('accepted'), resolvedBy: clientId } },
  WRITE_OFF_NOT_REQUESTED: { status: 409, members: { itemId } },
  ADJUSTMENT_NOT_APPROVED: { status: 409, members: { itemId, adjustmentId } },
  NOTHING_SUGGESTED: { status: 409, members: { itemId } },
  SUGGESTION_TAKEN: { status: 409, members: { itemId, metBy: text('pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0') } },
  SUGGESTION_ACCEPTED: { status: 409, members: { itemId } },
  ATTEMPT_NOT_ALLOWED: {
    status: 409,
    mayHave: { paymentId, paymentStatus: text('pending'), payoutId, payoutStatus: text('submitted') },
  },
  PAYER_ERASED: { status: 409, members: { paymentId } },
  PAYER_NOT_ERASABLE: {
    status: 409,
    members: {
      paymentIds: idsOf(paymentId),
      refundIds: idsOf(text('ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0')),
      payoutIds: idsOf(payoutId),
      batchIds: idsOf(batchId),
      reviewIds: idsOf(reviewId),
    },
  },
  EXPIRED_BEFORE_IT_BEGAN: { status: 409, members: { paymentId } },
  IDEMPOTENCY_KEY_IN_FLIGHT: { status: 409 },
  TOO_MANY_RACES: { status: 409 },
  EBM_NUMBER_KNOWN: {
    status: 409,
    members: { number: text('RCT-2026-000001'), ebmNumber: text('SDC004000001/168 NS') },
  },
  REVIEW_RESOLVED: {
    status: 409,
    members: {
      reviewId,
      decision: { type: ['string', 'null'], examples: ['paid'] },
      resolvedBy: { type: ['string', 'null'], examples: ['cli_4f1c2d3e4b5a69788796a5b4'] },
    },
  },
  LAST_ADMIN_KEY: { status: 409, members: { clientId } },
  LAST_ADMINISTRATOR: { status: 409, members: { userId } },
  API_CLIENT_REVOKED: { status: 409, members: { clientId } },
  USER_EXISTS: { status: 409, members: { userId } },
  WEBHOOK_ENDPOINT_STOPPED: { status: 409, members: { endpointId } },
  PAYMENT_NOT_UNCERTAIN: { status: 409, mayHave: { paymentId, paymentStatus: text('pending') } },
  PAYMENT_SETTLED: {
    status: 409,
    members: { paymentId, paymentStatus: text('successful'), decision: text('not-paid') },
  },
  PAYMENT_NOT_REFUNDABLE: {
    status: 409,
    members: { paymentId },
    mayHave: { paymentStatus: text('failed'), inReview: { type: 'boolean', examples: [true] } },
  },
  REFUND_NOT_REQUESTED: { status: 409, members: { refundId, refundStatus: text('approved') } },
  REFUND_NOT_COMPLETABLE: {
    status: 409,
    members: { refundId, refundStatus: text('requested'), method: text('automatic') },
  },
  REFUND_NOT_UNCERTAIN: { status: 409, members: { refundId, refundStatus: text('submitted') } },
  REFUND_SETTLED: {
    status: 409,
    members: { refundId, refundStatus: text('successful'), decision: text('not-paid') },
  },
  REFUND_EXCEEDS_PAYMENT: { status: 409, members: { paymentId, refundable: text('2000') } },
  PROVIDER_SAYS_PENDING: { status: 409, mayHave: { paymentId, refundId, payoutId } },
  ADJUSTMENT_NOT_REQUESTED: {
    status: 409,
    members: { adjustmentId, adjustmentStatus: text('approved') },
  },
  SETTLEMENT_NOT_EXPECTED: { status: 409, members: { settlementId, settlementStatus: text('received') } },
  DEPOSIT_EXCEEDS_SETTLEMENT: { status: 409, members: { settlementId, inTransit: text('1500000') } },
  DEPOSIT_ALREADY_USED: { status: 409, members: { settlementId } },
  DAY_NOT_OVER: { status: 409, members: { date } },
  DAY_ALREADY_CLOSED: { status: 409, members: { date } },
  EARLIER_DAY_OPEN: { status: 409, members: { date, earlierDate: date } },
  REPORT_JOB_NOT_DONE: { status: 409, members: { jobId: reportJobId, jobStatus: text('running') } },
  TOO_MANY_REPORT_JOBS: { status: 409 },
  BODY_TOO_LARGE: { status: 413, means: 'The body is larger than 64 KiB, or a file of payouts is larger than 8 MiB.' },
  URL_TOO_LONG: { status: 414, means: 'A part of the address is longer than any id.' },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    means: 'A body has to be `application/json`, a file of payouts `text/csv`; without an encoding.',
  },
  EXPECTATION_FAILED: { status: 417, means: 'The header `Expect` may only say `100-continue`.' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, mayHave: { paymentId, payoutId, adjustmentId, paymentLinkId, settlementId } },
  SHEET_HAS_INVALID_LINES: {
    status: 422,
    members: {
      invalid: { type: 'integer', minimum: 1, examples: [3] },
      lines: {
        type: 'array',
        maxItems: 20,
        items: { type: 'object', required: ['line', 'errors'], properties: { line: { type: 'integer' }, errors } },
        examples: [[]],
      },
    },
  },
  BATCH_UNREADABLE: {
    status: 422,
    members: {
      line: { type: 'integer', minimum: 1, examples: [1] },
      column: { type: ['string', 'null'], examples: ['Amount'] },
      what: text('the column "Amount" is missing'),
    },
  },
  STATEMENT_UNREADABLE: {
    status: 422,
    members: {
      line: { type: 'integer', minimum: 1, examples: [1] },
      column: { type: ['string', 'null'], examples: ['Amount'] },
      // docs/statements.md has all of them: this table knows no module.
      reason: text('NO_HEADER'),
      what: text(
        'the header lacks a column "Amount": send the file as it was downloaded, with the row of its column names',
      ),
    },
    mayHave: {
      form: text('PNG'),
      missing: { type: 'array', items: text('Amount / Credit / Debit') },
      opening: money,
      computed: money,
      closing: money,
      before: money,
      difference: money,
      lookedFor: { type: 'object', additionalProperties: { type: 'array', items: { type: 'string' } } },
      question: { type: 'string', enum: ['dateFormat'] },
      choices: { type: 'array', items: { type: 'string' } },
    },
  },
  ADJUSTMENT_NEEDED: { status: 422, members: { itemId } },
  ADJUSTMENT_NOT_BALANCED: { status: 422, members: { currencies: { type: 'array', items: text('RWF') } } },
  ACCOUNT_UNKNOWN: {
    status: 422,
    members: { account: text('revenue:permit'), accounts: { type: 'array', items: text('revenue:permits') } },
  },
  REPORT_TOO_LONG_FOR_PDF: { status: 422, members: { mostRows: { type: 'integer', examples: [1_000] } } },
  PROVIDER_NOT_AVAILABLE: { status: 422 },
  REFUND_METHOD_NOT_AVAILABLE: { status: 422, members: { provider: text('mtn-momo') } },
  CURRENCY_NOT_SUPPORTED: { status: 422 },
  MSISDN_NOT_SUPPORTED: { status: 422 },
  // Never possible about such a matter, or not as its payment stands.
  DECISION_NOT_POSSIBLE: {
    status: 422,
    orStatus: 409,
    mayHave: {
      reviewId,
      possible: { type: 'array', items: { type: 'string' } },
      paymentId,
      paymentStatus: text('successful'),
      refundId,
      refundStatus: text('failed'),
      payoutId,
      payoutStatus: text('successful'),
      decision: text('not-paid'),
    },
  },
  RATE_LIMITED: {
    status: 429,
    means: 'Too many requests: repeat it after `Retry-After` seconds.',
    headers: ['Retry-After'],
  },
  HEADERS_TOO_LARGE: { status: 431, means: 'The headers are larger than 16 KiB.' },
  INTERNAL_ERROR: {
    status: 500,
    means: 'An internal error. Whether anything was recorded is not known: repeat it with the same key.',
  },
  STORE_UNAVAILABLE: {
    status: 503,
    means: 'Nothing was recorded: it is safe to repeat this.',
    headers: ['Retry-After'],
  },
  MAY_BE_RECORDED: {
    status: 503,
    means:
      'The log did not say whether it took the request, or only a part of it is on record: repeat it with the same Idempotency-Key, never with another.',
    headers: ['Retry-After'],
  },
  NOT_READY: {
    status: 503,
    means: 'A part of it is down: `details` names each part.',
    members: {
      details: {
        type: 'object',
        additionalProperties: { $ref: '#/components/schemas/HealthPart' },
        examples: [{ eventStore: { status: 'down' } }],
      },
    },
  },
} as const satisfies Readonly<Record<string, ProblemRow>>;

export type ProblemCode = keyof typeof rows;
export const problems: Readonly<Record<ProblemCode, ProblemRow>> = rows;

/** Refusals of the address or the connection, before an operation is known. */
export const codesOfNoOperation = [
  'INVALID_REQUEST',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'REQUEST_TIMEOUT',
  'BODY_TOO_LARGE',
  'URL_TOO_LONG',
  'UNSUPPORTED_MEDIA_TYPE',
  'EXPECTATION_FAILED',
  'HEADERS_TOO_LARGE',
  'INTERNAL_ERROR',
] as const satisfies readonly ProblemCode[];

export const problemSchema = {
  type: 'object',
  description: 'RFC 9457. More members come with some codes.',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string', format: 'uri-reference', examples: ['about:blank'] },
    title: text('Conflict'),
    status: { type: 'integer', minimum: 400, maximum: 599, examples: [409] },
    detail: { ...text('This record has been paid.'), description: 'For people; it may change' },
    code: { ...text('RECORD_ALREADY_PAID'), description: 'For programs: it stays as it is' },
  },
} as const;

export interface Refusal {
  /** The name of the response and of its schema. */
  readonly name: string;
  /** Null for answers that no operation names. */
  readonly status: number | null;
  readonly response: object;
  readonly schema: object;
}

/** The answer of a refusal with one of these codes. */
export function refusal(name: string, status: number | null, codes: readonly ProblemCode[]): Refusal {
  const certain = Object.keys(problems[codes[0]!].members ?? {}).filter((member) =>
    codes.every((code) => member in (problems[code].members ?? {})),
  );
  return {
    name,
    status,
    response: {
      description: codes.map((code) => `- \`${code}\`: ${meaningOf(code)}`).join('\n'),
      headers: headers('X-Request-Id', ...codes.flatMap((code) => problems[code].headers ?? [])),
      content: {
        'application/problem+json': {
          schema: { $ref: `#/components/schemas/${name}` },
          examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code, status) }])),
        },
      },
    },
    schema: {
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        {
          type: 'object',
          required: ['status', 'code', ...certain],
          properties: {
            // No `const`, here and in the rows: generators of clients cannot merge one with the type in `Problem`, and leave the whole schema out.
            status: status === null ? { type: 'integer' } : { type: 'integer', enum: [status] },
            code: { type: 'string', enum: codes },
            ...Object.assign({}, ...codes.map((code) => ({ ...problems[code].mayHave, ...problems[code].members }))),
          },
        },
      ],
    },
  };
}

/** Response headers, each by its name in the document. */
export const headers = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

const meaningOf = (code: ProblemCode): string => problems[code].means ?? sentences[code] ?? code;

function exampleOf(code: ProblemCode, sentWith: number | null): object {
  const { status: usual, members = {} } = problems[code];
  const status = sentWith ?? usual;
  const more = Object.entries(members).flatMap(([name, { examples }]: [string, { examples?: readonly unknown[] }]) =>
    examples === undefined ? [] : [[name, examples[0]] as const],
  );
  const detail = sentences[code] ?? meaningOf(code);
  return { type: 'about:blank', title: titles[status], status, detail, code, ...Object.fromEntries(more) };
}
