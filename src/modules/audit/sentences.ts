import type { EventOf, Recorded } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import type { SaidByStatement } from '../../kernel/domain/movement.js';
import type { CallbackEvent } from '../callbacks/contract.js';
import type { PaymentEvent, RecordEvent } from '../payments/contract.js';
import type { RoutingReason } from '../providers/contract.js';
import type { RefundEvent } from '../refunds/contract.js';
import type { CreditNoteEvent, ReceiptEvent } from '../receipts/contract.js';
import type { AdjustmentEvent, DayClosed } from '../ledger/contract.js';
import type { OutgoingEvent, OutgoingFinding, OutgoingName } from '../outgoing/contract.js';
import type { BatchEvent, PayoutEvent, PayoutRecordEvent } from '../payouts/contract.js';
import type { ReviewEvent } from '../reviews/contract.js';
import type { DepositEvent, SettlementEvent } from '../settlements/contract.js';

/** Everything that can happen to one payment, in whatever stream it is. */
export type PaymentStory =
  PaymentEvent | RefundEvent | RecordEvent | CallbackEvent | ReceiptEvent | CreditNoteEvent | ReviewEvent;

/** Everything that can happen to money that goes out by itself, and to the books. */
export type OtherStory =
  | PayoutEvent
  | PayoutRecordEvent
  | BatchEvent
  | AdjustmentEvent
  | EventOf<typeof DayClosed>
  | SettlementEvent
  | DepositEvent
  | ReviewEvent
  | CallbackEvent;
export type Story = PaymentStory | OtherStory;

/** What a sentence needs besides its event. */
export interface Telling {
  /** The provider of the attempt, as people call it. */
  readonly provider: string;
  /** How many status checks have been answered so far, where this event is the answer to one; null: it is none. */
  readonly statusCheck: number | null;
  readonly by: string;
  /** The provider of the attempt before, where there is one. */
  readonly before?: string | null;
}

type Sentences = {
  readonly [Type in Story['type']]: (event: Extract<Story, { type: Type }>['data'], telling: Telling) => string;
};

