import { epochMs, type Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  PaymentLinkClosed,
  PaymentLinkCreated,
  paymentLinkEvents,
  PaymentLinkPressed,
  type LinkCreation,
  type PaymentLinkEvent,
} from './payment-link.events.js';

export interface Press {
  readonly paymentId: string;
  readonly at: Instant;
}

export interface KnownLink extends Omit<LinkCreation, 'linkId' | 'at'> {
  readonly id: string;
  readonly createdAt: Instant;
  readonly closedAt: Instant | null;
  /** In their order: the first is press 1. */
  readonly presses: readonly Press[];
}
export type PaymentLink = KnownLink | null;

export interface PaymentLinkOrders {
  readonly Create: { readonly creation: LinkCreation };
  readonly Press: {
    readonly linkId: string;
    readonly press: number;
    readonly paymentId: string;
    /** Each press may send one request to a phone. */
    readonly mostInAnHour: number;
    readonly at: Instant;
  };
  readonly Close: { readonly linkId: string; readonly at: Instant };
}

/** A link by which one record is paid once, by whoever opens it. What it has come to, its payments say. */
export const paymentLink: Decider<PaymentLink, PaymentLinkOrders, PaymentLinkEvent> = {
  category: 'payment-link',
  events: paymentLinkEvents,
  initial: null,

  decide: {
    Create(link, { creation }) {
      if (link === null) return [PaymentLinkCreated(creation)];
      if (link.fingerprint === creation.fingerprint) return nothing;
      throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentLinkId: link.id });
    },

    Press(known, { linkId, press, paymentId, mostInAnHour, at }) {
      const link = knownOf(known, linkId);
      if (press <= link.presses.length) return nothing;
      if (link.closedAt !== null) throw new Refusal('conflict', 'PAYMENT_LINK_CLOSED', { paymentLinkId: linkId });
      if (isExpired(link, at)) throw new Refusal('conflict', 'PAYMENT_LINK_EXPIRED', { paymentLinkId: linkId });
      const anHourAgo = epochMs(at) - hourMs;
      const recent = link.presses.filter((earlier) => epochMs(earlier.at) > anHourAgo);
      if (recent.length >= mostInAnHour) {
        const opensAt = epochMs(recent.at(-mostInAnHour)!.at) + hourMs;
        const retryAfterSeconds = Math.ceil((opensAt - epochMs(at)) / 1_000);
        throw new Refusal('conflict', 'PAYMENT_LINK_PRESSED_TOO_OFTEN', { paymentLinkId: linkId, retryAfterSeconds });
      }
      if (press > link.presses.length + 1)
        throw new Error(`Press ${press} of ${linkId} comes after ${link.presses.length}`);
      return [PaymentLinkPressed({ linkId, press, paymentId, at })];
    },

    Close(known, { linkId, at }) {
      return knownOf(known, linkId).closedAt === null ? [PaymentLinkClosed({ linkId, at })] : nothing;
    },
  },

  evolve: {
    PaymentLinkCreated: (_, { data: { linkId, at, ...creation } }) => ({
      ...creation,
      id: linkId,
      createdAt: at,
      closedAt: null,
      presses: [],
    }),
    PaymentLinkPressed: (link, { data: { linkId, paymentId, at } }) => ({
      ...knownOf(link, linkId),
      presses: [...knownOf(link, linkId).presses, { paymentId, at }],
    }),
    PaymentLinkClosed: (link, { data: { linkId, at } }) => ({ ...knownOf(link, linkId), closedAt: at }),
  },
};

export const isExpired = ({ expiresAt }: Pick<KnownLink, 'expiresAt'>, at: Instant): boolean =>
  expiresAt !== null && expiresAt <= at;

export const linkNotFound = (paymentLinkId: string) =>
  new Refusal('not-found', 'PAYMENT_LINK_NOT_FOUND', { paymentLinkId });

function knownOf(link: PaymentLink, linkId: string): KnownLink {
  if (link === null) throw linkNotFound(linkId);
  return link;
}

const hourMs = 60 * 60 * 1_000;
