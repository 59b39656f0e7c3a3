import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { EventOf, Origin } from '../../kernel/domain/events.js';
import type { Movement } from '../../kernel/domain/movement.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type {
  KnownMovement,
  MaySend,
  MovementFact,
  MovementNews,
  MovementPort,
  Submission,
} from '../movements/contract.js';
import { collectionsOf, type Provider, type StatusAnswer, type Urgency } from '../providers/contract.js';
import { isFinal } from './payment.lifecycle.js';
import { isAskedAbout, type Attempt, type KnownPayment } from './payment.state.js';
import {
  ContradictionDecided,
  OutcomeConfirmed,
  PaymentBecameUncertain,
  PaymentCreated,
  PaymentExpired,
  PaymentFailed,
  PaymentReattempted,
  PaymentRerouted,
  PaymentSubmitted,
  PaymentSucceeded,
} from './payment.events.js';
import { asState, openClaimsView, paymentView, type OpenClaim, type PaymentDocument } from './payment.view.js';
import type { Fallback } from './fallback.js';
import type { Payments } from './payments.js';

/** An attempt of a payment, as it is submitted, checked and chased. */
interface PaymentMovement extends KnownMovement {
  readonly payment: KnownPayment;
}

const begins = [PaymentCreated, PaymentReattempted, PaymentRerouted] as const;
const events = [
  PaymentSubmitted,
  PaymentBecameUncertain,
  PaymentSucceeded,
  PaymentFailed,
  PaymentExpired,
  ContradictionDecided,
  OutcomeConfirmed,
] as const;
type News = EventOf<(typeof begins)[number] | (typeof events)[number]>;

/** What a payment is as a movement: a payer is asked for money. */
export class PaymentMovements implements MovementPort<PaymentMovement> {
  readonly kind = 'payment' as const;
  readonly submitPolicy = 'submit-when-created';
  readonly begins = begins;
  readonly events = events;
  readonly collection = paymentView.collection;
  readonly openStatuses = ['created', 'submitted', 'pending'];

  constructor(
    private readonly payments: Payments,
    private readonly personalData: PersonalData,
    private readonly documents: DocumentStore,
    private readonly clock: Clock,
    private readonly fallback: Fallback | null = null,
  ) {}

  newsOf({ type, data }: News): MovementNews {
    const movement: Movement = { kind: this.kind, id: data.paymentId, attempt: 'attempt' in data ? data.attempt : 1 };
    switch (type) {
      case 'PaymentCreated':
      case 'PaymentReattempted':
        return { is: 'began', movement, provider: data.provider, beganAt: data.at, expiresAt: data.expiresAt };
      case 'PaymentRerouted':
        return {
          is: 'began',
          movement,
          provider: data.provider,
          beganAt: data.at,
          expiresAt: null,
          insteadOf: { ...movement, attempt: data.attempt - 1 },
        };
      case 'PaymentSubmitted':
        return { is: 'submitted', movement };
      case 'PaymentBecameUncertain':
        return { is: 'uncertain', movement };
      case 'PaymentSucceeded':
      case 'PaymentFailed':
        return { is: data.reviewId === null ? 'settled' : 'decided', movement };
      case 'PaymentExpired':
      case 'OutcomeConfirmed':
        return { is: 'settled', movement };
      case 'ContradictionDecided':
        return { is: 'decided', movement };
    }
  }

  shownIn(document: PaymentDocument): readonly PaymentMovement[] {
    return movementsOf(asState(document));
  }

  async find(paymentId: string): Promise<readonly PaymentMovement[]> {
    return movementsOf(await this.payments.find(paymentId));
  }

  async recall(paymentId: string, attempt: number): Promise<readonly PaymentMovement[]> {
    return movementsOf(await this.payments.recall(paymentId, ({ attempts }) => attempts.length >= attempt));
  }

  async prepare({ payment, providerReference }: PaymentMovement, provider: Provider): Promise<Submission | null> {
    const details = await this.personalData.open(payment.payer);
    if (details === null) return null;
    return (call) =>
      collectionsOf(provider).requestToPay({
        reference: providerReference,
        amount: payment.amount,
        payer: { kind: 'msisdn', msisdn: details.msisdn as Msisdn },
        externalId: payment.id,
        description: details.description ?? `${payment.record.type} ${payment.record.id}`,
        ...call,
      });
  }

