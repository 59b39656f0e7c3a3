import { instant } from '../../kernel/domain/clock.js';
import type { Condition } from '../../kernel/ports/document-store.js';

/** The filters of a list as they stand in its address; empty: not set. */
export type Filters<Name extends string> = Readonly<Record<Name, string>>;

/** The filters of one list, and what may stand in each; `null`: any text. */
export type KnownFilters<Name extends string> = Readonly<Record<Name, ((text: string) => boolean) | null>>;

/** What cannot be read is left out, and named. `typed`: all of it, for the form in which it is corrected. */
export function readFilters<Name extends string>(
  known: KnownFilters<Name>,
  query: unknown,
): { readonly filters: Filters<Name>; readonly typed: Filters<Name>; readonly wrong: readonly Name[] } {
  const given = query as Readonly<Record<string, unknown>>;
  const wrong: Name[] = [];
  const typed = Object.fromEntries(
    Object.keys(known).map((name) => {
      const value = given[name];
      return [name, typeof value === 'string' ? value.trim().slice(0, 100) : ''];
    }),
  ) as Filters<Name>;
  const read = (Object.entries(known) as [Name, KnownFilters<Name>[Name]][]).map(([name, isRight]) => {
    const text = typed[name];
    if (text === '' || isRight === null || isRight(text)) return [name, text];
    wrong.push(name);
    return [name, ''];
  });
  return { filters: Object.fromEntries(read) as Filters<Name>, typed, wrong };
}

/** The address of a list with these filters. */
export function addressOf(
  path: string,
  filters: Readonly<Record<string, string>>,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams(Object.entries({ ...filters, ...more }).filter(([, value]) => value !== ''));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

export const oneOf =
  (words: readonly string[]) =>
  (text: string): boolean =>
    words.includes(text);

/** The cursor that an address names. */
export function cursorIn(query: unknown): string | null {
  const { cursor } = query as { readonly cursor?: unknown };
  return typeof cursor === 'string' && cursor !== '' ? cursor : null;
}

export const wantsCsv = (query: unknown): boolean => (query as { readonly format?: unknown }).format === 'csv';

/** A text filter that is not set asks for nothing. */
export const ifSet = (text: string): string | undefined => (text === '' ? undefined : text);

/** Of days in Kigali; empty: not bounded. `to` belongs to the range. */
export const withinDays = (from: string, to: string): Condition | undefined =>
  from === '' && to === ''
    ? undefined
    : { ...(from !== '' && { gte: startOf(from) }), ...(to !== '' && { lt: startOf(to, 1) }) };

/** The first moment of a day in Kigali, or of a later one. */
const startOf = (day: string, later = 0): string => instant(Date.parse(`${day}T00:00:00+02:00`) + later * dayMs);
const dayMs = 86_400_000;
