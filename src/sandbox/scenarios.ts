import type { ErrorCode } from './answers.js';

/** MTN's published test values as data: the outcome of each number, amount or id. */
export type ScenarioName = keyof typeof scenarios;

export interface Scenario {
  starts: 'PENDING' | 'CREATED' | 'AMBIGUOUS';
  /** Null: it keeps its first status until a person decides. */
  ends: { status: 'SUCCESSFUL' | 'FAILED'; reason?: string } | null;
  /** Its own time instead of the sandbox's usual one. */
  afterMs?: number;
  /** What the creating call may be refused with instead, where MTN's documents can be read either way. */
  asHttpError?: ErrorCode;
}

const delayedMs = 25_000;
/** How long a payer has to answer. */
const approvalWindowMs = 300_000;

export const scenarios = {
  Success: { starts: 'PENDING', ends: { status: 'SUCCESSFUL' } },
  Failed: failed('INTERNAL_PROCESSING_ERROR'),
  Rejected: failed('APPROVAL_REJECTED'),
  Expired: failed('EXPIRED'),
  Ongoing: { starts: 'PENDING', ends: null },
  Delayed: { starts: 'CREATED', ends: { status: 'SUCCESSFUL' }, afterMs: delayedMs },
  DelayedFailed: {
    starts: 'PENDING',
    ends: { status: 'FAILED', reason: 'INTERNAL_PROCESSING_ERROR' },
    afterMs: delayedMs,
  },
  ByHand: { starts: 'PENDING', ends: { status: 'FAILED', reason: 'EXPIRED' }, afterMs: approvalWindowMs },
  PayerNotFound: failed('PAYER_NOT_FOUND'),
  PayeeNotFound: failed('PAYEE_NOT_FOUND'),
  PayeeNotAllowedToReceive: failed('PAYEE_NOT_ALLOWED_TO_RECEIVE'),
  NotEnoughFunds: failed('NOT_ENOUGH_FUNDS'),
  PayerLimitReached: failed('PAYER_LIMIT_REACHED'),
  CouldNotPerformTransaction: failed('COULD_NOT_PERFORM_TRANSACTION'),
  TransactionNotFound: { ...failed('TRANSACTION_NOT_FOUND'), asHttpError: 'RESOURCE_NOT_FOUND' },
  NotAllowed: either('NOT_ALLOWED'),
  NotAllowedTargetEnvironment: either('NOT_ALLOWED_TARGET_ENVIRONMENT'),
  InvalidCallbackUrlHost: either('INVALID_CALLBACK_URL_HOST'),
  InvalidCurrency: either('INVALID_CURRENCY'),
  InternalProcessingError: either('INTERNAL_PROCESSING_ERROR'),
  ServiceUnavailable: either('SERVICE_UNAVAILABLE'),
  TransferTypeUnknown: either('TRANSFER_TYPE_UNKNOWN'),
  // Airtel's alone: it says itself that it does not know, and then it does.
  AmbiguousFirst: { starts: 'AMBIGUOUS', ends: { status: 'SUCCESSFUL' }, afterMs: delayedMs },
} as const satisfies Record<string, Scenario>;

export function scenarioNamed(name: ScenarioName): Scenario {
  return scenarios[name];
}

/** The entry of a table under a caller's key, without inherited members. */
export function chosen<T>(table: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(table, key) ? table[key]! : null;
}

type ByNumber = Readonly<Record<number, ScenarioName>>;

/** Airtel publishes no test numbers; these are ours. 06, 07 and 09 answer the request itself otherwise: `airtel.ts`. */
export const byAirtelNumber: ByNumber = {
  1: 'Rejected',
  2: 'Expired',
  3: 'Ongoing',
  4: 'AmbiguousFirst',
  5: 'NotEnoughFunds',
  8: 'PayerLimitReached',
  11: 'Delayed',
};

/** requesttopay, requesttowithdraw and deposit; the transfer type exists for requesttopay only, and is ignored by the others. */
export const byPayer: ByNumber = {
  50: 'Failed',
  51: 'Rejected',
  52: 'Expired',
  53: 'Ongoing',
  54: 'Delayed',
  55: 'PayerNotFound',
  56: 'PayeeNotAllowedToReceive',
  57: 'NotAllowed',
  58: 'NotAllowedTargetEnvironment',
  59: 'InvalidCallbackUrlHost',
  60: 'InvalidCurrency',
  61: 'InternalProcessingError',
  62: 'ServiceUnavailable',
  63: 'CouldNotPerformTransaction',
};

export const byRequestToPayPayer: ByNumber = { ...byPayer, 64: 'TransferTypeUnknown' };

export const byTransferPayee: ByNumber = {
  50: 'Failed',
  51: 'Rejected',
  52: 'Expired',
  53: 'Ongoing',
  54: 'Delayed',
  55: 'NotEnoughFunds',
  56: 'PayerLimitReached',
  57: 'PayeeNotFound',
  58: 'NotAllowed',
  59: 'NotAllowedTargetEnvironment',
  60: 'InvalidCallbackUrlHost',
  61: 'InvalidCurrency',
  62: 'InternalProcessingError',
  63: 'ServiceUnavailable',
  64: 'TransferTypeUnknown',
};

export const byPreApprovalPayer: ByNumber = {
  50: 'Failed',
  51: 'Rejected',
  52: 'Expired',
  53: 'Ongoing',
  54: 'Delayed',
  55: 'PayerNotFound',
  56: 'NotAllowed',
  57: 'NotAllowedTargetEnvironment',
  58: 'InvalidCallbackUrlHost',
  59: 'InvalidCurrency',
  60: 'InternalProcessingError',
  61: 'ServiceUnavailable',
};

