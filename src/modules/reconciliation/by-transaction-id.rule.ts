import type { Expectation } from './expectation.rule.js';
import { directionOf, type Found, type KnownOfLine } from './line-verdict.rule.js';
import { isOfMovements, type LineOfMoney } from './without-movement.rule.js';

/** The provider's own number, which it gave us with its answer: the surest sign. The fee of a payment may stand under the same number, and is none. */
export function meantByTransactionId(
  line: LineOfMoney,
  { byTransactionId }: Pick<KnownOfLine, 'byTransactionId'>,
): Found | null {
  if (!isOfMovements(line)) return null;
  let expectation: Expectation | null = null;
  for (const one of byTransactionId) {
    if (line.direction !== null && line.direction !== directionOf(one.kind)) continue;
    // Two of ours under one number of the provider: nobody can say which of them the line is.
    if (expectation !== null) return null;
    expectation = one;
  }
  return expectation && { expectation, rule: 'transaction-id', reason: 'SAME_TRANSACTION_ID', confidence: 1 };
}
