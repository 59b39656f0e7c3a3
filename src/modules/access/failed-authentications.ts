import type { Logger } from 'pino';
import { atMost } from '../../kernel/bounded-memory.js';
import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { RateLimit } from '../../kernel/rate-limit.js';
import { accessNote, type AccessOrders } from './access.decider.js';
import {
  failureReasons,
  type AccessEvent,
  type Failure,
  type FailureReason,
  type RefusedAccess,
  type RefusedAction,
} from './access.events.js';

export interface FailedAuthentication {
  readonly address: string;
  readonly reason: FailureReason;
  readonly keyId: string | null;
  readonly clientId: string | null;
  readonly userId?: string | null;
}

/**
 * Counts requests without a valid key by the address that they come from, and limits them. Puts them on record too, and with them the requests
 * that a good key was not allowed, by its roles or by a rule: the first at once, and then once a minute at most so many events, each with a count.
 */
export class FailedAuthentications {
  readonly #handler: Handler<boolean, AccessOrders, AccessEvent>;
  readonly #limit: RateLimit;
  /** Keys that were good from an address, as `address key id`: they are not made to wait for what others there do wrong. */
  readonly #goodFrom = atMost<string>(pairsKept);
  readonly #pending = new Map<string, Failure>();
  readonly #pendingRefused = new Map<string, RefusedAccess>();
  readonly #pendingActions = new Map<string, RefusedAction>();
  readonly #counts = new Map<FailureReason, number>(failureReasons.map((reason) => [reason, 0]));
  readonly #stopping = new AbortController();
  #writing: Promise<void> | null = null;
  #writtenAt = -Infinity;

  constructor(
    private readonly kernel: Kernel,
    private readonly logger: Logger,
  ) {
    this.#handler = new Handler(accessNote, kernel);
    this.#limit = new RateLimit(failuresPerSecond, kernel.clock, failuresAtOnce);
  }

  /** Takes one of the failures that an address may have. Throws `TooManyRequests` when none is left. */
  take(address: string): void {
    this.#limit.take(networkOf(address));
  }

  /** Since the start of this process. */
  get counts(): ReadonlyMap<FailureReason, number> {
    return this.#counts;
  }

