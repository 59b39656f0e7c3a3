import { instant } from '../../../kernel/domain/clock.js';
import type { Clock } from '../../../kernel/domain/clock.js';
import { CircuitBreaker } from '../rate/circuit-breaker.js';
import { closing } from '../wire.js';
import type { HttpResult, Wire } from '../wire.js';
import { isConfigurationFault, isPlatformFault, isThrottled, readToken } from './momo.words.js';
import type { Product } from './momo.words.js';
import type { MomoCredentials } from './momo.profile.js';
import type { ProviderWatch } from '../provider-watch.js';
import type { Exchange, ProductHealth, UndecidedKind } from '../provider.js';

/**
 * One product of the MoMo Open API over HTTP: its token, its circuit, its headers (REFERENCE §3, §4.1). It returns answers
 * without interpreting them. Every fault of the network or the platform is returned as a `Reply`; nothing is thrown.
 */
export class MomoClient {
  private readonly breaker: CircuitBreaker;
  private readonly secrets: readonly string[];
  private readonly authorization: string;
  private token: Token | null = null;
  private renewal: Promise<TokenReply> | null = null;
  private inFlight = 0;

  constructor(
    private readonly wire: Wire,
    readonly product: Product,
    private readonly credentials: MomoCredentials,
    private readonly targetEnvironment: string,
    private readonly clock: Clock,
    private readonly watch: ProviderWatch,
  ) {
    this.breaker = new CircuitBreaker(clock);
    const basic = Buffer.from(`${credentials.apiUser}:${credentials.apiKey}`).toString('base64');
    this.authorization = `Basic ${basic}`;
    this.secrets = [basic, credentials.apiKey, credentials.subscriptionKey].filter(
      (secret) => secret.length >= shortestSecret,
    );
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

      // An old or revoked token: a new one, once, and then the same call under the same reference (REFERENCE §3.2).
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
    const headers = [
      'authorization',
      token.header,
      'ocp-apim-subscription-key',
      this.credentials.subscriptionKey,
      'x-target-environment',
      this.targetEnvironment,
      ...call.headers,
    ];
    if (call.body !== null) headers.push('content-type', 'application/json');
    const path = `/${this.product}${call.path}`;
    const at = this.clock.now();
    const result = await this.wire.exchange(call.method, path, headers, call.body, startedAt);
    return this.reply(call.operation, call.method, path, call.body, at, result, token.text);
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

    this.watch.reached();
    const { status, retryAfterMs } = result;
    if (retryAfterMs !== null && isThrottled(status, result.body)) this.breaker.restFor(retryAfterMs);
    else if (isPlatformFault(status, result.body)) this.breaker.faulted();
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

  /** A valid token is used at once, also while a newer one is being fetched (REFERENCE §3.2: renew early, one at a time). */
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
    const headers = [
      'authorization',
      this.authorization,
      'ocp-apim-subscription-key',
      this.credentials.subscriptionKey,
      'x-target-environment',
      this.targetEnvironment,
      // Some environments refuse any body, and some refuse a request without this header (REFERENCE §3.1).
      'content-length',
      '0',
    ];
    const path = `/${this.product}/token/`;
    const at = this.clock.now();
    const result = await this.wire.exchange('POST', path, headers, null, performance.now());

    const read = result.fault === null ? readToken(result.status, result.body) : null;
    if (read !== null) {
      this.watch.reached();
      this.token = new Token(read.token, at, read.lifetimeMs);
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
        kind: isThrottled(status, body) ? 'throttled' : 'token-fault',
        left: false,
        why: `no token: HTTP ${status}`,
        setUpIsWrong: isConfigurationFault(status, body),
        exchange: status < 300 ? withheld(exchange) : exchange,
      },
    };
  }
}

export interface Call {
  /** Its name in the timeline. */
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  /** Below the product, beginning with one slash. */
  readonly path: string;
  /** Names and values in turn, beyond those that every call has. */
  readonly headers: readonly string[];
  readonly body: string | null;
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
  ) {
    this.header = `Bearer ${text}`;
    this.expiresAt = now + lifetimeMs;
    this.renewAt = this.expiresAt - Math.min(renewBeforeExpiryMs, lifetimeMs / 2);
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
const renewBeforeExpiryMs = 600_000;
const renewAgainAfterMs = 5_000;
