import { createHash } from 'node:crypto';
import type { Instant } from '../../kernel/domain/clock.js';
import {
  queuedStatuses,
  settled,
  triedInVain,
  withTry,
  type Queued,
  type QueuedStatus,
  type TryMade,
} from '../../kernel/outbox/queued.js';
import type { Collection } from '../../kernel/ports/document-store.js';

export { queuedStatuses as deliveryStatuses };

export interface Try extends TryMade {
  /** Null: there was no answer. */
  readonly status: number | null;
  readonly latencyMs: number;
  readonly error: string | null;
  /** The first 1,024 characters of the answer. */
  readonly responseBody: string;
}

/** One event for one endpoint, with the bytes that every try of it sends. */
export interface Delivery extends Queued<Try> {
  readonly endpointId: string;
  /** The client of the endpoint; null: it hears of every client's things. */
  readonly client: string | null;
  readonly type: string;
  readonly sequence: number;
  /** A redelivery is one try, after which it is again what it was; null: it is none. */
  readonly redeliveryOf: Exclude<QueuedStatus, 'pending'> | null;
  /** The position of the last order to try again, so that one that comes twice counts once. */
  readonly lastOrder: string | null;
  /** Sealed under the key of the person that it is about, where it is about one. */
  readonly body: string;
  readonly isSealed: boolean;
}

export const deliveries: Collection<Delivery> = {
  name: 'webhook-deliveries.v1',
  indexes: [
    ['createdAt'],
    ['client', 'createdAt'],
    ['endpointId', 'createdAt'],
    ['resourceId', 'createdAt'],
    ['type', 'createdAt'],
    ['status', 'createdAt'],
    ['status', 'position'],
    ['endpointId', 'status', 'createdAt'],
    ['endpointId', 'status', 'nextTryAt'],
    ['endpointId', 'resourceId', 'status', 'sequence'],
    ['settledAt'],
  ],
};

/** Derived, so that an event that is met twice makes one delivery. It is the `webhook-id` of every try. */
export const deliveryIdOf = (endpointId: string, eventId: string): string =>
  `whd_${createHash('sha256').update(`${endpointId} ${eventId}`).digest('hex').slice(0, 32)}`;

/** Whether it keeps later ones of its resource waiting: at its first tries, and not when it is sent again. */
export const holdsBack = ({ redeliveryOf, triesMade, triesBefore }: Delivery): boolean =>
  redeliveryOf === null && triesMade - triesBefore < triesThatHoldBack;

/** The delivery after a try. `isLast`: no other try can go better. */
export function afterTry(delivery: Delivery, made: Try, now: number, isLast = false): Delivery {
  const tried = withTry({ ...delivery, redeliveryOf: null }, made);
  if (isDelivered(made)) return settled(tried, 'delivered', now);
  if (delivery.redeliveryOf !== null) return settled(tried, delivery.redeliveryOf, now);
  return isLast || made.status === 410 ? settled(tried, 'failed', now) : triedInVain(tried, now);
}

export const isDelivered = ({ status }: Pick<Try, 'status'>): boolean =>
  status !== null && status >= 200 && status < 300;

/** One more try, now. A delivery that is pending keeps its schedule. */
export const redelivered = (delivery: Delivery, order: string, at: Instant): Delivery | null =>
  delivery.lastOrder !== null && delivery.lastOrder >= order
    ? null
    : {
        ...delivery,
        lastOrder: order,
        status: 'pending',
        redeliveryOf: delivery.status === 'pending' ? delivery.redeliveryOf : delivery.status,
        nextTryAt: at,
        settledAt: null,
      };

/**
 * One that has failed gets its whole schedule again, and so does one that was tried in vain and waits: its receiver may be well since, and the next
 * gap may be half a day. Any other stays as it is.
 */
export function recovered(delivery: Delivery, at: Instant): Delivery | null {
  const { status, redeliveryOf, triesMade, triesBefore, nextTryAt } = delivery;
  const isTried = triesMade > triesBefore;
  // What was queued before the clock was set back waits for its time, untried.
  const waits = status === 'pending' && redeliveryOf === null && (isTried || (nextTryAt ?? '') > at);
  if (status !== 'failed' && !waits) return null;
  return { ...delivery, status: 'pending', triesBefore: triesMade, nextTryAt: at, settledAt: null };
}

/** A delivery that has failed this often no longer holds back the later ones of its resource. */
const triesThatHoldBack = 4;
