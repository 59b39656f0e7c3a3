import {
  EventStoreDBClient,
  type AppendResult,
  type Credentials,
  type EventData,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { MayBeRecorded, StoreUnavailable } from '../../kernel/ports/event-store.js';

/**
 * Two connections to one EventStoreDB, with what the client 6.2.1 lacks: a timeout for every call, a limit on the number of
 * open calls, and one error for all forms of "unavailable". The numbered facts in this folder are in
 * docs/decisions/0011-the-eventstoredb-client-and-its-defects.md.
 */
export class EventstoredbConnection {
  /** For calls that end. */
  readonly #calls: EventStoreDBClient;
  /** For subscriptions, which stay open: a hundred of them would block every call (fact 32). */
  readonly #subscriptions: EventStoreDBClient;
  readonly #credentials: Credentials;
  readonly #callLimit = new CallLimit(mostCallsAtOnce);
  readonly #limits: Limits;
  #closed = false;

  constructor(connectionString: string, limits: Partial<Limits> = {}) {
    this.#credentials = credentialsIn(connectionString);
    this.#calls = EventStoreDBClient.connectionString(connectionString);
    this.#subscriptions = EventStoreDBClient.connectionString(apart(connectionString));
    this.#limits = { ...usualLimits, ...limits };
    passOverLostConnections();
  }

  get subscriptions(): EventStoreDBClient {
    if (this.#closed) throw closed();
    return this.#subscriptions;
  }

  get limits(): Limits {
    return this.#limits;
  }

  /**
   * Appends once, however many retries it takes: after a lost answer the same ids at the same expected revision are either recognised or
   * written (facts 5, 11, 12). After a call that reached the server without an answer, only an answer settles whether it was written. Credentials in the call make it a separate call: on the client's batch path, one stream for all
   * appends of the process, a broken connection makes the appends of other clients hang for ever (facts 2, 3, 4).
   */
  async append(stream: string, expected: 'no_stream' | bigint, events: EventData[]): Promise<AppendResult> {
    let inDoubt = false;
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#call((client) =>
          client.appendToStream(stream, events, {
            expectedRevision: expected,
            credentials: this.#credentials,
            requiresLeader: true,
            deadline: this.#limits.callMs,
          }),
        );
      } catch (error) {
        if (isAnswer(error)) throw error;
        inDoubt ||= !neverWritten(error);
        const isFrozen = error instanceof TimedOut || typeOf(error) === 'deadline-exceeded';
        const isAway = neverSent(error) || error instanceof StoreUnavailable;
        if (isAway || tries >= (isFrozen ? 2 : mostTries)) throw inDoubt ? noAnswer(error) : unavailable(error);
        await realMs(pauseMs * tries);
      }
    }
  }

  /**
   * On the client's batch path: one stream for all appends of this process, which the server reads, and so writes, in the order of the calls
   * (fact 6). It does not retry, because a lost answer loses the place in the order. It is only for a process that writes to a single store
   * and does nothing else: facts 2 and 4 are harmless there, because every fault ends the process. The server gets a far longer deadline than our
   * timeout: otherwise it would refuse a late append and write the ones after it.
   */
  async appendInOrder(stream: string, expected: 'no_stream' | bigint, events: EventData[]): Promise<void> {
    if (this.#closed) throw closed();
    const append = this.#calls.appendToStream(stream, events, {
      expectedRevision: expected,
      requiresLeader: true,
      deadline: 20 * this.#limits.inOrderMs,
    });
    await within(this.#limits.inOrderMs, append).catch((error: unknown) => {
      throw isRefusal(error) ? error : unavailable(error);
    });
  }

  /** Runs an idempotent call, and retries it once after a broken connection. */
  async ask<T>(question: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#call(question);
      } catch (error) {
        if (isRefusal(error)) throw error;
        if (error instanceof TimedOut || neverSent(error) || tries >= 2) throw unavailable(error);
        await realMs(pauseMs);
      }
    }
  }

  /** All events of a read. It fails after a time of silence, because reads ignore deadlines (fact 27). */
  read(open: (client: EventStoreDBClient) => ResolvedEventStream): Promise<ResolvedEvent[]> {
    return this.ask((client) => collect(open(client), this.#limits.callMs));
  }

  async #call<T>(call: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    if (this.#closed) throw closed();
    const entered = await this.#callLimit.enter(this.#limits.callMs);
    if (!entered) throw new CallLimitReached('the limit of open calls is reached');
    try {
      // A little longer than the call's own deadline, whose error says more.
      return await within(this.#limits.callMs + 250, call(this.#calls));
    } finally {
      this.#callLimit.leave();
    }
  }

  /** Waits for the open calls, and refuses new ones. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#callLimit.empty();
    for (const client of [this.#calls, this.#subscriptions]) {
      await within(1_000, client.dispose()).catch(ignored);
      // `dispose` closes the streams and leaves the connection open, so it is closed here. After a failed discovery there is no connection.
      await within(1_000, client['getChannel']()).then((channel) => channel.close(), ignored);
    }
  }
}

export interface Limits {
  /** How long one call may take. */
  readonly callMs: number;
  /** How long one of many ordered appends may take: hundreds may be queued before it. */
  readonly inOrderMs: number;
  /** How long a subscription may take to be confirmed, or may be silent while it catches up. */
  readonly silenceMs: number;
}

const usualLimits: Limits = { callMs: 3_000, inOrderMs: 30_000, silenceMs: 10_000 };
/** The server allows a hundred open calls on a connection and lets further calls wait for ever, so they wait here, with a timeout. */
const mostCallsAtOnce = 80;
const mostTries = 4;
const pauseMs = 100;

// ── errors ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** All errors of the client have one name and often no message. `type` distinguishes them (fact 17); raw gRPC errors have only a code (fact 18). */
export const typeOf = (error: unknown): string | undefined => {
  const type = (error as { type?: unknown } | null)?.type;
  return typeof type === 'string' ? type : undefined;
};

/** The server has refused the request. Any other error means that it cannot answer now. */
const refusals: ReadonlySet<string | undefined> = new Set([
  'wrong-expected-version',
  'stream-deleted',
  'stream-not-found',
  'maximum-append-size-exceeded',
  'invalid-argument',
  'persistent-subscription-exists',
  'persistent-subscription-does-not-exist',
]);
const isAnswer = (error: unknown): boolean => refusals.has(typeOf(error));
const isRefusal = (error: unknown): boolean => error instanceof StoreUnavailable || isAnswer(error);

/** No server received the call, so no retry is needed to learn its outcome. */
const neverSent = (error: unknown): boolean =>
  /No connection established|ECONNREFUSED|Failed to discover|Name resolution failed/.test(wordsOf(error));

/** The append did not reach a server that writes. */
const neverWritten = (error: unknown): boolean =>
  error instanceof StoreUnavailable ||
  error instanceof CallLimitReached ||
  typeOf(error) === 'not-leader' ||
  neverSent(error);

const wordsOf = (error: unknown): string => {
  const { message } = error as { message?: string };
  return message || (typeOf(error) ?? String(error));
};

export const unavailable = (error: unknown): StoreUnavailable =>
  error instanceof StoreUnavailable
    ? error
    : new StoreUnavailable(`EventStoreDB does not answer: ${wordsOf(error)}`, { cause: error });

const noAnswer = (error: unknown): MayBeRecorded =>
  new MayBeRecorded(`EventStoreDB did not confirm the append: ${wordsOf(error)}`, { cause: error });

const closed = () => new StoreUnavailable('The connection to EventStoreDB is closed');

/** Our own timeout has passed. The call may have taken effect. */
class TimedOut extends Error {
  override readonly name: string = 'TimedOut';
}

/** Our own timeout has passed before the call was made. */
class CallLimitReached extends TimedOut {
  override readonly name = 'CallLimitReached';
}

/**
 * A connection that is lost during large appends leaves rejected promises inside the client that its user cannot catch (fact 8), and Node ends the process
 * for them. Only these are ignored: gRPC's own error with code 14. All other unhandled rejections end the process as usual.
 */
function passOverLostConnections(): void {
  if (passedOver) return;
  passedOver = true;
  process.on('unhandledRejection', (error) => {
    if (!isLostConnection(error)) throw error;
  });
}
let passedOver = false;

export const isLostConnection = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const { code, details, metadata } = error as { code?: unknown; details?: unknown; metadata?: object };
  return code === 14 && typeof details === 'string' && metadata !== undefined && 'getMap' in metadata;
};

