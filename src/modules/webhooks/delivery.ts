import { createHash } from 'node:crypto';
import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Collection } from '../../kernel/ports/document-store.js';
import type { Position } from '../../kernel/domain/position.js';
import { nextGapMs, triesThatHoldBack } from './retry-schedule.js';

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';
export const deliveryStatuses = ['pending', 'delivered', 'failed'] as const;

export interface Try {
  /** So that a try is noted once, however often its writer has to write. */
  readonly id: string;
  readonly at: Instant;
  /** Null: there was no answer. */
  readonly status: number | null;
  readonly latencyMs: number;
  readonly error: string | null;
  /** The first 1,024 characters of the answer. */
  readonly responseBody: string;
}

/** One event for one endpoint, with the bytes that every try of it sends. */
export interface Delivery {
  readonly id: string;
  readonly endpointId: string;
  /** The client of the endpoint; null: it hears of every client's things. */
  readonly client: string | null;
  readonly type: string;
  readonly resourceId: string;
  readonly sequence: number;
  /** Of its event in the log, as text that sorts. */
  readonly position: string;
  readonly createdAt: Instant;
  readonly status: DeliveryStatus;
  readonly nextTryAt: Instant | null;
  /** Oldest first, at most the newest `triesKept`. */
  readonly tries: readonly Try[];
  readonly triesMade: number;
  /** How many tries were made before the current schedule began: a recovery begins a new one. */
  readonly triesBefore: number;
  /** A redelivery is one try, after which it is again what it was; null: it is none. */
  readonly redeliveryOf: Exclude<DeliveryStatus, 'pending'> | null;
  /** The position of the last order to try again, so that one that comes twice counts once. */
  readonly lastOrder: string | null;
  /** Sealed under the key of the person that it is about, where it is about one. */
  readonly body: string;
  readonly isSealed: boolean;
  /** When it was delivered or failed. */
  readonly settledAt: Instant | null;
  /** Names the write of this version: two writers of one version find out by it whose was kept. */
  readonly writer: string;
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

export const sortable = (position: Position): string => String(position).padStart(20, '0');

/** Whether it keeps later ones of its resource waiting: at its first tries, and not when it is sent again. */
export const holdsBack = ({ redeliveryOf, triesMade, triesBefore }: Delivery): boolean =>
  redeliveryOf === null && triesMade - triesBefore < triesThatHoldBack;

/** The delivery after a try. `isLast`: no other try can go better. */
export function afterTry(delivery: Delivery, made: Try, now: number, isLast = false): Delivery {
  const { id, tries, triesMade, triesBefore, redeliveryOf } = delivery;
  const tried = { ...delivery, tries: [...tries, made].slice(-triesKept), triesMade: triesMade + 1 };
  const settled = (status: DeliveryStatus): Delivery => ({
    ...tried,
    status,
    redeliveryOf: null,
    nextTryAt: null,
    settledAt: instant(now),
  });
  if (isDelivered(made)) return settled('delivered');
  if (redeliveryOf !== null) return settled(redeliveryOf);
  const gap = isLast || made.status === 410 ? null : nextGapMs(id, triesMade + 1 - triesBefore);
  if (gap === null) return settled('failed');
  return { ...tried, nextTryAt: instant(now + gap) };
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

/** A failed one gets its whole schedule again; any other stays as it is. */
export const recovered = (delivery: Delivery, at: Instant): Delivery | null =>
  delivery.status !== 'failed'
    ? null
    : { ...delivery, status: 'pending', triesBefore: delivery.triesMade, nextTryAt: at, settledAt: null };

const triesKept = 50;
