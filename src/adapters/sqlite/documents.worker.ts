import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Engine } from './worker-protocol.js';

/*
 * The writing half of the embedded document store. A worker thread loads this file as it stands in `src` and in `dist`: it imports nothing of
 * ours at run time and uses no syntax that would have to be compiled.
 */

export type Work =
  | {
      readonly kind: 'declare';
      readonly collection: string;
      readonly indexes: readonly { readonly fields: readonly string[]; readonly carried: readonly string[] }[];
    }
  | {
      readonly kind: 'write';
      readonly collection: string;
      /** Three lists of equal length: they cross to the worker more cheaply than a list of objects. */
      readonly ids: readonly string[];
      readonly positions: readonly bigint[];
      readonly bodies: readonly (string | null)[];
      readonly checkpoint: { readonly reader: string; readonly position: bigint; readonly fence: bigint | null } | null;
    }
  | { readonly kind: 'clear'; readonly collection: string; readonly readers: readonly string[] };

/** What one of a batch failed with, as it crosses to another thread. */
export interface Failure {
  readonly message: string;
  readonly code: string | null;
  readonly errcode: number | null;
}

export interface Opening {
  readonly file: string;
  /** SQLite's `max_page_count`, with which a test fills the disk. */
  readonly maxPages: number | null;
}

export const inMemory = ':memory:';
/** The code of the failure that the port calls `Fenced`. */
export const fenced = 'FENCED';

const applicationId = 0x49736844; // "IshD"
const layoutVersion = 2;

export const tableOf = (collection: string) => `"collection:${collection}"`;
/** What an index carries behind the id is in its name, so that another set makes another index. */
export const indexOf = (collection: string, fields: readonly string[], carried: readonly string[]) =>
  `"index:${[collection, fields.join(','), ...(carried.length > 0 ? [carried.join(',')] : [])].join(':')}"`;
/** Each field that is asked by has a column of its own, named by its path. */
export const columnOf = (field: string) => (field === 'id' ? 'id' : `"$.${field}"`);

export function failureOf(error: unknown): Failure {
  const { message, code, errcode } = error as { message?: unknown; code?: unknown; errcode?: unknown };
  return {
    message: typeof message === 'string' ? message : String(error),
    code: typeof code === 'string' ? code : null,
    errcode: typeof errcode === 'number' ? errcode : null,
  };
}

/** What is done to the documents of one collection; its updates by the fields that have changed, one digit for each. */
interface Table {
  readonly table: string;
  readonly fields: readonly string[];
  readonly find: StatementSync;
  readonly insert: StatementSync;
  readonly remove: StatementSync;
  readonly updates: Map<string, StatementSync>;
}

export class SqliteDocumentWriter {
  readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private readonly tables = new Map<string, Table>();

  private constructor(database: DatabaseSync) {
    this.database = database;
  }

  static open({ file, maxPages }: Opening): SqliteDocumentWriter {
    if (file !== inMemory) refuseUnlessOurs(file);
    let database: DatabaseSync | null = null;
    try {
      database = new DatabaseSync(file, { timeout: 5_000 });
      // The mark is set before the first page goes to a WAL, so that it can always be read from the file itself.
      database.exec(`PRAGMA application_id = ${applicationId}`);
      // What a power loss takes from documents, the log gives back; their checkpoint is lost with them. So no fsync at each commit.
      // A longer WAL than SQLite's 1,000 pages writes a page that changes often fewer times to the file.
      database.exec(`
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = NORMAL;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA cache_size = -32768;
        PRAGMA temp_store = MEMORY;
        CREATE TABLE IF NOT EXISTS checkpoints (reader TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS fences (reader TEXT NOT NULL PRIMARY KEY, fence INTEGER NOT NULL) WITHOUT ROWID;
        PRAGMA user_version = ${layoutVersion};
      `);
      if (maxPages !== null) database.exec(`PRAGMA max_page_count = ${Math.trunc(maxPages)}`);
      return new SqliteDocumentWriter(database);
    } catch (cause) {
      database?.close();
      throw refusal(file, `cannot be opened as the document store (${failureOf(cause).message})`, cause);
    }
  }

