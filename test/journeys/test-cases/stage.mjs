import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What did not happen as it should; its message is what did, in the words of the table. */
export class Surprise extends Error {}

/** Two amounts of the same payer would look like a duplicate, so every payment of a run has its own. */
const firstAmount = 5_000;
const ends = ['successful', 'failed', 'expired', 'uncertain'];
const patienceMs = 60_000;
const momoPatienceMs = 90_000;

/** What a story can do: ask the gateway as any client of it would, and reach for the payer's side and the provider's. */
export class Stage {
  #asked = 0;
  #people = null;
  #run = randomUUID().slice(0, 8);

  /** `sandboxUrl` is null where the provider is MTN's own sandbox, which has no levers. */
  constructor({ url, key, sandboxUrl, environment, provider = 'mtn-momo' }) {
    this.provider = provider;
    this.isAirtel = provider === 'airtel-money';
    this.url = url;
    this.key = key;
    this.sandboxUrl = sandboxUrl;
    this.inEuro = environment === 'sandbox';
    this.patienceMs = sandboxUrl === null ? momoPatienceMs : patienceMs;
  }

  /** Payers by what they do, as MTN's own test numbers have it: 467331234NN, and 2507800000NN in Rwanda. */
  get payers() {
    if (this.isAirtel) return airtelPayers;
    const number = (nn) => `${this.inEuro ? '467331234' : '2507800000'}${nn}`;
    return {
      // Any number that means nothing else pays. They differ so that what goes wrong for one goes wrong for it alone.
      approves: number('01'),
      slowlyAnswered: number('02'),
      neverCalledBack: number('03'),
      calledBackTwice: number('04'),
      impatient: number('05'),
      wantsReceipts: number('06'),
      misreported: number('07'),
      reconciled: number('08'),
      rejects: number('51'),
      doesNotAnswer: number('52'),
      holdsThePhone: number('53'),
      takesTime: number('54'),
      hasNoWallet: number('55'),
      isRefunded: number('08'),
    };
  }

  /** `file`: a text that is sent as it is, with its own media type among the headers. */
  async call(method, path, { body, file, key, headers = {}, as = this.key } = {}) {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${as}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      ...(file !== undefined ? { body: file } : body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : asJson(text) };
  }

  newKey() {
    return randomUUID();
  }

