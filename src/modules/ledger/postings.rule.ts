import type { AnyEventDefinition, EventOf } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import { paymentEvents, recordEvents, type PaymentEvent, type RecordEvent } from '../payments/contract.js';
import { payoutEvents, type PayoutEvent } from '../payouts/contract.js';
import { StatementReconciled } from '../reconciliation/contract.js';
import { refundEvents, type RefundEvent } from '../refunds/contract.js';
import { settlementEvents, type SettlementEvent } from '../settlements/contract.js';
import { account, accountOf, type Dimensions } from './accounts.rule.js';
import { adjustmentEvents, type AdjustmentEvent, type AdjustmentRequest } from './adjustment.events.js';
import type { Line, SourceType, Tally } from './journal.events.js';

/*
 * What every event means in double entry: one table, from event to posting. It knows no clock, no store and no rate. A row says between which
 * accounts money moves, so no row can lead to lines that do not balance. An event of a payment, record or adjustment that is missing here does
 * not compile.
 */

/** An event that the ledger looks at. Most of them move no money. */
export type LedgerEvent =
  PaymentEvent | RecordEvent | RefundEvent | PayoutEvent | AdjustmentEvent | Reconciled | SettlementEvent;
type Reconciled = EventOf<typeof StatementReconciled>;

/** What an event leads to. Without lines it is counted for its day alone. */
export interface Posting {
  readonly source: { readonly type: SourceType; readonly id: string };
  readonly paymentId: string | null;
  readonly refundId: string | null;
  readonly payoutId: string | null;
  readonly description: string;
  readonly lines: readonly Line[];
  readonly tally: { readonly as: Tally; readonly amount: Money; readonly others?: Money[] | undefined } | null;
}

/** Where the money of one payment stands in the accounts, and what its later events need to know. */
export interface PaymentBooks {
  readonly paymentId: string;
  readonly recordKey: string;
  /** What was asked for. */
  readonly amount: Money;
  readonly dimensions: Dimensions;
  /** The provider of each attempt. */
  readonly providers: readonly string[];
  /** By attempt: said to be taken and not decided. It stands in the wallet against suspense. */
  readonly doubtful: Readonly<Record<number, Money>>;
  /** The attempt that succeeded, and with how much. */
  readonly paid: { readonly attempt: number; readonly amount: Money } | null;
  /** What of it stands in revenue, or would if nothing were questioned. */
  readonly earned: Money;
  /** The provider contradicts the success: what was moved from revenue to suspense, and what it says was paid beyond. */
  readonly questioned: { readonly moved: Money; readonly surplus: Money } | null;
  readonly refunds: Readonly<Record<string, RefundBooks>>;
}

interface RefundBooks {
  /** What was asked for. */
  readonly amount: Money;
  readonly provider: string;
  /** How much of the payment's revenue stands elsewhere for it, and in which account: payable, in suspense, or paid from the wallet or the bank. */
  readonly stands: { readonly in: string; readonly amount: Money } | null;
}

/** Where the money of one payout stands in the accounts. */
export interface PayoutBooks {
  readonly payoutId: string;
  readonly amount: Money;
  readonly dimensions: Dimensions;
  /** By attempt: its provider, and how much has left its wallet into which account: in transit, in suspense, or paid out. */
  readonly attempts: Readonly<
    Record<
      number,
      { readonly provider: string; readonly stands: { readonly in: string; readonly amount: Money } | null }
    >
  >;
}

/** An adjustment that waits for people. */
export type AdjustmentBooks = AdjustmentRequest;

/** A statement and a settlement need none: each of their events says all of what it posts. */
type NoBooks = { readonly statementId: string } | { readonly settlementId: string };

export type Books = PaymentBooks | PayoutBooks | AdjustmentBooks | NoBooks;

interface Transfer {
  /** The account that is credited. */
  readonly from: string;
  /** The account that is debited. */
  readonly to: string;
  readonly amount: Money;
}

interface Change<Of = PaymentBooks> {
  readonly books: Of;
  readonly transfers?: readonly Transfer[];
  readonly description?: string;
  readonly tally?: Posting['tally'];
}

/** The event neither moves money nor changes what a later one means. */
const noMoney = null;

