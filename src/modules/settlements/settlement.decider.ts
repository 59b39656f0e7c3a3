import type { Signer } from '../../kernel/domain/approvals.js';
import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  DepositClaimed,
  depositEvents,
  SettlementCancelled,
  settlementEvents,
  SettlementExpected,
  SettlementReceived,
  type Deposit,
  type DepositEvent,
  type SettlementEvent,
  type SettlementExpectation,
} from './settlement.events.js';

export const settlementStatuses = ['expected', 'partly-received', 'received', 'cancelled'] as const;
export type SettlementStatus = (typeof settlementStatuses)[number];

export interface KnownSettlement extends Omit<SettlementExpectation, 'settlementId' | 'at'> {
  readonly id: string;
  readonly status: SettlementStatus;
  readonly deposits: readonly (Deposit & {
    readonly fee: Money;
    readonly note: string | null;
    readonly confirmedBy: Signer;
  })[];
  /** The sum of its deposits. */
  readonly net: Money;
  readonly fees: Money;
  readonly createdAt: Instant;
  /** When the last of it was confirmed. */
  readonly receivedAt: Instant | null;
  readonly cancelled: { readonly reason: string; readonly by: Signer; readonly at: Instant } | null;
}
export type Settlement = { readonly status: 'absent' } | KnownSettlement;

export interface SettlementOrders {
  readonly Expect: { readonly settlement: SettlementExpectation };
  readonly Receive: {
    readonly id: string;
    readonly deposit: Deposit;
    readonly fee: Money;
    readonly note: string | null;
    readonly signer: Signer;
    readonly at: Instant;
  };
  readonly Cancel: { readonly id: string; readonly reason: string; readonly signer: Signer; readonly at: Instant };
}

/** What has left the wallet and is neither at the bank nor kept as a fee. */
export const inTransit = ({ status, gross, net, fees }: KnownSettlement): Money =>
  status === 'cancelled' ? Money.zero(gross.currency) : gross.minus(net).minus(fees);

/** A line of a bank statement is one deposit, under whatever reference and day a person enters it. */
export const holds = ({ deposits }: KnownSettlement, { key, itemId }: Pick<Deposit, 'key' | 'itemId'>): boolean =>
  deposits.some((each) => each.key === key || (itemId !== null && each.itemId === itemId));

/** Money on its way from a wallet to the bank: expected when it has left, received when a person finds it on the bank's statement. */
export const settlement: Decider<Settlement, SettlementOrders, SettlementEvent> = {
  category: 'settlement',
  events: settlementEvents,
  initial: { status: 'absent' },

  decide: {
    Expect(known, { settlement }) {
      if (known.status === 'absent') return [SettlementExpected(settlement)];
      if (known.fingerprint === settlement.fingerprint) return nothing;
      throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { settlementId: known.id });
    },

    Receive(settlement, { id, deposit, fee, note, signer, at }) {
      const known = knownOf(settlement, id);
      if (holds(known, deposit)) return nothing;
      if (known.status === 'received' || known.status === 'cancelled') throw notExpected(known);
      if (deposit.amount.currency !== known.gross.currency)
        throw new Refusal('invalid', 'CURRENCY_NOT_SUPPORTED', { currency: deposit.amount.currency });
      const left = inTransit(known).minus(deposit.amount).minus(fee);
      if (left.minor < 0n)
        throw new Refusal('conflict', 'DEPOSIT_EXCEEDS_SETTLEMENT', {
          settlementId: id,
          inTransit: inTransit(known).amount,
        });
      const { provider } = known;
      const isWhole = left.minor === 0n;
      return [SettlementReceived({ settlementId: id, provider, deposit, fee, isWhole, note, confirmedBy: signer, at })];
    },

    Cancel(settlement, { id, reason, signer, at }) {
      const known = knownOf(settlement, id);
      if (known.status === 'cancelled') return nothing;
      if (known.status !== 'expected') throw notExpected(known);
      const { provider, gross } = known;
      return [SettlementCancelled({ settlementId: id, provider, gross, reason, cancelledBy: signer, at })];
    },
  },

  evolve: {
    SettlementExpected: (_, { data: { settlementId, at, ...expectation } }) => ({
      ...expectation,
      id: settlementId,
      status: 'expected',
      deposits: [],
      net: Money.zero(expectation.gross.currency),
      fees: Money.zero(expectation.gross.currency),
      createdAt: at,
      receivedAt: null,
      cancelled: null,
    }),
    SettlementReceived(settlement, { data: { settlementId, deposit, fee, isWhole, note, confirmedBy, at } }) {
      const known = knownOf(settlement, settlementId);
      return {
        ...known,
        status: isWhole ? 'received' : 'partly-received',
        deposits: [...known.deposits, { ...deposit, fee, note, confirmedBy }],
        net: known.net.plus(deposit.amount),
        fees: known.fees.plus(fee),
        receivedAt: isWhole ? at : null,
      };
    },
    SettlementCancelled: (settlement, { data: { settlementId, reason, cancelledBy, at } }) => ({
      ...knownOf(settlement, settlementId),
      status: 'cancelled',
      cancelled: { reason, by: cancelledBy, at },
    }),
  },
};

export type DepositClaim = { readonly settlementId: string } | null;
export interface DepositOrders {
  /** `from`: a settlement that holds the deposit and can never receive it any more. */
  readonly Claim: {
    readonly depositKey: string;
    readonly settlementId: string;
    readonly from: string | null;
    readonly at: Instant;
  };
}

/** Which settlement a deposit belongs to. The claim comes before the settlement hears of the deposit, so that two of them never count it. */
export const depositClaim: Decider<DepositClaim, DepositOrders, DepositEvent> = {
  category: 'settlement-deposit',
  events: depositEvents,
  initial: null,
  decide: {
    Claim(claim, { depositKey, settlementId, from, at }) {
      if (claim?.settlementId === settlementId) return nothing;
      if (claim !== null && claim.settlementId !== from)
        throw new Refusal('conflict', 'DEPOSIT_ALREADY_USED', { settlementId: claim.settlementId });
      return [DepositClaimed({ depositKey, settlementId, at })];
    },
  },
  evolve: { DepositClaimed: (_, { data: { settlementId } }) => ({ settlementId }) },
};

const notExpected = ({ id, status }: KnownSettlement) =>
  new Refusal('conflict', 'SETTLEMENT_NOT_EXPECTED', { settlementId: id, settlementStatus: status });

function knownOf(settlement: Settlement, settlementId: string): KnownSettlement {
  if (settlement.status === 'absent') throw new Refusal('not-found', 'SETTLEMENT_NOT_FOUND', { settlementId });
  return settlement;
}
