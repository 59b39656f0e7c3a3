/** An answer to a caller, before faults delay or drop it. */
export interface Answer {
  status: number;
  body?: unknown;
  text?: string;
  /** A body too large for memory, as a stream. */
  lines?: Iterable<string>;
  type?: string;
  headers?: Record<string, string>;
  /** The connection ends without an answer. */
  drop?: boolean;
  /** The body is truncated. */
  truncated?: boolean;
  /** A delay in addition to the usual latency. */
  lateMs?: number;
  /** Work that must finish before the answer is sent. */
  after?: Promise<unknown>;
}

/** MTN's own codes with their texts. Clients match on the code, and so does the rest of the sandbox. */
const errors = {
  RESOURCE_NOT_FOUND: [404, 'Requested resource was not found.'],
  RESOURCE_ALREADY_EXIST: [409, 'Duplicated reference id. Creation of resource failed.'],
  NOT_SUCCESSFULLY_COMPLETED: [409, 'The transaction is not successfully completed.'],
  NOTIFICATION_WINDOW_PASSED: [410, 'The time to notify about this transaction has passed.'],
  VALIDATION_ERROR: [400, 'The request is not valid.'],
  INTERNAL_PROCESSING_ERROR: [500, 'An internal error occurred while processing.'],
  INVALID_CURRENCY: [500, 'Currency not supported.'],
  NOT_ALLOWED_TARGET_ENVIRONMENT: [500, 'Access to target environment is forbidden.'],
  INVALID_CALLBACK_URL_HOST: [500, 'Callback URL does not match the configured value.'],
  NOT_ALLOWED: [500, 'Authorization failed. Insufficient permissions.'],
  TRANSFER_TYPE_UNKNOWN: [500, 'The transfer type is unknown.'],
  SERVICE_UNAVAILABLE: [503, 'Service temporarily unavailable, try again later.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof errors;

/** The shape of the platform: `code` and `message`. */
export function platformError(code: ErrorCode): Answer {
  const [status, message] = errors[code];
  return { status, body: { code, message } };
}

/** MTN's message beside a failed transaction's code, where `reason` is an object. */
export function messageOf(code: string): string {
  return Object.hasOwn(errors, code) ? errors[code as ErrorCode][1] : code.toLowerCase().replaceAll('_', ' ');
}

/** The shape of the API-management layer in front of the platform: `statusCode` and `message`. */
export function gatewayError(status: number, message: string, headers: Record<string, string> = {}): Answer {
  return { status, body: { statusCode: status, message }, headers };
}

export const missingKey = gatewayError(
  401,
  'Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.',
);
export const invalidKey = gatewayError(
  401,
  'Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.',
);
export const noSuchPath = gatewayError(404, 'Resource not found');

/** MTN's 400 mostly has no body. The sandbox keeps the body empty and explains the refusal in a header. */
export function badRequest(why: string): Answer {
  return { status: 400, headers: { 'X-Sandbox-Reason': why } };
}

/** The token call's word for a wrong user or key, under 401 and, in some places, 500. */
export const loginFailed = (status: 401 | 500): Answer => ({ status, body: { error: 'login_failed' } });

export const firewallPage: Answer = {
  status: 200,
  type: 'text/html',
  text:
    '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. ' +
    'Please consult with your administrator.<br><br>Your support ID is: 4412345678901234567</body></html>',
};