  /** The keys of two people, and a second key of the one who asks. They are clients of this run, and are gone after it. */
  people() {
    this.#people ??= (async () => {
      const [requester, sameOwner, approver] = [
        await this.#client('finance', 'who asks'),
        await this.#client('approver', 'who asks'),
        await this.#client('approver', 'who approves'),
      ];
      return {
        requester: requester.key,
        sameOwner: sameOwner.key,
        approver: approver.key,
        clients: [requester, sameOwner, approver],
      };
    })();
    return this.#people;
  }

  async #client(role, who) {
    const owner = `Test cases ${this.#run}, ${who}`;
    const answer = await this.call('POST', '/v1/api-clients', {
      body: { name: `${owner} (${role})`, roles: [role], owner },
    });
    if (answer.status !== 201) throw new Surprise(`No ${role} could be made: ${said(answer)}.`);
    return answer.body;
  }

  /** Leaves no key behind on a gateway that runs on. */
  async leave() {
    const { clients = [] } = (await this.#people?.catch(() => null)) ?? {};
    for (const { id } of clients) await this.call('DELETE', `/v1/api-clients/${id}`).catch(() => undefined);
  }

  /** Runs `work` while the provider's disbursement account holds that much, and leaves it as it was. */
  async withFloat(amount, work) {
    const { disbursement } = await this.control('GET', '/balances');
    await this.control('PUT', '/balances', { disbursement: { RWF: amount } });
    try {
      return await work();
    } finally {
      await this.control('PUT', '/balances', { disbursement });
    }
  }

  /** What a client would send for one more record. */
  order(payer) {
    this.#asked += 1;
    const amount = firstAmount + this.#asked;
    return {
      amount: this.inEuro ? (amount / 100).toFixed(2) : String(amount),
      currency: this.inEuro ? 'EUR' : 'RWF',
      payer: { msisdn: `+${payer}` },
      provider: this.provider,
      record: { type: 'invoice', id: `TEST-${this.#run}-${this.#asked}` },
      description: 'Test case',
    };
  }

  send(order, key = randomUUID()) {
    return this.call('POST', '/v1/payments', { body: order, key });
  }

  /** Sends an order, and waits for the provider to have taken it. */
  async ask(payer) {
    const order = this.order(payer);
    const headers = { prefer: 'wait=5' };
    const { status, body } = await this.call('POST', '/v1/payments', { body: order, key: randomUUID(), headers });
    if (status !== 202) throw new Surprise(`The gateway refused the request: ${said({ status, body })}.`);
    return body;
  }

  async payment(id) {
    return (await this.call('GET', `/v1/payments/${id}`)).body;
  }

  async checkStatus(id) {
    return (await this.call('POST', `/v1/payments/${id}/status-check`)).body;
  }

  async eventsOf(id) {
    const { body } = await this.call('GET', `/v1/payments/${id}/timeline?limit=200`);
    return body.data.map(({ type }) => type);
  }

  /** The payment once it has that status. That it comes to another end, even to a doubt, is a surprise unless it is on the way. */
  async becomes(id, status, { via = [] } = {}) {
    return this.eventually(`The payment is not ${status}`, async () => {
      const payment = await this.payment(id);
      if (payment.status === status) return payment;
      if (ends.includes(payment.status) && !via.includes(payment.status))
        throw new Surprise(`The payment became ${payment.status}.`);
      return null;
    });
  }

  /** The payment once it is successful and has its receipt. */
  async isPaid(id, on) {
    await this.becomes(id, 'successful', on);
    return this.eventually('The payment has no receipt', async () => {
      const payment = await this.payment(id);
      return payment.receipt === null ? null : payment;
    });
  }

  async eventually(otherwise, look) {
    const until = performance.now() + this.patienceMs;
    for (;;) {
      const seen = await look();
      if (seen !== null && seen !== false) return seen;
      if (performance.now() > until) throw new Surprise(`${otherwise} after ${this.patienceMs / 1_000} seconds.`);
      await sleep(100);
    }
  }

  /** Runs `work` while the provider does wrong what the rules say, and leaves it as it was. */
  async whileWrong(rules, work) {
    const { rules: before } = await this.control('GET', '/faults');
    await this.control('PUT', '/faults', { rules: [...before, ...rules] });
    try {
      return await work();
    } finally {
      await this.control('PUT', '/faults', { rules: before });
    }
  }

  /** The provider's statement of the account that collects. */
  async statementOf() {
    const query = this.isAirtel ? '?product=airtel' : this.inEuro ? '?environment=sandbox' : '';
    const answer = await fetch(`${this.sandboxUrl}/control/statement.csv${query}`);
    return answer.text();
  }

  /** The provider's own books: every transaction that it has of a payment. */
  async transactionsOf(id) {
    const payment = await this.payment(id);
    const all = await Promise.all(
      (this.isAirtel ? payment.attempts.map(referenceOf) : [id]).map((externalId) =>
        this.control('GET', `/transactions?externalId=${externalId}`),
      ),
    );
    return all.flatMap(({ data }) => data);
  }

  /** How the provider's books name a payment. */
  markOf(payment) {
    return this.isAirtel ? referenceOf(payment) : payment.id;
  }

  /** The payer takes the phone in the hand: `SUCCESSFUL`, or `FAILED` with a reason. */
  async payerDecides(payment, decision) {
    const reference = this.isAirtel ? referenceOf(payment) : payment.providerReference;
    await this.control('POST', `/transactions/${reference}`, decision);
  }

  /** The payer who takes time gets it: here the sandbox's clock is moved on, at MTN there is nothing but waiting. */
  async timePasses(seconds) {
    if (this.sandboxUrl !== null) await this.control('POST', '/clock', { advanceSeconds: seconds });
  }

  async control(method, path, body) {
    const answer = await fetch(`${this.sandboxUrl}/control${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`The sandbox answered ${answer.status} to ${method} /control${path}`);
    return answer.json();
  }
}

/** `The payment was still pending` is worth more to a reader than a condition that was false. */
export function expect(condition, otherwise) {
  if (!condition) throw new Surprise(otherwise);
}

export const said = ({ status, body }) => [status, body?.code].filter(Boolean).join(' ');

export const money = ({ amount, currency }) => {
  const [whole, part] = amount.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${part ? `.${part}` : ''} ${currency}`;
};

function asJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    // Not everything that answers is a gateway.
    return null;
  }
}

/** Airtel gets our references without hyphens. */
const referenceOf = ({ providerReference }) => providerReference.replaceAll('-', '');

/** The numbers of docs/sandbox.md; any other number of Airtel pays. */
const airtelPayers = {
  approves: '250731111101',
  slowlyAnswered: '250731111102',
  neverCalledBack: '250731111103',
  calledBackTwice: '250731111104',
  impatient: '250731111105',
  wantsReceipts: '250731111106',
  misreported: '250731111107',
  reconciled: '250731111108',
  rejects: '250730000001',
  doesNotAnswer: '250730000002',
  holdsThePhone: '250730000003',
  takesTime: '250730000011',
  hasNoWallet: '250730000006',
};
