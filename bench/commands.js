import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { median } from './support/alternately.js';
import { peersMissing } from './support/peers.js';
import { startPostgres } from './support/postgres.js';
import { built, inDirectory, startOwn } from './support/program.js';
import { tillIds, till, payInsPerTill } from './support/till.js';

/** (b) Commands in process: read, fold, append, 64 under way at a time. */
export const title = 'commands in process, 64 at a time, synchronous=FULL';

const tills = 4_000;
const tillsOfPeers = 400;
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
  const ratioToRaw = median(ours.map((each, round) => each / raw[round]));
  const peers = await ofPeers();
  const best = peers.toSorted((one, other) => (other.perSecond ?? 0) - (one.perSecond ?? 0))[0];
  return [
    {
      what: 'commands per second',
      value: perSecond,
      unit: '/s',
      compared: {
        what: 'commands in process: read, fold, append; 64 at a time',
        ours: `${Math.round(perSecond)}/s`,
        peer: peers
          .map(({ name, perSecond: rate, note }) => `${name}: ${rate === null ? note : `${Math.round(rate)}/s`}`)
          .join('; '),
        floor: `the same rows in group commit: ${Math.round(median(raw))}/s`,
        ratioToPeer: best.perSecond && perSecond / best.perSecond,
        ratioToFloor: ratioToRaw,
      },
    },
    {
      what: 'of raw group commit of the same rows',
      target: 0.5,
      at: 'least',
      value: ratioToRaw,
      note: `raw ${Math.round(median(raw))}/s`,
    },
    ...peers.map(({ name, perSecond: rate, note, target }) => ({
      what: `times ${name}`,
      ...(target && { target, at: 'least' }),
      value: rate && perSecond / rate,
      note,
    })),
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

/** The rows that the handler has just written, by SQLite alone. */
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

/** What a team would pick instead: two event stores for Node, and PostgreSQL without one. Each as durable as we are. */
async function ofPeers() {
  const missing = peersMissing();
  return inDirectory(async (directory) => {
    const postgres = missing === null ? await startPostgres(directory) : { absent: missing };
    try {
      const onPostgres = postgres.absent ?? { url: postgres.url };
      return [
        await peer(
          'emmett-sqlite 0.42.4',
          'peers/emmett-sqlite.js',
          missing ?? ((atOnce) => ({ file: join(directory, `emmett-${atOnce}.sqlite`) })),
          10,
        ),
        await peer('emmett-postgresql 0.42.0', 'peers/emmett-postgresql.js', missing ?? onPostgres),
        await peer(`plain ${postgres.version ?? 'PostgreSQL'}`, 'peers/postgresql.js', missing ?? onPostgres),
      ];
    } finally {
      await postgres.stop?.();
    }
  });
}

/** `place` is where it keeps its events, or the reason why it cannot run. */
async function peer(name, program, place, target) {
  if (typeof place === 'string') return { name, target, perSecond: null, note: place };
  const running = startOwn(program);
  try {
    const rate = (atOnce) =>
      running.ask({ ...(typeof place === 'function' ? place(atOnce) : place), tills: tillsOfPeers, atOnce });
    const alone = await rate(1);
    // Concurrent commands may fail each other; where they do, one at a time is all that it can be compared by.
    const many = await rate(64).catch((error) => error);
    const failed = many instanceof Error;
    const note = `${Math.round(alone)}/s one at a time; with 64 at a time ${failed ? many.message : `${Math.round(many)}/s`}`;
    return { name, target, perSecond: failed ? alone : Math.max(alone, many), note };
  } catch (error) {
    return { name, target, perSecond: null, note: `did not run: ${error.message}` };
  } finally {
    await running.stop();
  }
}
