import { Injectable, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Collection, Document, DocumentStore, Page, Query } from '../../kernel/ports/document-store.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { callbackView } from '../callbacks/contract.js';
import { EvidenceOf } from '../payments/contract.http.js';
import { batchLineView } from '../payouts/contract.js';
import { creditNoteView, receiptView } from '../receipts/contract.js';
import { reviewView } from '../reviews/contract.js';
import { Payers } from './payers.js';

/** Everything that is kept about one payer, opened: what the person has a right to get. */
@Injectable()
export class PayerResources {
  constructor(
    @Inject(Payers) private readonly payers: Payers,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(documentsToken) private readonly documents: DocumentStore,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(kernelToken) private readonly kernel: Kernel,
  ) {}

  /** A page of it: by payments, oldest first, and then by payouts to this person. On record before anything is shown. */
  async dataOf(msisdn: Msisdn, limit: number, cursor: string | null, client: ApiClient, by: Origin) {
    const subject = this.personalData.subjectOf(msisdn);
    await this.payers.recordExport(subject, by);
    await this.payers.viewsAreCurrent();
    const ofPayouts = cursor?.startsWith(payoutsFrom) ? cursor.slice(payoutsFrom.length) : null;
    const data: unknown[] = [];
    let rest = limit;
    if (ofPayouts === null) {
      const { documents, nextCursor } = await this.payers.paymentsOf(subject, limit, cursor);
      // One after the other: a page of all at once would hold every raw answer of two hundred payments in memory twice.
      for (const { id } of documents) data.push(await this.#aboutPayment(id, client));
      if (nextCursor !== null) return this.#page(msisdn, subject, { data, payouts: [], batchLines: [], nextCursor });
      rest -= documents.length;
    }
    if (rest === 0) {
      const isMore = (await this.payers.payoutsOf(subject, 1, null)).documents.length > 0;
      const batchLines = isMore ? [] : await this.#batchLinesOf(subject);
      return this.#page(msisdn, subject, { data, payouts: [], batchLines, nextCursor: isMore ? payoutsFrom : null });
    }
    const found = await this.payers.payoutsOf(subject, rest, ofPayouts || null);
    const payouts: unknown[] = [];
    for (const { id } of found.documents) payouts.push(await this.#aboutOutgoing('payout', id));
    const isLast = found.nextCursor === null;
    const batchLines = isLast ? await this.#batchLinesOf(subject) : [];
    const nextCursor = isLast ? null : payoutsFrom + found.nextCursor;
    return this.#page(msisdn, subject, { data, payouts, batchLines, nextCursor });
  }

  async #page(msisdn: Msisdn, subject: string, page: ShownPage) {
    return {
      payer: { msisdn, subject },
      requests: (await this.payers.requestsOf(subject)).map(({ type, data: { subject: _, ...facts }, metadata }) => ({
        type,
        ...facts,
        actor: metadata.actor,
      })),
      ...page,
    };
  }

  /** Every event of a refund or payout, opened, what the provider called back about it, and its reviews. */
  async #aboutOutgoing(kind: 'refund' | 'payout', id: string) {
    const where = { [`${kind}Id`]: id };
    const [callbacks, reviews, events] = await Promise.all([
      this.#all(callbackView.collection, where, 'receivedAt'),
      this.#all(reviewView.collection, where, 'openedAt'),
      this.kernel.store.readStream(`${kind}-${id}`),
    ]);
    return {
      id,
      timeline: await Promise.all(
        events.map(async ({ type, revision, data, metadata: { at, actor } }) => ({
          type,
          at,
          actor,
          data: await this.#opened(data),
          revision,
        })),
      ),
      callbacks: await Promise.all(callbacks.map((callback) => this.#opened(callback))),
      reviews: await Promise.all(reviews.map((review) => this.#opened(review))),
    };
  }

  /** The lines of files that name this person, also those that never became a payout. */
  async #batchLinesOf(subject: string) {
    const lines = await this.#all(batchLineView.collection, { subject }, 'batchId');
    return Promise.all(
      lines.map(async ({ batchId, line, valid, row }) => ({ batchId, line, valid, row: await this.#opened(row) })),
    );
  }

  /** With what is sealed in it opened; null stands where it was erased. */
  async #opened(value: unknown): Promise<unknown> {
    if (typeof value === 'string') return value.startsWith('sealed.') ? this.personalData.open(value as Sealed) : value;
    if (Array.isArray(value)) return Promise.all(value.map((each) => this.#opened(each)));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(async ([name, each]) => [name, await this.#opened(each)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  async #aboutPayment(paymentId: string, client: ApiClient) {
    const { payment, timeline } = await this.queries.execute(new EvidenceOf(client, paymentId));
    const [callbacks, receipts, creditNotes, reviews] = await Promise.all([
      this.#all(callbackView.collection, { paymentId }, 'receivedAt'),
      this.documents.get(receiptView.collection, [paymentId]),
      this.#all(creditNoteView.collection, { paymentId }, 'number'),
      this.#all(reviewView.collection, { paymentId }, 'openedAt'),
    ]);
    const receipt = receipts.get(paymentId)?.document ?? null;
    const refunds: unknown[] = [];
    for (const id of refundIdsIn(timeline)) refunds.push(await this.#aboutOutgoing('refund', id));
    return {
      payment,
      timeline,
      refunds,
      callbacks: await Promise.all(
        callbacks.map(async ({ raw, ...callback }) => ({ ...callback, raw: await this.personalData.open(raw) })),
      ),
      receipt: receipt && { ...receipt, payer: await this.personalData.open(receipt.payer) },
      creditNotes,
      reviews: await Promise.all(
        reviews.map(async ({ grounds, ...review }) => ({
          ...review,
          grounds: grounds && (await this.personalData.open(grounds)),
        })),
      ),
    };
  }

  async #all<D extends Document>(collection: Collection<D>, where: Query['where'] & object, field: string) {
    const sort = { field, direction: 'ascending' } as const;
    const found: D[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<D> = await this.documents.query(collection, { where, sort, limit: 200, cursor });
      found.push(...page.documents);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  }
}

/** Of the refunds that were ever asked for, in their order. */
const refundIdsIn = (timeline: readonly unknown[]): ReadonlySet<string> =>
  new Set(
    (timeline as readonly { readonly data: { readonly refundId?: string } }[]).flatMap(
      ({ data }) => data.refundId ?? [],
    ),
  );

interface ShownPage {
  readonly data: readonly unknown[];
  readonly payouts: readonly unknown[];
  readonly batchLines: readonly unknown[];
  readonly nextCursor: string | null;
}

/** Begins the cursor of a page of payouts. */
const payoutsFrom = 'payouts:';