  mayBeSent({ payment }: PaymentMovement, by: Origin): Promise<MaySend> {
    return this.payments.mayBeSent(payment, by);
  }

  ask({ providerReference }: PaymentMovement, provider: Provider, urgency: Urgency): Promise<StatusAnswer> {
    return collectionsOf(provider).status(providerReference, urgency);
  }

  async record({ id, attempt, providerReference }: PaymentMovement, fact: MovementFact, by: Origin) {
    return movementsOf(await this.#record({ paymentId: id, providerReference }, fact, by))[attempt - 1]!;
  }

  async #record(of: OfAttempt, fact: MovementFact, by: Origin): Promise<KnownPayment> {
    const { payments } = this;
    if (fact.is === 'repeated') return payments.send('RepeatSubmission', of, by);
    const { answer } = fact;
    switch (fact.is) {
      case 'accepted':
        return payments.send('RecordSubmission', { ...of, answer }, by);
      case 'refused': {
        const rerouted = (await this.fallback?.reroute({ ...of, failure: fact.failure, answer }, by)) ?? null;
        return rerouted ?? payments.send('RecordRefusal', { ...of, failure: fact.failure, answer }, by);
      }
      case 'not-sent':
        if (!fact.isForbidden) {
          const rerouted = (await this.fallback?.reroute({ ...of, failure: null, answer }, by)) ?? null;
          if (rerouted !== null) return rerouted;
        }
        return payments.send('RecordNotSent', { ...of, isForbidden: fact.isForbidden, answer }, by);
      case 'pending':
        return payments.send('RecordPending', { ...of, answer }, by);
      case 'final':
        return payments.recordOutcome({ ...of, ...saidIn(fact), answer }, by);
      case 'found':
        return payments.send('RecordFinding', { ...of, finding: fact.finding, answer }, by);
      case 'inconclusive': {
        const { operation, kind } = fact;
        return payments.send('RecordInconclusive', { ...of, operation, kind, answer }, by);
      }
    }
  }

  async stopWaiting({ id: paymentId }: Movement, by: Origin): Promise<boolean> {
    const { status } = await this.payments.send('StopWaiting', { paymentId }, by);
    return status === 'uncertain';
  }

  async finishAbandoned(by: Origin): Promise<void> {
    for (const { id } of await this.#abandonedClaims()) {
      try {
        await this.payments.finishClaim(id, by);
      } catch {
        // The store is unavailable, or this claim cannot be finished. The next run tries again; the other claims do not wait for it.
      }
    }
  }

  async #abandonedClaims(): Promise<readonly OpenClaim[]> {
    const claimedAt = { lt: instant(this.clock.now() - claimAgeMs) };
    const sort = { field: 'claimedAt', direction: 'ascending' } as const;
    const claims: OpenClaim[] = [];
    let cursor: string | null = null;
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
    return claims;
  }
}

const saidIn = ({ outcome, statement }: Extract<MovementFact, { is: 'final' }>) =>
  statement === undefined ? { outcome } : { outcome, statement };

interface OfAttempt {
  readonly paymentId: string;
  readonly providerReference: string;
}

const movementsOf = (payment: KnownPayment | null): readonly PaymentMovement[] =>
  payment === null ? [] : payment.attempts.map((attempt) => movementOf(payment, attempt));

function movementOf(payment: KnownPayment, attempt: Attempt): PaymentMovement {
  const isCurrent = attempt.number === payment.attempts.length;
  return {
    kind: 'payment',
    id: payment.id,
    attempt: attempt.number,
    provider: attempt.provider,
    providerReference: attempt.providerReference,
    status: isFinal(attempt.status) ? 'over' : attempt.status,
    isSuccessful: attempt.status === 'successful',
    isCurrent,
    isStopped: payment.stoppedIn !== null,
    isAskedAbout: isAskedAbout(attempt),
    asked: payment.amount,
    beganAt: attempt.at,
    expiresAt: isCurrent ? payment.expiresAt : attempt.at,
    findings: payment.findings,
    newestFinding: payment.newestFinding,
    person: payment.payer,
    payment,
  };
}

/** After this time the request that made a claim is considered dead. */
const claimAgeMs = 10_000;
