import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';

/*
 * The writing half of the embedded document store, and the worker that runs it. Tests start this file as it stands, with Node's own
 * type stripping: it imports nothing of ours at run time and uses no syntax that would have to be compiled.
 */

export type Work =
  | { readonly kind: 'declare'; readonly collection: string; readonly indexes: readonly (readonly string[])[] }
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

/** What is left of an error after a thread boundary: a clone keeps the message and drops the driver's codes. */
export interface Failure {
  readonly message: string;
  readonly code: string | null;
  readonly errcode: number | null;
}

export type ToWorker = { readonly kind: 'apply'; readonly works: readonly Work[] } | { readonly kind: 'close' };
export type FromWorker =
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'applied'; readonly failures: readonly (Failure | null)[] }
  | { readonly kind: 'closed'; readonly failure: Failure | null };

export interface Opening {
  readonly file: string;
  /** SQLite's `max_page_count`, with which a test fills the disk. */
  readonly maxPages: number | null;
}

export const workerRole = 'ishyura-documents';
export const inMemory = ':memory:';
/** The code of the failure that the port calls `Fenced`. */
export const fenced = 'FENCED';

const applicationId = 0x49736844; // "IshD"
const layoutVersion = 1;

export const tableOf = (collection: string) => `"collection:${collection}"`;
export const indexOf = (collection: string, fields: readonly string[]) => `"index:${collection}:${fields.join(',')}"`;
/** The same text in an index and in a question: SQLite uses an expression index only for the expression as it was declared. */
export const expressionOf = (field: string) => (field === 'id' ? 'id' : `json_extract(body, '$.${field}')`);

export function failureOf(error: unknown): Failure {
  const { message, code, errcode } = error as { message?: unknown; code?: unknown; errcode?: unknown };
  return {
    message: typeof message === 'string' ? message : String(error),
    code: typeof code === 'string' ? code : null,
    errcode: typeof errcode === 'number' ? errcode : null,
  };
}

export class SqliteDocumentWriter {
  readonly database: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();

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
   * All of these in one transaction. Where one fails, each is tried in a transaction of its own, so that nobody fails for a neighbour.
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

  private make(collection: string, indexes: readonly (readonly string[])[]): void {
    const table = tableOf(collection);
    // A rowid table: with large bodies and random ids it is written twice as fast as one that is ordered by its id.
    this.database.exec(
      `CREATE TABLE IF NOT EXISTS ${table} (id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL)`,
    );
    const declared = new Set(indexes.map((fields) => indexOf(collection, fields)));
    const present = this.prepared(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL`,
    );
    for (const { name } of present.all(table.slice(1, -1))) {
      if (!declared.has(`"${String(name)}"`)) this.database.exec(`DROP INDEX "${String(name)}"`);
    }
    for (const fields of indexes) {
      const expressions = [...fields.filter((field) => field !== 'id').map(expressionOf), 'id'];
      this.database.exec(
        `CREATE INDEX IF NOT EXISTS ${indexOf(collection, fields)} ON ${table} (${expressions.join(', ')})`,
      );
    }
  }

  private write({ collection, ids, positions, bodies, checkpoint }: Extract<Work, { kind: 'write' }>): void {
    const table = tableOf(collection);
    if (checkpoint && checkpoint.fence !== null) this.passFence(checkpoint.reader, checkpoint.fence);
    for (const [index, id] of ids.entries()) {
      const position = positions[index] as bigint;
      const body = bodies[index] ?? null;
      if (body === null) this.prepared(`DELETE FROM ${table} WHERE id = ? AND position < ?`).run(id, position);
      else {
        this.prepared(
          `INSERT INTO ${table} (id, position, body) VALUES (?, ?, ?) ON CONFLICT (id)
           DO UPDATE SET position = excluded.position, body = excluded.body WHERE excluded.position > position`,
        ).run(id, position, body);
      }
    }
    if (!checkpoint) return;
    this.prepared(
      'INSERT INTO checkpoints (reader, position) VALUES (?, ?) ON CONFLICT (reader) DO UPDATE SET position = excluded.position',
    ).run(checkpoint.reader, checkpoint.position);
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
    throw refusal(file, `is torn (${failureOf(cause).message})`, cause);
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
  const help = 'nothing was changed; move it away and the documents are filled anew from the log';
  return new Error(`${file} ${what}: ${help}.`, { cause });
}

function serve(opening: Opening): void {
  const port = parentPort;
  if (!port) throw new Error('The document worker is started as a worker');
  const answer = (message: FromWorker) => port.postMessage(message);
  let writer: SqliteDocumentWriter;
  try {
    writer = SqliteDocumentWriter.open(opening);
  } catch (error) {
    answer({ kind: 'refused', failure: failureOf(error) });
    return;
  }
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'apply') {
      const failures = writer.apply(message.works).map((failure) => (failure === null ? null : failureOf(failure)));
      return answer({ kind: 'applied', failures });
    }
    let failure: Failure | null = null;
    try {
      writer.close();
    } catch (error) {
      failure = failureOf(error);
    }
    answer({ kind: 'closed', failure });
    port.close();
  });
  answer({ kind: 'opened' });
}

const data = workerData as { readonly role?: unknown; readonly opening?: Opening } | null;

/** A failed BEGIN, and a commit that SQLite has undone by itself, leave nothing to roll back; older Nodes cannot be asked which it was. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // There was no transaction any more.
  }
}

if (!isMainThread && data?.role === workerRole && data.opening) serve(data.opening);
