import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App, type Body } from '../support/app.js';

describe('an Idempotency-Key', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const post = (body: unknown, key?: string, by = app.service) =>
    by.post('/v1/payments', body, key === undefined ? {} : { key });
  const ask = (changes: Record<string, unknown> = {}) => app.ask('0788123456', rwf(5_000), changes);

  it('is required', async () => {
    const answer = await post(ask());
    expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_MISSING']);
  });

  it.each([[''], ['has space'], ['tab\there'], ['é'], ['x'.repeat(256)]])('is not %j', async (key) => {
    const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') };
    const answer = await app.service.post('/v1/payments', ask(), { headers });
    expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_INVALID']);
  });

  it('of 255 visible characters, and of one, is accepted', async () => {
    for (const key of ['x'.repeat(255), '!', '~"\'\\{}']) expect((await post(ask(), key)).status).toBe(202);
  });

  it('repeated with the same body returns the same payment in its current state, and nothing happens twice', async () => {
    const body = ask();
    const first = await post(body, 'again');
    await app.caughtUp();
    await app.sandbox.payerApproves(first.body.id);
    await app.caughtUp();
    const calls = app.provider.requests.length;
    const second = await post(body, 'again');
    expect(second.status).toBe(202);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(second.body).toEqual(await app.payment(first.body.id));
    expect(second.body.status).toBe('successful');
    await app.caughtUp();
    expect(app.provider.requests).toHaveLength(calls);
  });

  it('treats equal JSON values as the same body, whatever their order, spaces and escapes', async () => {
    const first = await post(
      '{"amount":"70","currency":"RWF","payer":{"msisdn":"0788123456"},"record":{"type":"order","id":"O-1"},"metadata":{"a":"1","b":"2"}}',
      'dressed',
    );
    const second = await post(
      ' { "metadata" : {"b":"2","a":"\\u0031"}, "record": {"id":"O-1","type":"order"},\n"payer":{"msisdn":"0788123456"},"currency":"RWF","amount":"70"} ',
      'dressed',
    );
    expect([first.status, second.status, second.headers['idempotent-replayed'], second.body.id]).toEqual([
      202,
      202,
      'true',
      first.body.id,
    ]);
  });

  it.each([
    ['another amount', { amount: '5001' }],
    ['another payer', { payer: { msisdn: '0788123457' } }],
    ['another record', { record: { type: 'order', id: 'another' } }],
    ['a description more', { description: 'x' }],
    ['another expiry', { expiresInSeconds: 60 }],
  ])('with %s is not that of the request before', async (what, changes) => {
    const body = ask();
    const first = await post(body, `reused: ${what}`.replaceAll(' ', '-'));
    const second = await post({ ...body, ...changes }, `reused: ${what}`.replaceAll(' ', '-'));
    expect([first.status, second.status, second.body.code]).toEqual([202, 422, 'IDEMPOTENCY_KEY_REUSED']);
    expect((await app.payment(first.body.id))['amount']).toBe('5000');
  });

  it('of another client is another key', async () => {
    const body = ask();
    const first = await post(body, 'shared');
    const second = await post(body, 'shared', await app.client('service'));
    expect([second.status, second.headers['idempotent-replayed']]).toEqual([202, undefined]);
    expect(second.body.id).not.toBe(first.body.id);
  });

  it('on another route is another key', async () => {
    const { paymentId } = await app.request('250780000051', rwf(5_000));
    await app.caughtUp();
    expect((await post(ask(), 'on-two-routes')).status).toBe(202);
    const answer = await app.service.post(`/v1/payments/${paymentId}/attempts`, undefined, { key: 'on-two-routes' });
    expect([answer.status, answer.headers['idempotent-replayed']]).toEqual([202, undefined]);
  });

  it('for the attempts of two payments is two keys', async () => {
    const one = await app.request('250780000051', rwf(5_000));
    const other = await app.request('250780000051', rwf(6_000));
    await app.caughtUp();
    for (const { paymentId } of [one, other]) {
      const answer = await app.service.post(`/v1/payments/${paymentId}/attempts`, undefined, { key: 'same-for-both' });
      expect([answer.status, answer.body.id, answer.headers['idempotent-replayed']]).toEqual([
        202,
        paymentId,
        undefined,
      ]);
    }
  });

  describe('of an attempt', () => {
    const failed = async (more: Record<string, unknown> = {}, by = app.service) => {
      const { paymentId } = await app.request('250780000051', rwf(5_000), more, by);
      await app.caughtUp();
      return paymentId;
    };
    const attempt = (id: string, key: string, body?: unknown, by = app.service) =>
      by.post(`/v1/payments/${id}/attempts`, body, { key });
    const secondsToLive = ({ attempts, expiresAt }: Body) =>
      (Date.parse(expiresAt as string) - Date.parse((attempts as { at: string }[]).at(-1)!.at)) / 1_000;

    it('is returned for a repeated request with the same body, and no data of another is', async () => {
      const id = await failed();
      const first = await attempt(id, 'k', { expiresInSeconds: 60 });
      expect([first.status, secondsToLive(first.body)]).toEqual([202, 60]);
      await app.caughtUp();
      const again = await attempt(id, 'k', { expiresInSeconds: 60 });
      expect([again.status, again.headers['location'], again.headers['idempotent-replayed']]).toEqual([
        202,
        first.headers['location'],
        'true',
      ]);
      expect(again.body).toEqual(await app.payment(id));
      for (const other of [{ expiresInSeconds: 61 }, {}, undefined]) {
        const { status, body } = await attempt(id, 'k', other);
        expect([status, body.code, body.paymentId]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED', id]);
      }
      expect((await app.payment(id))['attempts']).toHaveLength(2);
      // The key of an earlier attempt too.
      expect((await attempt(id, 'k2')).status).toBe(202);
      await app.caughtUp();
      expect((await attempt(id, 'k', {})).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
      expect((await attempt(id, 'k2', {})).headers['idempotent-replayed']).toBe('true');
    });

    it('has the payment’s time to live by default', async () => {
      const id = await failed({ expiresInSeconds: 77 });
      await app.clock.pass({ seconds: 5 });
      expect(secondsToLive((await attempt(id, 'as-it-had')).body)).toBe(77);
      expect(secondsToLive((await attempt(await failed(), 'as-set')).body)).toBe(300);
    });

    it.each([
      [{ expiresInSeconds: 29 }, 'expiresInSeconds'],
      [{ expiresInSeconds: '60' }, 'expiresInSeconds'],
      [{ provider: 'mtn-momo' }, 'provider'],
      [[], ''],
    ])('is refused with %j', async (body, field) => {
      const answer = await attempt(await failed(), 'refused', body);
      expect([answer.status, answer.body.code, answer.body.errors.map((error) => error.field)]).toEqual([
        400,
        'INVALID_REQUEST',
        [field],
      ]);
    });

    it('is allowed to its own client, with any other roles, and to an admin', async () => {
      const id = await failed();
      for (const roles of [
        ['service', 'support'],
        ['service', 'finance', 'payer:read'],
      ] as const) {
        const both = await app.client(...roles);
        expect((await both.get(`/v1/payments/${id}`)).status).toBe(200);
        const { status, body } = await attempt(id, 'not-mine', undefined, both);
        expect([status, body.code]).toEqual([404, 'PAYMENT_NOT_FOUND']);
        const own = await failed({}, both);
        expect((await attempt(own, 'mine', undefined, both)).status).toBe(202);
      }
      expect((await app.payment(id))['attempts']).toHaveLength(1);
      const asked = await attempt(id, 'shared', undefined, app.admin);
      expect(asked.status).toBe(202);
      await app.caughtUp();
      const other = await attempt(id, 'shared');
      expect([other.status, other.headers['idempotent-replayed']]).toEqual([202, undefined]);
      const references = ((await app.payment(id))['attempts'] as Body[]).map((one) => one.providerReference);
      expect(new Set(references).size).toBe(3);
    });
  });

  it('of a refused request is not remembered: the next request is decided anew', async () => {
    expect((await post(ask({ amount: 'x' }), 'refused')).status).toBe(400);
    expect((await post(ask({ currency: 'EUR' }), 'refused')).status).toBe(422);
    const record = { type: 'order', id: 'held' };
    const held = await post(ask({ record }), 'holder');
    expect((await post(ask({ record }), 'refused')).status).toBe(409);
    await app.caughtUp();
    await app.sandbox.payerRejects(held.body.id);
    await app.caughtUp();
    const judged = await post(ask({ record }), 'refused');
    expect([judged.status, judged.headers['idempotent-replayed']]).toEqual([202, undefined]);
  });

  it('whose first request is still being answered is 409, and returns its payment after that', async () => {
    const body = ask();
    const held = app.events.hold('PaymentCreated');
    const first = post(body, 'in-flight');
    await held.reached;
    const second = await post(body, 'in-flight');
    expect([second.status, second.body.code]).toEqual([409, 'IDEMPOTENCY_KEY_IN_FLIGHT']);
    held.release();
    await first;
    const third = await post(body, 'in-flight');
    expect([(await first).status, third.status, third.headers['idempotent-replayed']]).toEqual([202, 202, 'true']);
    expect(third.body.id).toBe((await first).body.id);
  });

  it('sent fifty times at once is one payment and one request to the provider', async () => {
    const body = ask();
    // Requests of earlier tests are still in progress.
    await app.caughtUp();
    const before = app.provider.requests.length;
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(body, 'fifty')));
    const codes = new Set(answers.map(({ status, body: { code } }) => `${status} ${code ?? ''}`));
    for (const code of codes) expect(['202 ', '409 IDEMPOTENCY_KEY_IN_FLIGHT']).toContain(code);
    const accepted = answers.filter(({ status }) => status === 202);
    expect(new Set(accepted.map(({ body: { id } }) => id)).size).toBe(1);
    expect(accepted.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
    await app.caughtUp();
    expect(app.provider.requests).toHaveLength(before + 1);
    expect(app.sandbox.transactions(accepted[0]!.body.id)).toMatchObject([{ repeats: 0 }]);
  });

  it('of an attempt, sent twenty times at once, is one attempt', async () => {
    const { paymentId } = await app.request('250780000051', rwf(7_000));
    await app.caughtUp();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        app.service.post(`/v1/payments/${paymentId}/attempts`, undefined, { key: 'twenty' }),
      ),
    );
    for (const { status, body } of answers) {
      if (status !== 202) expect([status, body.code]).toEqual([409, 'IDEMPOTENCY_KEY_IN_FLIGHT']);
    }
    await app.caughtUp();
    expect((await app.payment(paymentId))['attempts']).toHaveLength(2);
    expect(app.sandbox.transactions(paymentId)).toHaveLength(2);
  });
});

describe('the answer to a caller', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('is never newer than the caller’s next read: a GET after a POST shows at least the state of the POST', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { paymentId } = await app.request('250780000051', rwf(100 + round));
      expect((await app.payment(paymentId)).id).toBe(paymentId);
      const checked = await app.service.post(`/v1/payments/${paymentId}/status-check`);
      const read = await app.payment(paymentId);
      if (checked.body.status === 'failed') expect(read.status).toBe('failed');
      expect(read['attempts']).toBeDefined();
    }
  });

  it('that names a receipt is consistent: the receipt can be read by the payment and by its number', async () => {
    app.sandbox.behaves({ approval: 'automatic' });
    for (let round = 0; round < 10; round += 1) {
      const { paymentId } = await app.request('0788000001', rwf(1_000 + round));
      let receipt: unknown = null;
      while (receipt === null) receipt = (await app.payment(paymentId))['receipt'];
      const { number } = receipt as { number: string };
      expect((await app.service.get(`/v1/payments/${paymentId}/receipt`)).body.number).toBe(number);
      expect((await app.service.get(`/v1/receipts/${number}`)).status).toBe(200);
    }
  });
});
