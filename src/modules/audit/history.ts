import type { Recorded } from '../../kernel/domain/events.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore, RecordedEvent } from '../../kernel/ports/event-store.js';
import { callbackEvents, type CallbackAddresses } from '../callbacks/contract.js';
import {
  allKeys,
  evolvePayment,
  paymentEvents,
  recordEvents,
  recordKeysOf,
  type KnownPayment,
  type Payment,
  type PaymentEvent,
} from '../payments/contract.js';
import { evolveRefund, refundEvents, type KnownRefund, type Refund, type RefundEvent } from '../refunds/contract.js';
import { creditNoteEvents, receiptEvents, refundOf } from '../receipts/contract.js';
import { reviewEvents, reviewIdOf, reviewIdsOfAttempt } from '../reviews/contract.js';
import type { PaymentStory, Story } from './sentences.js';

export interface Told {
  readonly stored: RecordedEvent;
  readonly event: Recorded<PaymentStory>;
}

/** Everything in the log that is about one payment, in the order of the log. The names of its streams follow from the payment, so no view is read. */
export class Histories {
  readonly #codec = new EventCodec<PaymentStory>([
    ...paymentEvents,
    ...refundEvents,
    ...recordEvents,
    ...callbackEvents,
    ...receiptEvents,
    ...creditNoteEvents,
    ...reviewEvents,
  ]);

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly callbacks: Pick<CallbackAddresses, 'streamOf'>,
  ) {}

  /** Empty when there is no such payment. */
  async of(paymentId: string): Promise<readonly Told[]> {
    const own = await this.#read(`payment-${paymentId}`);
    const payment = paymentAfter(own.map(({ event }) => event));
    if (payment === null) return [];
    const streams = [
      `receipt-${paymentId}`,
      ...own.flatMap(({ event }) => (event.type === 'PaymentRefunded' ? [`credit-note-${refundOf(event)}`] : [])),
      ...payment.attempts.map(({ number, provider }) =>
        this.callbacks.streamOf(provider, { kind: 'payment', id: paymentId, attempt: number }),
      ),
      ...payment.attempts.flatMap(({ providerReference }) =>
        reviewIdsOfAttempt({ kind: 'payment', uncertain: 'UNCERTAIN_PAYMENT', id: paymentId, providerReference }).map(
          (id) => `review-${id}`,
        ),
      ),
      `review-${reviewIdOf({ reason: 'DUPLICATE_SUSPECTED', paymentId })}`,
    ];
    const others = await Promise.all(streams.map((stream) => this.#read(stream)));
    for (const refundId of refundIdsIn(own)) others.push(...(await this.#ofRefund(refundId)));
    // A record is asked for again after a failed payment, so its stream tells of other payments too.
    const records = await Promise.all(allKeys(recordKeysOf(payment)).map((key) => this.#read(`record-${key}`)));
    const record = records
      .flat()
      .filter(({ event }) => 'paymentId' in event.data && event.data.paymentId === paymentId);
    return [...own, ...record, ...others.flat()].toSorted((one, other) =>
      one.event.position < other.event.position ? -1 : 1,
    );
  }

  /** A refund is a part of its payment's story: its own stream, what the provider called back about it, and its reviews. */
  async #ofRefund(refundId: string): Promise<readonly (readonly Told[])[]> {
    const own = await this.#read(`refund-${refundId}`);
    const [refund] = refundsAfter(own.map(({ event }) => event));
    const streams = (refund?.attempts ?? []).flatMap(({ number, provider, providerReference }) => [
      this.callbacks.streamOf(provider, { kind: 'refund', id: refundId, attempt: number }),
      ...reviewIdsOfAttempt({ kind: 'refund', uncertain: 'UNCERTAIN_REFUND', id: refundId, providerReference }).map(
        (id) => `review-${id}`,
      ),
    ]);
    return [own, ...(await Promise.all(streams.map((stream) => this.#read(stream))))];
  }

  async #read(stream: string): Promise<readonly Told[]> {
    const events = await this.store.readStream(stream);
    return events.map((stored) => ({ stored, event: this.#codec.read(stored) }));
  }
}

const refundIdsIn = (told: readonly Told[]): ReadonlySet<string> =>
  new Set(
    told.flatMap(({ event }) =>
      event.type === 'RefundReserved' || event.type === 'PaymentRefunded' ? [event.data.refundId] : [],
    ),
  );

const refundTypes: ReadonlySet<string> = new Set(refundEvents.map(({ type }) => type));
export const isOfRefund = (event: Recorded<Story>): event is Recorded<RefundEvent> => refundTypes.has(event.type);

/** The refunds after these events, in the order in which they began. */
export function refundsAfter(events: readonly Recorded<PaymentStory>[]): readonly KnownRefund[] {
  const refunds = new Map<string, Refund>();
  for (const event of events.filter(isOfRefund)) {
    const { id } = event.data;
    const change = evolveRefund[event.type] as (refund: Refund, event: RefundEvent) => Refund;
    refunds.set(id, change(refunds.get(id) ?? { status: 'absent' }, event));
  }
  return [...refunds.values()].filter((refund) => refund.status !== 'absent');
}

const paymentTypes: ReadonlySet<string> = new Set(paymentEvents.map(({ type }) => type));
const isOfPayment = (event: Recorded<PaymentStory>): event is Recorded<PaymentEvent> => paymentTypes.has(event.type);

/** The payment after these events; null where it has not begun. */
export function paymentAfter(events: readonly Recorded<PaymentStory>[]): KnownPayment | null {
  const payment = events
    .filter(isOfPayment)
    .reduce<Payment>(
      (before, event) =>
        (evolvePayment[event.type] as (payment: Payment, event: PaymentEvent) => Payment)(before, event),
      { status: 'absent' },
    );
  return payment.status === 'absent' ? null : payment;
}
