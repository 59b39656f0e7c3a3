import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose, { type Connection } from 'mongoose';
import { MongoDocumentStore } from '../../src/adapters/mongodb/document-store.js';
import { fieldOf, findings } from '../../src/adapters/mongodb/questions.js';
import type { Change, Collection, Condition, Document } from '../../src/kernel/ports/document-store.js';
import { ask } from '../../src/kernel/ports/question.js';
import { paymentView } from '../../src/modules/payments/payment.view.js';
import { payoutView } from '../../src/modules/payouts/payout.view.js';
import { itemView } from '../../src/modules/reconciliation/item.view.js';
import { statementView } from '../../src/modules/reconciliation/statement.view.js';
import { refundView } from '../../src/modules/refunds/refund.view.js';
import { settlementView } from '../../src/modules/settlements/settlement.view.js';
import { mongoServer } from '../support/ferretdb.js';

interface List {
  readonly collection: Collection;
  readonly newestBy: string;
  /** As the HTTP contract has them: each by itself, in the documents' names. */
  readonly filters: readonly string[];
}

const lists: readonly List[] = [
  {
    collection: paymentView.collection,
    newestBy: 'createdAt',
    filters: [
      'client', 'status', 'provider', 'callback', 'record.type', 'record.id', 'subject', 'dimensions.service',
      'dimensions.branch',
    ],
  },
  { collection: refundView.collection, newestBy: 'createdAt', filters: ['client', 'status', 'paymentId'] },
  { collection: payoutView.collection, newestBy: 'createdAt', filters: ['client', 'status', 'batchId'] },
  {
    collection: itemView.collection,
    newestBy: 'openedAt',
    filters: ['outcome', 'status', 'assignee', 'statementId', 'paymentId'],
  },
  { collection: statementView.collection, newestBy: 'createdAt', filters: ['status', 'provider', 'account'] },
  { collection: settlementView.collection, newestBy: 'createdAt', filters: ['status', 'provider'] },
]; // prettier-ignore

const cases = lists.flatMap(({ collection, newestBy, filters }) =>
  [null, newestBy, ...filters].map((filter) => [collection.name, filter ?? 'nothing', { collection, newestBy, filter }] as const),
); // prettier-ignore

const server = await mongoServer();
afterAll(() => server?.stop());

if (server) {
  describe(`a list on ${server.name}`, () => {
    let store: MongoDocumentStore;
    let database: Connection;
    beforeAll(async () => {
      const url = server.newDatabase();
      store = await MongoDocumentStore.connect(url);
      for (const list of lists) {
        await store.declare(list.collection);
        await store.write(list.collection, documentsOf(list));
      }
      database = await mongoose.createConnection(url).asPromise();
    });
    afterAll(async () => {
      await database.close();
      await store.close();
    });

    let explains = 0;
    it.each(cases)(
      'of %s by %s is read from an index, in its order',
      async (name, _, { collection, newestBy, filter }) => {
        const where = filter === null ? {} : { [filter]: filter === newestBy ? period : 'x' };
        const sort = { field: newestBy, direction: 'descending' } as const;
        const question = ask(collection, { where, sort, limit: 50 });
        const rows = database.collection(name);
        const keys = new Map((await rows.indexes()).map((index) => [String(index.name), Object.keys(index.key)]));
        const wanted = [...new Set([...(filter === null ? [] : [filter]), newestBy])].map(fieldOf);
        // The first page, and one after each kind of end.
        for (const after of [null, { value: '2026-11-22T10:00:00.000Z', id: 'x' }, { value: null, id: 'x' }])
          for (const { filter: asked, order } of findings({ ...question, after })) {
            const plan = planOf(await rows.find(asked).sort(order).limit(50).explain('queryPlanner'));
            if (plan === null) {
              expect([...keys.values()]).toContainEqual([...wanted, '_id']);
              continue;
            }
            explains += 1;
            expect(plan.stages).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(COLLSCAN|SORT.*)$/)]));
            expect(plan.indexes.length).toBeGreaterThan(0);
            // Beyond the end of the list every index finds nothing, and none is better.
            if (after === null) for (const index of plan.indexes) expect(keys.get(index)).toEqual([...wanted, '_id']);
          }
      },
    );

    afterAll(() =>
      console.info(
        explains > 0
          ? `Lists: ${explains} plans of ${server.name}, each by an index and in its order`
          : `Lists: ${server.name} explains no use of indexes. What was checked is that each list has its index there; set MONGODB_URL to see the plans`,
      ),
    );
  });
} else {
  describe('a list on MongoDB', () => it.skip('has no server here', () => expect(server).not.toBeNull()));
}

/** As many as tell the planner which index finds a page soonest: every fifth is one that a filter asks for. */
const documentsOf = ({ newestBy, filters }: List): readonly Change<Document>[] =>
  Array.from({ length: 300 }, (_, index) => {
    const id = `d${String(index).padStart(3, '0')}`;
    const document: Record<string, unknown> = { id, [newestBy]: new Date(beginning + index * 60_000).toISOString() };
    for (const filter of filters) {
      const [outer = filter, inner] = filter.split('.');
      const value = index % 5 === 0 ? 'x' : `y${index % 7}`;
      document[outer] = inner === undefined ? value : { ...(document[outer] as object), [inner]: value };
    }
    return { id, document: document as unknown as Document, position: BigInt(index + 1) };
  });
const beginning = Date.parse('2026-11-22T08:00:00.000Z');

const period: Condition = { gte: '2026-11-01T00:00:00.000Z', lt: '2026-12-01T00:00:00.000Z' };

/** The stages of the winning plan and the indexes that they read; null where the server tells neither, as FerretDB. */
function planOf(explained: object): { readonly stages: readonly string[]; readonly indexes: readonly string[] } | null {
  const { queryPlanner } = explained as { queryPlanner?: { winningPlan?: object } };
  if (queryPlanner?.winningPlan === undefined) return null;
  const text = JSON.stringify(queryPlanner.winningPlan);
  const all = (member: string) =>
    [...text.matchAll(new RegExp(`"${member}":"([^"]+)"`, 'g'))].map(([, value]) => value!);
  return { stages: all('stage'), indexes: all('indexName') };
}
