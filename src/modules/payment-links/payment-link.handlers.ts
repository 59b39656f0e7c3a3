import { CommandHandler, QueryHandler, type CommandBus, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { maskMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import { TooManyRequests } from '../../kernel/rate-limit.js';
import { seesAllClients, type ApiClient, type Authenticator } from '../../http/authentication.js';
import { canonicalJson, type KeysInFlight } from '../../http/idempotency.js';
import { customerMessage, recordKeysOf, type KnownPayment, type Payments } from '../payments/contract.js';
import { CreatePayment } from '../payments/contract.http.js';
import type { Providers } from '../providers/contract.js';
import { keyOfPress, linkIdFor, type LinkAddresses } from './link-identity.js';
import { linkNotFound, type KnownLink } from './payment-link.decider.js';
import {
  ClosePaymentLink,
  CreatePaymentLink,
  LinkQr,
  PaymentLinkById,
  PaymentLinkOpened,
  PaymentLinksWhere,
  PressPaymentLink,
  type AnsweredLink,
  type LinkWithStanding,
  type OpenedLink,
  type Pressed,
} from './payment-link.commands.js';
import type { LinkMaker } from './link-maker.js';
import { asLink, paymentLinkView } from './payment-link.view.js';
import type { PaymentLinks } from './payment-links.js';
import type { PromptBounds } from './prompt-bounds.js';
import type { Openings } from './openings.js';

export interface PaymentLinkParts {
  readonly links: PaymentLinks;
  readonly maker: LinkMaker;
  readonly payments: Payments;
  readonly providers: Providers;
  readonly personalData: PersonalData;
  readonly documents: DocumentStore;
  readonly addresses: LinkAddresses;
  readonly keysInFlight: KeysInFlight;
  readonly clients: Authenticator;
  readonly commands: CommandBus;
  /** The number of a payment’s receipt and the public address that shows it; null: it is not issued yet. */
  readonly receiptOf: (client: ApiClient, paymentId: string) => Promise<OpenedLink['receipt']>;
  readonly prompts: PromptBounds;
  readonly openings: Openings;
  readonly mostPressesInAnHour: number;
  readonly clock: Clock;
}

@CommandHandler(CreatePaymentLink)
export class CreatePaymentLinkHandler implements ICommandHandler<CreatePaymentLink> {
  constructor(private readonly parts: PaymentLinkParts) {}

  execute({ client, key, ask, body, by }: CreatePaymentLink): Promise<AnsweredLink> {
    const { links, maker, keysInFlight, personalData, clock } = this.parts;
    const linkId = linkIdFor(client.id, key);
    return keysInFlight.once(linkId, async () => {
      const fingerprint = personalData.fingerprint(body);
      const earlier = await links.find(linkId);
      if (earlier !== null && earlier.fingerprint !== fingerprint)
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentLinkId: linkId });
      if (earlier !== null) return { link: earlier, standing: await links.standing(earlier), replayed: true };
      if (ask.expiresAt !== null && ask.expiresAt <= instant(clock.now()))
        throw new InvalidInput([{ field: 'expiresAt', message: 'must be in the future' }]);
      const { link, isNew } = await maker.make(linkId, client.id, fingerprint, ask, by);
      return { link, standing: await links.standing(link), replayed: !isNew };
    });
  }
}

@CommandHandler(ClosePaymentLink)
export class ClosePaymentLinkHandler implements ICommandHandler<ClosePaymentLink> {
  constructor(private readonly parts: PaymentLinkParts) {}

  async execute({ client, linkId, by }: ClosePaymentLink): Promise<LinkWithStanding> {
    await visibleLink(this.parts, client, linkId);
    return shown(this.parts, await this.parts.links.close(linkId, by));
  }
}

@QueryHandler(PaymentLinkById)
export class PaymentLinkByIdHandler implements IQueryHandler<PaymentLinkById> {
  constructor(private readonly parts: PaymentLinkParts) {}

  async execute({ client, linkId }: PaymentLinkById): Promise<LinkWithStanding> {
    return shown(this.parts, await visibleLink(this.parts, client, linkId));
  }
}

@QueryHandler(PaymentLinksWhere)
export class PaymentLinksWhereHandler implements IQueryHandler<PaymentLinksWhere> {
  constructor(private readonly parts: PaymentLinkParts) {}

  async execute({ client, where, limit, cursor }: PaymentLinksWhere): Promise<Page<LinkWithStanding>> {
    const { documents, nextCursor } = await this.parts.documents.query(paymentLinkView.collection, {
      where: seesAllClients(client) ? where : { ...where, client: client.id },
      sort: { field: 'createdAt', direction: 'descending' },
      limit,
      cursor,
    });
    return { documents: await Promise.all(documents.map((one) => shown(this.parts, asLink(one)))), nextCursor };
  }
}

@QueryHandler(PaymentLinkOpened)
export class PaymentLinkOpenedHandler implements IQueryHandler<PaymentLinkOpened> {
  constructor(private readonly parts: PaymentLinkParts) {}

  async execute({ token, address }: PaymentLinkOpened): Promise<OpenedLink> {
    const { links, payments, personalData, receiptOf, clock } = this.parts;
    const link = await linkOf(this.parts, token, address);
    const standing = await links.standing(link);
    const { payment, newest } = standing;
    const told = payment ?? (standing.status === 'open' ? newest : null);
    const details = await personalData.open(link.details);
    return {
      link,
      standing,
      description: details?.description ?? null,
      name: details?.name ?? null,
      message: told && customerMessage(told, await payments.recordStatus(recordKeysOf(told))),
      phone: told && (await this.#phoneOf(told)),
      receipt: payment?.confirmedAt ? await receiptOf(ownerOf(link), payment.id) : null,
      now: instant(clock.now()),
    };
  }

  async #phoneOf({ payer }: KnownPayment): Promise<string | null> {
    const details = await this.parts.personalData.open(payer);
    return details && maskMsisdn(details.msisdn as Msisdn);
  }
}

