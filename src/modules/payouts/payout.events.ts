import { z } from 'zod';
import { signerShape } from '../../kernel/domain/approvals.js';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';
import { recordShape } from '../../kernel/domain/record.js';
import { sealedShape } from '../../kernel/domain/sealed.js';
import { beginsShape, outgoingEvents } from '../outgoing/contract.js';
import { routingShape } from '../providers/contract.js';

/** The personal data of a payout. It is sealed under the payee's key wherever it is kept. */
export interface PayeeDetails {
  readonly msisdn: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

const id = z.string();
const at = instantShape;
const payee = sealedShape<PayeeDetails>();

const requested = z.object({
  id,
  client: z.string(),
  /** Tells whether a repeated idempotency key comes with the same body. */
  fingerprint: z.string(),
  requestedBy: signerShape,
  /** The stream of the claims on its record. */
  recordKey: z.string(),
  record: recordShape,
  amount: moneyShape,
  payee,
  dimensions: z.record(z.string(), z.string()),
  provider: z.string(),
  /** How long an attempt may wait for its end; null: as the settings say. */
  expiresInSeconds: z.number().int().nullable(),
  /** The batch and the line of it that this is; null: it was asked for by itself. */
  batch: z.object({ id: z.string(), line: z.number().int() }).nullable(),
  at,
});
/** `routing` is an event of its own; absent where there was nothing to choose. */
const request = requested.extend({ routing: routingShape.optional() });
export type PayoutRequest = z.output<typeof request>;

export const payoutOutgoing = outgoingEvents('Payout');
export const { Succeeded: PayoutSucceeded, OutcomeConfirmed: PayoutOutcomeConfirmed } = payoutOutgoing;
export const PayoutRequested = defineEvent('PayoutRequested', requested);
/** Why it goes to its provider. Again at its approval, where that provider is in an outage by then: it has not been asked for anything. */
export const PayoutRouted = defineEvent(
  'PayoutRouted',
  routingShape.extend({ id, attempt: z.number().int().positive(), provider: z.string(), at }),
);
/** Money is sent again after a failure: to the same payee at once, to another one when people have approved it. */
export const PayoutReattempted = defineEvent(
  'PayoutReattempted',
  z.object({
    id,
    /** Of the client and its idempotency key: a repeated request is the same attempt. */
    key: z.string(),
    fingerprint: z.string(),
    requestedBy: signerShape,
    /** Who is paid now; null: the same payee. */
    payee: payee.nullable(),
    /** Null: it waits for approval. */
    begins: beginsShape.nullable(),
    at,
  }),
);

export const payoutEvents = [PayoutRequested, PayoutRouted, PayoutReattempted, ...Object.values(payoutOutgoing)];
export type PayoutEvent =
  | EventOf<typeof PayoutRequested>
  | EventOf<typeof PayoutRouted>
  | EventOf<typeof PayoutReattempted>
  | EventOf<(typeof payoutOutgoing)[keyof typeof payoutOutgoing]>;

/** The people who approved a batch, whose approval counts for each line of it. */
const approvals = z.object({ people: z.array(signerShape), needed: z.number().int().positive() });
export type BatchApprovals = z.output<typeof approvals>;

/**
 * A payout takes its record. The claim of a first attempt holds all that the payout needs, so that a claim without its payout can be finished by
 * another request, or by the saga.
 */
export const PayoutRecordClaimed = defineEvent(
  'PayoutRecordClaimed',
  z.object({
    recordKey: z.string(),
    payoutId: z.string(),
    /** Null: the payout is there already, and is attempted again. */
    begins: z.object({ request, approvals: approvals.nullable() }).nullable(),
    at,
  }),
);
export const payoutRecordEvents = [PayoutRecordClaimed];
export type PayoutRecordEvent = EventOf<typeof PayoutRecordClaimed>;
