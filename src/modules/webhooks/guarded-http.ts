import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, request } from 'undici';
import type { Clock } from '../../kernel/domain/clock.js';
import { maskedText } from '../../kernel/masking.js';
import { faultOfUrl, isAllowedHost, isPublicAddress, type AllowedHosts } from './addresses.js';

/** What came of one call. `status` null: there was no answer, and `error` says why. */
export interface Answered {
  readonly status: number | null;
  readonly error: string | null;
  /** The first characters of the answer, which may repeat what it was sent: phone numbers are masked. */
  readonly body: string;
}

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** All addresses of a host name. */
export type Resolve = (
  hostname: string,
  done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** By the resolver of the machine, with its hosts file. */
export const systemResolve: Resolve = (hostname, done) =>
  systemLookup(hostname, { all: true, verbatim: true }, (error, addresses) => done(error, addresses ?? []));

/**
 * The HTTP client of webhooks. It connects to addresses of the public internet alone. A name is resolved once for each connection, every
 * address that it has is checked, and the connection goes to one that was checked: a name that answers differently the next time gains
 * nothing. Redirects are not followed. Hosts of WEBHOOK_ALLOWED_HOSTS are exempt from this, and only they may use plain http.
 */
export class GuardedHttp {
  readonly #connect: buildConnector.connector;
  #agent: Agent | null = null;

  constructor(
    private readonly allowed: AllowedHosts,
    private readonly clock: Clock,
    private readonly resolve: Resolve = systemResolve,
  ) {
    // A connection that is not made in time is given up: else every later call would wait for it.
    const free = buildConnector({ timeout: longestCallMs });
    const guarded = buildConnector({ timeout: longestCallMs, lookup: checkedLookup(resolve) });
    this.#connect = (options, callback) => {
      const { hostname, port, protocol } = options;
      if (isAllowedHost(allowed, { hostname, port, protocol })) return free(options, callback);
      if (protocol !== 'https:') return callback(new AddressRefused(`plain http to ${hostname}`), null);
      // Of an address that is written out nothing is looked up, so it is checked here.
      const literal = hostname.replace(/^\[|\]$/g, '');
      if (isIP(literal) !== 0 && !isPublicAddress(literal)) return callback(new AddressRefused(literal), null);
      return guarded(options, callback);
    };
  }

  /** Why nothing may be sent to this URL; null: it may. A name that cannot be resolved now is not refused. */
  async faultOf(url: string): Promise<string | null> {
    const fault = faultOfUrl(url, this.allowed);
    if (fault !== null) return fault;
    const parsed = new URL(url);
    if (isAllowedHost(this.allowed, parsed) || isIP(parsed.hostname.replace(/^\[|\]$/g, '')) !== 0) return null;
    const addresses = await new Promise<readonly LookupAddress[]>((done) =>
      this.resolve(parsed.hostname, (error, found) => done(error === null ? found : [])),
    );
    const hidden = addresses.find(({ address }) => !isPublicAddress(address));
    return hidden === undefined
      ? null
      : 'must not lead to a private, loopback or link-local address: WEBHOOK_ALLOWED_HOSTS does not name this host';
  }

  /** Never rejects. `cut` ends the call early. */
  async post({ url, headers, body }: Call, cut: AbortSignal): Promise<Answered> {
    const fault = faultOfUrl(url, this.allowed);
    if (fault !== null) return { status: null, error: `the address ${fault}`, body: '' };
    const over = new AbortController();
    const timing = new AbortController();
    this.clock.sleep(longestCallMs, timing.signal).then(
      () => over.abort(new Error(`no answer within ${longestCallMs / 1_000} s`)),
      () => undefined,
    );
    // `AbortSignal.any` would keep a list of all these calls on the signal of the turn.
    const { signal } = over;
    const end = () => over.abort(cut.reason);
    if (cut.aborted) end();
    cut.addEventListener('abort', end, { once: true });
    try {
      const asked = request(url, {
        method: 'POST',
        headers,
        body,
        signal,
        dispatcher: (this.#agent ??= this.#open()),
      });
      // A request that waits for its connection (a name, an address or a TLS handshake that does not answer) does not end by its signal.
      const answer = await Promise.race([asked, whenAborted(signal)]);
      const read = await firstCharacters(answer.body, signal);
      return { status: answer.statusCode, error: null, body: read };
    } catch (error) {
      const reason: unknown = signal.aborted ? signal.reason : error;
      return { status: null, error: faultText(reason), body: '' };
    } finally {
      cut.removeEventListener('abort', end);
      timing.abort(answered);
    }
  }

  /** Ends all connections. The next call opens new ones. */
  async close(): Promise<void> {
    const agent = this.#agent;
    this.#agent = null;
    await agent?.destroy();
  }

  /** The caller bounds how many calls of one endpoint are made at once; here no endpoint waits for another of the same host. */
  #open(): Agent {
    const limits = { connections: null, pipelining: 1, keepAliveTimeout: 4_000, bodyTimeout: 0, headersTimeout: 0 };
    return new Agent({ connect: this.#connect, ...limits });
  }
}

/** An address that webhooks may not be sent to. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';

  constructor(address: string) {
    super(
      `${address} is refused: webhooks go to public addresses over https, unless WEBHOOK_ALLOWED_HOSTS names the host`,
    );
  }
}

/**
 * Fails where any of the addresses is refused: a name with a public and a private one is an attack or a mistake, and which of the two is used
 * must not be left to chance.
 */
export function checkedLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) =>
    resolve(hostname, (error, addresses) => {
      if (error !== null) return callback(error, '');
      const hidden = addresses.find(({ address }) => !isPublicAddress(address));
      if (hidden !== undefined) return callback(new AddressRefused(`${hostname} (${hidden.address})`), '');
      const [first] = addresses;
      if (first === undefined) return callback(new Error(`${hostname} has no address`), '');
      // `all`: the socket tries them in turn. All of them were checked.
      if (options.all === true) return callback(null, [...addresses]);
      callback(null, first.address, first.family);
    });
}

/** An answer counts from its status; of its body only the beginning is read, and the connection is closed where there is more. */
async function firstCharacters(
  body: AsyncIterable<Buffer> & { destroy(): unknown },
  signal: AbortSignal,
): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of body) {
      parts.push(part);
      size += part.length;
      if (size >= mostBytesRead || signal.aborted) break;
    }
  } catch {
    // The status has been received: what is missing of the body changes nothing.
  }
  body.destroy();
  // Masked before it is cut: what the cut leaves of a phone number would not look like one any more.
  const text = [...Buffer.concat(parts).toString('utf8')].slice(0, 2 * shownCharacters).join('');
  return [...maskedText(text)].slice(0, shownCharacters).join('');
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));

function faultText(error: unknown): string {
  const { code, message, cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  const text = message || (cause instanceof Error ? cause.message : '') || code || 'no answer';
  return text.slice(0, 300);
}

/** How long one try may take from its beginning to the status of the answer. */
export const longestCallMs = 15_000;
const answered = new Error('answered');
const shownCharacters = 1_024;
/** A character of UTF-8 has at most four bytes. */
const mostBytesRead = 4 * shownCharacters;
