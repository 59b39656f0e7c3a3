import { IsString, Matches } from 'class-validator';
import { emailForm, isEmail, notAnEmail } from '../kernel/domain/email.js';
import { InvalidInput } from '../kernel/domain/invalid-input.js';
import { minorDigits, Money, tooManyDecimals } from '../kernel/domain/money.js';
import { msisdnForms, notAMsisdn, parseMsisdn } from '../kernel/domain/msisdn.js';
import { Must } from './texts.js';

/** Decimal text in major units. How many decimals it may have is known with the currency: `positiveMoney`. */
export const IsAmount =
  (example = '5000') =>
  (target: object, property: string): void => {
    const schema = { pattern: '^(0|[1-9]\\d{0,14})(\\.\\d{1,14})?$', maxLength: 16 };
    const isShort = (value: unknown) => typeof value !== 'string' || value.replace(/\D/g, '').length <= 15;
    const message = `must be decimal text without sign or exponent, such as "${example}"`;
    Must(isShort, 'must have at most 15 digits', schema)(target, property);
    Matches(/^(0|[1-9]\d*)(\.\d+)?$/, { message })(target, property);
    IsString()(target, property);
  };

export const IsCurrency = () =>
  Must((value) => typeof value === 'string' && minorDigits(value) !== null, 'must be a currency code of ISO 4217', {
    type: 'string',
    pattern: '^[A-Z]{3}$',
  });

export const IsPhoneNumber = () =>
  Must((value) => typeof value === 'string' && parseMsisdn(value) !== null, notAMsisdn, {
    type: 'string',
    pattern: msisdnForms.source,
  });

export const IsEmailAddress = () => Must(isEmail, notAnEmail, { type: 'string', maxLength: 254, pattern: emailForm });

/** The money of two fields that are `IsAmount` and `IsCurrency`. Throws `InvalidInput` for the field `amount`. */
export function positiveMoney({ amount, currency }: { readonly amount: string; readonly currency: string }): Money {
  const money = Money.parse(amount, currency);
  if (money?.isPositive) return money;
  const message = money === null ? tooManyDecimals(currency) : 'must be more than zero';
  throw new InvalidInput([{ field: 'amount', message }]);
}
