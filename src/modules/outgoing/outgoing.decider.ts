import { approvedBy, refuseRequester } from '../../kernel/domain/approvals.js';
import { nothing } from '../../kernel/domain/decider.js';
import { isKnownToRepeat, mayBeSentTwice } from '../../kernel/domain/movement.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { subjectOf } from '../../kernel/domain/sealed.js';
import type { SaidOutcome } from '../movements/contract.js';
import type { OutgoingEvent, OutgoingEvents, OutgoingFinding, OutgoingMakers } from './outgoing.events.js';
import { isOver } from './outgoing.lifecycle.js';
import type { OutgoingOrders } from './outgoing.orders.js';
import { hasHeard, isInDoubt, paidBy, type Outgoing, type OutgoingAttempt } from './outgoing.state.js';

type State = { readonly status: 'absent' } | Outgoing;
type Decisions<Kind extends string> = {
  readonly [Name in keyof OutgoingOrders]: (
    state: State,
    order: OutgoingOrders[Name],
  ) => readonly OutgoingEvent<Kind>[];
};

/**
 * The decisions that refunds and payouts share, as rows for the `decide` of a kind's decider. They answer as payments do, with two differences:
 * nothing is asked of a person's phone, so a provider's EXPIRED is a failure; and there is no record of a payer to look at.
 *
 * Codes of refusals begin with the kind: `REFUND_NOT_FOUND`, `REFUND_NOT_REQUESTED`.
 */
