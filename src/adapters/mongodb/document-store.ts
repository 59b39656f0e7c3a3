import mongoose, { Schema, type Connection, type Model } from 'mongoose';
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
import { DocumentRefused, DocumentStoreUnavailable, Fenced } from '../../kernel/ports/document-store.js';
import { connectMongo, duplicateKey, sweep, type MongoConnection } from './connection.js';
import { fieldOf, findings, matching } from './questions.js';
import { ask, askWhere, checkCollection, isDeeperThan, page, textOf, valueAt } from '../../kernel/ports/question.js';

/**
 * A document as MongoDB keeps it. It is replaced only by one of a greater position, with a fencing token that is not older. A document removed
 * under a lease leaves its position and the time, for as long as a paused holder may still write its earlier form.
 */
interface Row {
  readonly _id: string;
  readonly position: bigint;
  /** The fencing token of the lease under which it was written. */
  readonly fence?: bigint;
  readonly removedAt?: Date;
  /** Absent in a removed document. */
  readonly body: Document;
  /** The whole document as JSON where BSON cannot hold it; the body then holds only the indexed fields. */
  readonly json?: string;
}

/** A change in the form that is written; without content it removes the document. */
interface Write {
  readonly id: string;
  readonly position: Position;
  readonly content: Pick<Row, 'body' | 'json'> | null;
}

interface ReaderRow {
  readonly _id: string;
  /** Absent after a reset of the reader. */
  readonly position?: bigint;
  readonly fence?: bigint;
}

interface Known {
  readonly collection: Collection;
  readonly rows: Model<Row>;
}

/**
 * The document store for several machines. It uses no transaction: each document is replaced alone, guarded by its position,
 * and the checkpoint is written once a majority of the servers has every change. A crash in between only repeats work.
 */
export class MongoDocumentStore implements DocumentStore {
  private readonly declared = new Map<string, Known>();
  private readonly readers: Model<ReaderRow>;
  private readonly registry: Model<{ readonly _id: string }>;

  private constructor(private readonly mongo: MongoConnection) {
    this.readers = mongo.connection.model<ReaderRow>('readers', readerSchema);
    this.registry = mongo.connection.model<{ readonly _id: string }>('registry', registrySchema);
  }

  static async connect(url: string): Promise<MongoDocumentStore> {
    return new MongoDocumentStore(await connectMongo(url, refusal));
  }

  /**
   * Builds missing indexes. An index that is no longer declared stays until `dropUndeclared`: an instance of the previous version may
   * still need it.
   */
  async declare(collection: Collection): Promise<void> {
    checkCollection(collection);
    await this.mongo.call(async (connection) => {
      const rows = modelOf(connection, collection);
      const present = await namesOfIndexes(rows);
      const missing = indexesOf(rows).filter(({ name }) => !present.includes(name));
      // One by one: the collection is still empty, and FerretDB fails when some of several indexes exist already.
      for (const index of missing) await rows.collection.createIndexes([index]).catch(unlessNotImplemented);
      await this.registry.updateOne({ _id: collection.name }, {}, { upsert: true });
      this.declared.set(collection.name, { collection, rows });
    }, sweep);
  }

