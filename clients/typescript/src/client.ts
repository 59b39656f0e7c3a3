import { OutcomeUnknown, Refused, type Problem, type ProblemCode } from './problems.ts';
import type { components, operations } from './schema.ts';

export type Payment = components['schemas']['Payment'];
export type NewPayment = components['schemas']['NewPayment'];
export type Refund = components['schemas']['Refund'];
export type RecordStatus = components['schemas']['RecordStatus'];
export type TimelineEvent = components['schemas']['TimelineEvent'];

export interface ClientOptions {
  /** Where the gateway is: `https://pay.example.rw`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** How often a request is sent at most; default: 8, which is about 20 seconds of a gateway that does not answer. */
  readonly tries?: number;
  /** How long one try may take, beside what it was asked to wait; default: 15 seconds. */
  readonly timeoutMs?: number;
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  readonly sleep?: (ms: number) => Promise<void>;
  /** Spreads the repetitions of many callers: from 0 to 1. */
  readonly random?: () => number;
}

export interface Waiting {
  /** Waits so many seconds, ten at most, for the outcome (RFC 7240 `Prefer: wait`). */
  readonly waitSeconds?: number;
}
export interface Asking extends Waiting {
  /** The Idempotency-Key. Keep it with your order before you ask: after a crash the same key finds the same payment. Default: a new one, for this call alone. */
  readonly key?: string;
}

type QueryOf<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>;
type ListOf<Name extends keyof operations> = Omit<QueryOf<Name>, 'cursor'>;
type BodyOf<Name extends keyof operations> = operations[Name] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

interface Sent {
  readonly query?: object;
  readonly body?: unknown;
  readonly key?: string;
  readonly waitSeconds?: number | undefined;
}

/** A client of one gateway, as one API client of it. It throws `Refused` or `OutcomeUnknown`. */
export class Ishyura {
  readonly #options: Required<ClientOptions>;

