import { evolve } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import type { View } from '../../kernel/following/view.js';
import { paymentLink, type KnownLink, type PaymentLink } from './payment-link.decider.js';
import { paymentLinkEvents, type PaymentLinkEvent } from './payment-link.events.js';

interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** A link as lists find it. How it stands, its payments say when it is shown. */
export type PaymentLinkDocument = Omit<KnownLink, 'amount' | 'least' | 'most'> & {
  readonly amount: MoneyJson | null;
  readonly least: MoneyJson | null;
  readonly most: MoneyJson | null;
};

const grow = (document: PaymentLinkDocument | null, event: PaymentLinkEvent): PaymentLinkDocument => {
  const before: PaymentLink = document === null ? null : asLink(document);
  return asDocument(evolve<PaymentLink, PaymentLinkEvent>(paymentLink, before, [event])!);
};

export const paymentLinkView: View<PaymentLinkDocument, PaymentLinkEvent> = {
  collection: {
    name: 'payment-links.v1',
    indexes: [
      ['createdAt'],
      ['client', 'createdAt'],
      ['reference', 'createdAt'],
      ['client', 'reference', 'createdAt'],
      ['record.id', 'createdAt'],
    ],
    narrowedBy: { lasting: ['client', 'reference'], changing: [] },
  },
  events: paymentLinkEvents,
  idOf: ({ data }) => data.linkId,
  on: Object.fromEntries(paymentLinkEvents.map(({ type }) => [type, grow])),
};

const asDocument = (link: KnownLink): PaymentLinkDocument => ({
  ...link,
  amount: link.amount?.toJSON() ?? null,
  least: link.least?.toJSON() ?? null,
  most: link.most?.toJSON() ?? null,
});

export const asLink = ({ amount, least, most, ...document }: PaymentLinkDocument): KnownLink => ({
  ...document,
  amount: asMoney(amount),
  least: asMoney(least),
  most: asMoney(most),
});

const asMoney = (money: MoneyJson | null): Money | null => money && Money.parse(money.amount, money.currency);
