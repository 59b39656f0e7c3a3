import type { Expectation } from './expectation.rule.js';
import type { KnownOfLine } from './line-verdict.rule.js';
import type { Reason } from './reasons.rule.js';
import type { Meant } from './statement.events.js';

/** A line is counted once: the same account, id, kind and status again is the same line, in this file or another. */
export function isSameLine({
  seen,
  key,
  byTransactionId,
  byReference,
}: KnownOfLine): { readonly reasons: readonly Reason[]; readonly meant: Meant | null } | null {
  const isMetBy = (one: Expectation | null) => one !== null && one.metBy !== null && one.metBy.key === key;
  const before = byTransactionId.find(isMetBy) ?? (isMetBy(byReference) ? byReference : null);
  if (seen === null && before === null) return null;
  const [sameNumber = null] = byTransactionId;
  const of = before ?? sameNumber ?? byReference;
  const meant = of && { kind: of.kind, id: of.id, paymentId: of.paymentId };
  return { reasons: [seen === 'in this file' ? 'SEEN_IN_THIS_FILE' : 'SEEN_IN_ANOTHER_FILE'], meant };
}
