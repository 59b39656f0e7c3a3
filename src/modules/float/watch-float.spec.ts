import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock, noon } from '../../../test/support/fake-clock.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { Money } from '../../kernel/domain/money.js';
import type { Message } from '../notices/contract.js';
import type { BalanceAnswer, Disbursements } from '../providers/contract.js';
import { floats, FloatNeeds, sumsOf, type Need } from './float.js';
import { WatchFloat } from './watch-float.js';

const rwf = (amount: string): Money => Money.parse(amount, 'RWF')!;
const known = (amount: string, currency = 'RWF'): BalanceAnswer =>
  ({ is: 'known', balance: Money.parse(amount, currency)!, exchange: null }) as unknown as BalanceAnswer;
const silent: BalanceAnswer = { is: 'unknown', kind: 'no-answer', why: 'no answer', exchange: null };

let clock: FakeClock;
let documents: SqliteDocumentStore;
let watch: WatchFloat;
let answer: BalanceAnswer;
let asked: number;
let approved: readonly Need[];
let mails: Message[];

beforeEach(async () => {
  clock = new FakeClock();
  documents = SqliteDocumentStore.inMemory();
  await documents.declare(floats);
  [answer, asked, approved, mails] = [known('1000'), 0, [], []];
  const needs = new FloatNeeds();
  needs.add(async () => approved);
  const balance = async () => {
    asked += 1;
    return answer;
  };
  watch = new WatchFloat(
    [{ name: 'mtn-momo', method: 'MTN MoMo', disbursements: { balance } as unknown as Disbursements }],
    needs,
    documents,
    { clock },
    { queue: async (message) => void mails.push(message) },
    { withRoles: async () => [{ address: 'finance@example.rw', language: 'en' }] },
  );
});
afterEach(async () => {
  await watch.stop();
  await documents.close();
});

const seen = async () => (await documents.get(floats, ['mtn-momo'])).get('mtn-momo')?.document;
const need = (amount: string): Need => ({ provider: 'mtn-momo', amount: rwf(amount) });

describe('the float', () => {
  it('is asked for once an hour while nothing is approved, and every five minutes while something is', async () => {
    await watch.start(null);
    await clock.pass({ minutes: 60 });
    expect(asked).toBe(1);
    await clock.pass({ minutes: 2 });
    expect(asked).toBe(2);
    approved = [need('10')];
    await clock.pass({ minutes: 20 });
    expect(asked).toBe(6);
  });

  it('that covers what is approved is told with its sums, and nobody is written to', async () => {
    approved = [need('400'), need('600')];
    await watch.run();
    expect(await seen()).toEqual({
      id: 'mtn-momo',
      balance: { amount: '1000', currency: 'RWF' },
      why: null,
      askedAt: noon,
      approved: [{ amount: '1000', currency: 'RWF' }],
      lowSince: null,
    });
    expect(mails).toEqual([]);
  });

  it('below what is approved is told to people once, and once more for each day that it lasts', async () => {
    approved = [need('1001')];
    await watch.run();
    await watch.run();
    expect(await seen()).toMatchObject({ lowSince: noon });
    expect(new Set(mails.map(({ id }) => id)).size).toBe(1);
    expect(mails[0]).toMatchObject({
      to: 'finance@example.rw',
      subject: 'MTN MoMo: the float is below what is approved to go out',
      text: expect.stringContaining('is 1000 RWF. Refunds and payouts that are approved come to 1001 RWF.'),
    });
    await clock.pass({ hours: 24 });
    await watch.run();
    expect(new Set(mails.map(({ id }) => id)).size).toBe(2);
    answer = known('5000');
    await clock.pass({ minutes: 5 });
    await watch.run();
    expect(await seen()).toMatchObject({ lowSince: null, balance: { amount: '5000' } });
  });

  it.each([
    ['is not known', silent, null],
    ['has another currency', known('1', 'EUR'), { amount: '1.00', currency: 'EUR' }],
  ])('that %s is told as such, and is not called low', async (_, answered, balance) => {
    answer = answered;
    approved = [need('1001')];
    await watch.run();
    expect(await seen()).toMatchObject({ balance, lowSince: null, approved: [{ amount: '1001' }] });
    expect(mails).toEqual([]);
  });

  it('is compared with what has no provider yet only where there is one provider', () => {
    const needs = [need('1'), { provider: null, amount: rwf('2') }, { provider: 'airtel-money', amount: rwf('4') }];
    expect(sumsOf(needs, 'mtn-momo', true).map(String)).toEqual(['3 RWF']);
    expect(sumsOf(needs, 'mtn-momo', false).map(String)).toEqual(['1 RWF']);
  });
});
