// One file on purpose: the same engine serves a worker thread, which must load it as it stands in `src` and in `dist`.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { isMainThread, parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';

export type KeyRequest = { keep: { subject: string; keyId: string; wrapped: Uint8Array } } | { erase: string };
export type KeyResult = { keyId: string; wrapped: Uint8Array } | { erased: number } | { failed: string };
/** Batches are answered one by one, in the order in which they came. */
export type ToKeyWriter = { commit: KeyRequest[] } | { close: true };
export type FromKeyWriter = { opened: true } | { refused: string } | { done: KeyResult[] };

export const keyWriterRole = 'ishyura-key-writer';

/** Data keys in a file of their own. `secure_delete`: an erased key leaves no bytes behind in the file. */
export class SqliteKeys {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, options: { readOnly?: boolean } = {}) {
    this.#db = new DatabaseSync(file, options);
    if (options.readOnly) return;
    this.#db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      CREATE TABLE IF NOT EXISTS keys (subject TEXT PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, wrapped BLOB NOT NULL) STRICT;
    `);
  }

  commit(requests: readonly KeyRequest[]): KeyResult[] {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const results = requests.map((request) =>
        'keep' in request ? this.#keep(request.keep) : this.#erase(request.erase),
      );
      this.#db.exec('COMMIT');
      // What was erased must not live on in the write-ahead log.
      if (requests.some((request) => 'erase' in request)) this.#db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return results;
    } catch (error) {
      rollBack(this.#db);
      return requests.map(() => ({ failed: (error as Error).message }));
    }
  }

  of(subject: string): { keyId: string; wrapped: Uint8Array } | null {
    return this.#row('subject', subject);
  }

  find(keyId: string): { keyId: string; wrapped: Uint8Array } | null {
    return this.#row('key_id', keyId);
  }

  after(subject: string, limit: number): { subject: string; keyId: string; wrapped: Uint8Array }[] {
    const rows = this.#prepared(
      'SELECT subject, key_id AS keyId, wrapped FROM keys WHERE subject > ? ORDER BY subject LIMIT ?',
    ).all(subject, limit);
    return rows as unknown as { subject: string; keyId: string; wrapped: Uint8Array }[];
  }

  close(): void {
    this.#db.close();
  }

  #keep({ subject, keyId, wrapped }: { subject: string; keyId: string; wrapped: Uint8Array }): KeyResult {
    const { changes } = this.#prepared('INSERT INTO keys VALUES (?, ?, ?) ON CONFLICT (subject) DO NOTHING').run(
      subject,
      keyId,
      wrapped,
    );
    return changes === 1 ? { keyId, wrapped } : this.of(subject)!;
  }

  #erase(subject: string): KeyResult {
    return { erased: Number(this.#prepared('DELETE FROM keys WHERE subject = ?').run(subject).changes) };
  }

  #row(column: 'subject' | 'key_id', value: string): { keyId: string; wrapped: Uint8Array } | null {
    const row = this.#prepared(`SELECT key_id AS keyId, wrapped FROM keys WHERE ${column} = ?`).get(value);
    return (row as { keyId: string; wrapped: Uint8Array } | undefined) ?? null;
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function serve(port: MessagePort, file: string): void {
  let keys: SqliteKeys;
  try {
    keys = new SqliteKeys(file);
  } catch (error) {
    port.postMessage({ refused: `${file}: ${(error as Error).message}` } satisfies FromKeyWriter);
    return;
  }
  port.postMessage({ opened: true } satisfies FromKeyWriter);
  port.on('message', (first: ToKeyWriter) => {
    const messages = [first];
    for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port)) {
      messages.push(more.message as ToKeyWriter);
    }
    const batches = messages.flatMap((message) => ('commit' in message ? [message.commit] : []));
    const results = batches.length ? keys.commit(batches.flat()) : [];
    let from = 0;
    for (const { length } of batches) {
      port.postMessage({ done: results.slice(from, from + length) } satisfies FromKeyWriter);
      from += length;
    }
    if (messages.some((message) => 'close' in message)) {
      keys.close();
      port.close();
    }
  });
}

/** A failed BEGIN, and a commit that SQLite has undone by itself, leave nothing to roll back; older Nodes cannot be asked which it was. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // There was no transaction any more.
  }
}

if (!isMainThread && (workerData as { role?: string } | null)?.role === keyWriterRole) {
  serve(parentPort!, (workerData as { file: string }).file);
}
