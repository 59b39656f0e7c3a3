import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/kernel/system-clock.js';
import { openClaimsView, paymentView } from '../../src/modules/payments/payment.view.js';
import { receiptView } from '../../src/modules/receipts/receipt.view.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { readSettings } from '../../src/app/settings.js';
import { openStores } from '../../src/app/stores.js';
import type { Body } from '../support/app.js';
import { Installation, until as untilSoon, type Program } from '../support/program.js';
import { alike, rebuiltBeside } from '../support/rebuilt-views.js';
import { sharedServers, type SharedServers } from '../support/servers.js';

// Real processes in real time: the tests wait for conditions, never for a fixed time.

// Each check costs the servers some reads, and they share two cores with the gateways.
const until = <T>(look: () => Promise<T>, isSo: (seen: T) => boolean) => untilSoon(look, isSo, 500);

interface Instance {
  readonly installation: Installation;
  program: Program;
}

/** A payment that was accepted for this record. */
interface Promised {
  readonly id: string;
  readonly record: string;
}

let sandbox: Sandbox;
let servers: SharedServers;
const instances: Instance[] = [];
let environment: Record<string, string>;

beforeAll(async () => {
  sandbox = await startSandbox({ behaviour: { latencyMs: 5, callbackDelayMs: 100 } });
  servers = await sharedServers();
  environment = {
    EVENTSTORE_URL: servers.eventStoreUrl,
    MONGODB_URL: servers.mongoUrl,
    MASTER_KEY: '7'.repeat(64),
    RATE_LIMIT_PER_SECOND: '0',
    LOG_LEVEL: 'info',
  };
  for (let count = 0; count < 3; count += 1) {
    const installation = await Installation.make(sandbox);
    instances.push({ installation, program: installation.launch('dist/main.js', environment) });
  }
  // Concurrently, so that they compete for everything that a first start creates.
  await Promise.all(instances.map(({ program }) => program.hasSaid(/listens on/)));
});

afterAll(async () => {
  for (const { program, installation } of instances) {
    if (!program.hasEnded) {
      program.child.kill('SIGCONT');
      await program.stop();
    }
    installation.remove();
  }
  await servers.stop();
  await sandbox.close();
});

describe('three gateways that share their servers and nothing else', () => {
  it('know one admin, and one of them leads', async () => {
    for (const { installation } of instances) {
      await until(
        () => call(installation, '/v1/payments'),
        ({ status }) => status === 200,
      );
    }
    await until(leaders, ({ length }) => length === 1);
  });

  it('lose nothing and charge no payer twice while one is killed and one is frozen', async () => {
    const [frozen] = await until(leaders, ({ length }) => length === 1);
    const [killed, steady] = instances.filter((instance) => instance !== frozen) as [Instance, Instance];

    const before = await ask(60, [frozen!, killed, steady]);
    killed.program.child.kill('SIGKILL');
    const withoutOne = await ask(60, [frozen!, killed, steady]);
    frozen!.program.child.kill('SIGSTOP');
    const withoutTwo = await ask(60, [killed, steady]);
    // The lease of the frozen instance expires, and the views and the saga continue on the remaining one.
    await until(
      () => leads(steady),
      (does) => does,
    );
    frozen!.program.child.kill('SIGCONT');
    const again = await ask(60, [frozen!, steady]);
    killed.program = await killed.installation.start({}, environment);
    const promised = [...before, ...withoutOne, ...withoutTwo, ...again];
    expect(promised.length).toBeGreaterThan(200);

    await allAreSettled(promised, steady);
    expect(await leaders()).toHaveLength(1);
    await expectOneChargeEach(promised);
    await expectGaplessReceipts(promised.length, steady);
    await expectTheSameEverywhere(promised);
    await expectViewsAsRebuilt();
  });

  it('show nothing of a payer any more, each of them within seconds of an erasure at one of them', async () => {
    const number = `25078${String(1_000_000 + asked)}`;
    const [{ id }] = (await ask(1, instances)) as [Promised];
    await allAreSettled([{ id, record: '' }], instances[0]!);
    const payerAt = async ({ installation }: Instance) =>
      (await call(installation, `/v1/payments/${id}`)).body['payer'];
    // Each of them has the key in memory from here on.
    for (const instance of instances)
      await until(
        () => payerAt(instance),
        (payer) => JSON.stringify(payer) === JSON.stringify({ msisdn: `+${number}` }),
      );
    const init = { method: 'DELETE', body: JSON.stringify({ reason: 'Asked for in writing' }) };
    const [at, ...others] = instances as [Instance, ...Instance[]];
    // 503 while the views are behind.
    await until(
      () => call(at.installation, `/v1/payers/${number}`, init),
      ({ status }) => status === 202,
    );
    expect(await payerAt(at)).toEqual({ msisdn: null, erased: true });
    for (const instance of others)
      await until(
        () => payerAt(instance),
        (payer) => (payer as { erased?: boolean } | undefined)?.erased === true,
      );
  });

  it('take over when the leading instance is stopped', async () => {
    const [leader] = await until(leaders, ({ length }) => length === 1);
    expect(await leader!.program.stop()).toEqual({ code: 0, signal: null });
    await until(leaders, ({ length }) => length === 1);
    leader!.program = await leader!.installation.start({}, environment);
  });
});

