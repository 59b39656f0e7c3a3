import { epochMs } from '../../kernel/domain/clock.js';
import type { Actor, DomainEvent, EventOf, Origin, Recorded } from '../../kernel/domain/events.js';
import type { Policy } from '../../kernel/following/policy.js';
import { CallbackReceived } from '../callbacks/contract.js';
import type { DoubtNews, DoubtPort, Doubtful, Doubts } from '../movements/contract.js';
import { DuplicateSuspected, SubmissionStopped } from '../payments/contract.js';
import { LineMismatched, MismatchResolved } from '../reconciliation/contract.js';
import { ReviewResolved } from './review.events.js';
import { reviewIdOf, reviewIdsOfAttempt, type Reviews } from './reviews.js';

const watched = [
  SubmissionStopped,
  DuplicateSuspected,
  CallbackReceived,
  LineMismatched,
  MismatchResolved,
  ReviewResolved,
] as const;
type Watched = EventOf<(typeof watched)[number]>;

/**
 * Opens a review for what only a person can settle, and closes it when the provider answers after all. The doubts of payments, refunds and payouts
 * come through one door; what beside them is reviewed has a row of its own.
 */
export const openReviews = (reviews: Reviews, doubts: Doubts): Policy<DomainEvent> => {
  const settleOthers = async (port: DoubtPort, of: Doubtful, { id, attempt }: DoubtNews, by: Origin, but?: string) => {
    const { providerReference } = of.attempts[attempt - 1]!;
    for (const reviewId of reviewIdsOfAttempt({ kind: port.kind, uncertain: port.uncertain, id, providerReference }))
      if (reviewId !== but) await reviews.closeIfSettled(reviewId, by);
  };

  /** Resolves the review in which it was decided, where a crash prevented that, and closes every other review about the same doubt. */
  const decided = async (
    port: DoubtPort,
    news: Extract<DoubtNews, { is: 'decided' }>,
    actor: Actor,
    by: Origin,
  ): Promise<void> => {
    // The actor of the decision is the person, not this policy.
    await reviews.decidedByMovement(news.reviewId, news.decision, news.grounds, { ...by, actor });
    await settleOthers(port, (await port.find(news.id))!, news, by, news.reviewId);
  };

  const settled = async (port: DoubtPort, news: DoubtNews, by: Origin): Promise<void> => {
    const known = (await port.recallEnded(news.id, news.attempt))!;
    // Nearly every movement ends without a doubt, and has no review.
    if (known.wasDoubted) await settleOthers(port, known, news, by);
  };

  const uncertain = async (
    port: DoubtPort,
    { id, attempt, reason }: Extract<DoubtNews, { is: 'uncertain' }>,
    eventId: string,
    by: Origin,
  ): Promise<void> => {
    const known = (await port.find(id))!;
    const { providerReference, isUncertain } = known.attempts[attempt - 1]!;
    // The attempt may have been settled since the event.
    if (!isUncertain) return;
    const matter = { ...known.ids, movement: { kind: port.kind, id, attempt }, providerReference };
    await reviews.open({ reason: reason === 'AMOUNT_DISAGREES' ? reason : port.uncertain, ...matter }, eventId, by);
  };

  const contradicted = async (
    port: DoubtPort,
    { id, attempt, was, says, differs }: Extract<DoubtNews, { is: 'contradicted' }>,
    eventId: string,
    by: Origin,
  ): Promise<void> => {
    const known = (await port.find(id))!;
    const { providerReference } = known.attempts[attempt - 1]!;
    const reason = was === 'successful' && differs ? 'AMOUNT_DISAGREES' : 'CONTRADICTION';
    const matter = { ...known.ids, movement: { kind: port.kind, id, attempt }, providerReference };
    for (const doubt of [port.uncertain, 'AMOUNT_DISAGREES'] as const) {
      // A person's decision is contradicted: the review in which it was made is opened again.
      if (await reviews.reopen(reviewIdOf({ ...matter, reason: doubt }), reason, eventId, by)) return;
    }
    const apart = reason === 'CONTRADICTION' ? says : '';
    await reviews.open({ ...matter, reason, apart }, eventId, by);
  };

  const ofMoney = async (event: Recorded, by: Origin): Promise<void> => {
    const port = doubts.tellerOf(event.type)!;
    const news = port.newsOf(event);
    switch (news?.is) {
      case undefined:
        return;
      case 'uncertain':
        return uncertain(port, news, event.id, by);
      case 'settled':
        return settled(port, news, by);
      case 'decided':
        return decided(port, news, event.metadata.actor, by);
      case 'contradicted':
        return contradicted(port, news, event.id, by);
    }
  };

  const others: Policy<Watched>['when'] = {
    SubmissionStopped: ({ data: { reviewId, grounds }, metadata }, by) =>
      reviews.decidedByMovement(reviewId, 'duplicate', grounds, { ...by, actor: metadata.actor }),
    async ReviewResolved({ data: { reviewId, decision }, metadata }, by) {
      // After a crash, the payment may not be stopped yet.
      if (decision === 'duplicate')
        await reviews.stopDuplicate((await reviews.find(reviewId))!, { ...by, actor: metadata.actor });
    },
    DuplicateSuspected: ({ id, data: { paymentId } }, by) =>
      reviews.open({ reason: 'DUPLICATE_SUSPECTED', paymentId }, id, by),
    LineMismatched: ({ id, data: { itemId, paymentId, refundId, payoutId } }, by) =>
      reviews.open({ reason: 'RECONCILIATION_MISMATCH', paymentId, refundId, payoutId, itemId }, id, by),
    MismatchResolved: ({ data: { itemId }, metadata }, by) =>
      reviews.acknowledge(itemId, { ...by, actor: metadata.actor }),
    async CallbackReceived({ id, data: { provider, matched, at } }, by) {
      if (matched !== null) return;
      // At most one a day: invented tokens must not fill the queue.
      const day = new Date(epochMs(at) + kigaliOffsetMs).toISOString().slice(0, 10);
      const matter = { reason: 'CALLBACK_UNMATCHED', callbackId: `cb_${id}`, apart: `${provider} ${day}` } as const;
      await reviews.open(matter, null, by);
    },
  };

  return {
    name: 'open-reviews',
    // Every kind is registered once the application is built.
    get events() {
      return [...doubts.events, ...watched];
    },
    concurrency: 16,
    when: new Proxy(others as Policy<DomainEvent>['when'], {
      get: (rows, type: string) => (Object.hasOwn(rows, type) ? rows[type] : ofMoney),
    }),
  };
};

const kigaliOffsetMs = 2 * 60 * 60 * 1_000;
