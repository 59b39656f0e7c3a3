import { instant } from '../../kernel/domain/clock.js';
import type { Clock } from '../../kernel/domain/clock.js';
import { CircuitBreaker } from './rate/circuit-breaker.js';
import { closing } from './wire.js';
import type { HttpResult, Wire } from './wire.js';
import type { ProviderWatch } from './provider-watch.js';
import type { Exchange, ProductHealth, UndecidedKind } from './provider.js';

/** How one product of one provider is called under a short-lived token, and what its answers say of the platform. All of it is pure. */
export interface Dialect<Product extends string = string> {
  /** Its name in health and metrics. */
  readonly product: Product;
  readonly token: {
    readonly path: string;
    readonly headers: readonly string[];
    /** It may hold secrets: it is sent, and never kept. */
    readonly body: string | null;
  };
  /** The path on the wire of a call's path. */
  path(path: string): string;
  /** Names and values in turn, which every call has beside its token. */
  readonly headers: readonly string[];
  /** They are removed from everything that is kept. */
  readonly secrets: readonly string[];
  /** How long before its end a token is renewed; never before half its life. */
  readonly renewBeforeMs: number;
  /** A token and its lifetime; null where the answer has none. */
  readToken(status: number, body: string): { readonly token: string; readonly lifetimeMs: number } | null;
  /** The answer asks for a rest. */
  isThrottled(status: number, body: string): boolean;
  /** The answer shows a fault of the platform. */
  isPlatformFault(status: number, body: string): boolean;
  /** Such an answer to the token call refuses clearly: keys or set-up are wrong. */
  isConfigurationFault(status: number, body: string): boolean;
}

/**
 * One product of a provider over HTTP, under a token that it renews: one circuit, one token for all callers, one renewal at a time. It returns
 * answers without interpreting them. Every fault of the network or the platform is returned as a `Reply`; nothing is thrown.
 */
export class TokenClient<Product extends string = string> {
  private readonly breaker: CircuitBreaker;
  private readonly secrets: readonly string[];
  private token: Token | null = null;
  private renewal: Promise<TokenReply> | null = null;
  private inFlight = 0;

  constructor(
    private readonly wire: Wire,
    private readonly dialect: Dialect<Product>,
    private readonly clock: Clock,
    private readonly watch: ProviderWatch,
  ) {
    this.breaker = new CircuitBreaker(clock);
    this.secrets = dialect.secrets.filter((secret) => secret.length >= shortestSecret);
  }

  get product(): Product {
    return this.dialect.product;
  }

  /** The whole call, with a new token and a repetition, ends within the wire's timeout. */
  async call(call: Call): Promise<Reply> {
    if (!this.breaker.lets()) return heldBack('circuit open');
    const startedAt = performance.now();
    this.inFlight += 1;
    try {
      const first = await this.freshToken();
      if (first.is === 'none') return first.reply;
      const reply = await this.send(call, first.token, startedAt);
      if (!reply.received || reply.status !== 401) return reply;

      // An old or revoked token: a new one, once, and then the same call under the same reference.
      const second = await this.tokenInsteadOf(first.token);
      if (second.is === 'token') return await this.send(call, second.token, startedAt);
      // The call was not accepted, and cannot succeed while the keys are wrong.
      return second.reply.setUpIsWrong ? second.reply : reply;
    } finally {
      this.inFlight -= 1;
    }
  }

  health(): ProductHealth {
    const { state, consecutiveFaults } = this.breaker;
    const alerts = this.watch.alertsOf(this.product);
    return { product: this.product, circuit: state, consecutiveFaults, callsInFlight: this.inFlight, alerts };
  }

  private async send(call: Call, token: Token, startedAt: number): Promise<Reply> {
    const headers = ['authorization', token.header, ...this.dialect.headers, ...call.headers];
    if (call.body !== null) headers.push('content-type', 'application/json');
    const path = this.dialect.path(call.path);
    const at = this.clock.now();
    const result = await this.wire.exchange(call.method, path, headers, call.body, startedAt);
    const kept = call.keptBody === undefined ? call.body : call.keptBody;
    return this.reply(call.operation, call.method, path, kept, at, result, token.text);
  }

  private reply(
    operation: string,
    method: 'GET' | 'POST',
    path: string,
    requestBody: string | null,
    at: number,
    result: HttpResult,
    token: string | null,
  ): Reply {
    const exchange = (response: Exchange['response'], fault: string | null): Exchange => ({
      operation,
      at: instant(at),
      latencyMs: Math.round(result.latencyMs),
      request: { method, path, body: requestBody },
      response,
      fault,
    });

    if (result.fault !== null) {
      const fault = this.withoutSecrets(result.fault, token);
      if (result.fault !== closing) {
        this.breaker.faulted();
        this.watch.notReached(fault, result);
      }
      const kind = result.left ? 'no-answer' : result.fault === closing ? 'not-asked' : 'unreachable';
      return {
        received: false,
        kind,
        left: result.left,
        why: fault,
        setUpIsWrong: false,
        exchange: exchange(null, fault),
      };
    }

    const { status, retryAfterMs } = result;
    const isThrottled = this.dialect.isThrottled(status, result.body);
    const isFault = this.dialect.isPlatformFault(status, result.body);
    this.watch.reached(isThrottled ? null : isFault);
    if (retryAfterMs !== null && isThrottled) this.breaker.restFor(retryAfterMs);
    else if (isFault) this.breaker.faulted();
    else this.breaker.succeeded();

    const body = this.withoutSecrets(result.body, token);
    const correlationId = result.correlationId && this.withoutSecrets(result.correlationId, token);
    const kept = { status, correlationId, body: body.length > keptOfBody ? body.slice(0, keptOfBody) : body };
    return { received: true, status, body, exchange: exchange(kept, null) };
  }