  async get<D extends Document>(
    collection: Collection<D>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Stored<D>>> {
    const { rows } = this.known(collection);
    const found = new Map<string, Stored<D>>();
    for (const some of portions(ids)) {
      const read = await this.mongo.call(() => find(rows.find({ _id: { $in: some } }), {}, some.length));
      for (const row of read)
        if (row.removedAt === undefined) found.set(row._id, { document: documentOf<D>(row), position: row.position });
    }
    if (ids.length === 0) await this.mongo.call(async () => undefined);
    return found;
  }

  async write<D extends Document>(
    collection: Collection<D>,
    changes: readonly Change<D>[],
    checkpoint?: Checkpoint,
  ): Promise<void> {
    const { collection: known, rows } = this.known(collection);
    const batches = batchesOf(changes.map((change) => writeOf(known, change)));
    await this.mongo.call(async () => {
      if (checkpoint?.fence !== undefined) await this.passFence(checkpoint.reader, checkpoint.fence);
      for (const batch of batches) await apply(rows, batch, checkpoint);
      if (checkpoint) await this.remember(checkpoint);
    }, batches.length + 1);
  }

  async query<D extends Document>(collection: Collection<D>, query: Query): Promise<Page<D>> {
    const { collection: known, rows } = this.known(collection);
    const question = ask(known, query);
    const wanted = question.limit + 1;
    const ranges = findings(question);
    // By id, because a document that moves from one range to the next meanwhile is found twice.
    const found = new Map<string, D>();
    await this.mongo.call(async () => {
      for (const { filter, order } of ranges) {
        if (found.size >= wanted) break;
        for (const row of await find(rows.find(filter), order, wanted - found.size))
          found.set(row._id, documentOf<D>(row));
      }
    }, ranges.length);
    return page(question, [...found.values()]);
  }

  async count(collection: Collection, where?: Query['where']): Promise<number> {
    const { collection: known, rows } = this.known(collection);
    const filter = matching(askWhere(known, where));
    return this.mongo.call(async () => (filter === null ? 0 : rows.collection.countDocuments(filter)));
  }

  async checkpoint(reader: string): Promise<Position | null> {
    const row = await this.mongo.call(() => this.readers.findById(reader).lean<ReaderRow>());
    return row?.position ?? null;
  }

  /** The checkpoints first: documents that a crash in between leaves are the same as those that the rebuild writes. */
  async clear(collection: Collection, readers: readonly string[]): Promise<void> {
    const { rows } = this.known(collection);
    await this.mongo.call(async () => {
      await this.readers.updateMany({ _id: { $in: [...readers] } }, { $unset: { position: 1 } });
      await rows.collection.deleteMany({});
    }, sweep);
  }

  close(): Promise<void> {
    return this.mongo.close();
  }

  /** Collections that earlier versions declared and this version does not. */
  async undeclared(): Promise<readonly string[]> {
    const rows = await this.mongo.call(() => this.registry.find().limit(mostAtOnce).lean<{ _id: string }[]>());
    return rows.map(({ _id }) => _id).filter((name) => !this.declared.has(name));
  }

  /**
   * Drops these collections with their readers' checkpoints, and the undeclared indexes of the others. Only by command,
   * when no instance of an older version runs: its writes would create the collection again without indexes.
   */
  async dropUndeclared(): Promise<readonly string[]> {
    const names = await this.undeclared();
    await this.mongo.call(async (connection) => {
      for (const name of names) {
        await this.readers.deleteOne({ _id: name });
        await connection.dropCollection(name);
        await this.registry.deleteOne({ _id: name });
      }
      for (const { rows } of this.declared.values()) await dropIndexes(rows);
    }, sweep);
    return names;
  }

  private known(collection: Collection): Known {
    const known = this.declared.get(collection.name);
    if (!known) throw new Error(`The collection ${collection.name} was not declared`);
    return known;
  }

  private async passFence(reader: string, fence: bigint): Promise<void> {
    const row = await this.readers.findById(reader).lean<ReaderRow>();
    if (row?.fence === fence) return;
    const raised = await this.readers
      .findByIdAndUpdate(reader, { $max: { fence } }, { upsert: true, returnDocument: 'after' })
      .lean<ReaderRow>();
    if (raised?.fence !== fence) throw new Fenced(reader, fence);
  }

  /** Checkpoints never go back: of two instances that process the same batch, the slower one changes nothing. */
  private async remember({ reader, position, fence }: Checkpoint): Promise<void> {
    if (fence === undefined) {
      await this.readers.updateOne({ _id: reader }, { $max: { position } }, { upsert: true });
      return;
    }
    const { matchedCount } = await this.readers.updateOne({ _id: reader, fence }, { $max: { position } });
    if (matchedCount === 0) throw new Fenced(reader, fence);
  }
}

/** The number of ids in one query, and of changes in one command. */
const mostAtOnce = 1_000;
/** A server's errors about the document: its value, its names, its size, its index keys. */
const ofTheDocument = new Set<unknown>([2, 15, 22, 52, 55, 56, 57, 10_334, 17_280, 17_419, 17_420]);
/** Longer than any pause after which a machine may still send a delayed write. */
const removedRowsKeptSeconds = 86_400;
const ofTheId = '_id_';
const noSuchCollection = 26;
const notImplemented = 238;

const { BigInt: Long, Mixed } = Schema.Types;
const strict = { strict: 'throw', minimize: false, versionKey: false } as const;
// No document collection can have these names, because collection names have no underscore.
const readerSchema = new Schema<ReaderRow>(
  { _id: { type: String, required: true }, position: Long, fence: Long },
  { ...strict, collection: 'ishyura_readers' },
);
const registrySchema = new Schema<{ readonly _id: string }>(
  { _id: { type: String, required: true } },
  { ...strict, collection: 'ishyura_collections' },
);

function modelOf(connection: Connection, { name, indexes }: Collection): Model<Row> {
  const schema = new Schema<Row>(
    {
      _id: { type: String, required: true },
      position: { type: Long, required: true },
      fence: Long,
      removedAt: Date,
      body: Mixed,
      json: String,
    },
    { ...strict, collection: name },
  );
  for (const fields of indexes) {
    const keys = [...fields.map(fieldOf), '_id'].map((field) => [field, 1] as const);
    schema.index(Object.fromEntries(keys), { name: fields.join(',') });
  }
  schema.index(
    { removedAt: 1 },
    {
      name: 'removedAt',
      expireAfterSeconds: removedRowsKeptSeconds,
      partialFilterExpression: { removedAt: { $exists: true } },
    },
  );
  if (connection.modelNames().includes(name)) connection.deleteModel(name);
  return connection.model<Row>(name, schema);
}

/** FerretDB has no TTL index: positions of removed documents stay there for ever. */
function unlessNotImplemented(error: unknown): void {
  if (!(error instanceof mongoose.mongo.MongoServerError && error.code === notImplemented)) throw error;
}

const indexesOf = (rows: Model<Row>) =>
  rows.schema.indexes().map(([key, { name, expireAfterSeconds, partialFilterExpression }]) => ({
    key: key as Record<string, 1>,
    name: String(name),
    ...(expireAfterSeconds !== undefined && { expireAfterSeconds, partialFilterExpression }),
  }));

async function namesOfIndexes(rows: Model<Row>): Promise<readonly string[]> {
  try {
    return (await rows.collection.indexes()).map(({ name }) => String(name));
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === noSuchCollection) return [];
    throw error;
  }
}

