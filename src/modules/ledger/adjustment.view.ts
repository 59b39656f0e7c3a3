import { evolve } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import type { View } from '../../kernel/following/view.js';
import { adjustment, type Adjustment, type KnownAdjustment } from './adjustment.decider.js';
import { adjustmentEvents, type AdjustmentEvent } from './adjustment.events.js';

type MoneyJson = { readonly amount: string; readonly currency: string };
type Lines = KnownAdjustment['lines'];
export type AdjustmentDocument = Omit<KnownAdjustment, 'lines'> & {
  readonly lines: readonly (Omit<Lines[number], 'amount'> & { readonly amount: MoneyJson })[];
};

export const asAdjustment = ({ lines, ...document }: AdjustmentDocument): KnownAdjustment => ({
  ...document,
  lines: lines.map((line) => ({ ...line, amount: Money.parse(line.amount.amount, line.amount.currency)! })),
});

const grow = (document: AdjustmentDocument | null, event: AdjustmentEvent): AdjustmentDocument => {
  const before = document === null ? adjustment.initial : asAdjustment(document);
  const { lines, ...after } = evolve<Adjustment, AdjustmentEvent>(adjustment, before, [event]) as KnownAdjustment;
  return { ...after, lines: lines.map((line) => ({ ...line, amount: line.amount.toJSON() })) };
};

export const adjustmentView: View<AdjustmentDocument, AdjustmentEvent> = {
  collection: {
    name: 'ledger-adjustments.v1',
    indexes: [['createdAt'], ['status', 'createdAt'], ['paymentId', 'createdAt']],
  },
  events: adjustmentEvents,
  idOf: ({ data }) => data.adjustmentId,
  on: Object.fromEntries(adjustmentEvents.map(({ type }) => [type, grow])),
};
