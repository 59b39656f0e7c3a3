import { epochMs, instant, type Clock } from '../../kernel/domain/clock.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import { beginning } from '../../kernel/domain/position.js';
import type { DocumentStore, Page } from '../../kernel/documents/document-store.js';
import { EventCodec } from '../../kernel/event-store/event-codec.js';
import type { EventStore, RecordedEvent } from '../../kernel/event-store/event-store.js';
import type { InTurns } from '../../kernel/projections/followers.js';
import type { Attempts, Checked } from './attempts.js';
import { nextStep, type Patience, type SilentAttempt } from './next-step.js';
import type { KnownPayment } from './payment.decider.js';
import { isAskedAbout } from './payment.decider.js';
import { paymentEvents, type PaymentEvent } from './payment.events.js';
import { asState, openClaimsView, paymentView, type OpenClaim, type PaymentDocument } from './payment.view.js';
import type { Payments } from './payments.js';
import { follow } from '../../kernel/event-store/follow.js';
import { Timetable } from './timetable.js';

/**
 * What the clock makes us do: ask about attempts that stay silent, also after a person has decided them, stop waiting for those that expired,
 * and finish claims whose author died. It keeps a timetable of every attempt that the provider is asked about, filled from the view at its
 * start and from the log ever after.
 */
export class ChaseSilentPayments implements InTurns {
  readonly name = 'chase-silent-payments';
  readonly #silent = new Map<string, Silent>();
  #timetable = new Timetable();
  /** The keys of the attempts that are being asked about. */
  readonly #asking = new Set<string>();
  readonly #codec = new EventCodec<PaymentEvent>(paymentEvents);
  /** Null while it has no turn here. */
  #turn: { readonly stopping: AbortController; readonly following: Promise<void> } | null = null;
  #ticking: Promise<void> | null = null;
  #lastRun = 0;
  /** The clock's time when attempts were last given up, or left out at the start: a clock that is set back behind it has done so too early. */
  #gaveUpAt = 0;
  /** Payments of which the log told something that their state alone makes sense of. */
  readonly #toReload = new Set<string>();

  constructor(
    private readonly payments: Payments,
    private readonly attempts: Attempts,
    private readonly events: EventStore,
    private readonly documents: DocumentStore,
    private readonly patience: Patience,
    private readonly clock: Clock,
    private readonly newId: () => string,
  ) {}

  /** How many attempts have no final answer, and how many of them are being asked about. */
  get load(): { readonly silent: number; readonly asking: number } {
    return { silent: this.#silent.size, asking: this.#asking.size };
  }

  async start(): Promise<void> {
    // Read before the documents, which are as new as this or newer; what they show already is heard once more and changes nothing.
    const from = (await this.documents.checkpoint(paymentView.collection.name)) ?? beginning;
    const asked = await this.#askedAbout();
    await this.#stopFollowing();
    this.#silent.clear();
    this.#timetable = new Timetable();
    this.#gaveUpAt = this.clock.now();
    for (const document of asked) this.#remember(asState(document));
    const stopping = new AbortController();
    this.#turn = { stopping, following: this.#follow(from, stopping.signal) };
  }

  async stop(): Promise<void> {
    await this.#ticking;
    await this.#stopFollowing();
  }

  async #stopFollowing(): Promise<void> {
    const turn = this.#turn;
    this.#turn = null;
    turn?.stopping.abort();
    await turn?.following;
  }

  /** What may still be asked about, page by page; what was given up long ago is not read again at every start. */
  async #askedAbout(): Promise<readonly PaymentDocument[]> {
    const longest = Math.max(this.patience.giveUpAfterMs, longestExpiryMs);
    const asked: PaymentDocument[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<PaymentDocument> = await this.documents.query(paymentView.collection, {
        where: { askedSince: { gte: instant(this.clock.now() - longest) } },
        sort: { field: 'askedSince', direction: 'ascending' },
        limit: 1_000,
        cursor,
      });
      asked.push(...page.documents);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return asked;
  }

