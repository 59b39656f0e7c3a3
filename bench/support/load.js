/* The one who asks, in a process of its own: 64 connections, each asking again as soon as it is answered. */
import autocannon from 'autocannon';
import { callbackBody, callbackPaths, paymentBody, paymentHeaders } from './asks.js';

const makers = {
  async payments() {
    return (request, number) => ({
      ...request,
      headers: { ...paymentHeaders, 'idempotency-key': `bench-${number}` },
      body: paymentBody(number),
    });
  },
  async callbacks() {
    const pathOf = await callbackPaths();
    return (request, number) => ({
      ...request,
      path: pathOf(number),
      headers: { 'content-type': 'application/json' },
      body: callbackBody(number),
    });
  },
};

let asked = 0;
process.on('message', async ({ number, question: { url, path, what, seconds } }) => {
  try {
    const make = await makers[what]();
    const result = await autocannon({
      url,
      connections: 64,
      duration: seconds,
      requests: [{ method: 'POST', path, setupRequest: (request) => make(request, asked++) }],
    });
    const { latency, requests, non2xx, errors } = result;
    if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} refusals and ${errors} errors at ${url}${path}`);
    process.send({
      answerTo: number,
      answer: { perSecond: requests.total / result.duration, p50: latency.p50, p99: latency.p99 },
    });
  } catch (error) {
    process.send({ answerTo: number, failed: error.message });
  }
});
