import { createHash } from 'node:crypto';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import type { Movement } from '../../kernel/domain/movement.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { isInDoubt, type Grounds, type Payments } from '../payments/contract.js';
import { review as reviewDecider, type KnownReview, type Review, type ReviewOrders } from './review.decider.js';
import type { Decision, ReviewEvent, ReviewReason } from './review.events.js';

/** What a review is about; the same matter is the same review, however often it is told. */
export interface Matter {
  readonly reason: ReviewReason;
  readonly paymentId?: string;
  /** Whose money it is about, and its reference at the provider. */
  readonly movement?: Movement;
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

/** What a person decides, and on what evidence. */
export interface Resolution {
  readonly decision: Decision;
  readonly grounds: Grounds;
  /** What was paid or taken back, in major units of the payment's currency, where it is not all that was asked; null: all of it. */
  readonly amount: string | null;
  readonly providerTransactionId: string | null;
  /** Also against a provider that says that it is not over. */
  readonly force: boolean;
}

/** The queue of what waits for a person, and what comes of a person's decision. */
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

  /** Opens a review, or opens it again when the event `news` is news about what was decided; null: once decided, it stays so. */
  async open(matter: Matter, news: string | null, by: Origin): Promise<void> {
    const at = this.#now();
    const reviewId = reviewIdOf(matter);
    const { reason, paymentId = null, movement = null, providerReference = null, callbackId = null } = matter;
    const ids = { paymentId, refundId: null, payoutId: null, callbackId, itemId: null };
    const opening = { reviewId, reason, movement, providerReference, ...ids, news, at };
    await this.#handler.handle('Open', reviewId, { opening, at, by });
    await this.closeIfSettled(reviewId, by);
  }

  /** Opens a review again that a person had decided; false when it is none such. Delivered again, the same news changes nothing. */
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
   * A person's decision. The payment carries it out or refuses it, and only then the review is resolved: nothing is both accepted and without
   * effect. After a crash in between, the payment's event resolves the review (`decidedByPayment`). `duplicate` is decided against `distinct`,
   * of which the payment knows nothing, and no payment refuses it: there the review comes first, and the policy makes up for a crash.
   */
  async resolve(reviewId: string, resolution: Resolution, by: Origin): Promise<KnownReview> {
    const { decision } = resolution;
    const review = await this.find(reviewId);
    if (review === null) throw new Refusal('not-found', 'REVIEW_NOT_FOUND', { reviewId });
    const grounds = await this.#seal(review, resolution.grounds);
    const news = review.news.length;
    const order = { reviewId, decision, grounds, resolvedBy: by.actor.id, news, at: this.#now(), by };
    // Refused by what was read: a review that news opens meanwhile would be resolved, and its decision not carried out.
    reviewDecider.decide.Resolve(review, order);
    await this.#carryOut(review, resolution, grounds, by).catch(this.#unlessDecided(review));
    const resolved = await this.#handler.handle('Resolve', reviewId, order).then(
      ({ state }) => known(state),
      async (error: unknown) => {
        // The policy may have been faster to resolve what this very decision has settled.
        const now = await this.find(reviewId);
        if (now?.decision === decision && now.resolvedBy === by.actor.id) return now;
        throw error;
      },
    );
    if (decision === 'duplicate') await this.stopDuplicate(resolved, by);
    return resolved;
  }

  // Of two who decide at once, the second is told what the first has decided.
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

  /** Sends nothing more of what a person has called a duplicate. */
  async stopDuplicate({ id: reviewId, paymentId, grounds }: KnownReview, by: Origin): Promise<void> {
    if (paymentId !== null) await this.payments.send('StopSubmission', { paymentId, reviewId, grounds }, by);
  }

  /** Resolves the review whose decision a payment has carried out, unless it is resolved already or there is news since then. */
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

  /** Closes a review that has nothing to decide any more: the provider answered, or the doubt was decided in another review. */
  async closeIfSettled(reviewId: string, by: Origin): Promise<void> {
    const review = await this.find(reviewId);
    if (review === null || review.status === 'resolved') return;
    const attempt = await this.#attemptOf(review);
    if (attempt === undefined || isInDoubt(attempt)) return;
    // What was decided in this very review, `decidedByPayment` resolves, with the decision and its grounds; opened again, it is answered by a
    // provider that confirms what was decided.
    if (attempt.decidedIn === reviewId && !attempt.isConfirmed) return;
    await this.decidedByPayment(reviewId, 'answered', null, by);
  }

  /** Under the key of the payer whom the review is about, who may ask to be forgotten. */
  async #seal({ paymentId }: KnownReview, grounds: Grounds): Promise<Sealed<Grounds>> {
    const payment = paymentId === null ? null : await this.payments.find(paymentId);
    return payment === null
      ? this.personalData.seal(nobody, grounds)
      : this.personalData.sealUnderKeyOf(payment.payer, grounds);
  }

  #now() {
    return instant(this.kernel.clock.now());
  }
}

// What the person has to add is a matter of the request's fields.
const byField = (error: unknown): never => {
  if (!(error instanceof Refusal) || error.code !== 'PAID_AMOUNT_MISSING') throw error;
  const missing = error.detail['missing'] as readonly string[];
  const message = 'is needed: the provider names another amount than was asked for';
  throw new InvalidInput(missing.map((field) => ({ field, message })));
};

// A person was faster, which is just as well.
const unlessResolved = (error: unknown) => {
  if (!(error instanceof Refusal) || error.code !== 'REVIEW_RESOLVED') throw error;
};

function known(state: Review): KnownReview {
  if (state.status === 'absent') throw new Error('A review is absent after an order to it');
  return state;
}

const nobody = 'nobody-known';
