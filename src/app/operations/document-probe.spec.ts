import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { DocumentStoreUnavailable, type DocumentStore } from '../../kernel/ports/document-store.js';
import { DocumentProbe, writeProbe } from './document-probe.js';

let clock: FakeClock;
let documents: SqliteDocumentStore;

beforeEach(() => {
  clock = new FakeClock();
  documents = SqliteDocumentStore.inMemory();
});
afterEach(() => documents.close());

it('the probe of the documents writes each time, also after the clock was set back', async () => {
  const probe = new DocumentProbe(documents, clock);
  await probe.start();
  await probe.checkWritable();
  clock.jump(-60_000);
  await probe.checkWritable();
  const { document, position } = (await documents.get(writeProbe, ['probe'])).get('probe')!;
  expect([document, position]).toEqual([{ id: 'probe', at: clock.at }, 2n]);
});

it('the probe of the documents fails when only writing fails', async () => {
  const full = new Proxy<DocumentStore>(documents, {
    get(target, name) {
      if (name === 'write') return () => Promise.reject(new DocumentStoreUnavailable('disk full'));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const probe = new DocumentProbe(full, clock);
  await probe.start();
  await expect(probe.checkWritable()).rejects.toThrow('disk full');
});
