import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { noon } from '../../../test/support/fake-clock.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { defineEvent, type DomainEvent, type EventOf } from '../domain/events.js';
import type { Document } from '../ports/document-store.js';
import { systemClock } from '../system-clock.js';
import { compareWithRebuilt, keptIn, type AnyView, type KeptDocuments } from './rebuilt-view.js';
import { SkippedEvents } from './skipped-events.js';
import type { View } from './view.js';
import { ViewRunner } from './view-runner.js';

const Put = defineEvent('Put', z.object({ shelf: z.string(), what: z.string() }));
const Cleared = defineEvent('Cleared', z.object({ shelf: z.string() }));
type ShelfEvent = EventOf<typeof Put> | EventOf<typeof Cleared>;
interface Shelf extends Document {
  readonly owner: { readonly name: string };
  readonly things: readonly string[];
}

const shelves: View<Shelf, ShelfEvent> = {
  collection: { name: 'shelves.v1', indexes: [] },
  events: [Put, Cleared],
  idOf: ({ data }) => data.shelf,
  on: {
    Put(shelf, { data }) {
      if (data.what === 'bomb') throw new Error('it went off');
      return { id: data.shelf, owner: { name: 'Aline' }, things: [...(shelf?.things ?? []), data.what] };
    },
    Cleared: () => null,
  },
};