type Rows<Event extends { readonly type: string; readonly data: unknown }, Of = PaymentBooks> = {
  readonly [Type in Event['type']]:
    ((books: Of, data: Extract<Event, { type: Type }>['data']) => Change<Of>) | typeof noMoney;
};

export const paymentPostings: Rows<Exclude<PaymentEvent, { type: 'PaymentCreated' }> | RecordEvent> = {
  PaymentSubmitted: noMoney,
  PaymentPending: noMoney,

  // Money that was in doubt until now leaves suspense; whatever was said of it, what is confirmed counts.
  PaymentSucceeded(books, { attempt, paid }) {
    const amount = paid ?? books.amount;
    const settled = withoutDoubt(books, attempt);
    return {
      books: { ...settled.books, paid: { attempt, amount }, earned: amount },
      transfers: [
        ...settled.transfers,
        { from: account.revenue(books.dimensions), to: walletOf(books, attempt), amount },
      ],
      description: settled.transfers.length > 0 ? 'Payment in doubt is confirmed' : 'Payment received',
      tally: { as: 'successful', amount },
    };
  },

  // Only a person ends a doubt: a provider's failure beside its own success is one more contradiction.
  PaymentFailed(books, { attempt, reviewId }) {
    const settled = reviewId === null ? { books, transfers: [] } : withoutDoubt(books, attempt);
    return {
      ...settled,
      description: 'Money in doubt was not taken, or was returned',
      tally: { as: 'failed', amount: books.amount },
    };
  },
  PaymentExpired: (books) => ({ books, tally: { as: 'failed', amount: books.amount } }),

  // That there was no final answer in time says nothing of money.
  PaymentBecameUncertain: (books, { attempt, reason, paid }) =>
    reason === 'AMOUNT_DISAGREES' ? inDoubt(books, attempt, paid ?? books.amount) : { books },
  RecordPerhapsPaid: (books, { attempt, outcome }) =>
    books.paid?.attempt === attempt ? { books } : inDoubt(books, attempt, outcome.amount ?? books.amount),

  OutcomeContradicted(books, { attempt, was, says, paid }) {
    if (was === 'successful' && books.paid !== null) return questioned(books, says, paid);
    return says === 'successful' ? inDoubt(books, attempt, paid ?? books.amount) : { books };
  },
  ContradictionDecided(books, { attempt, decision, paid }) {
    if (books.paid?.attempt === attempt) {
      const stands = unquestioned(books);
      return { ...stands, description: 'Contradiction is decided: what stood in doubt is released' };
    }
    const doubt = books.doubtful[attempt];
    const { books: settled, transfers } = withoutDoubt(books, attempt);
    if (decision !== 'paid' || doubt === undefined)
      return { books: settled, transfers, description: 'Money in doubt was not taken, or was returned' };
    // The payment was paid by another attempt: this money is the payer's.
    const owed = { from: account.overpayments, to: walletOf(books, attempt), amount: paid ?? doubt };
    return { books: settled, transfers: [...transfers, owed], description: 'Payer paid twice: the second is owed' };
  },
  OutcomeConfirmed: noMoney,

  // A provider that took money back. Of any other refund its own events say when the money left, and from where.
  PaymentRefunded(books, { amount, reviewId }) {
    if (reviewId === null) return { books };
    return {
      books: { ...books, earned: books.earned.minus(amount) },
      transfers: [{ from: walletOf(books, books.paid?.attempt ?? 1), to: account.revenue(books.dimensions), amount }],
      description: 'Provider reversed the payment',
      tally: { as: 'refunded', amount },
    };
  },
  RefundReserved: noMoney,
  RefundReleased: noMoney,

  PaymentReattempted: atProvider,
  PaymentRerouted: atProvider,
  PaymentRouted: noMoney,

  StatusChecked: noMoney,
  InconclusiveAnswerReceived: noMoney,
  SubmissionRepeated: noMoney,
  SubmissionNotSent: noMoney,
  SubmissionStopped: noMoney,
  DuplicateSuspected: noMoney,
  NoteAdded: noMoney,
  RecordClaimed: noMoney,
  RecordReleased: noMoney,
};

/**
 * Money back to a payer. From the approval on it is owed; it is paid from the wallet of its provider, or by a person from there or from the bank; and
 * while nobody can say whether it has left, it is in suspense.
 */
