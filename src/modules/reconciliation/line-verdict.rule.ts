import type { MovementKind } from '../../kernel/domain/movement.js';
import type { Expectation } from './expectation.rule.js';
import type { Reason } from './reasons.rule.js';
import type { ItemOutcome, Meant, Suggestion } from './statement.events.js';

/** What is known of a line before it is judged. */
export interface KnownOfLine {
  /** By the provider and the line's id. */
  readonly byTransactionId: readonly Expectation[];
  /** By the line's external id, where it is an id of ours. */
  readonly byReference: Expectation | null;
  /** The attempts of each of these that is not successful as far as its expectation knows, as the log has them. */
  readonly attemptsOf: (id: string) => readonly KnownAttempt[] | null;
  /** By amount and number. */
  readonly alike: readonly Expectation[];
  readonly key: string;
  /** Of the person whose number is on the line. */
  readonly subject: string | null;
  /** It is a bank's statement. */
  readonly isOfBank: boolean;
  /** Where the same line was met before. */
  readonly seen: 'in this file' | 'in another file' | null;
  /** The movements that earlier lines of this file have met. */
  readonly metHere: { has(id: string): boolean };
}

export interface KnownAttempt {
  readonly number: number;
  readonly state: 'open' | 'uncertain' | 'successful' | 'ended';
}

/** What a line comes to, and why. */
export interface Verdict {
  readonly outcome: ItemOutcome;
  readonly meant: Meant | null;
  readonly meets: boolean;
  readonly speaks: boolean;
  readonly rule: RuleName | null;
  readonly reasons: readonly Reason[];
  readonly confidence: number;
  readonly suggestion: Suggestion | null;
}

export type RuleName = 'same-line' | 'transaction-id' | 'our-reference' | 'amount-and-number';

/** What a rule has found: it means this movement. */
export interface Found {
  readonly expectation: Expectation;
  readonly rule: RuleName;
  readonly reason: Reason;
  readonly confidence: number;
}

/** Money of this kind comes in, or goes out. */
export const directionOf = (kind: MovementKind): 'in' | 'out' => (kind === 'payment' ? 'in' : 'out');
