import { suggestByAmountAndNumber } from './by-amount-and-number.rule.js';
import { meantByReference } from './by-our-reference.rule.js';
import { meantByTransactionId } from './by-transaction-id.rule.js';
import { compareWithMovement } from './compare-with-movement.rule.js';
import type { Found, KnownOfLine, Verdict } from './line-verdict.rule.js';
import type { StatementLine } from './reading/statement-line.js';
import { isSameLine } from './same-line.rule.js';
import { takenBack } from './taken-back.rule.js';
import { withoutMovement, type LineOfMoney } from './without-movement.rule.js';

/**
 * Judges one line. The rules are asked in this order, and the first that knows the line decides: it was met before; it has the provider's id of what we
 * know; it has our reference. A line that nothing knows is shown with whatever has its amount and number, for a person to accept.
 */
export function matchLine(line: StatementLine, known: KnownOfLine): Verdict {
  const same = isSameLine(known);
  if (same !== null) return { ...nothingMeant, ...same, outcome: 'duplicate-line', rule: 'same-line', confidence: 1 };
  if (known.isOfBank) return { ...nothingMeant, outcome: 'other-movement', reasons: ['A_MOVE_OF_THE_BANK'] };
  const found = movementMeant(line, known);
  if (found !== null) return compareWithMovement(line, found, known);
  const taken = takenBack(line, known);
  if (taken !== null) return { ...nothingMeant, ...taken };
  return { ...nothingMeant, ...withoutMovement(line), suggestion: suggestByAmountAndNumber(line, known) };
}

/** What of ours a line is about: by the provider's id, else by our reference. */
export const movementMeant = (
  line: LineOfMoney,
  known: Pick<KnownOfLine, 'byTransactionId' | 'byReference'>,
): Found | null => meantByTransactionId(line, known) ?? meantByReference(line, known);

const nothingMeant = {
  meant: null,
  meets: false,
  speaks: false,
  rule: null,
  reasons: [],
  confidence: 0,
  suggestion: null,
} as const;