// ── timeouts and limits ───────────────────────────────────────────────────────────────────────────────────────────────

// The network's time is real even where a test owns the clock of the domain.
export const realMs = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    if (signal?.aborted) done();
    else signal?.addEventListener('abort', done, { once: true });
  });

function within<T>(ms: number, call: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimedOut(`no answer within ${ms} ms`)), ms);
    call.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export const ignored = () => undefined;

/** The part of the client's read stream that is used here. */
interface ResolvedEventStream {
  on(name: 'data', listener: (event: ResolvedEvent) => void): unknown;
  on(name: 'error', listener: (error: Error) => void): unknown;
  on(name: 'end', listener: () => void): unknown;
  cancel(): Promise<void>;
}

/** The timeout limits silence, not the whole read: a long read may take longer. */
function collect(stream: ResolvedEventStream, silenceMs: number): Promise<ResolvedEvent[]> {
  return new Promise((resolve, reject) => {
    const events: ResolvedEvent[] = [];
    const timer = setTimeout(() => {
      void stream.cancel().catch(ignored);
      reject(new TimedOut(`nothing to read within ${silenceMs} ms`));
    }, silenceMs);
    stream.on('data', (event) => {
      events.push(event);
      timer.refresh();
    });
    stream.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    stream.on('end', () => {
      clearTimeout(timer);
      resolve(events);
    });
  });
}

