import type { Recorded } from '../../kernel/domain/events.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { ApiClient } from '../../http/authentication.js';
import { Steps } from '../../http/shown-steps.js';
import type { Disclosure } from '../../http/shown-to.js';
import { peopleNeeded, type ApprovalThresholds } from '../../kernel/domain/approvals.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { MovementReviews } from '../movements/contract.js';
import { failureWords, refundMessage } from './customer-messages.js';
import type { KnownRefund } from './refund.decider.js';
import type { RefundEvent } from './refund.events.js';
import { factsOf } from './refund.facts.js';

/** Refunds as the HTTP contract shows them to a client. */
export class RefundResources {
  readonly #steps: Steps;

  constructor(
    private readonly personalData: PersonalData,
    private readonly reviews: MovementReviews,
    private readonly disclosure: Disclosure,
    private readonly thresholds: ApprovalThresholds,
  ) {
    this.#steps = new Steps(personalData, disclosure);
  }

  async one(refund: KnownRefund, client: ApiClient) {
    return (await this.all([refund], client))[0]!;
  }

  async all(refunds: readonly KnownRefund[], client: ApiClient) {
    // Only one that was doubted has a review.
    const doubtful = refunds.filter(wasDoubted).map(({ id }) => id);
    const reviews = doubtful.length > 0 ? await this.reviews.of('refund', doubtful) : new Map<string, string>();
    return Promise.all(refunds.map((refund) => this.#show(refund, reviews.get(refund.id) ?? null, client)));
  }

  /** While it waits, as the thresholds are now; the contract says it from the first approval on. */
  approversNeeded({ status, approversNeeded, amount }: KnownRefund): number {
    const isOpen = status === 'requested' || approversNeeded === null;
    return isOpen ? peopleNeeded(this.thresholds, amount) : approversNeeded;
  }

  timeline({ client: owner }: KnownRefund, events: readonly Recorded<RefundEvent>[], client: ApiClient) {
    return this.#steps.of(owner, events, client);
  }

  async #show(refund: KnownRefund, reviewId: string | null, client: ApiClient) {
    const words = await this.personalData.open(refund.words);
    const { failure, rejectionReason, manual, reversedIn } = refund;
    const open = (sealed: Sealed<string> | null) => (sealed === null ? null : this.personalData.open(sealed));
    const about = [refund.words, rejectionReason, manual?.note ?? null].filter((sealed) => sealed !== null);
    return this.disclosure.shownTo(client, refund.client, about, {
      ...factsOf(refund),
      reason: words?.reason ?? null,
      complaintReference: words?.complaintReference ?? null,
      rejectionReason: await open(rejectionReason),
      completion:
        manual === null
          ? null
          : {
              completedBy: manual.completedBy.id,
              providerReference: manual.providerReference,
              note: await open(manual.note),
              paidFrom: manual.paidFrom,
            },
      failure: failure === null ? null : { ...failure, message: failureWords[failure.code] ?? failure.code },
      reviewId: reversedIn ?? reviewId,
      customerMessage: refundMessage(refund),
    });
  }
}

const wasDoubted = ({ attempts }: KnownRefund): boolean =>
  attempts.some(({ doubts, contradictions }) => doubts.length + contradictions.length > 0);
