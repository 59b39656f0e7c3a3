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
  stoppedWaiting,
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
