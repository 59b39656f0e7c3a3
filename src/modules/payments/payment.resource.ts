import type { EventOf, Recorded } from '../../kernel/domain/events.js';
import { seesAllClients, type ApiClient } from '../../http/authentication.js';
import { Steps } from '../../http/shown-steps.js';
import type { Disclosure } from '../../http/shown-to.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { customerMessage, isToldByRecord } from './customer-messages.js';
import { recordKeysOf } from './payment-identity.js';
import { factsOf } from './payment.facts.js';
import type { KnownPayment } from './payment.state.js';
import type { DuplicateSuspected, PaymentEvent } from './payment.events.js';
import type { AskedRecord } from './payment.commands.js';
import type { KnownStanding, Payments } from './payments.js';

/** The `receipt` member of a payment. */
export interface ReceiptSummary {
  readonly number: string;
  readonly issuedAt: string;
  readonly url: string;
}

/** A question about payments that another module answers, since payments may not import that module. */
export interface Lookup<T> {
  of(paymentIds: readonly string[]): Promise<ReadonlyMap<string, T>>;
}
export interface ReceiptLookup extends Lookup<ReceiptSummary> {
  /** As the log has it: the documents may lag behind, by hours after they were lost. */
  now(paymentId: string): Promise<ReceiptSummary | null>;
}
export const receiptLookupToken = Symbol('ReceiptLookup');
/** The id of a payment's open review, or of its newest one. */
export type ReviewLookup = Lookup<string>;
export const reviewLookupToken = Symbol('ReviewLookup');

/** Payments and their timelines as the HTTP contract shows them to a client. */
export class PaymentResources {
  readonly #steps: Steps;

  constructor(
    private readonly personalData: PersonalData,
    private readonly receipts: ReceiptLookup,
    private readonly reviews: ReviewLookup,
    private readonly payments: Pick<Payments, 'recordStatus'>,
    private readonly disclosure: Disclosure,
  ) {
    this.#steps = new Steps(personalData, disclosure);
  }

  /** Its receipt comes from the log, as its state does. */
  async one(payment: KnownPayment, client: ApiClient) {
    const receipt = payment.confirmedAt === null ? null : await this.receipts.now(payment.id);
    const reviews = await this.#reviewsOf([payment]);
    return this.#show(payment, receipt, reviews.get(payment.id) ?? null, client);
  }

  /** How a record stands, as the HTTP contract shows it. */
  async record(
    { status, paymentId, payment, amount }: KnownStanding,
    { type, id, part }: AskedRecord,
    owner: string,
    client: ApiClient,
  ) {
    const isPaid = payment !== null && payment.confirmedAt !== null;
    return this.disclosure.shownTo(client, owner, payment === null ? [] : [payment.payer], {
      type,
      id,
      part: part ?? '1',
      status,
      paymentId,
      amount: amount.amount,
      currency: amount.currency,
      paidAt: payment?.confirmedAt ?? null,
      refundedAmount: payment?.refunded.amount ?? '0',
      receipt: isPaid ? await this.receipts.now(payment.id) : null,
    });
  }

  /** As `one` answered at an earlier time: with the receipt only if there was one by then. */
  async asOf(at: string, payment: KnownPayment, client: ApiClient) {
    const shown = await this.one(payment, client);
    return shown.receipt !== null && shown.receipt.issuedAt >= at ? { ...shown, receipt: null } : shown;
  }

  // Only a confirmed payment has a receipt, and only one that was doubted has a review: for most there is nothing to look up.
  async all(payments: readonly KnownPayment[], client: ApiClient) {
    const paid = payments.filter(({ confirmedAt }) => confirmedAt !== null).map(({ id }) => id);
    const receipts = paid.length > 0 ? await this.receipts.of(paid) : none;
    const reviews = await this.#reviewsOf(payments);
    return Promise.all(
      payments.map((payment) =>
        this.#show(payment, receipts.get(payment.id) ?? null, reviews.get(payment.id) ?? null, client),
      ),
    );
  }

  async #reviewsOf(payments: readonly KnownPayment[]): Promise<ReadonlyMap<string, string>> {
    const doubtful = payments.filter(wasDoubted).map(({ id }) => id);
    return doubtful.length > 0 ? this.reviews.of(doubtful) : none;
  }

  timeline(owner: string, events: readonly Recorded<PaymentEvent>[], client: ApiClient) {
    return this.#steps.of(owner, events, client, (event) =>
      event.type === 'DuplicateSuspected' ? ownOf(event.data as DuplicateData, client) : event.data,
    );
  }

  async #show(payment: KnownPayment, receipt: ReceiptSummary | null, reviewId: string | null, client: ApiClient) {
    const details = await this.personalData.open(payment.payer);
    const recordStatus = isToldByRecord(payment)
      ? await this.payments.recordStatus(recordKeysOf(payment))
      : 'in-progress';
    return this.disclosure.shownTo(client, payment.client, [payment.payer], {
      ...factsOf(payment),
      payer: {
        msisdn: details?.msisdn ?? null,
        ...(details?.email !== undefined && { email: details.email }),
        ...(details === null && (await this.personalData.isErased(payment.payer)) && { erased: true }),
      },
      record: {
        type: payment.record.type,
        id: payment.record.id,
        ...(payment.record.part === null ? {} : { part: payment.record.part }),
      },
      description: details?.description ?? null,
      dimensions: payment.dimensions,
      metadata: details?.metadata ?? {},
      reviewId,
      receipt,
      customerMessage: customerMessage(payment, recordStatus),
    });
  }
}

// A client that sees its own payments alone learns that the other client's payment exists, and not its id.
function ownOf({ at: _, otherClient, ...facts }: DuplicateData, client: ApiClient) {
  return seesAllClients(client) || otherClient === client.id ? facts : { ...facts, otherPaymentId: null };
}
type DuplicateData = EventOf<typeof DuplicateSuspected>['data'];

const none = new Map<string, never>();

const wasDoubted = ({ doubts, contradictions, duplicateOf, status, attempts }: KnownPayment): boolean =>
  status === 'uncertain' ||
  doubts.length > 0 ||
  contradictions.length > 0 ||
  duplicateOf !== null ||
  attempts.length > 1;