export const refundPostings: Rows<RefundEvent> = {
  RefundRequested: (books, { id, amount, provider }) => ({
    books: { ...books, refunds: { ...books.refunds, [id]: { amount, provider, stands: null } } },
  }),
  RefundApproved(books, { id, isEnough, begins }) {
    if (!isEnough) return { books };
    const { amount, provider } = refundOf(books, id);
    const change = refundStands(books, id, { in: account.refundsPayable, amount }, 'Refund approved: it is owed');
    const approved = { ...refundOf(change.books, id), provider: begins?.provider ?? provider };
    return { ...change, books: { ...change.books, refunds: { ...change.books.refunds, [id]: approved } } };
  },
  RefundRejected: noMoney,
  RefundSubmitted: noMoney,
  RefundSucceeded(books, { id, paid }) {
    const { amount: asked, provider } = refundOf(books, id);
    const amount = paid ?? asked;
    const change = refundStands(books, id, { in: account.wallet(provider), amount }, 'Refund paid');
    return { ...change, tally: { as: 'refunded', amount } };
  },
  RefundFailed: (books, { id }) => refundStands(books, id, null, 'Refund failed: the money has not left'),
  RefundBecameUncertain: (books, { id, reason, paid }) => refundInDoubt(books, id, reason === 'AMOUNT_DISAGREES', paid),
  RefundOutcomeContradicted: (books, { id, was, says, paid }) =>
    was === 'uncertain' || says === 'pending' || (was === 'failed' && says === 'failed')
      ? { books }
      : refundInDoubt(books, id, was === 'failed', paid),
  RefundContradictionDecided(books, { id, decision, paid }) {
    const { amount, provider, stands } = refundOf(books, id);
    const settled = { in: account.wallet(provider), amount: paid ?? stands?.amount ?? amount };
    return refundStands(books, id, decision === 'paid' ? settled : null, 'Contradiction of a refund is decided');
  },
  RefundCompletedManually(books, { id, paidFrom }) {
    const { amount, provider } = refundOf(books, id);
    const from = paidFrom === 'bank' ? account.bank : account.wallet(provider);
    return {
      ...refundStands(books, id, { in: from, amount }, 'Refund paid by hand'),
      tally: { as: 'refunded', amount },
    };
  },
  // It lists what the payment's own event has posted.
  RefundRecorded: noMoney,
  RefundStatusChecked: noMoney,
  RefundInconclusiveAnswerReceived: noMoney,
  RefundSubmissionRepeated: noMoney,
  RefundSubmissionNotSent: noMoney,
  RefundOutcomeConfirmed: noMoney,
};

/** Money from our float to a phone: in transit once a provider has taken it in, an expense of its service when it is paid, and in suspense in between. */
export const payoutPostings: Rows<Exclude<PayoutEvent, { type: 'PayoutRequested' }>, PayoutBooks> = {
  PayoutApproved: (books, { begins }) => ({ books: withAttempt(books, begins) }),
  PayoutReattempted: (books, { begins }) => ({ books: withAttempt(books, begins) }),
  PayoutRouted: noMoney,
  PayoutRejected: noMoney,
  PayoutSubmitted: (books, { attempt }) =>
    payoutStands(books, attempt, { in: account.payoutsInTransit, amount: books.amount }, 'Payout is under way'),
  PayoutSucceeded(books, { attempt, paid }) {
    const amount = paid ?? books.amount;
    const change = payoutStands(books, attempt, { in: account.payouts(books.dimensions), amount }, 'Payout paid');
    return { ...change, tally: { as: 'paidOut', amount } };
  },
  PayoutFailed: (books, { attempt }) =>
    payoutStands(books, attempt, null, 'Payout failed: the money is in the wallet again'),
  PayoutBecameUncertain: (books, { attempt, reason, paid }) =>
    payoutInDoubt(books, attempt, reason === 'AMOUNT_DISAGREES', paid),
  PayoutOutcomeContradicted: (books, { attempt, was, says, paid }) =>
    was === 'uncertain' || says === 'pending' ? { books } : payoutInDoubt(books, attempt, was === 'failed', paid),
  PayoutContradictionDecided(books, { attempt, decision, paid }) {
    const amount = paid ?? attemptOf(books, attempt).stands?.amount ?? books.amount;
    const settled = { in: account.payouts(books.dimensions), amount };
    return payoutStands(books, attempt, decision === 'paid' ? settled : null, 'Contradiction of a payout is decided');
  },
  PayoutStatusChecked: noMoney,
  PayoutInconclusiveAnswerReceived: noMoney,
  PayoutSubmissionRepeated: noMoney,
  PayoutSubmissionNotSent: noMoney,
  PayoutOutcomeConfirmed: noMoney,
};

