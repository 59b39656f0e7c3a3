// One file on purpose: a worker thread must load it as it stands in `src` and in `dist`.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Engine } from './worker-protocol.js';

export interface KeyRow {
  subject: string;
  keyId: string;
  wrapped: Uint8Array;
}

export type KeyRequest =
  { keep: KeyRow } | { erase: string } | { bury: { subject: string; keyId: string }[] } | { check: true };
export type KeyResult =
  { keyId: string; wrapped: Uint8Array } | { erased: number } | { checked: true } | { failed: string };
/** Data keys in a file of their own. `secure_delete`: an erased key leaves no bytes behind in the file. */
export class SqliteKeys {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, options: { readOnly?: boolean } = {}) {
    this.#db = new DatabaseSync(file, options);
    // A file of before keys were remembered as destroyed is read as one that has destroyed none.
    if (options.readOnly) {
      if (!this.#hasTombstones()) this.#db.exec(`CREATE TEMP TABLE erased ${tombstones}`);
      return;
    }
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA journal_size_limit = 33554432;
      CREATE TABLE IF NOT EXISTS keys (subject TEXT PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, wrapped BLOB NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS erased ${tombstones};
      CREATE TABLE IF NOT EXISTS last_check (id INTEGER PRIMARY KEY, filling BLOB) STRICT;
    `);
  }

  commit(requests: readonly KeyRequest[]): KeyResult[] {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const results = requests.map((request) =>
        'keep' in request
          ? this.#keep(request.keep)
          : 'erase' in request
            ? this.#erase(request.erase)
            : 'bury' in request
              ? this.#bury(request.bury)
              : this.#check(),
      );
      this.#db.exec('COMMIT');
      // What was erased must not live on in the write-ahead log.
      if (requests.some((request) => 'erase' in request || 'bury' in request))
        this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return results;
    } catch (error) {
      rollBack(this.#db);
      return requests.map(() => ({ failed: (error as Error).message }));
    }
  }

  of(subject: string): KeyRow | null {
    return this.#row('subject', subject);
  }

  find(keyId: string): KeyRow | 'erased' | null {
    const row = this.#row('key_id', keyId);
    if (row !== null) return row;
    return this.#prepared('SELECT 1 FROM erased WHERE key_id = ?').get(keyId) === undefined ? null : 'erased';
  }

  /** Of the keys that there are and of those that were destroyed, those with the next ids. */
  after(keyId: string, limit: number): (Omit<KeyRow, 'wrapped'> & { wrapped: Uint8Array | null })[] {
    const rows = this.#prepared(
      `SELECT subject, key_id AS keyId, wrapped FROM keys WHERE key_id > ?1
       UNION ALL SELECT subject, key_id, NULL FROM erased WHERE key_id > ?1
       ORDER BY keyId LIMIT ?2`,
    ).all(keyId, limit);
    return rows as unknown as ReturnType<SqliteKeys['after']>;
  }

  close(): void {
    this.#db.close();
  }

  #keep({ subject, keyId, wrapped }: KeyRow): KeyResult {
    if (this.find(keyId) === 'erased') throw new Error(`the key ${keyId} was erased`);
    const { changes } = this.#prepared('INSERT INTO keys VALUES (?, ?, ?) ON CONFLICT (subject) DO NOTHING').run(
      subject,
      keyId,
      wrapped,
    );
    return changes === 1 ? { keyId, wrapped } : this.of(subject)!;
  }

  #erase(subject: string): KeyResult {
    const row = this.of(subject);
    return row === null ? { erased: 0 } : this.#bury([row]);
  }

  #bury(keys: readonly { subject: string; keyId: string }[]): KeyResult {
    let erased = 0;
    for (const { subject, keyId } of keys) {
      erased += Number(this.#prepared('DELETE FROM keys WHERE key_id = ?').run(keyId).changes);
      this.#prepared('INSERT OR IGNORE INTO erased VALUES (?, ?)').run(keyId, subject);
    }
    return { erased };
  }

  /** Writes about as much as a few keys, beside them. */
  #check(): KeyResult {
    this.#prepared('INSERT OR REPLACE INTO last_check VALUES (1, zeroblob(4096))').run();
    return { checked: true };
  }

  #row(column: 'subject' | 'key_id', value: string): KeyRow | null {
    const row = this.#prepared(`SELECT subject, key_id AS keyId, wrapped FROM keys WHERE ${column} = ?`).get(value);
    return (row as unknown as KeyRow | undefined) ?? null;
  }

  #hasTombstones(): boolean {
    return this.#db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'erased'").get() !== undefined;
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

export type KeyEngine = Engine<readonly KeyRequest[], readonly KeyResult[]>;

export function open(file: string): KeyEngine {
  const keys = new SqliteKeys(file);
  return { answer: (requests) => keys.commit(requests), close: () => keys.close() };
}

const tombstones = '(key_id TEXT PRIMARY KEY, subject TEXT NOT NULL) STRICT';

/** A failed BEGIN, and a commit that SQLite has undone by itself, leave nothing to roll back; older Nodes cannot be asked which it was. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // There was no transaction any more.
  }
}
