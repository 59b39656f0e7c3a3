import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rwf, startApp, type App } from '../support/app.js';

describe('a gateway that is stopped and started again', () => {
  let app: App;
  let directory: string;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ishyura-restart-'));
    app = await startApp({ directory });
  });
  afterEach(async () => {
    await app.close();
    rmSync(directory, { recursive: true });
  });

  it('has its clients, payments and keys, and continues where it stopped', async () => {
    const { paymentId, key, payment } = await app.request('0780000001', rwf(5_000), {
      record: { type: 'order', id: 'O-1' },
    });
    await app.caughtUp();
    await app.restart();
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'submitted', payer: { msisdn: '+250780000001' } });

    const ask = { ...rwf(5_000), payer: { msisdn: '0780000001' }, record: { type: 'order', id: 'O-1' } };
    const again = await app.service.post('/v1/payments', ask, { key });
    expect([again.status, again.headers['idempotent-replayed'], again.body.id]).toEqual([202, 'true', paymentId]);
    expect(again.body.providerReference).toBe(payment.providerReference);

    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'successful',
      receipt: { number: 'RCT-2026-000001' },
    });
    expect(app.sandbox.transactions(paymentId)).toMatchObject([{ repeats: 0 }]);
  });

  it('learns the outcomes of its downtime with one status check, not one for each missed time', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    await app.stop();
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    app.clock.jump(120_000);
    await app.startAgain();
    await app.clock.pass({ seconds: 2 });
    expect(app.provider.statusChecks).toHaveLength(1);
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful' });
  });

  it('submits under the same reference what it had not submitted, or had no answer for', async () => {
    app.sandbox.goesWrong({ fault: 'drop-after', times: 1 }, { fault: 'drop-before', times: 1, on: 'token' });
    const { paymentId, payment } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    await app.restart();
    await app.clock.pass({ seconds: 40 });
    expect(app.sandbox.transactions(paymentId)).toMatchObject([{ referenceId: payment.providerReference }]);
    expect((await app.payment(paymentId)).status).toMatch(/^(submitted|pending)$/);
  });

  it('assigns no receipt number twice, and skips none', async () => {
    const numbers: unknown[] = [];
    for (const amount of [100, 200, 300]) {
      const { paymentId } = await app.request('0780000001', rwf(amount));
      await app.caughtUp();
      await app.sandbox.payerApproves(paymentId);
      await app.restart();
      await app.clock.pass({ seconds: 6 });
      numbers.push((await app.payment(paymentId))['receipt']);
    }
    expect(numbers).toMatchObject([
      { number: 'RCT-2026-000001' },
      { number: 'RCT-2026-000002' },
      { number: 'RCT-2026-000003' },
    ]);
  });
});
