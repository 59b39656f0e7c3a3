import { built } from './program.js';

export const payInsPerTill = 8;
export const tillIds = (count) => Array.from({ length: count }, (_, index) => `till${index}`);

export const empty = { balance: 0, count: 0 };
export const paidIn = ({ balance, count }, { amount }) => ({ balance: balance + amount, count: count + 1 });

/** A small thing to decide about, of which both stores keep the same. */
export async function till() {
  const { defineEvent, instantShape } = await built('kernel/domain/events.js');
  const { z } = await import('zod');
  const PaidIn = defineEvent(
    'PaidIn',
    z.object({
      tillId: z.string(),
      amount: z.number().int(),
      note: z.string(),
      balance: z.number().int(),
      at: instantShape,
    }),
  );
  return {
    category: 'till',
    events: [PaidIn],
    initial: empty,
    decide: {
      PayIn: ({ balance }, { tillId, amount, note, at }) => [
        PaidIn({ tillId, amount, note, balance: balance + amount, at }),
      ],
    },
    evolve: { PaidIn: (state, { data }) => paidIn(state, data) },
  };
}
