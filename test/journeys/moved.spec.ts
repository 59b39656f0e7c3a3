import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/run.js';
import { SqliteEventStore } from '../../src/adapters/sqlite/event-store.js';
import { readSettings } from '../../src/app/settings.js';
import { rwf, startApp, type App, type Body, type Caller } from '../support/app.js';
import { readBack } from '../support/transfer.js';

describe('a gateway on a log that was moved', () => {
  let root: string;
  let app: App;
  let support: Caller;
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'ishyura-moved-'));
    app = await startApp({ directory: join(root, 'here'), settings: { PAYMENT_EXPIRY_SECONDS: '60' } });
    support = await app.client('support');
  });
  afterEach(async () => {
    await app.close();
    rmSync(root, { recursive: true });
  });

  const ishyura = async (directory: string, ...args: string[]) => {
    const complaints: string[] = [];
    const terminal = {
      print: () => undefined,
      complain: (line: string) => complaints.push(line),
      input: new PassThrough(),
      output: new PassThrough(),
    };
    const code = await run(args, terminal, () => readSettings({ DATA_DIR: join(root, directory) }));
    return [code, ...complaints];
  };

  const lists = async () => {
    const caller = async (path: string, by: Caller): Promise<readonly Body[]> => (await by.get(path)).body.data;
    const payments = await caller('/v1/payments?limit=100', app.admin);
    const receipts = await Promise.all(
      payments.map(async ({ id }) => (await app.admin.get(`/v1/payments/${id}/receipt`)).body),
    );
    const timelines = await Promise.all(payments.map(({ id }) => app.timeline(id, app.admin)));
    return { payments, receipts, timelines, reviews: await caller('/v1/reviews?limit=100', support) };
  };

  /** One payment of every outcome: paid, rejected, uncertain and decided, contradicted and decided again, and one that is still pending. */
  const aHistory = async () => {
    const ask = async (msisdn: string, amount: number) => (await app.request(msisdn, rwf(amount))).paymentId;
    const [paid, rejected, decided, contradicted] = [
      await ask('0780000001', 1_000),
      await ask('0780000002', 2_000),
      await ask('0780000003', 3_000),
      await ask('0780000004', 4_000),
    ];
    await app.caughtUp();
    await app.sandbox.payerApproves(paid);
    await app.sandbox.payerRejects(rejected);
    await app.clock.pass({ seconds: 61 });
    await app.caughtUp();
    const evidence = 'MTN support confirmed by e-mail.';
    const decide = async (paymentId: string, decision: string, force = false) => {
      const [review] = (await support.get(`/v1/reviews?paymentId=${paymentId}`)).body.data;
      const answer = await support.post(`/v1/reviews/${review!.id}/resolve`, { decision, evidence, force });
      expect([decision, answer.status]).toEqual([decision, 200]);
      await app.caughtUp();
    };
    await decide(decided, 'paid');
    // The provider still says PENDING.
    await decide(contradicted, 'not-paid', true);
    await app.sandbox.payerApproves(contradicted);
    await app.caughtUp();
    await decide(contradicted, 'paid');
    // The status of the decided payment is checked once more, and the provider confirms it.
    await app.clock.pass({ seconds: 61 });
    await app.caughtUp();
    const open = await ask('0780000005', 5_000);
    await app.caughtUp();
    return { open };
  };

  it('shows the same payments, receipts and reviews, submits nothing again, and continues', async () => {
    const { open } = await aHistory();
    const shown = await lists();
    expect(shown.receipts.filter(({ number }) => number !== undefined)).toHaveLength(3);
    const transactions = app.platform.control.transactions({ limit: 1_000 });
    await app.stop();
    const [log, keys] = [join(root, 'log'), join(root, 'keys')];
    expect(await ishyura('here', 'export', log)).toMatchObject([0]);
    expect(await ishyura('here', 'export-keys', keys)).toMatchObject([0]);
    expect(await ishyura('there', 'import', log)).toMatchObject([0]);
    expect(await ishyura('there', 'import-keys', keys)).toMatchObject([0]);

    await app.startAgain(join(root, 'there'));
    await app.caughtUp();
    expect(app.provider.requests).toEqual([]);
    // Only open payments get status checks, as after any start.
    expect(app.provider.statusChecks.length).toBeLessThanOrEqual(1);
    expect(await lists()).toEqual(shown);
    expect(app.platform.control.transactions({ limit: 1_000 })).toEqual(transactions);

    await app.sandbox.payerApproves(open);
    await app.clock.pass({ seconds: 61 });
    expect(await app.payment(open)).toMatchObject({ status: 'successful', receipt: { number: 'RCT-2026-000004' } });
    const after = await lists();
    expect(after.receipts.filter(({ number }) => number !== undefined)).toHaveLength(4);
    expect(after.reviews).toEqual(shown.reviews);
  });

  it('does not start on an incomplete import', async () => {
    await aHistory();
    await app.stop();
    const log = join(root, 'log');
    await ishyura('here', 'export', log);
    const half = join(root, 'half');
    // The state after a killed import: its beginning is recorded, and its end is not.
    await ishyura('half', 'import', log);
    const store = await SqliteEventStore.open(join(half, 'events.sqlite'), app.clock);
    const [completed] = await store.readStream('import-log', { direction: 'backwards', limit: 1 });
    await store.append('import-log', completed!.revision, [
      {
        metadata: completed!.metadata,
        id: '00000000-0000-4000-9000-000000000001',
        type: 'ImportBegan',
        data: { exportedAt: completed!.metadata.at, head: '1', at: completed!.metadata.at },
      },
    ]);
    const lines = await readBack(store);
    await store.close();
    await expect(app.startAgain(half)).rejects.toThrow(/^The import of this log is not complete/);

    expect(await ishyura('half', 'import', log)).toMatchObject([0]);
    copyFileSync(join(root, 'here', 'keys.sqlite'), join(half, 'keys.sqlite'));
    expect(existsSync(join(half, 'documents.sqlite'))).toBe(false);
    await app.startAgain(half);
    await app.caughtUp();
    const again = SqliteEventStore.read(join(half, 'events.sqlite'), false, app.clock);
    expect((await readBack(again)).slice(0, lines.length)).toEqual(lines);
    await again.close();
  });
});
