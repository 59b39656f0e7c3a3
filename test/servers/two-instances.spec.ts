import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import type { Body } from '../support/app.js';
import { Installation, until as untilSoon, type Program } from '../support/program.js';
import { sharedServers, type SharedServers } from '../support/servers.js';
import { answerWith, Receiver, sequencesByResource } from '../support/webhook-receiver.js';

// Real processes in real time: the tests wait for conditions, never for a fixed time.
const until = <T>(look: () => Promise<T>, isSo: (seen: T) => boolean) => untilSoon(look, isSo, 250);

interface Instance {
  readonly installation: Installation;
  program: Program;
}

interface Answered {
  readonly status: number;
  readonly body: Body;
}

let sandbox: Sandbox;
let servers: SharedServers;
let receiver: Receiver;
let one: Instance;
let other: Instance;
let environment: Record<string, string>;
/** The key of a client that approves. */
let approver: string;

beforeAll(async () => {
  sandbox = await startSandbox({ behaviour: { latencyMs: 5, callbackDelayMs: 50 } });
  servers = await sharedServers();
  receiver = await Receiver.start();
  environment = {
    EVENTSTORE_URL: servers.eventStoreUrl,
    MONGODB_URL: servers.mongoUrl,
    MASTER_KEY: '7'.repeat(64),
    RATE_LIMIT_PER_SECOND: '0',
    WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
  };
  const launched = async (): Promise<Instance> => {
    const installation = await Installation.make(sandbox);
    return { installation, program: installation.launch('dist/main.js', environment) };
  };
  [one, other] = [await launched(), await launched()];
  await Promise.all([one, other].map(({ program }) => program.hasSaid(/listens on/)));
  const made = await until(
    () => post(one, '/v1/api-clients', { name: 'boss', roles: ['approver'] }),
    ({ status }) => status === 201,
  );
  approver = String(made.body['key']);
  // The other instance knows the key within a second.
  for (const at of [one, other])
    await until(
      () => call(at, '/v1/refunds', { headers: { authorization: `Bearer ${approver}` } }),
      ({ status }) => status === 200,
    );
});

afterAll(async () => {
  for (const { program, installation } of [one, other]) {
    if (!program.hasEnded) await program.stop();
    installation.remove();
  }
  await receiver.stop();
  await servers.stop();
  await sandbox.close();
});

describe('two gateways that share their servers', () => {
  it('give back no more than was paid, whatever is asked for and approved at both at once', async () => {
    const payments = await paid(6);
    const asked = await Promise.all(
      payments.flatMap((id) =>
        [one, other].map((at, place) =>
          post(at, `/v1/payments/${id}/refunds`, { amount: '3000', reason: 'Too much' }, { key: `${id}-${place}` }),
        ),
      ),
    );
    const refunds = asked.filter(({ status }) => status === 201);
    expect(asked.map(({ status, body }) => `${status} ${body.code ?? ''}`.trim()).toSorted()).toEqual([
      ...payments.map(() => '201'),
      ...payments.map(() => '409 REFUND_EXCEEDS_PAYMENT'),
    ]);
    // Each of the two instances hears of each approval three times.
    const approvals = refunds.flatMap(({ body }) =>
      [one, other, one, other, one, other].map((at) => approve(at, `/v1/refunds/${body.id}`)),
    );
    const answers = await Promise.all(approvals);
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    for (const { body } of refunds) {
      await settled(`/v1/refunds/${body.id}`);
      expect(sandbox.control.transactions({ externalId: body.id })).toMatchObject([
        { amount: '3000', status: 'SUCCESSFUL' },
      ]);
    }
    for (const id of payments) {
      const { body } = await until(
        () => call(one, `/v1/payments/${id}`),
        ({ body }) => body['refundedAmount'] === '3000',
      );
      expect([body.status, (await call(other, `/v1/payments/${id}`)).body]).toEqual(['successful', body]);
    }
  });

  it('pay a record out once, whichever of them is asked and approves', async () => {
    const records = Array.from({ length: 6 }, (_, place) => ({ type: 'other', id: `ALLOWANCE-${place}` }));
    const asked = await Promise.all(
      records.flatMap((record) =>
        [one, other, one, other].map((at, place) => {
          const payee = { msisdn: '250788400001' };
          const body = { amount: '1000', currency: 'RWF', payee, record };
          return post(at, '/v1/payouts', body, { key: `${record.id}-${place}` });
        }),
      ),
    );
    const payouts = asked.filter(({ status }) => status === 201);
    expect(payouts).toHaveLength(records.length);
    for (const { body } of asked.filter(({ status }) => status !== 201))
      expect(['RECORD_PAYOUT_IN_PROGRESS', 'TOO_MANY_RACES']).toContain(body.code);
    await Promise.all(
      payouts.flatMap(({ body }) => [one, other, one, other].map((at) => approve(at, `/v1/payouts/${body.id}`))),
    );
    for (const { body } of payouts) {
      await settled(`/v1/payouts/${body.id}`);
      expect(sandbox.control.transactions({ externalId: body.id })).toMatchObject([{ status: 'SUCCESSFUL' }]);
    }
  });

  it('keep one journal: the second goes on where the first was killed, and posts nothing twice', async () => {
    const before = await paid(3);
    const keeper = await holderOf('post-to-ledger');
    keeper.program.child.kill('SIGKILL');
    const survivor = keeper === one ? other : one;
    const during = await paid(3, [survivor]);
    await until(
      () => runs(survivor, 'post-to-ledger'),
      (does) => does,
    );
    keeper.program = await keeper.installation.start({}, environment);
    const after = await paid(3);
    for (const id of [...before, ...during, ...after]) {
      const entries = await until(
        async () => (await call(survivor, `/v1/ledger/entries?paymentId=${id}`)).body.data as unknown as Entry[],
        (seen) => seen.length > 0,
      );
      expect(entries.flatMap(({ lines }) => lines.map(({ debit, credit }) => [debit, credit]))).toEqual([
        ['5000', '0'],
        ['0', '5000'],
      ]);
    }
    const { body } = await call(survivor, '/v1/ledger/trial-balance');
    expect(body['debits']).toBe(body['credits']);
  });

  it('deliver each webhook once, and lose none when the one that delivers is killed in the middle of it', async () => {
    const url = receiver.url('/told');
    const made = await post(one, '/v1/webhook-endpoints', { url, events: ['payment.*'] });
    expect(made.status).toBe(201);
    const told = async () => receiver.at('/told');
    const isTold = (ids: readonly string[], seen: Awaited<ReturnType<typeof told>>) =>
      ids.every((id) => seen.some(({ body }) => body.type === 'payment.successful' && body.data.id === id));

    const first = await paid(6);
    const calls = await until(told, (seen) => isTold(first, seen));
    const ids = calls.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);

    const sender = await holderOf('deliver-webhooks');
    receiver.answers(() => undefined);
    const open = receiver.at('/told').length;
    const second = await paid(6);
    await until(told, (seen) => seen.length > open);
    sender.program.child.kill('SIGKILL');
    receiver.answers(answerWith(204));
    const third = await paid(3, [sender === one ? other : one]);
    const all = await until(told, (seen) => isTold([...first, ...second, ...third], seen));
    sender.program = await sender.installation.start({}, environment);

    for (const [id, sequences] of sequencesByResource(all)) {
      // What had no answer when its sender died came once more, with the same id and bytes, and before anything later.
      expect([id, sequences]).toEqual([id, sequences.toSorted((a, b) => a - b)]);
      expect([id, sequences[0]]).toEqual([id, 1]);
    }
    const texts = Map.groupBy(all, ({ headers }) => String(headers['webhook-id']));
    expect(all.length).toBeGreaterThan(texts.size);
    for (const [id, same] of texts) expect([id, new Set(same.map(({ text }) => text)).size]).toEqual([id, 1]);
    const { body } = await until(
      () => call(one, `/v1/webhook-deliveries?endpointId=${made.body.id}&status=pending`),
      ({ body }) => (body.data as unknown as unknown[]).length === 0,
    );
    expect(body.data).toEqual([]);
  });
});

