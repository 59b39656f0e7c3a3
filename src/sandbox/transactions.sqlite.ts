import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLOutputValue, StatementSync } from 'node:sqlite';
import type { EnvironmentName } from './environments.js';
import type { OperationName } from './operations.js';
import type { Product } from './products.js';
import type { Delivery, Step, Transaction } from './transactions.js';
import type { Asked } from './validation.js';

export interface TransactionQuery {
  msisdn?: string;
  product?: string;
  operation?: string;
  status?: string;
  externalId?: string;
  /** Only what the payer or the platform has not decided. */
  waiting?: boolean;
  limit?: number;
}

/**
 * All that the sandbox remembers. Nothing is kept in memory but SQLite's own small cache, so that a million transactions
 * cost disk and not memory.
 *
 * The writes of one turn of the event loop are one commit, and what waits for it (`afterCommit`) is answered after it:
 * a killed process has kept whatever it acknowledged. The disk is not waited for; a power cut may cost a simulated payment.
 */
export class TransactionStore {
  private readonly waiting: (() => void)[] = [];
  private readonly lastly: (() => void)[] = [];
  private open = false;
  private flushing = false;
  private closed = false;
  private readonly insert: StatementSync;
  private readonly update: StatementSync;
  private readonly byReference: StatementSync;
  private readonly bySequence: StatementSync;
  private readonly note: StatementSync;

