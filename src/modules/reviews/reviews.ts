import { createHash } from 'node:crypto';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import { Money } from '../../kernel/domain/money.js';
import type { Movement } from '../../kernel/domain/movement.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { isInDoubt, type Payments } from '../payments/contract.js';
import { review as reviewDecider, type KnownReview, type Review, type ReviewOrders } from './review.decider.js';
import type { Decision, ReviewEvent, ReviewReason } from './review.events.js';

/** What a review is about. The same matter is the same review, however often it is opened. */
export interface Matter {
  readonly reason: ReviewReason;
  readonly paymentId?: string;
  /** The movement that it is about, and its reference at the provider. */
  readonly movement?: Movement;
  readonly providerReference?: string;
  readonly callbackId?: string;
  /** Distinguishes this matter from others, where the fields above do not. */
  readonly apart?: string;
}

export const reviewIdOf = ({ reason, paymentId = '', providerReference = '', apart = '' }: Matter): string =>
  `rev_${createHash('sha256')
    .update(JSON.stringify([reason, paymentId, providerReference, apart]))
    .digest('hex')
    .slice(0, 24)}`;

/** Every review that there may be about the money of one attempt. */
export function reviewIdsOfAttempt(matter: { readonly paymentId: string; readonly providerReference: string }) {
  const doubts = (['UNCERTAIN_PAYMENT', 'AMOUNT_DISAGREES'] as const).map((reason) =>
    reviewIdOf({ reason, ...matter }),
  );
  const contradictions = contradictingWords.map((apart) => reviewIdOf({ reason: 'CONTRADICTION', ...matter, apart }));
  return [...doubts, ...contradictions];
}
const contradictingWords = ['pending', 'successful', 'failed', 'expired'] as const;

/** A person's decision, and the evidence for it. */
export interface Resolution {
  readonly decision: Decision;
  readonly grounds: Grounds;
  /** What was paid or taken back, in major units of the payment's currency, where it is not all that was asked for; null: all of it. */
  readonly amount: string | null;
  readonly providerTransactionId: string | null;
  /** Decide although the provider says pending. */
  readonly force: boolean;
}

/** The reviews that wait for a person, and how a person's decision is carried out. */
export class Reviews {
  readonly #handler: Handler<Review, ReviewOrders, ReviewEvent>;

  constructor(
    private readonly kernel: Kernel,
    private readonly payments: Payments,
    private readonly personalData: PersonalData,
  ) {
    this.#handler = new Handler(reviewDecider, kernel);
  }

  async find(reviewId: string): Promise<KnownReview | null> {
    const { state } = await this.#handler.load(reviewId);
    return state.status === 'absent' ? null : state;
  }

  /** Opens a review, or opens a resolved one again where `news` is an event that it does not know. Null: a resolved review stays resolved. */
  async open(matter: Matter, news: string | null, by: Origin): Promise<void> {
    const at = this.#now();
    const reviewId = reviewIdOf(matter);
    const { reason, paymentId = null, movement = null, providerReference = null, callbackId = null } = matter;
    const ids = { paymentId, refundId: null, payoutId: null, callbackId, itemId: null };
    const opening = { reviewId, reason, movement, providerReference, ...ids, news, at };
    await this.#handler.handle('Open', reviewId, { opening, at, by });
    await this.closeIfSettled(reviewId, by);
  }

  /** Opens a review again that a person has decided; false where there is none. The same event again changes nothing. */
  async reopen(reviewId: string, because: ReviewReason, news: string, by: Origin): Promise<boolean> {
    const review = await this.find(reviewId);
    if (review === null) return false;
    const wasDecided = review.status === 'resolved' && review.decision !== 'answered';
    if (!wasDecided && !review.news.includes(news)) return false;
    const at = this.#now();
    const opening = { ...review, reviewId, reason: because, news, at };
    await this.#handler.handle('Open', reviewId, { opening, at, by });
    await this.closeIfSettled(reviewId, by);
    return true;
  }

  async assign(reviewId: string, assignee: string, by: Origin): Promise<KnownReview> {
    const { state } = await this.#handler.handle('Assign', reviewId, { reviewId, assignee, at: this.#now(), by });
    return known(state);
  }

  /**
   * Carries out a person's decision. The payment comes first: it carries the decision out or refuses it, and only then is the review resolved, so
   * no decision is accepted without effect. After a crash in between, the payment's event resolves the review (`decidedByPayment`). For
   * `duplicate` the review comes first: no payment refuses it, and the other decision, `distinct`, is recorded in the review alone. After a crash
   * in between, the policy stops the payment.
   */
  async resolve(reviewId: string, resolution: Resolution, by: Origin): Promise<KnownReview> {
    const { decision } = resolution;
    const review = await this.find(reviewId);
    if (review === null) throw new Refusal('not-found', 'REVIEW_NOT_FOUND', { reviewId });
    const grounds = await this.#seal(review, resolution.grounds);
    const news = review.news.length;
    const order = { reviewId, decision, grounds, resolvedBy: by.actor.id, news, at: this.#now(), by };
    // Decided on the review as it was read: one that is opened again meanwhile would be resolved without its decision carried out.
    reviewDecider.decide.Resolve(review, order);
    await this.#carryOut(review, resolution, grounds, by).catch(this.#unlessDecided(review));
    const resolved = await this.#handler.handle('Resolve', reviewId, order).then(
      ({ state }) => known(state),
      async (error: unknown) => {
        // The policy may have resolved the review already, by the event of this same decision.
        const now = await this.find(reviewId);
        if (now?.decision === decision && now.resolvedBy === by.actor.id) return now;
        throw error;
      },
    );
    if (decision === 'duplicate') await this.stopDuplicate(resolved, by);
    return resolved;
  }

