import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Handler, type Handled, type Kernel } from '../../kernel/handling/handle.js';
import { paymentIdFor, recordKeysFor, type Payments } from '../payments/contract.js';
import { keyOfPress } from './link-identity.js';
import { linkStanding, type LinkStanding } from './link-standing.rule.js';
import {
  linkNotFound,
  paymentLink,
  type KnownLink,
  type PaymentLink,
  type PaymentLinkOrders,
} from './payment-link.decider.js';
import type { LinkCreation, PaymentLinkEvent } from './payment-link.events.js';

/** Links: the orders to them, and how they stand. */
export class PaymentLinks {
  readonly #links: Handler<PaymentLink, PaymentLinkOrders, PaymentLinkEvent>;
  readonly #clock: Clock;

  constructor(
    kernel: Kernel,
    private readonly payments: Pick<Payments, 'find' | 'standing'>,
  ) {
    this.#links = new Handler(paymentLink, kernel);
    this.#clock = kernel.clock;
  }

  /** As the log has it now. Refuses `PAYMENT_LINK_NOT_FOUND`. */
  async get(linkId: string): Promise<KnownLink> {
    const { state } = await this.#links.load(linkId);
    if (state === null) throw linkNotFound(linkId);
    return state;
  }

  async find(linkId: string): Promise<KnownLink | null> {
    return (await this.#links.load(linkId)).state;
  }

  /** Refuses `IDEMPOTENCY_KEY_REUSED`. */
  async create(creation: LinkCreation, by: Origin): Promise<{ readonly link: KnownLink; readonly isNew: boolean }> {
    const order = { creation, at: creation.at, by };
    const { state, events } = await this.#links.handle('Create', creation.linkId, order);
    return { link: known(state), isNew: events.length > 0 };
  }

  async close(linkId: string, by: Origin): Promise<KnownLink> {
    return known((await this.#links.handle('Close', linkId, { linkId, at: this.#now(), by })).state);
  }

  /** Puts a press on record. Its payment is the caller’s to make, by the key of the press. Again, it changes nothing. */
  press(link: KnownLink, press: number, mostInAnHour: number, by: Origin): Promise<Handled<PaymentLink, unknown>> {
    const paymentId = paymentIdFor(link.client, keyOfPress(link.id, press));
    return this.#links.handle('Press', link.id, {
      linkId: link.id,
      press,
      paymentId,
      mostInAnHour,
      at: this.#now(),
      by,
    });
  }

  /** From the log: its presses, their payments, and its record, which other requests of the client may have paid. */
  async standing(link: KnownLink): Promise<LinkStanding> {
    // Before the payments: one that begins in between is then seen, and never an open link beside it.
    const record = await this.payments.standing(recordKeysFor(link.client, link.record));
    const newest = link.presses.slice(-pressesRead);
    const payments = await Promise.all(newest.map(({ paymentId }) => this.payments.find(paymentId)));
    return linkStanding(link, payments, record, this.#now());
  }

  #now(): string {
    return instant(this.#clock.now());
  }
}

/** A press is only counted where the one before has come to nothing, so the newest tell everything but what is long over. */
const pressesRead = 20;

function known(link: PaymentLink): KnownLink {
  if (link === null) throw new Error('A payment link is absent after an order to it');
  return link;
}
