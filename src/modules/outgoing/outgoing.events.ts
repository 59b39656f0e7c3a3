import { z } from 'zod';
import { signerShape } from '../../kernel/domain/approvals.js';
import {
  defineEvent,
  instantShape,
  moneyShape,
  type DomainEvent,
  type EventDefinition,
} from '../../kernel/domain/events.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import { statementLineShape } from '../../kernel/domain/movement.js';
import { sealedShape } from '../../kernel/domain/sealed.js';
import { failureCodes, type Exchange } from '../providers/contract.js';

/** The id of the refund or payout. */
const id = z.string();
const attempt = z.number().int().positive();
const at = instantShape;
/** The raw call and answer; null when a person or our own clock is the source. */
const answer = sealedShape<Exchange>().nullable();
const providerTransactionId = z.string().nullable().default(null);
/** The review in which a person decided it; null where the provider answered it. */
const reviewId = z.string().nullable().default(null);
/** Null where no person decided. */
const grounds = sealedShape<Grounds>().nullable().default(null);
/** The line of a statement that says it; absent where the provider answered or a person decided. */
const statement = statementLineShape.optional();
/** Another amount than was asked for; null: as asked, or not known. */
const paid = moneyShape.nullable().default(null);
const failure = z.object({ code: z.enum(failureCodes), providerCode: z.string().nullable() });

/** An attempt as it begins. Its reference is on record before the provider is called. */
export const beginsShape = z.object({
  attempt,
  provider: z.string(),
  /** A UUID v4. */
  providerReference: z.string(),
  /** What the provider is asked for: its status is asked for under the same name, whatever the settings say by then. */
  operation: z.enum(['transfer', 'deposit', 'refund']),
  /** After this time it is not submitted, and it becomes uncertain. */
  expiresAt: at,
});
export type Begins = z.output<typeof beginsShape>;

/** What a status check found without a decision; as for payments. */
export const outgoingFindings = ['NOT_FOUND', 'UNKNOWN_ANSWER', 'FAILURE_NAMES_ANOTHER', 'PENDING'] as const;
export type OutgoingFinding = (typeof outgoingFindings)[number];

export const outgoingDoubts = ['NO_FINAL_ANSWER', 'AMOUNT_DISAGREES'] as const;
export type OutgoingDoubt = (typeof outgoingDoubts)[number];

/**
 * What happens to money that we send, whether it is a refund or a payout. Each kind has these events under its own name: `RefundApproved`,
 * `PayoutApproved`. How a kind begins, and what happens to it alone, it defines itself.
 */
const shapes = {
  /** One person approved it. `isEnough`: it is approved now, and `begins` says how it is paid; null: a person pays it by hand. */
  Approved: z.object({
    id,
    approvedBy: signerShape,
    /** How many different people had to approve it. */
    needed: z.number().int().positive(),
    isEnough: z.boolean(),
    begins: beginsShape.nullable(),
    at,
  }),
  Rejected: z.object({ id, rejectedBy: signerShape, reason: sealedShape<string>(), at }),
  /** The provider acknowledged it. */
  Submitted: z.object({ id, attempt, answer, at }),
  Succeeded: z.object({ id, attempt, providerTransactionId, paid, reviewId, grounds, statement, answer, at }),
  /** Also where the provider says EXPIRED: no money moved. `decision`: a person decided it. */
  Failed: z.object({
    id,
    attempt,
    failure,
    decision: z.enum(['not-paid']).nullable().default(null),
    reviewId,
    grounds,
    answer,
    at,
  }),
  BecameUncertain: z.object({
    id,
    attempt,
    reason: z.enum(outgoingDoubts),
    paid,
    providerTransactionId,
    statement,
    answer,
    at,
  }),
  StatusChecked: z.object({ id, attempt, taught: z.enum(outgoingFindings), answer, at }),
  /** Kept once for each kind of answer. */
  InconclusiveAnswerReceived: z.object({
    id,
    attempt,
    operation: z.enum(['submission', 'status-check']),
    kind: z.string(),
    answer,
    at,
  }),
  /** It is about to be submitted once more, or perhaps once more, under the same reference. On record before the request leaves. */
  SubmissionRepeated: z.object({ id, attempt, at }),
  /** The first submission certainly never left us. */
  SubmissionNotSent: z.object({ id, attempt, answer, at }),
  /** The provider contradicts a final or doubtful status. Nothing moves; a review is opened. */
  OutcomeContradicted: z.object({
    id,
    attempt,
    was: z.enum(['uncertain', 'successful', 'failed']),
    says: z.enum(['pending', 'successful', 'failed']),
    /** It is a success with another amount, payee or movement than was asked for. */
    differs: z.boolean(),
    paid,
    providerTransactionId,
    statement,
    answer,
    at,
  }),
  /** The provider confirms a person's decision, or gives the transaction id of a success. */
  OutcomeConfirmed: z.object({ id, attempt, providerTransactionId, statement, answer, at }),
  /** A person decided a contradiction so that it stays as it is. The doubt is over. */
  ContradictionDecided: z.object({
    id,
    attempt,
    decision: z.enum(['paid', 'not-paid']),
    /** What the person says was paid; null: what the provider said. */
    paid,
    providerTransactionId,
    reviewId: z.string(),
    grounds,
    at,
  }),
} as const;

type Shapes = typeof shapes;
export type OutgoingName = keyof Shapes;
type DataOf<Name extends OutgoingName> = z.output<Shapes[Name]>;

/** Any of the common events of a kind. */
export type OutgoingEvent<Kind extends string = string> = {
  [Name in OutgoingName]: DomainEvent<`${Kind}${Name}`, DataOf<Name>>;
}[OutgoingName];

/** The definitions of a kind's common events, by their names without the kind. */
export type OutgoingEvents<Kind extends string> = {
  readonly [Name in OutgoingName]: EventDefinition<`${Kind}${Name}`, DataOf<Name>, z.input<Shapes[Name]>>;
};

/** As `OutgoingEvents`, for code that does not ask which kind it is. */
export type OutgoingMakers = {
  readonly [Name in OutgoingName]: (data: z.input<Shapes[Name]>) => OutgoingEvent;
};

/** Defines the common events of one kind. Stored names are for ever: the kind is `Refund` or `Payout`, and never changes. */
export const outgoingEvents = <const Kind extends string>(kind: Kind): OutgoingEvents<Kind> =>
  Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, defineEvent(`${kind}${name}`, shape)]),
  ) as unknown as OutgoingEvents<Kind>;

/** An event of any kind by its name without the kind; null: it is none of the common events of that kind. */
export function plainly(kind: string, event: DomainEvent): PlainEvent | null {
  const name = event.type.slice(kind.length);
  return event.type.startsWith(kind) && Object.hasOwn(shapes, name) ? ({ name, data: event.data } as PlainEvent) : null;
}
export type PlainEvent = {
  [Name in OutgoingName]: { readonly name: Name; readonly data: DataOf<Name> };
}[OutgoingName];
