import { Outbox, type Mark, type Recovery } from '../../kernel/outbox/outbox.js';
import type { Collection, DocumentStore } from '../../kernel/ports/document-store.js';
import { deliveries, holdsBack, type Delivery } from './delivery.js';

/** How an endpoint has answered lately. */
export interface Standing {
  readonly id: string;
  /** Since when every try has failed; null: the last one did not. Later by the time in which none was made, beyond what a schedule of tries has. */
  readonly failingSince: string | null;
  /** When a try failed last, to the hour. Absent where it was noted by an earlier version. */
  readonly failedAt?: string;
}
export type FailingStanding = Standing & { readonly failingSince: string };
export const standings: Collection<Standing> = { name: 'webhook-standings.v1', indexes: [] };

export interface WebhookRecovery extends Recovery {
  /** Null: to all endpoints. */
  readonly endpointId: string | null;
  /** Whether deliveries that failed are tried again too, or only those that are missing are made. */
  readonly alsoFailed: boolean;
}

const marks: Collection<Mark> = { name: 'webhook-marks.v1', indexes: [] };
export const recoveries: Collection<WebhookRecovery> = { name: 'webhook-recoveries.v1', indexes: [['isDone']] };

export const webhookCollections: readonly Collection[] = [deliveries, marks, standings, recoveries];

/** The deliveries of webhooks, and how the endpoints stand. */
export class Deliveries extends Outbox<Delivery, WebhookRecovery> {
  constructor(
    private readonly store: DocumentStore,
    newId: () => string,
  ) {
    super(store, newId, { queued: deliveries, marks, recoveries }, 'endpointId');
  }

  override async declare(): Promise<void> {
    await super.declare();
    await this.store.declare(standings);
  }

  /** The first of its resource that keeps this one waiting; null: none does. */
  async firstThatHoldsBack(endpointId: string, { resourceId, sequence }: Delivery): Promise<Delivery | null> {
    const where = { endpointId, resourceId, status: 'pending', sequence: { lt: sequence } } as const;
    const sort = { field: 'sequence', direction: 'ascending' } as const;
    return (await this.where({ where, sort, limit: 50 })).documents.find(holdsBack) ?? null;
  }
}
