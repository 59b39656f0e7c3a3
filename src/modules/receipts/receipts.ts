import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { EventCodec } from '../../kernel/event-store/event-codec.js';
import { RevisionConflict } from '../../kernel/event-store/event-store.js';
import { Handler, type Kernel } from '../../kernel/event-store/handle.js';
import type { KnownPayment, Payments } from '../payments/index.js';
import { numberPayments, receipt, yearOf, type Receipt, type ReceiptCommands, type Series } from './receipt.decider.js';
import { ReceiptIssued, ReceiptNumbered, type ReceiptEvent, type SeriesEvent } from './receipt.events.js';

export interface Organisation {
  readonly name: string;
  readonly contact: string;
  readonly tin: string | null;
}

/**
 * Numbers and issues receipts. A number is taken from the series first and the receipt is made out second, so a crash in between leaves a
 * numbered payment without its receipt; it is always among the newest of the series, since no batch is numbered before the one
 * before it is made out, and whoever goes on finds it there and makes it out under that number.
 */
export class Receipts {
  readonly #receipts: Handler<Receipt, ReceiptCommands, ReceiptEvent>;
  readonly #series = new EventCodec<SeriesEvent>([ReceiptNumbered]);
  readonly #codec = new EventCodec<ReceiptEvent>([ReceiptIssued]);

  constructor(
    private readonly kernel: Kernel,
    private readonly payments: Payments,
    private readonly organisation: Organisation,
    /** How a receipt names the way of paying: `MTN MoMo` for `mtn-momo`. */
    private readonly methodOf: (provider: string) => string,
  ) {
    this.#receipts = new Handler(receipt, kernel);
  }

  /** The receipt of a payment as the log has it; null while there is none. */
  async of(paymentId: string): Promise<ReceiptEvent['data'] | null> {
    const [stored] = await this.kernel.store.readStream(this.#receipts.streamOf(paymentId), { limit: 1 });
    return stored === undefined ? null : this.#codec.read(stored).data;
  }

  /** Whether a number has been given to a payment lately; one that cannot even be read has none. */
  async isNumbered(paymentId: string): Promise<boolean> {
    const payment = await this.payments.find(paymentId).catch(unreadable);
    if (payment?.confirmedAt == null) return false;
    const { series } = await this.#readSeries(streamOfSeries(yearOf(payment.confirmedAt)));
    return paymentId in series.newest;
  }

  /** Issues what these successful payments lack, in this order, at most `newestLookedAt` of them in one call. */
  async issue(paymentIds: readonly string[], by: Origin): Promise<void> {
    const payments = await Promise.all(paymentIds.map((id) => this.#withoutReceipt(id)));
    const byYear = Map.groupBy(
      payments.filter((payment) => payment !== null),
      (payment) => yearOf(payment.confirmedAt!),
    );
    for (const [year, ofYear] of byYear) await this.#issueOfYear(year, ofYear, by);
  }

  async #issueOfYear(year: number, payments: readonly KnownPayment[], by: Origin): Promise<void> {
    const numbers = await this.#number(year, payments, by);
    const at = instant(this.kernel.clock.now());
    await Promise.all(
      payments.map(async (payment) => {
        const number = numbers.get(payment.id);
        if (number === undefined) return;
        const order = { receipt: this.#makeOut(payment, number, at), at, by };
        await this.#receipts.handle('IssueReceipt', payment.id, order);
      }),
    );
  }

  async #number(year: number, payments: readonly KnownPayment[], by: Origin): Promise<ReadonlyMap<string, string>> {
    const { store, newId, clock } = this.kernel;
    const stream = streamOfSeries(year);
    for (;;) {
      const { series, revision } = await this.#readSeries(stream);
      // Looked at after the series was read: whoever numbered one of them since then has moved the series on, and we lose the race.
      const lacking = await Promise.all(
        payments.map(async ({ id }) => ((await this.#withoutReceipt(id)) === null ? [] : [id])),
      );
      const { events, numbers } = numberPayments(series, year, lacking.flat(), instant(clock.now()));
      if (events.length === 0) return numbers;
      try {
        await store.append(
          stream,
          revision,
          events.map((event) => this.#series.write(event, newId(), by, clock)),
        );
        return numbers;
      } catch (error) {
        if (!(error instanceof RevisionConflict)) throw error;
      }
    }
  }

  async #readSeries(stream: string): Promise<{ series: Series; revision: number | 'no-stream' }> {
    const options = { direction: 'backwards', limit: newestLookedAt } as const;
    const stored = await this.kernel.store.readStream(stream, options);
    const newest = stored.map((event) => this.#series.read(event).data);
    const revision = stored[0]?.revision ?? 'no-stream';
    return {
      series: {
        given: revision === 'no-stream' ? 0 : revision + 1,
        newest: Object.fromEntries(newest.map(({ paymentId, number }) => [paymentId, number])),
      },
      revision,
    };
  }

  async #withoutReceipt(paymentId: string): Promise<KnownPayment | null> {
    const { state } = await this.#receipts.load(paymentId);
    return state.issued ? null : this.payments.find(paymentId);
  }

  #makeOut(payment: KnownPayment, number: string, at: string): ReceiptEvent['data'] {
    const attempt = payment.attempts.at(-1)!;
    return {
      number,
      paymentId: payment.id,
      client: payment.client,
      amount: payment.amount,
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

/** No batch is larger, so that what a crash left unfinished is always among as many. */
export const newestLookedAt = 128;

const streamOfSeries = (year: number): string => `receipt-series-${year}`;
// What a broken event hides cannot have been numbered: numbering reads it first.
const unreadable = () => null;
