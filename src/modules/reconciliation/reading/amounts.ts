import { minorDigits, Money } from '../../../kernel/domain/money.js';

/** A cell of money: with its sign. `reason` repeats nothing of the cell. */
export type AmountRead = Money | { readonly reason: string };

const usual = /^-?\d{1,13}(?:\.\d{1,2})?$/;
const written =
  /^(?<open>\()?(?:(?<before>[A-Za-z]{2,4})\s*\.?\s*)?(?<sign>[-+\u2212])?\s*(?:(?<between>[A-Za-z]{3})\s*)?(?<number>\d[\d.,'\u2019\s\u00a0\u202f]*?)\s*(?<after>[A-Za-z]{2,4})?\s*(?<behind>[-+\u2212])?(?<close>\))?$/;
const spellings = new Map([
  ['FRW', 'RWF'],
  ['RWFS', 'RWF'],
  ['RF', 'RWF'],
]);

/** Reads an amount as exports write it: `5000`, `5,000.00`, `5 000`, `-125`, `(125)`, `RWF 5,000`. */
export function readAmount(text: string, currency: string): AmountRead {
  const digits = minorDigits(currency);
  if (digits === null) return { reason: 'stands beside a currency that ISO 4217 does not know' };
  const common = commonAmount(text, digits);
  if (common !== null) return Money.ofMinor(common, currency);
  const cell = text.trim();
  if (/^[-+]?\d(?:[.,]\d+)?e[-+]?\d+$/i.test(cell))
    return {
      reason:
        'is in the short form of a spreadsheet, which has lost digits: format the column as a number and export it again',
    };
  const parts = written.exec(cell)?.groups;
  if (parts === undefined) return { reason: 'is not an amount' };
  const { open, before, sign, between, number, after, behind, close } = parts;
  if ((open === undefined) !== (close === undefined)) return { reason: 'is not an amount' };
  for (const code of [before, between, after]) {
    if (code === undefined || code.toUpperCase() === 'CR' || code.toUpperCase() === 'DR') continue;
    const named = spellings.get(code.toUpperCase()) ?? code.toUpperCase();
    if (named !== currency) return { reason: `is in another currency than the ${currency} that is expected here` };
  }
  const plain = plainNumber(number!, digits);
  if (typeof plain !== 'string') return plain;
  if (plain.replace('.', '').length > 15) return { reason: 'has more than 15 digits' };
  const money = Money.parse(withoutZeros(plain, digits), currency);
  if (money === null) return { reason: `has more decimals than ${currency} has` };
  const signs =
    [open, sign, behind].filter((each) => each !== undefined && each !== '+').length +
    (after?.toUpperCase() === 'DR' ? 1 : 0);
  if (signs > 1) return { reason: 'has more than one sign' };
  return signs === 1 ? Money.zero(currency).minus(money) : money;
}

/** Minor units of what nearly every cell looks like, `5000` or `5000.00`; null: it has to be looked at more closely. */
function commonAmount(text: string, digits: number): bigint | null {
  if (!usual.test(text)) return null;
  const point = text.indexOf('.');
  const whole = point === -1 ? text : text.slice(0, point);
  if (digits === 0 && point === -1) return BigInt(whole);
  const decimals = point === -1 ? '' : text.slice(point + 1);
  if (decimals.length > digits && !/^0*$/.test(decimals.slice(digits))) return null;
  return BigInt(`${whole}${decimals.slice(0, digits).padEnd(digits, '0')}`);
}

/** The currency that a cell names beside its amount: `RWF 5,000`, `5000 Frw`. */
export function currencyIn(text: string): string | null {
  const code = /(?:^|[\d\s])([A-Za-z]{2,4})(?:[\s\d.]|$)/.exec(text.trim())?.[1]?.toUpperCase();
  if (code === undefined) return null;
  const named = spellings.get(code) ?? code;
  return minorDigits(named) === null ? null : named;
}

/** No thousands begin with a zero: `0,500` is half of one in half of the world, and nowhere five hundred. */
const groups = (number: string, separator: string): boolean => {
  const [first, ...others] = number.split(separator);
  const isFirst = others.length === 0 ? /^\d{1,3}$/ : /^[1-9]\d{0,2}$/;
  return isFirst.test(first!) && others.every((group) => /^\d{3}$/.test(group));
};

/** Digits with at most one point. */
function plainNumber(number: string, digits: number): string | { readonly reason: string } {
  let text = number;
  const blank = /['\u2019\s\u00a0\u202f]/.exec(text)?.[0];
  if (blank !== undefined) {
    const [whole, ...decimals] = text.split(/[.,]/);
    if (decimals.length > 1 || !groups(whole!, blank)) return wrongGroups;
    text = text.replaceAll(blank, '');
    return text.replace(',', '.');
  }
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma === -1 && point === -1) return text;
  if (comma !== -1 && point !== -1) {
    const [thousands, decimal] = comma < point ? [',', '.'] : ['.', ','];
    const [whole, ...decimals] = text.split(decimal);
    if (decimals.length !== 1 || !groups(whole!, thousands)) return wrongGroups;
    return `${whole!.replaceAll(thousands, '')}.${decimals[0]}`;
  }
  const separator = comma === -1 ? '.' : ',';
  const parts = text.split(separator);
  if (parts.length > 2) return groups(text, separator) ? parts.join('') : wrongGroups;
  const behind = parts[1]!;
  if (behind.length !== 3) return `${parts[0]}.${behind}`;
  if (digits === 3) return { reason: 'has one separator before three digits, which may be thousands or decimals' };
  // 25,000 is twenty-five thousand. 25.000 is that as well in one half of the world, and twenty-five in the other.
  if (separator === ',' && groups(text, ',')) return parts.join('');
  return {
    reason: 'has one separator before three digits, which may be thousands or decimals: export it without separators',
  };
}

const wrongGroups = { reason: 'has separators that do not stand before every three digits' };

/** `5000.00` RWF is 5000: what a currency has no digits for may be written as zeros. */
function withoutZeros(text: string, digits: number): string {
  const [whole, decimals = ''] = text.split('.') as [string, string?];
  const first = whole.replace(/^0+(?=\d)/, '');
  const kept = /^0*$/.test(decimals.slice(digits)) ? decimals.slice(0, digits) : decimals;
  return kept === '' ? first : `${first}.${kept}`;
}