const adjustmentPostings: {
  readonly [Type in AdjustmentEvent['type']]:
    | ((books: AdjustmentBooks, data: Extract<AdjustmentEvent, { type: Type }>['data']) => Posting | null)
    | typeof noMoney;
} = {
  AdjustmentRequested: noMoney,
  AdjustmentApproved: (books, { isEnough }) =>
    isEnough
      ? {
          source: { type: 'adjustment', id: books.adjustmentId },
          paymentId: books.paymentId,
          refundId: null,
          payoutId: null,
          description: 'Adjustment',
          lines: books.lines.map((line) => ({ ...line, dimensions: {} })),
          tally: feesIn(books.lines),
        }
      : null,
  AdjustmentRejected: noMoney,
};

/** The fees of the day are what the fee accounts say: an adjustment adds to them, or takes some back. */
function feesIn(lines: AdjustmentBooks['lines']): Posting['tally'] {
  const { currency } = lines[0]!.amount;
  const amount = lines
    .filter(({ account: code }) => code.startsWith(account.fees('')))
    .reduce((sum, { side, amount: of }) => (side === 'debit' ? sum.plus(of) : sum.minus(of)), Money.zero(currency));
  return amount.minor === 0n ? null : { as: 'fees', amount };
}

/** Money on its way from a wallet to the bank. It is in transit until it is found on the bank's statement; what was kept on the way is a fee. */
const settlementPostings: {
  readonly [Type in SettlementEvent['type']]: (
    data: Extract<SettlementEvent, { type: Type }>['data'],
  ) => Pick<Change, 'transfers' | 'description' | 'tally'>;
} = {
  SettlementExpected: ({ provider, gross }) => ({
    transfers: [{ from: account.wallet(provider), to: account.settlementInTransit, amount: gross }],
    description: 'Money has left the wallet for the bank',
  }),
  SettlementReceived: ({ provider, deposit, fee }) => ({
    transfers: [
      { from: account.settlementInTransit, to: account.bank, amount: deposit.amount },
      ...(fee.isPositive ? [{ from: account.settlementInTransit, to: account.fees(provider), amount: fee }] : []),
    ],
    description: 'Money from a wallet is at the bank',
    ...(fee.isPositive && { tally: { as: 'fees' as const, amount: fee } }),
  }),
  SettlementCancelled: ({ provider, gross }) => ({
    transfers: [{ from: account.settlementInTransit, to: account.wallet(provider), amount: gross }],
    description: 'Money has not left the wallet after all',
  }),
};

/** The events without which the ledger would not be what it is; all others change nothing in it. */
export const ledgerEvents: readonly AnyEventDefinition[] = [
  ...[...paymentEvents, ...recordEvents, ...refundEvents, ...payoutEvents].filter(({ type }) => rowOf(type) !== null),
  ...adjustmentEvents,
  StatementReconciled,
  ...settlementEvents,
];

/** Undefined for an event that opens books. */
function rowOf(type: string): unknown {
  const tables: readonly Readonly<Record<string, unknown>>[] = [paymentPostings, refundPostings, payoutPostings];
  return tables.find((table) => type in table)?.[type];
}

/** The thing whose books an event needs and changes. Those of a refund are in the books of its payment. */
export type Subject = {
  readonly of: 'payment' | 'refund' | 'payout' | 'adjustment' | 'statement' | 'settlement';
  readonly id: string;
};
export function subjectOf({ type, data }: LedgerEvent): Subject {
  if ('adjustmentId' in data) return { of: 'adjustment', id: data.adjustmentId };
  if ('statementId' in data) return { of: 'statement', id: data.statementId };
  if ('settlementId' in data) return { of: 'settlement', id: data.settlementId };
  if ('paymentId' in data) return { of: 'payment', id: data.paymentId };
  return { of: type.startsWith('Payout') ? 'payout' : 'refund', id: data.id };
}