interface Entry {
  readonly lines: readonly { readonly debit: string; readonly credit: string }[];
}

let asked = 0;

/** Payments of 5,000 that are successful, asked for at one instance and the other by turns. */
async function paid(count: number, among: readonly Instance[] = [one, other]): Promise<string[]> {
  const ids = await Promise.all(
    Array.from({ length: count }, async (_, place) => {
      const number = asked + place;
      const body = {
        amount: '5000',
        currency: 'RWF',
        payer: { msisdn: `25078${String(1_000_000 + number)}` },
        record: { type: 'invoice', id: `INV-${number}` },
      };
      const answered = await until(
        () => post(among[place % among.length]!, '/v1/payments', body, { key: `order-${number}` }),
        ({ status }) => status === 202,
      );
      return answered.body.id;
    }),
  );
  asked += count;
  for (const id of ids)
    await until(
      () => call(among[0]!, `/v1/payments/${id}`),
      ({ body }) => body.status === 'successful',
    );
  return ids;
}

async function settled(path: string): Promise<void> {
  await until(
    () => call(one, path),
    ({ body }) => body.status === 'successful',
  );
}

const approve = (at: Instance, path: string): Promise<Answered> =>
  call(at, `${path}/approve`, { method: 'POST', headers: { authorization: `Bearer ${approver}` } });

const post = (at: Instance, path: string, body: unknown, { key }: { key?: string } = {}): Promise<Answered> =>
  call(at, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  });

/** Status 0: no answer. */
async function call({ installation: { url, key } }: Instance, path: string, init: RequestInit = {}): Promise<Answered> {
  try {
    const headers = { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(url + path, { ...init, headers, signal: AbortSignal.timeout(10_000) });
    return { status: response.status, body: (await response.json()) as Body };
  } catch {
    return { status: 0, body: {} as Body };
  }
}

async function runs({ installation }: Instance, name: string): Promise<boolean> {
  const text = await fetch(`${installation.url}/metrics`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.text(),
    () => '',
  );
  return text.includes(`ishyura_runs_here{name="${name}"} 1\n`);
}

/** The instance that has the turn of a follower or process. */
async function holderOf(name: string): Promise<Instance> {
  const found = await until(
    async () => [(await runs(one, name)) && one, (await runs(other, name)) && other].filter((each) => each !== false),
    ({ length }) => length === 1,
  );
  return found[0]!;
}
