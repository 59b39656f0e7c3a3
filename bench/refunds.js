import { Pool } from 'undici';
import { gatewayState, settled } from './support/gateway-state.js';
import { apiKey, inDirectory, startGateway, startOwn, startSandbox } from './support/program.js';
import { size } from './support/report.js';

/** (p) Refunds that are asked for and approved beside payments at a steady rate; embedded stores. */
export const title = 'refunds beside whole payments, sandbox on the same machine';

const perSecond = Number(process.env['BENCH_RATE'] ?? 40);
const seconds = size('BENCH_SECONDS', 10);
const atOnce = 16;
/** Of 1,000 each: a payment has 5,000. */
const refundsOfAPayment = 5;

export const measure = () =>
  inDirectory(async (directory) => {
    const sandbox = await startSandbox(directory);
    const gateway = await startGateway(directory, sandbox.said);
    const load = startOwn('support/offered.js');
    const pool = new Pool(gateway.url, { connections: atOnce });
    try {
      const refundable = perSecond * seconds;
      await load.ask({ url: gateway.url, perSecond, seconds });
      await settled(gateway.url, refundable);
      const ids = await paidPayments(pool, refundable);
      const { key: approver } = await call(pool, 'POST', '/v1/api-clients', { name: 'boss', roles: ['approver'] });

      const run = async (beside) => {
        const [before, { receipts }] = [await gateway.ask('usage'), await gatewayState(gateway.url)];
        const [payments, refunds] = await Promise.all([load.ask({ url: gateway.url, perSecond, seconds }), beside()]);
        await settled(gateway.url, receipts + payments.accepted);
        await refundsSettled(pool);
        const after = await gateway.ask('usage');
        return { ...payments, refunds, cpuMs: after.cpuMs - before.cpuMs };
      };
      const without = await run(async () => null);
      const beside = await run(() => refund(pool, ids, approver, performance.now() + seconds * 1_000));
      const { done: refunds, tookSeconds } = beside.refunds;
      const times = (name) => refunds.map((each) => each[name]).toSorted((one, other) => one - other);
      const at = (name, part) => times(name)[Math.floor(refunds.length * part)];
      return [
        {
          what: `refunds asked for and approved, ${atOnce} at a time, beside ${perSecond} payments/s`,
          value: refunds.length / tookSeconds,
          unit: '/s',
          note: `${refunds.length} in ${tookSeconds.toFixed(1)} s`,
        },
        {
          what: 'POST …/refunds p99',
          value: at('askMs', 0.99),
          unit: 'ms',
          note: `p50 ${at('askMs', 0.5).toFixed(1)} ms`,
        },
        {
          what: 'POST …/approve p99',
          value: at('approveMs', 0.99),
          unit: 'ms',
          note: `p50 ${at('approveMs', 0.5).toFixed(1)} ms`,
        },
        {
          what: 'POST /v1/payments p99 beside them, of that without',
          value: beside.p99 / without.p99,
          note: `${without.p99.toFixed(0)} -> ${beside.p99.toFixed(0)} ms`,
        },
        {
          what: 'CPU of the gateway for each refund, from the request to the credit note',
          value: (beside.cpuMs - without.cpuMs) / refunds.length,
          unit: 'ms',
          note: `a payment: ${(without.cpuMs / without.accepted).toFixed(2)} ms`,
        },
      ];
    } finally {
      await pool.close();
      await load.stop();
      await gateway.stop();
      await sandbox.stop();
    }
  });

/** Refunds of each payment in turn, until the time is over. */
async function refund(pool, ids, approver, until) {
  const done = [];
  const begunAt = performance.now();
  const parts = Array.from({ length: refundsOfAPayment }, (_, part) => part);
  const queue = ids.flatMap((id) => parts.map((part) => ({ id, key: `${id}-${part}` })))[Symbol.iterator]();
  const lane = async () => {
    for (const { id, key } of queue) {
      if (performance.now() > until) return;
      const begun = performance.now();
      const asked = await call(
        pool,
        'POST',
        `/v1/payments/${id}/refunds`,
        { amount: '1000', reason: 'Too much' },
        { key },
      );
      const askedAt = performance.now();
      await call(pool, 'POST', `/v1/refunds/${asked.id}/approve`, undefined, { by: approver });
      done.push({ askMs: askedAt - begun, approveMs: performance.now() - askedAt });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return { done, tookSeconds: (performance.now() - begunAt) / 1_000 };
}

async function paidPayments(pool, count) {
  const ids = [];
  for (let cursor = ''; cursor !== null && ids.length < count;) {
    const page = await call(pool, 'GET', `/v1/payments?status=successful&limit=200${cursor && `&cursor=${cursor}`}`);
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  return ids;
}

async function refundsSettled(pool) {
  for (const status of ['approved', 'submitted'])
    for (let tries = 0; tries < 300; tries += 1) {
      if ((await call(pool, 'GET', `/v1/refunds?status=${status}&limit=1`)).data.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

async function call(pool, method, path, body, { key, by = apiKey } = {}) {
  const { statusCode, body: answer } = await pool.request({
    method,
    path,
    headers: {
      authorization: `Bearer ${by}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${await answer.text()}`);
  return answer.json();
}
