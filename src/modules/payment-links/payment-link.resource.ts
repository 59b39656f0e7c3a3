import type { ApiClient } from '../../http/authentication.js';
import type { Disclosure } from '../../http/shown-to.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { LinkAddresses } from './link-identity.js';
import type { LinkWithStanding } from './payment-link.commands.js';

/** Links as the HTTP contract shows them to a client. */
export class PaymentLinkResources {
  constructor(
    private readonly personalData: Pick<PersonalData, 'open'>,
    private readonly addresses: LinkAddresses,
    private readonly disclosure: Disclosure,
  ) {}

  async one({ link, standing }: LinkWithStanding, client: ApiClient) {
    const details = await this.personalData.open(link.details);
    // Whoever has the address can have a phone asked: a role that only reads is not given it.
    const isHanded = client.id === link.client || client.roles.includes('admin');
    const url = isHanded ? this.addresses.urlOf(link.id) : null;
    const { type, id, part } = link.record;
    const shown = await this.disclosure.shownTo(client, link.client, [link.details], {
      id: link.id,
      status: standing.status,
      paymentId: standing.paymentId,
      amount: link.amount?.amount ?? null,
      currency: link.currency,
      minAmount: link.least?.amount ?? null,
      maxAmount: link.most?.amount ?? null,
      record: { type, id, ...(part !== null && { part }) },
      description: details?.description ?? null,
      name: details?.name ?? null,
      dimensions: link.dimensions,
      reference: link.reference,
      language: link.language,
      expiresAt: link.expiresAt,
      createdAt: link.createdAt,
      closedAt: link.closedAt,
    });
    return { ...shown, url, qr: url && `${url}/qr.svg` };
  }

  all(links: readonly LinkWithStanding[], client: ApiClient) {
    return Promise.all(links.map((link) => this.one(link, client)));
  }
}
