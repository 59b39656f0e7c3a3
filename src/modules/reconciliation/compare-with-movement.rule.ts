import type { Found, KnownAttempt, KnownOfLine, Verdict } from './line-verdict.rule.js';
import type { LineOfMoney } from './without-movement.rule.js';
import type { Reason } from './reasons.rule.js';
import type { ItemOutcome } from './statement.events.js';

/**
 * Holds a line against the movement that it means. Where both say the same, it is matched. A success that we do not know of settles the movement, or
 * contradicts it, by the movement's own rules (`speaks`). No line, and no absence of one, makes a movement fail.
 */
export function compareWithMovement(line: LineOfMoney, found: Found, known: KnownOfLine): Verdict {
  const { expectation, rule, reason, confidence } = found;
  const { kind, id, paymentId, state, metBy } = expectation;
  const isAnother = known.subject !== null && expectation.subject !== null && known.subject !== expectation.subject;
  const verdict = (
    outcome: ItemOutcome,
    reasons: readonly Reason[],
    more: Partial<Pick<Verdict, 'meets' | 'speaks'>> = {},
  ): Verdict => ({
    outcome,
    meant: { kind, id, paymentId },
    meets: more.meets ?? false,
    speaks: more.speaks ?? false,
    rule,
    reasons: isAnother ? [reason, ...reasons, 'ANOTHER_NUMBER'] : [reason, ...reasons],
    confidence: outcome === 'matched' ? confidence : Math.min(confidence, 0.9),
    suggestion: null,
  });

  if (line.status === 'pending')
    return verdict(state === 'asked' ? 'other-movement' : 'status-mismatch', ['NOT_FINAL_AT_PROVIDER']);
  // It may be a word for successful or for failed.
  if (line.status === 'unknown') return verdict('status-mismatch', ['OTHER_STATUS', 'A_PERSON_DECIDES']);

  const money = compareMoney(line, expectation.amount);
  if (line.status === 'failed') {
    const attempts = known.attemptsOf(id) ?? [];
    // Attempts of one payment share our reference: this one may have failed before another succeeded.
    if (attempts.some((attempt) => attempt.state === 'ended')) return verdict('matched', ['FAILED_ON_BOTH_SIDES']);
    if (attempts.some((attempt) => attempt.state === 'successful'))
      return verdict('status-mismatch', ['FAILED_AT_PROVIDER'], { speaks: attempts.length === 1 });
    return verdict('status-mismatch', ['FAILED_AT_PROVIDER', 'A_PERSON_DECIDES']);
  }

  // A second line for one movement would count its money twice.
  if (metBy !== null || known.metHere.has(id)) return verdict('missing-internally', ['SECOND_LINE_OF_ONE']);
  if (state !== 'asked') {
    if (money === null) return verdict('matched', ['SAME_AMOUNT', 'SUCCESSFUL_ON_BOTH_SIDES'], { meets: true });
    return verdict(money.outcome, [money.reason], { meets: true });
  }
  return successUnknownHere(known.attemptsOf(id) ?? [], money, isAnother, verdict);
}

/** The provider lists a success of what is open, in doubt or over without money here. */
function successUnknownHere(
  attempts: readonly KnownAttempt[],
  money: ReturnType<typeof compareMoney>,
  isAnotherNumber: boolean,
  verdict: (
    outcome: ItemOutcome,
    reasons: readonly Reason[],
    more?: Partial<Pick<Verdict, 'meets' | 'speaks'>>,
  ) => Verdict,
): Verdict {
  const [attempt, ...others] = attempts;
  // Which of several attempts it is, the line does not say.
  if (attempt === undefined || others.length > 0)
    return verdict('status-mismatch', ['SUCCESSFUL_AT_PROVIDER', 'SEVERAL_ATTEMPTS', 'A_PERSON_DECIDES'], {
      meets: true,
    });
  const speaking = { meets: true, speaks: true } as const;
  if (money !== null) return verdict(money.outcome, [money.reason, 'SUCCESSFUL_AT_PROVIDER'], speaking);
  // The movement's own rules take it as doubt: money was perhaps taken, and from somebody else.
  if (isAnotherNumber && attempt.state !== 'successful')
    return verdict('status-mismatch', ['SUCCESSFUL_AT_PROVIDER'], speaking);
  switch (attempt.state) {
    case 'open':
    case 'uncertain':
      return verdict('matched', ['SAME_AMOUNT', 'SETTLED_BY_THIS_LINE'], speaking);
    case 'ended':
      return verdict('status-mismatch', ['SUCCESSFUL_AT_PROVIDER', 'OVER_WITHOUT_MONEY_HERE'], speaking);
    // It succeeded a moment ago.
    case 'successful':
      return verdict('matched', ['SAME_AMOUNT', 'SUCCESSFUL_ON_BOTH_SIDES'], { meets: true });
  }
}

function compareMoney(
  { amount }: LineOfMoney,
  expected: { readonly amount: string; readonly currency: string },
): { readonly outcome: ItemOutcome; readonly reason: Reason } | null {
  if (amount.currency !== expected.currency) return { outcome: 'currency-mismatch', reason: 'ANOTHER_CURRENCY' };
  return amount.amount === expected.amount ? null : { outcome: 'amount-mismatch', reason: 'ANOTHER_AMOUNT' };
}
