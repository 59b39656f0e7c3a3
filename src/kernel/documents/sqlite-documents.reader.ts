import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Collection, Scalar } from './document-store.js';
import type { Asked, Bound, Question, Range } from './question.js';
import { compare, isAmong, tighter } from './question.js';
import { expressionOf, indexOf, tableOf } from './sqlite-documents.worker.js';

export interface Row {
  readonly id: string;
  readonly position: bigint;
  readonly body: string;
}

interface Sql {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

/** A stretch of the answer that one walk over an index gives in order. */
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
}

const mostStatements = 256;
const mostArms = 64;

/**
 * The reading half. The index that serves a question is chosen here and named in the SQL: SQLite's own choice hangs on statistics, and
 * a question whose plan changes overnight is a fault that no test finds.
 */
export class SqliteDocumentReader {
  private readonly statements = new Map<string, StatementSync>();

  constructor(private readonly database: DatabaseSync) {}

  get(collection: Collection, ids: readonly string[]): readonly Row[] {
    const sql = `SELECT id, position, body FROM ${tableOf(collection.name)} WHERE id IN (SELECT value FROM json_each(?))`;
    return this.prepared(sql).all(JSON.stringify(ids)) as unknown as Row[];
  }

  /** One more than the limit, where there are more. */
  query(collection: Collection, question: Question): readonly Row[] {
    const statements = selects(collection, question);
    if (statements.length <= 1) return this.rows(statements, question.limit + 1);
    // A document that moves from one segment to the next in the meantime would be met twice.
    this.database.exec('BEGIN');
    try {
      return this.rows(statements, question.limit + 1);
    } finally {
      this.database.exec('ROLLBACK');
    }
  }

  count(collection: Collection, conditions: Question['conditions']): number {
    let total = 0n;
    for (const { text, values } of counts(collection, conditions)) {
      total += (this.prepared(text).get(...values) as { readonly total: bigint }).total;
    }
    return Number(total);
  }