/** One sentence for each event, for a person who knows money and not this program. A missing row does not compile. */
const sentences: Sentences = {
  PaymentCreated: ({ amount, record, provider }, { by }) =>
    `${by} asked for ${money(amount)} for ${record.type} ${record.id}${partOf(record.part)} through ${spokenName(provider)}`,
  PaymentSubmitted: (_, { provider }) => `${provider} took the request in`,
  PaymentPending: (_, { provider, statusCheck }) => `${provider} said PENDING${check(statusCheck)}`,
  PaymentSucceeded: ({ paid, providerTransactionId, reviewId, statement }, { provider, statusCheck, by }) =>
    reviewId === null
      ? `${sayer(provider, statement)} said SUCCESSFUL${amountOf(paid)}${transaction(providerTransactionId)}${check(statusCheck)}`
      : `${by} decided that it was paid${amountOf(paid)}${transaction(providerTransactionId)} (review ${reviewId})`,
  PaymentFailed: ({ failure, decision, reviewId }, { provider, statusCheck, by }) =>
    reviewId === null
      ? `${provider} said FAILED: ${reason(failure)}${check(statusCheck)}`
      : `${by} decided: ${decided(decision ?? 'not-paid')} (review ${reviewId})`,
  PaymentExpired: (_, { provider, statusCheck }) =>
    `${provider} said EXPIRED: the payer did not answer in time${check(statusCheck)}`,
  PaymentBecameUncertain: ({ reason: doubt, paid, statement }, { provider, statusCheck }) =>
    doubt === 'NO_FINAL_ANSWER'
      ? `No final answer from ${provider} in time: the payment is uncertain, and is asked about further`
      : `${sayer(provider, statement)} said SUCCESSFUL, but not what was asked for${amountOf(paid)}: the payment is uncertain${check(statusCheck)}`,
  PaymentReattempted: ({ attempt, provider }, { by }) =>
    `${by} began attempt ${attempt} through ${spokenName(provider)}`,
  PaymentRouted: (routed) => chosen(routed),
  PaymentRerouted: ({ attempt, provider, failure }, { provider: now, before }) =>
    `${before ?? now} did not take it${failure === null ? ', for nothing left' : `: ${reason(failure)}`}. Attempt ${attempt} goes to ${spokenName(provider)}`,
  StatusChecked: ({ taught }, { provider, statusCheck }) => `${finding[taught](provider)}${check(statusCheck)}`,
  InconclusiveAnswerReceived: ({ operation, kind }, { provider }) =>
    `${provider} gave an answer to the ${operation === 'submission' ? 'request' : 'status check'} that decides nothing (${kind})`,
  SubmissionRepeated: ({ attempt }, { provider }) =>
    `Attempt ${attempt} was sent to ${provider} again under the same reference`,
  SubmissionNotSent: (_, { provider }) => `The request did not leave for ${provider}; it will be sent again`,
  SubmissionStopped: ({ reviewId }, { by }) => `${by} decided that nothing more is sent (review ${reviewId})`,
  OutcomeContradicted: ({ was, says, paid, differs, statement }, { provider, statusCheck }) =>
    `${sayer(provider, statement)} said ${says.toUpperCase()}${amountOf(paid)} of what was ${was}${differs ? ', and names another payment' : ''}: nothing changes, and a person looks at it${check(statusCheck)}`,
  OutcomeConfirmed: ({ providerTransactionId, statement }, { provider, statusCheck }) =>
    `${sayer(provider, statement)} confirmed the outcome${transaction(providerTransactionId)}${check(statusCheck)}`,
  ContradictionDecided: ({ decision, reviewId }, { by }) =>
    `${by} decided the contradiction: ${decided(decision)} (review ${reviewId})`,
  DuplicateSuspected: ({ otherPaymentId }) =>
    `It looks like a duplicate of ${otherPaymentId}: the same payer and amount shortly before`,
  RefundReserved: ({ refundId, amount }) => `${money(amount)} was set aside for refund ${refundId}`,
  RefundReleased: ({ refundId }) => `Refund ${refundId} came to nothing; its amount is free again`,
  PaymentRefunded: ({ refundId, amount, providerTransactionId }) =>
    `${money(amount)} went back to the payer by refund ${refundId}${transaction(providerTransactionId)}`,
  RefundRequested: ({ id, amount, method }, { by }) =>
    `${by} asked for refund ${id} of ${money(amount)}, ${method === 'automatic' ? 'by the provider' : 'by hand'}`,
  ...outgoing('Refund', 'refund'),
  RefundCompletedManually: ({ id, providerReference, paidFrom }, { by }) =>
    `${by} paid refund ${id} by hand from the ${paidFrom}, ${providerReference}`,
  RefundRecorded: ({ id, amount, reviewId }, { by }) =>
    `${by} put on record that the provider took ${money(amount)} back: refund ${id} (review ${reviewId})`,
  NoteAdded: (_, { by }) => `${by} wrote a note`,
  RecordClaimed: ({ attempt }) => `Attempt ${attempt} took the record: no other request for it is accepted meanwhile`,
  RecordReleased: ({ attempt }) => `Attempt ${attempt} gave the record free`,
  RecordPerhapsPaid: (_, { provider }) =>
    `Money was perhaps taken, as ${provider} or a person says: nothing more is asked for this record until a person has decided`,
  CallbackReceived: ({ provider }) => `${spokenName(provider)} called back: a reason to ask for the status`,
  CallbackRejected: ({ provider }) => `A call in the name of ${spokenName(provider)} was not readable, and was kept`,
  ReceiptIssued: ({ number, amount }) => `Receipt ${number} over ${money(amount)} was issued`,
  EbmNumberAdded: ({ number, ebmNumber }, { by }) => `${by} added the EBM number ${ebmNumber} to receipt ${number}`,
  CreditNoteIssued: ({ number, amount, receipt }) =>
    `Credit note ${number} over ${money(amount)} was issued to receipt ${receipt}`,
  PayoutRequested: ({ id, amount, record, batch }, { by }) =>
    `${by} asked for payout ${id} of ${money(amount)} for ${record.type} ${record.id}${partOf(record.part)}${batch === null ? '' : `, line ${batch.line} of batch ${batch.id}`}`,
  PayoutRouted: ({ id, ...routed }) => `${chosen(routed)} (payout ${id})`,
  PayoutReattempted: ({ id, payee, begins }, { by }) =>
    `${by} asked for payout ${id} to be sent again${payee === null ? '' : ' to another payee'}${begins === null ? '; it waits for approval' : ''}`,
  ...outgoing('Payout', 'payout'),
  PayoutRecordClaimed: ({ payoutId }) =>
    `Payout ${payoutId} took the record: no other payout for it is accepted meanwhile`,
  BatchReceived: ({ batchId, lines }, { by }) => `${by} sent batch ${batchId} of ${lines} lines`,
  BatchChecked: ({ batchId, totals: { valid, invalid, amount } }) =>
    `Batch ${batchId} was checked: ${valid} lines are valid and ${invalid} are not${amount === null ? '' : `, ${money(amount)} in all`}`,
  BatchApproved: ({ batchId, needed, isEnough, skipInvalid }, { by }) =>
    `${by} approved batch ${batchId}${skipInvalid ? ' without its invalid lines' : ''}${isEnough ? '; it is sent' : `; it needs ${needed} people`}`,
  BatchRejected: ({ batchId }, { by }) => `${by} rejected batch ${batchId}`,
  BatchLinesSent: ({ batchId, upTo }) => `Batch ${batchId} was sent up to line ${upTo}`,
  BatchCompleted: ({ batchId }) => `Batch ${batchId} is done: every line of it has an end`,
  AdjustmentRequested: ({ adjustmentId, lines, reason: why }, { by }) =>
    `${by} asked for adjustment ${adjustmentId} (${lines.map(({ side, account, amount }) => `${side} ${account} ${money(amount)}`).join(', ')}): ${why}`,
  AdjustmentApproved: ({ adjustmentId, isEnough }, { by }) =>
    `${by} approved adjustment ${adjustmentId}${isEnough ? '; it is posted' : '; it needs more people'}`,
  AdjustmentRejected: ({ adjustmentId, reason: why }, { by }) => `${by} rejected adjustment ${adjustmentId}: ${why}`,
  DayClosed: ({ day, totals }, { by }) =>
    `${by} closed ${day}${totals.map(({ currency, successful, refunded, paidOut }) => `: ${successful.count} payments of ${money({ amount: successful.amount, currency })}, ${refunded.count} refunds of ${money({ amount: refunded.amount, currency })}, ${paidOut.count} payouts of ${money({ amount: paidOut.amount, currency })}`).join('')}`,
  SettlementExpected: ({ settlementId, provider, bankAccount, gross, covers, reference }, { by }) =>
    `${by} said that ${money(gross)} left the wallet of ${spokenName(provider)} for ${bankAccount}${covers === null ? '' : `, of ${daysOf(covers)}`}${transaction(reference)}: settlement ${settlementId} is expected at the bank`,
  SettlementReceived: ({ settlementId, deposit, fee, isWhole, note }, { by }) =>
    `${by} confirmed that ${depositOf(settlementId, deposit, fee)}${isWhole ? '; nothing of it is in transit any more' : '; the rest is still in transit'}${note === null ? '' : `: ${note}`}`,
  SettlementCancelled: ({ settlementId, gross, reason: why }, { by }) =>
    `${by} cancelled settlement ${settlementId}: ${money(gross)} did not leave the wallet (${why})`,
  DepositClaimed: ({ settlementId }) => `The deposit was taken for settlement ${settlementId}, and for no other`,
  ReviewOpened: ({ reviewId, reason: why }) => `Review ${reviewId} was opened: ${words(why)}`,
  ReviewAssigned: ({ reviewId, assignee }, { by }) => `${by} gave review ${reviewId} to ${assignee}`,
  ReviewResolved: ({ reviewId, decision }, { by }) =>
    decision === 'answered'
      ? `Review ${reviewId} was closed: the provider answered, or it was decided elsewhere`
      : `${by} closed review ${reviewId}: ${decided(decision)}`,
  ReviewReopened: ({ reviewId, because }) => `Review ${reviewId} was opened again: ${words(because)}`,
};

