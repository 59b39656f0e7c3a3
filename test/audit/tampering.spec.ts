import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import pino from 'pino';
import { FakeClock } from '../support/fake-clock.js';
import { SqliteEventStore } from '../../src/adapters/sqlite/event-store.js';
import { SqliteKeyStore } from '../../src/adapters/sqlite/key-store.js';
import { PersonalData } from '../../src/kernel/personal-data/personal-data.js';
import type { EventStore } from '../../src/kernel/ports/event-store.js';
import { MakeSeals } from '../../src/modules/audit/make-seals.js';
import { readSealFile, SealFile } from '../../src/modules/audit/seal-file.js';
import { SealKeys } from '../../src/modules/audit/seal-keys.js';
import { verifyLog } from '../../src/modules/audit/verify-log.js';

const masterKey = Buffer.alloc(32, 7);
const silent = pino({ level: 'silent' });
let directory: string;
let clock: FakeClock;
let made: number;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'ishyura-seals-'));
  clock = new FakeClock();
  made = 0;
});
afterEach(() => rmSync(directory, { recursive: true }));

const newId = () => `00000000-0000-4000-8000-${(made += 1).toString(16).padStart(12, '0')}`;
const happened = (n: number) => ({
  id: newId(),
  type: 'Happened',
  data: { n },
  metadata: {
    actor: { kind: 'client', id: 'cli_1', name: 'Till' } as const,
    correlationId: 'req-1',
    causationId: null,
    at: clock.at,
    schemaVersion: 1,
  },
});
const file = (name: string) => join(directory, name);