  /** Some error pages echo the request, and exchanges are kept for ever. */
  private withoutSecrets(text: string, token: string | null): string {
    let clean = text;
    for (const secret of this.secrets) if (clean.includes(secret)) clean = clean.replaceAll(secret, '[secret]');
    return token !== null && token.length >= shortestSecret && clean.includes(token)
      ? clean.replaceAll(token, '[secret]')
      : clean;
  }

  /** A valid token is used at once, also while a newer one is being fetched (renewed early, one at a time). */
  private freshToken(): Promise<TokenReply> | TokenReply {
    const { token } = this;
    const now = this.clock.now();
    if (token === null || now >= token.expiresAt) return this.renewToken();
    if (now >= token.renewAt && this.renewal === null) {
      token.renewAt = now + renewAgainAfterMs;
      void this.renewToken();
    }
    return token.asReply;
  }

  private tokenInsteadOf(old: Token): Promise<TokenReply> | TokenReply {
    if (this.token !== null && this.token !== old) return this.token.asReply;
    this.token = null;
    return this.renewToken();
  }

  private renewToken(): Promise<TokenReply> {
    this.renewal ??= this.fetchToken().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async fetchToken(): Promise<TokenReply> {
    const { dialect } = this;
    const { path, headers, body: tokenBody } = dialect.token;
    const at = this.clock.now();
    const result = await this.wire.exchange('POST', path, headers, tokenBody, performance.now());

    const read = result.fault === null ? dialect.readToken(result.status, result.body) : null;
    if (read !== null) {
      this.watch.reached();
      this.token = new Token(read.token, at, read.lifetimeMs, dialect.renewBeforeMs);
      return this.token.asReply;
    }

    const reply = this.reply('token', 'POST', path, null, at, result, null);
    // The call that needed the token has not left, whatever happened to the token call.
    if (!reply.received) return { is: 'none', reply: { ...reply, left: false, why: `no token: ${reply.why}` } };
    const { status, body, exchange } = reply;
    return {
      is: 'none',
      reply: {
        received: false,
        kind: dialect.isThrottled(status, body) ? 'throttled' : 'token-fault',
        left: false,
        why: `no token: HTTP ${status}`,
        setUpIsWrong: dialect.isConfigurationFault(status, body),
        exchange: status < 300 ? withheld(exchange) : exchange,
      },
    };
  }
}

export interface Call {
  /** Its name in the timeline. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** As the dialect takes it, beginning with one slash. */
  readonly path: string;
  /** Names and values in turn, beyond those that every call has. */
  readonly headers: readonly string[];
  readonly body: string | null;
  /** What is kept of the body; absent: all of it. */
  readonly keptBody?: string | null;
}

export type Reply =
  | { readonly received: true; readonly status: number; readonly body: string; readonly exchange: Exchange }
  | {
      readonly received: false;
      readonly kind: UndecidedKind;
      /** Whether the call itself may have reached the provider. */
      readonly left: boolean;
      readonly why: string;
      /** The call was not even made, because the token call says that keys or set-up are wrong. */
      readonly setUpIsWrong: boolean;
      readonly exchange: Exchange | null;
    };

type TokenReply =
  | { readonly is: 'token'; readonly token: Token }
  | { readonly is: 'none'; readonly reply: Extract<Reply, { received: false }> };

class Token {
  readonly header: string;
  readonly expiresAt: number;
  renewAt: number;
  readonly asReply: TokenReply = { is: 'token', token: this };

  constructor(
    readonly text: string,
    now: number,
    lifetimeMs: number,
    renewBeforeMs: number,
  ) {
    this.header = `Bearer ${text}`;
    this.expiresAt = now + lifetimeMs;
    this.renewAt = this.expiresAt - Math.min(renewBeforeMs, lifetimeMs / 2);
  }
}

const heldBack = (why: string): Reply => ({
  received: false,
  kind: 'not-asked',
  left: false,
  why,
  setUpIsWrong: false,
  exchange: null,
});

/** An unreadable 2xx of the token call may still hold a token. */
const withheld = (exchange: Exchange): Exchange => ({
  ...exchange,
  response: exchange.response && { ...exchange.response, body: '[withheld]' },
});

const keptOfBody = 4_096;
/** Shorter secrets would match harmless text. */
const shortestSecret = 8;
const renewAgainAfterMs = 5_000;
