import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { typesOf, type EventGroup } from '../../src/modules/webhooks/event-types.js';
import { rwf, startApp, type App, type Body, type Caller } from '../support/app.js';
import { until } from '../support/until.js';
import { answerWith, Receiver, sequencesByResource, type Received } from '../support/webhook-receiver.js';

let app: App;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await Receiver.start();
  app = await startApp({ settings: { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1', REFUND_EXPIRY_SECONDS: '60' } });
});
/** What a story leaves behind would be looked at every second of the next ones, which takes long where a server has no index. */
afterEach(async () => {
  receiver.answers(answerWith(204));
  const { body } = await app.admin.get('/v1/webhook-endpoints?limit=200');
  for (const { id } of body.data) await app.admin.call('DELETE', `/v1/webhook-endpoints/${String(id)}`);
});
afterAll(async () => {
  await app.close();
  await receiver.stop();
});

const arrived = (path: string, count: number) =>
  until(
    () => receiver.at(path),
    (calls) => calls.length >= count,
  );

const delivery = (id: string, status: string, tries: number, by: Caller = app.service): Promise<Body> =>
  until(
    async () => (await by.get(`/v1/webhook-deliveries/${id}`)).body,
    (seen) => seen.status === status && (seen['tries'] as unknown[]).length === tries,
  );

async function endpoint(path: string, events: readonly string[], more: object = {}, by: Caller = app.service) {
  const made = await by.post('/v1/webhook-endpoints', { url: receiver.url(path), events, ...more });
  if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
  return made.body as Body & { readonly secret: string };
}

const typesOfGroups = (groups: readonly EventGroup[]) => groups.flatMap(typesOf);
const idOf = ({ headers }: Received): string => String(headers['webhook-id']);

const verified = (secret: string, { text, headers }: Received): unknown => {
  // The library looks at the machine's clock, and the app's clock stands elsewhere.
  const now = jest.spyOn(Date, 'now').mockReturnValue(Number(headers['webhook-timestamp']) * 1_000);
  try {
    return new Webhook(secret).verify(text, headers as Record<string, string>);
  } finally {
    now.mockRestore();
  }
};

/** What the catalogue of the OpenAPI document says against it. The tests close every schema, also those that a webhook adds `sequence` to. */
const troubleWith = ({ body }: Received) =>
  app.documentation
    .troubleBy(`#/webhooks/${body.type}/post/requestBody/content/application~1json/schema`, body)
    .filter((trouble) => !trouble.includes('"unevaluatedProperty":"sequence"'));

async function paid(msisdn = '250780000001'): Promise<string> {
  const { paymentId } = await app.request(msisdn, rwf(5_000));
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.clock.pass({ seconds: 10 });
  await app.caughtUp();
  return paymentId;
}

/** A statement with the line of this payment, once it is reconciled. */
async function reconciled(payment: Body): Promise<Body> {
  const at = new Date(Date.parse(String(payment['confirmedAt'])) + 2 * 3_600_000).toISOString().slice(0, 19);
  const lines = [
    'Id,External id,Date,Status,Amount,Currency',
    [payment['providerTransactionId'], payment.id, at.replace('T', ' '), 'Successful', payment['amount'], 'RWF'].join(),
  ];
  const { body } = await app.admin.post(
    '/v1/reconciliation/statements?provider=mtn-momo&account=webhooks',
    lines.join('\n'),
    { headers: { 'content-type': 'text/csv' } },
  );
  for (let turn = 0; turn < 60; turn += 1) {
    const statement = (await app.admin.get(`/v1/reconciliation/statements/${body.id}`)).body;
    if (statement.status === 'reconciled') return statement;
    await app.clock.pass({ seconds: 1 });
    await app.caughtUp();
  }
  throw new Error('The statement is not reconciled');
}

describe('webhooks', () => {
  it('tell a client what happens to its payments, signed and in order, with the payment as its GET answered', async () => {
    const { secret, id } = await endpoint('/told', ['payment.*', 'receipt.issued']);
    await endpoint('/narrow', ['payment.successful']);
    const stranger = await app.client('service');
    await endpoint('/stranger', ['*'], {}, stranger);

    const paymentId = await paid();

    const calls = await until(
      () => receiver.at('/told'),
      (seen) =>
        seen.some(({ body }) => body.type === 'receipt.issued') &&
        seen.some(({ body }) => body.type === 'payment.successful'),
    );
    const ofPayment = calls.filter(({ body }) => body.type.startsWith('payment.'));
    expect(ofPayment.map(({ body }) => body.type)).toEqual(
      ['payment.created', 'payment.submitted', 'payment.pending', 'payment.successful'].filter((type) =>
        ofPayment.some(({ body }) => body.type === type),
      ),
    );
    const sequences = ofPayment.map(({ body }) => body.data.sequence);
    expect(sequences).toEqual([...new Set(sequences)].toSorted((one, other) => one - other));
    for (const call of calls) {
      expect(verified(secret, call)).toEqual(call.body);
      expect(troubleWith(call)).toEqual([]);
    }

    const successful = ofPayment.at(-1)!;
    const { sequence: _, ...data } = successful.body.data;
    // The receipt was issued after the success, and is told by itself.
    expect(data).toEqual({ ...(await app.payment(paymentId)), receipt: null });
    expect(data['payer']).toEqual({ msisdn: '+250780000001' });
    expect((await arrived('/narrow', 1)).map(({ body }) => body.type)).toEqual(['payment.successful']);
    expect(receiver.at('/stranger').filter(({ body }) => body.type !== 'seal.made')).toEqual([]);

    const { body: list } = await app.service.get(`/v1/webhook-deliveries?endpointId=${id}&type=payment.successful`);
    expect(list.data).toHaveLength(1);
    expect(list.data[0]).toMatchObject({
      id: idOf(successful),
      endpointId: id,
      resourceId: paymentId,
      status: 'delivered',
      nextTryAt: null,
      tries: [{ status: 204, error: null, responseBody: '' }],
    });
    expect((await stranger.get(`/v1/webhook-deliveries/${idOf(successful)}`)).body.code).toBe(
      'WEBHOOK_DELIVERY_NOT_FOUND',
    );
    expect((await stranger.get(`/v1/webhook-endpoints/${id}`)).body.code).toBe('WEBHOOK_ENDPOINT_NOT_FOUND');
  });

  it('are tried again with the same bytes at the gaps of the schedule, and hold back what comes later to the same payment', async () => {
    await endpoint('/again', ['payment.created', 'payment.submitted']);
    receiver.answers((call, response) =>
      answerWith(call.path === '/again' && receiver.at('/again').length < 3 ? 503 : 200, 'call 0788123456')(
        call,
        response,
      ),
    );
    await app.request('250780000001', rwf(100));
    const [first] = await arrived('/again', 1);
    await delivery(idOf(first!), 'pending', 1);
    await app.clock.pass({ seconds: 6 });
    await arrived('/again', 2);
    const twice = await delivery(idOf(first!), 'pending', 2);
    expect(twice['tries']).toMatchObject([{ status: 503, responseBody: 'call +25078*****56' }, { status: 503 }]);
    await app.clock.pass({ seconds: 33 });
    const calls = await arrived('/again', 4);
    expect(calls.map(({ body }) => body.type)).toEqual([
      'payment.created',
      'payment.created',
      'payment.created',
      'payment.submitted',
    ]);
    expect(new Set(calls.slice(0, 3).map(({ text }) => text)).size).toBe(1);
    expect(new Set(calls.slice(0, 3).map(idOf)).size).toBe(1);
    await delivery(idOf(first!), 'delivered', 3);
  });

  it('to a slow endpoint hold few connections, and delay no other endpoint', async () => {
    const slow = await endpoint('/slow', ['payment.created']);
    await endpoint('/fast', ['payment.created']);
    receiver.answers((call, response) => {
      if (call.path !== '/slow') response.writeHead(200).end();
    });
    for (let count = 0; count < 8; count += 1) await app.request('250780000001', rwf(100));
    expect(await arrived('/fast', 8)).toHaveLength(8);
    expect(await arrived('/slow', 4)).toHaveLength(4);
    receiver.answers(answerWith(200));
    // What did not answer within 15 s makes room.
    await app.clock.pass({ seconds: 15 });
    await arrived('/slow', 8);
    await app.service.call('DELETE', `/v1/webhook-endpoints/${slow.id}`);
  });

  it('end with 410, which stops the endpoint, and go on when it is started and recovered', async () => {
    const since = app.clock.at;
    const { id } = await endpoint('/gone', ['payment.created']);
    receiver.answers((call, response) => answerWith(call.path === '/gone' ? 410 : 200)(call, response));
    const { paymentId } = await app.request('250780000001', rwf(100));
    const [first] = await arrived('/gone', 1);
    await delivery(idOf(first!), 'failed', 1);
    const stopped = await until(
      async () => (await app.service.get(`/v1/webhook-endpoints/${id}`)).body,
      ({ status }) => status === 'stopped',
    );
    expect(stopped['stoppedBecause']).toBe('GONE');
    const { body: health } = await app.anonymous.get('/health/ready');
    expect(health['details']).toMatchObject({
      webhooks: { status: 'up', stopped: [{ endpointId: id, because: 'GONE' }] },
    });
    const metrics = (await app.anonymous.get('/metrics')).text;
    expect(metrics).toContain(`ishyura_webhook_endpoint_stopped{endpoint="${id}"} 1`);
    expect(metrics).toContain(`ishyura_webhook_tries_total{endpoint="${id}",result="failed"} 1`);

    const missed = await app.request('250780000001', rwf(100));
    await app.caughtUp();
    expect((await app.service.post(`/v1/webhook-endpoints/${id}/recover`, { since })).body.code).toBe(
      'WEBHOOK_ENDPOINT_STOPPED',
    );
    receiver.answers(answerWith(200));
    const started = await app.service.call('PATCH', `/v1/webhook-endpoints/${id}`, { body: { status: 'active' } });
    expect(started.body).toMatchObject({ status: 'active', stoppedBecause: null });
    expect((await app.service.post(`/v1/webhook-endpoints/${id}/recover`, { since })).status).toBe(202);
    await arrived('/gone', 3);
    const calls = receiver.at('/gone').slice(1);
    expect(calls.map(({ body }) => body.data.id).toSorted()).toEqual([paymentId, missed.paymentId].toSorted());
    expect(calls.find(({ body }) => body.data.id === paymentId)?.text).toBe(first!.text);
    // A second recovery finds nothing to send.
    await app.service.post(`/v1/webhook-endpoints/${id}/recover`, { since });
    await app.clock.pass({ seconds: 5 });
    expect(receiver.at('/gone')).toHaveLength(3);
  });

  it('are sent once more with the same id and bytes when they are redelivered, and a test comes on demand', async () => {
    const { id, secret } = await endpoint('/redelivered', ['payment.created']);
    await app.request('250780000001', rwf(100));
    const [first] = await arrived('/redelivered', 1);
    await delivery(idOf(first!), 'delivered', 1);
    const asked = await app.service.post(`/v1/webhook-deliveries/${idOf(first!)}/redeliver`);
    expect([asked.status, asked.body.status]).toEqual([202, 'pending']);
    const [, again] = await arrived('/redelivered', 2);
    expect([idOf(again!), again!.text]).toEqual([idOf(first!), first!.text]);
    await delivery(idOf(first!), 'delivered', 2);

    const tested = await app.service.post(`/v1/webhook-endpoints/${id}/test`);
    expect([tested.status, tested.body.type]).toEqual([202, 'test']);
    const [, , test] = await arrived('/redelivered', 3);
    expect(verified(secret, test!)).toMatchObject({ type: 'test', data: { id: tested.body.id, sequence: 1 } });
    expect(troubleWith(test!)).toEqual([]);
    await delivery(tested.body.id, 'delivered', 1);
    expect(receiver.at('/redelivered')).toHaveLength(3);
  });

  it('carry the signatures of both secrets while a rotation overlaps, and then of the new one alone', async () => {
    const before = await endpoint('/rotated', ['payment.created']);
    const rotated = await app.service.post(`/v1/webhook-endpoints/${before.id}/rotate`, { overlapSeconds: 60 });
    const after = rotated.body as typeof before;
    expect([rotated.status, after.secret === before.secret]).toEqual([200, false]);
    expect((await app.service.get(`/v1/webhook-endpoints/${before.id}`)).text).not.toContain('whsec');
    await app.service.post(`/v1/webhook-endpoints/${before.id}/test`);
    const [both] = await arrived('/rotated', 1);
    expect(String(both!.headers['webhook-signature']).split(' ')).toHaveLength(2);
    for (const { secret } of [before, after]) expect(verified(secret, both!)).toEqual(both!.body);
    await app.clock.pass({ seconds: 60 });
    await app.service.post(`/v1/webhook-endpoints/${before.id}/test`);
    const [, one] = await arrived('/rotated', 2);
    expect(verified(after.secret, one!)).toEqual(one!.body);
    expect(() => verified(before.secret, one!)).toThrow('No matching signature');
  });

  it('show every client’s payments to an endpoint of all clients, with masked numbers, and its reviews', async () => {
    const { id, ...shown } = await endpoint('/all', ['payment.created', 'review.*'], { allClients: true }, app.admin);
    expect(shown).toMatchObject({ clientId: null, allClients: true });
    await app.request('250780000001', rwf(100));
    const [call] = await arrived('/all', 1);
    expect(call!.body.data['payer']).toEqual({ msisdn: '+25078*****01' });
    expect((await app.service.get(`/v1/webhook-endpoints/${id}`)).status).toBe(404);
  });

  it('tell of refunds, as its client reads them', async () => {
    await endpoint('/refunds', ['refund.*']);
    const paymentId = await paid();
    const asked = await app.service.post(
      `/v1/payments/${paymentId}/refunds`,
      { amount: '1000', reason: 'Paid twice' },
      { key: 'refund-1' },
    );
    expect([asked.status, asked.text]).toEqual([asked.status < 300 ? asked.status : 201, asked.text]);
    const [call] = await arrived('/refunds', 1);
    expect([call!.body.type, call!.body.data.id, call!.body.data.sequence]).toEqual([
      'refund.requested',
      asked.body.id,
      1,
    ]);
    expect(troubleWith(call!)).toEqual([]);
  });

  it('tell of everything in the catalogue, each by its schema there, and in the order of its resource', async () => {
    const { secret } = await endpoint('/every', ['*'], { allClients: true }, app.admin);
    const approver = await app.client('approver');
    // Payments: one is pending and paid, the others end in each other way.
    const successful = await app.request('250780000001', rwf(5_000));
    const failed = await app.request('250780000001', rwf(5_001));
    const expired = await app.request('250780000001', rwf(5_002));
    const uncertain = await app.request('250780000053', rwf(5_003), { expiresInSeconds: 30 });
    await app.clock.pass({ seconds: 40 });
    await app.sandbox.payerApproves(successful.paymentId);
    await app.sandbox.payerRejects(failed.paymentId);
    await app.sandbox.payerDoesNotAnswer(expired.paymentId);
    await app.caughtUp();
    const { reviewId } = await app.payment(uncertain.paymentId);
    const decision = { decision: 'not-paid', evidence: 'By telephone', force: true };
    expect((await app.admin.post(`/v1/reviews/${String(reviewId)}/resolve`, decision)).status).toBe(200);

    const faults = ['refund', 'transfer'].flatMap((operation) => [
      { fault: '503', operation, on: 'status' } as const,
      { fault: 'callback-lost', operation } as const,
    ]);
    const refund = async (amount: string, decide: (path: string) => Promise<unknown>) => {
      const path = `/v1/payments/${successful.paymentId}/refunds`;
      const { body } = await app.service.post(path, { amount, reason: 'Too much' }, { key: `every-${amount}` });
      await decide(`/v1/refunds/${body.id}`);
      await app.caughtUp();
    };
    const approve = (path: string) => approver.post(`${path}/approve`);
    const reject = (path: string) => approver.post(`${path}/reject`, { reason: 'Not so' });
    const payOut = async (msisdn: string, decide: (path: string) => Promise<unknown>) => {
      const record = { type: 'other', id: `EVERY-${msisdn}` };
      const { body } = await app.service.post(
        '/v1/payouts',
        { ...rwf(700), payee: { msisdn }, record },
        { key: msisdn },
      );
      await decide(`/v1/payouts/${body.id}`);
      await app.caughtUp();
    };
    await refund('1', reject);
    await payOut('250788400001', reject);
    await payOut('250788400002', approve);
    await payOut('250780000050', approve);
    app.sandbox.control.setBalance('disbursement', 'RWF', '0');
    await refund('2', approve);
    app.sandbox.control.setBalance('disbursement', 'RWF', '1000000');
    app.sandbox.goesWrong(...faults);
    await refund('3', approve);
    await payOut('250788400003', approve);
    await app.clock.pass({ seconds: 70 });
    app.sandbox.goesWrong();
    await app.clock.pass({ minutes: 2 });
    await refund('4997', approve);
    const { id: statementId } = await reconciled(await app.payment(successful.paymentId, app.admin));

    const types = typesOfGroups(['payment', 'refund', 'payout', 'receipt', 'review', 'seal', 'reconciliation']);
    const calls = await until(
      () => receiver.at('/every'),
      (seen) => types.every((type) => seen.some(({ body }) => body.type === type)),
    );
    for (const call of calls) {
      expect([call.body.type, troubleWith(call)]).toEqual([call.body.type, []]);
      expect(verified(secret, call)).toEqual(call.body);
    }
    for (const [resource, sequences] of sequencesByResource(calls.filter(({ body }) => body.type !== 'seal.made')))
      expect([resource, sequences]).toEqual([resource, [...new Set(sequences)].toSorted((one, other) => one - other)]);
    const [completed] = calls.filter(({ body }) => body.type === 'reconciliation.completed');
    const statement = (await app.admin.get(`/v1/reconciliation/statements/${statementId}`)).body;
    expect(completed!.body.data).toEqual({ ...statement, sequence: expect.any(Number) });
    expect(statement).toMatchObject({ status: 'reconciled', totals: { matched: { count: 1, amount: '5000' } } });
  });

  it('to an endpoint that fails for three days end: it is stopped, says so, and is recovered with all that it missed', async () => {
    const since = app.clock.at;
    const { id } = await endpoint('/three-days', ['payment.created']);
    receiver.answers((call, response) => answerWith(call.path === '/three-days' ? 500 : 200)(call, response));
    const asked: string[] = [];
    const status = async () => (await app.service.get(`/v1/webhook-endpoints/${id}`)).body;
    // A clock that jumps wakes nobody: each half day brings its own call, and the retries of those before.
    for (const hours of [0, 12, 12, 12, 12, 12, 11]) {
      app.clock.jump(hours * 3_600_000);
      const before = receiver.at('/three-days').length;
      asked.push((await app.request('250780000001', rwf(100))).paymentId);
      await arrived('/three-days', before + 1);
      await app.caughtUp();
      expect(await status()).toMatchObject({ status: 'active', stoppedBecause: null });
    }
    app.clock.jump(2 * 3_600_000);
    asked.push((await app.request('250780000001', rwf(100))).paymentId);
    expect(await until(status, (seen) => seen.status === 'stopped')).toMatchObject({ stoppedBecause: 'FAILING' });
    const { body: list } = await app.service.get('/v1/webhook-endpoints?limit=200');
    expect(list.data.find((each) => each.id === id)).toMatchObject({ status: 'stopped', stoppedBecause: 'FAILING' });
    const { body: health } = await app.anonymous.get('/health/ready');
    const { webhooks } = health['details'] as { webhooks: { stopped: unknown[] } };
    expect(webhooks.stopped).toContainEqual({ endpointId: id, because: 'FAILING' });
    expect((await app.anonymous.get('/metrics')).text).toContain(
      `ishyura_webhook_endpoint_stopped{endpoint="${id}"} 1`,
    );

    receiver.answers(answerWith(200));
    const before = receiver.at('/three-days').length;
    await app.service.call('PATCH', `/v1/webhook-endpoints/${id}`, { body: { status: 'active' } });
    expect((await app.service.post(`/v1/webhook-endpoints/${id}/recover`, { since })).status).toBe(202);
    const told = await until(
      () => receiver.at('/three-days').slice(before),
      (calls) => new Set(calls.map(({ body }) => body.data.id)).size === asked.length,
    );
    expect(told.map(({ body }) => body.data.id).toSorted()).toEqual(asked.toSorted());
    expect((await app.anonymous.get('/metrics')).text).not.toContain(`_stopped{endpoint="${id}"}`);
  });

  it('are refused where the address, the names or the client are wrong', async () => {
    const refused = async (body: object, by: Caller = app.service) => {
      const { status, body: problem } = await by.post('/v1/webhook-endpoints', body);
      return [status, problem.code, problem.errors?.map(({ field }) => field)];
    };
    const events = ['payment.*'];
    for (const url of [
      'http://10.0.0.1/',
      'https://10.0.0.1/',
      'https://[::1]/',
      'https://localhost/',
      'ftp://127.0.0.1/',
      '',
    ])
      expect([url, ...(await refused({ url, events }))]).toEqual([url, 400, 'INVALID_REQUEST', ['url']]);
    const url = receiver.url('/');
    for (const wrong of [
      [],
      ['payment.paid'],
      ['*', '*'],
      ['review.opened'],
      ['reconciliation.completed'],
      'payment.*',
      [1],
    ])
      expect([wrong, ...(await refused({ url, events: wrong }))]).toEqual([wrong, 400, 'INVALID_REQUEST', ['events']]);
    expect(await refused({ url, events, allClients: true })).toEqual([403, 'FORBIDDEN', undefined]);
    expect(await refused({ url, events, clientId: 'cli_bootstrap' })).toEqual([403, 'FORBIDDEN', undefined]);
    expect(await refused({ url, events, clientId: 'cli_0' }, app.admin)).toEqual([
      404,
      'API_CLIENT_NOT_FOUND',
      undefined,
    ]);
    expect(await refused({ url, events, clientId: 'cli_0', allClients: true }, app.admin)).toEqual([
      400,
      'INVALID_REQUEST',
      ['clientId'],
    ]);
  });
});

/** A story that removes the files of the documents. On servers it says that it was not told. */
const onFiles = (title: string, story: () => Promise<void>) =>
  process.env['TEST_SERVERS'] === '1'
    ? it(`${title}: NOT CHECKED on servers, since it removes files`, () => console.warn(title))
    : it(title, story);

describe('webhooks of a gateway that dies', () => {
  let directory: string;
  let first: App;

  // The same helpers, on an app with files.
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ishyura-webhooks-'));
    first = app;
    app = await startApp({ directory, settings: { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' } });
  });
  afterAll(async () => {
    await app.close();
    app = first;
    rmSync(directory, { recursive: true });
  });

  it('are sent again, with the same id and bytes, where it dies between the call and its answer', async () => {
    await endpoint('/dies', ['payment.created']);
    receiver.answers(() => undefined);
    await app.request('250780000001', rwf(100));
    const [call] = await arrived('/dies', 1);
    await app.stop();
    receiver.answers(answerWith(200));
    await app.startAgain();
    const [, again] = await arrived('/dies', 2);
    expect([idOf(again!), again!.text]).toEqual([idOf(call!), call!.text]);
    await delivery(idOf(call!), 'delivered', 1);
  });

  onFiles(
    'are made again from the log where the documents are lost, and what was delivered long before is not sent twice',
    async () => {
      await endpoint('/lost', ['payment.created']);
      await app.request('250780000001', rwf(100));
      const [early] = await arrived('/lost', 1);
      await delivery(idOf(early!), 'delivered', 1);
      receiver.answers(answerWith(503));
      await app.request('250780000001', rwf(100));
      const [, waiting] = await arrived('/lost', 2);
      await delivery(idOf(waiting!), 'pending', 1);
      // How far everything is settled goes into the log every 10 s.
      await app.clock.pass({ seconds: 60 });
      await app.caughtUp();
      const before = receiver.at('/lost').length;
      await app.stop();
      for (const name of readdirSync(directory)) if (/^documents\./.test(name)) rmSync(join(directory, name));
      receiver.answers(answerWith(200));
      await app.startAgain();
      const calls = await arrived('/lost', before + 1);
      expect([idOf(calls.at(-1)!), calls.at(-1)!.text]).toEqual([idOf(waiting!), waiting!.text]);
      await delivery(idOf(waiting!), 'delivered', 1);
      await app.clock.pass({ seconds: 30 });
      expect(receiver.at('/lost').filter((call) => idOf(call) === idOf(early!))).toHaveLength(1);
    },
  );
});
