import { minorDigits, Money } from '../../kernel/domain/money.js';

/** What is wrong with an amount that a person has typed. */
export type TypedAmountFault = 'digits' | 'decimals' | 'zero' | 'more';

/**
 * Reads an amount as a person types it into a form that moves money: the digits 0 to 9, and a point where the currency has decimals. Whatever else
 * may mean two things (a comma, a blank, an exponent) is not guessed. `most`: more cannot be meant; null: there is no bound.
 */
export function typedAmount(text: string, currency: string, most: Money | null): Money | TypedAmountFault {
  if (!/^[0-9]+(\.[0-9]+)?$/.test(text)) return 'digits';
  const amount = Money.parse(text.replace(/^0+(?=[0-9])/, ''), currency);
  if (amount === null) return (text.split('.')[1] ?? '').length > (minorDigits(currency) ?? 0) ? 'decimals' : 'digits';
  if (!amount.isPositive) return 'zero';
  return most !== null && amount.exceeds(most) ? 'more' : amount;
}
