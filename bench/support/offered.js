/*
 * Asks for payments, at a fixed rate, answered or not: a queue that grows shows as such. Or so many of them, over so many connections that each
 * ask again as soon as they are answered.
 */
import { Pool } from 'undici';
import { paymentBody, paymentHeaders } from './asks.js';

let asked = 0;
let isOver = false;

process.on('message', async ({ number, question }) => {
  if (question === 'usage') return;
  if (question === 'enough') isOver = true;
  try {
    process.send({ answerTo: number, answer: question === 'enough' ? {} : await answerTo(question) });
  } catch (error) {
    process.send({ answerTo: number, failed: error.message });
  }
});

const answerTo = (question) => (question.payments ? askInTurn(question) : offer(question));

/** For so many seconds, or until it is told that it is enough; with a key of its own, or with that of all benches. */
async function offer({ url, perSecond, seconds, key }) {
  isOver = false;
  const pool = new Pool(url, { connections: 256 });
  const heard = { latencies: [], failures: [] };
  const underWay = new Set();
  const begun = performance.now();
  let offered = 0;
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      const elapsed = (performance.now() - begun) / 1_000;
      for (const due = Math.min(elapsed, seconds) * perSecond; offered < due; offered += 1) {
        const request = one(pool, heard, key).finally(() => underWay.delete(request));
        underWay.add(request);
      }
      if (elapsed < seconds && !isOver) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  const late = underWay.size;
  await Promise.all(underWay);
  await pool.close();
  return { offered, late, ...summary(heard) };
}

/** Each connection asks the next of the gateways each time. */
async function askInTurn({ urls, payments, connections }) {
  const pools = urls.map((url) => new Pool(url, { connections }));
  const heard = { latencies: [], failures: [] };
  let left = payments;
  const askOn = async () => {
    while (left > 0) {
      left -= 1;
      await one(pools[left % pools.length], heard);
    }
  };
  await Promise.all(Array.from({ length: connections }, askOn));
  for (const pool of pools) await pool.close();
  return summary(heard);
}

async function one(pool, { latencies, failures }, apiKey) {
  const key = ++asked;
  const begun = performance.now();
  try {
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: '/v1/payments',
      headers: {
        ...paymentHeaders,
        ...(apiKey && { authorization: `Bearer ${apiKey}` }),
        'idempotency-key': `bench-${key}`,
      },
      body: paymentBody(key),
    });
    await body.dump();
    if (statusCode === 202) latencies.push(performance.now() - begun);
    else failures.push(statusCode);
  } catch (error) {
    failures.push(error.code ?? error.message);
  }
}

function summary({ latencies, failures }) {
  latencies.sort((one, other) => one - other);
  const at = (part) => latencies[Math.floor(latencies.length * part)] ?? null;
  return {
    accepted: latencies.length,
    failures: failures.slice(0, 3),
    failed: failures.length,
    p50: at(0.5),
    p99: at(0.99),
  };
}
process.on('SIGTERM', () => process.exit(0));