/** Which provider was chosen, and what spoke for and against each. */
const chosen = ({
  provider,
  rule,
  candidates,
}: Pick<Extract<PaymentEvent, { type: 'PaymentRouted' }>['data'], 'provider' | 'rule' | 'candidates'>): string =>
  `${spokenName(provider)} was chosen${rule === null ? '' : ` by the rule ${rule}`}: ${candidates.map(({ provider: name, reasons }) => `${spokenName(name)} (${reasons.map((each) => routed[each]).join(', ')})`).join('; ')}`;

const routed: Readonly<Record<RoutingReason, string>> = {
  'not-wished': 'another one was asked for',
  currency: 'not in this currency',
  number: 'not for this number',
  'account-not-active': 'the number has no active account there',
  'account-elsewhere': 'the account of the number is elsewhere',
  'below-limit': 'the amount is below its limit',
  'above-limit': 'the amount is above its limit',
  'did-not-take-it': 'did not take it',
  wished: 'was asked for',
  'account-active': 'the number has an active account there',
  'outage-declared': 'an outage is declared',
  'circuit-open': 'did not answer at that moment',
  'by-rule': 'by the rule',
  'by-share': 'by its share',
  cheapest: 'the cheapest',
  'in-order': 'by the order of the settings',
  'only-one': 'the only one possible',
};

