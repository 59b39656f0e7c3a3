import type { ApiClient } from '../../http/authentication.js';
import { Steps } from '../../http/shown-steps.js';
import type { Disclosure } from '../../http/shown-to.js';
import type { Recorded } from '../../kernel/domain/events.js';
import { peopleNeeded, type ApprovalThresholds } from '../../kernel/domain/approvals.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { MovementReviews } from '../movements/contract.js';
import type { PayoutEvent } from './payout.events.js';
import { factsOf } from './payout.facts.js';
import type { KnownPayout } from './payout.state.js';

/** Payouts as the HTTP contract shows them to a client. */
export class PayoutResources {
  readonly #steps: Steps;

  constructor(
    private readonly personalData: PersonalData,
    private readonly reviews: MovementReviews,
    private readonly disclosure: Disclosure,
    private readonly thresholds: ApprovalThresholds,
  ) {
    this.#steps = new Steps(personalData, disclosure);
  }

  async one(payout: KnownPayout, client: ApiClient) {
    return (await this.all([payout], client))[0]!;
  }

  async all(payouts: readonly KnownPayout[], client: ApiClient) {
    const doubtful = payouts.filter(wasDoubted).map(({ id }) => id);
    const reviews = doubtful.length > 0 ? await this.reviews.of('payout', doubtful) : new Map<string, never>();
    return Promise.all(payouts.map((payout) => this.#show(payout, reviews.get(payout.id) ?? null, client)));
  }

  /** While it waits, as the thresholds are now; the contract says it from the first approval on. */
  approversNeeded({ status, approversNeeded, amount }: KnownPayout): number {
    const isOpen = status === 'requested' || approversNeeded === null;
    return isOpen ? peopleNeeded(this.thresholds, amount) : approversNeeded;
  }

  timeline({ client: owner }: KnownPayout, events: readonly Recorded<PayoutEvent>[], client: ApiClient) {
    return this.#steps.of(owner, events, client);
  }

  async #show(payout: KnownPayout, reviewId: string | null, client: ApiClient) {
    const { person } = payout;
    const details = await this.personalData.open(person);
    return this.disclosure.shownTo(client, payout.client, [person], {
      ...factsOf(payout),
      payee: {
        msisdn: details?.msisdn ?? null,
        name: details?.name ?? null,
        ...(details === null && (await this.personalData.isErased(person)) && { erased: true }),
      },
      description: details?.description ?? null,
      metadata: details?.metadata ?? {},
      reviewId,
    });
  }
}
const wasDoubted = ({ attempts }: KnownPayout): boolean =>
  attempts.length > 1 || attempts.some(({ doubts, contradictions }) => doubts.length + contradictions.length > 0);
