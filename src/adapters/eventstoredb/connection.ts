import {
  EventStoreDBClient,
  type AppendResult,
  type Credentials,
  type EventData,
  type ResolvedEvent,
} from '@eventstore/db-client';
import { MayBeRecorded, StoreUnavailable } from '../../kernel/ports/event-store.js';

/**
 * Two connections to one EventStoreDB, and what the client 6.2.1 leaves to its user: a limit of time for every call, a bound on how many
 * are open, one meaning for the many shapes of "away". The facts that are named here and beside are of
 * docs/decisions/0011-the-eventstoredb-client-and-its-defects.md.
 */
export class EventstoredbConnection {
  /** For calls that end. */
  readonly #calls: EventStoreDBClient;
  /** For subscriptions, which do not: a hundred of them would leave no room for a call (fact 32). */
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
   * Appends once, however often it has to ask: after a lost answer the same ids at the same expected revision are either recognised or
   * written (facts 5, 11, 12). A call that reached the server and brought no answer leaves a doubt that only an answer ends. Credentials in the call make it a call of its own: on the client's other road, one stream for all
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
   * On the client's other road: one stream for all appends of this process, which the server reads, and so writes, in the order of the calls
   * (fact 6). Once only, for the place in the order is lost with the answer; and only for a process that has a single store to write to
   * and does nothing besides, for which facts 2 and 4 are no danger: whatever breaks ends it. The server is told a far longer time than we
   * wait: it would refuse the one that comes late, and write those behind it.
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

  /** Asks something that changes nothing by being asked twice: once more when the connection broke under it. */
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

  /** All that a read gives. It ends when nothing comes any more: reads take no notice of deadlines (fact 27). */
  read(open: (client: EventStoreDBClient) => ResolvedEventStream): Promise<ResolvedEvent[]> {
    return this.ask((client) => collect(open(client), this.#limits.callMs));
  }

  async #call<T>(call: (client: EventStoreDBClient) => Promise<T>): Promise<T> {
    if (this.#closed) throw closed();
    const entered = await this.#callLimit.enter(this.#limits.callMs);
    if (!entered) throw new CallLimitReached('no call could be made, for all of them wait');
    try {
      // A little longer than the deadline that the call itself may have, so that the better word of the two is heard.
      return await within(this.#limits.callMs + 250, call(this.#calls));
    } finally {
      this.#callLimit.leave();
    }
  }

  /** What is under way ends first, and nothing is asked afterwards. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#callLimit.empty();
    for (const client of [this.#calls, this.#subscriptions]) {
      await within(1_000, client.dispose()).catch(ignored);
      // `dispose` closes streams and leaves the connection open; nobody else would ever close it. With nobody to discover there is none.
      await within(1_000, client['getChannel']()).then((channel) => channel.close(), ignored);
    }
  }
}

export interface Limits {
  /** How long one call may take. */
  readonly callMs: number;
  /** How long one of many appends in order may take: hundreds are before it. */
  readonly inOrderMs: number;
  /** How long a subscription may take to stand, or to say anything while it catches up. */
  readonly silenceMs: number;
}

const usualLimits: Limits = { callMs: 3_000, inOrderMs: 30_000, silenceMs: 10_000 };
/** The server allows a hundred open calls on a connection; one that comes later waits there for ever, so it waits here. */
const mostCallsAtOnce = 80;
const mostTries = 4;
const pauseMs = 100;

// ── errors ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The client's errors have all one name and often no message; `type` tells them apart (fact 17), and raw ones have only a code (fact 18). */
export const typeOf = (error: unknown): string | undefined => {
  const type = (error as { type?: unknown } | null)?.type;
  return typeof type === 'string' ? type : undefined;
};

/** The store has understood and says no. Anything else means that it cannot answer now. */
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

/** Nobody was there to take the call, so that it needs no second try to learn what came of it. */
const neverSent = (error: unknown): boolean =>
  /No connection established|ECONNREFUSED|Failed to discover|Name resolution failed/.test(wordsOf(error));

/** The append did not reach anybody who writes. */
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
  new MayBeRecorded(`EventStoreDB did not say whether it has written: ${wordsOf(error)}`, { cause: error });

const closed = () => new StoreUnavailable('The connection to EventStoreDB is closed');

/** The time of our own limit is over. What was asked may have happened. */
class TimedOut extends Error {
  override readonly name: string = 'TimedOut';
}

/** The time of our own limit is over before anything was asked. */
class CallLimitReached extends TimedOut {
  override readonly name = 'CallLimitReached';
}

/**
 * A connection that is lost under large appends leaves promises inside the client that nobody can catch (fact 8), and Node ends a process
 * for them. Exactly those pass: gRPC's own error with code 14. All others do what they do without us.
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

// ── time and room ─────────────────────────────────────────────────────────────────────────────────────────────────────

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

/** What the client's reads are, as far as we need them. */
interface ResolvedEventStream {
  on(name: 'data', listener: (event: ResolvedEvent) => void): unknown;
  on(name: 'error', listener: (error: Error) => void): unknown;
  on(name: 'end', listener: () => void): unknown;
  cancel(): Promise<void>;
}

/** The limit is of silence, not of the whole: a long read may take longer. */
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
 * gRPC gives clients whose options are alike one connection between them, however many they are (fact 53); so the second asks for another
 * interval of its pings, by a millisecond.
 */
function apart(connectionString: string): string {
  const given = /([?&]keepAliveInterval=)(\d+)/i.exec(connectionString);
  if (given !== null) return connectionString.replace(given[0], `${given[1]}${Number(given[2]) + 1}`);
  return `${connectionString}${connectionString.includes('?') ? '&' : '?'}keepAliveInterval=10001`;
}

/** The road of an append is chosen by credentials in the call; over an insecure connection the client sends none of them. */
function credentialsIn(connectionString: string): Credentials {
  const [, username, password] = /^[^/]*\/\/([^:@/]+):([^@]+)@/.exec(connectionString) ?? [];
  if (username !== undefined) {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password!) };
  }
  if (/[?&]tls=false/i.test(connectionString)) return { username: 'nobody', password: 'needed' };
  throw new Error('A secured EventStoreDB wants a user and a password in its connection string');
}
