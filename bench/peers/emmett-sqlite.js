/* The same commands through emmett-sqlite, as its own documentation handles them. */
import { CommandHandler } from '@event-driven-io/emmett';
import { getSQLiteEventStore, sqliteConnection } from '@event-driven-io/emmett-sqlite';
import { decision, payIn, payInsPerTill, serve } from './tills.js';

serve(async ({ file }) => {
  // All on one connection: with connections of their own, commands fail each other with SQLITE_BUSY.
  const connection = sqliteConnection({ fileName: file });
  await connection.command('PRAGMA journal_mode = WAL');
  await connection.command('PRAGMA synchronous = FULL');
  const store = getSQLiteEventStore({ fileName: file, connectionOptions: { singleton: true, connection } });
  const handle = CommandHandler(decision);
  return {
    async payIns(tillId) {
      for (let amount = 0; amount < payInsPerTill; amount += 1)
        await handle(store, `till-${tillId}`, ({ balance }) => payIn(tillId, amount, balance));
    },
    close: () => Promise.resolve(connection.close()),
  };
});
