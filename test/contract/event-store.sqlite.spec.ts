import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { beginning } from '../../src/kernel/domain/position.js';
import {
  mostWaiting,
  RevisionConflict,
  StoreUnavailable,
  type RecordedEvent,
} from '../../src/kernel/ports/event-store.js';
import { SqliteEventStore } from '../../src/adapters/sqlite/event-store.js';
import { FakeClock, noon, eventLoopTurns } from '../support/fake-clock.js';
import { describeEventStore, event, plain, some, until } from './event-store.contract.js';

const directories: string[] = [];
const opened: SqliteEventStore[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function newFile(): string {
  const directory = mkdtempSync(join(tmpdir(), 'ishyura-log-'));
  directories.push(directory);
  return join(directory, 'events.db');
}

async function open(file: string): Promise<SqliteEventStore> {
  const store = await SqliteEventStore.open(file, new FakeClock());
  opened.push(store);
  return store;
}

/** A copy of the log as a crash at this moment would leave it. */
function asAfterACrash(file: string): string {
  const copy = newFile();
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  return copy;
}

describeEventStore('SQLite in memory', async (clock) => SqliteEventStore.inMemory(clock));
describeEventStore('SQLite in a file', (clock) => SqliteEventStore.open(newFile(), clock));

const filesBeside = (file: string) => readdirSync(dirname(file)).sort();
const all = async (store: SqliteEventStore) => (await store.readAll(beginning, 1_000_000)).events;

describe.each([
  ['in memory', async () => SqliteEventStore.inMemory(new FakeClock())],
  ['in a file', () => SqliteEventStore.open(newFile(), new FakeClock())],
])('A log %s', (_, openOne) => {
  it('counts its positions 1, 2, 3 without gaps, whatever was refused in between', async () => {
    const store = await openOne();
    expect(await store.head()).toBe(beginning);
    await store.append('order-1', 'no-stream', some(2));
    await expect(store.append('order-1', 'no-stream', some(2))).rejects.toThrow(RevisionConflict);
    await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) => store.append(`order-${n % 5}`, 'no-stream', some(1 + (n % 3)))),
    );
    const positions = (await all(store)).map(({ position }) => position);
    expect(positions).toEqual(positions.map((_, index) => BigInt(index + 1)));
    expect(await store.head()).toBe(BigInt(positions.length));
    await store.close();
  });

  it('finishes earlier calls at the close, refuses later ones, and can be closed twice', async () => {
    const store = await openOne();
    const before = Array.from({ length: 20 }, (_, n) => store.append(`order-${n}`, 'no-stream', some(1)));
    const closing = Promise.all([store.close(), store.close()]);
    expect((await Promise.all(before)).map(({ revision }) => revision)).toEqual(before.map(() => 0));
    await closing;
    await expect(store.append('order-x', 'no-stream', some(1))).rejects.toThrow(StoreUnavailable);
    await expect(store.readStream('order-1')).rejects.toThrow(StoreUnavailable);
    await store.close();
  });

  it('refuses a second consumer of a group, because each would get every event', async () => {
    const store = await openOne();
    const consumer = {
      group: 'submit',
      filter: {},
      concurrency: 1,
      handle: async () => undefined,
      onFailure: () => 'park' as const,
    };
    const consumption = store.consume(consumer);
    expect(() => store.consume(consumer)).toThrow('submit is consumed in this process already');
    await consumption.stop();
    store.consume(consumer);
    await store.close();
  });

  it.each([
    ['many', 400, () => some(50)],
    ['large', 40, () => [event('Large', 'x'.repeat(1_000_000))]],
    ['small and large', 60, () => [...some(5), event('Large', 'x'.repeat(70_000)), ...some(1)]],
  ])(
    'shows followers who fell behind all of the %s events that it no longer has in memory',
    async (_, appends, events) => {
      const store = await openOne();
      const written: string[] = [];
      const seen: string[] = [];
      const stop = new AbortController();
      const follower = async () => {
        for await (const batch of store.subscribe(beginning, {}, stop.signal)) {
          if (seen.length === 0) await until(() => written.length === appends * events().length);
          seen.push(...batch.events.map(({ id }) => id));
          if (seen.length >= appends * events().length) stop.abort();
        }
      };
      const following = follower();
      for (let n = 0; n < appends; n += 1) {
        const some = events();
        await store.append(`order-${n}`, 'no-stream', some);
        written.push(...some.map(({ id }) => id));
      }
      await following;
      expect(seen).toEqual(written);
      await store.close();
    },
  );
});

