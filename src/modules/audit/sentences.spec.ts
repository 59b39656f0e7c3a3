import { describe, expect, it } from '@jest/globals';
import { Money } from '../../kernel/domain/money.js';
import { kigaliDay, kigaliTime, money, sentenceOf, spokenName, type Story, type Telling } from './sentences.js';

const telling: Telling = { provider: 'MTN', statusCheck: 2, by: 'Ishyura' };
const rwf = (amount: number) => Money.parse(String(amount), 'RWF')!;
const of = { paymentId: 'pay_1', attempt: 1, answer: null, at: '2026-11-22T12:00:00.000Z' };
const said = (type: Story['type'], data: object, more: Partial<Telling> = {}): string =>
  sentenceOf({ type, data: { ...of, ...data } } as unknown as Story, { ...telling, ...more });

const decided = { reviewId: 'rev_1', grounds: null };
const heard = { reviewId: null, grounds: null, paid: null, providerTransactionId: '4107714342' };
const failure = { code: 'INSUFFICIENT_FUNDS', providerCode: 'NOT_ENOUGH_FUNDS' };
const record = { type: 'invoice', id: 'INV-1', part: '2' };

describe('a sentence', () => {
  it.each<[Story['type'], object, string]>([
    [
      'PaymentCreated',
      { amount: rwf(1_250_000), record, provider: 'airtel-money' },
      'Ishyura asked for 1,250,000 RWF for invoice INV-1, part 2 through Airtel',
    ],
    ['PaymentSubmitted', {}, 'MTN took the request in'],
    ['PaymentPending', {}, 'MTN said PENDING (status check 2)'],
    ['PaymentSucceeded', heard, 'MTN said SUCCESSFUL, transaction 4107714342 (status check 2)'],
    [
      'PaymentSucceeded',
      { ...heard, ...decided, paid: rwf(4_000) },
      'Ishyura decided that it was paid, 4,000 RWF, transaction 4107714342 (review rev_1)',
    ],
    [
      'PaymentFailed',
      { failure, decision: null, reviewId: null },
      'MTN said FAILED: insufficient funds (NOT_ENOUGH_FUNDS) (status check 2)',
    ],
    ['PaymentFailed', { failure, decision: 'not-paid', ...decided }, 'Ishyura decided: not paid (review rev_1)'],
    ['PaymentExpired', { failure }, 'MTN said EXPIRED: the payer did not answer in time (status check 2)'],
    [
      'PaymentBecameUncertain',
      { reason: 'NO_FINAL_ANSWER', paid: null },
      'No final answer from MTN in time: the payment is uncertain, and is asked about further',
    ],
    [
      'PaymentBecameUncertain',
      { reason: 'AMOUNT_DISAGREES', paid: rwf(1) },
      'MTN said SUCCESSFUL, but not what was asked for, 1 RWF: the payment is uncertain (status check 2)',
    ],
    [
      'PaymentRouted',
      {
        attempt: 1,
        provider: 'mtn-momo',
        rule: 'permits',
        isWished: false,
        candidates: [
          { provider: 'mtn-momo', is: 'chosen', reasons: ['by-rule'] },
          { provider: 'airtel-money', is: 'ruled-out', reasons: ['number'] },
        ],
      },
      'MTN was chosen by the rule permits: MTN (by the rule); Airtel (not for this number)',
    ],
    [
      'PaymentRerouted',
      { attempt: 2, provider: 'mtn-momo', failure: null },
      'MTN did not take it, for nothing left. Attempt 2 goes to MTN',
    ],
    ['PaymentReattempted', { attempt: 2, provider: 'mtn-momo' }, 'Ishyura began attempt 2 through MTN'],
    ['StatusChecked', { taught: 'NOT_FOUND' }, 'MTN did not know the request (status check 2)'],
    [
      'StatusChecked',
      { taught: 'UNKNOWN_ANSWER' },
      'MTN answered in words that are not known here: it decides nothing (status check 2)',
    ],
    [
      'StatusChecked',
      { taught: 'FAILURE_NAMES_ANOTHER' },
      'MTN said FAILED, but of another payment: it decides nothing (status check 2)',
    ],
    ['StatusChecked', { taught: 'PENDING' }, 'MTN said PENDING (status check 2)'],
    [
      'InconclusiveAnswerReceived',
      { operation: 'submission', kind: 'http-502' },
      'MTN gave an answer to the request that decides nothing (http-502)',
    ],
    ['SubmissionRepeated', {}, 'Attempt 1 was sent to MTN again under the same reference'],
    ['SubmissionNotSent', {}, 'The request did not leave for MTN; it will be sent again'],
    ['SubmissionStopped', decided, 'Ishyura decided that nothing more is sent (review rev_1)'],
    [
      'OutcomeContradicted',
      { was: 'failed', says: 'successful', paid: rwf(5_000), differs: true },
      'MTN said SUCCESSFUL, 5,000 RWF of what was failed, and names another payment: nothing changes, and a person looks at it (status check 2)',
    ],
    ['OutcomeConfirmed', { providerTransactionId: null }, 'MTN confirmed the outcome (status check 2)'],
    [
      'ContradictionDecided',
      { decision: 'returned', ...decided },
      'Ishyura decided the contradiction: returned (review rev_1)',
    ],
    [
      'DuplicateSuspected',
      { otherPaymentId: 'pay_2' },
      'It looks like a duplicate of pay_2: the same payer and amount shortly before',
    ],
    ['RefundReserved', { refundId: 'ref_1', amount: rwf(10) }, '10 RWF was set aside for refund ref_1'],
    ['RefundReleased', { refundId: 'ref_1' }, 'Refund ref_1 came to nothing; its amount is free again'],
    [
      'PaymentRefunded',
      { refundId: 'ref_1', amount: rwf(10), providerTransactionId: '7' },
      '10 RWF went back to the payer by refund ref_1, transaction 7',
    ],
    [
      'RefundRequested',
      { id: 'ref_1', amount: rwf(10), method: 'automatic' },
      'Ishyura asked for refund ref_1 of 10 RWF, by the provider',
    ],
    [
      'RefundApproved',
      { id: 'ref_1', needed: 2, isEnough: false, begins: null },
      'Ishyura approved refund ref_1; it needs 2 people',
    ],
    [
      'RefundApproved',
      { id: 'ref_1', needed: 1, isEnough: true, begins: {} },
      'Ishyura approved refund ref_1; it is sent',
    ],
    [
      'RefundApproved',
      { id: 'ref_1', needed: 1, isEnough: true, begins: null },
      'Ishyura approved refund ref_1; a person is to pay it',
    ],
    ['RefundRejected', { id: 'ref_1' }, 'Ishyura rejected refund ref_1'],
    ['RefundSubmitted', { id: 'ref_1' }, 'MTN took refund ref_1 in'],
    [
      'RefundSucceeded',
      { id: 'ref_1', ...heard },
      'MTN said SUCCESSFUL of refund ref_1, transaction 4107714342 (status check 2)',
    ],
    [
      'RefundFailed',
      { id: 'ref_1', failure, reviewId: null },
      'Refund ref_1 failed at MTN: insufficient funds (NOT_ENOUGH_FUNDS) (status check 2)',
    ],
    [
      'RefundFailed',
      { id: 'ref_1', failure, ...decided },
      'Ishyura decided that refund ref_1 was not paid (review rev_1)',
    ],
    [
      'RefundBecameUncertain',
      { id: 'ref_1', reason: 'NO_FINAL_ANSWER', paid: null },
      'No final answer from MTN in time: refund ref_1 is uncertain, and is asked about further',
    ],
    [
      'RefundStatusChecked',
      { id: 'ref_1', taught: 'NOT_FOUND' },
      'MTN did not know the request (refund ref_1) (status check 2)',
    ],
    ['RefundSubmissionRepeated', { id: 'ref_1' }, 'Refund ref_1 was sent to MTN again under the same reference'],
    [
      'RefundOutcomeContradicted',
      { id: 'ref_1', was: 'failed', says: 'successful', paid: null },
      'MTN said SUCCESSFUL of refund ref_1, which was failed: nothing changes, and a person looks at it (status check 2)',
    ],
    [
      'RefundCompletedManually',
      { id: 'ref_1', providerReference: 'BK-9', paidFrom: 'bank' },
      'Ishyura paid refund ref_1 by hand from the bank, BK-9',
    ],
    [
      'RefundRecorded',
      { id: 'ref_1', amount: rwf(10), reviewId: 'rev_1' },
      'Ishyura put on record that the provider took 10 RWF back: refund ref_1 (review rev_1)',
    ],
    ['NoteAdded', {}, 'Ishyura wrote a note'],
    ['RecordClaimed', {}, 'Attempt 1 took the record: no other request for it is accepted meanwhile'],
    ['RecordReleased', {}, 'Attempt 1 gave the record free'],
    [
      'RecordPerhapsPaid',
      {},
      'Money was perhaps taken, as MTN or a person says: nothing more is asked for this record until a person has decided',
    ],
    ['CallbackReceived', { provider: 'mtn-momo' }, 'MTN called back: a reason to ask for the status'],
    ['CallbackRejected', { provider: 'mtn-momo' }, 'A call in the name of MTN was not readable, and was kept'],
    [
      'ReceiptIssued',
      { number: 'RCT-2026-000001', amount: rwf(5_000) },
      'Receipt RCT-2026-000001 over 5,000 RWF was issued',
    ],
    ['ReviewOpened', { reviewId: 'rev_1', reason: 'UNCERTAIN_PAYMENT' }, 'Review rev_1 was opened: uncertain payment'],
    ['ReviewAssigned', { reviewId: 'rev_1', assignee: 'cli_2' }, 'Ishyura gave review rev_1 to cli_2'],
    ['ReviewResolved', { reviewId: 'rev_1', decision: 'paid' }, 'Ishyura closed review rev_1: paid'],
    [
      'ReviewResolved',
      { reviewId: 'rev_1', decision: 'answered' },
      'Review rev_1 was closed: the provider answered, or it was decided elsewhere',
    ],
    ['ReviewReopened', { reviewId: 'rev_1', because: 'CONTRADICTION' }, 'Review rev_1 was opened again: contradiction'],
    [
      'PayoutRequested',
      { id: 'out_1', amount: rwf(25_000), record: { ...record, type: 'other' }, batch: { id: 'bat_1', line: 7 } },
      'Ishyura asked for payout out_1 of 25,000 RWF for other INV-1, part 2, line 7 of batch bat_1',
    ],
    [
      'PayoutRouted',
      {
        id: 'out_1',
        attempt: 1,
        provider: 'airtel-money',
        rule: null,
        isWished: false,
        candidates: [{ provider: 'airtel-money', is: 'chosen', reasons: ['cheapest'] }],
      },
      'Airtel was chosen: Airtel (the cheapest) (payout out_1)',
    ],
    [
      'PayoutReattempted',
      { id: 'out_1', payee: 'sealed', begins: null },
      'Ishyura asked for payout out_1 to be sent again to another payee; it waits for approval',
    ],
    ['PayoutReattempted', { id: 'out_1', payee: null, begins: {} }, 'Ishyura asked for payout out_1 to be sent again'],
    [
      'PayoutApproved',
      { id: 'out_1', needed: 1, isEnough: true, begins: {} },
      'Ishyura approved payout out_1; it is sent',
    ],
    [
      'PayoutFailed',
      { id: 'out_1', failure, reviewId: null },
      'Payout out_1 failed at MTN: insufficient funds (NOT_ENOUGH_FUNDS) (status check 2)',
    ],
    ['PayoutSubmissionNotSent', { id: 'out_1' }, 'Payout out_1 did not leave for MTN; it will be sent again'],
    [
      'PayoutRecordClaimed',
      { payoutId: 'out_1' },
      'Payout out_1 took the record: no other payout for it is accepted meanwhile',
    ],
    ['BatchReceived', { batchId: 'bat_1', lines: 3 }, 'Ishyura sent batch bat_1 of 3 lines'],
    [
      'BatchChecked',
      { batchId: 'bat_1', totals: { valid: 2, invalid: 1, amount: rwf(10_000) } },
      'Batch bat_1 was checked: 2 lines are valid and 1 are not, 10,000 RWF in all',
    ],
    [
      'BatchApproved',
      { batchId: 'bat_1', needed: 1, isEnough: true, skipInvalid: true },
      'Ishyura approved batch bat_1 without its invalid lines; it is sent',
    ],
    ['BatchRejected', { batchId: 'bat_1' }, 'Ishyura rejected batch bat_1'],
    ['BatchLinesSent', { batchId: 'bat_1', upTo: 2 }, 'Batch bat_1 was sent up to line 2'],
    ['BatchCompleted', { batchId: 'bat_1' }, 'Batch bat_1 is done: every line of it has an end'],
    [
      'AdjustmentRequested',
      {
        adjustmentId: 'adj_1',
        lines: [
          { side: 'debit', account: 'fees:mtn-momo', amount: rwf(25) },
          { side: 'credit', account: 'suspense', amount: rwf(25) },
        ],
        reason: 'Fees',
      },
      'Ishyura asked for adjustment adj_1 (debit fees:mtn-momo 25 RWF, credit suspense 25 RWF): Fees',
    ],
    [
      'AdjustmentApproved',
      { adjustmentId: 'adj_1', isEnough: false },
      'Ishyura approved adjustment adj_1; it needs more people',
    ],
    ['AdjustmentRejected', { adjustmentId: 'adj_1', reason: 'No' }, 'Ishyura rejected adjustment adj_1: No'],
    [
      'SettlementExpected',
      {
        settlementId: 'stl_1',
        provider: 'mtn-momo',
        bankAccount: 'BK 1',
        gross: rwf(10_000),
        covers: { from: '2026-11-20', to: '2026-11-21' },
        reference: 'S-7',
      },
      'Ishyura said that 10,000 RWF left the wallet of MTN for BK 1, of 2026-11-20 to 2026-11-21, transaction S-7: settlement stl_1 is expected at the bank',
    ],
    [
      'SettlementExpected',
      {
        settlementId: 'stl_1',
        provider: 'airtel-money',
        bankAccount: 'BK 1',
        gross: rwf(10_000),
        covers: { from: '2026-11-20', to: '2026-11-20' },
        reference: null,
      },
      'Ishyura said that 10,000 RWF left the wallet of Airtel for BK 1, of 2026-11-20: settlement stl_1 is expected at the bank',
    ],
    [
      'SettlementReceived',
      {
        settlementId: 'stl_1',
        deposit: { amount: rwf(9_900), bankReference: 'FT1' },
        fee: rwf(100),
        isWhole: true,
        note: null,
      },
      'Ishyura confirmed that the deposit of 9,900 RWF (FT1) is settlement stl_1, with 100 RWF kept as a fee; nothing of it is in transit any more',
    ],
    [
      'SettlementReceived',
      {
        settlementId: 'stl_1',
        deposit: { amount: rwf(4_000), bankReference: 'FT1' },
        fee: rwf(0),
        isWhole: false,
        note: 'The first half',
      },
      'Ishyura confirmed that the deposit of 4,000 RWF (FT1) is settlement stl_1; the rest is still in transit: The first half',
    ],
    [
      'SettlementReceived',
      {
        settlementId: 'stl_1',
        deposit: { amount: rwf(0), bankReference: 'FT1' },
        fee: rwf(60),
        isWhole: true,
        note: null,
      },
      'Ishyura confirmed that 60 RWF of settlement stl_1 was kept as a fee (FT1); nothing of it is in transit any more',
    ],
    [
      'SettlementCancelled',
      { settlementId: 'stl_1', gross: rwf(10_000), reason: 'Entered twice' },
      'Ishyura cancelled settlement stl_1: 10,000 RWF did not leave the wallet (Entered twice)',
    ],
    ['DepositClaimed', { settlementId: 'stl_1' }, 'The deposit was taken for settlement stl_1, and for no other'],
    [
      'DayClosed',
      {
        day: '2026-11-22',
        totals: [
          {
            currency: 'RWF',
            successful: { count: 2, amount: '10000' },
            refunded: { count: 1, amount: '500' },
            paidOut: { count: 0, amount: '0' },
          },
        ],
      },
      'Ishyura closed 2026-11-22: 2 payments of 10,000 RWF, 1 refunds of 500 RWF, 0 payouts of 0 RWF',
    ],
  ])('of %s %#', (type, data, sentence) => expect(said(type, data)).toBe(sentence));

  it('names no status check where the provider was not asked', () =>
    expect(said('PaymentFailed', { failure, decision: null, reviewId: null }, { statusCheck: null })).toBe(
      'MTN said FAILED: insufficient funds (NOT_ENOUGH_FUNDS)',
    ));
});

it('tells times as people in Kigali read them, also across midnight', () => {
  expect([kigaliDay('2026-11-22T22:30:00.000Z'), kigaliTime('2026-11-22T22:30:00.000Z')]).toEqual([
    '2026-11-23',
    '00:30:00',
  ]);
});

it('groups the digits of money, and no digits behind the point', () => {
  expect(money({ amount: '1234567', currency: 'RWF' })).toBe('1,234,567 RWF');
  expect(money({ amount: '1234.5678', currency: 'BHD' })).toBe('1,234.5678 BHD');
  expect(money({ amount: '999', currency: 'RWF' })).toBe('999 RWF');
});

it('calls providers as people do', () => {
  expect(['mtn-momo', 'airtel-money', 'other'].map(spokenName)).toEqual(['MTN', 'Airtel', 'Other']);
});
