/* The same commands through emmett-sqlite, as its own documentation handles them. */
import { CommandHandler } from '@event-driven-io/emmett';
import { getSQLiteEventStore, sqliteConnection } from '@event-driven-io/emmett-sqlite';
import { empty, paidIn, payInsPerTill, tillIds } from '../support/till.js';

process.on('message', async ({ number, question }) => {
  if (question === 'usage') return;
  const { file, tills } = question;
  try {
    const connection = sqliteConnection({ fileName: file });
    await connection.command('PRAGMA journal_mode = WAL');
    await connection.command('PRAGMA synchronous = FULL');
    const store = getSQLiteEventStore({ fileName: file, connectionOptions: { singleton: true, connection } });
    const handle = CommandHandler({ evolve: (state, { data }) => paidIn(state, data), initialState: () => empty });
    const begun = performance.now();
    // One at a time: two transactions on its one connection, or two connections to its file, stop each other with an error.
    for (const tillId of tillIds(tills)) {
      for (let amount = 0; amount < payInsPerTill; amount += 1) {
        await handle(store, `till-${tillId}`, ({ balance }) => ({
          type: 'PaidIn',
          data: {
            tillId,
            amount,
            note: 'A payment of the bench',
            balance: balance + amount,
            at: new Date().toISOString(),
          },
        }));
      }
    }
    const perSecond = (tills * payInsPerTill) / ((performance.now() - begun) / 1_000);
    process.send({ answerTo: number, answer: { perSecond, atOnce: 1 } });
  } catch (error) {
    process.send({ answerTo: number, failed: error.message });
  }
});
