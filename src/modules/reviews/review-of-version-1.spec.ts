import { expect, it } from '@jest/globals';
import { doubtsOf } from '../../../test/support/doubts.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { answer, creation, firstReference, paid, paymentId } from '../../../test/support/specify-payment.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';
import { Payments } from '../payments/contract.js';
import { reviewIdOf, Reviews } from './reviews.js';

it('a review that an earlier release opened is closed when the provider answers after all', async () => {
  const clock = new FakeClock();
  const store = SqliteEventStore.inMemory(clock);
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const kernel = { store, clock, newId };
  const payments = new Payments(kernel);
  const reviews = new Reviews(
    kernel,
    doubtsOf(payments),
    payments,
    new PersonalData(Buffer.alloc(32, 7), SqliteKeyStore.inMemory()),
  );
  const of = { paymentId, providerReference: firstReference };
  const reviewId = reviewIdOf({ reason: 'UNCERTAIN_PAYMENT', ...of });

  await payments.create(creation, by);
  await clock.pass({ seconds: 300 });
  await payments.send('StopWaiting', { paymentId }, by);
  const none = { refundId: null, callbackId: null, itemId: null };
  const opened = { reviewId, reason: 'UNCERTAIN_PAYMENT', ...of, ...none, news: null, at: clock.at };
  const metadata = { ...by, at: clock.at, schemaVersion: 1 };
  await store.append(`review-${reviewId}`, 'no-stream', [
    { id: newId(), type: 'ReviewOpened', data: opened, metadata },
  ]);

  await reviews.closeIfSettled(reviewId, by);
  expect(await reviews.find(reviewId)).toMatchObject({
    status: 'open',
    paymentId,
    movement: { kind: 'payment', id: paymentId, attempt: null },
  });
  await payments.recordOutcome({ ...of, outcome: paid, answer }, by);
  await reviews.closeIfSettled(reviewId, by);
  expect(await reviews.find(reviewId)).toMatchObject({ status: 'resolved', decision: 'answered' });
  await store.close();
});