class CallLimit {
  #inside = 0;
  readonly #waiting: { readonly enter: (entered: boolean) => void }[] = [];
  #emptied: (() => void)[] = [];

  constructor(private readonly places: number) {}

  enter(ms: number): Promise<boolean> {
    if (this.#inside < this.places) {
      this.#inside += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const waiter = {
        enter: (entered: boolean) => {
          clearTimeout(timer);
          resolve(entered);
        },
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        waiter.enter(false);
      }, ms);
      this.#waiting.push(waiter);
    });
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) return next.enter(true);
    this.#inside -= 1;
    if (this.#inside > 0) return;
    for (const resolve of this.#emptied.splice(0)) resolve();
  }

  empty(): Promise<void> {
    return this.#inside === 0 ? Promise.resolve() : new Promise((resolve) => this.#emptied.push(resolve));
  }
}

/**
 * gRPC shares one connection among all clients with equal options (fact 53). So the second client sets another
 * ping interval, longer by a millisecond.
 */
function apart(connectionString: string): string {
  const given = /([?&]keepAliveInterval=)(\d+)/i.exec(connectionString);
  if (given !== null) return connectionString.replace(given[0], `${given[1]}${Number(given[2]) + 1}`);
  return `${connectionString}${connectionString.includes('?') ? '&' : '?'}keepAliveInterval=10001`;
}

/** Credentials in the call select the append path. Over an insecure connection the client sends no credentials. */
function credentialsIn(connectionString: string): Credentials {
  const [, username, password] = /^[^/]*\/\/([^:@/]+):([^@]+)@/.exec(connectionString) ?? [];
  if (username !== undefined) {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password!) };
  }
  if (/[?&]tls=false/i.test(connectionString)) return { username: 'nobody', password: 'needed' };
  throw new Error('the connection string of a secured EventStoreDB needs a user and a password');
}
