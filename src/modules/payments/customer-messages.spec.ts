import { describe, expect, it } from '@jest/globals';
import {
  created,
  disagreed,
  expired,
  failed,
  pending,
  reattempted,
  stoppedWaiting,
  submitted,
  succeeded,
} from '../../../test/support/specify-payment.js';
import { evolve } from '../../kernel/domain/decider.js';
import { customerMessage } from './customer-messages.js';
import { payment } from './payment.decider.js';
import type { KnownPayment, Payment } from './payment.state.js';
import { OutcomeContradicted, SubmissionStopped, type PaymentEvent } from './payment.events.js';
import type { RecordStatus } from './payments.js';

const after = (...events: PaymentEvent[]) =>
  evolve<Payment, PaymentEvent>(payment, payment.initial, [created, ...events]) as KnownPayment;
const contradicted = (was: 'successful' | 'failed', says: 'successful' | 'failed') =>
  OutcomeContradicted({ paymentId: 'pay_1', attempt: 1, was, says, answer: null, at: '2026-11-22T12:10:00.000Z' });
const stopped = SubmissionStopped({
  paymentId: 'pay_1',
  attempt: 1,
  reviewId: 'rev_1',
  at: '2026-11-22T12:00:01.000Z',
});
const records: readonly RecordStatus[] = ['free', 'in-progress', 'in-doubt', 'paid'];

describe('the message to a payer', () => {
  it.each<[string, KnownPayment]>([
    ['created', after()],
    ['submitted', after(submitted)],
    ['pending', after(pending)],
    ['uncertain', after(submitted, stoppedWaiting)],
    ['uncertain for its amount', after(submitted, disagreed)],
    ['failed, and perhaps paid', after(failed, contradicted('failed', 'successful'))],
    ['successful, and contradicted', after(succeeded, contradicted('successful', 'failed'))],
    [
      'asked for again, while an earlier attempt is perhaps paid',
      after(failed, contradicted('failed', 'successful'), reattempted),
    ],
  ])('about a payment that is %s never says that no money was taken, nor to try again', (_, known) => {
    for (const record of records) {
      const { en } = customerMessage(known, record);
      expect(en).not.toMatch(/no money was taken|try again/i);
    }
  });

  it.each<[RecordStatus, string]>([
    ['free', 'The payment did not go through. No money was taken. You may try again.'],
    ['in-doubt', 'We are checking your payment with your mobile money provider. Do not pay again; we will tell you.'],
    ['paid', 'This has been paid by another request. Do not pay again.'],
    ['in-progress', 'This request is over, and a newer one is under way. Please follow the newer one.'],
  ])('about a failed payment depends on its record: %s', (record, en) =>
    expect(customerMessage(after(failed), record).en).toBe(en),
  );

  it.each(['in-doubt', 'paid'] as const)(
    'about a payment that waits for approval does not ask for it once its record is %s',
    (record) => {
      for (const known of [after(submitted), after(pending), after(submitted, stopped)]) {
        const { en } = customerMessage(known, record);
        expect(en).toMatch(/^We are checking/);
        for (const undisturbed of ['free', 'in-progress'] as const)
          expect(customerMessage(known, undisturbed).en).toMatch(/^Please approve/);
      }
    },
  );

  it('about a duplicate does not ask to try again', () =>
    expect(customerMessage(after(stopped, failed), 'free').en).toBe(
      'This payment request was cancelled. No money was taken by it.',
    ));

  it('exists in three languages for every case', () => {
    for (const known of [after(), after(failed), after(expired), after(succeeded), after(stopped, failed)]) {
      for (const record of records) {
        for (const text of Object.values(customerMessage(known, record))) expect(text.length).toBeGreaterThan(10);
      }
    }
  });
});
