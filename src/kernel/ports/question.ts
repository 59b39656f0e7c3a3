import type { Change, Collection, Condition, Document, Query, Scalar } from './document-store.js';
import { DocumentRefused, InvalidCursor } from './document-store.js';

/** A validated query. Every adapter answers this form, so all of them refuse the same queries with the same messages. */
export interface Question {
  readonly conditions: ReadonlyMap<string, Asked>;
  readonly sort: { readonly field: string; readonly ascending: boolean };
  readonly limit: number;
  readonly after: Place | null;
}

export type Asked = { readonly among: readonly Scalar[] } | Range;

/** Both bounds are of one type, and only values of that type are in the range. */
export interface Range {
  readonly from: Bound | null;
  readonly to: Bound | null;
}

export interface Bound {
  readonly value: string | number;
  readonly inclusive: boolean;
}

/** Where a page ended: the sort field and the id of its last document. */
export interface Place {
  readonly value: Scalar;
  readonly id: string;
}

const mostDocuments = 1_000;
const mostValues = 1_000;
const greatestPosition = 2n ** 63n - 1n;
/** MongoDB's limit is 16 MiB, and there a document may be stored twice: as text, and in its indexed fields. */
const mostBytes = 7 * 2 ** 20;
/** SQLite's JSON ends at 1,000 levels, and V8's before its stack does. */
const mostLevels = 100;

export function checkCollection(collection: Collection): void {
  const { name, indexes } = collection;
  if (!/^[a-z0-9.-]+$/.test(name)) throw new Error(`A collection is named with a-z, 0-9, '.' and '-': ${name}`);
  for (const list of indexes) {
    if (list.length === 0) throw new Error(`An index of ${name} lists no field`);
  }
  for (const field of indexes.flatMap((list) => [...list, ...carriedBy(collection, list)])) {
    if (field === 'id') throw new Error(`Every index of ${name} ends with the id by itself`);
    if (!/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(field))
      throw new Error(`An index of ${name} cannot be made on ${field}`);
  }
}

/** The fields that an index of this collection carries after the id. */
export function carriedBy({ narrowedBy }: Collection, list: readonly string[]): readonly string[] {
  if (narrowedBy === undefined) return [];
  const { lasting, changing } = narrowedBy;
  const isNarrowed = [...lasting, ...changing].includes(list[0]!);
  return isNarrowed ? lasting.filter((field) => !list.includes(field)) : [];
}

/**
 * A changed document as JSON text, serialised at once because the caller may change the object later; null for a removal. Refuses
 * what any of the stores could not keep, so that all stores refuse the same documents.
 */
export function textOf<D extends Document>({ name, indexes }: Collection, change: Change<D>): string | null {
  const { id, document, position } = change;
  if (position < 0n || position > greatestPosition) throw new Error(`${position} is not a position`);
  if (!id.isWellFormed()) throw new DocumentRefused(id, 'its id is no Unicode text');
  if (document === null) return null;
  if (document.id !== id) throw new DocumentRefused(id, `it holds the document ${document.id} of ${name}`);
  for (const steps of pathsOf(indexes)) {
    // A list would match one of its members on one store and nothing on another.
    const value = valueOn(document, steps);
    if (typeof value === 'object' && value !== null)
      throw new DocumentRefused(id, `${steps.join('.')} of ${name} is asked by and must be a scalar`);
  }
  const text = jsonOf(id, document);
  if (text.length > mostBytes / 3 && Buffer.byteLength(text) > mostBytes)
    throw new DocumentRefused(id, `it is larger than ${mostBytes} bytes of JSON`);
  if (isDeeperThan(mostLevels, document)) throw new DocumentRefused(id, `it nests deeper than ${mostLevels} levels`);
  return text;
}

function jsonOf(id: string, document: Document): string {
  try {
    return JSON.stringify(document);
  } catch (cause) {
    throw new DocumentRefused(id, `it is no JSON (${(cause as Error).message})`, { cause });
  }
}

/** A scalar is of level 0. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  // Scalars are most of a document and are passed over here; a list of the names of each object would cost more than the look at what they name.
  if (Array.isArray(value)) {
    for (const member of value) if (typeof member === 'object' && isDeeperThan(levels - 1, member)) return true;
    return false;
  }
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name];
    if (typeof member === 'object' && isDeeperThan(levels - 1, member)) return true;
  }
  return false;
}

export function ask(collection: Collection, { where, sort, limit, cursor }: Query): Question {
  if (!Number.isInteger(limit) || limit < 1 || limit > mostDocuments) {
    throw new Error(`A query's limit is 1 to ${mostDocuments}: ${limit}`);
  }
  const conditions = askWhere(collection, where);
  const field = sort?.field ?? 'id';
  const ascending = sort?.direction !== 'descending';
  refuseUndeclared(collection, field, conditions);
  return { conditions, sort: { field, ascending }, limit, after: cursor ? placeOf(cursor, field, ascending) : null };
}

export function askWhere(collection: Collection, where: Query['where'] = {}): Question['conditions'] {
  const conditions = new Map(Object.entries(where).map(([field, condition]) => [field, asked(field, condition)]));
  for (const field of conditions.keys()) refuseUndeclared(collection, field, conditions);
  return conditions;
}

/** The documents of one page, of which one more than the limit was looked for. */
export function page<D extends Document>({ sort, limit }: Question, found: readonly D[]) {
  const documents = found.slice(0, limit);
  const last = documents.at(-1);
  const nextCursor = last && found.length > limit ? cursorAt(last, sort.field, sort.ascending) : null;
  return { documents, nextCursor };
}