  // Of two people who decide at once, the second gets the decision of the first.
  #unlessDecided({ id: reviewId, paymentId, providerReference }: KnownReview) {
    return async (error: unknown): Promise<never> => {
      if (!(error instanceof Refusal) || error.code !== 'PAYMENT_SETTLED') throw error;
      const { attempts } = (await this.payments.find(paymentId!))!;
      const attempt = attempts.find((candidate) => candidate.providerReference === providerReference)!;
      if (attempt.decidedIn !== reviewId) throw error;
      const resolvedBy = (await this.find(reviewId))?.resolvedBy ?? null;
      throw new Refusal('conflict', 'REVIEW_RESOLVED', { reviewId, decision: attempt.decidedAs, resolvedBy });
    };
  }

  async #carryOut(
    { id: reviewId, paymentId, providerReference }: KnownReview,
    resolution: Resolution,
    grounds: Sealed<Grounds>,
    by: Origin,
  ): Promise<void> {
    const { decision, providerTransactionId, force } = resolution;
    if (paymentId === null) return;
    switch (decision) {
      case 'paid':
      case 'not-paid':
      case 'returned':
      case 'reversed': {
        if (providerReference === null) return;
        const amount = await this.#money(paymentId, resolution.amount);
        const said = {
          paymentId,
          providerReference,
          reviewId,
          decision,
          grounds,
          amount,
          providerTransactionId,
          force,
        };
        await this.payments.decide(said, by).catch(byField);
        return;
      }
      case 'duplicate':
      case 'distinct':
      case 'acknowledged':
      case 'answered':
        return;
    }
  }

  async #money(paymentId: string, amount: string | null): Promise<Money | null> {
    if (amount === null) return null;
    const { currency } = (await this.payments.find(paymentId))!.amount;
    const money = Money.parse(amount, currency);
    if (money?.isPositive) return money;
    throw new InvalidInput([{ field: 'amount', message: `must be a positive amount of ${currency}` }]);
  }

  /** Stops the submission of a payment that a person has called a duplicate. */
  async stopDuplicate({ id: reviewId, paymentId, grounds }: KnownReview, by: Origin): Promise<void> {
    if (paymentId !== null) await this.payments.send('StopSubmission', { paymentId, reviewId, grounds }, by);
  }

  /** Resolves the review whose decision a payment has carried out, unless it is resolved already or was opened again since. */
  async decidedByPayment(
    reviewId: string,
    decision: Decision,
    grounds: Sealed<Grounds> | null,
    by: Origin,
  ): Promise<void> {
    const review = await this.find(reviewId);
    if (review === null || review.status === 'resolved') return;
    const attempt = await this.#attemptOf(review);
    if (attempt !== undefined && isInDoubt(attempt)) return;
    const news = review.news.length;
    const order = { reviewId, decision, grounds, resolvedBy: by.actor.id, news, at: this.#now(), by };
    await this.#handler.handle('Resolve', reviewId, order).catch(unlessResolved);
  }

  async #attemptOf({ movement, providerReference }: KnownReview) {
    const payment = movement?.kind === 'payment' ? await this.payments.find(movement.id) : null;
    return payment?.attempts.find((attempt) => attempt.providerReference === providerReference);
  }

  /** Closes a review in which there is nothing to decide: the provider answered, or the doubt was decided in another review. */
  async closeIfSettled(reviewId: string, by: Origin): Promise<void> {
    const review = await this.find(reviewId);
    if (review === null || review.status === 'resolved') return;
    const attempt = await this.#attemptOf(review);
    if (attempt === undefined || isInDoubt(attempt)) return;
    // A decision in this review is recorded by `decidedByPayment`, with its grounds. A review that was opened again is closed here once the
    // provider confirms the decision.
    if (attempt.decidedIn === reviewId && !attempt.isConfirmed) return;
    await this.decidedByPayment(reviewId, 'answered', null, by);
  }

  /** Sealed under the key of the payer that the review is about, so that it is erased with the payer's data. */
  async #seal({ paymentId }: KnownReview, grounds: Grounds): Promise<Sealed<Grounds>> {
    const payment = paymentId === null ? null : await this.payments.find(paymentId);
    return payment === null
      ? this.personalData.seal(unknownSubject, grounds)
      : this.personalData.sealUnderKeyOf(payment.payer, grounds);
  }

  #now() {
    return instant(this.kernel.clock.now());
  }
}

// Missing members of the request are reported as invalid fields.
const byField = (error: unknown): never => {
  if (!(error instanceof Refusal) || error.code !== 'PAID_AMOUNT_MISSING') throw error;
  const missing = error.detail['missing'] as readonly string[];
  const message = 'is needed: the provider names another amount than was asked for';
  throw new InvalidInput(missing.map((field) => ({ field, message })));
};

// A person has resolved it meanwhile.
const unlessResolved = (error: unknown) => {
  if (!(error instanceof Refusal) || error.code !== 'REVIEW_RESOLVED') throw error;
};

function known(state: Review): KnownReview {
  if (state.status === 'absent') throw new Error('A review is absent after an order to it');
  return state;
}

/** For a review that is about no known payer. The value is in the log, so it stays. */
const unknownSubject = 'nobody-known';