export function outgoingDecisions<const Kind extends string>(
  kind: Kind,
  definitions: OutgoingEvents<Kind>,
): Decisions<Kind> {
  type Happened = readonly OutgoingEvent[];
  const events = definitions as unknown as OutgoingMakers;
  const code = (rest: string) => `${kind.toUpperCase()}_${rest}`;
  const naming = (id: string) => ({ [`${kind.toLowerCase()}Id`]: id });
  const statusOf = ({ id, status }: Outgoing) => ({ ...naming(id), [`${kind.toLowerCase()}Status`]: status });

  function knownOf(state: State, id: string): Outgoing {
    if (state.status === 'absent') throw new Refusal('not-found', code('NOT_FOUND'), naming(id));
    return state;
  }
  function requestedOf(known: Outgoing): Outgoing {
    if (known.status !== 'requested') throw new Refusal('conflict', code('NOT_REQUESTED'), statusOf(known));
    return known;
  }
  // Outcomes of earlier attempts are taken too: money may still move by them.
  function attemptOf(
    state: State,
    { id, providerReference }: { readonly id: string; readonly providerReference: string },
  ) {
    const known = knownOf(state, id);
    const attempt = known.attempts.find((candidate) => candidate.providerReference === providerReference);
    if (attempt === undefined) throw new Refusal('not-found', code('NOT_FOUND'), naming(id));
    return { known, attempt, isCurrent: attempt.number === known.attempts.length };
  }
  const of = (
    { number }: OutgoingAttempt,
    { id, answer, at }: Pick<OutgoingOrders['RecordSubmission'], 'id' | 'answer' | 'at'>,
  ) => ({ id, attempt: number, answer, at });
  type OfEvent = ReturnType<typeof of>;

  function recordFinding(attempt: OutgoingAttempt, ofEvent: OfEvent, taught: OutgoingFinding): Happened {
    // Each is recorded once, and again after the provider has said pending.
    if (attempt.findings.includes(taught) && attempt.newestFinding !== 'PENDING') return nothing;
    return [events.StatusChecked({ ...ofEvent, taught })];
  }

  function afterSuccess(
    known: Outgoing,
    attempt: OutgoingAttempt,
    ofEvent: OfEvent,
    said: Extract<SaidOutcome, { is: 'successful' }>,
  ): Happened {
    const { transactionId: providerTransactionId } = said;
    // A success without an amount is no success. A member that the answer does not have cannot disagree (REFERENCE §8.2).
    const differs = said.amount === null || !names(known, attempt, said);
    const paid = said.amount?.equals(paidBy(known, attempt)) === false ? said.amount : null;
    const isOpen = !isOver(attempt.status);
    if (isOpen && !differs) return [events.Succeeded({ ...ofEvent, providerTransactionId })];
    if (attempt.status === 'successful' && !differs) {
      const isNews =
        (attempt.decidedIn !== null && !attempt.isConfirmed) ||
        (attempt.providerTransactionId === null && providerTransactionId !== null);
      return isNews ? [events.OutcomeConfirmed({ ...ofEvent, providerTransactionId })] : nothing;
    }
    if (hasHeard(attempt, 'successful', differs)) return nothing;
    if (isOpen)
      return [events.BecameUncertain({ ...ofEvent, reason: 'AMOUNT_DISAGREES', paid, providerTransactionId })];
    const was = attempt.status as 'successful' | 'failed';
    return [events.OutcomeContradicted({ ...ofEvent, was, says: 'successful', differs, paid, providerTransactionId })];
  }

  function afterFailure(
    known: Outgoing,
    attempt: OutgoingAttempt,
    ofEvent: OfEvent,
    said: Extract<SaidOutcome, { is: 'failed' | 'expired' }>,
  ): Happened {
    const isOpen = !isOver(attempt.status);
    // A failure of another movement says nothing about this one (REFERENCE §8.2).
    if (!names(known, attempt, said))
      return isOpen ? recordFinding(attempt, ofEvent, 'FAILURE_NAMES_ANOTHER') : nothing;
    if (isOpen && !attempt.isPerhapsPaid) return [events.Failed({ ...ofEvent, failure: said.failure })];
    if (attempt.status === 'failed') {
      const isNews = attempt.decidedIn !== null && !attempt.isConfirmed && !attempt.isPerhapsPaid;
      return isNews ? [events.OutcomeConfirmed({ ...ofEvent })] : nothing;
    }
    if (hasHeard(attempt, 'failed')) return nothing;
    const was = attempt.status as 'successful' | 'uncertain';
    return [events.OutcomeContradicted({ ...ofEvent, was, says: 'failed', differs: false })];
  }

  function decide(known: Outgoing, attempt: OutgoingAttempt, order: OutgoingOrders['DecideOutcome']): Happened {
    const { id, reviewId, grounds, providerTransactionId, at } = order;
    const ofEvent = { id, attempt: attempt.number, reviewId, grounds, at };
    if (attempt.decidedIn === reviewId && attempt.decidedAs === order.decision && !isInDoubt(attempt)) return nothing;
    if (order.decision !== 'paid' && order.decision !== 'not-paid')
      throw new Refusal('conflict', 'DECISION_NOT_POSSIBLE', { ...statusOf(known), decision: order.decision });
    const { decision } = order;
    const amount = order.amount?.equals(known.amount) ? null : order.amount;
    const settledAlready = () => new Refusal('conflict', code('SETTLED'), { ...statusOf(known), decision });
    // The provider has named another amount than was asked for, and only the person can say which was paid.
    const requireSaid = () => {
      if (amount !== null || hasHeard(attempt, 'successful', true)) requirePaid(order);
    };
    const succeeded = (): Happened => {
      requireSaid();
      return [events.Succeeded({ ...ofEvent, answer: null, providerTransactionId, paid: amount })];
    };
    switch (attempt.status) {
      case 'created':
      case 'submitted':
        throw new Refusal('conflict', code('NOT_UNCERTAIN'), statusOf(known));
      case 'uncertain':
        if (decision === 'paid') return succeeded();
        if (attempt.newestFinding === 'PENDING' && !order.force)
          throw new Refusal('conflict', 'PROVIDER_SAYS_PENDING', naming(id));
        return [
          events.Failed({
            ...ofEvent,
            answer: null,
            decision,
            failure: { code: 'UNSPECIFIED', providerCode: null },
          }),
        ];
      case 'successful':
        // What was paid has been posted already: another amount is refused, and so is that nothing was paid.
        if (decision !== 'paid' || order.amount?.equals(paidBy(known, attempt)) === false) throw settledAlready();
        return attempt.isContradicted
          ? [events.ContradictionDecided({ ...ofEvent, decision, providerTransactionId })]
          : nothing;
      case 'failed':
        if (!isInDoubt(attempt)) {
          if (decision === 'not-paid') return nothing;
          throw settledAlready();
        }
        if (decision === 'not-paid') return [events.ContradictionDecided({ ...ofEvent, decision })];
        // A later attempt is open. Its outcome is needed to know whether it was paid twice.
        if (!isOver(known.status)) throw new Refusal('conflict', code('NOT_UNCERTAIN'), statusOf(known));
        if (known.status === 'failed') return succeeded();
        requireSaid();
        return [events.ContradictionDecided({ ...ofEvent, decision, providerTransactionId, paid: order.amount })];
    }
  }

  const decisions: Decisions<string> = {
    Approve(state, { id, signer, count, begins, at }) {
      const known = knownOf(state, id);
      const { isNew, isEnough } = approvedBy(known, signer, count);
      requestedOf(known);
      if (!isNew && !isEnough) return nothing;
      const attempt = known.attempts.length + 1;
      return [
        events.Approved({
          id,
          approvedBy: signer,
          needed: count.needed,
          isEnough,
          begins: isEnough && begins !== null ? { ...begins, attempt } : null,
          at,
        }),
      ];
    },

    Reject(state, { id, signer, reason, at }) {
      const known = knownOf(state, id);
      refuseRequester(known, signer);
      requestedOf(known);
      return [events.Rejected({ id, rejectedBy: signer, reason, at })];
    },

    // A callback may be processed before the provider's acceptance is recorded: then there is nothing left to record.
    RecordSubmission(state, order) {
      const { attempt, isCurrent } = attemptOf(state, order);
      return isCurrent && attempt.status === 'created' ? [events.Submitted(of(attempt, order))] : nothing;
    },

    // In one stream with the refusal of the first submission: the one that comes second changes nothing.
    RepeatSubmission(state, { id, providerReference, at }) {
      const { attempt, isCurrent } = attemptOf(state, { id, providerReference });
      if (!isCurrent || attempt.status !== 'created' || isKnownToRepeat(attempt)) return nothing;
      return [events.SubmissionRepeated({ id, attempt: attempt.number, at })];
    },

    // After a second submission, or when the provider may have the first, the refusal of one submission ends nothing.
    RecordRefusal(state, order) {
      const { attempt, isCurrent } = attemptOf(state, order);
      if (!isCurrent || attempt.status !== 'created' || mayBeSentTwice(attempt)) return nothing;
      return [events.Failed({ ...of(attempt, order), failure: order.failure })];
    },

    RecordNotSent(state, order) {
      const { attempt, isCurrent } = attemptOf(state, order);
      if (!isCurrent || attempt.status !== 'created' || mayBeSentTwice(attempt)) return nothing;
      if (order.isForbidden)
        return [events.Failed({ ...of(attempt, order), failure: { code: 'CANCELLED', providerCode: null } })];
      return attempt.findings.includes('NEVER_SENT') ? nothing : [events.SubmissionNotSent(of(attempt, order))];
    },

    RecordPending(state, order) {
      const { attempt, isCurrent } = attemptOf(state, order);
      const ofEvent = of(attempt, order);
      switch (attempt.status) {
        case 'created':
          // The acknowledgement was lost, and the provider has it.
          return isCurrent ? [events.Submitted(ofEvent)] : nothing;
        case 'submitted':
        case 'uncertain':
          // Pending is news again once the provider has answered something else.
          return attempt.newestFinding === 'PENDING'
            ? nothing
            : [events.StatusChecked({ ...ofEvent, taught: 'PENDING' })];
        case 'failed':
          // It contradicts a person's decision, unless it was known at the time of the decision.
          return attempt.decidedIn === null || attempt.isConfirmed || hasHeard(attempt, 'pending')
            ? nothing
            : [events.OutcomeContradicted({ ...ofEvent, was: 'failed', says: 'pending', differs: false })];
        case 'successful':
          return nothing;
      }
    },

    RecordOutcome(state, order) {
      const { known, attempt } = attemptOf(state, order);
      const { outcome, statement } = order;
      const ofEvent = { ...of(attempt, order), ...(statement !== undefined && { statement }) };
      return outcome.is === 'successful'
        ? afterSuccess(known, attempt, ofEvent, outcome)
        : afterFailure(known, attempt, ofEvent, outcome);
    },

    RecordFinding(state, order) {
      const { attempt, isCurrent } = attemptOf(state, order);
      if (!isCurrent || isOver(attempt.status)) return nothing;
      return recordFinding(attempt, of(attempt, order), order.finding);
    },

    RecordInconclusive(state, order) {
      const { attempt, isCurrent } = attemptOf(state, order);
      const { operation, kind: answered } = order;
      if (!isCurrent || isOver(attempt.status) || attempt.findings.includes(`${operation}:${answered}`)) return nothing;
      return [events.InconclusiveAnswerReceived({ ...of(attempt, order), operation, kind: answered })];
    },

    StopWaiting(state, { id, at }) {
      const attempt = knownOf(state, id).attempts.at(-1);
      const isWaiting = attempt?.status === 'created' || attempt?.status === 'submitted';
      if (!isWaiting || at < attempt.expiresAt) return nothing;
      return [events.BecameUncertain({ id, attempt: attempt.number, reason: 'NO_FINAL_ANSWER', answer: null, at })];
    },

    DecideOutcome(state, order) {
      const { known, attempt } = attemptOf(state, order);
      return decide(known, attempt, order);
    },
  };
  return decisions as Decisions<Kind>;
}

/** The answer names no other amount, payee or movement. */
const names = (
  known: Outgoing,
  attempt: OutgoingAttempt,
  { amount, payerSubject, externalId }: Omit<SaidOutcome, 'is'>,
): boolean =>
  (amount === null || amount.equals(paidBy(known, attempt))) &&
  (payerSubject === null || payerSubject === subjectOf(attempt.person)) &&
  (externalId === null || externalId === known.id);

function requirePaid({ amount, providerTransactionId }: OutgoingOrders['DecideOutcome']): void {
  const missing = [
    ...(amount === null ? ['amount'] : []),
    ...(providerTransactionId === null ? ['providerTransactionId'] : []),
  ];
  if (missing.length > 0) throw new Refusal('invalid', 'PAID_AMOUNT_MISSING', { missing });
}