  /** Counts one more, for the record. */
  note({ address, reason, keyId, clientId, userId = null }: FailedAuthentication): void {
    this.#counts.set(reason, this.#counts.get(reason)! + 1);
    count(this.#pending, { address, reason, keyId, clientId, userId }, noFailure, this.#now());
    this.#writeSoon();
  }

  /** A request with a good key to a route that none of its roles may use. */
  noteRefused(clientId: string, keyId: string, route: string): void {
    count(this.#pendingRefused, { clientId, keyId, route }, noRefusal, this.#now());
    this.#writeSoon();
  }

  /** A request with a good key that a rule refused, at a sensitive route. */
  noteRefusedAction(action: Omit<RefusedAction, keyof Counted>): void {
    count(this.#pendingActions, action, noAction, this.#now());
    this.#writeSoon();
  }

  noteGood(address: string, keyId: string): void {
    this.#goodFrom.set(`${networkOf(address)} ${keyId}`, keyId);
  }

  wasGood(address: string, keyId: string): boolean {
    return this.#goodFrom.has(`${networkOf(address)} ${keyId}`);
  }

  /** Nothing to begin with. */
  start(): Promise<void> {
    return Promise.resolve();
  }

  /** Writes what is pending. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('stopped'));
    await this.#writing;
    if (this.#isPending) await this.#write();
  }

  get #isPending(): boolean {
    return this.#pending.size + this.#pendingRefused.size + this.#pendingActions.size > 0;
  }

  #now(): Instant {
    return instant(this.kernel.clock.now());
  }

  #writeSoon(): void {
    this.#writing ??= this.#writeInTime().finally(() => {
      this.#writing = null;
    });
  }

  async #writeInTime(): Promise<void> {
    while (this.#isPending && !this.#stopping.signal.aborted) {
      const waitMs = Math.max(
        0,
        Math.min(betweenWritesMs, this.#writtenAt + betweenWritesMs - this.kernel.clock.now()),
      );
      if (waitMs > 0) await this.kernel.clock.sleep(waitMs, this.#stopping.signal).catch(() => undefined);
      if (!this.#stopping.signal.aborted) await this.#write();
    }
  }

  async #write(): Promise<void> {
    this.#writtenAt = this.kernel.clock.now();
    const failures = summed([...this.#pending.values()], noFailure);
    const refused = summed([...this.#pendingRefused.values()], noRefusal);
    const actions = summed([...this.#pendingActions.values()], noAction);
    this.#pending.clear();
    this.#pendingRefused.clear();
    this.#pendingActions.clear();
    this.logger.warn(
      { failures, refused, actions },
      'Requests without a valid API key, with one that may not do what it asked, or refused by a rule',
    );
    const at = instant(this.#writtenAt);
    await this.#handler
      .handle('NoteFailures', `failures-${at.slice(0, 13)}`, { failures, refused, actions, at, by: this.#by() })
      // They are in the server's log; the store that is away is told of elsewhere.
      .catch((error: unknown) => this.logger.error({ err: error }, 'Failed authentications could not be recorded'));
  }

  #by(): Origin {
    return {
      actor: { kind: 'system', id: 'authentication', name: 'authentication' },
      correlationId: this.kernel.newId(),
      causationId: null,
    };
  }
}

interface Counted {
  readonly count: number;
  readonly firstAt: Instant;
  readonly at: Instant;
}

/** What the event is named by that holds the rest. */
const noFailure: Omit<Failure, keyof Counted> = {
  address: null,
  reason: null,
  keyId: null,
  clientId: null,
  userId: null,
};
const noRefusal: Omit<RefusedAccess, keyof Counted> = { clientId: null, keyId: null, route: null };
const noAction: Omit<RefusedAction, keyof Counted> = { ...noRefusal, code: null, resourceId: null };

/** When too many are pending, a new one is counted among the rest. */
function count<Names extends object>(
  pending: Map<string, Names & Counted>,
  names: Names,
  ofTheRest: Names,
  at: Instant,
): void {
  const isNamed = pending.has(nameOf(names)) || pending.size < mostPending;
  const named = isNamed ? names : ofTheRest;
  const before = pending.get(nameOf(named));
  pending.set(nameOf(named), { ...named, count: (before?.count ?? 0) + 1, firstAt: before?.firstAt ?? at, at });
}

const nameOf = (names: object): string => JSON.stringify(names, Object.keys(names).toSorted());

/** The most frequent by themselves, and all others as one. */
function summed<Names extends object>(
  all: readonly (Names & Counted)[],
  ofTheRest: Names,
): readonly (Names & Counted)[] {
  const isRest = (one: Names & Counted) => Object.keys(ofTheRest).every((name) => one[name as keyof Names] === null);
  const [rest] = all.filter(isRest);
  const named = all.filter((one) => !isRest(one)).toSorted((one, other) => other.count - one.count);
  if (rest === undefined && named.length <= mostEventsAtOnce) return named;
  const others = [...named.slice(mostEventsAtOnce - 1), ...(rest === undefined ? [] : [rest])];
  const together = {
    ...ofTheRest,
    count: others.reduce((sum, one) => sum + one.count, 0),
    firstAt: others.map(({ firstAt }) => firstAt).toSorted()[0]!,
    at: others
      .map(({ at }) => at)
      .toSorted()
      .at(-1)!,
  };
  return [...named.slice(0, mostEventsAtOnce - 1), together];
}

/** An IPv6 address by its first 64 bits: its owner has all the others. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.toLowerCase().split('::');
  const [before, after] = [head, tail ?? ''].map((part) => (part === '' ? [] : part.split(':')));
  const zeros = tail === undefined ? 0 : 8 - before!.length - after!.length;
  return [...before!, ...Array.from({ length: zeros }, () => '0'), ...after!].slice(0, 4).join(':');
}

/** An address may fail so often at once, and then so often a second. */
const failuresAtOnce = 60;
const failuresPerSecond = 0.5;
const betweenWritesMs = 60_000;
const mostEventsAtOnce = 10;
const mostPending = 1_000;
const pairsKept = 50_000;
