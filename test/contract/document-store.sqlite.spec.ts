import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Collection, Document, Page, Query } from '../../src/kernel/ports/document-store.js';
import { DocumentStoreUnavailable, QueryTooBroad } from '../../src/kernel/ports/document-store.js';
import { ask, askWhere } from '../../src/kernel/ports/question.js';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import { countsOf, searchOf } from '../../src/adapters/sqlite/documents.reader.js';
import { describeDocumentStore, parcels } from './document-store.contract.js';

const directory = mkdtempSync(join(tmpdir(), 'ishyura-documents-'));
let files = 0;
const newFile = () => join(directory, `${(files += 1)}.db`);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describeDocumentStore('SQLite in memory', async () => SqliteDocumentStore.inMemory());
describeDocumentStore('SQLite in memory, with small scan budgets first', async () =>
  SqliteDocumentStore.inMemory({ budgets: [2, 100_000] }),
);
describeDocumentStore('SQLite in a file', () => SqliteDocumentStore.open(newFile()));

describe('SQLite documents in a file', () => {
  let file: string;
  beforeEach(() => {
    file = newFile();
  });

  const filled = async (count = 1) => {
    const store = await SqliteDocumentStore.open(file);
    await store.declare(parcels);
    const changes = Array.from({ length: count }, (_, index) => ({
      id: `p${index}`,
      document: { id: `p${index}`, status: 'sent', note: 'n'.repeat(500) },
      position: 5n,
    }));
    await store.write(parcels, changes, { reader: 'view', position: 5n });
    return store;
  };

  const refused = async (sentence: string) => {
    const before = readFileSync(file);
    const opening = SqliteDocumentStore.open(file);
    await expect(opening).rejects.toThrow(DocumentStoreUnavailable);
    await expect(opening).rejects.toThrow(`${file} ${sentence}`);
    expect(readFileSync(file).equals(before)).toBe(true);
  };

  it('are there after a restart, with their checkpoint', async () => {
    await (await filled()).close();
    const store = await SqliteDocumentStore.open(file);
    await store.declare(parcels);
    expect((await store.query(parcels, { where: { status: 'sent' }, limit: 10 })).documents).toHaveLength(1);
    expect(await store.checkpoint('view')).toBe(5n);
    await store.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('are there after a process that ended without closing', async () => {
    const store = await filled();
    const left = newFile();
    for (const part of ['', '-wal']) copyFileSync(file + part, left + part);
    await store.close();
    const again = await SqliteDocumentStore.open(left);
    await again.declare(parcels);
    expect((await again.get(parcels, ['p0'])).get('p0')?.position).toBe(5n);
    expect(await again.checkpoint('view')).toBe(5n);
    await again.close();
  });

  it('of the previous layout are there with their checkpoint, and are queried by columns', async () => {
    const before = new DatabaseSync(file);
    before.exec(`
      PRAGMA application_id = ${0x49736844};
      PRAGMA journal_mode = WAL;
      CREATE TABLE checkpoints (reader TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
      CREATE TABLE fences (reader TEXT NOT NULL PRIMARY KEY, fence INTEGER NOT NULL) WITHOUT ROWID;
      PRAGMA user_version = 1;
      CREATE TABLE "collection:parcels.v1" (id TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL);
      CREATE INDEX "index:parcels.v1:status" ON "collection:parcels.v1" (json_extract(body, '$.status'), id);
      INSERT INTO "collection:parcels.v1" VALUES ('a', 5, '{"id":"a","status":"sent","record":{"id":"r"}}');
      INSERT INTO "collection:parcels.v1" VALUES ('b', 6, '{"id":"b","status":"lost","urgent":true}');
      INSERT INTO checkpoints VALUES ('parcels.v1', 6);
    `);
    before.close();
    const store = await SqliteDocumentStore.open(file);
    await store.declare(parcels);
    expect(await store.checkpoint('parcels.v1')).toBe(6n);
    const where = { 'record.id': 'r', status: 'sent' };
    expect((await store.query(parcels, { where, limit: 9 })).documents).toEqual([
      { id: 'a', status: 'sent', record: { id: 'r' } },
    ]);
    expect((await store.query(parcels, { where: { urgent: true }, limit: 9 })).documents).toHaveLength(1);
    await store.write(parcels, [{ id: 'b', document: { id: 'b', status: 'old' }, position: 6n }]);
    expect(await store.count(parcels, { status: 'lost' })).toBe(1);
    await store.close();
  });

  it('are written in order: a few wait for a batch, many are written at once, and the rest at the close', async () => {
    const store = await SqliteDocumentStore.open(file);
    await store.declare(parcels);
    const order: string[] = [];
    const put = (name: string, count: number) =>
      store
        .write(
          parcels,
          Array.from({ length: count }, (_, index) => {
            const id = `${name}${index}`;
            return { id, document: { id }, position: 1n };
          }),
        )
        .then(() => void order.push(name));
    await Promise.all([put('few', 1), put('fewer', 1), put('many', 200)]);
    const last = put('last', 1);
    await store.close();
    await last;
    expect(order).toEqual(['few', 'fewer', 'many', 'last']);
  });

  it('begin in an empty file', async () => {
    writeFileSync(file, '');
    await (await filled()).close();
  });

  it('refuse a file that is not a database', async () => {
    writeFileSync(file, 'the accounts of 2025, in a spreadsheet '.repeat(50));
    await refused('is not a database, or is torn');
  });

  it('refuse the database of another program, and leave its journal alone', async () => {
    const other = new DatabaseSync(file);
    other.exec('PRAGMA journal_mode = WAL; CREATE TABLE accounts (id); INSERT INTO accounts VALUES (1)');
    await refused('is the database of another program');
    other.close();
    await refused('is the database of another program');
  });

  it('refuse a file that lost its end', async () => {
    await (await filled(200)).close();
    truncateSync(file, 4_096 * 12 + 100);
    await refused('is torn (database disk image is malformed)');
  });

  it('refuse a file that lost all but its first bytes', async () => {
    await (await filled()).close();
    truncateSync(file, 60);
    await refused('is not a database, or is torn');
  });

  it('refuse a file of a newer version', async () => {
    await (await filled()).close();
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    await refused('was written by a newer version of Ishyura');
  });

  it('refuse a place where no file can be', async () => {
    await expect(SqliteDocumentStore.open(join(directory, 'nowhere', 'documents.db'))).rejects.toThrow(
      DocumentStoreUnavailable,
    );
    await expect(SqliteDocumentStore.open(directory)).rejects.toThrow(DocumentStoreUnavailable);
  });

  it('do not advise moving away an intact file', async () => {
    await expect(SqliteDocumentStore.open(directory)).rejects.toThrow(
      /cannot be read \(EISDIR.*\): nothing was changed\.$/,
    );
  });

  it('report a damaged page', async () => {
    await (await filled(500)).close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4_096 * 8);
    writeFileSync(file, bytes);
    const store = await SqliteDocumentStore.open(file);
    await store.declare(parcels);
    const ids = Array.from({ length: 500 }, (_, index) => `p${index}`);
    await expect(store.get(parcels, ids)).rejects.toThrow(DocumentStoreUnavailable);
    await store.close();
  });
});

describe('SQLite documents on a full disk', () => {
  const places: [string, () => Promise<SqliteDocumentStore>][] = [
    ['in memory', async () => SqliteDocumentStore.inMemory({ maxPages: 40 })],
    ['in a file', () => SqliteDocumentStore.open(newFile(), { maxPages: 40 })],
  ];
  it.each(places)('keep their content, %s', async (_, open) => {
    const store = await open();
    await store.declare(parcels);
    await store.write(parcels, [{ id: 'a', document: { id: 'a' }, position: 1n }], { reader: 'view', position: 1n });
    const much = Array.from({ length: 500 }, (_, index) => ({
      id: `p${index}`,
      document: { id: `p${index}`, note: 'x'.repeat(1_000) },
      position: 2n,
    }));
    const [large, small] = await Promise.allSettled([
      store.write(parcels, much, { reader: 'view', position: 2n }),
      store.write(parcels, [{ id: 'b', document: { id: 'b' }, position: 2n }]),
    ]);
    expect(large).toMatchObject({ status: 'rejected', reason: expect.any(DocumentStoreUnavailable) });
    expect(large).toMatchObject({ reason: { cause: { message: expect.stringContaining('full') } } });
    expect(small.status).toBe('fulfilled');
    expect(await store.checkpoint('view')).toBe(1n);
    expect(await store.count(parcels)).toBe(2);
    await store.close();
  });
});

describe('SQLite lists by two fields', () => {
  const records: Collection<Document & { status: string; at: number; place: string; urgent: boolean }> = {
    name: 'records.v1',
    indexes: [['at'], ['status', 'at'], ['place', 'at'], ['urgent', 'at']],
    narrowedBy: { lasting: ['place'], changing: ['status', 'urgent'] },
  };
  let store: SqliteDocumentStore;
  beforeEach(async () => {
    store = SqliteDocumentStore.inMemory({ budgets: [10, 60] });
    await store.declare(records);
    const documents = Array.from({ length: 200 }, (_, at) => ({
      id: `r${String(at).padStart(3, '0')}`,
      status: at % 2 === 0 ? 'even' : 'odd',
      place: at % 50 === 0 ? 'seldom' : at % 2 === 0 ? 'left' : 'right',
      urgent: at % 2 === 0,
      at,
    }));
    await store.write(
      records,
      documents.map((document) => ({ id: document.id, document, position: 1n })),
    );
  });
  afterEach(() => store.close());

  const sort = { field: 'at', direction: 'descending' } as const;
  const places = async (where: NonNullable<Query['where']>, limit = 5) =>
    (await store.query(records, { where, sort, limit })).documents.map(({ at }) => at);

  it.each([
    ['the second index', { status: 'even', place: 'seldom' }],
    ['the first index', { place: 'seldom', urgent: true }],
  ])('use the more selective index: %s', async (_, where) => {
    expect(await places(where)).toEqual([150, 100, 50, 0]);
  });

  it('are found where many documents match both', async () => {
    expect(await places({ status: 'even', place: 'left' })).toEqual([198, 196, 194, 192, 190]);
    expect(await places({ urgent: false, status: 'odd' }, 50)).toHaveLength(50);
  });

  it('have pages to the end where many documents match both', async () => {
    const where = { status: 'even', place: 'left' };
    const walked: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Page<{ at: number }> = await store.query(records, { where, sort, limit: 7, cursor });
      walked.push(...page.documents.map(({ at }) => at));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(walked).toEqual(Array.from({ length: 100 }, (_, index) => 198 - 2 * index).filter((at) => at % 50 !== 0));
  });

  it('refuse a query that matches few of very many, unless its time range is short', async () => {
    for (const where of [
      { status: 'even', place: 'right' },
      { status: { in: ['even', 'other'] }, place: 'right' },
      { urgent: true, place: 'right' },
    ]) {
      await expect(store.query(records, { where, sort, limit: 5 })).rejects.toThrow(QueryTooBroad);
      expect(await places({ ...where, at: { gte: 150 } })).toEqual([]);
    }
    await expect(store.query(records, { where: { status: 'odd' }, limit: 5 })).rejects.toThrow(QueryTooBroad);
  });
});

describe('SQLite plans', () => {
  let file: string;
  let database: DatabaseSync;
  // They only read it.
  beforeAll(async () => {
    file = newFile();
    const store = await SqliteDocumentStore.open(file);
    await store.declare(parcels);
    await store.close();
    database = new DatabaseSync(file, { readOnly: true });
  });
  afterAll(() => database.close());

  const plan = (sql: string) =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
  /** A statement for every page: the first, one after a value, one after nothing. */
  const plans = (query: Omit<Query, 'limit'>) => {
    const question = ask(parcels, { ...query, limit: 50 });
    const ends = [null, { value: 5, id: 'x' }, { value: null, id: 'x' }];
    return ends
      .flatMap((after) => searchOf(parcels, { ...question, after }).ways)
      .flatMap(({ ranges }) => ranges.map(({ select }) => plan(select.text)));
  };

  const served: [string, string, Omit<Query, 'limit'>][] = (['ascending', 'descending'] as const).flatMap(
    (direction) => {
      const sort = { field: 'at', direction };
      const byId = { field: 'id', direction };
      return [
        [`a sort, ${direction}`, 'index:parcels.v1:at', { sort }],
        [`a range with its sort, ${direction}`, 'index:parcels.v1:at', { where: { at: { gte: 10, lt: 90 } }, sort }],
        [`equality with a sort, ${direction}`, 'index:parcels.v1:status,at', { where: { status: 'x' }, sort }],
        [`no value with a sort, ${direction}`, 'index:parcels.v1:status,at', { where: { status: null }, sort }],
        [
          `equality, a range and a sort, ${direction}`,
          'index:parcels.v1:status,at',
          { where: { status: 'x', at: { gt: 10, lte: 90 } }, sort },
        ],
        [
          `some values, a range and a sort, ${direction}`,
          'index:parcels.v1:status,at',
          { where: { status: { in: ['x', 'y', 'z', null] }, at: { gt: 10, lte: 90 } }, sort },
        ],
        [`equality by id, ${direction}`, 'index:parcels.v1:status', { where: { status: 'x' }, sort: byId }],
        [`a path, ${direction}`, 'index:parcels.v1:record.id,at', { where: { 'record.id': 'x' }, sort }],
        [`all by id, ${direction}`, 'sqlite_autoindex_collection:parcels.v1_1', { sort: byId }],
      ] as [string, string, Omit<Query, 'limit'>][];
    },
  );

  it.each(served)('scan the index in order: %s', (_, index, query) => {
    const all = plans(query);
    expect(all.length).toBeGreaterThanOrEqual(2);
    for (const steps of all) {
      expect(steps.join('\n')).not.toContain('TEMP B-TREE');
      const walks = steps.filter((step) => /^(SEARCH|SCAN)/.test(step));
      expect(walks.length).toBeGreaterThan(0);
      for (const walk of walks) expect(`${walk} `).toContain(` ${index} `);
    }
  });

  it('scan no whole table and no whole index for a query with a condition', () => {
    const questions = served.map(([, , query]) => query).filter(({ where }) => where);
    for (const query of questions) expect(plans(query).flat().join('\n')).not.toContain('SCAN');
    for (const { where } of questions) {
      for (const { text } of countsOf(parcels, askWhere(parcels, where)))
        expect(plan(text).join('\n')).toContain('USING COVERING INDEX');
    }
  });
});