describe('a follower of a long log', () => {
  it('gets the few events that it wants in few batches, and never more than 512 at once', async () => {
    const store = SqliteEventStore.inMemory(new FakeClock());
    opened.push(store);
    const wanted = (number: number) => number % 50 === 0 || number >= 6_000;
    const numbers = Array.from({ length: 8_000 }, (_, number) => number);
    const batch = (from: number) =>
      numbers
        .slice(from, from + 1_000)
        .map((number) => ({ ...event(wanted(number) ? 'Wanted' : 'Other'), data: { number } }));
    for (let from = 0; from < 8_000; from += 1_000)
      await store.append('long', from === 0 ? 'no-stream' : from - 1, batch(from));
    const seen: number[] = [];
    const sizes: number[] = [];
    let last = beginning;
    for await (const { events, position } of store.subscribe(
      beginning,
      { types: ['Wanted'] },
      new AbortController().signal,
    )) {
      expect(position).toBeGreaterThan(last);
      last = position;
      seen.push(...events.map(({ data }) => (data as { number: number }).number));
      sizes.push(events.length);
      if (position === 8_000n) break;
    }
    expect(seen).toEqual(numbers.filter(wanted));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(512);
    expect(sizes.length).toBeLessThan(12);
  });
});

describe('A log in a file', () => {
  it('keeps everything when it is closed and opened again, in one file', async () => {
    const file = newFile();
    const events = some(3);
    const first = await open(file);
    const appended = await first.append('order-1', 'no-stream', events);
    await first.append('order-2', 'no-stream', some(2));
    await first.close();
    expect(filesBeside(file)).toEqual(['events.db']);

    const again = await open(file);
    expect((await again.readStream('order-1')).map(plain)).toEqual(events);
    expect(await again.head()).toBe(5n);
    expect(await again.append('order-1', 'no-stream', events)).toEqual(appended);
    await expect(again.append('order-1', 'no-stream', some(1))).rejects.toThrow('order-1 is at 2, not at no-stream');
    expect(await again.append('order-1', 2, some(1))).toEqual({ revision: 3, position: 6n });
  });

  it('tells those at once who ask for an event, and the others a little later and together how far the log has come', async () => {
    let tell: () => void = () => undefined;
    let planned = 0;
    const store = SqliteEventStore.inMemory(new FakeClock(), {
      tellLater(later) {
        planned += 1;
        tell = later;
      },
    });
    opened.push(store);
    const stopping = new AbortController();
    const heard: string[] = [];
    const follow = async (name: string, types: readonly string[]) => {
      for await (const { events, position } of store.subscribe(beginning, { types }, stopping.signal))
        heard.push(`${name} ${events.length} up to ${position}`);
    };
    const following = [follow('asks', [event().type]), follow('does not', ['Other'])];
    await eventLoopTurns(5);
    await store.append('order-1', 'no-stream', some(2));
    await eventLoopTurns(5);
    await store.append('order-2', 'no-stream', some(1));
    await eventLoopTurns(5);
    expect([heard, planned]).toEqual([['asks 2 up to 2', 'asks 1 up to 3'], 1]);
    tell();
    await eventLoopTurns(5);
    expect(heard.slice(2)).toEqual(['does not 0 up to 3']);
    // What comes for it is not kept from it by what it was not told of.
    await store.append('order-3', 'no-stream', some(1));
    await store.append('other-1', 'no-stream', [{ ...event(), type: 'Other' }]);
    await eventLoopTurns(5);
    expect(heard.slice(3)).toEqual(['asks 1 up to 4', 'does not 1 up to 5']);
    stopping.abort();
    await Promise.all(following);
  });

  it('reads history once for followers that want the same of it, and again what is too large to be kept', async () => {
    const file = newFile();
    const first = await open(file);
    await first.append('order-1', 'no-stream', some(3));
    await first.append('large-1', 'no-stream', [{ ...event(), data: { text: 'x'.repeat(5 * 2 ** 20) } }]);
    await first.append('order-2', 'no-stream', some(3));
    await first.close();
    const store = await open(file);
    const types = [event().type];
    const [one, other] = [await store.readAll(beginning, 3, { types }), await store.readAll(beginning, 3, { types })];
    expect(other.events.every((event, index) => event === one.events[index])).toBe(true);
    expect(one.events).toHaveLength(3);
    expect((await store.readAll(beginning, 3, { types: ['other'] })).events).toEqual([]);
    const large = async () => (await store.readAll(3n, 1)).events[0]!;
    expect(await large()).not.toBe(await large());
    expect((await large()).stream).toBe('large-1');
  });

  it('finds the few events of a category without a scan of the log', async () => {
    const file = newFile();
    const first = await open(file);
    for (let n = 0; n < 10; n += 1) {
      await first.append(`client-${n}`, 'no-stream', some(2));
      await first.append(`order-${n}`, 'no-stream', some(100));
      // Stream names similar to the category, but outside it.
      for (const stream of [`client,-${n}`, `client2-${n}`, `clients-${n}`])
        await first.append(stream, 'no-stream', some(1));
    }
    await first.append('client', 'no-stream', some(1));
    await first.append('order-last', 'no-stream', some(100));
    await first.close();

    const again = await open(file);
    const filter = { categories: ['client'] };
    const all = (await again.readAll(beginning, 10_000)).events.filter(({ stream }) => /^client(-|$)/.test(stream));
    expect(all).toHaveLength(21);
    const head = await again.head();
    expect(await again.readAll(beginning, 50, filter)).toEqual({ events: all, position: head });
    expect(await again.readAll(all[4]!.position, 50, filter)).toEqual({ events: all.slice(5), position: head });
    expect((await again.readAll(beginning, 50, { ...filter, types: ['Other'] })).events).toEqual([]);
    // There are more than that, so the log is scanned in order.
    expect(await again.readAll(beginning, 5, filter)).toEqual({ events: all.slice(0, 2), position: 5n });
  });

  it('yields to the event loop while a reader scans a long history without matches', async () => {
    const file = newFile();
    const first = await open(file);
    for (let n = 0; n < 40; n += 1) await first.append(`order-${n}`, 'no-stream', some(100));
    await first.close();
    const again = await open(file);
    let turns = 0;
    let reading = true;
    const others = () => {
      turns += 1;
      if (reading) setImmediate(others);
    };
    setImmediate(others);
    for await (const { position } of again.subscribe(beginning, { types: ['Never'] }, new AbortController().signal)) {
      if (position === 4_000n) break;
    }
    reading = false;
    // At 512 events, at 1,536, and at the end: a read of 8,192 without a match takes 3 ms.
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('opens a file whose creation was killed', async () => {
    for (const prepare of [
      (file: string) => writeFileSync(file, ''),
      (file: string) => {
        const db = new DatabaseSync(file);
        db.exec('PRAGMA journal_mode = WAL');
        db.close();
      },
    ]) {
      const file = newFile();
      prepare(file);
      const store = await open(file);
      expect(await store.append('order-1', 'no-stream', some(1))).toEqual({ revision: 0, position: 1n });
    }
  });

  it('opens a log with all pages still in the write-ahead log', async () => {
    const file = newFile();
    const store = await open(file);
    await store.append('order-1', 'no-stream', some(3));
    const copy = await open(asAfterACrash(file));
    expect(await copy.readStream('order-1')).toHaveLength(3);
  });

  it('drops a commit that was torn, and nothing else', async () => {
    const file = newFile();
    const store = await open(file);
    for (let n = 0; n < 20; n += 1) await store.append(`order-${n}`, 'no-stream', some(3));
    const torn = asAfterACrash(file);
    appendFileSync(`${torn}-wal`, Buffer.alloc(4_096 + 24 + 100, 0xa5));
    expect(await all(await open(torn))).toHaveLength(60);

    const cut = asAfterACrash(file);
    truncateSync(`${cut}-wal`, statSync(`${cut}-wal`).size - 100);
    const reopened = await open(cut);
    expect(await all(reopened)).toHaveLength(57);
    expect(await reopened.readStream('order-19')).toEqual([]);
  });
});

describe('A file that is not a whole log of ours is refused in one sentence, and left as it was:', () => {
  const hashes = (file: string) =>
    filesBeside(file).map((name) => {
      const bytes = readFileSync(join(dirname(file), name));
      return `${name} ${createHash('sha256').update(bytes).digest('hex')}`;
    });
  const aLog = async (file: string) => {
    const store = await SqliteEventStore.open(file, new FakeClock());
    for (let n = 0; n < 40; n += 1) await store.append(`order-${n}`, 'no-stream', some(25));
    await store.close();
  };
  const overwrite = (file: string, at: number, bytes: Buffer) => {
    const fd = openSync(file, 'r+');
    writeSync(fd, bytes, 0, bytes.length, at);
    closeSync(fd);
  };
  const aStrangersDatabase = (file: string, more: string) => {
    const db = new DatabaseSync(file);
    db.exec(`${more}; CREATE TABLE cakes (name TEXT); INSERT INTO cakes VALUES ('Sacher')`);
    return db;
  };
  const page = 4_096;

  it.each<[string, RegExp, (file: string) => Promise<void> | void]>([
    [
      'cut off after a page',
      /is torn: \d+ bytes where its own header counts \d+$/,
      async (file) => (await aLog(file), truncateSync(file, 20 * page)),
    ],
    [
      'without its last page',
      /is torn/,
      async (file) => (await aLog(file), truncateSync(file, statSync(file).size - page)),
    ],
    ['cut off in a page', /is torn/, async (file) => (await aLog(file), truncateSync(file, 20 * page + 1_234))],
    ['cut off in its header', /is not a database$/, async (file) => (await aLog(file), truncateSync(file, 50))],
    [
      'with garbage in the middle',
      /is damaged: /,
      async (file) => (await aLog(file), overwrite(file, 20 * page, Buffer.alloc(page, 0xa5))),
    ],
    [
      'with a page of nothing in the middle',
      /is damaged: /,
      async (file) => (await aLog(file), overwrite(file, 20 * page, Buffer.alloc(page))),
    ],
    [
      'with garbage for a first page',
      /is not a database$/,
      async (file) => (await aLog(file), overwrite(file, 0, Buffer.alloc(page, 0xa5))),
    ],
    [
      'with garbage after its header',
      /is damaged: /,
      async (file) => (await aLog(file), overwrite(file, 100, Buffer.alloc(page - 100, 0xa5))),
    ],
    ['a text', /is not a database$/, (file) => writeFileSync(file, 'Dear diary,\n'.repeat(100))],
    ['a short text', /is not a database$/, (file) => writeFileSync(file, 'hello')],
    ['a database of another program', /is not a log of Ishyura$/, (file) => aStrangersDatabase(file, '').close()],
    [
      'a database of another program with an application id',
      /is not a log of Ishyura$/,
      (file) => aStrangersDatabase(file, 'PRAGMA application_id = 7').close(),
    ],
    [
      'a database of another program under WAL',
      /is not a log of Ishyura$/,
      (file) => aStrangersDatabase(file, 'PRAGMA journal_mode = WAL').close(),
    ],
    [
      'a newer format',
      /was written by a newer Ishyura \(format 2\)$/,
      async (file) => {
        await aLog(file);
        const db = new DatabaseSync(file);
        db.exec('PRAGMA user_version = 2');
        db.close();
      },
    ],
    [
      'emptied, beside a write-ahead log that has events',
      /is empty, but .*-wal is not$/,
      async (file) => {
        const live = newFile();
        await (await open(live)).append('order-1', 'no-stream', some(3));
        writeFileSync(file, '');
        copyFileSync(`${live}-wal`, `${file}-wal`);
      },
    ],
  ])('%s', async (_, sentence, make) => {
    const file = newFile();
    await make(file);
    const before = hashes(file);
    const refused = await SqliteEventStore.open(file, new FakeClock()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    const { message } = refused as Error;
    expect(message.startsWith(`${file} `)).toBe(true);
    expect(message).toMatch(sentence);
    expect(message).not.toContain('\n');
    expect(hashes(file)).toEqual(before);
  });

  it('a database of another program that has just crashed', async () => {
    const live = newFile();
    const db = aStrangersDatabase(live, 'PRAGMA journal_mode = WAL');
    const file = asAfterACrash(live);
    db.close();
    const before = hashes(file);
    await expect(SqliteEventStore.open(file, new FakeClock())).rejects.toThrow(`${file} is not a log of Ishyura`);
    // SQLite rebuilds the index of a write-ahead log at the next open; it holds no data.
    expect(hashes(file).filter((line) => !line.startsWith(`${basename(file)}-shm `))).toEqual(before);
  });

  it('a path where no file can be created', async () => {
    const file = join(newFile(), 'no', 'such', 'directory');
    await expect(SqliteEventStore.open(file, new FakeClock())).rejects.toThrow(file);
    await expect(SqliteEventStore.open(tmpdir(), new FakeClock())).rejects.toThrow(tmpdir());
  });
});

describe('When the process dies', () => {
  const child = fileURLToPath(new URL('./event-store.child.ts', import.meta.url));
  const stripTypes = ['--no-warnings', '--experimental-strip-types'];

  it.each([1, 40, 400])('every reported append is in the log, after %i of them', async (reports) => {
    const file = newFile();
    const process_ = spawn(process.execPath, [...stripTypes, child, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    // Its locks are released when it has ended, after its last output.
    const ended = once(process_, 'exit');
    const reported: { stream: string; revision: number; position: bigint }[] = [];
    for await (const line of createInterface(process_.stdout)) {
      const [what, stream, revision, position, end] = line.split(' ');
      // The pipe may end in the middle of a line, which was not reported.
      if (what !== 'written' || position === undefined || end !== '.') continue;
      reported.push({ stream: stream!, revision: Number(revision), position: BigInt(position) });
      if (reported.length === reports) process_.kill('SIGKILL');
    }
    await ended;
    expect(reported.length).toBeGreaterThanOrEqual(reports);

    const store = await open(file);
    const events = await all(store);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => BigInt(index + 1)));
    const at = new Map(events.map((one) => [one.position, one]));
    for (const { stream, revision, position } of reported) {
      expect(at.get(position)).toMatchObject({ stream, revision });
    }
    const streams = Map.groupBy(events, ({ stream }) => stream);
    for (const [stream, ofStream] of streams) {
      expect(ofStream.map(({ id }) => id)).toEqual(ofStream.map((_, n) => `${stream.slice('order-'.length)}/${n}`));
      expect(ofStream.length % 3).toBe(0);
    }
  });

  it('an append fails as a whole when the disk is full, and succeeds when there is room', async () => {
    const file = newFile();
    // The shell's limit on the file size simulates a full disk: 2,048 blocks of 512 bytes (or of 1,024 in some shells).
    const command = 'ulimit -f 2048; exec "$0" "$@"';
    const process_ = spawn('sh', ['-c', command, process.execPath, ...stripTypes, child, file, '20000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(process_, 'exit');
    const reported: string[] = [];
    const failed: string[] = [];
    for await (const line of createInterface(process_.stdout))
      (line.startsWith('written') ? reported : failed).push(line);
    await ended;
    expect(reported.length).toBeGreaterThan(8);
    expect(failed).toHaveLength(8);
    for (const line of failed) expect(line).toMatch(/^failed order-\d (disk I\/O error|database or disk is full)$/);

    const store = await open(file);
    const events = await all(store);
    expect(events).toHaveLength(3 * reported.length);
    const { revision } = (await store.readStream('order-0', { direction: 'backwards', limit: 1 }))[0]!;
    expect(await store.append('order-0', revision, some(3))).toEqual({
      revision: revision + 3,
      position: BigInt(events.length + 3),
    });
  });
});

describe('An event that the disk has changed', () => {
  /** Changes one event in the middle of the file, as a failing disk would. */
  function flipABit(file: string, text: string): void {
    const bytes = readFileSync(file);
    const at = bytes.indexOf(text);
    expect(at).toBeGreaterThan(0);
    bytes[at]! ^= 1;
    writeFileSync(file, bytes);
  }

  async function aLogWithAFlippedBit(of: (id: string) => string = (id) => id): Promise<SqliteEventStore> {
    const file = newFile();
    const store = await open(file);
    for (let n = 1; n <= 3; n += 1)
      await store.append(`order-${n}`, 'no-stream', [event('Placed', { mark: `m-${n}` })]);
    await store.close();
    flipABit(file, of('m-2'));
    return open(file);
  }

  it('is detected when it is read, by its stream or in the log, and its position is reported', async () => {
    const store = await aLogWithAFlippedBit();
    const found = {
      name: 'StoreUnavailable',
      message: expect.stringMatching(
        /the event at position 2 \(order-2\) is not what was written: .*backup/,
      ) as unknown,
    };
    await expect(store.readStream('order-2')).rejects.toMatchObject(found);
    await expect(store.readAll(beginning, 10)).rejects.toMatchObject(found);
    await expect(store.readAll(beginning, 10, { types: ['Placed'] })).rejects.toMatchObject(found);
    expect(await store.readStream('order-1')).toHaveLength(1);
  });

  it('ends the log before it when it is in the write-ahead log of a process that died', async () => {
    const file = newFile();
    const store = await open(file);
    for (let n = 1; n <= 3; n += 1)
      await store.append(`order-${n}`, 'no-stream', [event('Placed', { mark: `m-${n}` })]);
    const copy = asAfterACrash(file);
    flipABit(`${copy}-wal`, 'm-2');
    // SQLite drops a changed commit and every later one. The head outside the log detects the loss.
    expect(await (await open(copy)).head()).toBe(1n);
  });

  it('is not checked where an older version has written without checksums', async () => {
    const file = newFile();
    const store = await open(file);
    await store.append('order-1', 'no-stream', [event('Placed', { mark: 'm-1' })]);
    await store.close();
    const database = new DatabaseSync(file);
    database.exec('ALTER TABLE events DROP COLUMN checksum');
    database.close();
    const read = SqliteEventStore.read(file, true, new FakeClock());
    expect(await all(read)).toHaveLength(1);
    await read.close();
    const again = await open(file);
    await again.append('order-1', 0, some(1));
    expect((await again.readStream('order-1')).map(({ revision }) => revision)).toEqual([0, 1]);
  });
});

describe('When it is unknown whether an append was written', () => {
  it('is MayBeRecorded when the writer died with the append, and StoreUnavailable for later appends', async () => {
    const file = newFile();
    const store = await open(file);
    // The append never arrives: a writer that is quick would else have written it before it dies.
    const posted = jest.spyOn(Worker.prototype, 'postMessage').mockReturnValue();
    const append = store.append('order-1', 'no-stream', some(1));
    await until(() => posted.mock.contexts.length > 0);
    const [writer] = posted.mock.contexts as Worker[];
    posted.mockRestore();
    const ended = writer!.terminate();
    await expect(append).rejects.toMatchObject({ name: 'MayBeRecorded' });
    expect(await store.broken).toBe('its worker has ended');
    await ended;
    await expect(store.checkWritable()).rejects.toThrow('its worker has ended');
    await expect(store.append('order-2', 'no-stream', some(1))).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });

  it('is MayBeRecorded when the commit failed, and the repeated append is written once', async () => {
    const file = newFile();
    const store = await open(file);
    await store.append('order-0', 'no-stream', some(1));
    const saboteur = new DatabaseSync(file);
    // The fault appears at the commit, like a failing disk.
    saboteur.exec(`
      CREATE TABLE one (id INTEGER PRIMARY KEY);
      CREATE TABLE other (id INTEGER REFERENCES one (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER breaks AFTER INSERT ON events WHEN new.type = 'Heavy' BEGIN INSERT INTO other VALUES (7); END`);
    const heavy = [event('Heavy')];
    const [light, inDoubt] = await Promise.allSettled([
      store.append('order-1', 'no-stream', some(1)),
      store.append('order-2', 'no-stream', heavy),
    ]);
    expect(light).toMatchObject({ status: 'fulfilled', value: { position: 2n } });
    expect(inDoubt).toMatchObject({ reason: { name: 'MayBeRecorded' } });
    saboteur.exec('DROP TRIGGER breaks');
    saboteur.close();
    expect(await store.append('order-2', 'no-stream', heavy)).toEqual({ revision: 0, position: 3n });
    expect(await store.readStream('order-2')).toHaveLength(1);
  });
});

describe('The write-ahead log', () => {
  it('is truncated once the reader that blocked its checkpoint has ended', async () => {
    const file = newFile();
    const store = await open(file);
    await store.append('order-0', 'no-stream', some(1));
    const reader = new DatabaseSync(file, { readOnly: true });
    reader.exec('BEGIN; SELECT count(*) FROM events');
    const heavy = 'x'.repeat(4_000_000);
    for (let index = 1; index <= 12; index += 1)
      await store.append(`order-${index}`, 'no-stream', [{ ...event('Heavy'), data: { heavy } }]);
    const limit = 32 * 1024 * 1024;
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(limit);
    reader.exec('COMMIT');
    reader.close();
    for (const revision of [0, 1]) await store.append('order-0', revision, some(1));
    expect(statSync(`${file}-wal`).size).toBeLessThanOrEqual(limit);
  });
});

describe('When one append cannot be written', () => {
  const failHeavy =
    "CREATE TRIGGER full BEFORE INSERT ON events WHEN new.type = 'Heavy' BEGIN SELECT RAISE(FAIL, 'disk is full'); END";

  it('only this append fails, as a whole, and may be repeated', async () => {
    const file = newFile();
    const store = await open(file);
    await store.append('order-0', 'no-stream', some(1));
    const saboteur = new DatabaseSync(file);
    saboteur.exec(failHeavy);
    const heavy = [event('Light'), event('Heavy'), event('Light')];
    const [one, two, three, four] = await Promise.allSettled([
      store.append('order-1', 'no-stream', some(2)),
      store.append('order-2', 'no-stream', heavy),
      store.append('order-3', 'no-stream', some(2)),
      store.append('order-0', 'no-stream', some(1)),
    ]);
    expect([one, three]).toEqual([
      { status: 'fulfilled', value: { revision: 1, position: 3n } },
      { status: 'fulfilled', value: { revision: 1, position: 5n } },
    ]);
    expect(two).toMatchObject({
      reason: { name: 'StoreUnavailable', message: 'The log could not be written: disk is full' },
    });
    expect(four).toMatchObject({ reason: { name: 'RevisionConflict' } });
    expect(await store.readStream('order-2')).toEqual([]);
    expect(await store.head()).toBe(5n);

    saboteur.exec('DROP TRIGGER full');
    saboteur.close();
    expect(await store.append('order-2', 'no-stream', heavy)).toEqual({ revision: 2, position: 8n });
    expect((await store.readStream('order-2')).map(plain)).toEqual(heavy);
    const followed: RecordedEvent[] = [];
    for await (const { events } of store.subscribe(beginning, {}, AbortSignal.any([]))) {
      followed.push(...events);
      if (followed.length === 8) break;
    }
    expect(followed.map(({ position }) => position)).toEqual([1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]);
  });

  it('parking is retried until it succeeds', async () => {
    const file = newFile();
    const clock = new FakeClock();
    const store = await SqliteEventStore.open(file, clock);
    opened.push(store);
    const saboteur = new DatabaseSync(file);
    saboteur.exec("CREATE TRIGGER full BEFORE INSERT ON parked BEGIN SELECT RAISE(FAIL, 'disk is full'); END");
    let tries = 0;
    const consumption = store.consume({
      group: 'submit',
      filter: {},
      concurrency: 1,
      handle: async () => {
        tries += 1;
        throw new Error('poison');
      },
      onFailure: () => 'park',
    });
    await store.append('order-1', 'no-stream', some(1));
    await until(() => clock.sleepers === 1);
    expect(await store.parked()).toEqual([]);
    expect(consumption.progress).toMatchObject({ inHand: 0, waiting: 1, position: 0n });
    saboteur.exec('DROP TRIGGER full');
    saboteur.close();
    await clock.pass({ seconds: 1 });
    await until(() => consumption.progress.position === 1n);
    expect(tries).toBe(2);
    expect(await store.parked()).toHaveLength(1);
  });
});

describe('A log that cannot be written', () => {
  it('fails the check, and passes it when it can be written again', async () => {
    const file = newFile();
    const store = await open(file);
    const saboteur = new DatabaseSync(file);
    saboteur.exec("CREATE TRIGGER full BEFORE INSERT ON last_check BEGIN SELECT RAISE(FAIL, 'disk is full'); END");
    await expect(store.checkWritable()).rejects.toMatchObject({ name: 'StoreUnavailable', message: 'disk is full' });
    saboteur.exec('DROP TRIGGER full');
    saboteur.close();
    await store.checkWritable();
  });

  it('fails the check after another process has written to it, because its own appends can no longer succeed', async () => {
    const file = newFile();
    const [store, other] = [await open(file), await open(file)];
    await other.append('order-1', 'no-stream', some(1));
    await expect(store.append('order-2', 'no-stream', some(1))).rejects.toThrow(StoreUnavailable);
    await expect(store.checkWritable()).rejects.toThrow('another process has written to it');
    await other.checkWritable();
  });
});

describe('A group with events that wait for a retry', () => {
  it('takes no new event while a thousand wait, and shows the age of the oldest', async () => {
    const clock = new FakeClock();
    const store = SqliteEventStore.inMemory(clock);
    opened.push(store);
    let isAnswered = false;
    const consumption = store.consume({
      group: 'submit',
      filter: {},
      concurrency: 4,
      handle: async () => {
        if (!isAnswered) throw new Error('no answer');
      },
      onFailure: () => 60_000,
    });
    await store.append('order-1', 'no-stream', some(mostWaiting + 10));
    await until(() => consumption.progress.waiting === mostWaiting && consumption.progress.inHand === 0);
    expect(consumption.progress).toMatchObject({ position: 0n, read: BigInt(mostWaiting), oldestAt: noon });
    isAnswered = true;
    await clock.pass({ minutes: 1 });
    await until(() => consumption.progress.position === BigInt(mostWaiting + 10));
    expect(consumption.progress).toMatchObject({ inHand: 0, waiting: 0, oldestAt: null });
  });
});

describe('A group after a crash', () => {
  const submit = (handle: (event: RecordedEvent) => Promise<void>) => ({
    group: 'submit',
    filter: {},
    concurrency: 4,
    handle,
    onFailure: () => 'park' as const,
  });

  it('gets the events in progress again, and not the parked ones', async () => {
    const file = newFile();
    const store = await open(file);
    let release = () => undefined as void;
    const consumption = store.consume(
      submit(async ({ stream }) => {
        if (stream === 'order-slow') await new Promise<void>((resolve) => (release = resolve));
        if (stream === 'order-bad') throw new Error('poison');
      }),
    );
    for (const stream of ['order-slow', 'order-bad', 'order-good']) await store.append(stream, 'no-stream', some(1));
    await until(() => consumption.progress.inHand === 1);
    const parked = await store.parked();
    expect(parked).toHaveLength(1);
    const copy = await open(asAfterACrash(file));
    release();

    const given: string[] = [];
    const resumed = copy.consume(submit(async ({ stream }) => void given.push(stream)));
    await until(() => resumed.progress.position === 3n);
    expect(given).toEqual(['order-slow', 'order-good']);
    expect(await copy.parked()).toEqual(parked);
    expect(await copy.replayParked('submit')).toBe(1);
    await until(() => given.length === 3 && resumed.progress.inHand === 0);
    expect(given).toEqual(['order-slow', 'order-good', 'order-bad']);
    expect(await copy.parked()).toEqual([]);
  });

  it('gets only the events after its checkpoint again', async () => {
    const file = newFile();
    const store = await open(file);
    const consumption = store.consume(submit(async () => undefined));
    for (let n = 0; n < 40; n += 1) await store.append(`order-${n}`, 'no-stream', some(50));
    await until(() => consumption.progress.position === 2_000n);
    await eventLoopTurns();
    await store.append('order-last', 'no-stream', some(1));
    const copy = await open(asAfterACrash(file));
    let again = 0;
    const resumed = copy.consume(
      submit(async () => {
        again += 1;
      }),
    );
    await until(() => resumed.progress.position === 2_001n);
    expect(again).toBeGreaterThan(0);
    expect(again).toBeLessThanOrEqual(1 + 256 + 512);
  });

  it('gets first deliveries only for events that were appended after the start', async () => {
    const file = newFile();
    const store = await open(file);
    const handOver = async (log: SqliteEventStore, stream: string) => {
      const deliveries: [string, boolean][] = [];
      const consumption = log.consume({
        ...submit(async () => undefined),
        handle: async ({ stream }, { first }) => void deliveries.push([stream, first]),
      });
      const head = await log.head();
      await until(() => consumption.progress.position >= head);
      await eventLoopTurns();
      const { position } = await log.append(stream, 'no-stream', some(1));
      await until(() => consumption.progress.position === position);
      return deliveries;
    };
    expect(await handOver(store, 'order-1')).toEqual([['order-1', true]]);
    expect(await handOver(await open(asAfterACrash(file)), 'order-2')).toEqual([
      ['order-1', false],
      ['order-2', true],
    ]);
  });

  it('waits for a store that cannot read its checkpoint, and then starts', async () => {
    const file = newFile();
    const clock = new FakeClock();
    const store = await SqliteEventStore.open(file, clock);
    opened.push(store);
    await store.append('order-1', 'no-stream', some(1));
    const saboteur = new DatabaseSync(file);
    saboteur.exec('ALTER TABLE groups RENAME TO gone');
    const given: string[] = [];
    const consumption = store.consume(submit(async ({ stream }) => void given.push(stream)));
    await until(() => clock.sleepers === 1);
    expect(given).toEqual([]);
    saboteur.exec('ALTER TABLE gone RENAME TO groups');
    saboteur.close();
    await clock.pass({ seconds: 1 });
    await until(() => consumption.progress.position === 1n);
    expect(given).toEqual(['order-1']);
  });
});