  constructor(options: ClientOptions) {
    this.#options = {
      tries: 8,
      timeoutMs: 15_000,
      fetch: (url, init) => fetch(url, init),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      random: Math.random,
      ...options,
      baseUrl: options.baseUrl.replace(/\/+$/, ''),
    };
  }

  /** Asks a payer for money. */
  createPayment(payment: NewPayment, { key = newKey(), waitSeconds }: Asking = {}): Promise<Payment> {
    return this.#call('POST', '/v1/payments', { body: payment, key, waitSeconds });
  }

  /** The payment as it stands now; with `waitSeconds`, once it is final or the wait is over. */
  async payment(id: string, { waitSeconds }: Waiting = {}): Promise<Payment> {
    return this.#call('GET', `/v1/payments/${segment(id)}`, { waitSeconds });
  }

  /** Every payment that matches, newest first, page by page as they are read. */
  payments(where: ListOf<'listPayments'> = {}): AsyncGenerator<Payment, void, undefined> {
    return this.#list('/v1/payments', where);
  }

  /** Its events, oldest first. */
  timeline(paymentId: string): AsyncGenerator<TimelineEvent, void, undefined> {
    return this.#list(`/v1/payments/${segment(paymentId)}/timeline`, {});
  }

  /** How a record stands: hand over the goods at `paid`, and at nothing else. Null: no payment was ever asked for it. */
  async record(
    type: NewPayment['record']['type'],
    id: string,
    { part, client, waitSeconds }: QueryOf<'getRecord'> & Waiting = {},
  ): Promise<RecordStatus | null> {
    try {
      const path = `/v1/records/${segment(type)}/${segment(id)}`;
      return await this.#call<RecordStatus>('GET', path, { query: { part, client }, waitSeconds });
    } catch (error) {
      if (error instanceof Refused && error.is('RECORD_NOT_FOUND')) return null;
      throw error;
    }
  }

  /** Asks again after a payment has failed or expired. */
  async createAttempt(
    paymentId: string,
    { key = newKey(), waitSeconds, ...body }: Asking & BodyOf<'createAttempt'> = {},
  ): Promise<Payment> {
    return this.#call('POST', `/v1/payments/${segment(paymentId)}/attempts`, { body, key, waitSeconds });
  }

  /** Has the provider asked now. */
  async checkStatus(paymentId: string): Promise<Payment> {
    return this.#call('POST', `/v1/payments/${segment(paymentId)}/status-check`);
  }

  /** Asks for money back to the payer. Other people approve it. */
  async requestRefund(
    paymentId: string,
    refund: BodyOf<'requestRefund'>,
    { key = newKey() }: Pick<Asking, 'key'> = {},
  ): Promise<Refund> {
    return this.#call('POST', `/v1/payments/${segment(paymentId)}/refunds`, { body: refund, key });
  }

  async refund(id: string): Promise<Refund> {
    return this.#call('GET', `/v1/refunds/${segment(id)}`);
  }

  refunds(where: ListOf<'listRefunds'> = {}): AsyncGenerator<Refund, void, undefined> {
    return this.#list('/v1/refunds', where);
  }

  async *#list<Item>(path: string, where: object): AsyncGenerator<Item, void, undefined> {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: { readonly data: readonly Item[]; readonly nextCursor: string | null } = await this.#call(
        'GET',
        path,
        {
          query: { ...where, cursor },
        },
      );
      yield* page.data;
      cursor = page.nextCursor;
    }
  }

  async #call<Answer>(
    method: 'GET' | 'POST',
    path: string,
    { query = {}, body, key, waitSeconds = 0 }: Sent = {},
  ): Promise<Answer> {
    const { baseUrl, apiKey, tries, timeoutMs, sleep } = this.#options;
    const wait = waitSeconds > 0 ? Math.min(Math.ceil(waitSeconds), longestWaitSeconds) : 0;
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const search =
      given.length === 0
        ? ''
        : `?${new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]))}`;
    const init = {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(wait > 0 ? { prefer: `wait=${wait}` } : {}),
      },
      // The same bytes at every try: another body under the same key would be refused.
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // The key goes to no other host.
      redirect: 'error',
    } satisfies RequestInit;
    // What can never be sent is said at once: as a lost answer it would be repeated, and called unknown.
    void new Request(baseUrl + path + search, init);
    const isRepeatable = method === 'GET' || key !== undefined;
    // A try that was not answered may have been taken in. A refusal of a later try that looks at no key says nothing about it.
    let mayBeRecorded = false;
    for (let number = 1; ; number += 1) {
      const signal = AbortSignal.timeout(timeoutMs + wait * 1_000);
      const answer = await this.#try(baseUrl + path + search, { ...init, signal });
      if ('value' in answer) return answer.value as Answer;
      const { problem, status, retryAfterSeconds, requestId } = answer;
      const isSafe = problem !== null && certainlyUndone.has(problem.code);
      const isOpen =
        problem === null ? status === 0 || status >= 500 || ofProxies.has(status) : unanswered.has(problem.code);
      mayBeRecorded ||= isOpen;
      const isWorthRepeating = isSafe || isOpen || (problem !== null && soonOver.has(problem.code));
      if (isWorthRepeating && (isRepeatable || isSafe) && number < tries) {
        await sleep(Math.max(retryAfterSeconds * 1_000, this.#pauseMs(number)));
        continue;
      }
      if (problem === null || isOpen || (mayBeRecorded && (isWorthRepeating || beforeTheKey.has(problem.code)))) {
        const last = problem?.code ?? (status === 0 ? 'no answer' : `status ${status}`);
        throw new OutcomeUnknown(method === 'GET', key ?? null, last, answer.cause);
      }
      throw new Refused(problem, requestId);
    }
  }

  async #try(url: string, init: RequestInit): Promise<{ readonly value: unknown } | Unanswered> {
    try {
      const response = await this.#options.fetch(url, init);
      const text = await response.text();
      if (response.ok) return { value: JSON.parse(text) };
      const retryAfter = Number(response.headers.get('retry-after') ?? 0);
      return {
        problem: problemOf(response, text),
        status: response.status,
        retryAfterSeconds: retryAfter > 0 ? Math.min(retryAfter, longestPauseSeconds) : 0,
        requestId: response.headers.get('x-request-id'),
        cause: undefined,
      };
    } catch (cause) {
      // No connection, a connection that broke, a timeout, or half an answer: what came of the request is not known.
      return { problem: null, status: 0, retryAfterSeconds: 0, requestId: null, cause };
    }
  }

  #pauseMs(tried: number): number {
    return Math.min(250 * 2 ** (tried - 1), 5_000) * (0.75 + this.#options.random() / 2);
  }
}

interface Unanswered {
  /** Null: no answer of the gateway, but perhaps one of a proxy before it. */
  readonly problem: Problem | null;
  readonly status: number;
  readonly retryAfterSeconds: number;
  readonly requestId: string | null;
  readonly cause: unknown;
}

/** The gateway says that nothing was recorded by this try: also a request without a key may be repeated. */
const certainlyUndone: ReadonlySet<ProblemCode> = new Set(['RATE_LIMITED', 'STORE_UNAVAILABLE']);
/** What came of the request is not known: repeated with the same key, and never reported as a failure. */
const unanswered: ReadonlySet<ProblemCode> = new Set(['MAY_BE_RECORDED', 'INTERNAL_ERROR', 'REQUEST_TIMEOUT']);
/** A proxy before the gateway was not done in time, or has had too many requests. */
const ofProxies: ReadonlySet<number> = new Set([408, 429]);
/** Judged before the key is looked at. */
const beforeTheKey: ReadonlySet<ProblemCode> = new Set(['UNAUTHENTICATED', 'FORBIDDEN']);
/** Another request is in the way for a moment. */
const soonOver: ReadonlySet<ProblemCode> = new Set(['IDEMPOTENCY_KEY_IN_FLIGHT', 'TOO_MANY_RACES']);

function problemOf({ headers }: Response, text: string): Problem | null {
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return null;
  const problem = JSON.parse(text) as Problem;
  return typeof problem.code === 'string' ? problem : null;
}

/** An id in a path. Of these three the path of a list would be left, which answers too. */
function segment(id: string): string {
  if (id === '' || id === '.' || id === '..') throw new TypeError(`An id cannot be ${JSON.stringify(id)}`);
  return encodeURIComponent(id);
}

const newKey = (): string => crypto.randomUUID();

const longestWaitSeconds = 10;
const longestPauseSeconds = 60;
