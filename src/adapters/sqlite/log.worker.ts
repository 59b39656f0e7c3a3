// One file on purpose: a worker thread must load it as it stands in `src` and in `dist`.
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import type { Engine } from './worker-protocol.js';

export interface Row {
  position: number;
  stream: string;
  revision: number;
  id: string;
  type: string;
  /** JSON texts. */
  data: string;
  metadata: string;
}

export interface AppendRequest {
  stream: string;
  /** -1: the stream must not exist. */
  expected: number;
  events: { id: string; type: string; data: string; metadata: string }[];
}

/** Of another log, each with the revision that it had there. */
export type ReceivedRow = Omit<Row, 'position'>;

export type WriteRequest =
  | { append: AppendRequest }
  | { together: readonly AppendRequest[] }
  | { receive: ReceivedRow[] }
  | { place: { group: string; position: number; parked: ParkedRow[] } }
  | { again: string }
  | { checkpoint: { group: string; position: number } }
  | { ordered: OrderedRow }
  | { park: ParkedRow }
  | { unpark: { group: string; position: number } }
  | { check: true };

export interface RowFilter {
  readonly categories?: readonly string[];
  readonly types?: readonly string[];
}

export interface ParkedRow {
  group: string;
  position: number;
  reason: string;
  parkedAt: string;
}

/** Of an ordered policy, as a JSON text. */
export interface OrderedRow {
  policy: string;
  checkpoint: string;
}

/** An append's `position` is that of its last event; `written` is false when the log already had these very events. */
export type WriteResult =
  Written | { together: readonly Written[] } | { received: number } | { parked: number } | Conflict | Failed | null;

export interface Written {
  position: number;
  revision: number;
  written: boolean;
}

interface Conflict {
  conflict: number;
  stream: string;
  expected: number;
}

/** `inDoubt`: it may be in the log all the same. */
interface Failed {
  failed: string;
  inDoubt?: boolean;
}

const applicationId = 0x49_53_48_59; // "ISHY"
const schemaVersion = 1;

/**
 * The log in one SQLite file: WAL, and every commit is on the disk before it is answered (`synchronous=FULL`). Synchronous; positions
 * count 1, 2, 3, … without gaps, because one writer gives them out inside the transaction that stores them.
 */
export class SqliteLog {
  readonly #db: DatabaseSync;
  readonly #insert: StatementSync;
  readonly #lastRevision: StatementSync;
  readonly #idAt: StatementSync;
  #head: number;
  /** Revisions of streams lately written, so that the usual append needs no look into the index. */
  readonly #revisions = new Map<string, number>();

  constructor(file: string) {
    this.#db = openLog(file, refuseForeignFile(file));
    this.#insert = this.#db.prepare(
      'INSERT INTO events (position, stream, revision, id, type, data, metadata, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#lastRevision = this.#db.prepare('SELECT max(revision) AS revision FROM events WHERE stream = ?');
    this.#idAt = this.#db.prepare('SELECT id, position FROM events WHERE stream = ? AND revision = ?');
    this.#head = Number(this.#db.prepare('SELECT max(position) AS head FROM events').get()!['head'] ?? 0);
  }

