import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../../src/kernel/ports/event-store.js';
import type { KeptKey, KeyStore, WrappedKey } from '../../src/kernel/ports/key-store.js';

const key = (keyId: string, bytes = keyId): WrappedKey => ({ keyId, wrapped: Buffer.from(bytes) });

/** The contract of every KeyStore adapter; `open` returns an empty store, or another connection to the same store where it can. */
export function describeKeyStore(name: string, open: () => Promise<KeyStore>): void {
  describe(`KeyStore: ${name}`, () => {
    let keys: KeyStore;
    beforeEach(async () => {
      keys = await open();
    });
    afterEach(() => keys.close());

    it('knows no key at first', async () => {
      expect(await keys.of('anna')).toBeNull();
      expect(await keys.find('k1')).toBeNull();
      expect(await keys.erase('anna')).toBe(0);
    });

    it('keeps a key, and finds it by its subject and by its id', async () => {
      expect(await keys.keep('anna', key('k1'))).toEqual(key('k1'));
      expect(await keys.of('anna')).toEqual(key('k1'));
      expect(await keys.find('k1')).toEqual(key('k1'));
      expect(await keys.of('k1')).toBeNull();
      expect(await keys.find('anna')).toBeNull();
    });

    it('can be tried for writing, which leaves no key behind', async () => {
      await keys.checkWritable();
      await keys.checkWritable();
      const kept: unknown[] = [];
      for await (const one of keys.all()) kept.push(one);
      expect(kept).toEqual([]);
    });

    it('keeps every byte', async () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      await keys.keep('anna', { keyId: 'k1', wrapped: bytes });
      const found = await keys.of('anna');
      expect(Buffer.isBuffer(found?.wrapped)).toBe(true);
      expect(found?.wrapped.equals(bytes)).toBe(true);
    });

    it('returns the first key when another is offered', async () => {
      await keys.keep('anna', key('k1'));
      expect(await keys.keep('anna', key('k2'))).toEqual(key('k1'));
      expect(await keys.find('k2')).toBeNull();
    });

    it('returns one key to fifty concurrent offers', async () => {
      const brought = Array.from({ length: 50 }, (_, index) => keys.keep('anna', key(`k${index}`)));
      const kept = await Promise.all(brought);
      expect(new Set(kept.map(({ keyId }) => keyId)).size).toBe(1);
      expect(await keys.of('anna')).toEqual(kept[0]);
    });

    it('distinguishes subjects by every character', async () => {
      for (const [index, subject] of ['anna', 'Anna', 'anna ', 'ánna', '$where', '{"$gt":""}'].entries()) {
        expect(await keys.keep(subject, key(`k${index}`))).toEqual(key(`k${index}`));
      }
      expect(await keys.of('Anna')).toEqual(key('k1'));
    });

    it('does not give two subjects keys of one id', async () => {
      await keys.keep('anna', key('k1'));
      await expect(keys.keep('ben', key('k1', 'other'))).rejects.toThrow(Error);
      expect(await keys.of('ben')).toBeNull();
      expect(await keys.find('k1')).toEqual(key('k1'));
    });

    it('erases for ever, and starts again with another key', async () => {
      await keys.keep('anna', key('k1'));
      await keys.keep('ben', key('k2'));
      expect(await keys.erase('anna')).toBe(1);
      expect(await keys.erase('anna')).toBe(0);
      expect(await keys.of('anna')).toBeNull();
      expect(await keys.find('k1')).toBe('erased');
      expect(await keys.of('ben')).toEqual(key('k2'));
      expect(await keys.keep('anna', key('k3'))).toEqual(key('k3'));
      expect([await keys.find('k1'), await keys.of('anna')]).toEqual(['erased', key('k3')]);
      expect([await keys.erase('anna'), await keys.of('anna')]).toEqual([1, null]);
      expect(await keys.keep('anna', key('k4'))).toEqual(key('k4'));
      expect([await keys.find('k3'), await keys.find('k4')]).toEqual(['erased', key('k4')]);
    });

    it('refuses an erased key, for its subject and for any other', async () => {
      await keys.keep('anna', key('k1'));
      await keys.erase('anna');
      await expect(keys.keep('anna', key('k1'))).rejects.toThrow(Error);
      await expect(keys.keep('ben', key('k1'))).rejects.toThrow(Error);
      expect([await keys.of('anna'), await keys.of('ben'), await keys.find('k1')]).toEqual([null, null, 'erased']);
    });

    it('records keys as erased, whether it had them or not', async () => {
      await keys.keep('anna', key('k1'));
      await keys.keep('ben', key('k2'));
      const buried = [
        { subject: 'anna', keyId: 'k1' },
        { subject: 'anna', keyId: 'k0' },
        { subject: 'carl', keyId: 'k9' },
      ];
      await keys.bury(buried);
      await keys.bury(buried);
      expect(await Promise.all(['k0', 'k1', 'k2', 'k9'].map((keyId) => keys.find(keyId)))).toEqual([
        'erased',
        'erased',
        key('k2'),
        'erased',
      ]);
      expect([await keys.of('anna'), await keys.of('carl')]).toEqual([null, null]);
      expect([await keys.keep('anna', key('k3')), await keys.keep('carl', key('k4'))]).toEqual([key('k3'), key('k4')]);
    });

    it('returns one new key to twenty concurrent offers after an erasure', async () => {
      await keys.keep('anna', key('old'));
      await keys.erase('anna');
      const kept = await Promise.all(Array.from({ length: 20 }, (_, index) => keys.keep('anna', key(`k${index}`))));
      expect(new Set(kept.map(({ keyId }) => keyId)).size).toBe(1);
      expect(await keys.of('anna')).toEqual(kept[0]);
    });

    it('lists every key once with its subject, and an erased key only by its id', async () => {
      const all = async () => {
        const found: KeptKey[] = [];
        for await (const one of keys.all()) found.push(one);
        return found.toSorted((one, other) => one.keyId.localeCompare(other.keyId));
      };
      expect(await all()).toEqual([]);
      const subjects = Array.from({ length: 2_500 }, (_, index) => `subject-${index}`);
      await Promise.all(subjects.map((subject, index) => keys.keep(subject, key(`k${index}`))));
      await keys.erase('subject-7');
      await keys.keep('subject-7', key('k-anew'));
      const expected: KeptKey[] = subjects.map((subject, index) => ({
        subject,
        keyId: `k${index}`,
        wrapped: index === 7 ? null : Buffer.from(`k${index}`),
      }));
      expected.push({ subject: 'subject-7', ...key('k-anew') });
      expect(await all()).toEqual(expected.toSorted((one, other) => one.keyId.localeCompare(other.keyId)));
    });

    it('finishes earlier calls at the close', async () => {
      const kept = Promise.all(Array.from({ length: 20 }, (_, index) => keys.keep(`s${index}`, key(`k${index}`))));
      await keys.close();
      await expect(kept).resolves.toHaveLength(20);
      await expect(keys.keep('late', key('k'))).rejects.toThrow(Error);
      keys = await open();
    });
  });
}

/** The contract of a store on a server: several connections. */
export function describeSharedKeyStore(name: string, open: () => Promise<readonly [KeyStore, KeyStore]>): void {
  describe(`KeyStore, shared: ${name}`, () => {
    it('gives two instances the same key, and erases it for both', async () => {
      const [one, other] = await open();
      const [first, second] = await Promise.all([one.keep('anna', key('k1')), other.keep('anna', key('k2'))]);
      expect(first).toEqual(second);
      expect(await other.find(first.keyId)).toEqual(first);
      expect(await one.erase('anna')).toBe(1);
      expect([await other.of('anna'), await other.find(first.keyId)]).toEqual([null, 'erased']);
      expect(await other.keep('anna', key('k3'))).toEqual(key('k3'));
      expect(await one.of('anna')).toEqual(key('k3'));
      await Promise.all([one.close(), other.close()]);
      await expect(one.of('anna')).rejects.toThrow(StoreUnavailable);
    });
  });
}
