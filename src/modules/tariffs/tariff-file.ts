import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { minorDigits, Money } from '../../kernel/domain/money.js';
import { readPercent, roundings, type Band, type Tariff, type Tariffs } from './tariff.rule.js';

const amount = z.string().regex(/^(0|[1-9]\d{0,14})(\.\d{1,3})?$/, 'must be an amount in quotes, such as "4000"');
const day = z
  .string()
  .refine((text) => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text), 'must be a day, such as "2026-01-31"');
const line = z.string().trim().min(1).max(500);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be small letters, digits and dashes');
const band = z.strictObject({
  from: amount,
  to: amount.nullable(),
  percent: z.string().refine((text) => readPercent(text) !== null, 'must be a percentage in quotes, such as "0.5"'),
  fixed: amount,
  min: amount.nullable(),
  max: amount.nullable(),
});
const record = z.strictObject({
  provider: name,
  product: name,
  currency: z.string().refine((text) => minorDigits(text) !== null, 'must be a currency of ISO 4217'),
  validFrom: day,
  validTo: day.nullable(),
  bands: z.array(band).min(1, 'must hold one band at least').max(100),
  rounding: z.enum(roundings),
  bearer: z.enum(['merchant', 'payer']),
  confirmed: z.boolean(),
  source: line,
  doubts: z.array(line).max(20),
});
type Record = z.output<typeof record>;

let shipped: Tariffs | undefined;
/** What is known without any setting. */
export const shippedTariffs = (): Tariffs =>
  (shipped ??= readTariffs(readFileSync(new URL('./tariffs.json', import.meta.url), 'utf8')) as Tariffs);

/** The tariffs of a file, or one sentence for each mistake in it. */
export function readTariffs(text: string): Tariffs | { readonly mistakes: readonly string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { mistakes: ['the file is not JSON'] };
  }
  const read = z.array(record).safeParse(json);
  if (!read.success) return { mistakes: read.error.issues.map(sentenceOf) };
  const mistakes: string[] = [];
  const tariffs = read.data.flatMap((each, place) => {
    const wrong = mistakesIn(each).map((what) => `tariff ${place + 1} (${nameOf(each)}): ${what}`);
    mistakes.push(...wrong);
    return wrong.length === 0 ? [tariffOf(each)] : [];
  });
  if (mistakes.length === 0) mistakes.push(...overlapsIn(tariffs));
  return mistakes.length === 0 ? tariffs : { mistakes };
}

export const isReadTariffs = (read: ReturnType<typeof readTariffs>): read is Tariffs => !('mistakes' in read);

function sentenceOf({ path, message }: z.core.$ZodIssue): string {
  const [place, ...rest] = path;
  return typeof place === 'number'
    ? `tariff ${place + 1}: ${rest.join('.') || 'it'}: ${message}`
    : `the file: ${message}`;
}

function mistakesIn({ currency, bands, validFrom, validTo, bearer, provider }: Record): readonly string[] {
  const mistakes: string[] = [];
  const wrong = (what: string) => void mistakes.push(what);
  if (validTo !== null && validTo < validFrom) wrong('validTo is before validFrom');
  if (bearer === 'payer' && provider === 'mtn-momo')
    wrong('bearer must be merchant: a fee on top of a MoMo payment is prohibited in Rwanda');
  const money = (text: string | null) => (text === null ? null : Money.parse(text, currency));
  const all = bands.flatMap(({ from, to, fixed, min, max }) => [from, to, fixed, min, max]);
  const odd = all.find((text) => text !== null && money(text) === null);
  if (odd !== undefined) {
    wrong(`${JSON.stringify(odd)} has more decimals than ${currency} has`);
    return mistakes;
  }
  for (const [place, { from, to, min, max }] of bands.entries()) {
    const next = bands[place + 1];
    if (to !== null && money(from)!.exceeds(money(to)!)) wrong(`band ${place + 1} ends before it begins`);
    if (min !== null && max !== null && money(min)!.exceeds(money(max)!))
      wrong(`band ${place + 1}: min is more than max`);
    if (next === undefined) continue;
    if (to === null) wrong(`band ${place + 1} has no end, and another band follows it`);
    else if (money(to)!.minor + 1n !== money(next.from)!.minor)
      wrong(`band ${place + 2} must begin right after band ${place + 1}, which ends with ${to}`);
  }
  return mistakes;
}

function overlapsIn(tariffs: Tariffs): readonly string[] {
  return tariffs.flatMap((one, place) => {
    const other = tariffs.findIndex(
      (each, at) => at > place && nameOf(each) === nameOf(one) && !isBefore(one, each) && !isBefore(each, one),
    );
    return other === -1
      ? []
      : [
          `tariff ${place + 1} and tariff ${other + 1} (${nameOf(one)}) are in force on the same days: end the first with validTo`,
        ];
  });
}

const isBefore = (one: Pick<Tariff, 'validTo'>, other: Pick<Tariff, 'validFrom'>): boolean =>
  one.validTo !== null && one.validTo < other.validFrom;
const nameOf = ({ provider, product, currency }: Pick<Tariff, 'provider' | 'product' | 'currency'>) =>
  `${provider} ${product} ${currency}`;

function tariffOf({ bands, ...rest }: Record): Tariff {
  const money = (text: string) => Money.parse(text, rest.currency)!;
  const optional = (text: string | null) => (text === null ? null : money(text));
  return {
    ...rest,
    bands: bands.map(({ from, to, percent, fixed, min, max }): Band => ({
      from: money(from),
      to: optional(to),
      percent: readPercent(percent)!,
      fixed: money(fixed),
      min: optional(min),
      max: optional(max),
    })),
  };
}

const isDay = (text: string): boolean =>
  !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
