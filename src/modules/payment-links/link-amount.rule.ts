import { minorDigits, Money } from '../../kernel/domain/money.js';

/** What is wrong with an amount that a payer has named. */
export type AmountFault = 'missing' | 'not-digits' | 'too-little' | 'too-much';

export interface AmountBounds {
  readonly currency: string;
  readonly least: Money;
  readonly most: Money;
}

/**
 * Reads an amount as a payer types it: digits, and decimals only where the currency has them. Blanks between groups of digits are passed over; a comma
 * or a point before three digits may mean thousands or decimals, so it is not guessed, and the payer is asked for digits.
 */
export function readAmount(typed: string, { currency, least, most }: AmountBounds): Money | AmountFault {
  const text = typed.replaceAll(/[\s\u00a0\u202f]/g, '');
  if (text === '') return 'missing';
  const digits = minorDigits(currency)!;
  const form = digits === 0 ? /^\d+$/ : new RegExp(`^\\d+(?:\\.\\d{1,${digits}})?$`);
  if (!form.test(text)) return 'not-digits';
  // Beyond any bound, and nothing that a number should be made of.
  if (text.length > 40) return 'too-much';
  const amount = Money.parse(text.replace(/^0+(?=\d)/, ''), currency);
  if (amount === null) return 'not-digits';
  if (least.exceeds(amount)) return 'too-little';
  return amount.exceeds(most) ? 'too-much' : amount;
}