/** A gateway's log, its keys and its sealer, for as long as `use` takes. */
async function atWork(
  use: (store: EventStore, keys: SealKeys, hasRead: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const store = await SqliteEventStore.open(file('events.sqlite'), clock);
  const secrets = await SqliteKeyStore.open(file('keys.sqlite'));
  const keys = new SealKeys({ store, clock, newId }, new PersonalData(masterKey, secrets, clock));
  const sealing = new MakeSeals({ store, clock, newId }, keys, new SealFile(file('heads')), silent);
  await sealing.start();
  await settled(async () => (await store.readStream('seal-keys')).length > 0 || sealing.progress.fault !== null);
  /** The sealer has read the whole log, or cannot. */
  const hasRead = () =>
    settled(async () => sealing.progress.fault !== null || sealing.progress.position >= (await store.head()));
  try {
    await use(store, keys, hasRead);
    await hasRead();
  } finally {
    await sealing.stop();
    await secrets.close();
    await store.close();
  }
}

async function settled(is: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = performance.now() + 60_000;
  while (!(await is())) {
    if (performance.now() > giveUpAt) throw new Error(`It never came true: ${String(is)}`);
    await new Promise(setImmediate);
  }
}

const sealed = (store: EventStore, number: number) =>
  settled(async () => (await store.readStream(`seal-${number}`)).length === 1);

/** Positions: 1 the key, 2-7 six events and 8 their seal; 9-14 six more and 15 theirs. Stopping seals nothing more. */
const twoSeals = () =>
  atWork(async (store, _, hasRead) => {
    for (const seal of [1, 2]) {
      for (let n = 1; n <= 6; n += 1) {
        const stream = `order-${n}`;
        await store.append(stream, seal === 1 ? 'no-stream' : 0, [happened(10 * seal + n)]);
      }
      // The sealer has read them all, and sleeps until the seal is due.
      await settled(() => clock.sleepers > 0);
      await settled(async () => (await store.readTexts(0n, 100)).events.length === (seal === 1 ? 7 : 14));
      await hasRead();
      await clock.pass({ seconds: 10 });
      await sealed(store, seal);
      // Its head follows it, to the file elsewhere.
      const heads = () => readSealFile(file('heads')).catch(() => new Map<number, string>());
      await settled(async () => (await heads()).has(seal));
    }
  });

const verify = async (against?: ReadonlyMap<number, string>) => {
  const store = SqliteEventStore.read(file('events.sqlite'), true, clock);
  try {
    return await verifyLog(store, against ? { against } : {});
  } finally {
    await store.close();
  }
};

/** An insider with the file in hand, who knows how the checksum of a row is computed. */
function tamper(work: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(file('events.sqlite'));
  work(database);
  for (const row of database.prepare('SELECT * FROM events').all()) {
    const { position, stream, revision, id, type, data, metadata } = row as Record<string, string>;
    const checksum = crc32(metadata!, crc32(data!, crc32(`${position} ${stream} ${revision} ${id} ${type}`)));
    database.prepare('UPDATE events SET checksum = ? WHERE position = ?').run(checksum, position!);
  }
  database.close();
}
const moveUp = (database: DatabaseSync, from: number, by: number) => {
  database.prepare('UPDATE events SET position = -(position + ?) WHERE position >= ?').run(by, from);
  database.exec('UPDATE events SET position = -position WHERE position < 0');
};

describe('a sealed log', () => {
  beforeEach(twoSeals);

  it('verifies as a whole, and says what no seal covers yet', async () => {
    const verdict = await verify(await readSealFile(file('heads')));
    expect(verdict).toMatchObject({ ok: true, events: 15, unsealed: 1, seals: 2, firstBroken: null });
    expect(verdict.head).toBe((await readSealFile(file('heads'))).get(2));
  });

  it('names the event whose data was changed', async () => {
    tamper((database) => database.exec(`UPDATE events SET data = '{"n":9999}' WHERE position = 4`));
    expect((await verify()).firstBroken).toMatchObject({
      position: '4',
      stream: 'order-3',
      revision: 0,
      what: 'changed',
      detail: 'event 4 of the log is not what was sealed (seal 1)',
    });
  });

  it('names the event whose actor was changed, and its type, its id and its stream', async () => {
    const columns = {
      metadata: `replace(metadata, 'cli_1', 'cli_2')`,
      type: `'Other'`,
      id: `'00000000-0000-4000-9000-000000000001'`,
      stream: `'order-99'`,
    };
    copyFileSync(file('events.sqlite'), file('whole'));
    for (const [column, value] of Object.entries(columns)) {
      copyFileSync(file('whole'), file('events.sqlite'));
      tamper((database) => database.exec(`UPDATE events SET ${column} = ${value} WHERE position = 11`));
      expect((await verify()).firstBroken).toMatchObject({ position: '11', what: 'changed' });
    }
  });

  it('names the place of an event that was removed, whether or not the gap was closed', async () => {
    copyFileSync(file('events.sqlite'), file('whole'));
    tamper((database) => database.exec('DELETE FROM events WHERE position = 5'));
    expect((await verify()).firstBroken).toMatchObject({ position: '6', stream: 'order-5', what: 'removed' });
    copyFileSync(file('whole'), file('events.sqlite'));
    tamper((database) => {
      database.exec('DELETE FROM events WHERE position = 5');
      moveUp(database, 6, -1);
    });
    expect((await verify()).firstBroken).toMatchObject({ position: '5', stream: 'order-5', what: 'removed' });
  });

  it('names an event that was inserted', async () => {
    tamper((database) => {
      moveUp(database, 6, 1);
      database.exec(
        `INSERT INTO events SELECT 6, 'order-77', 0, '00000000-0000-4000-9000-000000000002', type, data, metadata, 0 FROM events WHERE position = 4`,
      );
    });
    expect((await verify()).firstBroken).toMatchObject({ position: '6', stream: 'order-77', what: 'inserted' });
  });

  it('names the first of two events that changed places', async () => {
    tamper((database) =>
      database.exec(
        'UPDATE events SET position = -position WHERE position IN (10, 11); UPDATE events SET position = position + 21 WHERE position < 0',
      ),
    );
    expect((await verify()).firstBroken).toMatchObject({ position: '10', stream: 'order-3', what: 'reordered' });
  });

  it('finds an event of another kind hidden in the stream that no seal covers', async () => {
    tamper((database) => {
      moveUp(database, 3, 1);
      database.exec(
        `INSERT INTO events SELECT 3, 'import-log', 0, '00000000-0000-4000-9000-000000000003', type, data, metadata, 0 FROM events WHERE position = 5`,
      );
    });
    expect((await verify()).firstBroken).toMatchObject({ position: '3', stream: 'import-log', what: 'inserted' });
  });

  it('finds a seal that was made to fit the changed event', async () => {
    tamper((database) =>
      database.exec(`UPDATE events SET data = replace(data, '"count":7', '"count":6') WHERE position = 8`),
    );
    expect((await verify()).firstBroken).toMatchObject({
      position: '8',
      stream: 'seal-1',
      what: 'seal',
      detail: 'seal 1: its signature is not that of its key',
    });
  });

  it('finds the hashes in a seal changed, though its signature is right', async () => {
    tamper((database) => {
      const { data } = database.prepare('SELECT data FROM events WHERE position = 8').get() as { data: string };
      const seal = JSON.parse(data) as { hashes: string };
      const hashes = Buffer.from(seal.hashes, 'base64url').fill(1, 0, 32).toString('base64url');
      database.prepare('UPDATE events SET data = ? WHERE position = 8').run(JSON.stringify({ ...seal, hashes }));
    });
    expect((await verify()).firstBroken).toMatchObject({
      position: '8',
      what: 'seal',
      detail: 'seal 1: its head is not that of its hashes',
    });
  });

  it('finds that a seal was removed', async () => {
    tamper((database) => {
      database.exec('DELETE FROM events WHERE position = 8');
      moveUp(database, 9, -1);
    });
    expect((await verify()).firstBroken).toMatchObject({ position: '14', stream: 'seal-2', what: 'seal-removed' });
  });

  it('finds another public key put in the place of the first', async () => {
    tamper((database) => {
      const { data } = database.prepare('SELECT data FROM events WHERE position = 1').get() as { data: string };
      const key = JSON.parse(data) as { publicKey: string };
      const other = Buffer.from(key.publicKey, 'base64url').fill(9, 0, 4).toString('base64url');
      database
        .prepare('UPDATE events SET data = ? WHERE position = 1')
        .run(JSON.stringify({ ...key, publicKey: other }));
    });
    expect((await verify()).firstBroken).toMatchObject({ position: '1', stream: 'seal-keys', what: 'seal-key' });
  });

  it('cut off behind an earlier seal is found by the heads that were kept elsewhere, and by nothing else', async () => {
    tamper((database) => database.exec('DELETE FROM events WHERE position > 8'));
    expect(await verify()).toMatchObject({ ok: true, seals: 1 });
    expect((await verify(await readSealFile(file('heads')))).firstBroken).toEqual({
      position: null,
      stream: null,
      revision: null,
      eventId: null,
      what: 'shortened',
      detail: 'the log ends with seal 1, and seal 2 was kept elsewhere',
    });
  });

  it('written anew as a whole, with keys of its own, is found by the heads that were kept elsewhere', async () => {
    const kept = await readSealFile(file('heads'));
    for (const name of ['events.sqlite', 'keys.sqlite', 'heads']) rmSync(file(name));
    clock = new FakeClock();
    made = 0;
    await twoSeals();
    expect(await verify()).toMatchObject({ ok: true, seals: 2 });
    expect((await verify(kept)).firstBroken).toMatchObject({ position: '8', stream: 'seal-1', what: 'rewritten' });
  });
});

describe('the keys of the seals', () => {
  beforeEach(twoSeals);

  it('that are rotated are endorsed by the key before, and old seals stay verifiable', async () => {
    await atWork(async (_, keys) => {
      const { number, endorsement } = await keys.rotate();
      expect([number, endorsement]).toEqual([1, expect.any(String)]);
    });
    // What came since, the new key included, was sealed with the new key when the sealer stopped.
    expect(await verify()).toMatchObject({ ok: true, seals: 3, firstBroken: null });
  });

  it('that were removed from their file are made anew, and the missing endorsement of the new one is found', async () => {
    rmSync(file('keys.sqlite'));
    await atWork(async (store) => sealed(store, 2));
    expect((await verify()).firstBroken).toMatchObject({
      position: '16',
      stream: 'seal-keys',
      revision: 1,
      what: 'seal-key',
    });
  });

  it('that were changed in their file keep seals from being made, with the reason', async () => {
    const database = new DatabaseSync(file('keys.sqlite'));
    database.exec(`UPDATE keys SET wrapped = zeroblob(length(wrapped)) WHERE subject = 'seal-key-0'`);
    database.close();
    await expect(atWork(async (_, keys) => void (await keys.current()))).rejects.toThrow(/not the key under which/);
  });
});

describe('a log that moves', () => {
  it('is sealed on in another store behind the seals that came with it', async () => {
    await twoSeals();
    const old = SqliteEventStore.read(file('events.sqlite'), true, clock);
    const { events } = await old.readAll(0n, 1_000);
    await old.close();
    rmSync(file('events.sqlite'));
    const store = await SqliteEventStore.open(file('events.sqlite'), clock);
    await store.append('import-log', 'no-stream', [{ ...happened(0), type: 'ImportBegan' }]);
    await store.receive(events);
    await store.append('import-log', 0, [{ ...happened(0), type: 'ImportCompleted' }]);
    await store.close();
    await atWork(async (again) => void (await again.append('order-7', 'no-stream', [happened(7)])));
    expect(await verify()).toMatchObject({ ok: true, seals: 3, unsealed: 1, firstBroken: null });
    expect(readFileSync(file('heads'), 'utf8').trim().split('\n')).toHaveLength(3);
  });

  it('has its lost file of heads filled again from the first seal on', async () => {
    await twoSeals();
    writeFileSync(file('heads'), '');
    await atWork(async () => undefined);
    expect([...(await readSealFile(file('heads'))).keys()]).toEqual([1, 2]);
  });
});
