import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import type { Position } from '../domain/position.js';
import type { Change, Checkpoint, Collection, Document, DocumentStore, Page, Query, Stored } from './document-store.js';
import { DocumentStoreUnavailable, Fenced } from './document-store.js';
import { ask, askWhere, checkCollection, page, textOf } from './question.js';
import type { Row } from './sqlite-documents.reader.js';
import { SqliteDocumentReader } from './sqlite-documents.reader.js';
import type { Failure, FromWorker, Opening, ToWorker, Work } from './sqlite-documents.worker.js';
import { failureOf, fenced, inMemory, SqliteDocumentWriter, workerRole } from './sqlite-documents.worker.js';

interface Limits {
  /** The greatest size of the file in pages of 4 KiB: a full disk for those who test one. */
  readonly maxPages?: number;
}

interface Writer {
  perform(work: Work): Promise<void>;
  close(): Promise<void>;
}

/**
 * The embedded document store. Writes run in a worker, so that no disk keeps a request waiting; reads are short and run here, on a
 * connection of their own that sees what was committed. What `write` has promised, the next read shows.
 */
export class SqliteDocumentStore implements DocumentStore {
  private readonly declared = new Map<string, Collection>();
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly writer: Writer,
    private readonly reader: SqliteDocumentReader,
  ) {}

  static async open(file: string, { maxPages }: Limits = {}): Promise<SqliteDocumentStore> {
    const writer = await WorkerWriter.start({ file, maxPages: maxPages ?? null });
    try {
      const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
      database.exec('PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY');
      return new SqliteDocumentStore(writer, new SqliteDocumentReader(database));
    } catch (error) {
      await writer.close();
      throw faultOf(error);
    }
  }

  static inMemory({ maxPages }: Limits = {}): SqliteDocumentStore {
    const writer = SqliteDocumentWriter.open({ file: inMemory, maxPages: maxPages ?? null });
    return new SqliteDocumentStore(new DirectWriter(writer), new SqliteDocumentReader(writer.database));
  }

  async declare(collection: Collection): Promise<void> {
    checkCollection(collection);
    await this.writer.perform({ kind: 'declare', collection: collection.name, indexes: collection.indexes });
    this.declared.set(collection.name, collection);
  }

  async get<D extends Document>(
    collection: Collection<D>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Stored<D>>> {
    const rows = this.read(() => this.reader.get(this.known(collection), ids));
    return new Map(rows.map((row) => [row.id, { document: documentOf<D>(row), position: row.position }]));
  }

  async write<D extends Document>(
    collection: Collection<D>,
    changes: readonly Change<D>[],
    checkpoint?: Checkpoint,
  ): Promise<void> {
    const known = this.known(collection);
    await this.writer
      .perform({
        kind: 'write',
        collection: collection.name,
        ids: changes.map((change) => change.id),
        positions: changes.map((change) => change.position),
        // A text crosses to the worker for less than the object it is made of.
        bodies: changes.map((change) => textOf(known, change)),
        checkpoint: checkpoint
          ? { reader: checkpoint.reader, position: checkpoint.position, fence: checkpoint.fence ?? null }
          : null,
      })
      .catch((error: unknown) => {
        throw checkpoint?.fence !== undefined && failureOf(error).code === fenced
          ? new Fenced(checkpoint.reader, checkpoint.fence)
          : error;
      });
  }

  async query<D extends Document>(collection: Collection<D>, query: Query): Promise<Page<D>> {
    const known = this.known(collection);
    const question = ask(known, query);
    const rows = this.read(() => this.reader.query(known, question));
    return page(question, rows.map(documentOf<D>));
  }

  async count(collection: Collection, where?: Query['where']): Promise<number> {
    const known = this.known(collection);
    const conditions = askWhere(known, where);
    return this.read(() => this.reader.count(known, conditions));
  }

  async checkpoint(reader: string): Promise<Position | null> {
    return this.read(() => this.reader.checkpoint(reader));
  }

  async clear(collection: Collection, readers: readonly string[]): Promise<void> {
    await this.writer.perform({ kind: 'clear', collection: this.known(collection).name, readers });
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    // Before the writer's connection, which as the last one folds the WAL into the file.
    this.reader.close();
    await this.writer.close();
  }

  private known(collection: Collection): Collection {
    const known = this.declared.get(collection.name);
    if (!known) throw new Error(`The collection ${collection.name} was not declared`);
    return known;
  }

  private read<T>(reading: () => T): T {
    if (this.closing) throw closed();
    try {
      return reading();
    } catch (error) {
      throw faultOf(error);
    }
  }
}

class DirectWriter implements Writer {
  constructor(private readonly writer: SqliteDocumentWriter) {}