async function dropIndexes(rows: Model<Row>): Promise<void> {
  const declared = new Set([ofTheId, ...indexesOf(rows).map(({ name }) => name)]);
  for (const name of await namesOfIndexes(rows)) if (!declared.has(name)) await rows.collection.dropIndex(name);
}

/** All in one batch: the driver would fetch 101 documents first and ask again. */
function find(asked: ReturnType<Model<Row>['find']>, order: Readonly<Record<string, 1 | -1>>, limit: number) {
  return asked.sort(order).limit(limit).batchSize(limit).lean<Row[]>();
}

function writeOf<D extends Document>(collection: Collection, change: Change<D>): Write {
  const { id, position } = change;
  const json = textOf(collection, change);
  if (json === null) return { id, position, content: null };
  const document = JSON.parse(json) as Document;
  const isPlain = json.length <= longestPlain && !isDeeperThan(deepestPlain, document) && isPlainBson(document);
  return { id, position, content: isPlain ? { body: document } : { body: askedOf(collection, document), json } };
}

const documentOf = <D extends Document>({ body, json }: Row): D =>
  (json === undefined ? body : (JSON.parse(json) as Document)) as D;

/** BSON can be several times larger than JSON, above all for long lists. */
const longestPlain = 2 ** 20;
/** MongoDB allows 100 levels, the row's own included. */
const deepestPlain = 50;

/**
 * Names with a special meaning for BSON, the driver or a server: a terminator (NUL), a path, an operator, a reference or a type.
 * An unpaired surrogate is not valid UTF-8, and FerretDB accepts no list within a list.
 */
