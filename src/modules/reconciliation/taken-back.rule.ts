import type { KnownOfLine, Verdict } from './line-verdict.rule.js';
import type { LineOfMoney } from './without-movement.rule.js';

/** A reversal that bears the number or the reference of a movement of ours. It may be a refund of ours or not: a person decides. */
export function takenBack(
  line: LineOfMoney,
  { byTransactionId, byReference }: KnownOfLine,
): Pick<Verdict, 'outcome' | 'meant' | 'rule' | 'reasons' | 'confidence'> | null {
  const [sameNumber] = byTransactionId;
  const expectation = sameNumber ?? byReference;
  if (line.kind !== 'reversal' || line.status !== 'successful' || expectation === null) return null;
  const { kind, id, paymentId } = expectation;
  return {
    outcome: 'status-mismatch',
    meant: { kind, id, paymentId },
    rule: sameNumber === undefined ? 'our-reference' : 'transaction-id',
    reasons: [sameNumber === undefined ? 'SAME_REFERENCE' : 'SAME_TRANSACTION_ID', 'TAKEN_BACK', 'A_PERSON_DECIDES'],
    confidence: 0.9,
  };
}
