import { epochMs, type Clock } from '../../kernel/domain/clock.js';
import type { Counts, DeliverWebhooks } from './deliver-webhooks.js';
import type { Deliveries } from './deliveries.js';
import type { Endpoints } from './endpoints.js';

/** How webhooks stand, for health and metrics. */
export class WebhookStandings {
  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly endpoints: Pick<Endpoints, 'all'>,
    private readonly deliveries: Pick<Deliveries, 'oldestPending'>,
    private readonly delivering: Pick<DeliverWebhooks, 'counts'>,
  ) {}

  /** The endpoints that are stopped, and why. */
  async stopped(): Promise<readonly { readonly endpointId: string; readonly because: string }[]> {
    const all = await this.endpoints.all();
    return all.flatMap(({ id, status, stoppedBecause }) =>
      status === 'stopped' ? [{ endpointId: id, because: stoppedBecause ?? 'UNKNOWN' }] : [],
    );
  }

  /** For how long the oldest delivery of each endpoint has not been delivered, in milliseconds; 0: none waits. */
  async oldestUndelivered(): Promise<ReadonlyMap<string, number>> {
    const there = (await this.endpoints.all()).filter(({ status }) => status !== 'removed');
    const now = this.clock.now();
    const ages = there.map(async ({ id }): Promise<[string, number]> => {
      const oldest = await this.deliveries.oldestPending(id);
      return [id, oldest === null ? 0 : Math.max(0, now - epochMs(oldest.createdAt))];
    });
    return new Map(await Promise.all(ages));
  }

  /** Tries on this instance since its process began. */
  get counts(): ReadonlyMap<string, Counts> {
    return this.delivering.counts;
  }
}
