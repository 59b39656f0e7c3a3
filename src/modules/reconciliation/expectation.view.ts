import { instant, epochMs, type Instant } from '../../kernel/domain/clock.js';
import type { EventOf } from '../../kernel/domain/events.js';
import { subjectOf } from '../../kernel/domain/sealed.js';
import type { View } from '../../kernel/following/view.js';
import {
  ContradictionDecided,
  OutcomeConfirmed,
  PaymentCreated,
  PaymentReattempted,
  PaymentRerouted,
  PaymentSucceeded,
} from '../payments/contract.js';
import {
  PayoutOutcomeConfirmed,
  PayoutReattempted,
  PayoutRequested,
  PayoutRouted,
  PayoutSucceeded,
} from '../payouts/contract.js';
import {
  RefundCompletedManually,
  RefundOutcomeConfirmed,
  RefundRequested,
  RefundSucceeded,
} from '../refunds/contract.js';
import { amountKeyOf, deadlineMs, transactionKeyOf, type Expectation } from './expectation.rule.js';
import { SuggestionAccepted } from './mismatch.events.js';
import { ExpectationsMissed, StatementLinesRead, StatementLinesVoided, type KeptLine } from './statement.events.js';

const events = [
  PaymentCreated,
  PaymentReattempted,
  PaymentRerouted,
  PaymentSucceeded,
  OutcomeConfirmed,
  ContradictionDecided,
  RefundRequested,
  RefundSucceeded,
  RefundOutcomeConfirmed,
  RefundCompletedManually,
  PayoutRequested,
  PayoutRouted,
  PayoutReattempted,
  PayoutSucceeded,
  PayoutOutcomeConfirmed,
  StatementLinesRead,
  StatementLinesVoided,
  ExpectationsMissed,
  SuggestionAccepted,
] as const;
type Watched = EventOf<(typeof events)[number]>;

type Asked = Pick<Expectation, 'id' | 'kind' | 'paymentId' | 'provider' | 'amount' | 'subject'>;

const asked = (of: Asked): Expectation => ({
  ...of,
  state: 'asked',
  transactionId: null,
  transactionKey: null,
  amountKey: null,
  at: null,
  deadline: null,
  metBy: null,
});

/** It was successful: from now on its line is expected, or has come already and settled it. */
function opened(
  before: Expectation,
  { transactionId, paid, at }: { transactionId: string | null; paid: Expectation['amount'] | null; at: Instant },
): Expectation {
  const amount = paid ?? before.amount;
  const { provider, kind, subject, metBy } = before;
  return {
    ...withTransaction(before, transactionId),
    state: metBy === null ? 'open' : 'met',
    amount,
    amountKey: subject === null ? null : amountKeyOf(provider, kind, amount, subject),
    at,
    deadline: instant(epochMs(at) + deadlineMs),
  };
}

const withTransaction = (before: Expectation, transactionId: string | null): Expectation =>
  transactionId === null || before.transactionId !== null
    ? before
    : { ...before, transactionId, transactionKey: transactionKeyOf(before.provider, transactionId) };

const confirmed = (
  before: Expectation | null,
  { data: { providerTransactionId } }: { data: { providerTransactionId: string | null } },
) => before && withTransaction(before, providerTransactionId);

const succeeded = (
  before: Expectation | null,
  {
    data: { providerTransactionId: transactionId, paid, at },
  }: { data: { providerTransactionId: string | null; paid: { toJSON(): Expectation['amount'] } | null; at: Instant } },
) => before && opened(before, { transactionId, paid: paid?.toJSON() ?? null, at });

/** The lines of one event by what they mean, made once for all the documents that it changes. */
const byMeant = new WeakMap<readonly KeptLine[], ReadonlyMap<string, KeptLine>>();
function meetingLines(lines: readonly KeptLine[]): ReadonlyMap<string, KeptLine> {
  let found = byMeant.get(lines);
  if (found === undefined) {
    found = new Map(lines.flatMap((line) => (line.meets && line.meant ? [[line.meant.id, line]] : [])));
    byMeant.set(lines, found);
  }
  return found;
}

function idsOf({ type, data }: Watched): string | readonly string[] {
  switch (type) {
    case 'StatementLinesRead':
      return [...meetingLines(data.lines).keys()];
    case 'StatementLinesVoided':
      return data.movements;
    case 'ExpectationsMissed':
      return data.movements.map(({ id }) => id);
    case 'SuggestionAccepted':
      return data.id;
    default:
      return 'paymentId' in data && type !== 'RefundRequested' ? data.paymentId : (data as { readonly id: string }).id;
  }
}

/** What statements are held against: one document for each payment, refund and payout, found by the provider's number and by amount and number. */
export const expectationView: View<Expectation, Watched> = {
  collection: {
    name: 'expectations.v1',
    indexes: [['transactionKey'], ['amountKey'], ['provider', 'state', 'at']],
  },
  events,
  idOf: idsOf,
  on: {
    PaymentCreated: (_, { data: { paymentId, provider, amount, payer } }) =>
      asked({
        id: paymentId,
        kind: 'payment',
        paymentId,
        provider,
        amount: amount.toJSON(),
        subject: subjectOf(payer),
      }),
    PaymentReattempted: (before, { data: { provider } }) => before && { ...before, provider },
    // Its line will be on the statement of the network that it went on to.
    PaymentRerouted: (before, { data: { provider } }) => before && { ...before, provider },
    PaymentSucceeded: succeeded,
    OutcomeConfirmed: confirmed,
    ContradictionDecided: confirmed,

    RefundRequested: (_, { data: { id, paymentId, provider, amount, payer } }) =>
      asked({ id, kind: 'refund', paymentId, provider, amount: amount.toJSON(), subject: subjectOf(payer) }),
    RefundSucceeded: succeeded,
    RefundOutcomeConfirmed: confirmed,
    // What was paid from the bank is on no statement of the wallet.
    RefundCompletedManually: (before, { data: { providerReference, paidFrom, at } }) =>
      before && paidFrom === 'wallet' ? opened(before, { transactionId: providerReference, paid: null, at }) : before,

    PayoutRequested: (_, { data: { id, provider, amount, payee } }) =>
      asked({ id, kind: 'payout', paymentId: null, provider, amount: amount.toJSON(), subject: subjectOf(payee) }),
    PayoutRouted: (before, { data: { provider } }) => before && { ...before, provider },
    PayoutReattempted: (before, { data: { begins, payee } }) =>
      before && {
        ...before,
        provider: begins?.provider ?? before.provider,
        subject: payee === null ? before.subject : subjectOf(payee),
      },
    PayoutSucceeded: succeeded,
    PayoutOutcomeConfirmed: confirmed,

    StatementLinesRead(before, { data: { statementId, run, lines } }, id) {
      const line = meetingLines(lines).get(id);
      if (before === null || line === undefined) return before;
      const metBy = { statementId, run, line: line.line, key: line.key ?? null };
      return { ...before, metBy, state: before.state === 'asked' ? 'asked' : 'met' };
    },
    StatementLinesVoided: (before, { data: { statementId, run } }) =>
      before?.metBy?.statementId === statementId && before.metBy.run === run
        ? { ...before, metBy: null, state: before.state === 'met' ? 'open' : before.state }
        : before,
    ExpectationsMissed: (before) => before && (before.state === 'open' ? { ...before, state: 'missing' } : before),
    SuggestionAccepted: (before, { data: { statementId, run, line, key } }) =>
      before && { ...before, metBy: { statementId, run, line, key }, state: 'met' },
  },
};
