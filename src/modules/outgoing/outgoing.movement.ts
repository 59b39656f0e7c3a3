import type { AnyEventDefinition, DomainEvent, Origin } from '../../kernel/domain/events.js';
import type { Movement } from '../../kernel/domain/movement.js';
import type { Document } from '../../kernel/ports/document-store.js';
import type {
  KnownMovement,
  MaySend,
  MovementFact,
  MovementNews,
  MovementPort,
  Submission,
} from '../movements/contract.js';
import type { Provider, StatusAnswer, Urgency } from '../providers/contract.js';
import { disbursementsOf } from '../providers/contract.js';
import { plainly } from './outgoing.events.js';
import type { BegunAttempt, OutgoingKind } from './outgoing.kind.js';
import { isAskedAbout, type Outgoing, type OutgoingAttempt } from './outgoing.state.js';

/** An attempt of a refund or payout, as it is submitted, checked and chased. */
export interface OutgoingMovement<S extends Outgoing> extends KnownMovement {
  readonly known: S;
  readonly attemptItself: OutgoingAttempt;
}

/** What every kind of outgoing money is as a movement. Nothing here decides anything: facts become orders to the kind's decider. */
export class OutgoingMovements<S extends Outgoing> implements MovementPort<OutgoingMovement<S>> {
  readonly kind;
  readonly submitPolicy;
  readonly collection;
  readonly openStatuses = ['approved', 'submitted'] as const;
  readonly begins: readonly AnyEventDefinition[];
  readonly events: readonly AnyEventDefinition[];

  constructor(private readonly of: OutgoingKind<S>) {
    this.kind = of.kind;
    this.submitPolicy = of.submitPolicy;
    this.collection = of.collection;
    this.begins = [of.events.Approved, ...(of.alsoBegins ?? [])];
    const { Submitted, BecameUncertain, Succeeded, Failed, OutcomeConfirmed, ContradictionDecided } = of.events;
    this.events = [Submitted, BecameUncertain, Succeeded, Failed, OutcomeConfirmed, ContradictionDecided];
  }

  newsOf(event: DomainEvent): MovementNews | null {
    const { prefix } = this.of;
    const plain = plainly(prefix, event);
    if (plain === null) {
      const begun = this.of.beginsIn?.(event) ?? null;
      return begun === null ? null : this.#began(begun);
    }
    const { name, data } = plain;
    if (name === 'Approved') {
      const { id, begins, at: beganAt } = data;
      return begins === null ? null : this.#began({ id, beganAt, ...begins });
    }
    if (!('attempt' in data)) return null;
    const movement = this.#movement(data.id, data.attempt);
    switch (name) {
      case 'Submitted':
        return { is: 'submitted', movement };
      case 'BecameUncertain':
        return { is: 'uncertain', movement };
      case 'Succeeded':
      case 'Failed':
        return { is: data.reviewId === null ? 'settled' : 'decided', movement };
      case 'OutcomeConfirmed':
        return { is: 'settled', movement };
      case 'ContradictionDecided':
        return { is: 'decided', movement };
      default:
        return null;
    }
  }

  shownIn(document: Document): readonly OutgoingMovement<S>[] {
    return this.#all(this.of.stateIn(document));
  }

  async find(id: string): Promise<readonly OutgoingMovement<S>[]> {
    return this.#all(await this.of.find(id));
  }

  async recall(id: string, attempt: number): Promise<readonly OutgoingMovement<S>[]> {
    return this.#all(await this.of.recall(id, ({ attempts }) => attempts.length >= attempt));
  }

  prepare({ known, attemptItself }: OutgoingMovement<S>, provider: Provider): Promise<Submission | null> {
    return this.of.prepare(known, attemptItself, provider);
  }

  mayBeSent({ known }: OutgoingMovement<S>, by: Origin): Promise<MaySend> {
    return this.of.mayBeSent(known, by);
  }

  isRepeatable({ attemptItself }: OutgoingMovement<S>, provider: Provider): boolean {
    return disbursementsOf(provider).isRepeatable?.(attemptItself.operation) ?? true;
  }

  ask({ known, attemptItself }: OutgoingMovement<S>, provider: Provider, urgency: Urgency): Promise<StatusAnswer> {
    const { operation, providerReference } = attemptItself;
    const collection = this.of.collectionReferenceOf?.(known) ?? null;
    return disbursementsOf(provider).status(operation, providerReference, urgency, collection);
  }

  async record({ id, attempt, providerReference }: OutgoingMovement<S>, fact: MovementFact, by: Origin) {
    return this.#all(await this.#record({ id, providerReference }, fact, by))[attempt - 1]!;
  }

  #record(of: { readonly id: string; readonly providerReference: string }, fact: MovementFact, by: Origin): Promise<S> {
    const kind = this.of;
    if (fact.is === 'repeated') return kind.send('RepeatSubmission', of, by);
    const { answer } = fact;
    switch (fact.is) {
      case 'accepted':
        return kind.send('RecordSubmission', { ...of, answer }, by);
      case 'refused':
        return kind.send('RecordRefusal', { ...of, failure: fact.failure, answer }, by);
      case 'not-sent':
        return kind.send('RecordNotSent', { ...of, isForbidden: fact.isForbidden, answer }, by);
      case 'pending':
        return kind.send('RecordPending', { ...of, answer }, by);
      case 'final':
        return kind.send(
          'RecordOutcome',
          { ...of, outcome: fact.outcome, answer, ...(fact.statement !== undefined && { statement: fact.statement }) },
          by,
        );
      case 'found':
        return kind.send('RecordFinding', { ...of, finding: fact.finding, answer }, by);
      case 'inconclusive':
        return kind.send('RecordInconclusive', { ...of, operation: fact.operation, kind: fact.kind, answer }, by);
    }
  }

  async stopWaiting({ id }: Movement, by: Origin): Promise<boolean> {
    const { status } = await this.of.send('StopWaiting', { id }, by);
    return status === 'uncertain';
  }

  finishAbandoned(by: Origin): Promise<void> {
    return this.of.finishAbandoned(by);
  }

  #began({ id, attempt, provider, beganAt, expiresAt }: BegunAttempt): MovementNews {
    return { is: 'began', movement: this.#movement(id, attempt), provider, beganAt, expiresAt };
  }

  #movement(id: string, attempt: number): Movement {
    return { kind: this.kind, id, attempt };
  }

  #all(known: S | null): readonly OutgoingMovement<S>[] {
    return known === null ? [] : known.attempts.map((attempt) => this.#one(known, attempt));
  }

  #one(known: S, attempt: OutgoingAttempt): OutgoingMovement<S> {
    const { number, provider, providerReference, status, at, expiresAt, findings, newestFinding, person } = attempt;
    const isPending = status === 'submitted' && newestFinding === 'PENDING';
    return {
      kind: this.kind,
      id: known.id,
      attempt: number,
      provider,
      providerReference,
      status: status === 'successful' || status === 'failed' ? 'over' : isPending ? 'pending' : status,
      isSuccessful: status === 'successful',
      isCurrent: number === known.attempts.length,
      isStopped: false,
      isAskedAbout: isAskedAbout(attempt),
      asked: known.amount,
      beganAt: at,
      expiresAt,
      findings,
      newestFinding,
      person,
      known,
      attemptItself: attempt,
    };
  }
}
