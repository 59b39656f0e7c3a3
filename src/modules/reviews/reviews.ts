import { createHash } from 'node:crypto';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import { Money } from '../../kernel/domain/money.js';
import type { Movement, MovementKind } from '../../kernel/domain/movement.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { DoubtfulAttempt, DoubtPort, Doubts, MoneyDecision } from '../movements/contract.js';
import type { Payments } from '../payments/contract.js';
import { review as reviewDecider, type KnownReview, type Review, type ReviewOrders } from './review.decider.js';
import type { Decision, ReviewEvent, ReviewReason } from './review.events.js';

/** What a review is about. The same matter is the same review, however often it is opened. */
export interface Matter {
  readonly reason: ReviewReason;
  readonly paymentId?: string | null;
  readonly refundId?: string | null;
  readonly payoutId?: string | null;
  /** The movement that it is about, and its reference at the provider. */
  readonly movement?: Movement;
  readonly providerReference?: string;
  readonly callbackId?: string;
  /** The item of a statement. One item is one matter, whatever it is about. */
  readonly itemId?: string;
  /** Distinguishes this matter from others, where the fields above do not. */
  readonly apart?: string;
}

export const reviewIdOf = ({ reason, itemId, ...matter }: Matter): string => {
  const { paymentId, movement, providerReference = '', apart = '' } = itemId === undefined ? matter : { apart: itemId };
  // Of a payment as it was before there were other kinds.
  const of = movement === undefined || movement.kind === 'payment' ? (paymentId ?? '') : movement.id;
  return `rev_${createHash('sha256')
    .update(JSON.stringify([reason, of, providerReference, apart]))
    .digest('hex')
    .slice(0, 24)}`;
};