describe('a view that is compared with its rebuild', () => {
  let log: SqliteEventStore;
  let documents: SqliteDocumentStore;
  let ids: number;

  const append = async (...events: DomainEvent[]) => {
    for (const { type, data } of events) {
      ids += 1;
      const id = `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
      const event = { id, type, data, metadata: { ...anyOrigin, at: noon, schemaVersion: 1 } };
      await log.append(`shelf-${ids}`, 'no-stream', [event]);
    }
  };
  const put = (shelf: string, ...things: string[]) => append(...things.map((what) => Put({ shelf, what })));
  /** The live view reads on to the end of the log. */
  const readOn = async () => {
    const runner = new ViewRunner(shelves, log, documents, new SkippedEvents(documents), systemClock);
    await runner.declare();
    await runner.start(null);
    await runner.reached(await log.head());
    await runner.stop();
  };
  const compare = async (kept: KeptDocuments = keptIn(documents)) => {
    const beside = SqliteDocumentStore.inMemory();
    try {
      return await compareWithRebuilt(shelves as unknown as AnyView, { log, kept, beside, clock: systemClock });
    } finally {
      await beside.close();
    }
  };
  /** What somebody with the files of the store could do. */
  const replaceByHand = async (id: string, document: Shelf | null, position: bigint) => {
    const { collection } = shelves;
    const all = await documents.get(collection, ['a', 'b', 'c']);
    const checkpoint = await documents.checkpoint(collection.name);
    await documents.clear(collection, []);
    const changes = [...all].map(([one, stored]) => ({ id: one, ...stored })).filter((change) => change.id !== id);
    const added = document === null ? [] : [{ id, document, position }];
    await documents.write(collection, [...changes, ...added], { reader: collection.name, position: checkpoint! });
  };
  const shelf = (id: string, ...things: string[]): Shelf => ({ id, owner: { name: 'Aline' }, things });

  beforeEach(async () => {
    log = SqliteEventStore.inMemory(systemClock);
    documents = SqliteDocumentStore.inMemory();
    await new SkippedEvents(documents).declare();
    ids = 0;
    await put('a', 'hammer', 'saw');
    await put('b', 'rope');
    await put('c', 'nail');
    await append(Cleared({ shelf: 'c' }));
    await readOn();
  });
  afterEach(async () => {
    await documents.close();
    await log.close();
  });

  it('is equal, with one checksum', async () => {
    const found = await compare();
    expect(found).toMatchObject({ equal: true, position: 5n, documents: 2, movedOn: 0, differing: 0, skipped: 0 });
    expect(found.checksum.kept).toBe(found.checksum.rebuilt);
    await put('a', 'axe');
    expect((await compare()).checksum).toEqual(found.checksum);
    await readOn();
    expect((await compare()).checksum.kept).not.toBe(found.checksum.kept);
  });

  it('is equal where it is behind the log: what has not been read yet is no difference', async () => {
    await put('a', 'axe');
    await put('d', 'spade');
    expect(await compare()).toMatchObject({ equal: true, position: 5n, head: 7n, documents: 2 });
  });

  it('is equal before anything has come for it', async () => {
    await documents.close();
    documents = SqliteDocumentStore.inMemory();
    expect(await compare()).toMatchObject({ equal: true, position: 0n, head: 5n, documents: 0 });
  });

  it('is equal where an event was skipped in both', async () => {
    await put('b', 'bomb', 'chain');
    await readOn();
    expect(await compare()).toMatchObject({ equal: true, skipped: 1, documents: 2 });
  });

  it('names a document that was changed by hand, and the first field that differs', async () => {
    await replaceByHand('a', { ...shelf('a', 'hammer', 'saw'), owner: { name: 'Eric' } }, 2n);
    const found = await compare();
    expect(found).toMatchObject({ equal: false, differing: 1 });
    expect(found.differences).toEqual([
      { id: 'a', what: 'changed', field: 'owner.name', kept: 'Eric', rebuilt: 'Aline' },
    ]);
    expect(found.checksum.kept).not.toBe(found.checksum.rebuilt);
  });

  it('names a document that claims to have read another event', async () => {
    await replaceByHand('a', shelf('a', 'hammer', 'saw'), 1n);
    expect((await compare()).differences).toEqual([
      { id: 'a', what: 'changed', field: '(position)', kept: '1', rebuilt: '2' },
    ]);
  });

  it('names a document that was taken away, and one that was added', async () => {
    await replaceByHand('b', null, 0n);
    await replaceByHand('c', shelf('c', 'nail'), 4n);
    const found = await compare();
    expect(found.differences).toEqual([
      expect.objectContaining({ id: 'c', what: 'unexpected' }),
      expect.objectContaining({ id: 'b', what: 'missing' }),
    ]);
    expect(found).toMatchObject({ equal: false, differing: 2, documents: 2 });
  });

  it('names a document that claims to be ahead of the view, and is not what the log makes of it there', async () => {
    await put('b', 'chain');
    await replaceByHand('b', shelf('b', 'rope', 'gold'), 6n);
    await replaceByHand('a', shelf('a', 'hammer'), 5n);
    expect(await compare()).toMatchObject({ equal: false, differing: 2 });
  });

  /** The live view, in which something happens just before its documents are read. */
  const whileReading = (happen: () => Promise<void>): KeptDocuments => {
    const kept = keptIn(documents);
    return {
      ...kept,
      async *pages(collection) {
        await happen();
        yield* kept.pages(collection);
      },
    };
  };

  it('is equal while it grows: what has read on is held against the log where it has come to', async () => {
    const before = await compare();
    const found = await compare(
      whileReading(async () => {
        await put('a', 'axe', 'file');
        await put('d', 'spade');
        await append(Cleared({ shelf: 'b' }));
        await readOn();
      }),
    );
    // One changed, one new and one removed: at the position of the comparison they are what they were before.
    expect(found).toMatchObject({ equal: true, position: 5n, movedOn: 3, documents: 2, checksum: before.checksum });
  });

  it('names what was changed by hand while it grows', async () => {
    const found = await compare(
      whileReading(async () => {
        await put('a', 'axe');
        await readOn();
        await replaceByHand('a', shelf('a', 'hammer', 'saw', 'gold'), 6n);
        await replaceByHand('b', null, 0n);
      }),
    );
    expect(found.differences).toEqual([
      { id: 'a', what: 'changed', field: 'things.2', kept: 'gold', rebuilt: 'axe' },
      expect.objectContaining({ id: 'b', what: 'missing' }),
    ]);
    expect(found).toMatchObject({ equal: false, differing: 2 });
  });

  it('is refused where the view has read more than the log has', async () => {
    await documents.write(shelves.collection, [], { reader: shelves.collection.name, position: 9n });
    await expect(compare()).rejects.toThrow('shelves.v1 has read position 9, and the log ends before it');
  });
});
