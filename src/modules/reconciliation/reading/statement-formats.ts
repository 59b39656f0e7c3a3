import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LineKind, LineStatus } from './statement-line.js';

const fields = [
  'id', 'externalId', 'date', 'time', 'status', 'type', 'from', 'fromName', 'to', 'toName', 'party', 'partyName', 'amount', 'credit', 'debit',
  'entryType', 'currency', 'fee', 'balance', 'balanceBefore', 'text',
] as const; // prettier-ignore

/** The meanings of columns that are looked for. */
export type Field = (typeof fields)[number];

/** The words by which columns, types, statuses and directions are known. They are compared without case, accents, spaces and punctuation. */
export interface StatementFormat {
  readonly headers: Words<Field>;
  readonly types: Words<Exclude<LineKind, 'other'>>;
  readonly statuses: Words<Exclude<LineStatus, 'unknown'>>;
  readonly directions: Words<'in' | 'out'>;
}
export type HeaderSynonyms = Words<Field>;
type Words<K extends string> = { readonly [key in K]?: readonly string[] | undefined };

/** By what they hold for: `wallet` and `bank` for all of their kind, a provider (`mtn-momo`, `bank:equity`), or one account (`mtn-momo/28181818`). */
export type StatementFormats = Readonly<Record<string, Partial<StatementFormat>>>;

const words = <const K extends readonly string[]>(keys: K) =>
  z.partialRecord(z.enum(keys), z.array(z.string().trim().min(1).max(100)).max(50));
const shape = z.record(
  z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9:.-]*(\/.+)?$/,
      'must be wallet, bank, a provider, or a provider and an account as mtn-momo/28181818',
    ),
  z.strictObject({
    headers: words(fields).optional(),
    types: words(['payment', 'payout', 'refund', 'reversal', 'fee', 'settlement']).optional(),
    statuses: words(['successful', 'failed', 'pending']).optional(),
    directions: words(['in', 'out']).optional(),
  }),
);

let shipped: StatementFormats | undefined;
/** What is known without any setting. */
export const shippedFormats = (): StatementFormats =>
  (shipped ??= formatsIn(
    readFileSync(new URL('./statement-formats.json', import.meta.url), 'utf8'),
  ) as StatementFormats);

/** Own formats beside the shipped ones, or one sentence for each mistake in them. */
export function readStatementFormats(text: string): StatementFormats | { readonly mistakes: readonly string[] } {
  const own = formatsIn(text);
  if ('mistakes' in own) return own as { mistakes: string[] };
  const all: Record<string, Partial<StatementFormat>> = { ...shippedFormats() };
  for (const [key, format] of Object.entries(own)) all[key] = merged(format, all[key] ?? {});
  return all;
}

function formatsIn(text: string): StatementFormats | { readonly mistakes: readonly string[] } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { mistakes: ['the file is not JSON'] };
  }
  const read = shape.safeParse(json);
  if (read.success) return read.data as StatementFormats;
  return { mistakes: read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`) };
}

/** What holds for an account of a provider: the account's own words come before the provider's, and those before what holds for all. */
export function formatOf(
  formats: StatementFormats,
  { provider, account, headers = {} }: { provider: string; account: string; headers?: HeaderSynonyms | undefined },
): StatementFormat & { readonly isBank: boolean } {
  const isBank = isBankName(provider);
  const keys = [`${provider}/${account}`, provider, isBank ? 'bank' : 'wallet'];
  const format = keys.map((key) => formats[key] ?? {}).reduce(merged, { headers });
  const { headers: all = {}, types = {}, statuses = {}, directions = {} } = format;
  return { headers: all, types, statuses, directions, isBank };
}

/** Statements of a bank are named `bank` or `bank:<name>`. */
export const isBankName = (provider: string): boolean => provider === 'bank' || provider.startsWith('bank:');

function merged(first: Partial<StatementFormat>, then: Partial<StatementFormat>): Partial<StatementFormat> {
  return {
    headers: joined(first.headers, then.headers),
    types: joined(first.types, then.types),
    statuses: joined(first.statuses, then.statuses),
    directions: joined(first.directions, then.directions),
  };
}

function joined<K extends string>(first: Words<K> = {}, then: Words<K> = {}): Words<K> {
  const all: { [key in K]?: readonly string[] } = {};
  for (const key of new Set([...Object.keys(first), ...Object.keys(then)]) as Set<K>)
    all[key] = [...(first[key] ?? []), ...(then[key] ?? [])];
  return all;
}

/** For comparing words: without case, accents, spaces and punctuation; a sign alone is kept. */
export function plainWord(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
  return plain === '' ? text.trim() : plain;
}

/**
 * Which key a text stands for; null: none, or more than one. Exports cut types off: a text of four letters or more is also known as
 * the beginning of words that all mean the same.
 */
export class Dictionary<K extends string> {
  readonly #keys = new Map<string, K>();
  readonly #answers = new Map<string, K | null>();

  constructor(words: Words<K>) {
    for (const [key, all] of Object.entries(words) as [K, readonly string[] | undefined][])
      for (const word of all ?? []) if (!this.#keys.has(plainWord(word))) this.#keys.set(plainWord(word), key);
  }

  keyOf(text: string): K | null {
    const known = this.#answers.get(text);
    if (known !== undefined) return known;
    const answer = this.#find(plainWord(text));
    if (this.#answers.size < 1_000) this.#answers.set(text, answer);
    return answer;
  }

  #find(word: string): K | null {
    const exact = this.#keys.get(word);
    if (exact !== undefined || word.length < 4) return exact ?? null;
    const begun = new Set([...this.#keys].filter(([whole]) => whole.startsWith(word)).map(([, key]) => key));
    return begun.size === 1 ? [...begun][0]! : null;
  }
}
