import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock, noon } from '../../test/support/fake-clock.js';
import { SqliteKeyStore } from '../adapters/sqlite/key-store.js';
import { openEmbeddedStores } from './stores.js';

const masterKey = Buffer.alloc(32, 7);
let root: string;
let directory: string;
let told: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ishyura-stores-'));
  directory = join(root, 'a', 'data');
  told = [];
});
afterEach(() => rmSync(root, { recursive: true }));

const open = (key: Buffer | null = null, of = directory) =>
  openEmbeddedStores(of, key, new FakeClock(), (what) => told.push(what));
const startAndStop = async (key: Buffer | null = null) => (await open(key)).close();
const faultOf = (opening: Promise<unknown>): Promise<string> =>
  opening.then(
    () => 'nothing is wrong',
    (error: unknown) => (error as Error).message,
  );
const modeOf = (name: string) => statSync(join(directory, name)).mode & 0o777;
const content = () =>
  Object.fromEntries(readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'latin1')]));

/** A log in which payers are named, with their keys beside it. */
async function payments(count: number, of = directory): Promise<void> {
  const stores = await open(masterKey, of);
  for (let index = 0; index < count; index += 1) {
    const payer = await stores.personalData.seal(`payer-${index}`, { msisdn: '+250788123456' });
    const metadata = { actor: { kind: 'system', id: 'spec', name: 'spec' }, correlationId: 'spec', at: noon } as never;
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    await stores.events.append(`payment-${index}`, 'no-stream', [
      { id, type: 'PaymentCreated', data: { payer }, metadata },
    ]);
  }
  await stores.close();
}

describe('the data directory', () => {
  it('is made with all that is above it, for its owner alone, and with a master key', async () => {
    await startAndStop();
    expect([statSync(join(root, 'a')).mode & 0o777, modeOf('.'), modeOf('master.key')]).toEqual([0o700, 0o700, 0o600]);
    expect(readFileSync(join(directory, 'master.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    expect(existsSync(join(directory, 'master.key.unfinished'))).toBe(false);
    await startAndStop();
  });

  it('that others could read is closed to them, file by file, and the start says so', async () => {
    await startAndStop();
    told = [];
    chmodSync(directory, 0o755);
    const names = ['events.sqlite', 'documents.sqlite', 'keys.sqlite', 'master.key'];
    for (const name of names) chmodSync(join(directory, name), 0o644);
    writeFileSync(join(directory, 'keys.sqlite-wal'), '', { mode: 0o644 });
    await startAndStop();
    expect([modeOf('.'), ...names.map(modeOf)]).toEqual([0o700, 0o600, 0o600, 0o600, 0o600]);
    for (const path of [directory, ...[...names, 'keys.sqlite-wal'].map((name) => join(directory, name))])
      expect(told.filter((line) => line.startsWith(`${path} was open to other users`))).toHaveLength(1);
    told = [];
    await startAndStop();
    expect(told).toEqual([]);
  });

  it('that holds other things than ours is left open, and the start says so', async () => {
    mkdirSync(directory, { recursive: true, mode: 0o755 });
    writeFileSync(join(directory, 'somebody-elses'), '', { mode: 0o644 });
    await startAndStop();
    expect([modeOf('.'), modeOf('somebody-elses')]).toEqual([0o755, 0o644]);
    expect(told).toEqual([
      `${directory} can be entered by other users of this machine. It also holds files that are not Ishyura's, so it is left open`,
    ]);
  });

  it('that cannot be is named with its setting, at once', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    expect(await faultOf(open(null, file))).toBe(`DATA_DIR: ${file} is not a directory`);
    expect(await faultOf(open(null, join(file, 'data')))).toMatch(/^DATA_DIR: \S+ cannot be made: .* \(ENOTDIR\)$/);
    expect(await faultOf(open(null, '/proc/x'))).toMatch(/^DATA_DIR: \/proc\/x cannot be made: .* \(ENOENT\)$/);
  });

  it('is said to be in use only when it is', async () => {
    const stores = await open();
    expect(await faultOf(open())).toMatch(/ is in use by another Ishyura: DATA_DIR names one directory for each$/);
    await stores.close();
    rmSync(join(directory, 'lock.sqlite'));
    mkdirSync(join(directory, 'lock.sqlite'));
    expect(await faultOf(open())).toMatch(/^DATA_DIR: \S+lock\.sqlite cannot be locked: the file cannot be opened/);
  });
});

describe('the master key', () => {
  it('is not made anew beside data that needs another, and nothing is written', async () => {
    await startAndStop();
    for (const lost of ['master.key', 'lock.sqlite']) rmSync(join(directory, lost));
    const before = content();
    expect(await faultOf(open())).toMatch(/master\.key is missing, and events\.sqlite beside it needs the key/);
    expect(content()).toEqual(before);
    rmSync(join(directory, 'events.sqlite'));
    expect(await faultOf(open())).toMatch(/master\.key is missing, and keys\.sqlite beside it needs the key/);
    expect(Object.keys(content())).toEqual(['documents.sqlite', 'keys.sqlite']);
  });

  it('that a full disk has left empty is made anew where there is no data, and refused where there is', async () => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'master.key'), '');
    await startAndStop();
    expect(readFileSync(join(directory, 'master.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    writeFileSync(join(directory, 'master.key'), '');
    expect(await faultOf(open())).toMatch(/master\.key is missing/);
    expect(readFileSync(join(directory, 'master.key'), 'utf8')).toBe('');
  });

  it('that cannot be written leaves nothing behind, and says why', async () => {
    mkdirSync(join(directory, 'master.key.unfinished'), { recursive: true });
    expect(await faultOf(open())).toMatch(/^\S+master\.key cannot be made: .*EISDIR/);
    expect(existsSync(join(directory, 'master.key'))).toBe(false);
  });

  it('that is not whole is refused', async () => {
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'master.key'), 'abc');
    expect(await faultOf(open())).toMatch(/master\.key does not hold a master key$/);
  });
});

describe('the payers’ keys', () => {
  const keys = () => join(directory, 'keys.sqlite');

  it('that are lost are not begun anew beside a log that needs them', async () => {
    await payments(2);
    rmSync(keys());
    expect(await faultOf(open(masterKey))).toMatch(
      /^The payers’ data keys are missing that the log was written with: /,
    );
    expect(existsSync(keys())).toBe(false);
  });

  it('of another installation are refused, also under the same master key', async () => {
    await payments(2);
    await payments(2, join(root, 'other'));
    copyFileSync(join(root, 'other', 'keys.sqlite'), keys());
    expect(await faultOf(open(masterKey))).toMatch(/^The key store knows none of the payers’ data keys that the log/);
  });

  it('of an older backup are taken: what is lost with them is lost', async () => {
    await payments(1);
    copyFileSync(keys(), join(root, 'older'));
    const stores = await open(masterKey);
    const late = await stores.personalData.seal('payer-late', 'late');
    await stores.close();
    copyFileSync(join(root, 'older'), keys());
    const again = await open(masterKey);
    expect(await again.personalData.open(late)).toBeNull();
    await again.close();
  });

  it('that were all erased are known to have been', async () => {
    await payments(2);
    const store = await SqliteKeyStore.open(keys());
    for (const subject of ['payer-0', 'payer-1']) await store.erase(subject);
    await store.close();
    await startAndStop(masterKey);
  });
});