/** The order of a sort, on every store: nothing, then booleans and numbers, then text by code point. */
export function compare(a: Scalar, b: Scalar): number {
  if (typeof a === 'string') return typeof b === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(b)) : 1;
  if (typeof b === 'string') return -1;
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return Number(a) - Number(b);
}

function asked(field: string, condition: Condition): Asked {
  if (condition === null || typeof condition !== 'object') return { among: [scalar(field, condition)] };
  if ('in' in condition) {
    const among = [...new Set(condition.in.map((value) => scalar(field, value)))];
    if (among.length > mostValues) throw new Error(`${field} is asked by more than ${mostValues} values`);
    return { among };
  }
  const from = tighter(bound(field, condition.gte, true), bound(field, condition.gt, false), 1);
  const to = tighter(bound(field, condition.lte, true), bound(field, condition.lt, false), -1);
  if (!from && !to) throw new Error(`The range of ${field} has no bound`);
  if (from && to && typeof from.value !== typeof to.value)
    throw new Error(`The range of ${field} has bounds of two types`);
  return { from, to };
}

function scalar(field: string, value: unknown): Scalar {
  if (field === 'id' && typeof value !== 'string') throw new Error(`An id is text: ${String(value)}`);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  throw new Error(`${field} cannot be asked by ${String(value)}`);
}

function bound(field: string, value: Scalar | undefined, inclusive: boolean): Bound | null {
  if (value === undefined) return null;
  const checked = scalar(field, value);
  if (checked === null || typeof checked === 'boolean') throw new Error(`${field} has no range from or to ${checked}`);
  return { value: checked, inclusive };
}

/** The stricter of two bounds; `towards` is 1 for lower bounds and -1 for upper bounds. */
export function tighter(a: Bound | null, b: Bound | null, towards: 1 | -1): Bound | null {
  if (!a || !b) return a ?? b;
  const order = compare(a.value, b.value) * towards;
  if (order === 0) return a.inclusive ? b : a;
  return order > 0 ? a : b;
}

function refuseUndeclared({ name, indexes }: Collection, field: string, conditions: Question['conditions']): void {
  if (field === 'id') return;
  const served = indexes.some((list) => {
    const before = list.indexOf(field);
    return before >= 0 && list.slice(0, before).every((earlier) => isAmong(conditions.get(earlier)));
  });
  if (!served) throw new Error(`${name} declares no index by which ${field} can be asked here`);
}

export function isAmong(condition: Asked | undefined): condition is { readonly among: readonly Scalar[] } {
  return condition !== undefined && 'among' in condition;
}

function cursorAt(document: Document, field: string, ascending: boolean): string {
  const value = field === 'id' ? null : (valueAt(document, field) ?? null);
  return Buffer.from(JSON.stringify([field, ascending ? 1 : -1, value, document.id])).toString('base64url');
}

function placeOf(cursor: string, field: string, ascending: boolean): Place {
  const parts = decoded(cursor);
  if (!Array.isArray(parts) || parts.length !== 4) throw new InvalidCursor('The cursor is not one of ours');
  const [cursorField, direction, value, id] = parts as unknown[];
  if (cursorField !== field || direction !== (ascending ? 1 : -1)) {
    throw new InvalidCursor('The cursor belongs to a list that is sorted otherwise');
  }
  if (typeof id !== 'string' || (typeof value === 'object' && value !== null)) {
    throw new InvalidCursor('The cursor is not one of ours');
  }
  return { value: value as Scalar, id };
}

function decoded(cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url');
  // Buffer skips what is not base64url, and would take a damaged cursor for another one.
  if (bytes.toString('base64url') !== cursor) throw new InvalidCursor('The cursor is not one of ours');
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new InvalidCursor('The cursor is not one of ours', { cause });
  }
}

export const valueAt = (document: Document, field: string): unknown => valueOn(document, field.split('.'));

/** The fields that may be asked by, each once and as its steps; made once for a collection, and not for each of its documents. */
function pathsOf(indexes: Collection['indexes']): readonly (readonly string[])[] {
  let paths = knownPaths.get(indexes);
  if (paths === undefined) {
    paths = [...new Set(indexes.flat())].map((field) => field.split('.'));
    knownPaths.set(indexes, paths);
  }
  return paths;
}
const knownPaths = new WeakMap<Collection['indexes'], readonly (readonly string[])[]>();

function valueOn(document: Document, steps: readonly string[]): unknown {
  let value: unknown = document;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}
