import { z } from 'zod';

/** What can move money at a provider. */
const movementKinds = ['payment', 'refund', 'payout'] as const;
export type MovementKind = (typeof movementKinds)[number];

const kind = z.enum(movementKinds);
const id = z.string();
const attempt = z.number().int().positive();

/** One request for money to move at one provider under one reference: an attempt of a payment, a refund or a payout. */
export const movementShape = z.object({ kind, id, attempt });
export type Movement = z.output<typeof movementShape>;

export const keyOf = ({ kind, id, attempt }: Movement): string => `${kind}/${id}/${attempt}`;

/** A movement as reviews show it. The attempt is null where only the provider reference was kept. */
export const reviewedMovementShape = z.object({ kind, id, attempt: attempt.nullable() });

/** The line of a provider's statement that says what became of a movement. Absent where the provider answered, or a person decided. */
export const statementLineShape = z.object({ statementId: z.string(), line: z.number().int().positive() });
export type SaidByStatement = z.output<typeof statementLineShape>;

/**
 * What is known of a movement's submissions beside its status. `SENT_AGAIN`: it is or may be submitted more than once. `NOT_FOUND`: the
 * provider did not know it, so it is submitted again. `NEVER_SENT`: its only submission certainly never left us.
 */
interface Submitted {
  readonly findings: readonly string[];
}

/** It was or may have been submitted more than once, so a refusal of one submission does not settle it. */
export const mayBeSentTwice = ({ findings }: Submitted): boolean =>
  findings.includes('SENT_AGAIN') || findings.includes('NOT_FOUND');

/** The log records that it may have been submitted more than once, and no finding says that it was never sent. */
export const isKnownToRepeat = (submitted: Submitted): boolean =>
  mayBeSentTwice(submitted) && !submitted.findings.includes('NEVER_SENT');
