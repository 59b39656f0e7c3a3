import { evolve } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import type { View } from '../../kernel/following/view.js';
import { settlement, type KnownSettlement, type Settlement } from './settlement.decider.js';
import { settlementEvents, type SettlementEvent } from './settlement.events.js';

type MoneyJson = { readonly amount: string; readonly currency: string };
type Deposits = KnownSettlement['deposits'];
export type SettlementDocument = Omit<KnownSettlement, 'gross' | 'net' | 'fees' | 'deposits'> & {
  readonly gross: MoneyJson;
  readonly net: MoneyJson;
  readonly fees: MoneyJson;
  readonly deposits: readonly (Omit<Deposits[number], 'amount' | 'fee'> & {
    readonly amount: MoneyJson;
    readonly fee: MoneyJson;
  })[];
  /** Something of it has left the wallet and is not at the bank yet. */
  readonly isInTransit: boolean;
};

const money = ({ amount, currency }: MoneyJson): Money => Money.parse(amount, currency)!;

export const asSettlement = ({ isInTransit: _, ...document }: SettlementDocument): KnownSettlement => ({
  ...document,
  gross: money(document.gross),
  net: money(document.net),
  fees: money(document.fees),
  deposits: document.deposits.map((deposit) => ({
    ...deposit,
    amount: money(deposit.amount),
    fee: money(deposit.fee),
  })),
});

const grow = (document: SettlementDocument | null, event: SettlementEvent): SettlementDocument => {
  const before = document === null ? settlement.initial : asSettlement(document);
  const known = evolve<Settlement, SettlementEvent>(settlement, before, [event]) as KnownSettlement;
  return {
    ...known,
    gross: known.gross.toJSON(),
    net: known.net.toJSON(),
    fees: known.fees.toJSON(),
    deposits: known.deposits.map((deposit) => ({
      ...deposit,
      amount: deposit.amount.toJSON(),
      fee: deposit.fee.toJSON(),
    })),
    isInTransit: known.status === 'expected' || known.status === 'partly-received',
  };
};

export const settlementView: View<SettlementDocument, SettlementEvent> = {
  collection: {
    name: 'settlements.v1',
    indexes: [['createdAt'], ['status', 'createdAt'], ['provider', 'createdAt'], ['isInTransit', 'leftAt']],
    narrowedBy: { lasting: ['provider'], changing: ['status'] },
  },
  events: settlementEvents,
  idOf: ({ data }) => data.settlementId,
  on: Object.fromEntries(settlementEvents.map(({ type }) => [type, grow])),
};
