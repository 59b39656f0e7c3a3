import { Injectable, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { Collection, Document, DocumentStore, Page, Query } from '../../kernel/ports/document-store.js';
import { documentsToken } from '../../kernel/tokens.js';
import { callbackView } from '../callbacks/contract.js';
import { EvidenceOf } from '../payments/contract.http.js';
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
  ) {}

  /** A page of it, by payments, oldest first. On record before anything is shown. */
  async dataOf(msisdn: Msisdn, limit: number, cursor: string | null, client: ApiClient, by: Origin) {
    const subject = this.personalData.subjectOf(msisdn);
    await this.payers.recordExport(subject, by);
    await this.payers.viewsAreCurrent();
    const { documents, nextCursor } = await this.payers.paymentsOf(subject, limit, cursor);
    const data: unknown[] = [];
    // One after the other: a page of all at once would hold every raw answer of two hundred payments in memory twice.
    for (const { id } of documents) data.push(await this.#aboutPayment(id, client));
    return {
      payer: { msisdn, subject },
      requests: (await this.payers.requestsOf(subject)).map(({ type, data: { subject: _, ...facts }, metadata }) => ({
        type,
        ...facts,
        actor: metadata.actor,
      })),
      data,
      nextCursor,
    };
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
    return {
      payment,
      timeline,
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
