import { createHash } from 'node:crypto';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { subjectOf } from '../../kernel/domain/sealed.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Handler, type Kernel } from '../../kernel/event-store/handle.js';
import type { Payments } from '../payments/index.js';
import { review, type KnownReview, type Review, type ReviewCommands } from './review.decider.js';
import type { Decision, Grounds, ReviewEvent, ReviewReason } from './review.events.js';

/** What a review is about; the same matter is the same review, however often it is told. */
export interface Matter {
  readonly reason: ReviewReason;
  readonly paymentId?: string;
  readonly providerReference?: string;
  readonly callbackId?: string;
  /** What tells this matter from others of its kind, when the fields above do not. */
  readonly apart?: string;
}

export const reviewIdOf = ({ reason, paymentId = '', providerReference = '', apart = '' }: Matter): string =>
  `rev_${createHash('sha256')
    .update(JSON.stringify([reason, paymentId, providerReference, apart]))
    .digest('hex')
    .slice(0, 24)}`;

/** The queue of what waits for a person, and what comes of a person's decision. */
export class Reviews {
  readonly #handler: Handler<Review, ReviewCommands, ReviewEvent>;

  constructor(
    private readonly kernel: Kernel,
    private readonly payments: Payments,
    private readonly personalData: PersonalData,
  ) {
    this.#handler = new Handler(review, kernel);
  }

  async find(reviewId: string): Promise<KnownReview | null> {
    const { state } = await this.#handler.load(reviewId);
    return state.status === 'absent' ? null : state;
  }

  async open(matter: Matter, by: Origin): Promise<void> {
    const at = this.#now();
    const reviewId = reviewIdOf(matter);
    const { reason, paymentId = null, providerReference = null, callbackId = null } = matter;
    const opening = { reviewId, reason, paymentId, providerReference, refundId: null, callbackId, itemId: null, at };
    await this.#handler.handle('OpenReview', reviewId, { opening, at, by });
  }

  async assign(reviewId: string, assignee: string, by: Origin): Promise<KnownReview> {
    const { state } = await this.#handler.handle('AssignReview', reviewId, { reviewId, assignee, at: this.#now(), by });
    return known(state);
  }

  /** A person's decision. What it says of a payment goes through the payment's own door, where it may contradict what is known by then. */
  async resolve(reviewId: string, decision: Decision, grounds: Grounds, by: Origin): Promise<KnownReview> {
    const resolvedBy = by.actor.id;
    const sealed = await this.personalData.seal(await this.#subjectOf(reviewId), grounds);
    const order = { reviewId, decision, grounds: sealed, resolvedBy, at: this.#now(), by };
    const { state } = await this.#handler.handle('ResolveReview', reviewId, order);
    await this.carryOut(known(state), by);
    return known(state);
  }

  /** Brings a decision to the payment; again after a crash, which changes nothing. */
  async carryOut({ id, paymentId, providerReference, decision }: KnownReview, by: Origin): Promise<void> {
    if (paymentId === null || providerReference === null || (decision !== 'paid' && decision !== 'not-paid')) return;
    const said = { paymentId, providerReference, reviewId: id, decision };
    await this.payments.send('DecideOutcome', said, by);
  }

  /** The provider answered after all: nobody needs to decide any more. */
  async answered(reviewId: string, by: Origin): Promise<void> {
    const review = await this.find(reviewId);
    if (review === null || review.status === 'resolved') return;
    const order = {
      reviewId,
      decision: 'answered' as const,
      grounds: null,
      resolvedBy: by.actor.id,
      at: this.#now(),
      by,
    };
    await this.#handler.handle('ResolveReview', reviewId, order).catch(unlessResolved);
  }

  /** False when there is no such review. */
  async reopen(reviewId: string, because: ReviewReason, by: Origin): Promise<boolean> {
    if ((await this.find(reviewId)) === null) return false;
    await this.#handler.handle('ReopenReview', reviewId, { reviewId, because, at: this.#now(), by });
    return true;
  }

  /** Whom a review is about: its payment's payer, who may ask to be forgotten. */
  async #subjectOf(reviewId: string): Promise<string> {
    const paymentId = (await this.find(reviewId))?.paymentId ?? null;
    const payment = paymentId === null ? null : await this.payments.find(paymentId);
    return payment === null ? nobody : subjectOf(payment.payer);
  }

  #now() {
    return instant(this.kernel.clock.now());
  }
}

// A person was faster, which is just as well.
const unlessResolved = (error: unknown) => {
  if (!(error instanceof Refusal) || error.code !== 'REVIEW_RESOLVED') throw error;
};

function known(state: Review): KnownReview {
  if (state.status === 'absent') throw new Error('A review is absent after a command to it');
  return state;
}

const nobody = 'nobody-known';