/** What happens to a refund and to a payout alike. */
function outgoing<Kind extends 'Refund' | 'Payout'>(kind: Kind, word: Lowercase<Kind>): OutgoingSentences<Kind> {
  const all: { readonly [Name in OutgoingName]: (data: DataOf<Name>, telling: Telling) => string } = {
    Approved: ({ id, needed, isEnough, begins }, { by }) =>
      `${by} approved ${word} ${id}${isEnough ? (begins === null ? '; a person is to pay it' : '; it is sent') : `; it needs ${needed} people`}`,
    Rejected: ({ id }, { by }) => `${by} rejected ${word} ${id}`,
    Submitted: ({ id }, { provider }) => `${provider} took ${word} ${id} in`,
    Succeeded: ({ id, paid, providerTransactionId, reviewId }, { provider, statusCheck, by }) =>
      reviewId === null
        ? `${provider} said SUCCESSFUL of ${word} ${id}${transaction(providerTransactionId)}${check(statusCheck)}`
        : `${by} decided that ${word} ${id} was paid${amountOf(paid)}${transaction(providerTransactionId)} (review ${reviewId})`,
    Failed: ({ id, failure, reviewId }, { provider, statusCheck, by }) =>
      reviewId === null
        ? `${kind} ${id} failed at ${provider}: ${reason(failure)}${check(statusCheck)}`
        : `${by} decided that ${word} ${id} was not paid (review ${reviewId})`,
    BecameUncertain: ({ id, reason: doubt, paid }, { provider, statusCheck }) =>
      doubt === 'NO_FINAL_ANSWER'
        ? `No final answer from ${provider} in time: ${word} ${id} is uncertain, and is asked about further`
        : `${provider} said SUCCESSFUL of ${word} ${id}, but not what was asked for${amountOf(paid)}: it is uncertain${check(statusCheck)}`,
    StatusChecked: ({ id, taught }, { provider, statusCheck }) =>
      `${finding[taught](provider)} (${word} ${id})${check(statusCheck)}`,
    InconclusiveAnswerReceived: ({ id, operation, kind: what }, { provider }) =>
      `${provider} gave an answer to the ${operation === 'submission' ? 'request' : 'status check'} of ${word} ${id} that decides nothing (${what})`,
    SubmissionRepeated: ({ id }, { provider }) =>
      `${kind} ${id} was sent to ${provider} again under the same reference`,
    SubmissionNotSent: ({ id }, { provider }) => `${kind} ${id} did not leave for ${provider}; it will be sent again`,
    OutcomeContradicted: ({ id, was, says, paid }, { provider, statusCheck }) =>
      `${provider} said ${says.toUpperCase()}${amountOf(paid)} of ${word} ${id}, which was ${was}: nothing changes, and a person looks at it${check(statusCheck)}`,
    OutcomeConfirmed: ({ id, providerTransactionId }, { provider, statusCheck }) =>
      `${provider} confirmed the outcome of ${word} ${id}${transaction(providerTransactionId)}${check(statusCheck)}`,
    ContradictionDecided: ({ id, decision, reviewId }, { by }) =>
      `${by} decided the contradiction of ${word} ${id}: ${decided(decision)} (review ${reviewId})`,
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, sentence]) => [`${kind}${name}`, sentence]),
  ) as unknown as OutgoingSentences<Kind>;
}

