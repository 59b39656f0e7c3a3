import type { QueryBus } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import { Steps } from '../../http/shown-steps.js';
import type { Disclosure } from '../../http/shown-to.js';
import type { Clock } from '../../kernel/domain/clock.js';
import type { Recorded } from '../../kernel/domain/events.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { EvidenceOf } from '../payments/contract.http.js';
import type { KnownReview } from './review.decider.js';
import type { ReviewEvent } from './review.events.js';

/** Reviews as the HTTP contract shows them to a client. */
export class ReviewResources {
  readonly #steps: Steps;

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly personalData: Pick<PersonalData, 'open'>,
    private readonly disclosure: Disclosure,
    private readonly queries: Pick<QueryBus, 'execute'>,
  ) {
    this.#steps = new Steps(personalData, disclosure);
  }

  timeline(events: readonly Recorded<ReviewEvent>[], client: ApiClient) {
    return this.#steps.of(null, events, client);
  }

  async one(review: KnownReview, client: ApiClient) {
    const {
      id,
      reason,
      status,
      paymentId,
      refundId,
      payoutId,
      callbackId,
      itemId,
      openedAt,
      assignee,
      decision,
      resolvedAt,
      resolvedBy,
    } = review;
    const { grounds: sealed } = review;
    const opened = sealed === null ? null : await this.personalData.open(sealed);
    const about = sealed === null ? [] : [sealed];
    const grounds = await this.disclosure.shownTo(client, null, about, opened);
    const known = paymentId === null ? null : await this.queries.execute(new EvidenceOf(client, paymentId));
    const until = resolvedAt === null ? this.clock.now() : Date.parse(resolvedAt);
    return {
      id,
      reason,
      status,
      paymentId,
      refundId,
      payoutId,
      callbackId,
      itemId,
      openedAt,
      ageSeconds: Math.max(0, Math.floor((until - Date.parse(openedAt)) / 1_000)),
      assignee,
      evidence: { decidedOn: grounds?.evidence ?? null, ...known },
      decision,
      note: grounds?.note ?? null,
      resolvedAt,
      resolvedBy,
    };
  }
}
