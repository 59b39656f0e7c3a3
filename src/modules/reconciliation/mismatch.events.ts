import { z } from 'zod';
import { signerShape } from '../../kernel/domain/approvals.js';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';
import { sealedShape } from '../../kernel/domain/sealed.js';

export const resolutions = ['accepted', 'adjusted', 'wrong-line', 'waiting', 'written-off'] as const;
export type Resolution = (typeof resolutions)[number];

const itemId = z.string();
const at = instantShape;
/** Sealed under the key of what the item is about, since people write names and numbers. */
const note = sealedShape<string>();

const resolved = z.object({
  itemId,
  resolution: z.enum(resolutions),
  note,
  /** Of `adjusted`: the approved adjustment of the ledger. */
  adjustmentId: z.string().nullable(),
  resolvedBy: signerShape,
  /** Of `written-off`: the other person. */
  approvedBy: signerShape.nullable(),
  at,
});

export const MismatchAssigned = defineEvent('MismatchAssigned', z.object({ itemId, assignee: z.string(), at }));
export const MismatchNoted = defineEvent('MismatchNoted', z.object({ itemId, note, notedBy: signerShape, at }));
export const MismatchResolved = defineEvent('MismatchResolved', resolved);
/** Somebody asks that it be written off: another person has to approve it. */
export const WriteOffRequested = defineEvent(
  'WriteOffRequested',
  z.object({ itemId, note, requestedBy: signerShape, at }),
);
export const WriteOffRejected = defineEvent(
  'WriteOffRejected',
  z.object({ itemId, rejectedBy: signerShape, reason: note, at }),
);
export const MismatchReopened = defineEvent(
  'MismatchReopened',
  z.object({ itemId, reason: note, reopenedBy: signerShape, at }),
);
/** A person says that the line is this movement. */
export const SuggestionAccepted = defineEvent(
  'SuggestionAccepted',
  z.object({
    itemId,
    statementId: z.string(),
    run: z.number().int(),
    line: z.number().int(),
    key: z.string().nullable(),
    kind: z.enum(['payment', 'refund', 'payout']),
    id: z.string(),
    paymentId: z.string().nullable(),
    acceptedBy: signerShape,
    at,
  }),
);

/** A movement is accepted as one line alone. This comes before the line's own `SuggestionAccepted`, so that two of them never count it. */
export const AcceptanceClaimed = defineEvent('AcceptanceClaimed', z.object({ movementId: z.string(), itemId, at }));
export const acceptanceEvents = [AcceptanceClaimed];
export type AcceptanceEvent = EventOf<(typeof acceptanceEvents)[number]>;

export const mismatchEvents = [
  MismatchAssigned,
  MismatchNoted,
  MismatchResolved,
  WriteOffRequested,
  WriteOffRejected,
  MismatchReopened,
  SuggestionAccepted,
];
export type MismatchEvent = EventOf<(typeof mismatchEvents)[number]>;