type DataOf<Name extends OutgoingName> = Extract<OutgoingEvent<'Any'>, { type: `Any${Name}` }>['data'];
type OutgoingSentences<Kind extends string> = {
  readonly [Name in OutgoingName as `${Kind}${Name}`]: (data: DataOf<Name>, telling: Telling) => string;
};

const finding: Readonly<
  Record<
    Extract<PaymentEvent, { type: 'StatusChecked' }>['data']['taught'] | OutgoingFinding,
    (provider: string) => string
  >
> = {
  NOT_FOUND: (provider) => `${provider} did not know the request`,
  UNKNOWN_ANSWER: (provider) => `${provider} answered in words that are not known here: it decides nothing`,
  FAILURE_NAMES_ANOTHER: (provider) => `${provider} said FAILED, but of another payment: it decides nothing`,
  PENDING: (provider) => `${provider} said PENDING`,
};

/** What an event means, in one sentence without a full stop. */
export const sentenceOf = (event: Story, telling: Telling): string =>
  (sentences[event.type] as (data: unknown, telling: Telling) => string)(event.data, telling);

/** Who it was, as a sentence begins with them. */
export const spokenActor = ({ metadata: { actor } }: Pick<Recorded, 'metadata'>): string =>
  actor.kind === 'client' || actor.kind === 'user' ? `${actor.name} (${actor.id})` : 'Ishyura';

/** `MTN` of `mtn-momo`, `Airtel` of `airtel-money`. */
export function spokenName(provider: string): string {
  const [first = provider] = provider.split('-');
  return first.length <= 3 ? first.toUpperCase() : first.charAt(0).toUpperCase() + first.slice(1);
}

/** Times as people in Kigali read them, which is two hours ahead of UTC all year. */
export const kigaliTime = (at: string): string => kigali(at).slice(11, 19);
export const kigaliDay = (at: string): string => kigali(at).slice(0, 10);
const kigali = (at: string): string => new Date(Date.parse(at) + 2 * 3_600_000).toISOString();

export const money = ({ amount, currency }: Pick<Money, 'amount' | 'currency'>): string => {
  const [whole = '', digits] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${digits === undefined ? '' : `.${digits}`} ${currency}`;
};
/** Who says it: the provider that was asked, or its statement. */
const sayer = (provider: string, statement: SaidByStatement | undefined): string =>
  statement === undefined
    ? provider
    : `Line ${statement.line} of the statement ${statement.statementId} of ${provider}`;
/** A fee that was forgotten at an earlier deposit comes without one. */
function depositOf(
  settlementId: string,
  { amount, bankReference }: { readonly amount: Money; readonly bankReference: string },
  fee: Money,
): string {
  if (amount.minor === 0n) return `${money(fee)} of settlement ${settlementId} was kept as a fee (${bankReference})`;
  const kept = fee.minor === 0n ? '' : `, with ${money(fee)} kept as a fee`;
  return `the deposit of ${money(amount)} (${bankReference}) is settlement ${settlementId}${kept}`;
}

const amountOf = (paid: Money | null): string => (paid === null ? '' : `, ${money(paid)}`);
const transaction = (id: string | null): string => (id === null ? '' : `, transaction ${id}`);
const check = (count: number | null): string => (count === null ? '' : ` (status check ${count})`);
const daysOf = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  from === to ? from : `${from} to ${to}`;
const partOf = (part: string | null): string => (part === null || part === '1' ? '' : `, part ${part}`);
const reason = ({ code, providerCode }: { readonly code: string; readonly providerCode: string | null }): string =>
  providerCode === null ? words(code) : `${words(code)} (${providerCode})`;
/** `not paid` of `not-paid`. */
const decided = (decision: string): string => decision.replaceAll('-', ' ');
const words = (code: string): string => code.toLowerCase().replaceAll('_', ' ');
