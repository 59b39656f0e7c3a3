import { views } from '../../src/app/collections.js';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import { compareWithRebuilt, keptIn, type AnyView, type Comparison } from '../../src/kernel/following/rebuilt-view.js';
import { systemClock } from '../../src/kernel/system-clock.js';
import type { Stores } from '../../src/app/opened-stores.js';

/** Every view as it is kept, held against a rebuild from the log: what `ishyura rebuild` does, on stores that are open. */
export async function rebuiltBeside({
  events,
  documents,
}: Pick<Stores, 'events' | 'documents'>): Promise<ReadonlyMap<string, Comparison>> {
  const found = new Map<string, Comparison>();
  for (const view of views as unknown as readonly AnyView[]) {
    const beside = SqliteDocumentStore.inMemory();
    try {
      const parts = { log: events, kept: keptIn(documents), beside, clock: systemClock };
      found.set(view.collection.name, await compareWithRebuilt(view, parts));
    } finally {
      await beside.close();
    }
  }
  return found;
}

/** What one that is equal says of itself. */
export const alike = { equal: true, differences: [], skipped: 0 };