  /** One transaction for them all; neither a conflict nor a failure of one touches the others. */
  commit(requests: readonly WriteRequest[], inDoubt = false): WriteResult[] {
    const headBefore = this.#head;
    let isCommitting = false;
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const results = requests.map((request) => this.#write(request));
      isCommitting = true;
      this.#db.exec('COMMIT');
      return results;
    } catch (error) {
      this.#head = headBefore;
      this.#revisions.clear();
      rollBack(this.#db);
      const { message, errcode } = error as Error & { errcode?: number };
      // A commit that failed at the disk may stand in the write-ahead log, and would be found there after a crash.
      const mayBeThere = inDoubt || (isCommitting && !leavesNothing.has(errcode));
      if (requests.length > 1) return requests.map((request) => this.commit([request], mayBeThere)[0]!);
      return [{ failed: message, ...(mayBeThere && { inDoubt: true }) }];
    }
  }

  reader(): SqliteLogReader {
    return new SqliteLogReader(this.#db, () => undefined);
  }

  close(): void {
    this.#db.close();
  }

  #write(request: WriteRequest): WriteResult {
    if ('append' in request) return this.#append(request.append);
    if ('together' in request) return this.#together(request.together);
    if ('receive' in request) return this.#receive(request.receive);
    if ('place' in request) {
      const { group, position, parked } = request.place;
      this.#db.prepare('INSERT OR REPLACE INTO groups (name, position) VALUES (?, ?)').run(group, position);
      this.#db.prepare('DELETE FROM parked WHERE name = ?').run(group);
      const park = this.#db.prepare('INSERT INTO parked VALUES (?, ?, ?, ?)');
      for (const each of parked) park.run(group, each.position, each.reason, each.parkedAt);
    } else if ('again' in request) {
      this.#db
        .prepare('INSERT OR IGNORE INTO again (name, position) SELECT name, position FROM parked WHERE name = ?')
        .run(request.again);
    } else if ('checkpoint' in request) {
      const { group, position } = request.checkpoint;
      this.#db.prepare('INSERT OR REPLACE INTO groups (name, position) VALUES (?, ?)').run(group, position);
    } else if ('ordered' in request) {
      const { policy, checkpoint } = request.ordered;
      this.#db.prepare('INSERT OR REPLACE INTO ordered_policies VALUES (?, ?)').run(policy, checkpoint);
    } else if ('park' in request) {
      const { group, position, reason, parkedAt } = request.park;
      const before = this.#unpark(group, position);
      this.#db.prepare('INSERT INTO parked VALUES (?, ?, ?, ?)').run(group, position, reason, parkedAt);
      return { parked: 1 - before };
    } else if ('unpark' in request) {
      const { group, position } = request.unpark;
      return { parked: -this.#unpark(group, position) };
    } else {
      this.#check();
    }
    return null;
  }

  /** How many it was: one or none. */
  #unpark(group: string, position: number): number {
    this.#db.prepare('DELETE FROM again WHERE name = ? AND position = ?').run(group, position);
    return Number(this.#db.prepare('DELETE FROM parked WHERE name = ? AND position = ?').run(group, position).changes);
  }

  /** Writes about as much as an append, beside the log. Another process that writes to it makes every append of ours fail. */
  #check(): void {
    this.#db.exec('INSERT OR REPLACE INTO last_check VALUES (1, zeroblob(8192))');
    const head = Number(this.#db.prepare('SELECT max(position) AS head FROM events').get()!['head'] ?? 0);
    if (head !== this.#head) throw new Error('another process has written to it');
  }

  #append(append: AppendRequest): WriteResult {
    return this.#known(append) ?? this.#appendNew(append);
  }

  /** All of them or none: looked at before the first is written. */
  #together(appends: readonly AppendRequest[]): WriteResult {
    const known = appends.map((append) => this.#known(append));
    for (const result of known) if (result !== null && 'conflict' in result) return result;
    return { together: appends.map((append, index) => (known[index] as Written | null) ?? this.#appendNew(append)) };
  }

  /** What becomes of an append that is not new; null when it is. */
  #known({ stream, expected, events }: AppendRequest): Written | Conflict | null {
    const actual = this.#revisionOf(stream);
    if (actual === expected) return null;
    return this.#alreadyWritten(stream, expected, events) ?? { conflict: actual, stream, expected };
  }

  #appendNew({ stream, expected, events }: AppendRequest): Written {
    let revision = expected;
    for (const event of events) {
      revision += 1;
      this.#store({ ...event, stream, revision });
    }
    this.#remember(stream, revision);
    return { position: this.#head, revision, written: true };
  }

  /** All of them or none: looked at before the first is written. */
  #receive(rows: readonly ReceivedRow[]): WriteResult {
    const revisions = new Map<string, number>();
    for (const { stream, revision } of rows) {
      const actual = revisions.get(stream) ?? this.#revisionOf(stream);
      if (actual !== revision - 1) return { conflict: actual, stream, expected: revision - 1 };
      revisions.set(stream, revision);
    }
    for (const row of rows) this.#store(row);
    for (const [stream, revision] of revisions) this.#remember(stream, revision);
    return { received: this.#head };
  }

  #store({ stream, revision, id, type, data, metadata }: ReceivedRow): void {
    this.#head += 1;
    const checksum = checksumOf({ position: this.#head, stream, revision, id, type, data, metadata });
    this.#insert.run(this.#head, stream, revision, id, type, data, metadata, checksum);
  }

  // A caller who never heard our answer asks again with the same ids: that is the same append, whatever came after it.
  #alreadyWritten(stream: string, expected: number, events: AppendRequest['events']): Written | null {
    let position = 0;
    for (const [index, { id }] of events.entries()) {
      const there = this.#idAt.get(stream, expected + 1 + index);
      if (there?.['id'] !== id) return null;
      position = Number(there['position']);
    }
    return { position, revision: expected + events.length, written: false };
  }

  #revisionOf(stream: string): number {
    const known = this.#revisions.get(stream);
    if (known !== undefined) return known;
    return Number(this.#lastRevision.get(stream)!['revision'] ?? -1);
  }

  #remember(stream: string, revision: number): void {
    if (this.#revisions.size >= 50_000) this.#revisions.clear();
    this.#revisions.set(stream, revision);
  }
}

/** The log as its store asks for it: one transaction for each batch. */
export const engineOf = (log: SqliteLog): LogEngine => ({
  answer: (requests) => log.commit(requests),
  close: () => log.close(),
});

export type LogEngine = Engine<readonly WriteRequest[], readonly WriteResult[]>;

export const open = (file: string): LogEngine => engineOf(new SqliteLog(file));

/** Reads beside the writer; under WAL neither waits for the other. */
export class SqliteLogReader {
  readonly #db: DatabaseSync;
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;
  readonly #howMany: StatementSync;
  readonly #ofStreams: StatementSync;
  readonly #texts: StatementSync;
  readonly #columns: string;
  readonly #all = new Map<string, StatementSync>();
  /** A connection that belongs to the writer is left to it. */
  readonly close: () => void;

  static open(file: string): SqliteLogReader {
    const db = new DatabaseSync(file, { readOnly: true });
    return new SqliteLogReader(db, () => db.close());
  }

  constructor(db: DatabaseSync, close: () => void) {
    this.#db = db;
    this.close = close;
    // A log that no program of this version has written to yet keeps none.
    const keepsChecksums = db.prepare(`SELECT 1 FROM pragma_table_info('events') WHERE name = 'checksum'`).get();
    const columns = `position, stream, revision, id, type, data, metadata, ${keepsChecksums ? 'checksum' : 'NULL AS checksum'}`;
    this.#columns = columns;
    this.#forwards = db.prepare(
      `SELECT ${columns} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
    );
    this.#backwards = db.prepare(
      `SELECT ${columns} FROM events WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?`,
    );
    this.#texts = db.prepare(
      'SELECT position, concat_ws(char(10), stream, revision, id, type, data, metadata) AS text FROM events WHERE position > ? AND position <= ? ORDER BY position',
    );
    const ofStreams = 'FROM events INDEXED BY events_of_stream WHERE stream >= ? AND stream < ?';
    this.#howMany = db.prepare(`SELECT count(*) AS count FROM (SELECT 1 ${ofStreams} LIMIT ?)`);
    this.#ofStreams = db.prepare(`SELECT ${columns} ${ofStreams}`);
  }

  stream(name: string, direction: 'forwards' | 'backwards', from: number, limit: number): Row[] {
    const statement = direction === 'forwards' ? this.#forwards : this.#backwards;
    const rows = whole(statement.all(name, from, limit));
    const step = direction === 'forwards' ? 1 : -1;
    const broken = rows.findIndex(
      (row, index) => row.stream !== name || row.revision !== rows[0]!.revision + step * index,
    );
    if (broken !== -1) throw new Error(`${name} is not whole around revision ${rows[broken]!.revision}: ${whatToDo}`);
    return rows;
  }

  /**
   * The events of these categories, with perhaps a few others, in any order: found by their streams, without looking through the log. Null
   * when they are more than `most`.
   */
  few(categories: readonly string[], most: number): Row[] | null {
    // Behind the hyphen comes the full stop, so these are the streams of a category, and those that look a little like them.
    const ranges = categories.map((category) => [category, `${category}.`] as const);
    let count = 0;
    for (const range of ranges) {
      count += Number(this.#howMany.get(...range, most + 1)!['count']);
      if (count > most) return null;
    }
    return ranges.flatMap((range) => whole(this.#ofStreams.all(...range)));
  }

  /** The events with `after < position <= until` that are of one of the categories and of one of the types (absent: any). */
  between(after: number, until: number, { categories, types }: RowFilter = {}): Row[] {
    const key = `${categories?.length}/${types?.length}`;
    let statement = this.#all.get(key);
    if (statement === undefined) {
      const marks = (values: readonly string[]) => values.map(() => '?').join(', ');
      statement = this.#db.prepare(
        `SELECT ${this.#columns} FROM events WHERE position > ? AND position <= ?` +
          (categories ? ` AND substr(stream, 1, instr(stream || '-', '-') - 1) IN (${marks(categories)})` : '') +
          (types ? ` AND type IN (${marks(types)})` : '') +
          ' ORDER BY position',
      );
      this.#all.set(key, statement);
    }
    return whole(statement.all(after, until, ...(categories ?? []), ...(types ?? [])));
  }

  /** What stands there, whether it is what was written or not, as `textOf` an event: put together here, which is twice as fast as row by row. */
  texts(after: number, until: number): { position: number; text: string }[] {
    return this.#texts.all(after, until) as unknown as { position: number; text: string }[];
  }

  at(position: number): Row | undefined {
    return this.between(position - 1, position)[0];
  }

  head(): number {
    return Number(this.#db.prepare('SELECT max(position) AS head FROM events').get()!['head'] ?? 0);
  }

  checkpoint(group: string): number {
    return Number(this.#db.prepare('SELECT position FROM groups WHERE name = ?').get(group)?.['position'] ?? 0);
  }

  groups(): { group: string; position: number }[] {
    return this.#db.prepare('SELECT name AS "group", position FROM groups ORDER BY name').all() as unknown as {
      group: string;
      position: number;
    }[];
  }

  ordered(): OrderedRow[] {
    // A log that is only read may be of a version that had none.
    if (!this.#db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'ordered_policies'").get()) return [];
    return this.#db
      .prepare('SELECT name AS policy, checkpoint FROM ordered_policies ORDER BY name')
      .all() as unknown as OrderedRow[];
  }

  /** Parked, and to be tried again when the group next consumes. */
  again(group: string): Row[] {
    const positions = this.#db.prepare('SELECT position FROM again WHERE name = ? ORDER BY position').all(group);
    return positions.map(({ position }) => this.at(Number(position))!);
  }

  parkedCounts(): Map<string, number> {
    const rows = this.#db.prepare('SELECT name, count(*) AS count FROM parked GROUP BY name').all();
    return new Map(rows.map(({ name, count }) => [String(name), Number(count)]));
  }

  parked(): ParkedRow[] {
    return this.#db
      .prepare(
        'SELECT name AS "group", position, reason, parked_at AS parkedAt FROM parked ORDER BY parked_at, position',
      )
      .all() as unknown as ParkedRow[];
  }
}

type StoredRow = Row & { checksum: number | null };

/** Throws at a row that is not what was written. */
function whole(rows: readonly unknown[]): Row[] {
  for (const row of rows as StoredRow[]) {
    if (row.checksum !== null && row.checksum !== checksumOf(row))
      throw new Error(`the event at position ${row.position} (${row.stream}) is not what was written: ${whatToDo}`);
  }
  return rows as Row[];
}

const whatToDo = 'stop, and bring back events.sqlite from a backup (docs/operations/disaster.md)';

/** Finds what a disk has changed: SQLite itself does not look whether a page is what it wrote. */
const checksumOf = ({ position, stream, revision, id, type, data, metadata }: Row): number =>
  crc32(metadata, crc32(data, crc32(`${position} ${stream} ${revision} ${id} ${type}`)));

function openLog(file: string, isNew: boolean): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    db.exec(waitForADyingPredecessor);
    db.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 33554432; PRAGMA cache_size = -8000',
    );
    if (isNew) makeLog(db);
    // Younger than the format. A program that does not know them leaves them alone; its events have no checksum.
    db.exec(
      'CREATE TABLE IF NOT EXISTS again (name TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (name, position)) STRICT; ' +
        'CREATE TABLE IF NOT EXISTS ordered_policies (name TEXT PRIMARY KEY, checkpoint TEXT NOT NULL) STRICT; ' +
        'CREATE TABLE IF NOT EXISTS last_check (id INTEGER PRIMARY KEY, filling BLOB) STRICT',
    );
    const columns = db.prepare("SELECT name FROM pragma_table_info('events')").all();
    if (!columns.some(({ name }) => name === 'checksum')) db.exec('ALTER TABLE events ADD COLUMN checksum INTEGER');
    return db;
  } catch (error) {
    db?.close();
    throw new Error(`${file} cannot be opened: ${(error as Error).message}`, { cause: error });
  }
}

function makeLog(db: DatabaseSync): void {
  db.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE events (
      position INTEGER PRIMARY KEY,
      stream   TEXT    NOT NULL,
      revision INTEGER NOT NULL,
      id       TEXT    NOT NULL,
      type     TEXT    NOT NULL,
      data     TEXT    NOT NULL,
      metadata TEXT    NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX events_of_stream ON events (stream, revision);
    CREATE TABLE groups (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT;
    CREATE TABLE parked (
      name TEXT NOT NULL, position INTEGER NOT NULL, reason TEXT NOT NULL, parked_at TEXT NOT NULL,
      PRIMARY KEY (name, position)
    ) STRICT;
    PRAGMA application_id = ${applicationId};
    PRAGMA user_version = ${schemaVersion};
    COMMIT;
  `);
}

/**
 * True when the log is still to be made. Throws one sentence that names the file, and has then changed nothing, when there is
 * something that is not a whole log of ours.
 */
function refuseForeignFile(file: string): boolean {
  if (file === ':memory:') return true;
  const size = sizeOf(file);
  const walIsEmpty = sizeOf(`${file}-wal`) === 0;
  if (size === 0) {
    if (walIsEmpty) return true;
    throw new Error(`${file} is empty, but ${file}-wal is not`); // SQLite would throw the latter away.
  }
  if (statSync(file).isDirectory()) throw new Error(`${file} is a directory`);
  const header = Buffer.alloc(100);
  const fd = openSync(file, 'r');
  const read = readSync(fd, header, 0, 100, 0);
  closeSync(fd);
  if (read < 100 || header.toString('latin1', 0, 15) !== 'SQLite format 3')
    throw new Error(`${file} is not a database`);
  // The newest header may still be in the write-ahead log; what is in the file is then older, and nothing else's.
  const id = header.readUInt32BE(68);
  if (id !== applicationId && id !== 0) throw new Error(`${file} is not a log of Ishyura`);
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  if (walIsEmpty && size < pageSize * header.readUInt32BE(28)) {
    throw new Error(`${file} is torn: ${size} bytes where its own header counts ${pageSize * header.readUInt32BE(28)}`);
  }
  const { id: newestId, version, tables, verdict } = inspect(file, walIsEmpty, size <= quickCheckBelowBytes);
  if (newestId === 0 && version === 0 && tables === 0) return true; // Killed at its first start, before it was made.
  if (newestId !== applicationId) throw new Error(`${file} is not a log of Ishyura`);
  if (version > schemaVersion) throw new Error(`${file} was written by a newer Ishyura (format ${version})`);
  if (verdict !== 'ok') throw new Error(`${file} is damaged: ${verdict}`);
  return false;
}

function inspect(file: string, walIsEmpty: boolean, whole: boolean) {
  // Without a write-ahead log to be read, `immutable` keeps SQLite from making files beside one that may not be ours.
  const place = walIsEmpty ? `${pathToFileURL(file).href}?immutable=1` : file;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(place, { readOnly: true });
    db.exec(waitForADyingPredecessor);
    const ask = (question: string) => Object.values(db!.prepare(question).get()!)[0];
    return {
      id: Number(ask('PRAGMA application_id')),
      version: Number(ask('PRAGMA user_version')),
      tables: Number(ask('SELECT count(*) FROM sqlite_schema')),
      verdict: whole ? String(ask('PRAGMA quick_check(1)')).split('\n').at(-1) : 'ok',
    };
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number };
    const what = primaryCodeMeans.get((errcode ?? 0) & 0xff) ?? 'cannot be read';
    throw new Error(`${file} ${what}: ${message}`, { cause: error });
  } finally {
    db?.close();
  }
}

// A process that was killed may hold its locks a moment longer than its name.
const waitForADyingPredecessor = 'PRAGMA busy_timeout = 1000';
const busy = 5;
/** Full disk, failed write, busy: the end of the commit did not reach the file. */
const leavesNothing: ReadonlySet<number | undefined> = new Set([13, 778, busy]);
const primaryCodeMeans: ReadonlyMap<number, string> = new Map([
  [busy, 'is in use'],
  [11, 'is damaged'],
  [26, 'is damaged'],
]);

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

// Reading a large log whole at each start would cost more than it tells: SQLite notices a bad page when it reads it.
const quickCheckBelowBytes = 64 * 1024 * 1024;

/** A failed BEGIN, and a commit that SQLite has undone by itself, leave nothing to roll back; older Nodes cannot be asked which it was. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // There was no transaction any more.
  }
}
