import { describe, expect, it } from '@jest/globals';
import {
  after,
  answer,
  created,
  creation,
  disagreed,
  failed,
  paymentId,
  pending,
  reattempt,
  reattempted,
  refundCompleted,
  refundReserved,
  submitted,
  succeeded,
} from '../../../test/support/specify-payment.js';
import { specifyView } from '../../../test/support/specify.js';
import { evolve } from '../../kernel/domain/decider.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { CallbackReceived, type RawCallback } from '../callbacks/contract.js';
import { payment } from './payment.decider.js';
import type { Payment } from './payment.state.js';
import {
  OutcomeContradicted,
  PaymentCreated,
  RecordClaimed,
  RecordReleased,
  type PaymentEvent,
} from './payment.events.js';
import { asState, openClaimsView, paymentView, type PaymentDocument } from './payment.view.js';

const recordKey = creation.recordKey;
const at = after(1);

describe('the view of payments', () => {
  it('shows what the decider decides on', () => {
    const life: PaymentEvent[] = [
      created,
      submitted,
      pending,
      disagreed,
      failed,
      OutcomeContradicted({ paymentId, attempt: 1, was: 'failed', says: 'successful', answer, at }),
      reattempted,
      { ...succeeded, data: { ...succeeded.data, attempt: 2 } },
      refundReserved(2_000, 'ref_1'),
      refundCompleted(2_000, 'ref_1'),
      refundReserved(3_000, 'ref_2'),
    ];
    for (let length = 1; length <= life.length; length += 1) {
      const lived = life.slice(0, length);
      let shown: PaymentDocument | null = null;
      for (const event of lived) shown = paymentView.on[event.type]!(shown, event as never, event.data.paymentId);
      expect(asState(JSON.parse(JSON.stringify(shown)) as PaymentDocument)).toEqual(
        evolve<Payment, PaymentEvent>(payment, payment.initial, lived),
      );
    }
    specifyView(paymentView)
      .given(...life)
      .thenShowsPartly(paymentId, {
        status: 'successful',
        subject: 'aline',
        amount: { amount: '5000', currency: 'RWF' },
        refunded: { amount: '2000', currency: 'RWF' },
        reserved: { ref_2: { amount: '3000', currency: 'RWF' } },
      });
  });

  it('shows whether the provider has called back about the current attempt', () => {
    const { given } = specifyView(paymentView);
    const calledBack = (attempt: number) =>
      CallbackReceived({
        provider: 'mtn-momo',
        tokenHash: 'hash',
        method: 'PUT',
        matched: { kind: 'payment', id: paymentId, attempt },
        raw: 'sealed.aline.key.raw' as Sealed<RawCallback>,
        at,
      });
    given(created, submitted).thenShowsPartly(paymentId, { callback: 'awaited' });
    given(created, submitted, calledBack(1), failed).thenShowsPartly(paymentId, { callback: 'received' });
    given(created, submitted, failed).thenShowsPartly(paymentId, { callback: 'missing' });
    given(created, submitted, failed, calledBack(1)).thenShowsPartly(paymentId, { callback: 'late' });
    given(created, submitted, failed, reattempted).thenShowsPartly(paymentId, { callback: 'awaited' });
    given(created, submitted, failed, reattempted, calledBack(1)).thenShowsPartly(paymentId, { callback: 'awaited' });
  });

  it('keeps payments apart', () =>
    specifyView(paymentView)
      .given(created, PaymentCreated({ ...creation, paymentId: 'pay_2' }), failed)
      .thenShowsOnly(paymentId, 'pay_2'));
});

describe('the view of open claims', () => {
  const claimed = (id = paymentId, attempt = 1) =>
    RecordClaimed({ recordKey, paymentId: id, attempt, begins: attempt === 1 ? { creation } : { reattempt }, at });
  const released = (id = paymentId, attempt = 1) => RecordReleased({ recordKey, paymentId: id, attempt, at });
  const { given } = specifyView(openClaimsView);

  it('shows a claim whose payment has not begun', () =>
    given(claimed()).thenShows(recordKey, { id: recordKey, paymentId, attempt: 1, claimedAt: at }));
  it('removes it once its payment has begun', () => given(claimed(), created).thenShowsOnly());
  it('removes it once it is released', () => given(claimed(), released()).thenShowsOnly());
  it('shows a claim of a further attempt that has not begun', () => {
    given(claimed(), created, claimed(paymentId, 2)).thenShowsPartly(recordKey, { attempt: 2 });
    given(claimed(), created, claimed(paymentId, 2), reattempted).thenShowsOnly();
  });
  it('keeps a claim when another one ends', () => {
    given(claimed('pay_2'), created).thenShowsPartly(recordKey, { paymentId: 'pay_2' });
    given(claimed('pay_2'), released()).thenShowsPartly(recordKey, { paymentId: 'pay_2' });
    given(claimed(paymentId, 2), created).thenShowsPartly(recordKey, { attempt: 2 });
  });
  it('keeps the claims of one key on two records apart', () => {
    const onAnother = { ...creation, recordKey: 'INV-2002', fingerprint: 'another body' };
    given(
      claimed(),
      RecordClaimed({ recordKey: 'INV-2002', paymentId, attempt: 1, begins: { creation: onAnother }, at }),
      PaymentCreated(onAnother),
    ).thenShowsOnly(recordKey);
  });
  it('removes a claim that another one has replaced', () =>
    given(claimed(), claimed('pay_2'), PaymentCreated({ ...creation, paymentId: 'pay_2' })).thenShowsOnly());
  it('shows nothing for payments without a claim', () => given(created, reattempted).thenShowsOnly());
});
