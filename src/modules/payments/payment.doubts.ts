import type { EventOf, Origin } from '../../kernel/domain/events.js';
import type { DoubtDecision, DoubtNews, DoubtPort, Doubtful } from '../movements/contract.js';
import { isFinal } from './payment.lifecycle.js';
import { isInDoubt, type KnownPayment } from './payment.state.js';
import {
  ContradictionDecided,
  OutcomeConfirmed,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentExpired,
  PaymentFailed,
  PaymentSucceeded,
} from './payment.events.js';
import type { Payments } from './payments.js';

const events = [
  PaymentBecameUncertain,
  PaymentSucceeded,
  PaymentFailed,
  PaymentExpired,
  OutcomeContradicted,
  OutcomeConfirmed,
  ContradictionDecided,
] as const;
type News = EventOf<(typeof events)[number]>;

/** What is doubtful about payments, for the reviews in which a person settles it. */
export class PaymentDoubts implements DoubtPort {
  readonly kind = 'payment' as const;
  readonly uncertain = 'UNCERTAIN_PAYMENT' as const;
  readonly events = events;

  constructor(private readonly payments: Payments) {}

  newsOf({ type, data }: News): DoubtNews {
    const of = { id: data.paymentId, attempt: data.attempt };
    switch (type) {
      case 'PaymentBecameUncertain':
        return { ...of, is: 'uncertain', reason: data.reason };
      case 'PaymentSucceeded':
      case 'PaymentFailed': {
        const { reviewId, grounds } = data;
        if (reviewId === null) return { ...of, is: 'settled' };
        const decision = type === 'PaymentSucceeded' ? 'paid' : (data.decision ?? 'not-paid');
        return { ...of, is: 'decided', reviewId, decision, grounds };
      }
      case 'PaymentExpired':
      case 'OutcomeConfirmed':
        return { ...of, is: 'settled' };
      case 'OutcomeContradicted':
        return { ...of, is: 'contradicted', was: data.was, says: data.says, differs: data.differs };
      case 'ContradictionDecided':
        return { ...of, is: 'decided', reviewId: data.reviewId, decision: data.decision, grounds: data.grounds };
    }
  }

  async find(paymentId: string): Promise<Doubtful | null> {
    return doubtful(await this.payments.find(paymentId));
  }

  async recallEnded(paymentId: string, attempt: number): Promise<Doubtful | null> {
    const hasEnded = ({ attempts }: KnownPayment) => isFinal(attempts[attempt - 1]?.status ?? 'created');
    return doubtful(await this.payments.recall(paymentId, hasEnded));
  }

  decide({ id: paymentId, ...decision }: DoubtDecision, by: Origin): Promise<KnownPayment> {
    return this.payments.decide({ paymentId, ...decision }, by);
  }
}

function doubtful(known: KnownPayment | null): Doubtful | null {
  if (known === null) return null;
  const { id, amount, payer, doubts, contradictions, attempts } = known;
  return {
    ids: { paymentId: id, refundId: null, payoutId: null },
    currency: amount.currency,
    person: payer,
    wasDoubted: doubts.length > 0 || contradictions.length > 0 || attempts.length > 1,
    attempts: attempts.map((attempt) => ({
      number: attempt.number,
      providerReference: attempt.providerReference,
      isUncertain: attempt.status === 'uncertain',
      isInDoubt: isInDoubt(attempt),
      decidedIn: attempt.decidedIn,
      decidedAs: attempt.decidedAs,
      isConfirmed: attempt.isConfirmed,
    })),
  };
}
