import { afterEach, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App } from '../support/app.js';

describe('whether a payer’s account is active', () => {
  let app: App;
  afterEach(() => app.close());
  const begin = async (settings: Record<string, string>) => {
    app = await startApp({ settings });
  };
  const send = (msisdn: string, key = `key-${msisdn}`) =>
    app.service.post('/v1/payments', app.ask(msisdn, rwf(5_000), { record: { type: 'invoice', id: msisdn } }), { key });

  it('is not checked by default', async () => {
    await begin({});
    expect((await send('250780000051')).status).toBe(202);
    expect(app.sandbox.calls('active')).toBe(0);
  });

  it('is checked before charging where it is enabled: an inactive account is refused, and nothing is recorded', async () => {
    await begin({ MOMO_CHECK_PAYER: 'on' });
    const refused = await send('250780000051');
    expect([refused.status, refused.body.code]).toEqual([422, 'MSISDN_NOT_SUPPORTED']);
    expect(app.sandbox.calls('active')).toBe(1);
    await app.caughtUp();
    expect((await app.service.get('/v1/payments')).body.data).toEqual([]);
    expect(app.sandbox.control.transactions()).toEqual([]);
    expect((await send('250788123456')).status).toBe(202);
  });

  it.each([
    ['is not found', '250780000050'],
    ['may not be asked about', '250780000052'],
    ['is asked about in vain', '250780000055'],
  ])('does not prevent a payment when the account %s', async (_, msisdn) => {
    await begin({ MOMO_CHECK_PAYER: 'on' });
    expect((await send(msisdn)).status).toBe(202);
  });

  it('does not prevent a payment when no answer comes', async () => {
    await begin({ MOMO_CHECK_PAYER: 'on' });
    app.sandbox.goesWrong({ fault: 'drop-before', on: 'account' });
    expect((await send('250780000051')).status).toBe(202);
  });

  it('is not checked for a repeated request of an existing payment', async () => {
    await begin({ MOMO_CHECK_PAYER: 'on' });
    app.sandbox.goesWrong({ fault: '503', on: 'account' });
    const { body } = await send('250780000051', 'once');
    app.sandbox.goesWrong();
    const again = await send('250780000051', 'once');
    expect([again.status, again.body.id, again.headers['idempotent-replayed']]).toEqual([202, body.id, 'true']);
  });
});