export interface Taken {
  readonly books: Books;
  readonly posting: Posting | null;
}

/** Takes one event into the books of its subject. Null: the books lack what came before it. */
export function take(books: Books | null, event: LedgerEvent): Taken | null {
  if (event.type === 'PaymentCreated') return { books: openedBy(event), posting: null };
  if (event.type === 'PayoutRequested') return { books: openedByRequest(event), posting: null };
  if (event.type === 'AdjustmentRequested') return { books: event.data, posting: null };
  if (event.type === 'StatementReconciled')
    return { books: { statementId: event.data.statementId }, posting: feesOf(event.data) };
  if (event.type in settlementPostings) return takenBySettlement(event as SettlementEvent);
  if (books === null || 'statementId' in books || 'settlementId' in books) return null;
  if ('adjustmentId' in books) {
    const row = adjustmentPostings[event.type as AdjustmentEvent['type']] as
      ((books: Books, data: unknown) => Posting) | null;
    return { books, posting: row === null ? null : row(books, event.data) };
  }
  const row = rowOf(event.type) as ((books: Books, data: unknown) => Change<PaymentBooks | PayoutBooks>) | null;
  if (row === null) return { books, posting: null };
  const change = row(books, event.data);
  return { books: change.books, posting: postingOf(change, event) };
}

/** What the provider took for itself has left its wallet: once for each line, since a line that comes again is not counted in them. */
function feesOf({ statementId, provider, fees }: Reconciled['data']): Posting | null {
  if (fees.length === 0) return null;
  const [amount, ...others] = fees;
  const lines = fees.flatMap((fee): Line[] => [
    { account: account.fees(provider), side: 'debit', amount: fee, dimensions: {} },
    { account: account.wallet(provider), side: 'credit', amount: fee, dimensions: {} },
  ]);
  return {
    source: { type: 'statement', id: statementId },
    paymentId: null,
    refundId: null,
    payoutId: null,
    description: 'Fees of a statement',
    lines,
    tally: { as: 'fees', amount: amount!, ...(others.length > 0 && { others }) },
  };
}

function takenBySettlement({ type, data }: SettlementEvent): Taken {
  const row = settlementPostings[type] as (
    of: SettlementEvent['data'],
  ) => Pick<Change, 'transfers' | 'description' | 'tally'>;
  const { transfers = [], description = '', tally = null } = row(data);
  const source = { type: 'settlement', id: data.settlementId } as const;
  const lines = linesOf(transfers, {});
  const posting = { source, paymentId: null, refundId: null, payoutId: null, description, lines, tally };
  return { books: { settlementId: data.settlementId }, posting };
}

function openedBy({ data }: Extract<PaymentEvent, { type: 'PaymentCreated' }>): PaymentBooks {
  const { paymentId, recordKey, amount, dimensions, provider } = data;
  return {
    paymentId,
    recordKey,
    amount,
    dimensions,
    providers: [provider],
    doubtful: {},
    paid: null,
    earned: Money.zero(amount.currency),
    questioned: null,
    refunds: {},
  };
}

function openedByRequest({ data }: Extract<PayoutEvent, { type: 'PayoutRequested' }>): PayoutBooks {
  return { payoutId: data.id, amount: data.amount, dimensions: data.dimensions, attempts: {} };
}

function postingOf(
  { books, transfers = [], description = '', tally = null }: Change<PaymentBooks | PayoutBooks>,
  event: LedgerEvent,
): Posting | null {
  const lines = linesOf(transfers, books.dimensions);
  if (lines.length === 0 && tally === null) return null;
  const refundId = event.type in refundPostings ? (event.data as { readonly id: string }).id : null;
  const [paymentId, payoutId] = 'payoutId' in books ? [null, books.payoutId] : [books.paymentId, null];
  const source: Posting['source'] =
    payoutId !== null
      ? { type: 'payout', id: payoutId }
      : refundId !== null
        ? { type: 'refund', id: refundId }
        : { type: 'payment', id: paymentId! };
  return { source, paymentId, refundId, payoutId, description, lines, tally };
}

