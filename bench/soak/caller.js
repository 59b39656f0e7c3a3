import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { payingNumber } from './orders.js';

const patienceMs = 180_000;
const shortestPauseMs = 100;
const longestPauseMs = 2_000;
const outcomeWithinMs = 90_000;
const askedOutcomeEveryMs = 1_000;

/**
 * A service that asks for payments as services do: a key for each order, the same request again until it is answered. It
 * remembers every 202, and each answer that the contract does not know.
 */
export class Caller {
  /** What was promised: `{ key, paymentId, recordId, amount }`. */
  accepted = [];
  /** Payments for which a further attempt was promised. */
  reattempted = [];
  /** Keys of requests without an answer within their caller's timeout. */
  unanswered = [];
  /** Sentences: what should not have been answered. */
  surprises = [];
  /** Milliseconds of each POST that was answered 202. */
  latencies = [];
  counts = new Map();
  orders = 0;

  constructor(url, apiKey) {
    this.pool = new Pool(url, { connections: 256, headersTimeout: 30_000, bodyTimeout: 30_000 });
    this.headers = { authorization: `Bearer ${apiKey}` };
  }

  /** Resolves when the story of the order has come to its end. */
  async place(order) {
    this.orders += 1;
    const stories = { ...nothingMore, ...this.stories };
    const again = order.story === 'twice at once' ? [this.request(order)] : [];
    const [answer] = await Promise.all([this.request(order), ...again]);
    if (answer?.status === 202) await stories[order.story](order, answer.body);
  }

  close() {
    return this.pool.destroy();
  }

  stories = {
    'again later': async (order) => {
      await sleep(3_000);
      const answer = await this.request(order);
      if (answer?.status === 202 && !answer.replayed) this.surprises.push(`${order.key} again was no repetition`);
    },

    // At once, and after it was paid.
    'under another key': async (order) => {
      if (Number(order.body.amount) % 2 === 0) await sleep(10_000);
      const answer = await this.persist('/v1/payments', `${order.key}-other`, order.body);
      if (answer === null) return;
      const code = answer.body.code;
      const isHeld = code === 'RECORD_PAYMENT_IN_PROGRESS' || code === 'RECORD_ALREADY_PAID';
      if (answer.status === 409 && isHeld) this.count(`409 ${code}`);
      else this.surprised(order, 'the same record under another key', answer);
    },

    'another attempt': async (order, { id }) => {
      if (!(await this.isOver(id))) return;
      const answer = await this.persist(`/v1/payments/${id}/attempts`, `${order.key}-again`);
      if (answer?.status === 202) this.reattempted.push(id);
      else if (answer !== null) this.surprised(order, 'another attempt', answer);
    },

    'another payer': async (order, { id }) => {
      if (!(await this.isOver(id))) return;
      const msisdn = payingNumber(4_000_000 + Number(order.body.amount));
      const other = { ...order, key: `${order.key}-payer`, body: { ...order.body, payer: { msisdn } } };
      const answer = await this.request(other);
      if (answer?.status === 202) this.count('the same record by another payer');
    },
  };

  /** Asks for one payment until there is an answer, and remembers it. */
  async request(order) {
    const answer = await this.persist('/v1/payments', order.key, order.body);
    if (answer === null) return null;
    if (answer.status === 202) {
      const { record, amount } = order.body;
      this.accepted.push({ key: order.key, paymentId: answer.body.id, recordId: record.id, amount });
      if (answer.replayed) this.count('202 as a repetition');
    } else {
      this.surprised(order, 'a payment', answer);
    }
    return answer;
  }

  /** The answer that no repetition would change; null when there was none for as long as a caller has patience. */
  async persist(path, key, body) {
    const until = performance.now() + patienceMs;
    for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      const answer = await this.post(path, key, body);
      const why = toRepeat(answer);
      if (why === null) return answer;
      if (performance.now() > until) {
        this.unanswered.push(key);
        return null;
      }
      this.count(`repeated after ${why}`);
      await sleep(pauseMs);
    }
  }

  async post(path, key, body) {
    const begun = performance.now();
    const headers = { ...this.headers, 'idempotency-key': key };
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await this.exchange('POST', path, headers, body);
    if (answer.status === 202) this.latencies.push(performance.now() - begun);
    return answer;
  }

  /** Whether the payment has failed or expired; false when it has not for as long as this caller waits. */
  async isOver(id) {
    const until = performance.now() + outcomeWithinMs;
    while (performance.now() < until) {
      await sleep(askedOutcomeEveryMs);
      const { status, body } = await this.exchange('GET', `/v1/payments/${id}`, this.headers);
      if (status === 200 && (body.status === 'failed' || body.status === 'expired')) return true;
    }
    this.count('outcomes not waited for');
    return false;
  }

  /** Status 0: no whole answer came. */
  async exchange(method, path, headers, body) {
    try {
      const payload = body === undefined ? null : JSON.stringify(body);
      const answer = await this.pool.request({ method, path, headers, body: payload });
      const text = await answer.body.text();
      const replayed = answer.headers['idempotent-replayed'] === 'true';
      return { status: answer.statusCode, replayed, body: text === '' ? {} : JSON.parse(text) };
    } catch (error) {
      return { status: 0, replayed: false, body: { code: error.code ?? error.message } };
    }
  }

  surprised(order, what, { status, body }) {
    this.surprises.push(`${order.key} asked for ${what} and was answered ${status} ${body.code ?? ''}`.trim());
  }

  count(what) {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

const nothingMore = { plain: async () => undefined, 'twice at once': async () => undefined };

function toRepeat({ status, body }) {
  if (status === 0) return 'no answer';
  if (status === 503) return '503';
  return status === 409 && body.code === 'IDEMPOTENCY_KEY_IN_FLIGHT' ? '409 IDEMPOTENCY_KEY_IN_FLIGHT' : null;
}

/**
 * Places orders at a steady rate, answered or not, until the time is over; resolves when the last story has ended, or at once when it is
 * to stop.
 */
export async function steadily(caller, orderOf, { perSecond, forMs, signal }) {
  const underWay = new Set();
  const begun = performance.now();
  while (!signal.aborted) {
    const elapsedMs = performance.now() - begun;
    for (const due = (Math.min(elapsedMs, forMs) / 1_000) * perSecond; caller.orders < due;) {
      const story = caller.place(orderOf(caller.orders)).finally(() => underWay.delete(story));
      underWay.add(story);
    }
    if (elapsedMs >= forMs) break;
    await sleep(5);
  }
  if (!signal.aborted) await Promise.all(underWay);
}