  async perform(work: Work): Promise<void> {
    const [failure] = this.writer.apply([work]);
    if (failure) throw faultOf(failure);
  }

  async close(): Promise<void> {
    this.writer.close();
  }
}

interface Waiting {
  readonly work: Work;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/** At most this many changes share a transaction: the first of them should not wait long for the last. */
const mostChangesTogether = 5_000;

/** Hands the worker one transaction at a time, made of everything that came while it was busy with the one before. */
class WorkerWriter implements Writer {
  private queue: Waiting[] = [];
  private inHand: readonly Waiting[] = [];
  private lost: Error | null = null;
  private closing: Promise<void> | null = null;
  private idle: (() => void) | null = null;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (message: FromWorker) => this.hear(message));
    worker.on('error', (cause) =>
      this.lose(new DocumentStoreUnavailable('The document writer has stopped', { cause })),
    );
    worker.on('exit', () => this.lose(closed()));
  }

  static async start(opening: Opening): Promise<WorkerWriter> {
    // Under Jest this file and the worker are TypeScript, which Node reads by itself.
    const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    const file = new URL(`./sqlite-documents.worker${extension}`, import.meta.url);
    const worker = new Worker(file, { workerData: { role: workerRole, opening } });
    const answer = await new Promise<FromWorker>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('It ended without a word')));
    }).catch((cause: unknown) => {
      throw new DocumentStoreUnavailable('The document writer did not start', { cause });
    });
    if (answer.kind === 'refused')
      throw new DocumentStoreUnavailable(answer.failure.message, { cause: causeOf(answer.failure) });
    return new WorkerWriter(worker);
  }

  perform(work: Work): Promise<void> {
    if (this.closing) return Promise.reject(closed());
    if (this.lost) return Promise.reject(this.lost);
    return new Promise((done, failed) => {
      this.queue.push({ work, done, failed });
      this.handOver();
    });
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    if (this.inHand.length > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    if (this.lost) return;
    const failure = await new Promise<Failure | null>((resolve) => {
      this.worker.on('message', (message: FromWorker) => {
        if (message.kind === 'closed') resolve(message.failure);
      });
      this.worker.once('exit', () => resolve(null));
      this.send({ kind: 'close' });
    });
    await this.worker.terminate();
    if (failure) throw faultOf(failure);
  }

  private handOver(): void {
    if (this.inHand.length > 0 || this.queue.length === 0) return;
    let changes = 0;
    const end = this.queue.findIndex(({ work }, index) => {
      changes += work.kind === 'write' ? work.ids.length : 1;
      return index > 0 && changes > mostChangesTogether;
    });
    this.inHand = this.queue.splice(0, end < 0 ? this.queue.length : end);
    this.send({ kind: 'apply', works: this.inHand.map(({ work }) => work) });
  }

  private hear(message: FromWorker): void {
    if (message.kind !== 'applied') return;
    const done = this.inHand;
    this.inHand = [];
    this.handOver();
    for (const [index, waiting] of done.entries()) {
      const failure = message.failures[index];
      if (failure) waiting.failed(faultOf(failure));
      else waiting.done();
    }
    if (this.inHand.length === 0) this.idle?.();
  }

  private lose(error: Error): void {
    this.lost ??= error;
    for (const waiting of [...this.inHand, ...this.queue]) waiting.failed(this.lost);
    this.inHand = [];
    this.queue = [];
    this.idle?.();
  }

  private send(message: ToWorker): void {
    this.worker.postMessage(message);
  }
}

function documentOf<D extends Document>({ body }: Row): D {
  return JSON.parse(body) as D;
}

/**
 * SQLite's result codes that speak of the disk, the file or another process: permission, busy, locked, memory, read-only, I/O, corrupt,
 * full, cannot open, protocol, not a database. The others are bugs of ours and stay what they are.
 */
const unavailable = new Set([3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 26]);

function faultOf(error: unknown): Error {
  const failure = failureOf(error);
  const cause = error instanceof Error ? error : causeOf(failure);
  if (cause instanceof DocumentStoreUnavailable) return cause;
  // An extended code carries the plain one in its low byte.
  const fromDisk = failure.errcode !== null && unavailable.has(failure.errcode & 0xff);
  if (!fromDisk && failure.code !== 'ERR_INVALID_STATE') return cause;
  return new DocumentStoreUnavailable(`The document store cannot be used: ${failure.message}`, { cause });
}

function causeOf({ message, code, errcode }: Failure): Error {
  return Object.assign(new Error(message), { code, errcode });
}

const closed = () => new DocumentStoreUnavailable('The document store is closed');
