import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import type { Position } from '../../kernel/domain/position.js';
import type {
  Change,
  Checkpoint,
  Collection,
  Document,
  DocumentStore,
  Page,
  Query,
  Stored,
} from '../../kernel/ports/document-store.js';
import { DocumentStoreUnavailable, Fenced, QueryTooBroad } from '../../kernel/ports/document-store.js';
import { ask, askWhere, carriedBy, checkCollection, page, textOf } from '../../kernel/ports/question.js';
import { countsOf, defaultBudgets, searchOf, SqliteDocumentReader } from './documents.reader.js';
import type { Failure, FromWorker, Opening, ToWorker, Work } from './documents.worker.js';
import { failureOf, fenced, inMemory, SqliteDocumentWriter, workerRole } from './documents.worker.js';
import type { FromSearch, Row, Search, Sql, ToSearch } from './search.worker.js';
import { SqliteSearch, searchRole } from './search.worker.js';

interface Limits {
  /** The greatest size of the file in pages of 4 KiB: a full disk for those who test one. */
  readonly maxPages?: number;
  /** In entries of an index that a list may look at: few for those who test a list that is too broad. */
  readonly budgets?: readonly number[];
}

interface Writer {
  perform(work: Work): Promise<void>;
  close(): Promise<void>;
}

interface Searcher {
  find(search: Search): Promise<readonly Row[] | null>;
  count(counts: readonly Sql[]): Promise<number>;
  close(): Promise<void>;
}

/**
 * The embedded document store. Writes run in a worker, so that no disk keeps a request waiting, and lists in another; documents are read
 * by their ids here, which is short. Each has a connection of its own that sees what was committed: what `write` has promised, the next
 * read shows.
 */
