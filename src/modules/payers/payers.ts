import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { maskMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import type { Position } from '../../kernel/domain/position.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import { maskedText } from '../../kernel/masking.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { DocumentStoreUnavailable, type DocumentStore, type Page } from '../../kernel/ports/document-store.js';
import { isFinal, isInDoubt, paymentView } from '../payments/contract.js';
import {
  asPayout,
  batchLineView,
  batchView,
  isOpenBatch,
  needsPayee,
  payoutView,
  type BatchLineDocument,
  type PayoutDocument,
} from '../payouts/contract.js';
import { reviewView } from '../reviews/contract.js';
import type { Erasures } from './erasures.js';
import { payer, type OpenMatters, type Payer, type PayerOrders } from './payer.decider.js';
import type { Erasure, PayerEvent } from './payer.events.js';
import { payerView } from './payer.view.js';

type PaymentDocument = NonNullable<(typeof paymentView.collection)['shape']>;

/** What is known of a payer's payments that decides about an erasure. */
export interface Matters extends OpenMatters {
  /** When something last happened to the money of one of them; null: there is none. */
  readonly newestAt: string | null;
}

/** Payers as persons whose data is kept: erasing it, and showing all of it. */
export class Payers {
  readonly #handler: Handler<Payer, PayerOrders, PayerEvent>;

  constructor(
    private readonly kernel: Kernel,
    private readonly documents: DocumentStore,
    private readonly personalData: Pick<PersonalData, 'keyIdOf'>,
    private readonly erasures: Erasures,
    /** Resolves once every view has read up to a position. */
    private readonly viewsReached: (position: Position) => Promise<void>,
  ) {
    this.#handler = new Handler(payer, kernel);
  }

  /**
   * Puts the erasure on record and destroys the payer's keys; other instances open nothing of it after seconds. Refuses `PAYER_NOT_ERASABLE`.
   * Answers the newest erasure; null: nothing was ever kept under this subject. Again, it changes nothing.
   */
  async erase(subject: string, why: Pick<Erasure, 'reason' | 'cause'>, by: Origin): Promise<Erasure | null> {
    await this.viewsAreCurrent();
    const [keyIds, { newestAt: _, ...open }] = await Promise.all([this.#keysOf(subject), this.mattersOf(subject)]);
    const order = { subject, keyIds: [...keyIds], open, ...why, at: instant(this.kernel.clock.now()), by };
    const { state } = await this.#handler.handle('Erase', subject, order);
    for (const erasure of state.erasures) await this.erasures.carryOut(erasure);
    return state.erasures.at(-1) ?? null;
  }

  /** What was erased of this payer, oldest first. */
  async erasuresOf(subject: string): Promise<readonly Erasure[]> {
    return (await this.#handler.load(subject)).state.erasures;
  }

  recordExport(subject: string, by: Origin): Promise<unknown> {
    const at = instant(this.kernel.clock.now());
    return this.#handler.handle('NoteExport', subject, { subject, at, by });
  }

  /** The newest erasures and exports, newest first. */
  requestsOf(subject: string) {
    return this.#handler.eventsOf(subject, { direction: 'backwards', limit: mostRequests });
  }

  /** One page of the payer's payments, oldest first. */
  paymentsOf(subject: string, limit: number, cursor: string | null): Promise<Page<PaymentDocument>> {
    const sort = { field: 'createdAt', direction: 'ascending' } as const;
    return this.documents.query(paymentView.collection, { where: { subject }, sort, limit, cursor });
  }

  /** One page of the payouts to this person, oldest first. */
  payoutsOf(subject: string, limit: number, cursor: string | null): Promise<Page<PayoutDocument>> {
    const sort = { field: 'createdAt', direction: 'ascending' } as const;
    return this.documents.query(payoutView.collection, { where: { subject }, sort, limit, cursor });
  }

  async mattersOf(subject: string): Promise<Matters> {
    const payouts = await this.#payoutsOf(subject);
    const open: Record<keyof OpenMatters, string[]> = {
      paymentIds: [],
      refundIds: [],
      payoutIds: payouts.openIds,
      batchIds: await this.#openBatchesOf(subject),
      reviewIds: await this.#openReviews('payoutId', payouts.ids),
    };
    let { newestAt } = payouts;
    let cursor: string | null = null;
    do {
      const { documents, nextCursor }: Page<PaymentDocument> = await this.paymentsOf(subject, readAtOnce, cursor);
      for (const { id, status, attempts, reserved, createdAt, confirmedAt } of documents) {
        if (!isFinal(status) || attempts.some(isInDoubt)) open.paymentIds.push(id);
        open.refundIds.push(...Object.keys(reserved));
        for (const at of [createdAt, attempts.at(-1)!.at, confirmedAt]) if (at !== null) newestAt = later(newestAt, at);
      }
      open.reviewIds.push(
        ...(await this.#openReviews(
          'paymentId',
          documents.map(({ id }) => id),
        )),
      );
      cursor = nextCursor;
    } while (cursor !== null && Object.values(open).every(({ length }) => length < mostNamed));
    const first = (ids: readonly string[]) => ids.slice(0, mostNamed);
    return {
      paymentIds: first(open.paymentIds),
      refundIds: first(open.refundIds),
      payoutIds: first(open.payoutIds),
      batchIds: first(open.batchIds),
      reviewIds: first(open.reviewIds),
      newestAt,
    };
  }

  /** The payouts to this person: all of them, those that are not over, and when something last happened to one. */
  async #payoutsOf(subject: string) {
    const [ids, openIds]: [string[], string[]] = [[], []];
    let newestAt: string | null = null;
    let cursor: string | null = null;
    do {
      const page: Page<PayoutDocument> = await this.payoutsOf(subject, readAtOnce, cursor);
      for (const document of page.documents) {
        ids.push(document.id);
        if (needsPayee(asPayout(document))) openIds.push(document.id);
        for (const at of [document.createdAt, document.completedAt]) if (at !== null) newestAt = later(newestAt, at);
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    return { ids, openIds, newestAt };
  }

  /** A line that waits for its turn names a payee who has no payout yet. */
  async #openBatchesOf(subject: string): Promise<string[]> {
    const batchIds = new Set<string>();
    let cursor: string | null = null;
    do {
      const page: Page<BatchLineDocument> = await this.documents.query(batchLineView.collection, {
        where: { subject },
        sort: { field: 'batchId', direction: 'ascending' },
        limit: 1_000,
        cursor,
      });
      for (const { batchId } of page.documents) batchIds.add(batchId);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const batches = await this.documents.get(batchView.collection, [...batchIds]);
    return [...batches.values()]
      .map(({ document }) => document)
      .filter(isOpenBatch)
      .map(({ id }) => id);
  }

  /** What was on record when this was called is in the views when it resolves. Throws `DocumentStoreUnavailable` when they are further behind. */
  async viewsAreCurrent(): Promise<void> {
    const { store, clock } = this.kernel;
    const enough = new AbortController();
    const tooLong = clock.sleep(patienceMs, enough.signal).then(() => {
      throw new DocumentStoreUnavailable('The views are behind the log: what is open cannot be said yet');
    });
    // Aborted, it rejects as well, and then no request waits for it any more.
    tooLong.catch(() => undefined);
    try {
      await Promise.race([this.viewsReached(await store.head()), tooLong]);
    } finally {
      enough.abort();
    }
  }

  /** Those that the log names, and the one that lives: a payment may have been sealed a moment ago and be on record in a moment. */
  async #keysOf(subject: string): Promise<ReadonlySet<string>> {
    const [known, living] = await Promise.all([
      this.documents.get(payerView.collection, [subject]),
      this.personalData.keyIdOf(subject),
    ]);
    const keyIds = new Set(known.get(subject)?.document.keyIds ?? []);
    if (living !== null) keyIds.add(living);
    return keyIds;
  }

  async #openReviews(field: 'paymentId' | 'payoutId', ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const open: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<NonNullable<(typeof reviewView.collection)['shape']>> = await this.documents.query(
        reviewView.collection,
        {
          where: { [field]: { in: ids } },
          sort: { field: 'openedAt', direction: 'ascending' },
          limit: 1_000,
          cursor,
        },
      );
      for (const { id, status } of page.documents) if (status !== 'resolved') open.push(id);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return open;
  }
}

/** A reason as it is kept: without phone numbers, and without this one in whatever form it was written. */
export function withoutNumbers(reason: string, msisdn: Msisdn): string {
  const digits = msisdn.replace(/\D/g, '');
  const [country, subscriber] = [digits.slice(0, -subscriberDigits), digits.slice(-subscriberDigits)];
  const written = new RegExp(String.raw`\+?(?:${country}\D{0,3})?0?${[...subscriber].join(String.raw`\D{0,3}`)}`, 'g');
  return maskedText(reason).replaceAll(written, maskMsisdn(msisdn));
}

const later = (one: string | null, other: string): string => (one !== null && one > other ? one : other);

/** Of a number, without the country: by these a person is called. */
const subscriberDigits = 9;
const readAtOnce = 200;
/** How many ids of a kind a refusal names. */
const mostNamed = 20;
const mostRequests = 200;
const patienceMs = 5_000;
