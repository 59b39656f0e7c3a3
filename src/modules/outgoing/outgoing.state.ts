import { hasApproved, type Approvals, type Signer } from '../../kernel/domain/approvals.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { DomainEvent } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { DisbursementKind, Failure } from '../providers/contract.js';
import { plainly, type Begins, type OutgoingDoubt, type OutgoingFinding, type PlainEvent } from './outgoing.events.js';
import {
  assertLegalOutgoingMove,
  isOver,
  type OutgoingAttemptStatus,
  type OutgoingMoves,
  type OutgoingStatus,
} from './outgoing.lifecycle.js';

/** One request to a provider under one reference. */
export interface OutgoingAttempt {
  readonly number: number;
  readonly provider: string;
  readonly providerReference: string;
  readonly operation: DisbursementKind;
  /** Who is paid by it, sealed. */
  readonly person: Sealed;
  readonly status: OutgoingAttemptStatus;
  readonly at: Instant;
  readonly expiresAt: Instant;
  readonly submittedAt: Instant | null;
  readonly providerTransactionId: string | null;
  /** What was paid, where it is not what was asked for. */
  readonly paid: Money | null;
  readonly failure: Failure | null;
  /** What is known beside the status, each once. */
  readonly findings: readonly string[];
  /** What the newest status check found, when it decided nothing. */
  readonly newestFinding: OutgoingFinding | null;
  /** Why it became uncertain; each reason once. */
  readonly doubts: readonly OutgoingDoubt[];
  /** What contradicted a final or doubtful status, each once: `successful`, `successful:differs`, `failed`, `pending`. */
  readonly contradictions: readonly string[];
  /** The review in which a person decided it; null: no person has decided. */
  readonly decidedIn: string | null;
  readonly decidedAs: 'paid' | 'not-paid' | null;
  /** The provider has confirmed the person's decision. */
  readonly isConfirmed: boolean;
  /** The provider says that money has moved, the attempt is not successful, and no person has decided yet. */
  readonly isPerhapsPaid: boolean;
  /** The provider contradicts its final status, and no person has decided yet. */
  readonly isContradicted: boolean;
}

/** What a refund and a payout know in common. Each kind adds its own fields. */
export interface Outgoing extends Approvals {
  readonly id: string;
  readonly status: OutgoingStatus;
  readonly amount: Money;
  /** Who is paid, sealed; the provider's answers are sealed under the same key. */
  readonly person: Sealed;
  /** How many people had to approve it; null: nobody has approved it yet. */
  readonly approversNeeded: number | null;
  readonly rejectedBy: Signer | null;
  readonly rejectionReason: Sealed<string> | null;
  readonly attempts: readonly OutgoingAttempt[];
  readonly providerTransactionId: string | null;
  readonly failure: Failure | null;
  readonly createdAt: Instant;
  readonly submittedAt: Instant | null;
  /** When it was successful. */
  readonly completedAt: Instant | null;
}

/** How one begins, before anything has happened to it. */
export const requested = (
  of: Pick<Outgoing, 'id' | 'amount' | 'person' | 'requestedBy'> & { readonly at: Instant },
): Outgoing => ({
  id: of.id,
  amount: of.amount,
  person: of.person,
  requestedBy: of.requestedBy,
  status: 'requested',
  approvedBy: [],
  approversNeeded: null,
  rejectedBy: null,
  rejectionReason: null,
  attempts: [],
  providerTransactionId: null,
  failure: null,
  createdAt: of.at,
  submittedAt: null,
  completedAt: null,
});

/** A further attempt; how it comes about is the kind's own. */
export const begun = <S extends Outgoing>(known: S, begins: Begins, at: Instant): S => ({
  ...known,
  status: 'approved',
  failure: null,
  submittedAt: null,
  attempts: [...known.attempts, attemptOf(known, begins, at)],
});