/**
 * A press becomes an ordinary payment of the link's client. Its idempotency key follows from the link and the number of the press, so presses of
 * one form meet in one payment, whichever tab, phone or instance they come from; the record's claim keeps all others apart.
 */
@CommandHandler(PressPaymentLink)
export class PressPaymentLinkHandler implements ICommandHandler<PressPaymentLink> {
  /** The presses that are being carried out here: the same press at once waits for the first, and then sees what came of it. */
  readonly #underWay = new Map<string, Promise<Pressed>>();

  constructor(private readonly parts: PaymentLinkParts) {}

  async execute({ token, press, msisdn, amount, address, correlationId }: PressPaymentLink): Promise<Pressed> {
    const { links } = this.parts;
    const link = await linkOf(this.parts, token, address);
    const underWay = this.#underWay.get(link.id);
    if (underWay !== undefined) return underWay.then(seen, seen);
    const pressing = (async () => {
      const standing = await links.standing(link);
      // An old form, a second tab, a link that is paid or closed: the page says how it stands, and nothing is asked.
      if (standing.status !== 'open' || press !== standing.nextPress) return 'asked';
      return this.#press(link, press, msisdn, link.amount ?? amount, address, payerOf(link, correlationId));
    })();
    this.#underWay.set(link.id, pressing);
    try {
      return await pressing;
    } finally {
      this.#underWay.delete(link.id);
    }
  }

  async #press(
    link: KnownLink,
    press: number,
    msisdn: Msisdn,
    amount: KnownLink['amount'],
    address: string,
    by: Origin,
  ): Promise<Pressed> {
    const { links, providers, prompts, personalData, clients, commands, mostPressesInAnHour } = this.parts;
    if (amount === null) throw new Error('A press without an amount');
    const principal = clients.withId(link.client);
    if (principal === null) return 'not-now';
    try {
      // By the numbering plan alone, which everybody may know.
      providers.choose(amount, { kind: 'msisdn', msisdn });
    } catch (error) {
      if (error instanceof Refusal) return error.code === 'MSISDN_NOT_SUPPORTED' ? 'number-not-served' : 'not-now';
      throw error;
    }
    prompts.take(personalData.subjectOf(msisdn), address);
    const details = await personalData.open(link.details);
    const client: ApiClient = { ...principal, scope: 'own', correlationId: by.correlationId };
    const ask = {
      amount,
      msisdn,
      provider: undefined,
      record: link.record,
      description: details?.description ?? null,
      dimensions: link.dimensions,
      metadata: { paymentLinkId: link.id },
      expiresInSeconds: undefined,
    };
    const body = canonicalJson({ press, msisdn, amount: amount.toJSON() });
    try {
      await links.press(link, press, mostPressesInAnHour, by);
      await commands.execute(new CreatePayment(client, keyOfPress(link.id, press), ask, body, by));
      return 'asked';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'PAYMENT_LINK_PRESSED_TOO_OFTEN')
        throw new TooManyRequests(error.detail['retryAfterSeconds'] as number);
      // The provider says that this number cannot pay. It is told as any payment that did not go through: who has an account is nobody’s to learn here.
      if (error.code === 'MSISDN_NOT_SUPPORTED') return 'not-through';
      if (error.kind === 'invalid' && error.code !== 'IDEMPOTENCY_KEY_REUSED') return 'not-now';
      // Another press or request was faster, or the link was closed meanwhile: the page says what has come of it.
      return 'asked';
    }
  }
}

@QueryHandler(LinkQr)
export class LinkQrHandler implements IQueryHandler<LinkQr> {
  constructor(private readonly parts: PaymentLinkParts) {}

  async execute({ token, address }: LinkQr): Promise<string> {
    return this.parts.addresses.urlOf((await linkOf(this.parts, token, address)).id);
  }
}

export const paymentLinkHandlers = [
  CreatePaymentLinkHandler,
  ClosePaymentLinkHandler,
  PaymentLinkByIdHandler,
  PaymentLinksWhereHandler,
  PaymentLinkOpenedHandler,
  PressPaymentLinkHandler,
  LinkQrHandler,
];

const seen = (): Pressed => 'asked';

/** Nobody has signed in: on record is by which page it came. */
const payerOf = ({ id }: KnownLink, correlationId: string): Origin => ({
  actor: { kind: 'system', id: 'payment-link', name: `The page of payment link ${id}` },
  correlationId,
  causationId: null,
});

/** The link’s client as it reads its own: it may have lost its key since, and the payer still sees the receipt. */
const ownerOf = ({ client, id }: KnownLink): ApiClient => ({
  kind: 'client',
  id: client,
  name: client,
  roles: ['service'],
  owner: null,
  scope: 'own',
  correlationId: id,
});

const shown = async ({ links }: PaymentLinkParts, link: KnownLink): Promise<LinkWithStanding> => ({
  link,
  standing: await links.standing(link),
});

// Another client's link is answered as unknown.
async function visibleLink({ links }: PaymentLinkParts, client: ApiClient, linkId: string): Promise<KnownLink> {
  const link = await links.get(linkId);
  if (!seesAllClients(client) && link.client !== client.id) throw linkNotFound(linkId);
  return link;
}

async function linkOf({ links, addresses, openings }: PaymentLinkParts, token: string, address: string) {
  const linkId = addresses.read(token);
  openings.take(linkId, address);
  if (linkId === null) throw new Refusal('not-found', 'PAYMENT_LINK_NOT_FOUND');
  return links.get(linkId);
}