const withAttempt = (
  books: PayoutBooks,
  begins: { readonly attempt: number; readonly provider: string } | null,
): PayoutBooks =>
  begins === null
    ? books
    : {
        ...books,
        attempts: { ...books.attempts, [begins.attempt]: { provider: begins.provider, stands: null } },
      };

function attemptOf({ attempts, payoutId }: PayoutBooks, number: number): PayoutBooks['attempts'][number] {
  const attempt = attempts[number];
  if (attempt === undefined) throw new MissingBooks(`The ledger knows no attempt ${number} of ${payoutId}`);
  return attempt;
}

/** Money of an attempt stands in another account from now on; null: in the wallet again. */
function payoutStands(
  books: PayoutBooks,
  number: number,
  stands: PayoutBooks['attempts'][number]['stands'],
  description: string,
): Change<PayoutBooks> {
  const attempt = attemptOf(books, number);
  const before = attempt.stands;
  const wallet = account.wallet(attempt.provider);
  return {
    books: { ...books, attempts: { ...books.attempts, [number]: { ...attempt, stands } } },
    transfers: [
      ...(before === null ? [] : [{ from: before.in, to: wallet, amount: before.amount }]),
      ...(stands === null ? [] : [{ from: wallet, to: stands.in, amount: stands.amount }]),
    ],
    description,
  };
}

/** `isSaid`: the provider says that it has left, with `paid` or as asked. Else what is in doubt is what the books have. */
function payoutInDoubt(books: PayoutBooks, number: number, isSaid: boolean, paid: Money | null): Change<PayoutBooks> {
  const known = attemptOf(books, number).stands?.amount ?? books.amount;
  const amount = isSaid ? (paid ?? books.amount) : known;
  return payoutStands(books, number, { in: account.suspense, amount }, 'Nobody can say whether the payout has left');
}

function refundOf({ refunds, paymentId }: PaymentBooks, refundId: string): RefundBooks {
  const refund = refunds[refundId];
  if (refund === undefined) throw new MissingBooks(`The ledger knows no refund ${refundId} of ${paymentId}`);
  return refund;
}

/** Money of a refund stands in another account from now on; null: in revenue again. */
function refundStands(books: PaymentBooks, id: string, stands: RefundBooks['stands'], description: string): Change {
  const refund = refundOf(books, id);
  const before = refund.stands;
  const revenue = account.revenue(books.dimensions);
  const zero = Money.zero(books.earned.currency);
  return {
    books: {
      ...books,
      earned: books.earned.plus(before?.amount ?? zero).minus(stands?.amount ?? zero),
      refunds: { ...books.refunds, [id]: { ...refund, stands } },
    },
    transfers: [
      ...(before === null ? [] : [{ from: revenue, to: before.in, amount: before.amount }]),
      ...(stands === null ? [] : [{ from: stands.in, to: revenue, amount: stands.amount }]),
    ],
    description,
  };
}

/** As of a payout. Another currency has no place in the revenue of its payment: what was asked for is in doubt then. */
function refundInDoubt(books: PaymentBooks, id: string, isSaid: boolean, paid: Money | null): Change {
  const { amount, stands } = refundOf(books, id);
  const said = paid?.currency === amount.currency ? paid : amount;
  const doubt = { in: account.suspense, amount: isSaid ? said : (stands?.amount ?? amount) };
  return refundStands(books, id, doubt, 'Nobody can say whether the refund has left');
}

/** Money is said to be taken by an attempt. What was said of it before no longer counts. */
function inDoubt(books: PaymentBooks, attempt: number, amount: Money): Change {
  const { books: before, transfers } = withoutDoubt(books, attempt);
  return {
    books: { ...before, doubtful: { ...before.doubtful, [attempt]: amount } },
    transfers: [...transfers, { from: account.suspense, to: walletOf(books, attempt), amount }],
    description: 'Money was perhaps taken',
  };
}

function withoutDoubt(books: PaymentBooks, attempt: number) {
  const { [attempt]: amount, ...doubtful } = books.doubtful;
  if (amount === undefined) return { books, transfers: [] };
  const undone: Transfer = { from: walletOf(books, attempt), to: account.suspense, amount };
  return { books: { ...books, doubtful }, transfers: [undone] };
}

/**
 * The provider contradicts a success. Of another amount the difference is in doubt: what is missing leaves revenue, and what is beyond comes into
 * the wallet. Of anything else it is all of it. Of two contradictions the greater doubt stays.
 */
