import type { Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Position } from '../../kernel/domain/position.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import type { KnownPayment, Payments } from '../payments/contract.js';
import { issuedBy, type Issuer } from './issuer.js';
import { NumberedDocuments } from './numbered-documents.js';
import { receipt, yearOf, type Receipt, type ReceiptOrders } from './receipt.decider.js';
import {
  receiptEvents,
  ReceiptNumbered,
  type IssuedReceipt,
  type ReceiptEvent,
  type SeriesEvent,
} from './receipt.events.js';

export { newestLookedAt } from './numbered-documents.js';

/** A payment that succeeded, and the position of its success in the log. */
export interface Success {
  readonly paymentId: string;
  readonly position: Position;
}

/** A receipt as it was issued, and the EBM number that was added since. */
export interface FoundReceipt {
  readonly receipt: IssuedReceipt;
  readonly ebmNumber: string | null;
}

/** One receipt for each successful payment, with a number without gaps. */
export class Receipts {
  readonly #receipts: Handler<Receipt, ReceiptOrders, ReceiptEvent>;
  readonly #numbered: NumberedDocuments<Paid, Receipt, ReceiptOrders, ReceiptEvent, SeriesEvent>;

  constructor(
    private readonly kernel: Kernel,
    private readonly payments: Payments,
    private readonly issuer: Issuer,
  ) {
    this.#receipts = new Handler(receipt, kernel);
    this.#numbered = new NumberedDocuments(kernel, {
      prefix: 'RCT',
      streamOfSeries: (year) => `receipt-series-${year}`,
      documents: this.#receipts,
      series: new EventCodec<SeriesEvent>([ReceiptNumbered]),
      numbered: ({ id, ...numbered }) => ReceiptNumbered({ ...numbered, paymentId: id }),
      numberIn: ({ data }) => ({ id: data.paymentId, number: data.number }),
      makeOut: async ({ payment }, number, at) => ({ receipt: await this.#makeOut(payment, number, at) }),
    });
  }

  /** The receipt of a payment as the log has it; null while there is none. */
  of(paymentId: string): Promise<FoundReceipt | null> {
    return findReceipt(this.kernel.store, paymentId);
  }

  /** The payment whose receipt has this number; null: there is none. */
  paymentWith(number: string): Promise<string | null> {
    return this.#numbered.idWith(number);
  }

  /** Whether a payment is among the newest that have a number. A payment that cannot be read has none. */
  async isNumbered(paymentId: string): Promise<boolean> {
    const payment = await this.payments.find(paymentId).catch(unreadable);
    if (payment === null || payment.confirmedAt === null) return false;
    return this.#numbered.isNumbered(paymentId, yearOf(payment.confirmedAt));
  }

  /** Issues the receipts that these successful payments do not have yet, in this order, for at most `newestLookedAt` payments. */
  async issue(successes: readonly Success[], by: Origin): Promise<void> {
    const paid = await Promise.all(
      successes.map(async ({ paymentId, position }) => {
        const payment = await this.payments.recall(paymentId, ({ confirmedAt }) => confirmedAt !== null);
        return payment === null ? [] : [{ id: paymentId, year: yearOf(payment.confirmedAt!), payment, position }];
      }),
    );
    await this.#numbered.issue(paid.flat(), by);
  }

  /** The same number again changes nothing; another one is refused. */
  async addEbmNumber(paymentId: string, ebmNumber: string, at: Instant, by: Origin): Promise<void> {
    await this.#receipts.handle('AddEbmNumber', paymentId, { paymentId, ebmNumber, at, by });
  }

  async #makeOut(payment: KnownPayment, number: string, at: Instant): Promise<IssuedReceipt> {
    const attempt = payment.attempts.find(({ status }) => status === 'successful')!;
    const amount = payment.paidAmount ?? payment.amount;
    const paidAt = payment.confirmedAt!;
    return {
      number,
      paymentId: payment.id,
      client: payment.client,
      amount,
      method: this.issuer.methodOf(attempt.provider),
      provider: attempt.provider,
      providerReference: attempt.providerReference,
      providerTransactionId: payment.providerTransactionId,
      payer: payment.payer,
      record: payment.record,
      ...(await issuedBy(this.issuer, { number, ...amount.toJSON(), at: paidAt })),
      paidAt,
      at,
    };
  }
}

/** The receipt of a payment as the log has it; null while there is none. */
export async function findReceipt(store: EventStore, paymentId: string): Promise<FoundReceipt | null> {
  const stored = await store.readStream(`${receipt.category}-${paymentId}`);
  const events = stored.map((event) => codec.read(event));
  const issued = events.find((event) => event.type === 'ReceiptIssued');
  const added = events.find((event) => event.type === 'EbmNumberAdded');
  return issued === undefined ? null : { receipt: issued.data, ebmNumber: added?.data.ebmNumber ?? null };
}

const codec = new EventCodec<ReceiptEvent>(receiptEvents);

interface Paid {
  readonly id: string;
  readonly year: number;
  readonly payment: KnownPayment;
  readonly position: Position;
}

// A payment that cannot be read has no number, since numbering reads it first.
const unreadable = () => null;
