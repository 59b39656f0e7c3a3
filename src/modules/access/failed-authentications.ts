import type { Logger } from 'pino';
import { atMost } from '../../kernel/bounded-memory.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { RateLimit } from '../../kernel/rate-limit.js';
import { accessNote, type AccessOrders } from './access.decider.js';
import type { AccessEvent, Failure, FailureReason } from './access.events.js';

export interface FailedAuthentication {
  readonly address: string;
  readonly reason: FailureReason;
  readonly keyId: string | null;
  readonly clientId: string | null;
}

/**
 * Counts requests without a valid key by the address that they come from, and limits them. Puts them on record too: the first at once, and
 * then once a minute at most so many events, each with a count.
 */
export class FailedAuthentications {
  readonly #handler: Handler<boolean, AccessOrders, AccessEvent>;
  readonly #limit: RateLimit;
  /** Keys that were good from an address, as `address key id`: they are not made to wait for what others there do wrong. */
  readonly #goodFrom = atMost<string>(pairsKept);
  readonly #pending = new Map<string, Failure>();
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

  /** Counts one more, for the record. */
  note({ address, reason, keyId, clientId }: FailedAuthentication): void {
    const at = instant(this.kernel.clock.now());
    const isKnown = this.#pending.has(nameOf({ address, reason, keyId }));
    const named =
      isKnown || this.#pending.size < mostPending
        ? { address, reason, keyId, clientId }
        : { address: null, reason: null, keyId: null, clientId: null };
    const { count = 0, firstAt = at } = this.#pending.get(nameOf(named)) ?? {};
    this.#pending.set(nameOf(named), { ...named, count: count + 1, firstAt, at });
    this.#writing ??= this.#writeInTime().finally(() => {
      this.#writing = null;
    });
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
    if (this.#pending.size > 0) await this.#write();
  }

  async #writeInTime(): Promise<void> {
    while (this.#pending.size > 0 && !this.#stopping.signal.aborted) {
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
    const all = [...this.#pending.values()];
    this.#pending.clear();
    const failures = summed(all);
    this.logger.warn({ failures }, 'Requests without a valid API key');
    const at = instant(this.#writtenAt);
    await this.#handler
      .handle('NoteFailures', `failures-${at.slice(0, 13)}`, { failures, at, by: this.#by() })
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

/** The most frequent by themselves, and all others as one. */
function summed(all: readonly Failure[]): readonly Failure[] {
  const [rest] = all.filter(({ address }) => address === null);
  const named = all.filter(({ address }) => address !== null).toSorted((one, other) => other.count - one.count);
  if (rest === undefined && named.length <= mostEventsAtOnce) return named;
  const others = [...named.slice(mostEventsAtOnce - 1), ...(rest === undefined ? [] : [rest])];
  const together: Failure = {
    address: null,
    reason: null,
    keyId: null,
    clientId: null,
    count: others.reduce((sum, { count }) => sum + count, 0),
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

const nameOf = ({ address, reason, keyId }: Pick<Failure, 'address' | 'reason' | 'keyId'>): string =>
  [address, reason, keyId].join(' ');

/** An address may fail so often at once, and then so often a second. */
const failuresAtOnce = 60;
const failuresPerSecond = 0.5;
const betweenWritesMs = 60_000;
const mostEventsAtOnce = 10;
const mostPending = 1_000;
const pairsKept = 50_000;
