import { empty, paidIn, payInsPerTill, tillIds } from '../support/till.js';

export const decision = { evolve: (state, { data }) => paidIn(state, data), initialState: () => empty };

export const payIn = (tillId, amount, balance) => ({
  type: 'PaidIn',
  data: { tillId, amount, note: 'A payment of the bench', balance: balance + amount, at: new Date().toISOString() },
});

/** Answers each question with the commands per second of `opened(question)`: `payIns(tillId)` does all of one till, `close()` ends. */
export const serve = (opened) =>
  process.on('message', async ({ number, question }) => {
    if (question === 'usage') return;
    const { tills, atOnce } = question;
    try {
      const { payIns, close } = await opened(question);
      await payIns('that makes its tables');
      const queue = tillIds(tills)[Symbol.iterator]();
      const begun = performance.now();
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (const tillId of queue) await payIns(tillId);
        }),
      );
      const perSecond = (tills * payInsPerTill) / ((performance.now() - begun) / 1_000);
      await close();
      process.send({ answerTo: number, answer: perSecond });
    } catch (error) {
      process.send({ answerTo: number, failed: error.message });
    }
  });

export { payInsPerTill };
