import { expect, it } from '@jest/globals';
import { doubtsOf } from '../../../test/support/doubts.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { creation, paymentId } from '../../../test/support/specify-payment.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';
import { Payments } from '../payments/contract.js';
import type { Decision } from './review.events.js';
import { reviewIdOf, Reviews } from './reviews.js';

const clock = new FakeClock();
const log = SqliteEventStore.inMemory(clock);
const personalData = new PersonalData(Buffer.alloc(32, 7), SqliteKeyStore.inMemory());
let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;

/** With `meanwhile` before the grounds are sealed, which is between the reading of the review and its resolution. */
const sealingAfter = (meanwhile: () => Promise<unknown>): PersonalData =>
  new Proxy(personalData, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (name !== 'seal') return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      return async (...what: Parameters<PersonalData['seal']>) => {
        await meanwhile();
        return target.seal(...what);
      };
    },
  });

/** An instance of the gateway; `beforeAppend` is what happens on another one before it appends for the first time. */
function instance(beforeAppend?: () => Promise<unknown>): { payments: Payments; reviews: Reviews } {
  let meanwhile = beforeAppend;
  const store = new Proxy<EventStore>(log, {
    get(target, name) {
      if (name === 'soleWriter') return false;
      if (name === 'append')
        return async (...what: Parameters<EventStore['append']>) => {
          const other = meanwhile;
          meanwhile = undefined;
          await other?.();
          return target.append(...what);
        };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const payments = new Payments({ store, clock, newId });
  return { payments, reviews: new Reviews({ store, clock, newId }, doubtsOf(payments), payments, personalData) };
}

const resolution = (decision: Decision) => ({
  decision,
  grounds: { evidence: 'They came to the counter.', note: null },
  amount: null,
  providerTransactionId: null,
  force: false,
});

it('a decision that comes second to that of another instance leaves no trace in the payment', async () => {
  const { payments, reviews } = instance();
  await payments.create(creation, by);
  const matter = { reason: 'DUPLICATE_SUSPECTED', paymentId } as const;
  await reviews.open(matter, 'the event that tells it', by);
  const reviewId = reviewIdOf(matter);
  const late = instance(() => reviews.resolve(reviewId, resolution('distinct'), by));
  await expect(late.reviews.resolve(reviewId, resolution('duplicate'), by)).rejects.toMatchObject({
    code: 'REVIEW_RESOLVED',
    detail: { decision: 'distinct' },
  });
  expect((await payments.find(paymentId))!.stoppedIn).toBeNull();
});

it('a decision about a review that was resolved when it was read is refused, also when news opens it meanwhile', async () => {
  const { payments, reviews } = instance();
  const matter = { reason: 'DUPLICATE_SUSPECTED', paymentId: 'pay_2' } as const;
  const reviewId = reviewIdOf(matter);
  await reviews.open(matter, 'the event that tells it', by);
  await reviews.resolve(reviewId, resolution('distinct'), by);
  const newsMeanwhile = sealingAfter(() => late.open(matter, 'news about what was decided', by));
  const late: Reviews = new Reviews({ store: log, clock, newId }, doubtsOf(payments), payments, newsMeanwhile);
  await expect(late.resolve(reviewId, resolution('distinct'), by)).rejects.toMatchObject({ code: 'REVIEW_RESOLVED' });
  expect(await instance().reviews.find(reviewId)).toMatchObject({ status: 'open', decision: null });
});

it('a decision resolves no review that news has opened again since it was read, and its repetition does not either', async () => {
  const { payments, reviews } = instance();
  const matter = { reason: 'DUPLICATE_SUSPECTED', paymentId: 'pay_3' } as const;
  const reviewId = reviewIdOf(matter);
  await reviews.open(matter, 'the event that tells it', by);
  const settledAndReopened = sealingAfter(async () => {
    await reviews.decidedByMovement(reviewId, 'distinct', null, by);
    await reviews.open(matter, 'news about what was decided', by);
  });
  const late = new Reviews({ store: log, clock, newId }, doubtsOf(payments), payments, settledAndReopened);
  await late.resolve(reviewId, resolution('distinct'), by);
  expect(await instance().reviews.find(reviewId)).toMatchObject({ status: 'open', decision: null });
});
