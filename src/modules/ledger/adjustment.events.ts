import { z } from 'zod';
import { signerShape } from '../../kernel/domain/approvals.js';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';

const adjustmentId = z.string();
const at = instantShape;

/** A person or program asks for lines to be posted that no event of the gateway leads to. Nothing is posted by this. */
const request = z.object({
  adjustmentId,
  /** Tells whether a repeated idempotency key comes with the same body. */
  fingerprint: z.string(),
  lines: z.array(z.object({ account: z.string(), side: z.enum(['debit', 'credit']), amount: moneyShape })).min(2),
  currency: z.string(),
  reason: z.string(),
  paymentId: z.string().nullable(),
  requestedBy: signerShape,
  at,
});
export type AdjustmentRequest = z.output<typeof request>;
export const AdjustmentRequested = defineEvent('AdjustmentRequested', request);

/** One person approves. `isEnough`: nobody else has to, and the lines are posted. */
export const AdjustmentApproved = defineEvent(
  'AdjustmentApproved',
  z.object({ adjustmentId, approver: signerShape, isEnough: z.boolean(), at }),
);
export const AdjustmentRejected = defineEvent(
  'AdjustmentRejected',
  z.object({ adjustmentId, rejectedBy: signerShape, reason: z.string(), at }),
);

export const adjustmentEvents = [AdjustmentRequested, AdjustmentApproved, AdjustmentRejected];
export type AdjustmentEvent = EventOf<(typeof adjustmentEvents)[number]>;
