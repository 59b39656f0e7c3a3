import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  Change,
  Checkpoint,
  Collection,
  Document,
  DocumentStore,
  Page,
  Query,
} from '../../src/kernel/ports/document-store.js';
import {
  DocumentRefused,
  DocumentStoreUnavailable,
  Fenced,
  InvalidCursor,
} from '../../src/kernel/ports/document-store.js';

interface Parcel extends Document {
  readonly status?: string | null;
  readonly at?: number | string | null;
  readonly urgent?: boolean | number | null;
  readonly weight?: number | null;
  readonly record?: { readonly id?: string; readonly part?: { readonly name: string } } | null;
  readonly note?: string;
}

export const parcels: Collection<Parcel> = {
  name: 'parcels.v1',
  indexes: [['status', 'at'], ['status'], ['at'], ['urgent'], ['weight'], ['record.id', 'at'], ['record.part.name']],
};
const letters: Collection = { name: 'letters.v1', indexes: [] };

/** Member names with a special meaning for a store, a driver or JavaScript. */
const oddNames = [
  ...['', ' ', '.', 'a.b', '$', '$set', '$ref', 'a$', '\0', 'a\0b', '\ud800', '😀', '"', "'", '\\', '0', '%', '%2E'],
  ...['_id', '_bsontype', '__proto__', 'constructor', 'toString', 'toJSON', 'toBSON', 'hasOwnProperty', 'length'],
];

const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce((inside: unknown) => ({ inside }), 'text');