export class SqliteDocumentStore implements DocumentStore {
  private readonly declared = new Map<string, Collection>();
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly writer: Writer,
    private readonly reader: SqliteDocumentReader,
    private readonly searcher: Searcher,
    private readonly budgets: readonly number[] = defaultBudgets,
  ) {}

  static async open(file: string, { maxPages }: Limits = {}): Promise<SqliteDocumentStore> {
    const writer = await WorkerWriter.start({ file, maxPages: maxPages ?? null });
    try {
      const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
      database.exec('PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY');
      return new SqliteDocumentStore(writer, new SqliteDocumentReader(database), await WorkerSearcher.start(file));
    } catch (error) {
      await writer.close();
      throw faultOf(error);
    }
  }

  static inMemory({ maxPages, budgets }: Limits = {}): SqliteDocumentStore {
    const writer = SqliteDocumentWriter.open({ file: inMemory, maxPages: maxPages ?? null });
    const { database } = writer;
    return new SqliteDocumentStore(
      new DirectWriter(writer),
      new SqliteDocumentReader(database),
      new DirectSearcher(new SqliteSearch(database)),
      budgets,
    );
  }

  async declare(collection: Collection): Promise<void> {
    checkCollection(collection);
    const indexes = collection.indexes.map((fields) => ({ fields, carried: carriedBy(collection, fields) }));
    await this.writer.perform({ kind: 'declare', collection: collection.name, indexes });
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
    const rows = await this.searched(() => this.searcher.find(searchOf(known, question, this.budgets)));
    if (rows === null) {
      const fields = [...question.conditions.keys()].join(', ');
      throw new QueryTooBroad(`${known.name} cannot be narrowed by ${fields} without looking at very many documents`);
    }
    return page(question, rows.map(documentOf<D>));
  }

  async count(collection: Collection, where?: Query['where']): Promise<number> {
    const known = this.known(collection);
    const conditions = askWhere(known, where);
    return this.searched(() => this.searcher.count(countsOf(known, conditions)));
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
    await this.searcher.close();
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

  private async searched<T>(searching: () => Promise<T>): Promise<T> {
    if (this.closing) throw closed();
    try {
      return await searching();
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

/**
 * Views of a live log write a few documents at a time, and a commit costs more than they do. So a few wait this long for more; many, as when a
 * view is filled anew, are handed over at once.
 */
const waitForMoreMs = 40;
const enoughChanges = 100;

/** Hands the worker one transaction at a time, made of everything that came while it waited or was busy with the one before. */
class WorkerWriter implements Writer {
  private queue: Waiting[] = [];
  private inHand: readonly Waiting[] = [];
  private lost: Error | null = null;
  private closing: Promise<void> | null = null;
  private idle: (() => void) | null = null;
  private waiting: NodeJS.Timeout | null = null;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (message: FromWorker) => this.hear(message));
    worker.on('error', (cause) =>
      this.lose(new DocumentStoreUnavailable('The document writer has stopped', { cause })),
    );
    worker.on('exit', () => this.lose(closed()));
  }

  static async start(opening: Opening): Promise<WorkerWriter> {
    const worker = started('documents.worker', { role: workerRole, opening });
    const answer = await firstWord<FromWorker>(worker, 'writer');
    if (answer.kind === 'refused')
      throw new DocumentStoreUnavailable(answer.failure.message, { cause: causeOf(answer.failure) });
    return new WorkerWriter(worker);
  }

  perform(work: Work): Promise<void> {
    if (this.closing) return Promise.reject(closed());
    if (this.lost) return Promise.reject(this.lost);
    return new Promise((done, failed) => {
      this.queue.push({ work, done, failed });
      if (this.isEnough) this.handOver();
      else this.waiting ??= setTimeout(() => this.handOver(), waitForMoreMs);
    });
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    this.handOver();
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

  private get isEnough(): boolean {
    let changes = 0;
    for (const { work } of this.queue) changes += work.kind === 'write' ? work.ids.length : enoughChanges;
    return changes >= enoughChanges;
  }

  private handOver(): void {
    if (this.waiting !== null) clearTimeout(this.waiting);
    this.waiting = null;
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
    if (this.waiting === null) this.handOver();
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

class DirectSearcher implements Searcher {
  constructor(private readonly search: SqliteSearch) {}

  async find(search: Search): Promise<readonly Row[] | null> {
    return this.search.find(search);
  }

  async count(counts: readonly Sql[]): Promise<number> {
    return this.search.count(counts);
  }

  // The connection is the writer's.
  async close(): Promise<void> {}
}

interface Asking {
  readonly answered: (message: FromSearch) => void;
  readonly failed: (error: Error) => void;
}

/** Hands every question to the worker, which answers one after the other. */
class WorkerSearcher implements Searcher {
  private readonly asking = new Map<number, Asking>();
  private asked = 0;
  private lost: Error | null = null;
  private idle: (() => void) | null = null;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (message: FromSearch) => this.hear(message));
    worker.on('error', (cause) =>
      this.lose(new DocumentStoreUnavailable('The worker that answers lists has stopped', { cause })),
    );
    worker.on('exit', () => this.lose(closed()));
  }

  static async start(file: string): Promise<WorkerSearcher> {
    const worker = started('search.worker', { role: searchRole, file });
    await firstWord<FromSearch>(worker, 'search');
    return new WorkerSearcher(worker);
  }

  async find(search: Search): Promise<readonly Row[] | null> {
    const answer = await this.ask((number) => ({ kind: 'search', number, search }));
    return answer.kind === 'found' ? answer.rows : null;
  }

  async count(counts: readonly Sql[]): Promise<number> {
    const answer = await this.ask((number) => ({ kind: 'count', number, counts }));
    return answer.kind === 'counted' ? answer.total : 0;
  }

  async close(): Promise<void> {
    if (this.asking.size > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    if (this.lost) return;
    const ended = new Promise((resolve) => this.worker.once('exit', resolve));
    this.send({ kind: 'close' });
    await ended;
  }

  private ask(question: (number: number) => ToSearch): Promise<FromSearch> {
    if (this.lost) return Promise.reject(this.lost);
    const number = (this.asked += 1);
    return new Promise((answered, failed) => {
      this.asking.set(number, { answered, failed });
      this.send(question(number));
    });
  }

  private hear(message: FromSearch): void {
    if (!('number' in message)) return;
    const asking = this.asking.get(message.number);
    this.asking.delete(message.number);
    if (message.kind === 'failed') asking?.failed(causeOf(message.failure));
    else asking?.answered(message);
    if (this.asking.size === 0) this.idle?.();
  }

  private lose(error: Error): void {
    this.lost ??= error;
    for (const { failed } of this.asking.values()) failed(this.lost);
    this.asking.clear();
    this.idle?.();
  }

  private send(message: ToSearch): void {
    this.worker.postMessage(message);
  }
}

/** Under Jest this file and the workers are TypeScript, which Node reads by itself. */
function started(name: string, workerData: object): Worker {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  return new Worker(new URL(`./${name}${extension}`, import.meta.url), { workerData });
}

function firstWord<Message>(worker: Worker, what: string): Promise<Message> {
  return new Promise<Message>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('It ended without a word')));
  }).catch((cause: unknown) => {
    throw new DocumentStoreUnavailable(`The document ${what} did not start`, { cause });
  });
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
