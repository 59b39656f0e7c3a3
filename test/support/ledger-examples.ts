import { Money } from '../../src/kernel/domain/money.js';
import {
  AdjustmentApproved,
  AdjustmentRejected,
  AdjustmentRequested,
} from '../../src/modules/ledger/adjustment.events.js';
import type { LedgerEvent } from '../../src/modules/ledger/postings.rule.js';
import {
  ContradictionDecided,
  OutcomeContradicted,
  PaymentFailed,
  PaymentRefunded,
  PaymentSucceeded,
  RecordPerhapsPaid,
} from '../../src/modules/payments/payment.events.js';
import { PayoutReattempted, PayoutRequested, payoutOutgoing } from '../../src/modules/payouts/payout.events.js';
import {
  RefundApproved,
  RefundBecameUncertain,
  RefundCompletedManually,
  RefundContradictionDecided,
  RefundFailed,
  RefundOutcomeContradicted,
  RefundRejected,
  RefundRequested,
  RefundSubmitted,
  RefundSucceeded,
} from '../../src/modules/refunds/refund.events.js';
import {
  SettlementCancelled,
  SettlementExpected,
  SettlementReceived,
} from '../../src/modules/settlements/settlement.events.js';
import { noon } from './fake-clock.js';
import {
  after,
  created,
  creation,
  disagreed,
  expired,
  failed,
  paid,
  paymentId,
  reattempted,
  rwf,
  secondReference,
  stoppedWaiting,
  subject,
  submitted,
  succeeded,
} from './specify-payment.js';

interface Example {
  readonly title: string;
  readonly words: string;
  readonly events: readonly LedgerEvent[];
}

const of = { paymentId, attempt: 1, answer: null, at: after(60) };
const decided = { reviewId: 'rev_1', grounds: null };
const forPermits = { ...created, data: { ...created.data, dimensions: { service: 'Permits', branch: 'kigali' } } };
const perhapsPaid = (amount: Money | null) =>
  RecordPerhapsPaid({
    ...of,
    recordKey: creation.recordKey,
    providerReference: creation.providerReference,
    outcome: { ...paid, amount },
  });
const contradicted = (
  was: 'failed' | 'successful' | 'uncertain',
  says: 'failed' | 'successful',
  amount: Money | null,
) => OutcomeContradicted({ ...of, was, says, differs: amount !== null, paid: amount });
const decidedSo = (decision: 'paid' | 'returned' | 'reversed') => ContradictionDecided({ ...of, ...decided, decision });

const [oneSigner, otherSigner] = [
  { id: 'cli_1', person: 'owner:aline' },
  { id: 'cli_2', person: 'owner:bosco' },
];
const adjustmentId = 'adj_1';
const asked = AdjustmentRequested({
  adjustmentId,
  fingerprint: '',
  lines: [
    { account: 'fees:mtn-momo', side: 'debit', amount: rwf(125) },
    { account: 'provider:mtn-momo:wallet', side: 'credit', amount: rwf(125) },
  ],
  currency: 'RWF',
  reason: 'Fee by the statement',
  paymentId: null,
  requestedBy: oneSigner,
  at: noon,
});
const approved = (isEnough: boolean) =>
  AdjustmentApproved({ adjustmentId, approver: otherSigner, isEnough, at: after(60) });

