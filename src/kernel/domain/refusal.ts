export type RefusalKind = 'not-found' | 'conflict' | 'invalid' | 'forbidden';

/** A rule said no. A refusal is expected, tells the caller what to do, and appends no event. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly kind: RefusalKind,
    /** Stable and UPPER_SNAKE: callers branch on it. */
    readonly code: string,
    /** Fields that the HTTP contract names for this code, and nothing personal or secret. */
    readonly detail: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }
}
