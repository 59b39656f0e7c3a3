import type { AnyEventDefinition, DomainEvent, Origin } from '../../kernel/domain/events.js';
import type { DoubtDecision, DoubtNews, DoubtPort, Doubtful } from '../movements/contract.js';
import { plainly } from './outgoing.events.js';
import type { OutgoingKind } from './outgoing.kind.js';
import { isOver } from './outgoing.lifecycle.js';
import { isInDoubt, type Outgoing } from './outgoing.state.js';

/** What is doubtful about every kind of outgoing money, for the reviews in which a person settles it. */
export class OutgoingDoubts<S extends Outgoing> implements DoubtPort {
  readonly kind;
  readonly uncertain;
  readonly events: readonly AnyEventDefinition[];

  constructor(private readonly of: OutgoingKind<S>) {
    this.kind = of.kind;
    this.uncertain = of.uncertain;
    const { BecameUncertain, Succeeded, Failed, OutcomeConfirmed, OutcomeContradicted, ContradictionDecided } =
      of.events;
    this.events = [BecameUncertain, Succeeded, Failed, OutcomeConfirmed, OutcomeContradicted, ContradictionDecided];
  }

  newsOf(event: DomainEvent): DoubtNews | null {
    const plain = plainly(this.of.prefix, event);
    if (plain === null || !('attempt' in plain.data)) return null;
    const { name, data } = plain;
    const of = { id: data.id, attempt: data.attempt };
    switch (name) {
      case 'BecameUncertain':
        return { ...of, is: 'uncertain', reason: data.reason };
      case 'Succeeded':
      case 'Failed': {
        const { reviewId, grounds } = data;
        if (reviewId === null) return { ...of, is: 'settled' };
        return { ...of, is: 'decided', reviewId, decision: name === 'Succeeded' ? 'paid' : 'not-paid', grounds };
      }
      case 'OutcomeConfirmed':
        return { ...of, is: 'settled' };
      case 'OutcomeContradicted':
        return { ...of, is: 'contradicted', was: data.was, says: data.says, differs: data.differs };
      case 'ContradictionDecided':
        return { ...of, is: 'decided', reviewId: data.reviewId, decision: data.decision, grounds: data.grounds };
      default:
        return null;
    }
  }

  async find(id: string): Promise<Doubtful | null> {
    return this.#doubtful(await this.of.find(id));
  }

  async recallEnded(id: string, attempt: number): Promise<Doubtful | null> {
    const hasEnded = ({ attempts }: S) => isOver(attempts[attempt - 1]?.status ?? 'created');
    return this.#doubtful(await this.of.recall(id, hasEnded));
  }

  decide(decision: DoubtDecision, by: Origin): Promise<S> {
    return this.of.send('DecideOutcome', decision, by);
  }

  #doubtful(known: S | null): Doubtful | null {
    if (known === null) return null;
    const { attempts, amount, person } = known;
    const wasDoubted =
      attempts.length > 1 || attempts.some(({ doubts, contradictions }) => doubts.length + contradictions.length > 0);
    return {
      ids: this.of.idsOf(known),
      currency: amount.currency,
      person,
      wasDoubted,
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
}
