import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { destroyKeyOf } from '../../../test/support/erased.js';
import type { Msisdn } from '../domain/msisdn.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { subjectOf, type Sealed } from '../domain/sealed.js';
import { PersonalData } from './personal-data.js';
import type { KeyStore, WrappedKey } from '../ports/key-store.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';

const masterKey = Buffer.alloc(32, 7);
const aline = '+250788123456' as Msisdn;
const bosco = '+250788999999' as Msisdn;
const details = { msisdn: aline, description: 'Building permit fee', metadata: { a: 'é\0“' } };

describe('personal data', () => {
  let keys: KeyStore;
  let personalData: PersonalData;
  let ofAline: string;
  let ofBosco: string;

  beforeEach(() => {
    keys = SqliteKeyStore.inMemory();
    personalData = new PersonalData(masterKey, keys);
    ofAline = personalData.subjectOf(aline);
    ofBosco = personalData.subjectOf(bosco);
  });

  it('is opened as it was sealed, here and by any holder of the same keys', async () => {
    const sealed = await personalData.seal(ofAline, details);
    expect(await personalData.open(sealed)).toEqual(details);
    expect(await new PersonalData(masterKey, keys).open(sealed)).toEqual(details);
  });

  it('of many people is opened with each key asked for once, and none of them remembered', async () => {
    const [one, other] = [await personalData.seal(ofAline, 1), await personalData.seal(ofBosco, 2)];
    const asked: string[] = [];
    const counting = {
      find: (keyId: string) => {
        asked.push(keyId);
        return keys.find(keyId);
      },
    } as KeyStore;
    const reader = new PersonalData(masterKey, counting);
    expect(await reader.openAll([one, other, one])).toEqual([1, 2, 1]);
    expect(asked).toHaveLength(2);
    await destroyKeyOf(ofBosco, personalData);
    expect(await reader.openAll([one, other])).toEqual([1, null]);
    expect(asked).toHaveLength(4);
  });

  it('shows which payer it is about, and nothing else', async () => {
    const [one, other] = [await personalData.seal(ofAline, details), await personalData.seal(ofAline, details)];
    expect(subjectOf(one)).toBe(ofAline);
    expect(one).toMatch(/^sealed\.[\w-]{22}\.[\w-]{12}\.[\w-]+$/);
    expect(one).not.toBe(other);
    expect(Buffer.from(one.split('.')[3]!, 'base64url').toString('latin1')).not.toMatch(/788123456|permit/);
  });

  it('knows a payer again by a hash against which no number can be tried without the master key', () => {
    expect(new PersonalData(masterKey, keys).subjectOf(aline)).toBe(ofAline);
    expect(new PersonalData(Buffer.alloc(32, 8), keys).subjectOf(aline)).not.toBe(ofAline);
    expect(ofBosco).not.toBe(ofAline);
    expect(personalData.fingerprint(aline)).not.toBe(ofAline);
    expect(new PersonalData(masterKey, keys).fingerprint('{}')).toBe(personalData.fingerprint('{}'));
    expect(personalData.fingerprint('{ }')).not.toBe(personalData.fingerprint('{}'));
  });

  it('is not opened under another master key, and says why', async () => {
    const sealed = await personalData.seal(ofAline, details);
    await expect(new PersonalData(Buffer.alloc(32, 8), keys).open(sealed)).rejects.toThrow(
      /^MASTER_KEY \(master\.key in DATA_DIR, .*put back the one of this installation$/,
    );
    await expect(new PersonalData(Buffer.alloc(32, 8), keys).seal(ofAline, details)).rejects.toThrow(/^MASTER_KEY/);
  });

  it('is not opened when a single bit of it was changed', async () => {
    const sealed = await personalData.seal(ofAline, details);
    const [, subject, keyId, box] = sealed.split('.') as [string, string, string, string];
    const bytes = Buffer.from(box, 'base64url');
    for (const at of [0, 12, bytes.length - 17, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      const forged = `sealed.${subject}.${keyId}.${changed.toString('base64url')}` as Sealed;
      await expect(personalData.open(forged)).rejects.toThrow();
    }
    for (const cut of [0, 1, 27, 28, bytes.length - 1]) {
      const forged = `sealed.${subject}.${keyId}.${bytes.subarray(0, cut).toString('base64url')}` as Sealed;
      await expect(personalData.open(forged)).rejects.toThrow();
    }
  });

  it('is not passed off as the data of another payer', async () => {
    const sealed = await personalData.seal(ofAline, details);
    const ofAnother = await personalData.seal(ofBosco, details);
    const [, , keyId, box] = sealed.split('.');
    await expect(personalData.open(`sealed.${ofBosco}.${keyId}.${box}` as Sealed)).rejects.toThrow();
    await expect(personalData.open(`sealed.${ofBosco}.${ofAnother.split('.')[2]}.${box}` as Sealed)).rejects.toThrow();
  });

  it('has one key for each person, however many seal for them at once', async () => {
    const instances = [personalData, new PersonalData(masterKey, keys), new PersonalData(masterKey, keys)];
    const sealed = await Promise.all(
      Array.from({ length: 30 }, (_, n) => instances[n % 3]!.seal(n % 2 === 0 ? ofAline : ofBosco, n)),
    );
    expect(new Set(sealed.map((each) => each.split('.', 3).join('.'))).size).toBe(2);
    for (const [n, each] of sealed.entries()) expect(await instances[(n + 1) % 3]!.open(each)).toBe(n);
  });

  it('cannot be read again once the person is erased, and that of others can', async () => {
    const [sealed, ofAnother] = [await personalData.seal(ofAline, details), await personalData.seal(ofBosco, details)];
    expect(await destroyKeyOf(ofAline, personalData)).toBe(1);
    expect(await personalData.open(sealed)).toBeNull();
    expect(await new PersonalData(masterKey, keys).open(sealed)).toBeNull();
    expect(await personalData.open(ofAnother)).toEqual(details);
    expect(await destroyKeyOf(ofAline, personalData)).toBe(0);
    expect(await destroyKeyOf('nobody', personalData)).toBe(0);
  });

  it('of a payer who comes back after being erased is sealed anew, and the old stays shut', async () => {
    const old = await personalData.seal(ofAline, details);
    await destroyKeyOf(ofAline, personalData);
    const anew = await personalData.seal(ofAline, details);
    expect(await personalData.open(anew)).toEqual(details);
    expect(await personalData.open(old)).toBeNull();
  });

  it('that comes later about something sealed before goes under its key, and cannot be read after an erasure', async () => {
    const payer = await personalData.seal(ofAline, details);
    const before = await personalData.sealUnderKeyOf(payer, 'a provider’s answer');
    expect(before.split('.', 3)).toEqual(payer.split('.', 3));
    expect(await personalData.open(before)).toBe('a provider’s answer');

    await destroyKeyOf(ofAline, personalData);
    const later = await personalData.sealUnderKeyOf(payer, details);
    expect(later).toBe(`sealed.${ofAline}.${payer.split('.')[2]}.erased`);
    expect(await keys.of(ofAline)).toBeNull();

    const anew = await personalData.seal(ofAline, details);
    const afterwards = await personalData.sealUnderKeyOf(payer, details);
    const sealed: Sealed[] = [before, later, afterwards];
    expect(await Promise.all(sealed.map((each) => personalData.open(each)))).toEqual([null, null, null]);
    expect(await personalData.open(await personalData.sealUnderKeyOf(anew, 'the new one’s'))).toBe('the new one’s');
  });

  it('whose key is lost and not erased is sealed under another one: what is learned from now on can be read', async () => {
    const payer = await personalData.seal(ofAline, details);
    const older = new PersonalData(masterKey, SqliteKeyStore.inMemory());
    const sealed = await older.sealUnderKeyOf(payer, 'answer');
    expect([await older.open(payer), await older.open(sealed)]).toEqual([null, 'answer']);
  });

  it('is shut in every instance within seconds of an erasure, and none seals under the dead key meanwhile', async () => {
    const clock = new FakeClock();
    const [one, other] = [0, 0].map(() => new PersonalData(masterKey, keys, clock)) as [PersonalData, PersonalData];
    const old = await one.seal(ofAline, details);
    expect(await other.open(old)).toEqual(details);
    await destroyKeyOf(ofAline, one);
    expect(await one.open(old)).toBeNull();

    // The other one has the key in memory and has heard of nothing.
    const answer = await other.sealUnderKeyOf(old, 'a provider’s answer');
    const anew = await other.seal(ofAline, details);
    expect([await other.open(answer), await one.open(answer)]).toEqual([null, null]);
    expect(await one.open(anew)).toEqual(details);
    await clock.pass({ seconds: 3 });
    expect([await other.open(old), await other.open(anew)]).toEqual([null, details]);
  });

  it('is not remembered longer because the clock was set back', async () => {
    let now = 1_000_000;
    const [one, other] = [personalData, new PersonalData(masterKey, keys, { now: () => now })];
    const old = await one.seal(ofAline, details);
    expect(await other.open(old)).toEqual(details);
    await destroyKeyOf(ofAline, one);
    now -= 3_600_000;
    expect(await other.open(old)).toBeNull();
  });

  it('is shut also when it was just being sealed while the person was erased', async () => {
    const old = await personalData.seal(ofAline, details);
    let come: () => void = () => undefined;
    const slow: KeyStore = {
      keep: (...what) => keys.keep(...what),
      async of(subject) {
        const found = await keys.of(subject);
        await new Promise<void>((resolve) => (come = resolve));
        return found;
      },
      find: (keyId) => keys.find(keyId),
      all: () => keys.all(),
      erase: (subject) => keys.erase(subject),
      bury: (buried) => keys.bury(buried),
      checkWritable: () => Promise.resolve(),
      close: () => keys.close(),
    };
    const other = new PersonalData(masterKey, slow);
    const sealing = other.seal(ofAline, details);
    await other.destroy([{ subject: ofAline, keyId: old.split('.')[2]! }]);
    come();
    const sealed = await sealing;
    expect(await other.open(old)).toBeNull();
    expect(await other.open(sealed)).toBeNull();
  });

  it('asks the key store again after it was away', async () => {
    let away = true;
    const sometimes: KeyStore = {
      keep: (...what) => keys.keep(...what),
      of: (subject) => (away ? Promise.reject(new Error('away')) : keys.of(subject)),
      find: (keyId) => (away ? Promise.reject(new Error('away')) : keys.find(keyId)),
      all: () => keys.all(),
      erase: (subject) => keys.erase(subject),
      bury: (buried) => keys.bury(buried),
      checkWritable: () => Promise.resolve(),
      close: () => keys.close(),
    };
    const sealed = await personalData.seal(ofAline, details);
    const other = new PersonalData(masterKey, sometimes);
    await expect(other.open(sealed)).rejects.toThrow('away');
    await expect(other.seal(ofBosco, details)).rejects.toThrow('away');
    away = false;
    expect(await other.open(sealed)).toEqual(details);
    expect(await other.open(await other.seal(ofBosco, details))).toEqual(details);
  });
});

const wrapped = (keyId: string, fill = 1): WrappedKey => ({ keyId, wrapped: Buffer.alloc(60, fill) });

/** What every key store owes. */
function describeKeyStore(name: string, open: (file: string) => Promise<KeyStore>, isOnDisk: boolean): void {
  describe(`a key store: ${name}`, () => {
    let directory: string;
    let file: string;
    let keys: KeyStore;

    beforeEach(async () => {
      directory = mkdtempSync(join(tmpdir(), 'ishyura-keys-'));
      file = join(directory, 'keys.sqlite');
      keys = await open(file);
    });

    afterEach(async () => {
      await keys.close();
      rmSync(directory, { recursive: true });
    });

    it('keeps the first key of a subject, and returns it to a caller that brings another', async () => {
      expect(await keys.keep('aline', wrapped('k1'))).toEqual(wrapped('k1'));
      expect(await keys.keep('aline', wrapped('k2', 2))).toEqual(wrapped('k1'));
      expect(await keys.find('k2')).toBeNull();
    });

    it('finds a key by its subject and by its id', async () => {
      await keys.keep('aline', wrapped('k1'));
      await keys.keep('bosco', wrapped('k2', 2));
      expect([await keys.of('aline'), await keys.find('k2')]).toEqual([wrapped('k1'), wrapped('k2', 2)]);
      expect([await keys.of('k1'), await keys.find('aline'), await keys.of("' OR 1=1 --")]).toEqual([null, null, null]);
    });

    it('answers one key to many who come at once', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => keys.keep('aline', wrapped(`k${n}`, n))));
      expect(new Set(answers.map(({ keyId }) => keyId)).size).toBe(1);
    });

    it('erases a subject, says how many keys that were, and keeps the others', async () => {
      await keys.keep('aline', wrapped('k1'));
      await keys.keep('bosco', wrapped('k2'));
      expect([await keys.erase('aline'), await keys.erase('aline'), await keys.erase('nobody')]).toEqual([1, 0, 0]);
      expect([await keys.of('aline'), await keys.find('k1')]).toEqual([null, 'erased']);
      expect(await keys.of('bosco')).toEqual(wrapped('k2'));
      expect(await keys.keep('aline', wrapped('k3'))).toEqual(wrapped('k3'));
    });

    it('does not keep one key id for two', async () => {
      await keys.keep('aline', wrapped('k1'));
      await expect(keys.keep('bosco', wrapped('k1', 2))).rejects.toThrow('key store');
      expect([await keys.of('aline'), await keys.of('bosco')]).toEqual([wrapped('k1'), null]);
    });

    if (!isOnDisk) return;

    it('has what it answered after a restart', async () => {
      await keys.keep('aline', wrapped('k1'));
      await keys.close();
      keys = await open(file);
      expect(await keys.of('aline')).toEqual(wrapped('k1'));
    });

    it('leaves no byte of an erased key in its files', async () => {
      const secret = Buffer.from('sixty bytes of a key that must never be found again on disk');
      await keys.keep('aline', { keyId: 'k1', wrapped: secret });
      await keys.keep('bosco', wrapped('k2'));
      await keys.erase('aline');
      const bytes = [file, `${file}-wal`].map((each) => readFileSync(each, 'latin1')).join('');
      expect(bytes).not.toContain(secret.toString('latin1'));
    });

    it('refuses a file that is none of its own, and leaves it as it is', async () => {
      const foreign = join(directory, 'foreign.sqlite');
      writeFileSync(foreign, 'no database at all '.repeat(100));
      await expect(open(foreign)).rejects.toThrow('foreign.sqlite');
      expect(readFileSync(foreign, 'utf8')).toBe('no database at all '.repeat(100));
    });
  });
}

describeKeyStore('SQLite in memory', async () => SqliteKeyStore.inMemory(), false);
describeKeyStore('SQLite on disk', (file) => SqliteKeyStore.open(file), true);
