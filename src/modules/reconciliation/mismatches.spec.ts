import { describe, expect, it } from '@jest/globals';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { itemIdOfLine } from './item-id.rule.js';
import { itemView, type ItemDocument } from './item.view.js';
import { mismatch } from './mismatch.decider.js';
import type { Resolution } from './mismatch.events.js';
import { Mismatches } from './mismatches.js';
import type { Statements } from './statements.js';

const clock = new FakeClock();
const statements = { find: async () => null } as unknown as Statements;
const mismatchesIn = (documents: DocumentStore) =>
  new Mismatches({ clock } as unknown as Kernel, statements, documents, {} as never);

const statementId = `stm_${'a'.repeat(32)}`;
function itemOf(line: number, status: ItemDocument['status'] = 'assigned'): ItemDocument {
  const of = { statementId, run: 1, provider: 'mtn-momo', account: '1', outcome: 'missing-internally' } as const;
  const what = { key: `k${line}`, subject: 's', paymentId: 'pay_1', speaks: false, line: null, missed: null };
  const work = { work: mismatch.initial, assignee: 'usr_1', status, metLater: false } as const;
  const openedAt = new Date(Date.UTC(2026, 10, 1) + line * 60_000).toISOString();
  return { id: itemIdOfLine(statementId, line), order: line, ...of, ...what, ...work, openedAt };
}
const write = (documents: DocumentStore, items: readonly ItemDocument[]) =>
  documents.write(
    itemView.collection,
    items.map((document) => ({ id: document.id, document, position: 1n })),
  );

describe('items', () => {
  it('are listed by any one filter without a look at others, however many a statement has', async () => {
    // A list that looks at more than two others of a page is refused.
    const documents = SqliteDocumentStore.inMemory({ budgets: [2] });
    await documents.declare(itemView.collection);
    const items = Array.from({ length: 40 }, (_, index) => itemOf(index + 2));
    await write(documents, items);
    const newest = items.toReversed().slice(0, 5);
    for (const where of [
      { statementId },
      { outcome: 'missing-internally' },
      { status: 'assigned' },
      { assignee: 'usr_1' },
      { paymentId: 'pay_1' },
    ]) {
      const page = await mismatchesIn(documents).where(where as Record<string, string>, 5, null);
      expect(page.documents.map(({ id }) => id)).toEqual(newest.map(({ id }) => id));
    }
    await documents.close();
  });

  it('that are very many are counted by age again after ten seconds, and few each time', async () => {
    let [counts, each] = [0, 0];
    const documents = {
      count: async () => {
        counts += 1;
        return each;
      },
    } as unknown as DocumentStore;
    const mismatches = mismatchesIn(documents);
    const asked = async () => {
      const before = counts;
      const ageing = await mismatches.ageing();
      return [counts - before, ageing[0]!.count];
    };
    each = 4_999;
    expect([await asked(), await asked()]).toEqual([
      [4, 4_999],
      [4, 4_999],
    ]);
    each = 5_000;
    expect(await asked()).toEqual([4, 5_000]);
    each = 0;
    expect(await asked()).toEqual([0, 5_000]);
    await clock.pass({ seconds: 9 });
    expect(await asked()).toEqual([0, 5_000]);
    await clock.pass({ seconds: 1 });
    expect(await asked()).toEqual([4, 0]);
  });

  it('that are resolved together do not come again where they are resolved so and still wait', async () => {
    const documents = SqliteDocumentStore.inMemory();
    await documents.declare(itemView.collection);
    await write(documents, [itemOf(2, 'waiting'), itemOf(3, 'awaiting-approval'), itemOf(4, 'open')]);
    const found = async (resolution: Resolution, where: Record<string, string> = {}) => {
      const { count, items } = await mismatchesIn(documents).unresolvedIn({ statementId, ...where }, resolution, 500);
      expect(items).toHaveLength(count);
      return items.map(({ status }) => status);
    };
    expect(await found('accepted')).toEqual(['waiting', 'awaiting-approval', 'open']);
    expect(await found('waiting')).toEqual(['awaiting-approval', 'open']);
    expect(await found('written-off')).toEqual(['waiting', 'open']);
    expect(await found('waiting', { status: 'waiting' })).toEqual([]);
    await documents.close();
  });
});
