import { directionOf, type Found, type KnownOfLine } from './line-verdict.rule.js';
import { isOfMovements, type LineOfMoney } from './without-movement.rule.js';

/** Our own id, which we gave the provider as the external id. A line of another direction is not the movement itself: it may be taken back. */
export function meantByReference(line: LineOfMoney, { byReference }: Pick<KnownOfLine, 'byReference'>): Found | null {
  if (byReference === null || !isOfMovements(line)) return null;
  if (line.direction !== null && line.direction !== directionOf(byReference.kind)) return null;
  return { expectation: byReference, rule: 'our-reference', reason: 'SAME_REFERENCE', confidence: 0.99 };
}