  private constructor(private readonly database: DatabaseSync) {
    database.exec(`
      PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = OFF;
      PRAGMA cache_size = -16000;
    `);
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    if (version !== 0 && version !== schemaVersion) throw new Error('was written by another version of the sandbox');
    database.exec(schema);
    this.insert = database.prepare(
      `INSERT INTO transactions (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    );
    this.update = database.prepare(
      `UPDATE transactions SET ${changing.map((column) => `${column} = ?`).join(', ')} WHERE sequence = ?`,
    );
    this.byReference = database.prepare('SELECT * FROM transactions WHERE reference = ?');
    this.note = database.prepare('INSERT OR REPLACE INTO remembered (name, value) VALUES (?, ?)');
    this.bySequence = database.prepare('SELECT * FROM transactions WHERE sequence > ? ORDER BY sequence LIMIT 1000');
  }

  static inMemory(): TransactionStore {
    return new TransactionStore(new DatabaseSync(':memory:'));
  }

  /** Waits up to three seconds for a process that holds the files and is about to end. */
  static inDirectory(directory: string): TransactionStore {
    makeDirectory(resolve(directory));
    return new TransactionStore(new DatabaseSync(join(directory, 'sandbox.sqlite'), { timeout: 3_000 }));
  }

  /** The transaction with its sequence number. The reference must be new. */
  add(transaction: Omit<Transaction, 'sequence'>): Transaction {
    this.begin();
    const { lastInsertRowid } = this.insert.run(
      transaction.reference,
      transaction.product,
      transaction.operation,
      transaction.environment,
      transaction.party,
      JSON.stringify(transaction.asked),
      transaction.amount,
      transaction.currency,
      transaction.callbackUrl,
      transaction.acceptedAt,
      ...changeable(transaction),
    );
    return { ...transaction, sequence: Number(lastInsertRowid) };
  }

  change(transaction: Transaction): void {
    this.begin();
    this.update.run(...changeable(transaction), transaction.sequence);
  }

  find(reference: string): Transaction | null {
    const row = this.byReference.get(reference);
    return row ? fromRow(row) : null;
  }

  /** Newest first. */
  list({ msisdn, product, operation, status, externalId, waiting, limit = 100 }: TransactionQuery): Transaction[] {
    const asked: [string, string | undefined][] = [
      ['party = ?', msisdn],
      ['product = ?', product],
      ['operation = ?', operation],
      ['status = ?', status],
      ["asked ->> 'externalId' = ?", externalId],
    ];
    const conditions = asked.filter((pair): pair is [string, string] => pair[1] !== undefined);
    const tests = [...conditions.map(([sql]) => sql), ...(waiting ? ["status IN ('PENDING', 'CREATED')"] : [])];
    const where = tests.length > 0 ? `WHERE ${tests.join(' AND ')}` : '';
    return this.database
      .prepare(`SELECT * FROM transactions ${where} ORDER BY sequence DESC LIMIT ?`)
      .all(...conditions.map(([, value]) => value), limit)
      .map(fromRow);
  }

  /** The oldest thousand after a sequence number. */
  after(sequence: number): Transaction[] {
    return this.bySequence.all(sequence).map(fromRow);
  }

  /** What was still to happen when the last process ended. */
  *planned(): Iterable<{ reference: string; nextAt: number }> {
    const rows = this.database
      .prepare('SELECT reference, next_at FROM transactions WHERE next_at IS NOT NULL')
      .iterate();
    for (const row of rows) yield { reference: row.reference as string, nextAt: row.next_at as number };
  }

  /** How much succeeded on one product in one environment, by operation. */
  sums(product: Product, environment: EnvironmentName): { operation: OperationName; amount: number }[] {
    const rows = this.database.prepare(
      `SELECT operation, sum(amount) AS amount FROM transactions
       WHERE status = 'SUCCESSFUL' AND product = ? AND environment = ? GROUP BY operation`,
    );
    return rows.all(product, environment) as { operation: OperationName; amount: number }[];
  }

  count(): number {
    return this.database.prepare('SELECT count(*) AS n FROM transactions').get()!.n as number;
  }

  recall<T>(name: string): T | null {
    const row = this.database.prepare('SELECT value FROM remembered WHERE name = ?').get(name);
    return row ? (JSON.parse(row.value as string) as T) : null;
  }

  recallAll<T>(prefix: string): T[] {
    const rows = this.database.prepare('SELECT value FROM remembered WHERE substr(name, 1, ?) = ? ORDER BY name');
    return rows.all(prefix.length, prefix).map((row) => JSON.parse(row.value as string) as T);
  }

  remember(name: string, value: unknown): void {
    this.begin();
    this.note.run(name, JSON.stringify(value));
  }

  forgetTransactions(): void {
    this.begin();
    this.database.exec('DELETE FROM transactions');
  }

  /** Runs what is to be written once for all writes of this turn. */
  beforeCommit(run: () => void): void {
    this.lastly.push(run);
    this.flushSoon();
  }

  /** Runs what must not be seen before this turn's writes are safe. */
  afterCommit(run: () => void): void {
    if (!this.open) {
      run();
      return;
    }
    this.waiting.push(run);
    this.flushSoon();
  }

  flush(): void {
    for (const run of this.lastly.splice(0)) run();
    if (this.open) {
      this.database.exec('COMMIT');
      this.open = false;
    }
    for (const run of this.waiting.splice(0)) run();
  }

  close(): void {
    this.flush();
    this.closed = true;
    this.database.close();
  }

  private begin(): void {
    if (this.open) return;
    this.database.exec('BEGIN');
    this.open = true;
    this.flushSoon();
  }

  private flushSoon(): void {
    if (this.flushing) return;
    this.flushing = true;
    setImmediate(() => {
      this.flushing = false;
      if (!this.closed) this.flush();
    });
  }
}

const schemaVersion = 1;
const schema = `
  CREATE TABLE IF NOT EXISTS transactions (
    sequence INTEGER PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    product TEXT NOT NULL,
    operation TEXT NOT NULL,
    environment TEXT NOT NULL,
    party TEXT,
    asked TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency TEXT,
    callback_url TEXT,
    accepted_at INTEGER NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    settled_at INTEGER,
    next_at INTEGER,
    plan TEXT NOT NULL,
    deliveries TEXT NOT NULL,
    repeats INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS transactions_by_party ON transactions (party);
  CREATE INDEX IF NOT EXISTS transactions_by_next ON transactions (next_at) WHERE next_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS transactions_waiting ON transactions (status) WHERE status IN ('PENDING', 'CREATED');
  CREATE TABLE IF NOT EXISTS remembered (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${schemaVersion};
`;
const fixed = [
  'reference',
  'product',
  'operation',
  'environment',
  'party',
  'asked',
  'amount',
  'currency',
  'callback_url',
  'accepted_at',
];
const changing = ['status', 'reason', 'settled_at', 'next_at', 'plan', 'deliveries', 'repeats'];
const columns = [...fixed, ...changing];

function changeable(transaction: Omit<Transaction, 'sequence'>) {
  const { status, reason, settledAt, plan, deliveries, repeats } = transaction;
  const nextAt = plan.length > 0 ? Math.min(...plan.map((step) => step.at)) : null;
  return [status, reason, settledAt, nextAt, listText(plan), listText(deliveries), repeats] as const;
}

function fromRow(row: Record<string, SQLOutputValue>): Transaction {
  return {
    sequence: row.sequence as number,
    reference: row.reference as string,
    product: row.product as Product,
    operation: row.operation as OperationName,
    environment: row.environment as EnvironmentName,
    party: row.party as string | null,
    asked: JSON.parse(row.asked as string) as Asked,
    amount: row.amount as number,
    currency: row.currency as string | null,
    callbackUrl: row.callback_url as string | null,
    acceptedAt: row.accepted_at as number,
    status: row.status as string,
    reason: row.reason as string | null,
    settledAt: row.settled_at as number | null,
    plan: list<Step>(row.plan as string),
    deliveries: list<Delivery>(row.deliveries as string),
    repeats: row.repeats as number,
  };
}

/** Not by `recursive`, with which Node never comes to an end where nothing can be made, as in /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  if (dirname(path) !== path) makeDirectory(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** Most lists are empty most of the time, and JSON is the dearer half of a row. */
function listText(items: readonly unknown[]): string {
  return items.length === 0 ? '' : JSON.stringify(items);
}

function list<T>(json: string): T[] {
  return json === '' ? [] : (JSON.parse(json) as T[]);
}
