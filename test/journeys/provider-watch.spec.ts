import { afterEach, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App } from '../support/app.js';

let app: App;
afterEach(() => app.close());

const metric = async (name: string): Promise<string[]> => {
  const { text } = await app.anonymous.get('/metrics');
  return text.split('\n').filter((line) => line.startsWith(name));
};
const logged = (message: string) =>
  app.log
    .flatMap((text) => text.trim().split('\n'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === message);

describe('a number ported from another network', () => {
  it('is accepted where the setting has its prefix, and MTN says whether it has a wallet', async () => {
    app = await startApp({ settings: { MOMO_MSISDN_PREFIXES: '072,078' } });
    const ask = async () => {
      const { paymentId } = await app.request('0728000001', rwf(100));
      await app.caughtUp();
      await app.clock.pass({ seconds: 5 });
      await app.caughtUp();
      return app.payment(paymentId);
    };
    expect(await ask()).toMatchObject({ status: 'failed', failure: { code: 'PAYER_NOT_FOUND' } });
    app.sandbox.behaves({ walletPrefixes: '25072,25078' });
    // The payer is being asked.
    expect(await ask()).toMatchObject({ status: 'pending' });
  });
});

describe('what operators are told about a provider', () => {
  it('is an answer that decides nothing: in the metrics by kind, and in the log for the provider’s support', async () => {
    app = await startApp();
    app.sandbox.goesWrong({ fault: 'html', on: 'create', times: 1 });
    const { paymentId } = await app.request('0780000001', rwf(100));
    await app.caughtUp();
    expect(await metric('ishyura_provider_undecided_answers_total')).toEqual([
      'ishyura_provider_undecided_answers_total{provider="mtn-momo",operation="requesttopay",kind="firewall-page"} 1',
    ]);
    const { providerReference } = await app.payment(paymentId);
    expect(logged('provider answer decides nothing')).toMatchObject([
      { provider: 'mtn-momo', kind: 'firewall-page', reference: providerReference },
    ]);
    expect(app.log.join('')).not.toMatch(/780000001/);
  });

  it('is that our keys are refused, until a payment succeeds: in health and metrics', async () => {
    app = await startApp();
    app.sandbox.goesWrong({ fault: 'login-failed', times: 3 });
    for (const digit of ['1', '2', '3']) {
      const { paymentId } = await app.request(`078800000${digit}`, rwf(100));
      await app.caughtUp();
      expect(await app.payment(paymentId)).toMatchObject({ status: 'failed', failure: { code: 'CONFIGURATION' } });
    }
    const raised = (value: number) =>
      `ishyura_provider_alert{provider="mtn-momo",product="collection",alert="configuration"} ${value}`;
    expect(await metric('ishyura_provider_alert')).toContain(raised(1));
    const { status, body } = await app.anonymous.get('/health/ready');
    expect([status, body]).toMatchObject([
      200,
      {
        details: {
          providers: {
            providers: [
              { products: [{ product: 'collection', alerts: [{ alert: 'configuration', failures: 3 }] }, {}] },
            ],
          },
        },
      },
    ]);

    const { paymentId } = await app.request('0788000004', rwf(100));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful' });
    expect(await metric('ishyura_provider_alert')).toContain(raised(0));
  });

  it('has no callbacks where they are off, and payments work without them', async () => {
    app = await startApp({ settings: { MOMO_CALLBACKS: 'off' } });
    const { paymentId } = await app.request('0788000001', rwf(100));
    await app.caughtUp();
    expect(app.sandbox.transaction(paymentId).callbackUrl).toBeNull();
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ seconds: 5 });
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful' });
    expect(await metric('ishyura_callbacks{')).toEqual([]);
  });

  it('is once that it is unreachable, and once that it is reachable again', async () => {
    app = await startApp();
    app.sandbox.goesWrong(
      ...(['create', 'status', 'token'] as const).map((on) => ({ fault: 'drop-before' as const, on })),
    );
    for (const digit of ['1', '2', '3', '4']) await app.request(`078800000${digit}`, rwf(100));
    await app.clock.pass({ seconds: 60 });
    expect(logged('provider unreachable')).toHaveLength(1);
    expect(await metric('ishyura_provider_unreachable{')).toEqual([
      'ishyura_provider_unreachable{provider="mtn-momo"} 1',
    ]);
    app.sandbox.goesWrong();
    await app.clock.pass({ seconds: 120 });
    expect(logged('provider reachable again')).toHaveLength(1);
    expect(logged('provider unreachable')).toHaveLength(1);
  });
});
