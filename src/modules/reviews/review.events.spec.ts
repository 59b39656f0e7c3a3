import { describe, expect, it } from '@jest/globals';
import { ReviewOpened, ReviewResolved } from './review.events.js';

describe('a stored event of version 1', () => {
  // As the log of a release before version 2 keeps it.
  const opened = {
    reviewId: 'rev_0cc175b9c0f1b6a831c399e2',
    reason: 'UNCERTAIN_PAYMENT',
    paymentId: 'pay_92eb5ffee6ae2fec3ad71c777531578f',
    providerReference: 'f1f1f1f1-0000-4000-8000-000000000001',
    refundId: null,
    callbackId: null,
    itemId: null,
    news: '00000000-0000-4000-8000-000000000007',
    at: '2026-11-22T10:05:00.000Z',
  };

  it('of a review about an attempt names the payment, whose attempt the provider reference tells', () =>
    expect(ReviewOpened.read(opened, 1)).toEqual({
      ...opened,
      movement: { kind: 'payment', id: opened.paymentId, attempt: null },
      payoutId: null,
    }));

  it('of a review about no single attempt names no movement', () => {
    const duplicate = { ...opened, reason: 'DUPLICATE_SUSPECTED', providerReference: null };
    expect(ReviewOpened.read(duplicate, 1)).toEqual({ ...duplicate, movement: null, payoutId: null });
  });

  it('of a decided duplicate has the word of today', () => {
    const resolved = { reviewId: 'rev_1', grounds: null, resolvedBy: 'cli_1', at: opened.at };
    expect(ReviewResolved.read({ ...resolved, decision: 'not-duplicate' }, 1)).toMatchObject({ decision: 'distinct' });
  });
});