/** Every review that there may be about the money of one attempt. */
export function reviewIdsOfAttempt(attempt: {
  readonly kind: MovementKind;
  /** The reason of a review of this kind where no final answer came. */
  readonly uncertain: DoubtPort['uncertain'];
  readonly id: string;
  readonly providerReference: string;
}) {
  const { kind, id, uncertain, providerReference } = attempt;
  // The number of the attempt is not in the id of a review.
  const matter = { paymentId: id, movement: { kind, id, attempt: 1 }, providerReference };
  const doubts = ([uncertain, 'AMOUNT_DISAGREES'] as const).map((reason) => reviewIdOf({ reason, ...matter }));
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
    private readonly doubts: Doubts,
    private readonly payments: Payments,
    private readonly personalData: PersonalData,
  ) {
    this.#handler = new Handler(reviewDecider, kernel);
  }

  async find(reviewId: string): Promise<KnownReview | null> {
    const { state } = await this.#handler.load(reviewId);
    return state.status === 'absent' ? null : state;
  }

  /** Its whole story: it is opened, taken and decided few times. */
  eventsOf(reviewId: string): Promise<readonly Recorded<ReviewEvent>[]> {
    return this.#handler.eventsOf(reviewId);
  }

  /** Opens a review, or opens a resolved one again where `news` is an event that it does not know. Null: a resolved review stays resolved. */
  async open(matter: Matter, news: string | null, by: Origin): Promise<void> {
    const at = this.#now();
    const reviewId = reviewIdOf(matter);
    const { reason, movement = null, providerReference = null, callbackId = null, itemId = null } = matter;
    const { paymentId = null, refundId = null, payoutId = null } = matter;
    const ids = { paymentId, refundId, payoutId, callbackId, itemId };
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
   * Carries out a person's decision. The movement comes first: it carries the decision out or refuses it, and only then is the review resolved,
   * so no decision is accepted without effect. After a crash in between, the movement's event resolves the review (`decidedByMovement`). For
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
  #unlessDecided(review: KnownReview) {
    return async (error: unknown): Promise<never> => {
      if (!(error instanceof Refusal) || !error.code.endsWith('_SETTLED')) throw error;
      const { id: reviewId } = review;
      const attempt = (await this.#attemptOf(review))!;
      if (attempt.decidedIn !== reviewId) throw error;
      const resolvedBy = (await this.find(reviewId))?.resolvedBy ?? null;
      throw new Refusal('conflict', 'REVIEW_RESOLVED', { reviewId, decision: attempt.decidedAs, resolvedBy });
    };
  }

  /** Only decisions about money are carried out elsewhere; the others are recorded in the review alone. */
  async #carryOut(
    { id: reviewId, movement, providerReference }: KnownReview,
    { decision, amount, providerTransactionId, force }: Resolution,
    grounds: Sealed<Grounds>,
    by: Origin,
  ): Promise<void> {
    if (!isOfMoney(decision) || movement === null || providerReference === null) return;
    const port = this.doubts.of(movement.kind);
    const { id } = movement;
    const money = amount === null ? null : asMoney(amount, (await port.find(id))!.currency);
    const said = { id, providerReference, reviewId, decision, grounds, amount: money, providerTransactionId, force };
    await port.decide(said, by).catch(byField);
  }

  /** Stops the submission of a payment that a person has called a duplicate. */
  async stopDuplicate({ id: reviewId, paymentId, grounds }: KnownReview, by: Origin): Promise<void> {
    if (paymentId !== null) await this.payments.send('StopSubmission', { paymentId, reviewId, grounds }, by);
  }

  /** Resolves the review whose decision a movement has carried out, unless it is resolved already or was opened again since. */
  async decidedByMovement(
    reviewId: string,
    decision: Decision,
    grounds: Sealed<Grounds> | null,
    by: Origin,
  ): Promise<void> {
    const review = await this.find(reviewId);
    if (review === null || review.status === 'resolved') return;
    const attempt = await this.#attemptOf(review);
    if (attempt?.isInDoubt) return;
    const news = review.news.length;
    const order = { reviewId, decision, grounds, resolvedBy: by.actor.id, news, at: this.#now(), by };
    await this.#handler.handle('Resolve', reviewId, order).catch(unlessResolved);
  }

  /** Closes the review of an item that a person has resolved; one without a review is of no matter here. */
  async acknowledge(itemId: string, by: Origin): Promise<void> {
    const reviewId = reviewIdOf({ reason: 'RECONCILIATION_MISMATCH', itemId });
    await this.decidedByMovement(reviewId, 'acknowledged', null, by);
  }

  /** By the reference: old reviews know no number. */
  async #attemptOf({ movement, providerReference }: KnownReview): Promise<DoubtfulAttempt | undefined> {
    const known = movement === null ? null : await this.doubts.of(movement.kind).find(movement.id);
    return known?.attempts.find((attempt) => attempt.providerReference === providerReference);
  }

  /** Closes a review in which there is nothing to decide: the provider answered, or the doubt was decided in another review. */
  async closeIfSettled(reviewId: string, by: Origin): Promise<void> {
    const review = await this.find(reviewId);
    if (review === null || review.status === 'resolved') return;
    const attempt = await this.#attemptOf(review);
    if (attempt === undefined || attempt.isInDoubt) return;
    // A decision in this review is recorded by `decidedByMovement`, with its grounds. A review that was opened again is closed here once the
    // provider confirms the decision.
    if (attempt.decidedIn === reviewId && !attempt.isConfirmed) return;
    await this.decidedByMovement(reviewId, 'answered', null, by);
  }

  /** Sealed under the key of the person that the review is about, so that it is erased with that person's data. */
  async #seal({ movement, paymentId }: KnownReview, grounds: Grounds): Promise<Sealed<Grounds>> {
    const kind = movement?.kind ?? 'payment';
    const id = movement?.id ?? paymentId;
    const known = id === null ? null : await this.doubts.of(kind).find(id);
    return known === null
      ? this.personalData.seal(unknownSubject, grounds)
      : this.personalData.sealUnderKeyOf(known.person, grounds);
  }

  #now() {
    return instant(this.kernel.clock.now());
  }
}

const isOfMoney = (decision: Decision): decision is MoneyDecision =>
  decision === 'paid' || decision === 'not-paid' || decision === 'returned' || decision === 'reversed';

function asMoney(amount: string, currency: string): Money {
  const money = Money.parse(amount, currency);
  if (money?.isPositive) return money;
  throw new InvalidInput([{ field: 'amount', message: `must be a positive amount of ${currency}` }]);
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