function isPlainBson(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((member) => !Array.isArray(member) && isPlainBson(member));
  return Object.entries(value).every(([name, member]) => isPlainName(name) && isPlainBson(member));
}

const isPlainName = (name: string): boolean =>
  name !== '' && name !== '_bsontype' && !/[\0.]|^\$/.test(name) && name.isWellFormed();

function askedOf({ indexes }: Collection, document: Document): Document {
  const asked: Record<string, unknown> = { id: document.id };
  for (const field of new Set(indexes.flat())) {
    const value = valueAt(document, field);
    if (value === undefined) continue;
    const steps = field.split('.');
    const last = steps.pop()!;
    let inside = asked;
    for (const step of steps) inside = (inside[step] ??= {}) as Record<string, unknown>;
    inside[last] = value;
  }
  return asked as unknown as Document;
}

/** A bulk is unordered, so no id is in one batch twice. Nearly always there is one batch. */
function batchesOf(changes: readonly Write[]): readonly (readonly Write[])[] {
  const rounds: Map<string, Write>[] = [];
  const seen = new Map<string, number>();
  for (const change of changes) {
    const round = seen.get(change.id) ?? 0;
    seen.set(change.id, round + 1);
    (rounds[round] ??= new Map()).set(change.id, change);
  }
  return rounds.flatMap((round) => [...portions([...round.values()])]);
}

async function apply(rows: Model<Row>, batch: readonly Write[], turn: Checkpoint | undefined): Promise<void> {
  let left = batch;
  // An existing document refused it, or another instance inserted it first: changes that are newer than the stored documents are written again.
  while (left.length > 0 && !(await bulk(rows, left, turn?.fence))) left = await newer(rows, left, turn);
}

/**
 * False where a stored document is not older, or has a later fencing token; then some changes may not be applied. The driver's
 * collection rather than the model: mongoose would build and validate every document a second time.
 */
async function bulk(rows: Model<Row>, writes: readonly Write[], fence: bigint | undefined): Promise<boolean> {
  const collection = rows.collection as unknown as mongoose.mongo.Collection<Row>;
  const turn = fence === undefined ? {} : { fence };
  const notFencedOff = fence === undefined ? {} : { fence: { $not: { $gt: fence } } };
  const operations = writes.map(({ id, content, position }) => {
    const filter = { _id: id, position: { $lt: position }, ...notFencedOff };
    if (content !== null)
      return { replaceOne: { filter, replacement: { position, ...turn, ...content }, upsert: true } };
    if (fence === undefined) return { deleteOne: { filter } };
    const removal = { $set: { position, ...turn }, $unset: { body: 1, json: 1 }, $currentDate: { removedAt: true } };
    return { updateOne: { filter, update: removal as mongoose.mongo.UpdateFilter<Row>, upsert: true } };
  });
  try {
    await collection.bulkWrite(operations, { ordered: false });
    return true;
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const faults = [error.writeErrors].flat();
    const refused = faults.find(({ code }) => ofTheDocument.has(code));
    if (refused) throw new DocumentRefused(writes[refused.index]!.id, refused.errmsg ?? '', { cause: error });
    if (faults.length === 0 || faults.some(({ code }) => code !== duplicateKey)) throw error;
    return false;
  }
}

async function newer(
  rows: Model<Row>,
  writes: readonly Write[],
  turn: Checkpoint | undefined,
): Promise<readonly Write[]> {
  const ids = writes.map(({ id }) => id);
  const present = await find(rows.find({ _id: { $in: ids } }).select({ position: 1, fence: 1 }), {}, ids.length);
  const fence = turn?.fence;
  if (fence !== undefined && present.some((row) => row.fence !== undefined && row.fence > fence))
    throw new Fenced(turn!.reader, fence);
  const positions = new Map(present.map(({ _id, position }) => [_id, position]));
  return writes.filter(({ id, position }) => (positions.get(id) ?? -1n) < position);
}

function* portions<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += mostAtOnce) yield items.slice(from, from + mostAtOnce);
}

const refusal = (why: string, cause?: unknown) =>
  new DocumentStoreUnavailable(`The document store cannot be used: ${why}`, { cause });
