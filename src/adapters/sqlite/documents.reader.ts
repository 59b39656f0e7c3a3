import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Collection, Scalar } from '../../kernel/ports/document-store.js';
import type { Asked, Bound, Question, Range } from '../../kernel/ports/question.js';
import { carriedBy, compare, isAmong, tighter } from '../../kernel/ports/question.js';
import { columnOf, indexOf, tableOf } from './documents.worker.js';
import type { IndexRange, Row, Search, Sql, Way } from './search.worker.js';

/** A condition; some can be told only from the document itself. */
interface Part extends Sql {
  readonly readsBody?: boolean;
}

/** A part of the answer that one walk over an index gives in order. */
interface Segment {
  readonly conditions: Question['conditions'];
  readonly further: readonly Sql[];
  /** The field that comes before the id in the order; null where the id alone orders. */
  readonly orderedBy: string | null;
}

/** What one index can do for a question: the fields asked by equality that it begins with, and whether the sort follows them. */
interface Serving {
  readonly list: readonly string[];
  readonly equals: readonly string[];
  readonly ordered: boolean;
  /** Whether it finds this field of the question without looking at what does not belong to the answer. */
  readonly serves: (field: string) => boolean;
}

const mostArms = 64;
/** In entries of an index that a list may look at: the first for lists of which every other entry belongs to the answer, the last for all. */
export const defaultBudgets = [1_000, 10_000, 100_000];

/** Reads what takes the same time however many documents there are; lists and counts are answered by `SqliteSearch`. */
export class SqliteDocumentReader {
  private readonly statements = new Map<string, StatementSync>();

  constructor(private readonly database: DatabaseSync) {}

  get(collection: Collection, ids: readonly string[]): readonly Row[] {
    const sql = `SELECT id, position, body FROM ${tableOf(collection.name)} WHERE id`;
    const [only] = ids;
    const found =
      ids.length === 1
        ? this.prepared(`${sql} = ?`).all(only!)
        : this.prepared(`${sql} IN (SELECT value FROM json_each(?))`).all(JSON.stringify(ids));
    return found as unknown as Row[];
  }

  /** The next ones by their ids. */
  after(collection: Collection, id: string, limit: number): readonly Row[] {
    const sql = `SELECT id, position, body FROM ${tableOf(collection.name)} WHERE id > ? ORDER BY id LIMIT ?`;
    return this.prepared(sql).all(id, limit) as unknown as Row[];
  }

