import { views } from '../../src/app/collections.js';
import type { Document, Page } from '../../src/kernel/ports/document-store.js';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import type { DomainEvent } from '../../src/kernel/domain/events.js';
import { SkippedEvents } from '../../src/kernel/following/skipped-events.js';
import type { View, WholeLogView } from '../../src/kernel/following/view.js';
import { ViewRunner } from '../../src/kernel/following/view-runner.js';
import { systemClock } from '../../src/kernel/system-clock.js';
import type { Stores } from '../../src/app/opened-stores.js';

/** Every view of idle stores as it is kept, and as a rebuild from the log; at most a thousand documents of each. */
export async function rebuiltBeside({ events, documents }: Pick<Stores, 'events' | 'documents'>) {
  const rebuilt = SqliteDocumentStore.inMemory();
  try {
    const skipped = new SkippedEvents(rebuilt);
    await skipped.declare();
    const head = await events.head();
    const found = new Map<string, { readonly kept: Page<Document>; readonly made: Page<Document> }>();
    for (const view of views as unknown as readonly (View<Document, DomainEvent> | WholeLogView<Document>)[]) {
      const runner = new ViewRunner(view, events, rebuilt, skipped, systemClock);
      await runner.declare();
      await runner.start(null);
      await runner.reached(head);
      await runner.stop();
      await documents.declare(view.collection);
      const [kept, made] = await Promise.all(
        [documents, rebuilt].map((store) => store.query(view.collection, { limit: 1_000 })),
      );
      found.set(view.collection.name, { kept: kept!, made: made! });
    }
    return { views: found, skipped: await skipped.count() };
  } finally {
    await rebuilt.close();
  }
}