/** Payments of several concurrent callers; each request goes to two instances, like that of an impatient caller. Returns the accepted payments. */
async function ask(count: number, among: readonly Instance[]): Promise<Promised[]> {
  const promised: Promised[] = [];
  const first = asked;
  asked += count;
  let next = first;
  const lane = async () => {
    while (next < first + count) {
      const number = next;
      next += 1;
      const body = {
        amount: String(1_000 + number),
        currency: 'RWF',
        payer: { msisdn: `25078${String(1_000_000 + number)}` },
        record: { type: 'invoice', id: `INV-${number}` },
      };
      promised.push(await persistently(body, `order-${number}`, among, number));
    }
  };
  await Promise.all([1, 2, 3, 4, 5, 6].map(lane));
  return promised;
}
let asked = 0;

/** The same request with the same key to one instance after another, until one answers. */
async function persistently(
  body: Record<string, unknown> & { readonly record: { readonly id: string } },
  key: string,
  among: readonly Instance[],
  turn: number,
): Promise<Promised> {
  const init = { method: 'POST', headers: { 'idempotency-key': key }, body: JSON.stringify(body) };
  const heard: string[] = [];
  const at = (place: number) => among[(turn + place) % among.length]!.installation;
  for (let tries = 0; tries < 30; tries += 1) {
    const answers = await Promise.all([
      call(at(tries), '/v1/payments', init),
      call(at(tries + 1), '/v1/payments', init),
    ]);
    const taken = answers.filter(({ status }) => status === 202);
    // Two answers to one request name the same payment.
    expect(new Set(taken.map((answer) => answer.body.id)).size).toBeLessThanOrEqual(1);
    if (taken[0] !== undefined) return { id: taken[0].body.id, record: body.record.id };
    const strange = answers.find(({ status }) => status !== 0 && status !== 503 && status !== 409);
    if (strange !== undefined) throw new Error(`${key} was answered ${strange.status}: ${strange.body.code}`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(1_000, 50 * 2 ** tries)));
    heard.push(answers.map(({ status, body }) => `${status} ${body.code ?? ''}`).join(', '));
  }
  throw new Error(`${key} got no answer: ${heard.slice(-5).join('; ')}`);
}

interface Answered {
  readonly status: number;
  readonly body: Body;
}

/** Status 0: no answer, from a dead or frozen instance. */
async function call({ url, key }: Installation, path: string, init: RequestInit = {}): Promise<Answered> {
  try {
    const response = await fetch(url + path, {
      ...init,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...init.headers },
      signal: AbortSignal.timeout(5_000),
    });
    return { status: response.status, body: (await response.json()) as Body };
  } catch {
    return { status: 0, body: {} as Body };
  }
}

async function leads({ installation }: Instance): Promise<boolean> {
  const text = await fetch(`${installation.url}/metrics`, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.text(),
    () => '',
  );
  return /^ishyura_runs_here\{name="payments.v3"\} 1$/m.test(text);
}

async function leaders(): Promise<Instance[]> {
  const does = await Promise.all(instances.map(leads));
  return instances.filter((_, place) => does[place]);
}

async function allAreSettled(promised: readonly Promised[], { installation }: Instance): Promise<void> {
  let open = [...promised];
  await until(
    async () => {
      const still = await Promise.all(
        open.map(async (one) => {
          const { body } = await call(installation, `/v1/payments/${one.id}`);
          return body.status === 'successful' && body['receipt'] !== null ? [] : [{ ...one, status: body.status }];
        }),
      );
      open = still.flat();
      return still.flat();
    },
    (left) => left.length === 0,
  );
}

/** At the provider: one successful transaction for each record, under one reference. */
async function expectOneChargeEach(promised: readonly Promised[]): Promise<void> {
  const transactions = sandbox.control.transactions({ limit: 1_000 });
  expect(transactions.map(({ status }) => status)).toEqual(promised.map(() => 'SUCCESSFUL'));
  const externalIds = transactions.map(({ externalId }) => externalId);
  expect(externalIds.toSorted()).toEqual(promised.map(({ id }) => id).toSorted());
}

async function expectGaplessReceipts(count: number, { installation }: Instance): Promise<void> {
  const numbers: number[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Answered = await call(installation, `/v1/payments?limit=200${cursor && `&cursor=${cursor}`}`);
    for (const { receipt } of page.body.data as unknown as { receipt: { number: string } }[]) {
      numbers.push(Number(receipt.number.slice(-6)));
    }
    cursor = page.body.nextCursor;
  }
  expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: count }, (_, place) => place + 1));
}

async function expectTheSameEverywhere(promised: readonly Promised[]): Promise<void> {
  for (const { id } of [promised.at(0)!, promised.at(70)!, promised.at(-1)!]) {
    const shown = await Promise.all(
      instances.map(async ({ installation }) => (await call(installation, `/v1/payments/${id}`)).body),
    );
    expect(shown[1]).toEqual(shown[0]);
    expect(shown[2]).toEqual(shown[0]);
  }
  for (const { installation } of instances) {
    const ready = await until(
      () => call(installation, '/health/ready'),
      ({ status }) => status === 200,
    );
    expect(ready.status).toBe(200);
  }
}

/** Every view equals the projection of the log, whichever instance wrote it. */
async function expectViewsAsRebuilt(): Promise<void> {
  const stores = await openStores(readSettings(environment), systemClock);
  try {
    const views = await rebuiltBeside(stores);
    for (const comparison of views.values()) expect(comparison).toMatchObject(alike);
    const counts = [paymentView, openClaimsView, receiptView].map(
      ({ collection }) => views.get(collection.name)!.documents,
    );
    expect(counts).toEqual([asked, 0, asked]);
  } finally {
    await stores.close();
  }
}
