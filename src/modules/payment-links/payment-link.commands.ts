import { Command, Query } from '@nestjs/cqrs';
import type { Origin } from '../../kernel/domain/events.js';
import type { Language } from '../../kernel/domain/language.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { ApiClient } from '../../http/authentication.js';
import type { CustomerMessage } from '../payments/contract.js';
import type { LinkStanding } from './link-standing.rule.js';
import type { KnownLink } from './payment-link.decider.js';
import type { LinkCreation } from './payment-link.events.js';

export interface AskedLink {
  readonly record: LinkCreation['record'];
  readonly currency: string;
  /** Null: the payer names it, from `least` to `most`. */
  readonly amount: Money | null;
  readonly least: Money | null;
  readonly most: Money | null;
  readonly description: string | null;
  readonly name: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly reference: string | null;
  readonly expiresAt: string | null;
  readonly language: Language | null;
}

export interface LinkWithStanding {
  readonly link: KnownLink;
  readonly standing: LinkStanding;
}

export interface AnsweredLink extends LinkWithStanding {
  /** An earlier request with the same key was carried out; this one changed nothing. */
  readonly replayed: boolean;
}

export class CreatePaymentLink extends Command<AnsweredLink> {
  constructor(
    readonly client: ApiClient,
    readonly key: string,
    readonly ask: AskedLink,
    /** The body's canonical JSON. */
    readonly body: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ClosePaymentLink extends Command<LinkWithStanding> {
  constructor(
    readonly client: ApiClient,
    readonly linkId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class PaymentLinkById extends Query<LinkWithStanding> {
  constructor(
    readonly client: ApiClient,
    readonly linkId: string,
  ) {
    super();
  }
}

export class PaymentLinksWhere extends Query<Page<LinkWithStanding>> {
  constructor(
    readonly client: ApiClient,
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}

/** What the page shows to whoever has opened it. */
export interface OpenedLink extends LinkWithStanding {
  readonly description: string | null;
  readonly name: string | null;
  /** What the payer is told of the payment of this link; null: there is none. */
  readonly message: CustomerMessage | null;
  /** The phone that was asked, masked; null: none was, or its data is erased. */
  readonly phone: string | null;
  readonly receipt: { readonly number: string; readonly url: string } | null;
  readonly now: string;
}

/** Refuses `PAYMENT_LINK_NOT_FOUND` for a token that is not ours. */
export class PaymentLinkOpened extends Query<OpenedLink> {
  constructor(
    readonly token: string,
    readonly address: string,
  ) {
    super();
  }
}

/** `asked`: the page shows what has come of it, or what stands in its way. */
export type Pressed = 'asked' | 'number-not-served' | 'not-through' | 'not-now';

/** Somebody on the page gave a number and pressed. Throws `TooManyRequests`. */
export class PressPaymentLink extends Command<Pressed> {
  constructor(
    readonly token: string,
    /** As the form had it. */
    readonly press: number,
    readonly msisdn: Msisdn,
    /** Of a link whose payer names the amount. */
    readonly amount: Money | null,
    readonly address: string,
    readonly correlationId: string,
  ) {
    super();
  }
}

/** The address that the QR code of a link leads to. */
export class LinkQr extends Query<string> {
  constructor(
    readonly token: string,
    readonly address: string,
  ) {
    super();
  }
}
