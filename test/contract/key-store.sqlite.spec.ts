import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { KeptKey } from '../../src/kernel/ports/key-store.js';
import { SqliteKeyStore } from '../../src/adapters/sqlite/key-store.js';
import { describeKeyStore } from './key-store.contract.js';

const directory = mkdtempSync(join(tmpdir(), 'ishyura-keys-'));
let files = 0;
const newFile = () => join(directory, `${(files += 1)}.db`);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describeKeyStore('SQLite in memory', async () => SqliteKeyStore.inMemory());
describeKeyStore('SQLite in a file', () => SqliteKeyStore.open(newFile()));

describe('SQLite keys in a file', () => {
  it('of a file without tombstones are read, and the file is not changed', async () => {
    const file = newFile();
    const database = new DatabaseSync(file);
    database.exec(
      'CREATE TABLE keys (subject TEXT PRIMARY KEY, key_id TEXT NOT NULL UNIQUE, wrapped BLOB NOT NULL) STRICT',
    );
    database.exec("INSERT INTO keys VALUES ('anna', 'k1', x'01')");
    database.close();
    const bytes = readFileSync(file);
    const store = SqliteKeyStore.read(file, true);
    const all: KeptKey[] = [];
    for await (const one of store.all()) all.push(one);
    await store.close();
    expect(all).toEqual([{ subject: 'anna', keyId: 'k1', wrapped: Buffer.from([1]) }]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    const opened = await SqliteKeyStore.open(file);
    expect([await opened.erase('anna'), await opened.find('k1')]).toEqual([1, 'erased']);
    await opened.close();
  });

  it('that cannot be opened name the cause', async () => {
    await expect(SqliteKeyStore.open(directory)).rejects.toThrow(
      `${directory} cannot be used: the file cannot be opened or made (unable to open database file)`,
    );
  });

  it('are there after a restart, and an erased key leaves no byte in the file', async () => {
    const file = newFile();
    const store = await SqliteKeyStore.open(file);
    const wrapped = Buffer.from('these bytes are looked for in the file');
    await store.keep('anna', { keyId: 'k1', wrapped });
    await store.keep('ben', { keyId: 'k2', wrapped: Buffer.from('ben') });
    await store.erase('anna');
    await store.close();
    expect(readFileSync(file).includes(wrapped)).toBe(false);
    const again = await SqliteKeyStore.open(file);
    expect(await again.find('k1')).toBe('erased');
    expect(await again.of('ben')).toEqual({ keyId: 'k2', wrapped: Buffer.from('ben') });
    await again.close();
  });
});
