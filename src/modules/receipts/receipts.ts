import { instant } from '../../kernel/domain/clock.js';
import type { Order } from '../../kernel/domain/decider.js';
import type { Origin } from '../../kernel/domain/events.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { RevisionConflict, type Appended, type ExpectedRevision } from '../../kernel/ports/event-store.js';
import { alone, Handler, together, type Kernel } from '../../kernel/handling/handle.js';
import type { KnownPayment, Payments } from '../payments/contract.js';
import { numberPayments, receipt, yearOf, type Receipt, type ReceiptOrders, type Series } from './receipt.decider.js';
import { ReceiptIssued, ReceiptNumbered, type ReceiptEvent, type SeriesEvent } from './receipt.events.js';

export interface Organisation {
  readonly name: string;
  readonly contact: string;
  readonly tin: string | null;
}

/** A payment that succeeded, and the position of its success in the log. */
export interface Success {
  readonly paymentId: string;
  readonly position: Position;
}

/**
 * Numbers and issues receipts: in one append where the store can. Elsewhere a payment gets its number first and its receipt second, so a crash in
 * between leaves a payment with a number and no receipt. It is always among the newest of its series, because a batch is numbered only after the
 * batch before it has its receipts. The next run finds it there and issues its receipt under that number.
 */
export class Receipts {
  readonly #receipts: Handler<Receipt, ReceiptOrders, ReceiptEvent>;
  readonly #series = new EventCodec<SeriesEvent>([ReceiptNumbered]);
  readonly #codec = new EventCodec<ReceiptEvent>([ReceiptIssued]);
  #knownEnd: EndOfSeries | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly payments: Payments,
    private readonly organisation: Organisation,
    /** The name of the payment method on a receipt: `MTN MoMo` for `mtn-momo`. */
    private readonly methodOf: (provider: string) => string,
  ) {
    this.#receipts = new Handler(receipt, kernel);
  }

  /** The receipt of a payment as the log has it; null while there is none. */
  async of(paymentId: string): Promise<ReceiptEvent['data'] | null> {
    const [stored] = await this.kernel.store.readStream(this.#receipts.streamOf(paymentId), { limit: 1 });
    return stored === undefined ? null : this.#codec.read(stored).data;
  }

  /** Whether a payment is among the newest that have a number. A payment that cannot be read has none. */
  async isNumbered(paymentId: string): Promise<boolean> {
    const payment = await this.payments.find(paymentId).catch(unreadable);
    if (payment === null || payment.confirmedAt === null) return false;
    const { newest } = await this.#readEnd(streamOfSeries(yearOf(payment.confirmedAt)));
    return newest.some((numbered) => numbered.paymentId === paymentId);
  }

  /** Issues the receipts that these successful payments do not have yet, in this order, for at most `newestLookedAt` payments. */
  async issue(successes: readonly Success[], by: Origin): Promise<void> {
    const paid = await Promise.all(
      successes.map(async ({ paymentId, position }) => {
        const payment = await this.payments.recall(paymentId, ({ confirmedAt }) => confirmedAt !== null);
        return payment === null ? [] : [{ payment, position }];
      }),
    );
    const byYear = Map.groupBy(paid.flat(), ({ payment }) => yearOf(payment.confirmedAt!));
    for (const [year, ofYear] of byYear) await this.#issueOfYear(year, ofYear, by);
  }

  async #issueOfYear(year: number, paid: readonly Paid[], by: Origin): Promise<void> {
    const stream = streamOfSeries(year);
    for (;;) {
      // A remembered end is safe: where another instance has numbered since, the append conflicts and the end is read again.
      const end = this.#knownEnd?.stream === stream ? this.#knownEnd : await this.#readEnd(stream);
      const lacking = await Promise.all(
        paid.map(async ({ payment: { id }, position }) =>
          position <= end.numberedUpTo && (await this.#isIssued(id)) ? [] : [id],
        ),
      );
      const at = instant(this.kernel.clock.now());
      const { events, numbers } = numberPayments(seriesOf(end), year, lacking.flat(), at);
      const orders = paid.flatMap(({ payment }) => {
        const number = numbers.get(payment.id);
        return number === undefined ? [] : [{ receipt: this.#makeOut(payment, number, at), at, by }];
      });
      const isIssued = events.length > 0 ? await this.#number(end, events, orders, paid, by) : false;
      if (isIssued === null) continue;
      if (isIssued) return;
      await Promise.all(orders.map((order) => this.#receipts.handle('Issue', order.receipt.paymentId, order)));
      return;
    }
  }

  /** Takes the numbers, and with them makes out the receipts where the store can: whether it has; null where another has numbered meanwhile. */
  async #number(
    end: EndOfSeries,
    events: readonly SeriesEvent[],
    orders: readonly IssueOrder[],
    paid: readonly Paid[],
    by: Origin,
  ): Promise<boolean | null> {
    const { store, newId, clock } = this.kernel;
    const { stream, revision: expected, newest, numberedUpTo } = end;
    const append = { stream, expected, events: events.map((event) => this.#series.write(event, newId(), by, clock)) };
    const numbered = ({ revision }: Appended) => {
      const furthest = paid.reduce((most, { position }) => (position > most ? position : most), numberedUpTo);
      const newestNow = [...newest, ...events.map(({ data }) => data)].slice(-newestLookedAt);
      this.#knownEnd = { stream, revision, newest: newestNow, numberedUpTo: furthest };
    };
    this.#knownEnd = null;
    const issued = await together(store, [
      alone({ append, appended: numbered }),
      ...orders.map((order) => this.#receipts.joined('Issue', order.receipt.paymentId, order)),
    ]);
    if (issued !== null) return true;
    try {
      numbered(await store.append(stream, expected, append.events));
      return false;
    } catch (error) {
      if (!(error instanceof RevisionConflict)) throw error;
      return null;
    }
  }

  async #readEnd(stream: string): Promise<EndOfSeries> {
    const options = { direction: 'backwards', limit: newestLookedAt } as const;
    const stored = await this.kernel.store.readStream(stream, options);
    const newest = stored.map((event) => this.#series.read(event).data).reverse();
    const [last] = stored;
    return { stream, revision: last?.revision ?? 'no-stream', newest, numberedUpTo: last?.position ?? beginning };
  }

  async #isIssued(paymentId: string): Promise<boolean> {
    const { state } = await this.#receipts.load(paymentId);
    return state.issued;
  }

  #makeOut(payment: KnownPayment, number: string, at: string): ReceiptEvent['data'] {
    const attempt = payment.attempts.find(({ status }) => status === 'successful')!;
    return {
      number,
      paymentId: payment.id,
      client: payment.client,
      amount: payment.paidAmount ?? payment.amount,
      method: this.methodOf(attempt.provider),
      provider: attempt.provider,
      providerReference: attempt.providerReference,
      providerTransactionId: payment.providerTransactionId,
      payer: payment.payer,
      record: payment.record,
      organisation: this.organisation,
      paidAt: payment.confirmedAt!,
      at,
    };
  }
}

/** No batch is larger, so a payment whose receipt is missing after a crash is always among this many numbers. */
export const newestLookedAt = 128;

type IssueOrder = ReceiptOrders['Issue'] & Order;

interface Paid {
  readonly payment: KnownPayment;
  readonly position: Position;
}

interface EndOfSeries {
  readonly stream: string;
  readonly revision: ExpectedRevision;
  /**
   * A success at a later position of the log has no number up to the revision. A number is recorded after its success, so at first this is the
   * position of the last number; later it is the position of the last success that was numbered here.
   */
  readonly numberedUpTo: Position;
  /** Oldest first. */
  readonly newest: readonly { readonly paymentId: string; readonly number: string }[];
}

const seriesOf = ({ revision, newest }: EndOfSeries): Series => ({
  given: revision === 'no-stream' ? 0 : revision + 1,
  newest: Object.fromEntries(newest.map(({ paymentId, number }) => [paymentId, number])),
});

const streamOfSeries = (year: number): string => `receipt-series-${year}`;
// A payment that cannot be read has no number, since numbering reads it first.
const unreadable = () => null;