  checkpoint(reader: string): bigint | null {
    const row = this.prepared('SELECT position FROM checkpoints WHERE reader = ?').get(reader);
    return row ? (row as { readonly position: bigint }).position : null;
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  private rows(statements: readonly Sql[], wanted: number): readonly Row[] {
    const found: Row[] = [];
    for (const { text, values } of statements) {
      if (found.length === wanted) break;
      found.push(...(this.prepared(text).all(...values, wanted - found.length) as unknown as Row[]));
    }
    return found;
  }

  private prepared(sql: string): StatementSync {
    const known = this.statements.get(sql);
    // The oldest goes first, and one that is asked again is young again.
    if (known) this.statements.delete(sql);
    const statement = known ?? this.database.prepare(sql);
    if (!known) statement.setReadBigInts(true);
    this.statements.set(sql, statement);
    for (const oldest of this.statements.keys()) {
      if (this.statements.size <= mostStatements) break;
      this.statements.delete(oldest);
    }
    return statement;
  }
}

/**
 * The statements that answer a question, to be run one after the other until there are enough documents. What follows a cursor is cut
 * into segments (the ties of its value, what lies beyond it, what has no value), since SQLite walks an index for each of them but not for
 * their union; a list of values asked by `in` becomes arms that SQLite merges in the order of their indexes.
 */
export function selects(collection: Collection, question: Question): readonly Sql[] {
  if (asksNothing(question.conditions)) return [];
  const sorted = sortThatOrders(question);
  const serving = servingList(collection, question.conditions, sorted);
  const direction = question.sort.ascending ? 'ASC' : 'DESC';
  return segments(question, sorted).map(({ conditions, further, orderedBy }) => {
    const key = orderedBy === null ? '' : `, ${expressionOf(orderedBy)} AS sorted_by`;
    const arms = armsOf(conditions, serving, mostArms).map((arm) =>
      select(`id, position, body${key}`, collection, serving, [...arm, ...further]),
    );
    const order = orderedBy === null ? `id ${direction}` : `sorted_by ${direction}, id ${direction}`;
    return {
      text: `${arms.map((arm) => arm.text).join(' UNION ALL ')} ORDER BY ${order} LIMIT ?`,
      values: arms.flatMap((arm) => arm.values),
    };
  });
}

export function counts(collection: Collection, conditions: Question['conditions']): readonly Sql[] {
  if (asksNothing(conditions)) return [];
  const serving = servingList(collection, conditions, undefined);
  return armsOf(conditions, serving, 1).map((arm) => select('count(*) AS total', collection, serving, arm));
}

function select(columns: string, { name }: Collection, serving: Serving | null, conditions: readonly Sql[]): Sql {
  const index = serving ? ` INDEXED BY ${indexOf(name, serving.list)}` : '';
  const where = conditions.length > 0 ? ` WHERE ${conditions.map(({ text }) => text).join(' AND ')}` : '';
  return {
    text: `SELECT ${columns} FROM ${tableOf(name)}${index}${where}`,
    values: conditions.flatMap(({ values }) => values),
  };
}

function asksNothing(conditions: Question['conditions']): boolean {
  return [...conditions.values()].some((condition) => isAmong(condition) && condition.among.length === 0);
}

/** Null where the id alone orders the answer, which is so too when every document has the same value in the sort field. */
function sortThatOrders({ sort, conditions }: Question): string | null {
  const condition = conditions.get(sort.field);
  return sort.field === 'id' || (isAmong(condition) && condition.among.length === 1) ? null : sort.field;
}

/** `sorted` is the field of the order, null where that is the id, undefined where no order is asked for. */
function servingList(
  { indexes }: Collection,
  conditions: Question['conditions'],
  sorted: string | null | undefined,
): Serving | null {
  // A handful of ids is found fastest by the primary key.
  if (isAmong(conditions.get('id'))) return null;
  let best: (Serving & { readonly worth: number }) | null = null;
  for (const list of indexes) {
    const end = list.findIndex((field) => field === sorted || !isAmong(conditions.get(field)));
    const equals = end < 0 ? list : list.slice(0, end);
    const next = list[equals.length];
    const byId = sorted === null && equals.length > 0 && next === undefined;
    const ordered = byId || (next !== undefined && next === sorted);
    const ranged = next !== undefined && conditions.has(next);
    const worth = equals.length * 4 + (ordered ? 2 : 0) + (ranged ? 1 : 0);
    if (worth > (best?.worth ?? 0)) best = { list, equals, worth };
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

  const expression = expressionOf(sorted);
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
  const text = `${expressionOf(sorted)} ${ascending ? '>' : '<'} json_extract(?, '$')`;
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
function held(field: string, condition: Asked): readonly Sql[] {
  return isAmong(condition) ? heldAmong(field, condition.among) : heldRange(field, condition);
}

function heldAmong(field: string, among: readonly Scalar[]): readonly Sql[] {
  const expression = expressionOf(field);
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
): readonly Sql[] {
  const asksTruth = values.includes(truth);
  if (asksTruth === values.includes(number)) return [];
  const comparison = asksTruth ? '=' : '<>';
  return [
    {
      text: `(${expressionOf(field)} IS NOT ${number} OR json_type(body, '$.${field}') ${comparison} '${type}')`,
      values: [],
    },
  ];
}

function heldRange(field: string, { from, to }: Range): readonly Sql[] {
  const expression = expressionOf(field);
  const parts: Sql[] = [];
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
  if (reachesTruth) parts.push({ text: `json_type(body, '$.${field}') NOT IN ('true', 'false')`, values: [] });
  return parts;
}

/**
 * Values cross as JSON and are read by the same function that reads the documents: it and the driver do not turn every decimal
 * fraction into the same binary one.
 */
const json = (value: Scalar) => JSON.stringify(value);