  checkpoint(reader: string): bigint | null {
    const row = this.prepared('SELECT position FROM checkpoints WHERE reader = ?').get(reader);
    return row ? (row as { readonly position: bigint }).position : null;
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  /** A few for each collection, and one for checkpoints. */
  private prepared(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    statement.setReadBigInts(true);
    this.statements.set(sql, statement);
    return statement;
  }
}

/**
 * How a question is answered. The indexes that could serve it are chosen here and named in the SQL: SQLite's own choice hangs on statistics,
 * and a question whose plan changes overnight is a fault that no test finds. Of several that serve it equally, the one is taken that at
 * this moment has the least to walk. Looks for one document more than the limit, where there are more.
 */
export function searchOf(
  collection: Collection,
  question: Question,
  budgets: readonly number[] = defaultBudgets,
): Search {
  const wanted = question.limit + 1;
  if (asksNothing(question.conditions)) return { ways: [{ ranges: [], inOrder: true }], wanted, budgets: null };
  const sorted = sortThatOrders(question);
  const servings = servingsOf(collection, question.conditions, sorted);
  const [first = null] = servings;
  const isServed = first === null || (first.ordered && [...question.conditions.keys()].every(first.serves));
  if (isServed) {
    const ranges = segments(question, sorted).map((segment) => whole(collection, question, first, segment));
    return { ways: [{ ranges, inOrder: true }], wanted, budgets: null };
  }
  return { ways: servings.map((serving) => wayBy(collection, question, serving, sorted)), wanted, budgets };
}

export function countsOf(collection: Collection, conditions: Question['conditions']): readonly Sql[] {
  if (asksNothing(conditions)) return [];
  const [serving = null] = servingsOf(collection, conditions, undefined);
  return armsOf(conditions, serving, 1).map((arm) => select('count(*) AS total', collection, serving, arm));
}

/**
 * Every entry that is walked belongs to the answer. What follows a cursor is cut into segments (the ties of its value, what lies beyond it,
 * what has no value), since SQLite walks an index for each of them but not for their union; a list of values asked by `in` becomes arms that
 * SQLite merges in the order of their indexes.
 */
function whole(collection: Collection, question: Question, serving: Serving | null, segment: Segment): IndexRange {
  const { conditions, further, orderedBy } = segment;
  const key = orderedBy === null ? '' : `, ${columnOf(orderedBy)} AS sorted_by`;
  const arms = armsOf(conditions, serving, mostArms).map((arm) =>
    select(`id, position, body${key}`, collection, serving, [...arm, ...further]),
  );
  const order = orderOf(question, orderedBy === null ? null : 'sorted_by', 'id');
  const text = `${textsOf(arms, ' UNION ALL ')} ORDER BY ${order} LIMIT ?`;
  return { select: { text, values: valuesOf(arms) }, walked: nothingWalked };
}

/** Walks what the index serves, up to the budget, and keeps what meets the other conditions. */
function wayBy(collection: Collection, question: Question, serving: Serving, sorted: string | null): Way {
  const parts = segments(question, sorted).map((segment) => {
    const served = new Map([...segment.conditions].filter(([field]) => serving.serves(field)));
    const arms = armsOf(served, serving, mostArms);
    return { arms: arms.length, range: walkOf(collection, question, serving, segment, arms) };
  });
  const inOrder = serving.ordered && parts.every(({ arms }) => arms === 1);
  return { ranges: parts.map(({ range }) => range), inOrder };
}

function walkOf(
  collection: Collection,
  question: Question,
  serving: Serving,
  { conditions, further, orderedBy }: Segment,
  arms: readonly (readonly Sql[])[],
): IndexRange {
  const others = [...conditions].filter(([field]) => !serving.serves(field));
  const within = serving.ordered ? further : [];
  const order = (value: string, id: string) => orderOf(question, orderedBy === null ? null : value, id);
  const columns = new Set(['id', question.sort.field, ...others.map(([field]) => field)].map(columnOf));
  const inOrder = serving.ordered ? ` ORDER BY ${order(columnOf(orderedBy ?? 'id'), 'id')}` : '';
  const walks = arms.map((arm) => {
    const { text, values } = select(`rowid AS "row", ${[...columns].join(', ')}`, collection, serving, [
      ...arm,
      ...within,
    ]);
    return { text: `SELECT * FROM (${text}${inOrder} LIMIT :budget)`, values };
  });
  const counts = arms.map((arm) => {
    const { text, values } = select('1', collection, serving, [...arm, ...within]);
    return { text: `(SELECT count(*) FROM (${text} LIMIT :budget))`, values };
  });

  const all: readonly Part[] = [
    ...others.flatMap(([field, condition]) => held(field, condition)),
    ...(serving.ordered ? [] : further),
  ];
  const kept = all.filter(({ readsBody }) => readsBody !== true);
  const read = all.filter(({ readsBody }) => readsBody === true);
  const table = tableOf(collection.name);
  const where = (parts: readonly Sql[]) => (parts.length === 0 ? '' : ` WHERE ${textsOf(parts, ' AND ')}`);
  const names = `"row", ${columnOf(question.sort.field)} AS sorted_by, id AS by_id`;
  const found = `SELECT ${names} FROM (${textsOf(walks, ' UNION ALL ')})${where(kept)}`;
  const first = ` ORDER BY ${order('sorted_by', 'by_id')} LIMIT ?`;
  // Only the documents of the page are read, unless there is something that only the document can tell.
  const from = read.length === 0 ? `${found}${first}` : found;
  const last = read.length === 0 ? ` ORDER BY ${order('sorted_by', 'by_id')}` : `${where(read)}${first}`;
  return {
    walked: { text: `SELECT ${textsOf(counts, ' + ')} AS total`, values: valuesOf(counts) },
    select: {
      text: `SELECT id, position, body FROM (${from}) CROSS JOIN ${table} ON ${table}.rowid = "row"${last}`,
      values: valuesOf([...walks, ...kept, ...read]),
    },
  };
}

const nothingWalked: Sql = { text: 'SELECT 0 AS total', values: [] };
const textsOf = (parts: readonly Sql[], between: string) => parts.map(({ text }) => text).join(between);
const valuesOf = (parts: readonly Sql[]) => parts.flatMap(({ values }) => values);

function orderOf({ sort }: Question, value: string | null, id: string): string {
  const direction = sort.ascending ? 'ASC' : 'DESC';
  return value === null ? `${id} ${direction}` : `${value} ${direction}, ${id} ${direction}`;
}

function select(columns: string, collection: Collection, serving: Serving | null, conditions: readonly Sql[]): Sql {
  const { name } = collection;
  const index = serving ? ` INDEXED BY ${indexOf(name, serving.list, carriedBy(collection, serving.list))}` : '';
  const where = conditions.length > 0 ? ` WHERE ${textsOf(conditions, ' AND ')}` : '';
  return { text: `SELECT ${columns} FROM ${tableOf(name)}${index}${where}`, values: valuesOf(conditions) };
}

function asksNothing(conditions: Question['conditions']): boolean {
  return [...conditions.values()].some((condition) => isAmong(condition) && condition.among.length === 0);
}

/** Null where the id alone orders the answer, which is so too when every document has the same value in the sort field. */
function sortThatOrders({ sort, conditions }: Question): string | null {
  const condition = conditions.get(sort.field);
  return sort.field === 'id' || (isAmong(condition) && condition.among.length === 1) ? null : sort.field;
}

/**
 * The indexes that serve a question best, equally well as far as can be told without the documents. `sorted` is the field of the order, null
 * where that is the id, undefined where no order is asked for.
 */
function servingsOf(
  { indexes }: Collection,
  conditions: Question['conditions'],
  sorted: string | null | undefined,
): readonly Serving[] {
  // A handful of ids is found fastest by the primary key.
  if (isAmong(conditions.get('id'))) return [];
  let best: Serving[] = [];
  let most = 1;
  for (const list of indexes) {
    const end = list.findIndex((field) => field === sorted || !isAmong(conditions.get(field)));
    const equals = end < 0 ? list : list.slice(0, end);
    const next = list[equals.length];
    const byId = sorted === null && equals.length > 0 && next === undefined;
    const ordered = byId || (next !== undefined && next === sorted);
    const ranged = next !== undefined && conditions.has(next);
    const worth = equals.length * 4 + (ordered ? 2 : 0) + (ranged ? 1 : 0);
    if (worth < most) continue;
    if (worth > most) best = [];
    most = worth;
    const serves = (field: string) => equals.includes(field) || field === (next ?? 'id');
    best.push({ list, equals, ordered, serves });
  }
  return best;
}

/** Every way in which the `in` lists of the index can be met, each a conjunction that one walk over the index answers. */
function armsOf(
  conditions: Question['conditions'],
  serving: Serving | null,
  most: number,
): readonly (readonly Sql[])[] {
  let arms: readonly (readonly Sql[])[] = [[]];
  for (const [field, condition] of conditions) {
    const inIndex = serving?.equals.includes(field) ?? false;
    const choices =
      isAmong(condition) && inIndex ? choicesOf(field, condition.among, arms.length, most) : [held(field, condition)];
    arms = arms.flatMap((arm) => choices.map((choice) => [...arm, ...choice]));
  }
  return arms;
}

function choicesOf(field: string, among: readonly Scalar[], arms: number, most: number): readonly (readonly Sql[])[] {
  if (among.length * arms <= most) return among.map((value) => held(field, { among: [value] }));
  const values = among.filter((value) => value !== null);
  const nothing = values.length < among.length ? [held(field, { among: [null] })] : [];
  return [...(values.length > 0 ? [held(field, { among: values })] : []), ...nothing];
}

function segments(question: Question, sorted: string | null): readonly Segment[] {
  const { after, sort, conditions } = question;
  if (sorted === null) return segmentsById(question);
  if (!after) return [{ conditions, further: [], orderedBy: sorted }];

  const expression = columnOf(sorted);
  const condition = conditions.get(sorted);
  const mayBeNothing = condition === undefined || (isAmong(condition) && condition.among.includes(null));
  const nothing: Sql = { text: `${expression} IS NULL`, values: [] };
  const later = laterThan(after.id, sort.ascending);
  if (after.value === null) {
    const something: Sql = { text: `${expression} >= -9e999`, values: [] };
    return [
      ...(mayBeNothing ? [{ conditions, further: [nothing, later], orderedBy: null }] : []),
      ...(sort.ascending ? [{ conditions, further: [something], orderedBy: sorted }] : []),
    ];
  }
  const same: Sql = { text: `${expression} = json_extract(?, '$')`, values: [json(after.value)] };
  return [
    { conditions, further: [same, later], orderedBy: null },
    beyond(conditions, sorted, after.value, sort.ascending),
    ...(mayBeNothing && !sort.ascending ? [{ conditions, further: [nothing], orderedBy: null }] : []),
  ];
}

/** What comes after every tie of the cursor's value. Given two bounds on one side SQLite might start its walk at the wider one. */
function beyond(
  conditions: Question['conditions'],
  sorted: string,
  value: string | number | boolean,
  ascending: boolean,
): Segment {
  const range = conditions.get(sorted);
  const bounded = range && !isAmong(range) ? (range.from ?? range.to) : null;
  if (range && !isAmong(range) && typeof value !== 'boolean' && typeof bounded?.value === typeof value) {
    const end: Bound = { value, inclusive: false };
    const narrowed = ascending
      ? { from: tighter(range.from, end, 1), to: range.to }
      : { from: range.from, to: tighter(range.to, end, -1) };
    return { conditions: new Map(conditions).set(sorted, narrowed), further: [], orderedBy: sorted };
  }
  const text = `${columnOf(sorted)} ${ascending ? '>' : '<'} json_extract(?, '$')`;
  return { conditions, further: [{ text, values: [json(value)] }], orderedBy: sorted };
}

function segmentsById({ after, sort, conditions }: Question): readonly Segment[] {
  if (!after) return [{ conditions, further: [], orderedBy: null }];
  const condition = conditions.get(sort.field);
  // The one value that is asked for may not be the one at which the cursor's page ended.
  const order =
    sort.field !== 'id' && isAmong(condition)
      ? compare(condition.among[0] as Scalar, after.value) * (sort.ascending ? 1 : -1)
      : 0;
  if (order < 0) return [];
  return [{ conditions, further: order > 0 ? [] : [laterThan(after.id, sort.ascending)], orderedBy: null }];
}

const laterThan = (id: string, ascending: boolean): Sql => ({ text: `id ${ascending ? '>' : '<'} ?`, values: [id] });

/** What a condition says of one field, as SQL. */
function held(field: string, condition: Asked): readonly Part[] {
  return isAmong(condition) ? heldAmong(field, condition.among) : heldRange(field, condition);
}

function heldAmong(field: string, among: readonly Scalar[]): readonly Part[] {
  const expression = columnOf(field);
  const values = among.filter((value) => value !== null);
  const one: Sql =
    values.length === 1
      ? { text: `${expression} = json_extract(?, '$')`, values: [json(values[0] as Scalar)] }
      : { text: `${expression} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(values)] };
  const kinds = [kindOf(field, values, true, 1, 'true'), kindOf(field, values, false, 0, 'false')].flat();
  if (values.length === among.length) return [one, ...kinds];
  if (values.length === 0) return [{ text: `${expression} IS NULL`, values: [] }];
  return [{ text: `(${one.text} OR ${expression} IS NULL)`, values: one.values }, ...kinds];
}

/** SQLite reads true as 1 and false as 0; where only one of the two is asked for, the other is kept out by its type. */
function kindOf(
  field: string,
  values: readonly Scalar[],
  truth: boolean,
  number: number,
  type: string,
): readonly Part[] {
  const asksTruth = values.includes(truth);
  if (asksTruth === values.includes(number)) return [];
  const comparison = asksTruth ? '=' : '<>';
  return [
    {
      text: `(${columnOf(field)} IS NOT ${number} OR json_type(body, '$.${field}') ${comparison} '${type}')`,
      values: [],
      readsBody: true,
    },
  ];
}

function heldRange(field: string, { from, to }: Range): readonly Part[] {
  const expression = columnOf(field);
  const parts: Part[] = [];
  if (from)
    parts.push({
      text: `${expression} ${from.inclusive ? '>=' : '>'} json_extract(?, '$')`,
      values: [json(from.value)],
    });
  if (to)
    parts.push({ text: `${expression} ${to.inclusive ? '<=' : '<'} json_extract(?, '$')`, values: [json(to.value)] });
  // To SQLite every text is greater than every number.
  if (!to && typeof from?.value === 'number') parts.push({ text: `${expression} < ''`, values: [] });
  if (!from && typeof to?.value === 'string') parts.push({ text: `${expression} >= ''`, values: [] });
  const numbers = typeof (from ?? to)?.value === 'number';
  const reachesTruth = numbers && Number(from?.value ?? 0) <= 1 && Number(to?.value ?? 1) >= 0;
  if (reachesTruth)
    parts.push({ text: `json_type(body, '$.${field}') NOT IN ('true', 'false')`, values: [], readsBody: true });
  return parts;
}

/**
 * Values cross as JSON and are read by the same function that reads the documents: it and the driver do not turn every decimal
 * fraction into the same binary one.
 */
const json = (value: Scalar) => JSON.stringify(value);
