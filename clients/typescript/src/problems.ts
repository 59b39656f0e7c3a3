import type { components } from './schema.ts';

type Schemas = components['schemas'];
type Documented = { [Name in keyof Schemas]: Name extends `${string}Problem` ? Schemas[Name] : never }[keyof Schemas];
type WithCode<Problem> = Problem extends { code: infer Code extends string }
  ? string extends Code
    ? never
    : Code
  : never;

/** Every code that the gateway gives. A newer gateway may give more. */
export type ProblemCode = WithCode<Documented>;

type MembersOf<Code extends ProblemCode, Problem = Documented> = Problem extends { code: infer Codes }
  ? string extends Codes
    ? never
    : Code extends Codes
      ? Omit<Problem, 'code'> & { readonly code: Code }
      : never
  : never;

/** The problem with this code: `error.is('RECORD_ALREADY_PAID')` gives its `paymentId`. */
export type ProblemOf<Code extends ProblemCode> = MembersOf<Code>;

/** Each problem of the gateway, told apart by `code`. */
export type Problem = { [Code in ProblemCode]: ProblemOf<Code> }[ProblemCode];

/** The gateway has refused the request. Nothing came of it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;
  /** Finds the request in the gateway's log. */
  readonly requestId: string | null;

  constructor(problem: Problem, requestId: string | null) {
    super(`${problem.code}: ${problem.detail}`);
    this.problem = problem;
    this.requestId = requestId;
  }

  get code(): ProblemCode {
    return this.problem.code;
  }

  is<Code extends ProblemCode>(...codes: readonly Code[]): this is Refused & { readonly problem: ProblemOf<Code> } {
    return (codes as readonly string[]).includes(this.problem.code);
  }
}

/**
 * No answer says what came of the request, after all repetitions: it may be on record, and the payer may have been asked. It is no failure.
 * Send the same request with the same `key` later, and never with another key.
 */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
  /** The Idempotency-Key to repeat it with; null: the request has none. */
  readonly key: string | null;

  constructor(isQuestion: boolean, key: string | null, last: string, cause: unknown) {
    const next = isQuestion
      ? 'ask again'
      : key === null
        ? 'look at what it was about before you repeat it'
        : `repeat it with the key ${key}, never with another`;
    super(`The gateway did not say what came of the request (${last}): ${next}`, { cause });
    this.key = key;
  }
}