/** Changes the state by one of the common events. Money is paid once: `completedAt` and the transaction are those of the success. */
function after<S extends Outgoing>(known: S, { name, data }: PlainEvent): S {
  switch (name) {
    case 'Approved': {
      const { approvedBy, needed, isEnough, begins, at } = data;
      const isNew = !hasApproved(known, approvedBy);
      const approved: S = {
        ...known,
        approvedBy: isNew ? [...known.approvedBy, approvedBy] : known.approvedBy,
        approversNeeded: needed,
      };
      if (!isEnough) return approved;
      return begins === null ? { ...approved, status: 'approved' } : begun(approved, begins, at);
    }
    case 'Rejected':
      return { ...known, status: 'rejected', rejectedBy: data.rejectedBy, rejectionReason: data.reason };
    case 'Submitted':
      return {
        ...moved(known, data.attempt, 'submitted', { submittedAt: data.at }),
        submittedAt: data.at,
      };
    case 'Succeeded': {
      const { attempt, providerTransactionId, paid, reviewId, at } = data;
      return {
        ...moved(known, attempt, 'successful', {
          ...settled,
          decidedIn: reviewId,
          decidedAs: reviewId === null ? null : 'paid',
          providerTransactionId,
          paid,
          failure: null,
        }),
        providerTransactionId,
        failure: null,
        completedAt: at,
      };
    }
    case 'Failed': {
      const { attempt, failure, reviewId, answer } = data;
      const { newestFinding, contradictions } = numbered(known, attempt);
      // The pending answer was known when the person decided, so it is no contradiction later.
      const knew = reviewId !== null && newestFinding === 'PENDING' ? ['pending'] : [];
      return {
        ...moved(known, attempt, 'failed', {
          ...settled,
          decidedIn: reviewId,
          decidedAs: reviewId === null ? null : 'not-paid',
          // What was cancelled before it left is unknown to the provider: no confirmation is waited for.
          isConfirmed: failure.code === 'CANCELLED' && answer === null,
          failure,
          contradictions: [...contradictions, ...knew],
        }),
        failure,
      };
    }
    case 'BecameUncertain': {
      const { attempt, reason } = data;
      const { doubts, contradictions } = numbered(known, attempt);
      const isPerhapsPaid = reason === 'AMOUNT_DISAGREES';
      return moved(known, attempt, 'uncertain', {
        doubts: [...doubts, reason],
        ...(isPerhapsPaid && { isPerhapsPaid, contradictions: [...contradictions, 'successful:differs'] }),
      });
    }
    case 'StatusChecked':
      return changed(withFinding(known, data.attempt, data.taught), data.attempt, { newestFinding: data.taught });
    case 'InconclusiveAnswerReceived':
      return withFinding(known, data.attempt, `${data.operation}:${data.kind}`);
    case 'SubmissionRepeated': {
      const findings = numbered(known, data.attempt).findings.filter((finding) => finding !== 'NEVER_SENT');
      return withFinding(changed(known, data.attempt, { findings }), data.attempt, 'SENT_AGAIN');
    }
    case 'SubmissionNotSent':
      return withFinding(known, data.attempt, 'NEVER_SENT');
    case 'OutcomeContradicted': {
      const { attempt, was, says, differs } = data;
      const { contradictions } = numbered(known, attempt);
      return changed(known, attempt, {
        isContradicted: true,
        ...(says === 'successful' && was !== 'successful' && { isPerhapsPaid: true }),
        contradictions: [...contradictions, wordOf(says, differs)],
      });
    }
    case 'OutcomeConfirmed': {
      const { attempt, providerTransactionId } = data;
      const { status, isContradicted, providerTransactionId: before } = numbered(known, attempt);
      return {
        ...changed(known, attempt, {
          isConfirmed: true,
          // A decision that no money moved can only have been contradicted by pending, and that is settled now.
          isContradicted: isContradicted && status === 'successful',
          providerTransactionId: before ?? providerTransactionId,
        }),
        providerTransactionId: known.providerTransactionId ?? providerTransactionId,
      };
    }
    case 'ContradictionDecided': {
      const { attempt, decision, reviewId, providerTransactionId } = data;
      return {
        ...changed(known, attempt, { ...settled, decidedIn: reviewId, decidedAs: decision }),
        providerTransactionId: known.providerTransactionId ?? (decision === 'paid' ? providerTransactionId : null),
      };
    }
  }
}

type Absent = { readonly status: 'absent' };

/**
 * How the common events of a kind change its state, as rows for its decider's `evolve`. Every move is checked against the lifecycle, of events
 * from the log and of events about to be recorded. `own`: the rows of the kind's other events.
 */
