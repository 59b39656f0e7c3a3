import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noon } from '../../../test/support/fake-clock.js';
import { inOrder } from '../../../test/support/specify.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { instant } from '../../kernel/domain/clock.js';
import type { EventOf } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import { applyTo, idsOf, type View } from '../../kernel/following/view.js';
import type { Document } from '../../kernel/ports/document-store.js';
import { EntryPosted } from './journal.events.js';
import { balanceView, entryView } from './ledger.view.js';
import { Balances } from './trial-balance.js';

let documents: SqliteDocumentStore;
const posted: EventOf<typeof EntryPosted>[] = [];

/** Entries around the ends of minutes, hours, days, months and the year, in no order of time. */
const entries = fc.array(
  fc.record({
    at: fc.oneof(
      fc
        .tuple(
          fc.constantFrom('2026-11-30T23:59:59.999Z', '2026-12-31T23:59:59.999Z', '2026-11-22T11:59:59.999Z', noon),
          fc.integer({ min: -2, max: 2 }),
        )
        .map(([at, ms]) => instant(Date.parse(at) + ms)),
      fc.integer({ min: 0, max: 100 * 24 * 3_600_000 }).map((ms) => instant(Date.parse(noon) + ms)),
    ),
    from: fc.constantFrom('revenue:permits', 'suspense'),
    amount: fc.integer({ min: 1, max: 9_999 }),
    currency: fc.constantFrom('RWF', 'RWF', 'EUR'),
  }),
  { minLength: 60, maxLength: 60 },
);

beforeAll(async () => {
  documents = SqliteDocumentStore.inMemory();
  for (const { collection } of [entryView, balanceView]) await documents.declare(collection);
  const seed = 20_261_128;
  console.info(`seed ${seed}`);
  const [drawn] = fc.sample(entries, { seed, numRuns: 1 });
  drawn!.forEach(({ at, from, amount, currency }, number) => {
    const money = Money.ofMinor(BigInt(amount), currency);
    posted.push(
      EntryPosted({
        source: { type: 'payment', id: 'pay_1', eventId: String(number), stream: 's', revision: number },
        day: at.slice(0, 10),
        forDay: at.slice(0, 10),
        closedThrough: null,
        furthest: null,
        at,
        entryId: `ent_${number}`,
        description: '',
        paymentId: null,
        refundId: null,
        payoutId: null,
        tally: null,
        lines: [
          { account: 'bank', side: 'debit', amount: money, dimensions: {} },
          { account: from, side: 'credit', amount: money, dimensions: {} },
        ],
      }),
    );
  });
  for (const view of [entryView, balanceView] as unknown as View<Document, EventOf<typeof EntryPosted>>[]) {
    const grown = new Map<string, { document: Document; position: bigint }>();
    for (const event of inOrder(posted))
      for (const id of idsOf(view, event)) {
        const document = applyTo(view, grown.get(id)?.document ?? null, event, id)!;
        grown.set(id, { document, position: event.position });
      }
    for (const [id, { document }] of grown) {
      const ofOne = inOrder(posted).filter((event) => idsOf(view, event).includes(id));
      const halves = [ofOne.slice(0, ofOne.length / 2), ofOne.slice(ofOne.length / 2)] as const;
      if (view.together !== undefined)
        expect(view.together(view.together(null, halves[0], id), halves[1], id)).toEqual(document);
    }
    await documents.write(
      view.collection,
      [...grown].map(([id, each]) => ({ id, ...each })),
    );
  }
});
afterAll(() => documents.close());

it('the balances at any moment are those of the entries up to it, to the millisecond, and balance', async () => {
  const balances = new Balances(documents, ['mtn-momo']);
  const moments = posted.flatMap(({ data: { at } }) => [-1, 0, 1].map((ms) => instant(Date.parse(at) + ms)));
  for (const moment of moments)
    for (const currency of ['RWF', 'EUR']) {
      const { accounts, debits, credits } = await balances.at(moment, currency);
      expect(debits).toEqual(credits);
      const upTo = posted.filter(({ data }) => data.at <= moment && data.lines[0]!.amount.currency === currency);
      const sum = (code: string) =>
        upTo
          .flatMap(({ data }) => data.lines)
          .reduce(
            (total, { account, amount }) => (account === code ? total.plus(amount) : total),
            Money.zero(currency),
          );
      for (const code of ['bank', 'revenue:permits', 'suspense'])
        expect([
          moment,
          code,
          accounts.find((each) => each.code === code)?.balance.amount ?? Money.zero(currency).amount,
        ]).toEqual([moment, code, sum(code).amount]);
    }
});

it('the balances of everything are those of all months, in each currency that was posted', async () => {
  const balances = new Balances(documents, []);
  expect(await balances.currencies()).toEqual(['EUR', 'RWF']);
  for (const currency of ['EUR', 'RWF']) {
    const all = posted
      .flatMap(({ data }) => data.lines.slice(0, 1))
      .filter(({ amount }) => amount.currency === currency);
    const sum = all.reduce((total, { amount }) => total.plus(amount), Money.zero(currency));
    expect((await balances.at(null, currency)).debits).toEqual(sum);
  }
  expect(await balances.codes()).toContain('revenue:permits');
});