const refundId = 'ref_1';
const text = `sealed.${subject}.key.words` as never;
const ofRefund = { id: refundId, attempt: 1, answer: null, at: after(120) };
const begins = {
  attempt: 1,
  provider: 'mtn-momo',
  providerReference: secondReference,
  operation: 'refund',
  expiresAt: after(1_200),
} as const;
const requested = RefundRequested({
  id: refundId,
  paymentId,
  client: 'cli_1',
  fingerprint: '',
  amount: rwf(2_000),
  payer: creation.payer,
  method: 'automatic',
  words: text,
  provider: 'mtn-momo',
  collectionReference: creation.providerReference,
  requestedBy: oneSigner,
  decideBy: after(90_000),
  at: after(90),
});
/** A refund of 2,000 of the payment. */
export const refund = {
  requested,
  approved: [
    requested,
    RefundApproved({ id: refundId, approvedBy: otherSigner, needed: 1, isEnough: true, begins, at: after(100) }),
  ],
  rejected: RefundRejected({ id: refundId, rejectedBy: otherSigner, reason: text, at: after(100) }),
  submitted: RefundSubmitted(ofRefund),
  succeeded: (reviewId: string | null, amount: Money | null = null) =>
    RefundSucceeded({ ...ofRefund, paid: amount, reviewId }),
  failed: RefundFailed({ ...ofRefund, failure: { code: 'PAYER_NOT_FOUND', providerCode: 'PAYEE_NOT_FOUND' } }),
  uncertain: RefundBecameUncertain({ ...ofRefund, reason: 'NO_FINAL_ANSWER' }),
  contradicted: RefundOutcomeContradicted({ ...ofRefund, was: 'failed', says: 'successful', differs: false }),
  saidToFail: RefundOutcomeContradicted({ ...ofRefund, was: 'successful', says: 'failed', differs: false }),
  decidedSo: (decision: 'paid' | 'not-paid') => RefundContradictionDecided({ ...ofRefund, ...decided, decision }),
  byHand: (paidFrom: 'wallet' | 'bank') =>
    RefundCompletedManually({
      id: refundId,
      completedBy: oneSigner,
      providerReference: 'bank-1',
      note: text,
      paidFrom,
      at: after(120),
    }),
};

const payoutId = 'out_1';
const ofPayout = { id: payoutId, attempt: 1, answer: null, at: after(120) };
const {
  Approved,
  Rejected,
  Submitted,
  Succeeded,
  Failed,
  BecameUncertain,
  OutcomeContradicted: Contradicted,
} = payoutOutgoing;
/** A payout of 25,000 for the service `Allowances`. */
export const payout = {
  requested: PayoutRequested({
    id: payoutId,
    client: 'cli_1',
    fingerprint: '',
    requestedBy: oneSigner,
    recordKey: 'ALLOWANCE-1',
    record: { type: 'other', id: 'ALLOWANCE-1', part: null },
    amount: rwf(25_000),
    payee: text,
    dimensions: { service: 'Allowances' },
    provider: 'mtn-momo',
    expiresInSeconds: null,
    batch: null,
    at: noon,
  }),
  approved: Approved({
    id: payoutId,
    approvedBy: otherSigner,
    needed: 1,
    isEnough: true,
    begins: { ...begins, operation: 'transfer' },
    at: after(60),
  }),
  again: PayoutReattempted({
    id: payoutId,
    key: 'again',
    fingerprint: '',
    requestedBy: oneSigner,
    payee: null,
    begins: { ...begins, attempt: 2, operation: 'transfer' },
    at: after(300),
  }),
  rejected: Rejected({ id: payoutId, rejectedBy: otherSigner, reason: text, at: after(60) }),
  submitted: Submitted(ofPayout),
  succeeded: (reviewId: string | null, amount: Money | null = null) =>
    Succeeded({ ...ofPayout, paid: amount, reviewId }),
  failed: Failed({ ...ofPayout, failure: { code: 'PAYER_NOT_FOUND', providerCode: 'PAYEE_NOT_FOUND' } }),
  uncertain: BecameUncertain({ ...ofPayout, reason: 'NO_FINAL_ANSWER' }),
  contradicted: Contradicted({ ...ofPayout, was: 'failed', says: 'successful', differs: false }),
  saidToFail: Contradicted({ ...ofPayout, was: 'successful', says: 'failed', differs: false }),
  decidedSo: (decision: 'paid' | 'not-paid') =>
    payoutOutgoing.ContradictionDecided({ ...ofPayout, ...decided, decision }),
};