export function evolutionOf<S extends Outgoing, Event extends DomainEvent>(
  kind: string,
  moves: OutgoingMoves,
  own: { readonly [type: string]: (state: S | Absent, event: never) => S },
  common: readonly { readonly type: string }[],
): { readonly [Type in Event['type']]: (state: S | Absent, event: Extract<Event, { type: Type }>) => S | Absent } {
  const checked =
    (change: (state: S | Absent, event: Event) => S) =>
    (before: S | Absent, event: Event): S => {
      const changed = change(before, event);
      assertLegalOutgoingMove(moves, before, changed, kind, event.type);
      return changed;
    };
  const shared = (state: S | Absent, event: Event): S => {
    if (state.status === 'absent')
      throw new Error(`A ${kind} has an event before it was requested: its stream is damaged`);
    return after(state, plainly(kind, event)!);
  };
  const rows = [
    ...common.map(({ type }) => [type, checked(shared)] as const),
    ...Object.entries(own).map(([type, change]) => [type, checked(change as never)] as const),
  ];
  return Object.fromEntries(rows) as never;
}

/** The provider is still asked: the attempt has no final status, or a person's decision is not confirmed. */
export const isAskedAbout = ({ status, decidedIn, isConfirmed }: OutgoingAttempt): boolean =>
  !isOver(status) || (decidedIn !== null && !isConfirmed);

/** What a person who asks for a status check means. */
export const isWorthAsking = (attempt: OutgoingAttempt): boolean => isAskedAbout(attempt) || attempt.isPerhapsPaid;

/** Only a person can settle it. */
export const isInDoubt = ({ status, isPerhapsPaid, isContradicted }: OutgoingAttempt): boolean =>
  status === 'uncertain' || isPerhapsPaid || isContradicted;

/** A person decided that no money was sent, and the provider says since then that it is pending. */
export const isPendingAgain = (attempt: OutgoingAttempt): boolean =>
  attempt.isContradicted && attempt.status === 'failed' && hasHeard(attempt, 'pending');

/** It was, or still may be, that money has moved: no other reference may be used, and what was set aside stays so. */
export const mayHaveMoved = (known: Outgoing): boolean =>
  known.attempts.some(
    (attempt) =>
      attempt.isPerhapsPaid || attempt.status === 'successful' || !isOver(attempt.status) || isPendingAgain(attempt),
  );

/** What was paid by an attempt; before that, what is to be paid. */
export const paidBy = ({ amount }: Outgoing, attempt: OutgoingAttempt): Money => attempt.paid ?? amount;

const wordOf = (says: string, differs: boolean): string => `${says}${differs ? ':differs' : ''}`;

/** The provider has said this of the attempt before, so it was known to every decision since. */
export const hasHeard = ({ contradictions }: OutgoingAttempt, says: string, differs = false): boolean =>
  contradictions.includes(wordOf(says, differs));

const numbered = (known: Outgoing, number: number): OutgoingAttempt => known.attempts[number - 1]!;

function changed<S extends Outgoing>(known: S, number: number, changes: Partial<OutgoingAttempt>): S {
  const attempts = known.attempts.map((attempt) => (attempt.number === number ? { ...attempt, ...changes } : attempt));
  return { ...known, attempts };
}

const moved = <S extends Outgoing>(
  known: S,
  number: number,
  status: Exclude<OutgoingAttemptStatus, 'created'>,
  changes: Partial<OutgoingAttempt>,
): S => ({ ...changed(known, number, { ...changes, status }), status });

function withFinding<S extends Outgoing>(known: S, number: number, finding: string): S {
  const { findings } = numbered(known, number);
  return findings.includes(finding) ? known : changed(known, number, { findings: [...findings, finding] });
}

/** No doubt is left about an attempt. */
const settled = { isConfirmed: false, isPerhapsPaid: false, isContradicted: false };

const attemptOf = (known: Outgoing, begins: Begins, at: Instant): OutgoingAttempt => ({
  number: begins.attempt,
  provider: begins.provider,
  providerReference: begins.providerReference,
  operation: begins.operation,
  person: known.person,
  status: 'created',
  at,
  expiresAt: begins.expiresAt,
  submittedAt: null,
  providerTransactionId: null,
  paid: null,
  failure: null,
  findings: [],
  newestFinding: null,
  doubts: [],
  contradictions: [],
  decidedIn: null,
  decidedAs: null,
  ...settled,
});
