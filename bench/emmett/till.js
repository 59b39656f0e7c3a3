/* The same commands through emmett-sqlite, as its own documentation handles them. */
import { CommandHandler } from '@event-driven-io/emmett';
import { getSQLiteEventStore, sqliteConnection } from '@event-driven-io/emmett-sqlite';
import { empty, paidIn, payInsPerTill, tillIds } from '../support/till.js';

process.on('message', async ({ number, question }) => {
  if (question === 'usage') return;
  const { file, tills, atOnce } = question;
  try {
    const connection = sqliteConnection({ fileName: file });
    await connection.command('PRAGMA journal_mode = WAL');
    await connection.command('PRAGMA synchronous = FULL');
    const store = getSQLiteEventStore({ fileName: file, connectionOptions: { singleton: true, connection } });
    const handle = CommandHandler({ evolve: (state, { data }) => paidIn(state, data), initialState: () => empty });
    const payIns = async (tillId) => {
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
    };
    // All on one connection: with connections of their own, commands fail each other with SQLITE_BUSY.
    await payIns('that makes its tables');
    const queue = tillIds(tills)[Symbol.iterator]();
    const begun = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const tillId of queue) await payIns(tillId);
      }),
    );
    const perSecond = (tills * payInsPerTill) / ((performance.now() - begun) / 1_000);
    process.send({ answerTo: number, answer: perSecond });
  } catch (error) {
    process.send({ answerTo: number, failed: error.message });
  }
});