/** The contract of every DocumentStore adapter; `open` returns an empty store. */
export function describeDocumentStore(name: string, open: () => Promise<DocumentStore>): void {
  describe(`DocumentStore: ${name}`, () => {
    let store: DocumentStore;

    beforeEach(async () => {
      store = await open();
      await store.declare(parcels);
      await store.declare(letters);
    });
    afterEach(() => store.close());

    const put = (...documents: Parcel[]) =>
      store.write(
        parcels,
        documents.map((document) => changeTo(document, 1n)),
      );
    const at = async (id: string) => (await store.get(parcels, [id])).get(id);
    const ids = async (query: Partial<Query>) => idsOf(await store.query(parcels, { limit: 1_000, ...query }));

    describe('writing', () => {
      it('keeps a document as it was given, with its position', async () => {
        const parcel = {
          id: 'a',
          status: 'sent',
          at: 12.5,
          record: { id: 'r', part: { name: 'p' } },
          urgent: false,
          weight: null,
        };
        await store.write(parcels, [changeTo(parcel, 7n)]);
        expect(await at('a')).toEqual({ document: parcel, position: 7n });
      });

      it('keeps the written document, not later changes by the caller', async () => {
        const parcel = { id: 'a', status: 'sent' };
        const written = store.write(parcels, [changeTo(parcel, 1n)]);
        parcel.status = 'lost';
        await written;
        const read = await at('a');
        expect(read?.document.status).toBe('sent');
        (read!.document as { status: string }).status = 'lost';
        expect((await at('a'))?.document.status).toBe('sent');
      });

      it('replaces the whole document by a newer one', async () => {
        await store.write(parcels, [changeTo({ id: 'a', status: 'sent', note: 'old' }, 1n)]);
        await store.write(parcels, [changeTo({ id: 'a', status: 'lost' }, 2n)]);
        expect(await at('a')).toEqual({ document: { id: 'a', status: 'lost' }, position: 2n });
        expect(await ids({ where: { status: 'sent' } })).toEqual([]);
        expect(await ids({ where: { status: 'lost' } })).toEqual(['a']);
      });

      it.each([
        ['older', 4n],
        ['equal', 5n],
      ])('ignores an %s position', async (_, position) => {
        await store.write(parcels, [changeTo({ id: 'a', status: 'new' }, 5n)]);
        await store.write(parcels, [changeTo({ id: 'a', status: 'old' }, position)]);
        await store.write(parcels, [{ id: 'a', document: null, position }]);
        expect(await at('a')).toEqual({ document: { id: 'a', status: 'new' }, position: 5n });
      });

      it('ignores old changes and applies new ones of the same call', async () => {
        await store.write(parcels, [changeTo({ id: 'a', status: 'kept' }, 5n)]);
        await store.write(parcels, [
          changeTo({ id: 'a', status: 'old' }, 3n),
          changeTo({ id: 'b', status: 'new' }, 3n),
        ]);
        expect((await at('a'))?.document.status).toBe('kept');
        expect((await at('b'))?.document.status).toBe('new');
      });

      it('removes a document by a newer null, and accepts the removal of a missing one', async () => {
        await put({ id: 'a' }, { id: 'b' });
        await store.write(parcels, [
          { id: 'a', document: null, position: 2n },
          { id: 'x', document: null, position: 2n },
        ]);
        expect(await at('a')).toBeUndefined();
        expect(await ids({})).toEqual(['b']);
      });

      it('keeps no position of a document that was removed without a fencing token', async () => {
        await store.write(parcels, [changeTo({ id: 'a' }, 5n)]);
        await store.write(parcels, [{ id: 'a', document: null, position: 9n }]);
        await store.write(parcels, [changeTo({ id: 'a', status: 'again' }, 3n)]);
        expect(await at('a')).toEqual({ document: { id: 'a', status: 'again' }, position: 3n });
      });

      it('restores a document that was removed under a lease by a newer change', async () => {
        await store.write(parcels, [changeTo({ id: 'a', status: 'sent' }, 5n)]);
        const turn = { reader: 'view', position: 9n, fence: 1n };
        await store.write(parcels, [{ id: 'a', document: null, position: 9n }], turn);
        expect([await at('a'), await store.count(parcels), await ids({ where: { status: null } })]).toEqual([
          undefined,
          0,
          [],
        ]);
        await store.write(parcels, [changeTo({ id: 'a', status: 'again' }, 10n)]);
        expect(await at('a')).toEqual({ document: { id: 'a', status: 'again' }, position: 10n });
        expect(await ids({ where: { status: 'again' } })).toEqual(['a']);
      });

      it('applies two changes of one document in one call in order, with the same position check', async () => {
        await store.write(parcels, [
          changeTo({ id: 'a', status: 'first' }, 1n),
          changeTo({ id: 'a', status: 'second' }, 2n),
        ]);
        await store.write(parcels, [
          changeTo({ id: 'b', status: 'second' }, 2n),
          changeTo({ id: 'b', status: 'first' }, 1n),
        ]);
        await store.write(parcels, [changeTo({ id: 'c' }, 1n), { id: 'c', document: null, position: 2n }]);
        expect((await at('a'))?.document.status).toBe('second');
        expect((await at('b'))?.document.status).toBe('second');
        expect(await at('c')).toBeUndefined();
      });

      it('keeps positions beyond the range of a number', async () => {
        const great = 2n ** 63n - 1n;
        await store.write(parcels, [changeTo({ id: 'a' }, great - 1n)], { reader: 'far', position: great });
        await store.write(parcels, [changeTo({ id: 'a', status: 'newest' }, great)]);
        expect(await at('a')).toEqual({ document: { id: 'a', status: 'newest' }, position: great });
        expect(await store.checkpoint('far')).toBe(great);
        await expect(store.write(parcels, [changeTo({ id: 'a' }, great + 1n)])).rejects.toThrow('not a position');
      });

      it('keeps every script and character, in documents, ids and readers', async () => {
        const odd = `Ñandú 象 😀 "quoted" 'single' \\ \u0000 \n {{}} $.path; DROP TABLE`;
        await store.write(parcels, [changeTo({ id: odd, status: odd, note: odd }, 1n)], { reader: odd, position: 1n });
        expect((await at(odd))?.document).toEqual({ id: odd, status: odd, note: odd });
        expect(await ids({ where: { status: odd } })).toEqual([odd]);
        expect(await ids({ where: { status: { in: [odd, 'x'] } } })).toEqual([odd]);
        expect(await store.checkpoint(odd)).toBe(1n);
      });

      it.each(oddNames.map((name) => [JSON.stringify(name), name] as const))(
        'keeps a member with the name %s, at every level, and finds the document',
        async (_, name) => {
          const odd = Object.fromEntries([[name, 'text']]);
          const inside = { [`of ${name}`]: 1, odd, list: [odd, [odd]] };
          const document = { ...odd, id: 'a', status: 'sent', record: { id: 'r', ...odd }, inside } as Parcel;
          await store.write(parcels, [changeTo({ id: 'b', status: 'sent' }, 1n), changeTo(document, 1n)]);
          expect((await at('a'))?.document).toEqual(document);
          const where = { status: 'sent', 'record.id': 'r' };
          expect((await store.query(parcels, { where, limit: 9 })).documents).toEqual([document]);
          expect(await ids({ where: { status: 'sent' } })).toEqual(['a', 'b']);
          await store.write(parcels, [changeTo({ id: 'a', status: 'plain' }, 2n)]);
          expect((await at('a'))?.document).toEqual({ id: 'a', status: 'plain' });
        },
      );

      it('keeps half a surrogate pair in a text', async () => {
        await put({ id: 'a', status: 'sent', note: 'x\ud800y' });
        expect((await at('a'))?.document).toEqual({ id: 'a', status: 'sent', note: 'x\ud800y' });
        expect(await ids({ where: { status: 'sent' } })).toEqual(['a']);
      });

      it('keeps documents of several MiB, of long lists and of many levels', async () => {
        const texts = { id: 'a', status: 'sent', note: 'é'.repeat(3 * 2 ** 20) };
        const list = { id: 'b', status: 'sent', list: Array.from({ length: 1_000_000 }, () => 1) };
        const levels = { id: 'c', status: 'sent', nested: nested(98) };
        await store.write(
          parcels,
          [texts, list, levels].map((document) => changeTo<Parcel>(document, 1n)),
        );
        expect(await ids({ where: { status: 'sent' } })).toEqual(['a', 'b', 'c']);
        const kept = await store.get<Document>(parcels, ['a', 'b', 'c']);
        for (const document of [texts, list, levels])
          expect(JSON.stringify(kept.get(document.id)?.document) === JSON.stringify(document)).toBe(true);
      });

      const endless: Record<string, unknown> = { id: 'b' };
      endless['itself'] = endless;
      it.each<[string, Record<string, unknown>, string]>([
        ['that contains itself', endless, 'it is no JSON'],
        ['with a bigint', { id: 'b', count: 1n }, 'it is no JSON'],
        ['of more than 7 MiB', { id: 'b', note: 'x'.repeat(7 * 2 ** 20) }, 'it is larger than'],
        ['of more than 100 levels', { id: 'b', nested: nested(100) }, 'it nests deeper than 100 levels'],
        ['of ten thousand levels', { id: 'b', nested: nested(10_000) }, 'it is no JSON'],
        ['with a list in an indexed field', { id: 'b', status: ['x'] }, 'must be a scalar'],
        ['under half a surrogate pair', { id: 'b\ud800' }, 'its id is no Unicode text'],
      ])('refuses a document %s, and writes nothing of that call', async (_, document, why) => {
        const refused = document as unknown as Parcel;
        const writing = store.write(parcels, [changeTo({ id: 'a' }, 1n), changeTo(refused, 1n)], {
          reader: 'r',
          position: 1n,
        });
        await expect(writing).rejects.toThrow(DocumentRefused);
        await expect(writing).rejects.toMatchObject({ id: refused.id, message: expect.stringContaining(why) });
        expect(await ids({})).toEqual([]);
        expect(await store.checkpoint('r')).toBeNull();
        await put({ id: 'a' });
        expect(await ids({})).toEqual(['a']);
      });

      it('refuses a document under another id', async () => {
        const writing = store.write(parcels, [{ id: 'a', document: { id: 'b' }, position: 1n }]);
        await expect(writing).rejects.toThrow(DocumentRefused);
        await expect(writing).rejects.toThrow('holds the document b');
      });

      it('keeps the highest position of fifty writers at once', async () => {
        const positions = Array.from({ length: 50 }, (_, index) => BigInt(((index * 17) % 50) + 1));
        await Promise.all(
          positions.map((position) => store.write(parcels, [changeTo({ id: 'a', at: Number(position) }, position)])),
        );
        expect(await at('a')).toEqual({ document: { id: 'a', at: 50 }, position: 50n });
      });

      it('fails only the faulty one of concurrent writes', async () => {
        const undeclared: Collection<Parcel> = { name: 'never.declared', indexes: [] };
        const outcomes = await Promise.allSettled([
          store.write(parcels, [changeTo({ id: 'a' }, 1n)]),
          store.write(undeclared, [changeTo({ id: 'b' }, 1n)]),
          store.write(parcels, [changeTo({ id: 'c' }, 1n)]),
        ]);
        expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect(await ids({})).toEqual(['a', 'c']);
      });

      it('replaces a thousand in one call', async () => {
        const batch = (position: bigint) =>
          Array.from({ length: 1_000 }, (_, index) => changeTo({ id: `p${index}`, at: Number(position) }, position));
        await store.write(parcels, batch(1n));
        await store.write(parcels, batch(2n));
        expect(await store.count(parcels, { at: 2 })).toBe(1_000);
      });

      // FerretDB reads all ten thousand for every page.
      it('takes and pages through ten thousand documents', async () => {
        const documents = Array.from({ length: 10_000 }, (_, index) => ({
          id: `p${String((index * 7_919) % 10_000).padStart(5, '0')}`,
          status: index % 3 === 0 ? 'sent' : 'lost',
          at: index % 100,
        }));
        await put(...documents);
        expect(await store.count(parcels)).toBe(10_000);
        expect(await store.count(parcels, { status: 'sent' })).toBe(3_334);
        const walked = await walk(store, { sort: { field: 'at', direction: 'descending' }, limit: 997 });
        const wanted = [...documents].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
        expect(walked).toEqual(wanted);
        const many = await store.get(parcels, wanted);
        expect(many.size).toBe(10_000);
      }, 180_000);
    });

    describe('checkpoints', () => {
      it('are null at first, then the last one', async () => {
        expect(await store.checkpoint('view')).toBeNull();
        await store.write(parcels, [changeTo({ id: 'a' }, 3n)], { reader: 'view', position: 4n });
        expect(await store.checkpoint('view')).toBe(4n);
        await store.write(parcels, [], { reader: 'view', position: 9n });
        expect(await store.checkpoint('view')).toBe(9n);
        expect(await store.checkpoint('other')).toBeNull();
      });

      it('advance although every change was old', async () => {
        await store.write(parcels, [changeTo({ id: 'a' }, 3n)]);
        await store.write(parcels, [changeTo({ id: 'a', status: 'old' }, 2n)], { reader: 'view', position: 3n });
        expect(await store.checkpoint('view')).toBe(3n);
      });

      it('are never visible before their changes', async () => {
        const writes = Array.from({ length: 20 }, (_, index) =>
          store.write(parcels, [changeTo({ id: 'a', at: index + 1 }, BigInt(index + 1))], {
            reader: 'view',
            position: BigInt(index + 1),
          }),
        );
        let all = false;
        const finished = Promise.all(writes).then(() => (all = true));
        while (!all) {
          const reached = (await store.checkpoint('view')) ?? 0n;
          expect((await at('a'))?.position ?? 0n).toBeGreaterThanOrEqual(reached);
          await new Promise(setImmediate);
        }
        await finished;
        expect(await store.checkpoint('view')).toBe(20n);
      });
    });

    describe('fencing tokens', () => {
      const turn = (fence: bigint, position: bigint, reader = 'view') => ({ reader, position, fence });
      const write = (id: string, position: bigint, checkpoint?: Checkpoint) =>
        store.write(parcels, [changeTo({ id }, position)], checkpoint);

      it('let the newest holder write repeatedly, and then the next one', async () => {
        await write('a', 1n, turn(3n, 1n));
        await write('b', 2n, turn(3n, 2n));
        await write('c', 3n, turn(4n, 3n));
        expect(await ids({})).toEqual(['a', 'b', 'c']);
        expect(await store.checkpoint('view')).toBe(3n);
      });

      it('refuse every change of an expired lease', async () => {
        await write('a', 1n, turn(4n, 1n));
        await expect(write('b', 9n, turn(3n, 9n))).rejects.toThrow(Fenced);
        await expect(write('a', 9n, turn(3n, 9n))).rejects.toThrow(Fenced);
        await expect(store.write(parcels, [], turn(3n, 9n))).rejects.toThrow(Fenced);
        expect(await at('a')).toEqual({ document: { id: 'a' }, position: 1n });
        expect(await ids({})).toEqual(['a']);
        expect(await store.checkpoint('view')).toBe(1n);
      });

      it('are kept when the newest holder has changed nothing, and after clearing', async () => {
        await store.write(parcels, [], turn(4n, 1n));
        await expect(write('a', 2n, turn(3n, 2n))).rejects.toThrow(Fenced);
        await store.clear(parcels, ['view']);
        expect(await store.checkpoint('view')).toBeNull();
        await expect(write('a', 2n, turn(3n, 2n))).rejects.toThrow(Fenced);
        await write('b', 2n, turn(4n, 2n));
        expect(await ids({})).toEqual(['b']);
      });

      it('belong to one reader, and do not affect readers without a lease', async () => {
        await write('a', 1n, turn(4n, 1n));
        await write('b', 1n, turn(1n, 1n, 'other'));
        await write('c', 1n, { reader: 'view', position: 5n });
        await write('d', 1n);
        expect(await ids({})).toEqual(['a', 'b', 'c', 'd']);
        expect(await store.checkpoint('view')).toBe(5n);
      });

      it('can be greater than any number', async () => {
        const great = 2n ** 63n - 1n;
        await write('a', 1n, turn(great, 1n));
        await expect(write('b', 1n, turn(great - 1n, 2n))).rejects.toThrow(Fenced);
      });
    });

    describe('getting', () => {
      it('returns only documents that exist', async () => {
        await put({ id: 'a' }, { id: 'b' });
        expect([...(await store.get(parcels, ['b', 'x', 'a', 'a'])).keys()].sort()).toEqual(['a', 'b']);
        expect((await store.get(parcels, [])).size).toBe(0);
      });

      it('keeps collections apart', async () => {
        await put({ id: 'a' });
        expect((await store.get(letters, ['a'])).size).toBe(0);
        expect((await store.query(letters, { limit: 10 })).documents).toEqual([]);
      });
    });

    describe('querying', () => {
      it('finds by equality, and of a missing field by null', async () => {
        await put(
          { id: 'a', status: 'sent' },
          { id: 'b', status: null },
          { id: 'c' },
          { id: 'd', status: 'null' },
          { id: 'e', status: '' },
        );
        expect(await ids({ where: { status: 'sent' } })).toEqual(['a']);
        expect(await ids({ where: { status: null } })).toEqual(['b', 'c']);
        expect(await ids({ where: { status: '' } })).toEqual(['e']);
        expect(await ids({ where: { status: 'Sent' } })).toEqual([]);
      });

      it('finds any of several values, null among them', async () => {
        await put({ id: 'a', status: 'sent' }, { id: 'b', status: 'lost' }, { id: 'c' }, { id: 'd', status: 'kept' });
        expect(await ids({ where: { status: { in: ['sent', 'lost', 'sent'] } } })).toEqual(['a', 'b']);
        expect(await ids({ where: { status: { in: [null, 'kept'] } } })).toEqual(['c', 'd']);
        expect(await ids({ where: { status: { in: [null] } } })).toEqual(['c']);
        expect(await ids({ where: { status: { in: [] } } })).toEqual([]);
        expect(await store.count(parcels, { status: { in: [null, 'kept', 'sent'] } })).toBe(3);
        expect(await store.count(parcels, { status: { in: [] } })).toBe(0);
      });

      it('finds by more values than one index scan supports', async () => {
        await put(
          ...Array.from({ length: 300 }, (_, index) => ({ id: `p${index + 100}`, status: `s${index}`, at: -index })),
        );
        const among = Array.from({ length: 200 }, (_, index) => `s${index}`);
        expect(
          await ids({ where: { status: { in: [...among, null] } }, sort: { field: 'at', direction: 'descending' } }),
        ).toEqual(among.map((_, index) => `p${index + 100}`));
        expect(await store.count(parcels, { status: { in: [...among, null] } })).toBe(200);
      });

      it('distinguishes true from 1, false from 0, and both from text', async () => {
        await put(
          { id: 'a', urgent: true },
          { id: 'b', urgent: 1 },
          { id: 'c', urgent: false },
          { id: 'd', urgent: 0 },
          { id: 'e' },
        );
        expect(await ids({ where: { urgent: true } })).toEqual(['a']);
        expect(await ids({ where: { urgent: 1 } })).toEqual(['b']);
        expect(await ids({ where: { urgent: false } })).toEqual(['c']);
        expect(await ids({ where: { urgent: 0 } })).toEqual(['d']);
        expect(await ids({ where: { urgent: { in: [true, 0] } } })).toEqual(['a', 'd']);
        expect(await ids({ where: { urgent: { in: [true, 1, null] } } })).toEqual(['a', 'b', 'e']);
        expect(await ids({ where: { urgent: { gte: 0, lte: 1 } } })).toEqual(['b', 'd']);
        expect(await ids({ where: { urgent: 'true' } })).toEqual([]);
        expect(await store.count(parcels, { urgent: true })).toBe(1);
      });

      it('finds numbers by their exact value', async () => {
        const weights = [
          0.1, 0.30000000000000004, 1e21, 5e-324, 1.7976931348623157e308, -7.123456789012345e-10, 9007199254740991,
        ];
        await put(...weights.map((weight, index) => ({ id: `w${index}`, weight })));
        for (const [index, weight] of weights.entries())
          expect(await ids({ where: { weight } })).toEqual([`w${index}`]);
      });

      it('finds ranges, with and without their bounds', async () => {
        await put({ id: 'a', at: 1 }, { id: 'b', at: 2 }, { id: 'c', at: 3 }, { id: 'd', at: null }, { id: 'e' });
        expect(await ids({ where: { at: { gte: 2 } } })).toEqual(['b', 'c']);
        expect(await ids({ where: { at: { gt: 2 } } })).toEqual(['c']);
        expect(await ids({ where: { at: { lte: 2 } } })).toEqual(['a', 'b']);
        expect(await ids({ where: { at: { lt: 2 } } })).toEqual(['a']);
        expect(await ids({ where: { at: { gt: 1, lt: 3 } } })).toEqual(['b']);
        expect(await ids({ where: { at: { gte: 1, gt: 1, lte: 3, lt: 3 } } })).toEqual(['b']);
        expect(await ids({ where: { at: { gt: 3, lt: 1 } } })).toEqual([]);
        expect(await store.count(parcels, { at: { gte: 2 } })).toBe(2);
      });

      it('keeps a range to the type of its bounds', async () => {
        await put({ id: 'a', at: 5 }, { id: 'b', at: '2026-01-01' }, { id: 'c', at: '' }, { id: 'd' });
        expect(await ids({ where: { at: { gte: 0 } } })).toEqual(['a']);
        expect(await ids({ where: { at: { lte: 9 } } })).toEqual(['a']);
        expect(await ids({ where: { at: { lt: '3' } } })).toEqual(['b', 'c']);
        expect(await ids({ where: { at: { gte: '' } } })).toEqual(['b', 'c']);
      });

      it('combines equality with a range, and supports dotted paths', async () => {
        await put(
          { id: 'a', status: 'sent', at: 1, record: { id: 'r1', part: { name: 'x' } } },
          { id: 'b', status: 'sent', at: 2, record: { id: 'r2', part: { name: 'x' } } },
          { id: 'c', status: 'lost', at: 2, record: { id: 'r2' } },
          { id: 'd', status: 'lost', at: 3, record: null },
        );
        expect(await ids({ where: { status: 'sent', at: { gte: 2 } } })).toEqual(['b']);
        expect(await ids({ where: { 'record.id': 'r2', at: 2 } })).toEqual(['b', 'c']);
        expect(await ids({ where: { 'record.part.name': 'x' } })).toEqual(['a', 'b']);
        expect(await ids({ where: { 'record.id': null } })).toEqual(['d']);
        expect(await ids({ where: { 'record.id': 'r2', status: 'lost' } })).toEqual(['c']);
      });

      it('queries by id', async () => {
        await put({ id: 'a', status: 'x' }, { id: 'b', status: 'x' }, { id: 'c', status: 'y' });
        expect(await ids({ where: { id: 'b' } })).toEqual(['b']);
        expect(
          await ids({ where: { id: { in: ['c', 'a', 'z'] } }, sort: { field: 'id', direction: 'descending' } }),
        ).toEqual(['c', 'a']);
        expect(await ids({ where: { id: { gt: 'a' }, status: 'x' } })).toEqual(['b']);
      });

      it('counts all, some and none', async () => {
        expect(await store.count(parcels)).toBe(0);
        await put({ id: 'a', status: 'x' }, { id: 'b', status: 'y' }, { id: 'c' });
        expect(await store.count(parcels)).toBe(3);
        expect(await store.count(parcels, { status: 'x' })).toBe(1);
        expect(await store.count(parcels, { status: null })).toBe(1);
        expect(await store.count(parcels, { status: 'z' })).toBe(0);
      });
    });

    describe('order', () => {
      it('is by id, by code point, by default', async () => {
        await put({ id: 'b' }, { id: '😀' }, { id: 'B' }, { id: '\uffee' }, { id: 'é' }, { id: 'a10' }, { id: 'a9' });
        expect(await ids({})).toEqual(['B', 'a10', 'a9', 'b', 'é', '\uffee', '😀']);
        expect(await ids({ sort: { field: 'id', direction: 'descending' } })).toEqual([
          '😀',
          '\uffee',
          'é',
          'b',
          'a9',
          'a10',
          'B',
        ]);
      });

      it('is by the field, missing first, numbers before text, ties by id', async () => {
        await put(
          { id: 'e', at: 'x' },
          { id: 'd', at: 10 },
          { id: 'b', at: 9 },
          { id: 'c', at: 9 },
          { id: 'a', at: 9 },
          { id: 'f' },
          { id: 'g', at: null },
        );
        const ascending = ['f', 'g', 'a', 'b', 'c', 'd', 'e'];
        expect(await ids({ sort: { field: 'at', direction: 'ascending' } })).toEqual(ascending);
        expect(await ids({ sort: { field: 'at', direction: 'descending' } })).toEqual([...ascending].reverse());
      });

      it('is by the field within an equality, and across several values of it', async () => {
        await put(
          { id: 'a', status: 'x', at: 3 },
          { id: 'b', status: 'y', at: 1 },
          { id: 'c', status: 'x', at: 2 },
          { id: 'd', status: 'z', at: 0 },
          { id: 'e', at: 2 },
        );
        expect(await ids({ where: { status: 'x' }, sort: { field: 'at', direction: 'ascending' } })).toEqual([
          'c',
          'a',
        ]);
        const several = { status: { in: ['x', 'y', null] } };
        expect(await ids({ where: several, sort: { field: 'at', direction: 'ascending' } })).toEqual([
          'b',
          'c',
          'e',
          'a',
        ]);
        expect(await ids({ where: several, sort: { field: 'at', direction: 'descending' } })).toEqual([
          'a',
          'e',
          'c',
          'b',
        ]);
        expect(await ids({ where: several, sort: { field: 'status', direction: 'descending' } })).toEqual([
          'b',
          'c',
          'a',
          'e',
        ]);
        expect(await ids({ where: { status: 'x' }, sort: { field: 'status', direction: 'descending' } })).toEqual([
          'c',
          'a',
        ]);
      });
    });

    describe('pages', () => {
      const mixed = Array.from({ length: 60 }, (_, index): Parcel => {
        const value = [null, 1, 1, 2.5, 'é', '😀'][index % 6] as number | string | null;
        return { id: `p${index + 10}`, status: index % 2 ? 'odd' : 'even', ...(index % 12 === 0 ? {} : { at: value }) };
      });
      const sorts = [undefined, 'id', 'at', 'status'].flatMap((field) =>
        (['ascending', 'descending'] as const).map((direction) => (field ? { sort: { field, direction } } : {})),
      );
      const wheres: Query['where'][] = [
        {},
        { status: 'odd' },
        { status: { in: ['odd', 'even', null] } },
        { at: { gte: 1 } },
        { at: { gt: 1, lte: 2.5 } },
        { at: { lte: '😀' } },
        { at: null },
        { at: { in: [null, 1, 'é'] } },
        { status: { in: ['odd', 'even'] }, at: { gte: '' } },
        { at: 1 },
      ];

      it.each(wheres.map((where) => [JSON.stringify(where), where] as const))(
        'of every size show each document once: %s',
        async (_, where) => {
          await put(...mixed);
          for (const sort of sorts) {
            const whole = await ids({ ...sort, ...(where && { where }) });
            for (const limit of [1, 7, 10]) {
              expect(await walk(store, { ...sort, ...(where && { where }), limit })).toEqual(whole);
            }
          }
        },
      );

      it('end where the documents end', async () => {
        await put({ id: 'a' }, { id: 'b' });
        expect((await store.query(parcels, { limit: 2 })).nextCursor).toBeNull();
        expect((await store.query(parcels, { limit: 1 })).nextCursor).not.toBeNull();
        expect(await store.query(parcels, { limit: 1, where: { status: 'none' } })).toEqual({
          documents: [],
          nextCursor: null,
        });
      });

      it('neither skip nor repeat unchanged documents while others are added, removed and moved', async () => {
        const sort = { field: 'at', direction: 'ascending' } as const;
        await put({ id: 'a', at: 1 }, { id: 'b', at: 2 }, { id: 'c', at: 2 }, { id: 'd', at: 2 }, { id: 'e', at: 3 });
        const first = await store.query(parcels, { sort, limit: 2 });
        expect(idsOf(first)).toEqual(['a', 'b']);
        await store.write(parcels, [
          { id: 'b', document: null, position: 2n },
          changeTo({ id: 'a', at: 9 }, 2n),
          changeTo({ id: 'aa', at: 0 }, 2n),
          changeTo({ id: 'ca', at: 2 }, 2n),
        ]);
        const second = await store.query(parcels, { sort, limit: 3, cursor: first.nextCursor });
        expect(idsOf(second)).toEqual(['c', 'ca', 'd']);
        const third = await store.query(parcels, { sort, limit: 3, cursor: second.nextCursor });
        expect(idsOf(third)).toEqual(['e', 'a']);
      });

      it('start at the first for an empty or absent cursor', async () => {
        await put({ id: 'a' });
        expect(await ids({ cursor: null })).toEqual(['a']);
      });

      it('refuse a cursor that is damaged, foreign or of another order', async () => {
        await put({ id: 'a', at: 1 }, { id: 'b', at: 2 });
        const sort = { field: 'at', direction: 'ascending' } as const;
        const { nextCursor } = await store.query(parcels, { sort, limit: 1 });
        const texts = ['x', '!', `${nextCursor}=`, `${nextCursor}A`, nextCursor!.slice(0, -3)];
        const foreign = ['null', '{}', '[]', '["at",1,1]', '["at",1,{},"a"]', '["at",1,1,7]'].map((text) =>
          Buffer.from(text).toString('base64url'),
        );
        for (const cursor of [...texts, ...foreign]) {
          await expect(store.query(parcels, { sort, limit: 1, cursor })).rejects.toThrow(InvalidCursor);
        }
        for (const other of [
          { field: 'at', direction: 'descending' },
          { field: 'status', direction: 'ascending' },
        ] as const) {
          await expect(store.query(parcels, { sort: other, limit: 1, cursor: nextCursor })).rejects.toThrow(
            InvalidCursor,
          );
        }
        await expect(store.query(parcels, { limit: 1, cursor: nextCursor })).rejects.toThrow(InvalidCursor);
      });

      it.each([0, -1, 1.5, 1_001, Number.NaN, Infinity])('are refused with a limit of %s', async (limit) => {
        await expect(store.query(parcels, { limit })).rejects.toThrow('limit');
      });
    });

    describe('an undeclared part', () => {
      it.each<[string, Partial<Query>]>([
        ['a field of no index', { where: { note: 'x' } }],
        ['a sort by it', { sort: { field: 'note', direction: 'ascending' } }],
        ['a part of a declared path', { where: { record: null } }],
        ['a field with SQL in it', { where: { "status') OR 1=1 --": 'x' } }],
        ['null as the end of a range', { where: { at: { gt: null } } }],
        ['a range without ends', { where: { at: {} } }],
        ['a range of two types', { where: { at: { gte: 1, lt: 'x' } } }],
        ['a number as an id', { where: { id: 1 } }],
      ])('cannot be queried: %s', async (_, query) => {
        await expect(store.query(parcels, { limit: 1, ...query })).rejects.toThrow(Error);
        if (query.where) await expect(store.count(parcels, query.where)).rejects.toThrow(Error);
      });

      it('is a later field of an index without the earlier ones', async () => {
        const visits: Collection = { name: 'visits', indexes: [['place', 'at']] };
        await store.declare(visits);
        await expect(store.query(visits, { where: { at: 1 }, limit: 1 })).rejects.toThrow('declares no index');
        await expect(store.query(visits, { where: { place: { gt: 'a' }, at: 1 }, limit: 1 })).rejects.toThrow(
          'declares no index',
        );
        expect((await store.query(visits, { where: { place: 'x', at: 1 }, limit: 1 })).documents).toEqual([]);
      });

      it('is a collection that cannot be used before its declaration', async () => {
        const never: Collection<Parcel> = { name: 'never', indexes: [] };
        const uses = [
          () => store.get(never, ['a']),
          () => store.write(never, []),
          () => store.query(never, { limit: 1 }),
          () => store.count(never),
          () => store.clear(never, []),
        ];
        for (const use of uses) await expect(use()).rejects.toThrow('not declared');
      });

      it.each(['', 'Payments', 'a b', 'a"b', "a'b", 'a;b', 'a_b', 'é'])('cannot be called %j', async (collection) => {
        await expect(store.declare({ name: collection, indexes: [] })).rejects.toThrow('is named with');
      });

      it.each(['', 'a b', "a'", 'a..b', '$a', '0a', 'id'])('cannot be indexed by %j', async (field) => {
        await expect(store.declare({ name: 'odd', indexes: [[field]] })).rejects.toThrow(Error);
      });
    });

    describe('declaring again', () => {
      it('changes nothing, keeps the documents, and adds new indexes', async () => {
        await put({ id: 'a', status: 'x', note: 'n' });
        await store.declare(parcels);
        expect(await ids({ where: { status: 'x' } })).toEqual(['a']);
        await store.declare({ ...parcels, indexes: [['note']] });
        expect(await ids({ where: { note: 'n' } })).toEqual(['a']);
        await expect(ids({ where: { status: 'x' } })).rejects.toThrow('declares no index');
      });
    });

    describe('clearing', () => {
      it('removes the documents and these readers’ checkpoints, and nothing else', async () => {
        await store.write(parcels, [changeTo({ id: 'a', status: 'x' }, 9n)], { reader: 'view', position: 9n });
        await store.write(letters, [changeTo({ id: 'a' }, 9n)], { reader: 'other', position: 9n });
        await store.clear(parcels, ['view', 'never seen']);
        expect(await ids({})).toEqual([]);
        expect(await store.checkpoint('view')).toBeNull();
        expect(await store.checkpoint('other')).toBe(9n);
        expect((await store.get(letters, ['a'])).size).toBe(1);
        await store.write(parcels, [changeTo({ id: 'a', status: 'y' }, 1n)]);
        expect(await ids({ where: { status: 'y' } })).toEqual(['a']);
      });
    });

    describe('closing', () => {
      it('finishes earlier writes, and refuses later calls', async () => {
        const written = Promise.all(Array.from({ length: 30 }, (_, index) => put({ id: `p${index}` })));
        await store.close();
        await expect(written).resolves.toHaveLength(30);
        await store.close();
        const uses = [
          () => store.get(parcels, ['a']),
          () => put({ id: 'a' }),
          () => store.query(parcels, { limit: 1 }),
          () => store.count(parcels),
          () => store.checkpoint('view'),
          () => store.clear(parcels, []),
          () => store.declare(parcels),
        ];
        for (const use of uses) await expect(use()).rejects.toThrow(DocumentStoreUnavailable);
      });
    });
  });
}

function changeTo<D extends Document>(document: D, position: bigint): Change<D> {
  return { id: document.id, document, position };
}

function idsOf(page: Page<Document>): string[] {
  return page.documents.map(({ id }) => id);
}

async function walk(store: DocumentStore, query: Query): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Parcel> = await store.query(parcels, { ...query, cursor });
    found.push(...idsOf(page));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}
