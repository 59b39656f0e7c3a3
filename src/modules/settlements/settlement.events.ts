import { z } from 'zod';
import { signerShape } from '../../kernel/domain/approvals.js';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';

const settlementId = z.string();
const at = instantShape;
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Money has left a wallet for the bank and is expected there. */
const expected = z.object({
  settlementId,
  /** Tells whether a repeated idempotency key comes with the same body. */
  fingerprint: z.string(),
  provider: z.string(),
  /** Where it is expected, as the organisation calls the account. */
  bankAccount: z.string(),
  /** What has left the wallet. */
  gross: moneyShape,
  leftAt: at,
  /** From then on it is overdue. */
  expectedBy: at,
  /** The Kigali days whose payments it is made of; null: nobody has said. */
  covers: z.object({ from: day, to: day }).nullable(),
  /** The provider's own number of the move. */
  reference: z.string().nullable(),
  requestedBy: signerShape,
  at,
});
export type SettlementExpectation = z.output<typeof expected>;
export const SettlementExpected = defineEvent('SettlementExpected', expected);

/** A deposit on the bank's statement, or a part of what is expected. */
const deposit = z.object({
  /** The same deposit has the same key, whatever settlement it is said to be of. */
  key: z.string(),
  amount: moneyShape,
  receivedAt: at,
  bankReference: z.string(),
  /** The line of an imported bank statement; null: it was entered by hand. */
  itemId: z.string().nullable(),
});
export type Deposit = z.output<typeof deposit>;

/** A person confirms that a deposit is this settlement, and what was kept back for it. */
export const SettlementReceived = defineEvent(
  'SettlementReceived',
  z.object({
    settlementId,
    provider: z.string(),
    deposit,
    /** Kept by the provider or the bank on the way. */
    fee: moneyShape,
    /** Nothing of it is in transit any more. */
    isWhole: z.boolean(),
    note: z.string().nullable(),
    confirmedBy: signerShape,
    at,
  }),
);
/** It never left the wallet, or was entered by mistake. */
export const SettlementCancelled = defineEvent(
  'SettlementCancelled',
  z.object({ settlementId, provider: z.string(), gross: moneyShape, reason: z.string(), cancelledBy: signerShape, at }),
);

export const settlementEvents = [SettlementExpected, SettlementReceived, SettlementCancelled];
export type SettlementEvent = EventOf<(typeof settlementEvents)[number]>;

/** A deposit belongs to one settlement, so that it is never counted twice. */
export const DepositClaimed = defineEvent('DepositClaimed', z.object({ depositKey: z.string(), settlementId, at }));
export const depositEvents = [DepositClaimed];
export type DepositEvent = EventOf<(typeof depositEvents)[number]>;
