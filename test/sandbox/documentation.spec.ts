import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { usualBehaviour } from '../../src/sandbox/behaviour.js';
import { faults } from '../../src/sandbox/faults.js';
import { startCaller, type Caller } from './caller.js';

/** What docs/sandbox.md says is what the program does. */
const page = readFileSync('docs/sandbox.md', 'utf8');

describe('the page about the sandbox', () => {
  let caller: Caller;
  beforeAll(async () => {
    caller = await startCaller();
  });
  afterAll(() => caller.close());

  it.each(Object.keys(faults))('names the fault %s', (name) => expect(page).toContain(`\`${name}\``));

  it.each(Object.keys(usualBehaviour))('names the setting %s', (name) => expect(page).toContain(`\`${name}\``));

  it('names every control route', async () => {
    const { routes } = (await caller.control('GET', '')).json as { routes: { method: string; path: string }[] };
    // The block has a line for each path, with the methods that share it.
    const lines = page.split('\n').filter((line) => /^[A-Z]+ +\/control|^[A-Z]+ \/control/.test(line));
    for (const { method, path } of routes) {
      const line = lines.find((each) => each.split(/[ ?,]+/).includes(path) && each.includes(method));
      expect([method, path, line !== undefined]).toEqual([method, path, true]);
    }
  });

  const rows = page
    .split('\n')
    .filter((line) => /^\| \d\d /.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it.each(rows)('|%s%s: as in its table', async (_, number, payment = '', transfer = '', preapproval = '') => {
    const said = (cell: string) => {
      if (/^success/.test(cell)) return 'SUCCESSFUL';
      return /`([A-Z_]+)`/.exec(cell === 'same' ? payment : cell)?.[1];
    };
    const becomes = async (path: string) => {
      const { status, reference } = await caller.pay(`2507800000${number}`, { path });
      expect(status).toBe(202);
      const transaction = caller.sandbox.control.transaction(reference)!;
      return transaction.reason ?? transaction.status;
    };
    const narrow = payment.includes('requesttopay only');
    expect({
      requesttopay: await becomes('/collection/v1_0/requesttopay'),
      requesttowithdraw: await becomes('/collection/v1_0/requesttowithdraw'),
      deposit: await becomes('/disbursement/v1_0/deposit'),
      invoice: await becomes('/collection/v2_0/invoice'),
      transfer: await becomes('/disbursement/v1_0/transfer'),
      preapproval: await becomes('/collection/v2_0/preapproval'),
    }).toEqual({
      requesttopay: said(payment),
      requesttowithdraw: narrow ? 'SUCCESSFUL' : said(payment),
      deposit: narrow ? 'SUCCESSFUL' : said(payment),
      invoice: narrow ? 'SUCCESSFUL' : said(payment),
      transfer: said(transfer),
      preapproval: said(preapproval),
    });
  });
});
