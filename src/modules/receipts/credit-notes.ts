import type { Instant } from '../../kernel/domain/clock.js';
import type { EventOf, Origin, Recorded } from '../../kernel/domain/events.js';
import type { Position } from '../../kernel/domain/position.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { PaymentRefunded } from '../payments/contract.js';
import { issuedBy, type Issuer } from './issuer.js';
import { NumberedDocuments } from './numbered-documents.js';
import { creditNote, yearOf, type CreditNote, type CreditNoteOrders } from './receipt.decider.js';
import {
  creditNoteEvents,
  CreditNoteNumbered,
  type CreditNoteEvent,
  type CreditNoteSeriesEvent,
  type IssuedReceipt,
} from './receipt.events.js';
import type { Receipts } from './receipts.js';

/** The event that records a refund which has reached the payer. */
export type Refunded = Recorded<EventOf<typeof PaymentRefunded>>;

/** Names a refund by its event: the id of a refund alone would not do, since a review that is decided twice reverses under one id. */
export const refundOf = ({ data, revision }: Pick<Refunded, 'data' | 'revision'>): string =>
  `${data.paymentId}-${revision}`;

/** One credit note for each refund, with a number without gaps. */
export class CreditNotes {
  readonly #creditNotes: Handler<CreditNote, CreditNoteOrders, CreditNoteEvent>;
  readonly #numbered: NumberedDocuments<Due, CreditNote, CreditNoteOrders, CreditNoteEvent, CreditNoteSeriesEvent>;
  readonly #codec = new EventCodec<CreditNoteEvent>(creditNoteEvents);

  constructor(
    private readonly kernel: Kernel,
    private readonly receipts: Pick<Receipts, 'of'>,
    private readonly issuer: Issuer,
  ) {
    this.#creditNotes = new Handler(creditNote, kernel);
    this.#numbered = new NumberedDocuments(kernel, {
      prefix: 'CRN',
      streamOfSeries: (year) => `credit-note-series-${year}`,
      documents: this.#creditNotes,
      series: new EventCodec<CreditNoteSeriesEvent>([CreditNoteNumbered]),
      numbered: ({ id, ...numbered }) => CreditNoteNumbered({ ...numbered, refund: id }),
      numberIn: ({ data }) => ({ id: data.refund, number: data.number }),
      makeOut: async (due, number, at) => ({ creditNote: await this.#makeOut(due, number, at) }),
    });
  }

  /** The credit note of a refund as the log has it; null while there is none. */
  async of(refund: string): Promise<CreditNoteEvent['data'] | null> {
    const [stored] = await this.kernel.store.readStream(this.#creditNotes.streamOf(refund), { limit: 1 });
    return stored === undefined ? null : this.#codec.read(stored).data;
  }

  /** The refund, as `refundOf` names it, whose credit note has this number; null: there is none. */
  refundWith(number: string): Promise<string | null> {
    return this.#numbered.idWith(number);
  }

  isNumbered(event: Refunded): Promise<boolean> {
    return this.#numbered.isNumbered(refundOf(event), yearOf(event.data.at));
  }

  /** Issues the credit notes that these refunds do not have yet, in this order. Fails as a whole while a payment lacks its receipt. */
  async issue(refunds: readonly Refunded[], by: Origin): Promise<void> {
    const due = await Promise.all(
      refunds.map(async (event) => {
        const found = await this.receipts.of(event.data.paymentId);
        if (found === null) throw new Error(`The payment ${event.data.paymentId} has no receipt yet: its refund waits`);
        const { position, data } = event;
        return { id: refundOf(event), year: yearOf(data.at), position, refunded: data, receipt: found.receipt };
      }),
    );
    await this.#numbered.issue(due, by);
  }

  async #makeOut({ id, refunded, receipt }: Due, number: string, at: Instant): Promise<CreditNoteEvent['data']> {
    const { refundId, amount, providerTransactionId, at: refundedAt } = refunded;
    const { paymentId, client, method, provider, providerReference, payer, record, paidAt } = receipt;
    const by = await issuedBy(this.issuer, { number, ...amount.toJSON(), at: refundedAt });
    return {
      number,
      refund: id,
      refundId,
      paymentId,
      receipt: receipt.number,
      client,
      amount,
      method,
      provider,
      providerReference,
      providerTransactionId,
      payer,
      record,
      ...by,
      paidAt,
      refundedAt,
      at,
    };
  }
}

interface Due {
  readonly id: string;
  readonly year: number;
  readonly position: Position;
  readonly refunded: Refunded['data'];
  readonly receipt: IssuedReceipt;
}
