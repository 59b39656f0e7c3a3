import { Money } from '../../kernel/domain/money.js';
import { endsOf } from './balances.rule.js';
import type { ReadSoFar, StatementNotice } from './statement.events.js';

/** What a person should know of a file as a whole: it may be cut, changed, or of another account. Nothing is refused for it. */
export function noticesOf(
  { currency }: { readonly currency: string },
  { balances, ownAccounts, fees, expectedFees }: ReadSoFar,
  earlier: { readonly closing: bigint | null; readonly ownAccounts: readonly string[] } | null,
): readonly StatementNotice[] {
  const notices: StatementNotice[] = [];
  if (balances.gaps > 0) {
    const named = balances.at.join(', ');
    const more = balances.gaps > balances.at.length ? ` and ${balances.gaps - balances.at.length} more` : '';
    notices.push({
      code: 'BALANCE_GAPS',
      detail: `The balance does not follow from the line before on line ${named}${more}: a line may be missing or changed.`,
    });
  }
  const ends = endsOf(balances);
  const closing = earlier?.closing ?? null;
  if (ends !== null && closing !== null && ends.opening !== closing) {
    const money = (minor: bigint) => Money.ofMinor(minor, currency).toString();
    notices.push({
      code: 'BALANCE_DOES_NOT_CONTINUE',
      detail: `It begins with ${money(ends.opening)}, and the statement before it ended with ${money(closing)}: a statement in between may be missing, or it is of another account.`,
    });
  }
  const isOther =
    earlier !== null &&
    earlier.ownAccounts.length > 0 &&
    ownAccounts.length > 0 &&
    !ownAccounts.some((account) => earlier.ownAccounts.includes(account));
  if (isOther)
    notices.push({
      code: 'ANOTHER_ACCOUNT',
      detail:
        'Our side of its lines is another account than on the statements before: it may be the file of another account.',
    });
  for (const [of, expected] of Object.entries(expectedFees)) {
    const actual = fees[of] ?? '0';
    if (Money.parse(actual, of)!.equals(Money.parse(expected, of)!)) continue;
    notices.push({
      code: 'FEES_DIFFER',
      detail: `The fees add up to ${actual} ${of}, and by the tariff to ${expected} ${of}.`,
    });
  }
  return notices;
}