const settlementId = 'stl_1';
const ofSettlement = { settlementId, provider: 'mtn-momo', at: after(300) };
/** A settlement of 1,500,000. */
export const settlement = {
  expected: SettlementExpected({
    ...ofSettlement,
    fingerprint: '',
    bankAccount: 'BK 100-2003-45',
    gross: rwf(1_500_000),
    leftAt: noon,
    expectedBy: after(3 * 86_400),
    covers: null,
    reference: null,
    requestedBy: oneSigner,
    at: noon,
  }),
  received: (amount: number, fee: number, isWhole: boolean) =>
    SettlementReceived({
      ...ofSettlement,
      deposit: { key: `${amount}`, amount: rwf(amount), receivedAt: after(300), bankReference: 'FT-1', itemId: null },
      fee: rwf(fee),
      isWhole,
      note: null,
      confirmedBy: oneSigner,
    }),
  cancelled: SettlementCancelled({ ...ofSettlement, gross: rwf(1_500_000), reason: 'No', cancelledBy: oneSigner }),
};

/** One worked example for each kind of event: docs/ledger.md prints what the table of postings makes of them. */
export const examples: readonly Example[] = [
  {
    title: 'A payment is asked for, submitted, and has no answer in time',
    words: 'Nothing says that money has moved.',
    events: [forPermits, submitted, stoppedWaiting],
  },
  {
    title: 'A payment succeeds',
    words: 'What was paid, in the wallet of the provider of the attempt that was paid.',
    events: [forPermits, submitted, succeeded],
  },
  {
    title: 'A payment fails or expires, and succeeds at its second attempt',
    words: 'An attempt without money has no lines. Its day counts it.',
    events: [
      forPermits,
      failed,
      reattempted,
      { ...expired, data: { ...expired.data, attempt: 2 } },
      PaymentSucceeded({ ...of, ...decided, attempt: 2, providerTransactionId: 'tx' }),
    ],
  },
  {
    title: 'A success with another amount is decided to be paid',
    words:
      'The record hears first (`RecordPerhapsPaid`), and then the payment; the money is in suspense once. A person decides which amount was paid.',
    events: [
      forPermits,
      perhapsPaid(rwf(4_500)),
      { ...disagreed, data: { ...disagreed.data, paid: rwf(4_500) } },
      PaymentSucceeded({ ...of, ...decided, paid: rwf(4_400), providerTransactionId: 'tx' }),
    ],
  },
  {
    title: 'A success with another amount is decided to be not paid, or returned',
    words:
      'The ledger then takes the money out of the wallet again. Where it was given back from the bank or in cash, an adjustment says so.',
    events: [
      forPermits,
      perhapsPaid(rwf(4_500)),
      PaymentFailed({
        ...of,
        ...decided,
        failure: { code: 'UNSPECIFIED', providerCode: null },
        decision: 'returned',
      }),
    ],
  },
  {
    title: 'A failed payment is said to be paid after all, and a person decides that it is',
    words: 'From the contradiction to the decision the money is in suspense.',
    events: [
      forPermits,
      failed,
      perhapsPaid(rwf(5_000)),
      contradicted('failed', 'successful', null),
      PaymentSucceeded({ ...of, ...decided, providerTransactionId: 'tx' }),
    ],
  },
  {
    title: 'A payer paid twice: the first attempt was paid after all, beside the second',
    words: 'The payment counts once. The other money is owed to the payer.',
    events: [
      forPermits,
      failed,
      reattempted,
      PaymentSucceeded({ ...of, ...decided, attempt: 2, reviewId: null, providerTransactionId: 'tx' }),
      perhapsPaid(rwf(5_000)),
      contradicted('failed', 'successful', null),
      decidedSo('paid'),
    ],
  },
  {
    title: 'The provider contradicts a success, and it stands',
    words: 'What is in doubt leaves revenue until a person has decided. The payment stays successful.',
    events: [forPermits, succeeded, contradicted('successful', 'failed', null), decidedSo('paid')],
  },
  {
    title: 'The provider names a smaller amount of a success, and takes the difference back',
    words: 'Of another amount the difference is in doubt. A reversal is a refund that the provider made by itself.',
    events: [
      forPermits,
      succeeded,
      contradicted('successful', 'successful', rwf(4_500)),
      decidedSo('reversed'),
      PaymentRefunded({ paymentId, refundId: 'ref_rev_1', amount: rwf(500), reviewId: 'rev_1', at: after(60) }),
    ],
  },
  {
    title: 'A refund is approved and paid by the provider',
    words:
      'From the approval on it is owed to the payer. `PaymentRefunded`, by which the payment hears of it, posts nothing of its own; where it names a review it is a reversal, as above.',
    events: [forPermits, succeeded, ...refund.approved, refund.submitted, refund.succeeded(null)],
  },
  {
    title: 'A refund is paid by hand from the bank',
    words: 'The person who paid it says from where.',
    events: [forPermits, succeeded, ...refund.approved, refund.byHand('bank')],
  },
  {
    title: 'A refund fails',
    words: 'The money has not left, and is revenue again.',
    events: [forPermits, succeeded, ...refund.approved, refund.failed],
  },
  {
    title: 'A refund has no final answer, and is decided to be paid',
    words: 'While nobody can say whether it has left, it is in suspense.',
    events: [forPermits, succeeded, ...refund.approved, refund.uncertain, refund.succeeded('rev_2')],
  },
  {
    title: 'A refund that failed is said to be paid after all, and is decided not to be',
    words: 'The same holds for a refund that was paid and is said to have failed.',
    events: [
      forPermits,
      succeeded,
      ...refund.approved,
      refund.failed,
      refund.contradicted,
      refund.decidedSo('not-paid'),
    ],
  },
  {
    title: 'A refund is rejected',
    words: 'Nothing was posted before it was approved.',
    events: [forPermits, succeeded, refund.requested, refund.rejected],
  },
  {
    title: 'A payout is approved, submitted and paid',
    words: 'From the moment the provider has taken it in it is in transit. An approval moves nothing.',
    events: [payout.requested, payout.approved, payout.submitted, payout.succeeded(null)],
  },
  {
    title: 'A payout fails, and succeeds at its second attempt',
    words: 'Each attempt stands by itself.',
    events: [
      payout.requested,
      payout.approved,
      payout.submitted,
      payout.failed,
      payout.again,
      { ...payout.succeeded(null), data: { ...payout.succeeded(null).data, attempt: 2 } },
    ],
  },
  {
    title: 'A payout has no final answer, and is decided to be paid',
    words: 'In suspense on the debit side: money that has perhaps left.',
    events: [payout.requested, payout.approved, payout.submitted, payout.uncertain, payout.succeeded('rev_3')],
  },
  {
    title: 'A payout that was paid is said to have failed, and stands',
    words: 'The same holds for a payout that failed and is said to be paid.',
    events: [payout.requested, payout.approved, payout.succeeded(null), payout.saidToFail, payout.decidedSo('paid')],
  },
  {
    title: 'A payout is rejected',
    words: 'Nothing was posted before.',
    events: [payout.requested, payout.rejected],
  },
  {
    title: 'Money is moved from the wallet to the bank, which credits it in two deposits',
    words: 'From the moment it has left the wallet it is in transit; what was kept on the way is a fee.',
    events: [settlement.expected, settlement.received(1_000_000, 0, false), settlement.received(499_500, 500, true)],
  },
  {
    title: 'A move to the bank was never made',
    words: 'A person cancels it.',
    events: [settlement.expected, settlement.cancelled],
  },
  {
    title: 'An adjustment is approved by the last person that it needs',
    words: 'Nothing is posted before.',
    events: [asked, approved(false), approved(true)],
  },
  {
    title: 'An adjustment is rejected',
    words: 'It leaves no trace in the accounts.',
    events: [asked, AdjustmentRejected({ adjustmentId, rejectedBy: otherSigner, reason: 'No', at: after(60) })],
  },
];