function questioned(books: PaymentBooks, says: string, said: Money | null): Change {
  if (says === 'pending') return { books };
  const zero = Money.zero(books.earned.currency);
  const { amount } = books.paid!;
  const isAnotherAmount = says === 'successful' && said !== null && said.currency === amount.currency;
  const missing = isAnotherAmount ? (amount.exceeds(said) ? amount.minus(said) : zero) : books.earned;
  const surplus = isAnotherAmount && said.exceeds(amount) ? said.minus(amount) : zero;
  const before = unquestioned(books);
  const moved = greatest(books.questioned?.moved ?? zero, missing.exceeds(books.earned) ? books.earned : missing);
  const now = { moved, surplus: greatest(books.questioned?.surplus ?? zero, surplus) };
  return {
    books: { ...books, questioned: now },
    transfers: [...before.transfers, ...questioning(books, now)],
    description: 'Provider contradicts a success: what it says is in doubt',
  };
}

function unquestioned(books: PaymentBooks) {
  const transfers = books.questioned === null ? [] : questioning(books, books.questioned).map(undone);
  return { books: { ...books, questioned: null }, transfers };
}

const questioning = (books: PaymentBooks, { moved, surplus }: NonNullable<PaymentBooks['questioned']>): Transfer[] => [
  { from: account.suspense, to: account.revenue(books.dimensions), amount: moved },
  { from: account.suspense, to: walletOf(books, books.paid!.attempt), amount: surplus },
];

const undone = ({ from, to, amount }: Transfer): Transfer => ({ from: to, to: from, amount });
const greatest = (one: Money, other: Money): Money => (one.exceeds(other) ? one : other);

function walletOf({ paymentId, providers }: PaymentBooks, attempt: number): string {
  const provider = providers[attempt - 1];
  if (provider === undefined) throw new MissingBooks(`The ledger knows no attempt ${attempt} of ${paymentId}`);
  return account.wallet(provider);
}

/** The books lack something, so they lack events: they are read anew from the log. */
export class MissingBooks extends Error {
  override readonly name = 'MissingBooks';
}

/** One line for each account and currency that is not as it was; debits first. Dimensions stand on income and expense. */
export function linesOf(transfers: readonly Transfer[], dimensions: Dimensions): Line[] {
  const nets = new Map<string, { code: string; net: Money }>();
  const add = (code: string, amount: Money) => {
    const key = `${code} ${amount.currency}`;
    nets.set(key, { code, net: (nets.get(key)?.net ?? Money.zero(amount.currency)).plus(amount) });
  };
  for (const { from, to, amount } of transfers) {
    add(to, amount);
    add(from, negative(amount));
  }
  const lines = [...nets.values()].flatMap(({ code, net }): Line[] => {
    if (net.minor === 0n) return [];
    const kind = accountOf(code)?.kind;
    const own = kind === 'income' || kind === 'expense' ? { ...dimensions } : {};
    const [side, amount] = net.isPositive ? (['debit', net] as const) : (['credit', negative(net)] as const);
    return [{ account: code, side, amount, dimensions: own }];
  });
  return lines.sort((one, other) => Number(other.side === 'debit') - Number(one.side === 'debit'));
}

const negative = (amount: Money): Money => Money.zero(amount.currency).minus(amount);

/** The currencies in which lines do not balance, or have an amount that is not more than zero. Empty for every entry of the ledger. */
export function unbalancedIn(lines: readonly Pick<Line, 'side' | 'amount'>[]): readonly string[] {
  const sums = new Map<string, bigint>();
  const wrong = new Set<string>();
  for (const { side, amount } of lines) {
    if (!amount.isPositive) wrong.add(amount.currency);
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + (side === 'debit' ? amount.minor : -amount.minor));
  }
  for (const [currency, sum] of sums) if (sum !== 0n) wrong.add(currency);
  return [...wrong];
}

/** Which provider an attempt goes to. */
function atProvider<B extends { readonly providers: readonly string[] }>(
  books: B,
  { attempt, provider }: { readonly attempt: number; readonly provider: string },
): { readonly books: B } {
  const providers = [...books.providers];
  providers[attempt - 1] = provider;
  return { books: { ...books, providers } };
}
