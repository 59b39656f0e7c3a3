/* Asks for payments at a fixed rate, answered or not: a queue that grows shows as such. */
import { Pool } from 'undici';
import { paymentBody, paymentHeaders } from './asks.js';

let asked = 0;

process.on('message', async ({ number, question }) => {
  if (question === 'usage') return;
  try {
    process.send({ answerTo: number, answer: await offer(question) });
  } catch (error) {
    process.send({ answerTo: number, failed: error.message });
  }
});

async function offer({ url, perSecond, seconds }) {
  const pool = new Pool(url, { connections: 256 });
  const latencies = [];
  const failures = [];
  const underWay = new Set();
  const one = async () => {
    const key = ++asked;
    const begun = performance.now();
    const { statusCode, body } = await pool.request({
      method: 'POST',
      path: '/v1/payments',
      headers: { ...paymentHeaders, 'idempotency-key': `bench-${key}` },
      body: paymentBody(key),
    });
    await body.dump();
    if (statusCode === 202) latencies.push(performance.now() - begun);
    else failures.push(statusCode);
  };
  const begun = performance.now();
  let offered = 0;
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      const elapsed = (performance.now() - begun) / 1_000;
      for (const due = Math.min(elapsed, seconds) * perSecond; offered < due; offered += 1) {
        const request = one()
          .catch((error) => failures.push(error.code ?? error.message))
          .finally(() => underWay.delete(request));
        underWay.add(request);
      }
      if (elapsed < seconds) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  const late = underWay.size;
  await Promise.all(underWay);
  await pool.close();
  latencies.sort((one, other) => one - other);
  const at = (part) => latencies[Math.floor(latencies.length * part)] ?? null;
  return {
    offered,
    accepted: latencies.length,
    failures: failures.slice(0, 3),
    failed: failures.length,
    late,
    p50: at(0.5),
    p99: at(0.99),
  };
}
process.on('SIGTERM', () => process.exit(0));