/** A refund of the transaction called `1` to `13`. */
export const byRefundSelector: Readonly<Record<string, ScenarioName>> = {
  1: 'TransactionNotFound',
  2: 'Failed',
  3: 'Rejected',
  4: 'Expired',
  5: 'Ongoing',
  6: 'Delayed',
  7: 'NotAllowed',
  8: 'NotAllowedTargetEnvironment',
  9: 'InvalidCallbackUrlHost',
  10: 'InvalidCurrency',
  11: 'InternalProcessingError',
  12: 'ServiceUnavailable',
  13: 'CouldNotPerformTransaction',
};

/** MTN does not say which field of a cash transfer chooses; the sandbox looks at `externalId`. */
export const byCashTransferSelector: Readonly<Record<string, ScenarioName>> = {
  ...byRefundSelector,
  5: 'PayeeNotFound',
  6: 'PayeeNotAllowedToReceive',
};

export const byPaymentAmount: Readonly<Record<string, ScenarioName>> = {
  1000: 'Success',
  2000: 'Failed',
  3000: 'Delayed',
  4000: 'DelayedFailed',
  5000: 'Ongoing',
  6000: 'Ongoing',
  7000: 'TransferTypeUnknown',
};

/** What `active` says instead of `{"result":true}`. */
type ActiveAnswer = 'not active' | ErrorCode;

export const activeByNumber: Readonly<Record<number, ActiveAnswer>> = {
  50: 'RESOURCE_NOT_FOUND',
  51: 'not active',
  52: 'NOT_ALLOWED',
  53: 'NOT_ALLOWED_TARGET_ENVIRONMENT',
  54: 'INTERNAL_PROCESSING_ERROR',
  55: 'SERVICE_UNAVAILABLE',
};

export const activeByName: Readonly<Record<string, ActiveAnswer>> = {
  'notfound@email.com': 'RESOURCE_NOT_FOUND',
  'notactive@email.com': 'not active',
  'notallowed@email.com': 'NOT_ALLOWED',
  'notallowedtargetenvironment@email.com': 'NOT_ALLOWED_TARGET_ENVIRONMENT',
  'internalprocessingerror@email.com': 'INTERNAL_PROCESSING_ERROR',
  'serviceunavailable@email.com': 'SERVICE_UNAVAILABLE',
  '5cecb5a7-8bd0-4f49-87b1-8eb9ecc7b7bc': 'RESOURCE_NOT_FOUND',
  'b0040b3c-b426-4a90-af6e-673e65861cd7': 'not active',
  '4d5f500f-c385-4901-9be5-25b6d36ad220': 'NOT_ALLOWED',
  'd2265f9b-0c22-496d-908f-79a65ad66266': 'NOT_ALLOWED_TARGET_ENVIRONMENT',
  '8f548a78-ceb8-4d12-a243-5640b91e91a4': 'INTERNAL_PROCESSING_ERROR',
  '585c07a4-2c80-42f7-9e73-e586b36dee68': 'SERVICE_UNAVAILABLE',
};

/** The number for which the list of approved pre-approvals is empty, whatever was approved. */
export const emptyPreApprovalsNumber = 69;

/** MTN's list of what a balance may look like. It does not say how one is chosen, so a setting chooses. */
export const balanceAnswers = [
  'Success',
  'AccountNotFound',
  'ZeroBalance',
  'NegativeBalance',
  'NotAllowed',
  'NotAllowedTargetEnvironment',
  'InternalProcessingError',
  'ServiceUnavailable',
] as const;

export type BalanceAnswer = (typeof balanceAnswers)[number];

/** Where a consent goes wrong, by the payer's number. MTN names the cases; the wire is our reading of the OAuth words. */
export interface ConsentFault {
  at: 'authorize' | 'token' | 'refresh' | 'userinfo';
  status: number;
  error: string;
}

export const consentByNumber: Readonly<Record<number, ConsentFault>> = {
  50: { at: 'authorize', status: 404, error: 'RESOURCE_NOT_FOUND' },
  51: { at: 'token', status: 400, error: 'access_denied' },
  52: { at: 'token', status: 400, error: 'authorization_pending' },
  53: { at: 'token', status: 400, error: 'expired_token' },
  54: { at: 'refresh', status: 400, error: 'invalid_grant' },
  55: { at: 'userinfo', status: 401, error: 'consent_revoked' },
  56: { at: 'userinfo', status: 403, error: 'insufficient_scope' },
  57: { at: 'token', status: 400, error: 'invalid_grant' },
  58: { at: 'userinfo', status: 500, error: 'NOT_ENOUGH_FUNDS' },
  59: { at: 'userinfo', status: 500, error: 'PAYEE_NOT_FOUND' },
  60: { at: 'userinfo', status: 500, error: 'CONSENT_MISMATCH' },
  61: { at: 'userinfo', status: 500, error: 'PAYER_LIMIT_REACHED' },
  62: { at: 'userinfo', status: 500, error: 'PAYEE_NOT_ALLOWED_TO_RECEIVE' },
};

function failed<R extends string>(reason: R) {
  return { starts: 'PENDING', ends: { status: 'FAILED', reason } } as const;
}

function either<C extends ErrorCode>(code: C) {
  return { ...failed(code), asHttpError: code } as const;
}
