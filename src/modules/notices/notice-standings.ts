import { epochMs, type Clock } from '../../kernel/domain/clock.js';
import type { Outbox } from '../../kernel/outbox/outbox.js';
import type { DeliverNotices } from './deliver-notices.js';
import { lane, type QueuedNotice } from './notice.js';

/** How e-mail stands, for health and metrics. */
export class NoticeStandings {
  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    /** Null: there is no mail server. */
    private readonly sending: {
      readonly outbox: Pick<Outbox<QueuedNotice>, 'oldestPending'>;
      readonly delivering: Pick<DeliverNotices, 'counts' | 'fault'>;
    } | null,
  ) {}

  get isSet(): boolean {
    return this.sending !== null;
  }

  /** For how long the oldest e-mail has not been sent, in milliseconds; 0: none waits. */
  async oldestUnsentMs(): Promise<number> {
    const oldest = this.sending && (await this.sending.outbox.oldestPending(lane));
    return oldest === null ? 0 : Math.max(0, this.clock.now() - epochMs(oldest.createdAt));
  }

  /** Tries on this instance since its process began. */
  get counts(): ReadonlyMap<string, number> {
    return this.sending?.delivering.counts ?? new Map<string, number>();
  }

  /** What the last try on this instance said, where it brought nothing. */
  get fault(): string | null {
    return this.sending?.delivering.fault ?? null;
  }
}
