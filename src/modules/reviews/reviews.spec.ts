import { expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { creation, paymentId } from '../../../test/support/specify-payment.js';
import { anybody as by } from '../../../test/support/specify.js';
import type { EventStore } from '../../kernel/event-store/event-store.js';
import { SqliteEventStore } from '../../kernel/event-store/sqlite-event-store.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from '../../kernel/personal-data/sqlite-key-store.js';
import { Payments } from '../payments/index.js';
import type { Decision } from './review.events.js';
import { reviewIdOf, Reviews } from './reviews.js';

const clock = new FakeClock();
const log = SqliteEventStore.inMemory(clock);
const personalData = new PersonalData(Buffer.alloc(32, 7), SqliteKeyStore.inMemory());
let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;

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
  return { payments, reviews: new Reviews({ store, clock, newId }, payments, personalData) };
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
