import { DatabaseSync } from 'node:sqlite';
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
import { Batches, type Pace } from './batches.js';
import type { DocumentEngine, Failure, Work } from './documents.worker.js';
import { engineOf, failureOf, fenced, inMemory, SqliteDocumentWriter } from './documents.worker.js';
import { engineOf as searchEngineOf, SqliteSearch } from './search.worker.js';
import type { Row, SearchAnswer, SearchEngine, SearchRequest } from './search.worker.js';
import { EngineWorker, inThisThread, NotAsked, WorkerEnded, type ClientOf } from './worker-protocol.js';

interface Limits {
  /** The greatest size of the file in pages of 4 KiB: a full disk for those who test one. */
  readonly maxPages?: number;
  /** In entries of an index that a list may look at: few for those who test a list that is too broad. */
  readonly budgets?: readonly number[];
}

/**
 * The embedded document store. Writes run in a worker, so that no disk keeps a request waiting, and lists in another; documents are read
 * by their ids here, which is short. Each has a connection of its own that sees what was committed: what `write` has promised, the next
 * read shows.
 */
export class SqliteDocumentStore implements DocumentStore {
  private readonly declared = new Map<string, Collection>();
  private readonly batches: Batches<Pending, Failure | null>;
  /** How far each reader has come, as it was last written here. */
  private readonly positions = new Map<string, Position>();
  private closing: Promise<void> | null = null;

  private constructor(
    private readonly writer: ClientOf<DocumentEngine>,
    private readonly reader: SqliteDocumentReader,
    private readonly searcher: ClientOf<SearchEngine>,
    pace: Pace<Pending>,
    private readonly budgets: readonly number[] = defaultBudgets,
  ) {
    this.batches = new Batches((pending) => writer.ask(pending.map(({ work }) => work)), pace);
  }

  static async open(file: string, { maxPages }: Limits = {}): Promise<SqliteDocumentStore> {
    const opening = { file, maxPages: maxPages ?? null };
    const writer = await EngineWorker.start<DocumentEngine>('documents', opening).catch((cause: Error) => {
      throw new DocumentStoreUnavailable(cause.message, { cause });
    });
    try {
      const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
      database.exec('PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY');
      const searcher = await EngineWorker.start<SearchEngine>('search', file);
      return new SqliteDocumentStore(writer, new SqliteDocumentReader(database), searcher, unhurried);
    } catch (error) {
      await writer.close();
      throw faultOf(error);
    }
  }

  static inMemory({ maxPages, budgets }: Limits = {}): SqliteDocumentStore {
    const writer = SqliteDocumentWriter.open({ file: inMemory, maxPages: maxPages ?? null });
    const { database } = writer;
    return new SqliteDocumentStore(
      inThisThread(engineOf(writer)),
      new SqliteDocumentReader(database),
      inThisThread(searchEngineOf(new SqliteSearch(database))),
      { soon: queueMicrotask },
      budgets,
    );
  }

  async declare(collection: Collection): Promise<void> {
    checkCollection(collection);
    const indexes = collection.indexes.map((fields) => ({ fields, carried: carriedBy(collection, fields) }));
    await this.perform({ kind: 'declare', collection: collection.name, indexes });
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
    const isBehind = checkpoint !== undefined && this.isBehind(checkpoint);
    const work: Work = {
      kind: 'write',
      collection: collection.name,
      ids: changes.map((change) => change.id),
      positions: changes.map((change) => change.position),
      // A text crosses to the worker for less than the object it is made of.
      bodies: changes.map((change) => textOf(known, change)),
      checkpoint: checkpoint
        ? { reader: checkpoint.reader, position: checkpoint.position, fence: checkpoint.fence ?? null }
        : null,
    };
    await this.perform(work, isBehind).catch((error: unknown) => {
      throw checkpoint?.fence !== undefined && failureOf(error).code === fenced
        ? new Fenced(checkpoint.reader, checkpoint.fence)
        : error;
    });
  }

  async query<D extends Document>(collection: Collection<D>, query: Query): Promise<Page<D>> {
    const known = this.known(collection);
    const question = ask(known, query);
    const answer = await this.searched({ search: searchOf(known, question, this.budgets) });
    const rows = 'rows' in answer ? answer.rows : null;
    if (rows === null) {
      const fields = [...question.conditions.keys()].join(', ');
      throw new QueryTooBroad(`${known.name} cannot be narrowed by ${fields} without looking at very many documents`);
    }
    return page(question, rows.map(documentOf<D>));
  }

  async count(collection: Collection, where?: Query['where']): Promise<number> {
    const known = this.known(collection);
    const conditions = askWhere(known, where);
    const answer = await this.searched({ counts: countsOf(known, conditions) });
    return 'total' in answer ? answer.total : 0;
  }

  async checkpoint(reader: string): Promise<Position | null> {
    return this.read(() => this.reader.checkpoint(reader));
  }

  async clear(collection: Collection, readers: readonly string[]): Promise<void> {
    await this.perform({ kind: 'clear', collection: this.known(collection).name, readers });
  }

  close(): Promise<void> {
    this.closing ??= this.finish();
    return this.closing;
  }

  private async finish(): Promise<void> {
    await this.batches.close();
    // Before the writer's connection, which as the last one folds the WAL into the file.
    await this.searcher.close();
    this.reader.close();
    await this.writer.close().catch(unavailableBy);
  }

  /** One that takes in so many events at once reads history: it waits for each of its writes, and nothing else is about to come. */
  private isBehind({ reader, position }: Checkpoint): boolean {
    const before = this.positions.get(reader) ?? position;
    this.positions.set(reader, position);
    return position - before >= manyEvents;
  }

  private async perform(work: Work, isBehind = false): Promise<void> {
    const failure = await this.batches.add({ work, isBehind }).catch(unavailableBy);
    if (failure) throw faultOf(failure);
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

  private searched(request: SearchRequest): Promise<SearchAnswer> {
    if (this.closing) throw closed();
    return this.searcher.ask(request).catch(unavailableBy);
  }
}

interface Pending {
  readonly work: Work;
  readonly isBehind: boolean;
}

/**
 * Views of a live log write a few documents at a time, and a commit costs more than they do. So a few wait for more; many are handed over at
 * once, and so is what a view writes that is being filled anew, and not so many that the first of them waits long for the last.
 */
const unhurried: Pace<Pending> = {
  soon: (handOver) => setTimeout(handOver, waitForMoreMs),
  isEnough: (pending) =>
    sum(pending.map(({ work, isBehind }) => (work.kind === 'write' && !isBehind ? work.ids.length : enoughChanges))) >=
    enoughChanges,
  together(pending) {
    let changes = 0;
    const end = pending.findIndex(({ work }, index) => {
      changes += work.kind === 'write' ? work.ids.length : 1;
      return index > 0 && changes > mostChangesTogether;
    });
    return end < 0 ? pending.length : end;
  },
};
const waitForMoreMs = 40;
const enoughChanges = 100;
const mostChangesTogether = 5_000;
/** More than a live log has in the time for which a few changes wait. */
const manyEvents = 256n;

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
  const isGone = error instanceof NotAsked || error instanceof WorkerEnded;
  if (!fromDisk && !isGone && failure.code !== 'ERR_INVALID_STATE') return cause;
  return new DocumentStoreUnavailable(`The document store cannot be used: ${failure.message}`, { cause });
}

function causeOf({ message, code, errcode }: Failure): Error {
  return Object.assign(new Error(message), { code, errcode });
}

function unavailableBy(error: unknown): never {
  throw faultOf(error);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const closed = () => new DocumentStoreUnavailable('The document store is closed');
