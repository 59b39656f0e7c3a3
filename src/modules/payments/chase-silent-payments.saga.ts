import { epochMs, instant, type Clock } from '../../kernel/domain/clock.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import { beginning } from '../../kernel/domain/position.js';
import type { DocumentStore, Page } from '../../kernel/documents/document-store.js';
import { EventCodec } from '../../kernel/event-store/event-codec.js';
import type { EventStore, RecordedEvent } from '../../kernel/event-store/event-store.js';
import type { InTurns } from '../../kernel/projections/followers.js';
import type { Attempts, Checked } from './attempts.js';
import { nextStep, type Patience, type SilentAttempt } from './next-step.js';
import { paymentEvents, type PaymentEvent } from './payment.events.js';
import { openClaimsView, paymentView, type OpenClaim, type PaymentDocument } from './payment.view.js';
import type { Payments } from './payments.js';
import { follow } from '../../kernel/event-store/follow.js';
import { Timetable } from './timetable.js';

/**
 * What the clock makes us do: ask about attempts that stay silent, stop waiting for those that expired, and finish claims whose author
 * died. It keeps a timetable of every attempt without a final answer, filled from the view at its start and from the log ever after.
 */
export class ChaseSilentPayments implements InTurns {
  readonly name = 'chase-silent-payments';
  readonly #silent = new Map<string, SilentAttempt & { readonly attempt: number }>();
  #timetable = new Timetable();
  readonly #asking = new Set<string>();
  readonly #codec = new EventCodec<PaymentEvent>(paymentEvents);
  /** Null while it has no turn here. */
  #turn: { readonly stopping: AbortController; readonly following: Promise<void> } | null = null;
  #ticking: Promise<void> | null = null;
  #lastRun = 0;

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
    this.#silent.clear();
    this.#timetable = new Timetable();
    // Read before the documents, which are as new as this or newer; what they show already is heard once more and changes nothing.
    const from = (await this.documents.checkpoint(paymentView.collection.name)) ?? beginning;
    for (const status of ['created', 'submitted', 'pending', 'uncertain']) {
      let cursor: string | null = null;
      do {
        const page: { documents: readonly PaymentDocument[]; nextCursor: string | null } = await this.documents.query(
          paymentView.collection,
          { where: { status }, sort: { field: 'createdAt', direction: 'ascending' }, limit: 1_000, cursor },
        );
        for (const document of page.documents) this.#remember(document);
        cursor = page.nextCursor;
      } while (cursor !== null);
    }
    const stopping = new AbortController();
    this.#turn = { stopping, following: this.#follow(from, stopping.signal) };
  }

  async stop(): Promise<void> {
    const turn = this.#turn;
    this.#turn = null;
    turn?.stopping.abort();
    await turn?.following;
    await this.#ticking;
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
    // A clock that was set back would have everybody wait for moments that are long in coming.
    if (now < this.#lastRun) for (const [paymentId, silent] of this.#silent) this.#put(paymentId, silent);
    this.#lastRun = now;
    await this.#finishClaims(by);
    const due = this.#timetable.takeDue(now);
    // One payment's failure does not stop the others, and a slow answer does not hold up the run: it is asked about aside.
    for (const paymentId of due) if (!this.#asking.has(paymentId)) await this.#step(paymentId, by);
  }

  async #step(paymentId: string, by: Origin): Promise<void> {
    const silent = this.#silent.get(paymentId);
    if (silent === undefined) return;
    const step = nextStep(silent, this.patience, this.clock.now());
    switch (step.is) {
      case 'give-up':
        this.#silent.delete(paymentId);
        return;
      case 'wait':
        this.#timetable.put(paymentId, step.until);
        return;
      case 'ask':
        this.#asking.add(paymentId);
        void this.#ask(paymentId, silent.attempt, by);
        return;
      case 'stop-waiting':
        try {
          const { status } = await this.payments.send('StopWaiting', { paymentId }, by);
          this.#remembered(paymentId, silent.attempt, { uncertain: status === 'uncertain' });
        } catch {
          this.#timetable.put(paymentId, this.clock.now() + retryMs);
        }
        return;
    }
  }

  async #ask(paymentId: string, attempt: number, by: Origin): Promise<void> {
    let checked: Checked = 'done';
    try {
      checked = await this.attempts.check(paymentId, attempt, 2, by);
    } catch {
      // The store is away, which health tells; the timetable brings the payment back.
    }
    this.#asking.delete(paymentId);
    // A question that never left was none: it would be a turn of the schedule lost, and with it perhaps the sending that it leads to.
    if (checked === 'not-asked' && this.#silent.get(paymentId)?.attempt === attempt)
      this.#timetable.put(paymentId, this.clock.now() + unsentRetryMs);
    else this.#remembered(paymentId, attempt, { askedAt: this.clock.now() });
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
        this.#put(data.paymentId, {
          attempt: 'attempt' in data ? data.attempt : 1,
          beganAt: epochMs(data.at),
          expiresAt: epochMs(data.expiresAt),
          uncertain: false,
          askedAt: null,
        });
        return;
      case 'PaymentBecameUncertain':
        this.#remembered(data.paymentId, data.attempt, { uncertain: true });
        return;
      case 'PaymentSucceeded':
      case 'PaymentFailed':
      case 'PaymentExpired':
        this.#silent.delete(data.paymentId);
        return;
      default:
        return;
    }
  }

  #remember(document: PaymentDocument): void {
    const { number, at } = document.attempts.at(-1)!;
    this.#put(document.id, {
      attempt: number,
      beganAt: epochMs(at),
      expiresAt: epochMs(document.expiresAt),
      uncertain: document.status === 'uncertain',
      askedAt: null,
    });
  }

  #remembered(paymentId: string, attempt: number, news: Partial<SilentAttempt>): void {
    const silent = this.#silent.get(paymentId);
    if (silent?.attempt === attempt) this.#put(paymentId, { ...silent, ...news });
  }

  #put(paymentId: string, silent: SilentAttempt & { readonly attempt: number }): void {
    this.#silent.set(paymentId, silent);
    const step = nextStep(silent, this.patience, this.clock.now());
    this.#timetable.put(paymentId, step.is === 'wait' ? step.until : this.clock.now());
  }

  #origin(): Origin {
    return { actor: { kind: 'saga', id: this.name, name: this.name }, correlationId: this.newId(), causationId: null };
  }
}

const retryMs = 1_000;
/** As long as a circuit stays open at most before it is tried again. */
const unsentRetryMs = 10_000;
/** A claim older than this has lost its author. */
const claimAgeMs = 10_000;