  /**
   * All of these in one transaction. Where one fails, each is tried in a transaction of its own, so that none fails because of another.
   * Answers, in their order, what each failed with.
   */
  apply(works: readonly Work[]): readonly unknown[] {
    try {
      this.database.exec('BEGIN IMMEDIATE');
      for (const work of works) this.perform(work);
      this.database.exec('COMMIT');
      return works.map(() => null);
    } catch (error) {
      // A full disk has already ended the transaction by itself.
      if (this.database.isOpen) rollBack(this.database);
      return works.length === 1 ? [error] : works.map((work) => this.apply([work])[0]);
    }
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  private perform(work: Work): void {
    switch (work.kind) {
      case 'declare':
        return this.make(work.collection, work.indexes);
      case 'write':
        return this.write(work);
      case 'clear':
        return this.clear(work.collection, work.readers);
    }
  }

  private make(collection: string, indexes: Extract<Work, { kind: 'declare' }>['indexes']): void {
    const all = indexes.flatMap(({ fields, carried }) => [...fields, ...carried]);
    const fields = [...new Set(all)].filter((field) => field !== 'id');
    this.makeTable(collection, fields);
    this.tables.set(collection, this.tableWith(collection, fields));
    const table = tableOf(collection);
    const declared = new Map(
      indexes.map((index) => [
        indexOf(collection, index.fields, index.carried),
        [...index.fields, 'id', ...index.carried].map(columnOf).join(', '),
      ]),
    );
    const present = this.prepared(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
    );
    for (const { name } of present.all(table.slice(1, -1))) {
      if (!declared.has(`"${String(name)}"`)) this.database.exec(`DROP INDEX "${String(name)}"`);
    }
    for (const [index, columns] of declared)
      this.database.exec(`CREATE INDEX IF NOT EXISTS ${index} ON ${table} (${columns})`);
  }

  /**
   * The columns stand before the body, which may reach over many pages. A table that has others, from another version of the collection or
   * of this program, is copied into one that has them.
   */
  private makeTable(collection: string, fields: readonly string[]): void {
    const table = tableOf(collection);
    const wanted = ['id', 'position', ...fields.map((field) => `$.${field}`), 'body'];
    const there = this.database
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(table.slice(1, -1))
      .map(({ name }) => String(name));
    if (there.length === wanted.length && wanted.every((name) => there.includes(name))) return;
    const columns = fields.map(columnOf);
    // A rowid table: with large bodies and random ids it is written twice as fast as one that is ordered by its id.
    const made = `(${['id TEXT NOT NULL PRIMARY KEY', 'position INTEGER NOT NULL', ...columns, 'body TEXT NOT NULL'].join(', ')})`;
    // To rename a table, SQLite reads the text of every table and index again: a start without documents does it for none.
    if (there.length === 0) return this.database.exec(`CREATE TABLE ${table} ${made}`);
    const copy = tableOf(`${collection}:copy`);
    this.database.exec(`
      CREATE TABLE ${copy} ${made};
      INSERT INTO ${copy} (${['id', 'position', ...columns, 'body'].join(', ')})
      SELECT ${['id', 'position', ...fields.map((field) => valueOf(field, 'body')), 'body'].join(', ')} FROM ${table};
      DROP TABLE ${table};
      ALTER TABLE ${copy} RENAME TO ${table};
    `);
  }

  private tableWith(collection: string, fields: readonly string[]): Table {
    const table = tableOf(collection);
    const columns = ['id', 'position', ...fields.map(columnOf), 'body'].join(', ');
    const values = [':id', ':position', ...fields.map((field) => valueOf(field, ':body')), ':body'].join(', ');
    // SQLite writes every index of a column that is set, changed or not; so only those are set that have changed.
    const changed = ["''", ...fields.map((field) => `(${columnOf(field)} IS NOT ${valueOf(field, ':body')})`)].join(
      ' || ',
    );
    const find = this.database.prepare(
      `SELECT rowid AS "row", position < :position AS older, ${changed} AS changed FROM ${table} WHERE id = :id`,
    );
    // Where no field is asked by.
    find.setAllowUnknownNamedParameters(true);
    return {
      table,
      fields,
      find,
      insert: this.database.prepare(`INSERT INTO ${table} (${columns}) VALUES (${values})`),
      remove: this.database.prepare(`DELETE FROM ${table} WHERE id = :id AND position < :position`),
      updates: new Map(),
    };
  }

  private write({ collection, ids, positions, bodies, checkpoint }: Extract<Work, { kind: 'write' }>): void {
    if (checkpoint && checkpoint.fence !== null) this.passFence(checkpoint.reader, checkpoint.fence);
    const table = this.tables.get(collection);
    if (table === undefined) throw new Error(`The collection ${collection} was not declared`);
    for (const [index, id] of ids.entries()) {
      const position = positions[index] as bigint;
      const body = bodies[index] ?? null;
      if (body === null) table.remove.run({ id, position });
      else this.put(table, id, position, body);
    }
    if (!checkpoint) return;
    this.prepared(
      'INSERT INTO checkpoints (reader, position) VALUES (?, ?) ON CONFLICT (reader) DO UPDATE SET position = excluded.position',
    ).run(checkpoint.reader, checkpoint.position);
  }

  private put({ fields, find, insert, updates, table }: Table, id: string, position: bigint, body: string): void {
    const found = find.get({ id, position, body }) as
      { readonly row: number; readonly older: number; readonly changed: string } | undefined;
    if (found === undefined) insert.run({ id, position, body });
    if (found?.older !== 1) return;
    let update = updates.get(found.changed);
    if (update === undefined) {
      const changed = fields.filter((_, index) => found.changed[index] === '1');
      const sets = changed.map((field) => `, ${columnOf(field)} = ${valueOf(field, ':body')}`).join('');
      update = this.database.prepare(
        `UPDATE ${table} SET position = :position, body = :body${sets} WHERE rowid = :row`,
      );
      updates.set(found.changed, update);
    }
    update.run({ row: found.row, position, body });
  }

  private passFence(reader: string, fence: bigint): void {
    const select = this.prepared('SELECT fence FROM fences WHERE reader = ?');
    select.setReadBigInts(true);
    const highest = (select.get(reader) as { readonly fence: bigint } | undefined)?.fence;
    if (highest === fence) return;
    if (highest !== undefined && highest > fence) throw Object.assign(new Error('Fenced'), { code: fenced });
    this.prepared('INSERT OR REPLACE INTO fences (reader, fence) VALUES (?, ?)').run(reader, fence);
  }

  private clear(collection: string, readers: readonly string[]): void {
    this.database.exec(`DELETE FROM ${tableOf(collection)}`);
    for (const reader of readers) this.prepared('DELETE FROM checkpoints WHERE reader = ?').run(reader);
  }

  private prepared(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }
}

export type DocumentEngine = Engine<readonly Work[], readonly (Failure | null)[]>;

export const engineOf = (writer: SqliteDocumentWriter): DocumentEngine => ({
  answer: (works) => writer.apply(works).map((failure) => (failure === null ? null : failureOf(failure))),
  close: () => writer.close(),
});

export const open = (opening: Opening): DocumentEngine => engineOf(SqliteDocumentWriter.open(opening));

/**
 * Looks at the bytes before SQLite does, and then only reads: another program's database, or what a torn disk left of ours, is not
 * changed by so much as the recovery of its journal.
 */
function refuseUnlessOurs(file: string): void {
  const header = firstBytes(file);
  if (header === null) return;
  if (header.length < 108 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') {
    throw refusal(file, 'is not a database, or is torn');
  }
  const mark = header.readUInt32BE(68);
  // No mark and nothing in it: where a process died while it made the file.
  if (mark === 0 && header.readUInt16BE(103) === 0 && !existsSync(`${file}-wal`)) return;
  if (mark !== applicationId) throw refusal(file, 'is the database of another program');
  const version = header.readUInt32BE(60);
  if (version > layoutVersion) throw refusal(file, 'was written by a newer version of Ishyura');
  let reader: DatabaseSync | null = null;
  try {
    reader = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    const { checkpoints } =
      reader.prepare(`SELECT count(*) AS checkpoints FROM sqlite_schema WHERE name = 'checkpoints'`).get() ?? {};
    if (checkpoints === 1) reader.prepare('SELECT count(position) FROM checkpoints').get();
  } catch (cause) {
    throw refusal(file, `${isDamage(cause) ? 'is torn' : 'cannot be read'} (${failureOf(cause).message})`, cause);
  } finally {
    reader?.close();
  }
}

/** Null where there is no file, or an empty one. */
function firstBytes(file: string): Buffer | null {
  if (!existsSync(file)) return null;
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, 'r');
    if (fstatSync(descriptor).size === 0) return null;
    const bytes = Buffer.alloc(108);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } catch (cause) {
    throw refusal(file, `cannot be read (${failureOf(cause).message})`, cause);
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

function refusal(file: string, what: string, cause?: unknown): Error {
  // What a full disk or a missing permission is in the way of is not mended by making the file anew.
  const help =
    cause === undefined || isDamage(cause) ? '; move it away and the documents are filled anew from the log' : '';
  return new Error(`${file} ${what}: nothing was changed${help}.`, { cause });
}

/** Of a JSON text, as SQLite reads it. */
const valueOf = (field: string, body: string) => `json_extract(${body}, '$.${field}')`;

/** SQLITE_CORRUPT and SQLITE_NOTADB; of the others the file is not to blame. */
const isDamage = (cause: unknown): boolean => [11, 26].includes((failureOf(cause).errcode ?? 0) & 0xff);

/** A failed BEGIN, and a commit that SQLite has undone by itself, leave nothing to roll back; older Nodes cannot be asked which it was. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // There was no transaction any more.
  }
}
