import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Transaction } from './transactions.js';
import { TransactionStore } from './transactions.sqlite.js';

const paid: Omit<Transaction, 'sequence'> = {
  reference: '7ad3a4f0-69fc-489d-9e03-fc7a261199e0',
  product: 'collection',
  operation: 'requesttopay',
  environment: 'mtnrwanda',
  party: '250788000001',
  asked: { amount: '1500', payer: { partyIdType: 'MSISDN', partyId: '250788000001' } },
  amount: 1500,
  currency: 'RWF',
  status: 'PENDING',
  reason: null,
  callbackUrl: 'http://localhost/cb',
  acceptedAt: 1_000,
  settledAt: null,
  plan: [
    { id: 1, at: 3_000, does: 'settle', status: 'SUCCESSFUL', reason: null },
    { id: 2, at: 2_500, does: 'call-back', retriesLeft: 0 },
  ],
  deliveries: [],
  repeats: 0,
};

describe('the store', () => {
  it('gives back what was added and changed', () => {
    const store = TransactionStore.inMemory();
    const added = store.add(paid);
    expect(store.find(paid.reference)).toEqual({ ...paid, sequence: 1 });
    const changed: Transaction = {
      ...added,
      status: 'FAILED',
      reason: 'EXPIRED',
      settledAt: 3_000,
      plan: [],
      deliveries: [{ at: 3_000, method: 'PUT', url: 'http://localhost/cb', answered: 'ECONNREFUSED' }],
      repeats: 2,
    };
    store.change(changed);
    expect(store.find(paid.reference)).toEqual(changed);
    expect(store.find('another')).toBeNull();
    store.close();
  });

  it('refuses a reference twice', () => {
    const store = TransactionStore.inMemory();
    store.add(paid);
    expect(() => store.add(paid)).toThrow(/UNIQUE/);
    store.close();
  });

  it('answers after the writes of a turn are committed, and at once when there are none', async () => {
    const store = TransactionStore.inMemory();
    const order: string[] = [];
    store.afterCommit(() => order.push('at once'));
    store.add(paid);
    store.beforeCommit(() => order.push('before'));
    store.afterCommit(() => order.push('after'));
    order.push('turn');
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual(['at once', 'turn', 'before', 'after']);
    store.close();
  });

  it('knows after a restart what is still to happen, and what it remembered', () => {
    const directory = mkdtempSync(join(tmpdir(), 'store-'));
    const first = TransactionStore.inDirectory(directory);
    first.add(paid);
    first.add({ ...paid, reference: 'done', plan: [] });
    first.remember('user a', { id: 'a' });
    first.remember('user b', { id: 'b' });
    first.close();
    const second = TransactionStore.inDirectory(directory);
    expect([...second.planned()]).toEqual([{ reference: paid.reference, nextAt: 2_500 }]);
    expect([second.recall('user a'), second.recall('nothing')]).toEqual([{ id: 'a' }, null]);
    expect(second.recallAll('user ')).toEqual([{ id: 'a' }, { id: 'b' }]);
    second.forgetTransactions();
    expect([second.count(), second.list({})]).toEqual([0, []]);
    second.close();
    rmSync(directory, { recursive: true });
  });

  it('reads in pages, and lists what waits', () => {
    const store = TransactionStore.inMemory();
    for (let n = 0; n < 1_001; n++)
      store.add({ ...paid, reference: String(n), status: n === 7 ? 'CREATED' : 'SUCCESSFUL' });
    const page = store.after(0);
    expect([page.length, store.after(page.at(-1)!.sequence).length]).toEqual([1_000, 1]);
    expect(store.list({ waiting: true }).map(({ reference }) => reference)).toEqual(['7']);
    expect(store.list({ msisdn: '250788000001', limit: 2 }).map(({ reference }) => reference)).toEqual(['1000', '999']);
    store.close();
  });
});