  /** One run; while one is still going, another is not begun. Without a turn there is nothing to do. */
  tick(): Promise<void> {
    if (this.#turn === null) return Promise.resolve();
    this.#ticking ??= this.#run().finally(() => {
      this.#ticking = null;
    });
    return this.#ticking;
  }

  async #run(): Promise<void> {
    const by = this.#origin();
    const now = this.clock.now();
    // After a clock that was set back, everything would wait for moments that are long in coming.
    if (now < this.#lastRun) for (const silent of this.#silent.values()) this.#put(silent);
    this.#lastRun = now;
    if (now < this.#gaveUpAt) await this.start().catch(() => undefined);
    await this.#reload();
    await this.#finishClaims(by);
    const due = this.#timetable.takeDue(now);
    // One payment's failure does not stop the others, and a slow answer does not hold up the run: it is asked about aside.
    for (const key of due) if (!this.#asking.has(key)) await this.#step(key, by);
  }

  async #step(key: string, by: Origin): Promise<void> {
    const silent = this.#silent.get(key);
    if (silent === undefined) return;
    const { paymentId } = silent;
    const step = nextStep(silent, this.patience, this.clock.now());
    switch (step.is) {
      case 'give-up':
        this.#silent.delete(key);
        this.#gaveUpAt = this.clock.now();
        return;
      case 'wait':
        this.#timetable.put(key, step.until);
        return;
      case 'ask':
        this.#asking.add(key);
        void this.#ask(silent, by);
        return;
      case 'stop-waiting':
        try {
          const { status } = await this.payments.send('StopWaiting', { paymentId }, by);
          this.#remembered(silent, { uncertain: status === 'uncertain' });
        } catch {
          this.#timetable.put(key, this.clock.now() + retryMs);
        }
        return;
    }
  }

  async #ask(silent: Silent, by: Origin): Promise<void> {
    let checked: Checked = 'done';
    try {
      checked = await this.attempts.check(silent.paymentId, silent.attempt, 2, by);
    } catch {
      // The store is away, which health tells; the timetable brings the payment back.
    }
    const key = keyOf(silent);
    this.#asking.delete(key);
    // A question that never left was none: it would be a turn of the schedule lost, and with it perhaps the sending that it leads to.
    if (checked === 'not-asked' && this.#silent.has(key)) this.#timetable.put(key, this.clock.now() + unsentRetryMs);
    else this.#remembered(silent, { askedAt: this.clock.now() });
  }

  async #reload(): Promise<void> {
    for (const paymentId of this.#toReload) {
      try {
        const payment = await this.payments.find(paymentId);
        this.#toReload.delete(paymentId);
        if (payment !== null) this.#remember(payment);
      } catch {
        // The store is away: the next run tries again.
      }
    }
  }

  async #finishClaims(by: Origin): Promise<void> {
    for (const { id } of await this.#abandonedClaims()) {
      try {
        await this.payments.finishClaim(id, by);
      } catch {
        // The store is away, or this claim cannot be finished: the next run tries again, and the others do not wait for it.
      }
    }
  }

  async #abandonedClaims(): Promise<readonly OpenClaim[]> {
    const claimedAt = { lt: instant(this.clock.now() - claimAgeMs) };
    const sort = { field: 'claimedAt', direction: 'ascending' } as const;
    const claims: OpenClaim[] = [];
    let cursor: string | null = null;
    try {
      do {
        const page: Page<OpenClaim> = await this.documents.query(openClaimsView.collection, {
          where: { claimedAt },
          sort,
          limit: 1_000,
          cursor,
        });
        claims.push(...page.documents);
        cursor = page.nextCursor;
      } while (cursor !== null);
    } catch {
      // Without documents nobody knows of claims; payments are asked about all the same.
    }
    return claims;
  }

  #follow(from: bigint, signal: AbortSignal): Promise<void> {
    return follow(this.events, this.clock, from, { types: this.#codec.types }, signal, ({ events }) => {
      for (const event of events) this.#hear(event);
    });
  }

  #hear(event: RecordedEvent): void {
    let read: Recorded<PaymentEvent>;
    try {
      read = this.#codec.read(event);
    } catch {
      // Whoever cannot read it says so where views keep what they skipped; the payments after it are asked about nevertheless.
      return;
    }
    this.#learn(read);
  }

  #learn({ type, data }: Recorded<PaymentEvent>): void {
    switch (type) {
      case 'PaymentCreated':
      case 'PaymentReattempted':
        this.#put({
          paymentId: data.paymentId,
          attempt: 'attempt' in data ? data.attempt : 1,
          beganAt: epochMs(data.at),
          expiresAt: epochMs(data.expiresAt),
          uncertain: false,
          askedAt: null,
        });
        return;
      case 'PaymentBecameUncertain':
        this.#remembered(data, { uncertain: true });
        return;
      case 'PaymentSucceeded':
      case 'PaymentFailed':
      case 'PaymentExpired':
        // What a person decided is asked about as before.
        if ('reviewId' in data && data.reviewId !== null) this.#toReload.add(data.paymentId);
        else this.#silent.delete(keyOf(data));
        return;
      case 'ContradictionDecided':
        this.#toReload.add(data.paymentId);
        return;
      case 'OutcomeConfirmed':
        this.#silent.delete(keyOf(data));
        return;
      default:
        return;
    }
  }

  #remember({ id: paymentId, attempts, expiresAt, status }: KnownPayment): void {
    for (const attempt of attempts) {
      const key = keyOf({ paymentId, attempt: attempt.number });
      if (!isAskedAbout(attempt)) {
        this.#silent.delete(key);
        continue;
      }
      const beganAt = epochMs(attempt.at);
      const isCurrent = attempt.number === attempts.length;
      this.#put({
        paymentId,
        attempt: attempt.number,
        beganAt,
        expiresAt: isCurrent ? epochMs(expiresAt) : beganAt,
        uncertain: status === 'uncertain' || attempt.decidedIn !== null,
        askedAt: this.#silent.get(key)?.askedAt ?? null,
      });
    }
  }

  #remembered(of: Pick<Silent, 'paymentId' | 'attempt'>, news: Partial<SilentAttempt>): void {
    const silent = this.#silent.get(keyOf(of));
    if (silent !== undefined) this.#put({ ...silent, ...news });
  }

  #put(silent: Silent): void {
    const key = keyOf(silent);
    this.#silent.set(key, silent);
    const step = nextStep(silent, this.patience, this.clock.now());
    this.#timetable.put(key, step.is === 'wait' ? step.until : this.clock.now());
  }

  #origin(): Origin {
    return { actor: { kind: 'saga', id: this.name, name: this.name }, correlationId: this.newId(), causationId: null };
  }
}

interface Silent extends SilentAttempt {
  readonly paymentId: string;
  readonly attempt: number;
}

const keyOf = ({ paymentId, attempt }: Pick<Silent, 'paymentId' | 'attempt'>): string => `${paymentId}/${attempt}`;

/** The longest time that a payment may be given to be paid in, see `expiresInSeconds`. */
const longestExpiryMs = 86_400_000;
const retryMs = 1_000;
/** As long as a circuit stays open at most before it is tried again. */
const unsentRetryMs = 10_000;
/** A claim older than this has lost its author. */
const claimAgeMs = 10_000;
