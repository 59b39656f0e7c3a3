import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App, type Body } from '../support/app.js';

const saysWhy: Readonly<Record<string, RegExp>> = {
  limit: /^must be a whole number from 1 to 200$/,
  cursor: /^(must be the `nextCursor` of an earlier page of the same list|must be text of 1 to 2,000 characters)/,
  status: /^must be one of .*created, submitted/,
  recordType: /^must be one of .*order, invoice/,
  recordId: /^must be text of 1 to 100 characters/,
  msisdn: /^must be a phone number/,
  from: /^must be a time such as/,
  to: /^must be a time such as/,
  order: /^is not a field or parameter of this request$/,
};

describe('the list of payments', () => {
  let app: App;
  const ids: string[] = [];
  beforeAll(async () => {
    app = await startApp();
    const asks = [
      [
        '0788000001',
        rwf(100),
        { record: { type: 'invoice', id: 'I-1' }, dimensions: { service: 'permits', branch: 'kigali' } },
      ],
      [
        '250780000051',
        rwf(200),
        { record: { type: 'order', id: 'I-1' }, dimensions: { service: 'permits', branch: 'huye' } },
      ],
      [
        '0788000001',
        rwf(300),
        { record: { type: 'invoice', id: 'I-2' }, dimensions: { service: 'tax', branch: 'kigali' } },
      ],
      ['0788000002', rwf(400), { record: { type: 'invoice', id: 'I-3' } }],
      ['0788000003', rwf(500), { record: { type: 'invoice', id: 'I-1', part: '2' }, provider: 'mtn-momo' }],
    ] as const;
    for (const [msisdn, money, more] of asks) {
      ids.push((await app.request(msisdn, money, more)).paymentId);
      await app.clock.pass({ seconds: 1 });
    }
    await app.sandbox.payerApproves(ids[3]!);
    await app.caughtUp();
  });
  afterAll(() => app.close());

  const list = async (query: Record<string, string | number> = {}, by = app.service): Promise<Body> => {
    const parameters = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    );
    return (await by.get(`/v1/payments?${parameters}`)).body;
  };
  const numbersOf = ({ data }: Body) => data.map(({ id }) => ids.indexOf(id));

  it('is newest first, and each entry equals the single payment', async () => {
    const { data, nextCursor } = await list();
    expect(data.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(nextCursor).toBeNull();
    expect(data).toEqual(await Promise.all(ids.toReversed().map((id) => app.payment(id))));
  });

  it.each([
    [{ status: 'failed' }, [1]],
    [{ status: 'successful' }, [3]],
    [{ status: 'refunded' }, []],
    [{ provider: 'mtn-momo' }, [4, 3, 2, 1, 0]],
    [{ provider: 'airtel' }, []],
    [{ recordId: 'I-1' }, [4, 1, 0]],
    [{ recordType: 'order' }, [1]],
    [{ recordType: 'invoice', recordId: 'I-1' }, [4, 0]],
    [{ msisdn: '0788000001' }, [2, 0]],
    [{ msisdn: '+250788000001' }, [2, 0]],
    [{ msisdn: '250788000001' }, [2, 0]],
    [{ service: 'permits' }, [1, 0]],
    [{ branch: 'kigali' }, [2, 0]],
    [{ service: 'permits', branch: 'kigali' }, [0]],
    [{ msisdn: '0788000001', service: 'tax' }, [2]],
    [{ status: 'submitted', recordType: 'invoice', branch: 'kigali' }, [2]],
    [{ from: '2026-11-22T12:00:03Z' }, [4, 3]],
    [{ to: '2026-11-22T12:00:03Z' }, [2, 1, 0]],
    [{ from: '2026-11-22T12:00:01Z', to: '2026-11-22T12:00:03.000Z' }, [2, 1]],
    [{ from: '2026-11-22T14:00:03+02:00' }, [4, 3]],
    [{ from: '2026-11-23' }, []],
  ])('filtered by %j has exactly the matching payments', async (query, numbers) => {
    expect(numbersOf(await list(query))).toEqual(numbers);
  });

  it('has pages without gap or repetition, also while new payments arrive', async () => {
    const reader = await app.client('service');
    const mine: string[] = [];
    for (let count = 0; count < 7; count += 1)
      mine.push((await app.request('0788000009', rwf(50 + count), {}, reader)).paymentId);
    await app.caughtUp();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Body = await list({ limit: 2, ...(cursor === null ? {} : { cursor }) }, reader);
      expect(page.data.length).toBeLessThanOrEqual(2);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
      await app.request('0788000009', rwf(500 + seen.length), {}, reader);
      await app.caughtUp();
    } while (cursor !== null && seen.length < 20);
    // All have one creation time: the store decides their order, and each page continues the previous one.
    expect(new Set(seen).size).toBe(seen.length);
    for (const id of mine) expect(seen).toContain(id);
  });

  it('keeps its filters on every page', async () => {
    const first = await list({ recordId: 'I-1', limit: 1 });
    const second = await list({ recordId: 'I-1', limit: 1, cursor: first.nextCursor! });
    const third = await list({ recordId: 'I-1', limit: 1, cursor: second.nextCursor! });
    expect([first, second, third].flatMap(numbersOf)).toEqual([4, 1, 0]);
    expect(third.nextCursor).toBeNull();
  });

  it.each([1, 200])('accepts the limit %s', async (limit) => {
    expect((await app.service.get(`/v1/payments?limit=${limit}`)).status).toBe(200);
  });

  it.each([
    ['limit', '0'],
    ['limit', '201'],
    ['limit', '-1'],
    ['limit', '1.5'],
    ['limit', 'x'],
    ['limit', ''],
    ['limit', '1e2'],
    ['limit', '0x10'],
    ['cursor', 'nonsense'],
    ['cursor', ''],
    ['cursor', 'eyJhIjoxfQ'],
    ['cursor', 'x'.repeat(3_000)],
    ['status', 'paid'],
    ['recordType', 'bill'],
    ['msisdn', '12'],
    ['from', 'yesterday'],
    ['to', '2026-13-01'],
    ['from', '2026-02-30'],
    ['from', '9999-12-31T23:59:59-05:00'],
    ['from', '2026-W05'],
    ['from', '20261122T120000Z'],
    ['from', '2026-11-22T12:00:00'],
    ['from', '2026-11-22T25:00:00Z'],
    ['to', ''],
    ['order', 'asc'],
    ['recordId', ''],
    ['recordId', 'a\u0000b'],
  ])('refuses %s=%s', async (name, value) => {
    const { status, body } = await app.service.get(`/v1/payments?${new URLSearchParams([[name, value]])}`);
    expect([status, body.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(body.errors.map(({ field }) => field)).toEqual([name]);
    for (const { message } of body.errors) expect(message).toMatch(saysWhy[name]!);
  });

  it('refuses a repeated filter', async () => {
    for (const query of [
      'status=failed&status=created',
      'limit=1&limit=2',
      'recordId=a&recordId=b',
      'from[gte]=x',
      'status[in]=failed',
    ]) {
      expect([query, (await app.service.get(`/v1/payments?${query}`)).status]).toEqual([query, 400]);
    }
  });

  it('refuses the cursor of another list', async () => {
    const { nextCursor } = await list({ limit: 1 });
    const auditor = await app.client('auditor');
    const timeline = await app.service.get(`/v1/payments/${ids[0]}/timeline?cursor=${nextCursor}`);
    expect([timeline.status, timeline.body.code]).toEqual([400, 'INVALID_REQUEST']);
    const callbacks = await auditor.get(`/v1/callbacks?cursor=${nextCursor}`);
    expect([200, 400]).toContain(callbacks.status);
  });

  it.each(['limit=0', 'limit=201', 'cursor=x', 'cursor=-2', 'cursor=1.5', 'cursor=', 'order=asc'])(
    'of events refuses %s as well',
    async (query) => {
      const { status, body } = await app.service.get(`/v1/payments/${ids[0]}/timeline?${query}`);
      expect([status, body.code]).toEqual([400, 'INVALID_REQUEST']);
    },
  );
});
