import type { Environment } from './environments.js';

/** What a field of a request has to look like: null, or what is wrong with it in words for a developer. */
export type Check = (value: unknown) => string | null;

interface Field {
  check: Check;
  required: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

export function required(check: Check): Field {
  return { check, required: true };
}

export function optional(check: Check): Field {
  return { check, required: false };
}

/** The fields that are known, or the first complaint. Unknown ones are left out: some clients send more than MTN asks. */
export function readFields(fields: Fields, body: unknown): { asked: Asked } | { wrong: string } {
  if (!isObject(body)) return { wrong: 'the body must be a JSON object' };
  const asked: Asked = {};
  for (const name in fields) {
    const field = fields[name]!;
    const value = body[name];
    if (value === undefined) {
      if (field.required) return { wrong: `${name} is missing` };
      continue;
    }
    const wrong = field.check(value);
    if (wrong) return { wrong: `${name} ${wrong}` };
    asked[name] = value;
  }
  return { asked };
}

export type Asked = Record<string, unknown>;

export const text: Check = (value) =>
  typeof value !== 'string'
    ? 'must be a string'
    : value === ''
      ? 'must not be empty'
      : value.length > 255
        ? 'is longer than 255'
        : null;

/** MTN says 160 in one place and 128 in a newer one, and that an apostrophe is a 400; the strictest reading is the safe one. */
export const note: Check = (value) =>
  (typeof value === 'string' && value.length > 128 ? 'is longer than 128' : text(value)) ??
  (plainText.test(value as string) ? null : 'has a character that MTN refuses');

const plainText = /^[A-Za-z0-9 .,:;/_#()+-]*$/;

export const amount: Check = (value) =>
  typeof value !== 'string'
    ? 'must be a string'
    : !/^\d{1,12}(\.\d{1,9})?$/.test(value)
      ? 'must be a decimal number of at most 12 digits'
      : /[1-9]/.test(value)
        ? null
        : 'must be more than zero';

export const currency: Check = (value) =>
  typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? null : 'must be three capital letters';

export const wholeNumber: Check = (value) =>
  /^\d{1,9}$/.test(String(value)) && (typeof value === 'string' || typeof value === 'number')
    ? null
    : 'must be a whole number';

export const flag: Check = (value) =>
  typeof value === 'boolean' || value === 'true' || value === 'false' ? null : 'must be true or false';

export const party: Check = (value) => {
  if (!isObject(value)) return 'must be an object';
  const type = typeof value.partyIdType === 'string' ? value.partyIdType.toUpperCase() : '';
  if (!partyTypes.has(type)) return 'has no partyIdType that MTN knows';
  const wrong = text(value.partyId);
  if (wrong) return `has a partyId that ${wrong}`;
  const id = value.partyId as string;
  if (type === 'PARTY_CODE' && !uuid.test(id)) return 'has a partyId that is not a UUID';
  return null;
};

const partyTypes = new Set(['MSISDN', 'EMAIL', 'PARTY_CODE', 'ALIAS', 'ID']);

export const money: Check = (value) =>
  !isObject(value)
    ? 'must be an object'
    : ((amount(value.amount) ?? currency(value.currency)) && 'must hold an amount and a currency') || null;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const uuidVersion4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

export function isUuidVersion4(value: string | undefined): value is string {
  return value !== undefined && uuidVersion4.test(value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As MTN echoes it: `12.50` comes back as `12.5`. */
export function normalised(amountText: string): string {
  const [whole = '0', decimals = ''] = amountText.split('.');
  const units = whole.replace(/^0+(?=\d)/, '');
  const rest = decimals.replace(/0+$/, '');
  return rest === '' ? units : `${units}.${rest}`;
}

/** In minor units, or null where the text has decimals that the currency does not; `1500.00` is as wrong in RWF as `1500.50`. */
export function minorUnits(amountText: string, { minorDigits }: Environment): number | null {
  const [whole = '0', decimals = ''] = amountText.split('.');
  return decimals.length > minorDigits ? null : Number(whole + decimals.padEnd(minorDigits, '0'));
}

export function majorUnits(minor: number, { minorDigits }: Environment): string {
  if (minorDigits === 0) return String(minor);
  const digits = String(Math.abs(minor)).padStart(minorDigits + 1, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -minorDigits)}.${digits.slice(-minorDigits)}`;
}
