import type { ApiClient } from '../../http/authentication.js';
import type { Disclosure } from '../../http/shown-to.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { MovementReviews } from '../movements/contract.js';
import type { KnownPayout } from './payout.state.js';

/** Payouts as the HTTP contract shows them to a client. */
export class PayoutResources {
  constructor(
    private readonly personalData: PersonalData,
    private readonly reviews: MovementReviews,
    private readonly disclosure: Disclosure,
  ) {}

  async one(payout: KnownPayout, client: ApiClient) {
    return (await this.all([payout], client))[0]!;
  }

  async all(payouts: readonly KnownPayout[], client: ApiClient) {
    const doubtful = payouts.filter(wasDoubted).map(({ id }) => id);
    const reviews = doubtful.length > 0 ? await this.reviews.of('payout', doubtful) : new Map<string, never>();
    return Promise.all(payouts.map((payout) => this.#show(payout, reviews.get(payout.id) ?? null, client)));
  }

  async #show(payout: KnownPayout, reviewId: string | null, client: ApiClient) {
    const { id, status, amount, record, dimensions, batch, person, attempts } = payout;
    const details = await this.personalData.open(person);
    const current = attempts.at(-1) ?? null;
    return this.disclosure.shownTo(client, payout.client, [person], {
      id,
      status,
      amount: amount.amount,
      currency: amount.currency,
      payee: {
        msisdn: details?.msisdn ?? null,
        name: details?.name ?? null,
        ...(details === null && (await this.personalData.isErased(person)) && { erased: true }),
      },
      provider: current?.provider ?? payout.provider,
      providerReference: current?.providerReference ?? null,
      providerTransactionId: payout.providerTransactionId,
      record: { type: record.type, id: record.id, part: record.part },
      description: details?.description ?? null,
      dimensions,
      metadata: details?.metadata ?? {},
      batchId: batch?.id ?? null,
      requestedBy: payout.requestedBy.id,
      approvedBy: payout.approvedBy.map((signer) => signer.id),
      rejectedBy: payout.rejectedBy?.id ?? null,
      failure: payout.failure,
      reviewId,
      attempts: attempts.map(({ number, provider, providerReference, status: ofAttempt, at }) => ({
        number,
        provider,
        providerReference,
        status: ofAttempt,
        at,
      })),
      createdAt: payout.createdAt,
      submittedAt: payout.submittedAt,
      completedAt: payout.completedAt,
    });
  }
}
const wasDoubted = ({ attempts }: KnownPayout): boolean =>
  attempts.length > 1 || attempts.some(({ doubts, contradictions }) => doubts.length + contradictions.length > 0);
