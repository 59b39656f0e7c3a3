import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { SqliteKeyStore } from '../../src/kernel/personal-data/sqlite-key-store.js';
import { describeKeyStore } from './key-store.contract.js';

const directory = mkdtempSync(join(tmpdir(), 'ishyura-keys-'));
let files = 0;
const newFile = () => join(directory, `${(files += 1)}.db`);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describeKeyStore('SQLite in memory', async () => SqliteKeyStore.inMemory());
describeKeyStore('SQLite in a file', () => SqliteKeyStore.open(newFile()));

describe('SQLite keys in a file', () => {
  it('are there after a restart, and of an erased one no byte is left', async () => {
    const file = newFile();
    const store = await SqliteKeyStore.open(file);
    const wrapped = Buffer.from('these bytes are looked for in the file');
    await store.keep('anna', { keyId: 'k1', wrapped });
    await store.keep('ben', { keyId: 'k2', wrapped: Buffer.from('ben') });
    await store.erase('anna');
    await store.close();
    expect(readFileSync(file).includes(wrapped)).toBe(false);
    const again = await SqliteKeyStore.open(file);
    expect(await again.of('ben')).toEqual({ keyId: 'k2', wrapped: Buffer.from('ben') });
    await again.close();
  });
});
