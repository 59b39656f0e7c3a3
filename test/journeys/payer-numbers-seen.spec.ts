import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { beginning } from '../../src/kernel/domain/position.js';
import { rwf, startApp, type App, type Body, type Caller } from '../support/app.js';

/** Each look at a whole phone number by a client that may see all of them is in the audit: once for each client, payer and hour. */
let app: App;
let reader: Caller;
let ids: readonly string[];
beforeAll(async () => {
  app = await startApp();
  reader = await app.client('support', 'payer:read');
  const asked = [
    await app.request('0788111111', rwf(100)),
    await app.request('0788111111', rwf(200)),
    await app.request('0788222222', rwf(300)),
  ];
  ids = asked.map(({ paymentId }) => paymentId);
  await app.caughtUp();
});
afterAll(() => app.close());

const looks = async () => {
  const { events } = await app.events.readAll(beginning, 10_000, { types: ['PayerNumberSeen'] });
  return events.map(({ data, metadata }) => ({ ...(data as { clientId: string; subject: string }), metadata }));
};

it('a look at a list is one event for each payer, and a second look in the same hour none', async () => {
  const { body, headers } = await reader.get('/v1/payments');
  expect(body.data.map((payment) => (payment['payer'] as Body)['msisdn']).toSorted()).toEqual([
    '+250788111111',
    '+250788111111',
    '+250788222222',
  ]);
  const seen = await looks();
  expect(seen.map(({ clientId }) => clientId)).toEqual([reader.id, reader.id]);
  expect(new Set(seen.map(({ subject }) => subject)).size).toBe(2);
  expect(seen[0]!.metadata).toMatchObject({
    actor: { kind: 'client', id: reader.id, name: 'support payer:read' },
    correlationId: headers['x-request-id'],
  });
  for (const id of ids) {
    await reader.get(`/v1/payments/${id}`);
    await reader.get(`/v1/payments/${id}/timeline`);
  }
  expect(await looks()).toHaveLength(2);
});

it('the event names the payer as the sealed data does, and never by the number', async () => {
  const text = JSON.stringify(await looks());
  expect(text).not.toMatch(/788111111|788222222/);
  const { data } = (await app.events.readStream(`payment-${ids[0]}`))[0]!;
  expect(text).toContain((data as { payer: string }).payer.split('.')[1]);
});

it('another client’s look is another event, and so is one in the next hour', async () => {
  await app.admin.get(`/v1/payments/${ids[0]}`);
  expect((await looks()).at(-1)).toMatchObject({ clientId: 'cli_bootstrap' });
  expect(await looks()).toHaveLength(3);
  await app.clock.pass({ hours: 1 });
  await reader.get(`/v1/payments/${ids[0]}`);
  expect(await looks()).toHaveLength(4);
});

it('a service that reads its own, and a role that sees masked numbers, leave none', async () => {
  const before = (await looks()).length;
  await app.service.get('/v1/payments');
  await app.service.get(`/v1/payments/${ids[0]}/timeline`);
  for (const role of ['support', 'finance', 'approver', 'auditor'] as const)
    await (await app.client(role)).get('/v1/payments');
  expect(await looks()).toHaveLength(before);
});

it('without the log no whole number is shown, and masked ones still are', async () => {
  const fresh = await app.client('support', 'payer:read');
  const support = await app.client('support');
  await support.get('/v1/payments');
  app.events.fill();
  const refused = await fresh.get('/v1/payments');
  expect([refused.status, refused.body.code]).toEqual([503, 'STORE_UNAVAILABLE']);
  expect((await support.get('/v1/payments')).status).toBe(200);
  app.events.comeBack();
});
