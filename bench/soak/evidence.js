import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { apiKey, built, dist } from '../support/program.js';

const everyMs = 2_000;
const stillUnderWay = ['created', 'submitted', 'pending'];
const finalAtSandbox = ['SUCCESSFUL', 'FAILED'];

/** Both programs over HTTP, as an operator and a person at the sandbox's levers see them. */
export class Witness {
  constructor(url, sandboxUrl) {
    this.url = url;
    this.sandboxUrl = sandboxUrl;
  }

  async gateway(path) {
    const answer = await fetch(this.url + path, { headers: { authorization: `Bearer ${apiKey}` } });
    return { status: answer.status, body: await answer.json() };
  }

  async sandbox(method, path, body) {
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${this.sandboxUrl}/control/${path}`, { method, ...payload });
    if (!answer.ok && answer.status !== 404)
      throw new Error(`${method} /control/${path} was answered ${answer.status}`);
    return answer.status === 404 ? null : answer.json();
  }

  /** All pages of a list. */
  async all(path) {
    const rows = [];
    let cursor = null;
    do {
      const more = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { status, body } = await this.gateway(`${path}${path.includes('?') ? '&' : '?'}limit=200${more}`);
      if (status !== 200) throw new Error(`GET ${path} was answered ${status} ${body.code}`);
      rows.push(...body.data);
      cursor = body.nextCursor;
    } while (cursor !== null);
    return rows;
  }

  /** Whether the gateway is ready and every follower of its log has read all of it. */
  async readiness() {
    const { status, body } = await this.gateway('/health/ready');
    const followers = (body.details ?? {}).projections?.followers ?? [];
    const behind = followers.filter((follower) => follower.behind > 0 || follower.fault !== null);
    return { status, followers: followers.length, behind };
  }

  /**
   * Waits until nothing is under way that can still end: what the provider has decided is known, and what it has not is in doubt. Returns
   * how long that took, in milliseconds; at its bound it returns all the same, and the judge sees what was left.
   */
  async drained(withinMs, signal) {
    const begun = performance.now();
    while (!signal.aborted && performance.now() - begun < withinMs) {
      if ((await this.isAtRest()) && (await this.readiness()).behind.length === 0) break;
      await sleep(everyMs);
    }
    return performance.now() - begun;
  }

  async isAtRest() {
    for (const status of stillUnderWay) {
      const { body } = await this.gateway(`/v1/payments?status=${status}&limit=1`);
      if (body.data.length > 0) return false;
    }
    for (const { providerReference } of await this.all('/v1/payments?status=uncertain')) {
      const charge = await this.sandbox('GET', `transactions/${providerReference}`);
      if (finalAtSandbox.includes(charge?.status)) return false;
    }
    return true;
  }

  /**
   * The provider changes its mind about a few payments of each outcome, and calls back: the only way in which a client can learn of it.
   * Returns the payments' ids, once each has had its time to get its review.
   */
  async changeMinds(ofEach, withinMs) {
    const { body: paid } = await this.gateway(`/v1/payments?status=successful&limit=${ofEach}`);
    const { body: failed } = await this.gateway(`/v1/payments?status=failed&limit=${ofEach}`);
    for (const { providerReference } of paid.data)
      await this.sandbox('POST', `transactions/${providerReference}`, { status: 'FAILED', reason: 'EXPIRED' });
    for (const { providerReference } of failed.data)
      await this.sandbox('POST', `transactions/${providerReference}`, { status: 'SUCCESSFUL' });
    const changed = [...paid.data, ...failed.data].map(({ id }) => id);
    const begun = performance.now();
    while (performance.now() - begun < withinMs) {
      const reviews = await this.all('/v1/reviews?status=open&reason=CONTRADICTION');
      const known = new Set(reviews.map(({ paymentId }) => paymentId));
      if (changed.every((id) => known.has(id))) break;
      await sleep(everyMs);
    }
    return changed;
  }

  /** What the gateway says of everything, in the words of `judge.d.ts`. */
  async told() {
    const payments = (await this.all('/v1/payments')).map(
      ({ id, status, amount, currency, record, attempts, receipt }) => ({
        id,
        status,
        amount,
        currency,
        recordId: record.id,
        references: attempts.map(({ providerReference }) => providerReference),
        receiptNumber: receipt?.number ?? null,
      }),
    );
    const reviews = (await this.all('/v1/reviews?status=open')).map(({ paymentId, reason }) => ({ paymentId, reason }));
    return { payments, reviews, readiness: await this.readiness(), receiptBeyond: await this.receiptBeyond(payments) };
  }

  /** A receipt with the number after the last one of a payment; it would belong to no payment. Null without a defect. */
  async receiptBeyond(payments) {
    const last = payments
      .map(({ receiptNumber }) => receiptNumber)
      .filter(Boolean)
      .toSorted()
      .at(-1);
    if (last === undefined) return null;
    const [series, year, number] = last.split('-');
    const next = `${series}-${year}-${String(Number(number) + 1).padStart(number.length, '0')}`;
    return (await this.gateway(`/v1/receipts/${next}`)).status === 200 ? next : null;
  }
}

/** Every charge that the sandbox has on record, as its own store says. It must have been stopped. */
export async function charges(directory) {
  const { TransactionStore } = await built('sandbox/transactions.sqlite.js');
  const store = TransactionStore.inDirectory(join(directory, 'sandbox'));
  try {
    const found = [];
    for (let page = store.after(0); page.length > 0; page = store.after(page.at(-1).sequence)) {
      // Francs have no minor unit.
      for (const { reference, status, amount, currency, asked, repeats } of page)
        found.push({ reference, status, amount: String(amount), currency, paymentId: asked.externalId, repeats });
    }
    return found;
  } finally {
    store.close();
  }
}

/** Claims whose payment never came, as the view of a gateway that was stopped has them: the records' keys. */
export async function openClaims(directory) {
  const { SqliteDocumentStore } = await built('adapters/sqlite/document-store.js');
  const { openClaimsView } = await built('modules/payments/payment.view.js');
  const documents = await SqliteDocumentStore.open(join(directory, 'documents.sqlite'));
  try {
    await documents.declare(openClaimsView.collection);
    const { documents: claims } = await documents.query(openClaimsView.collection, { limit: 1_000 });
    return claims.map(({ id }) => id);
  } finally {
    await documents.close();
  }
}

/** `ishyura parked --json`, and how it ended. */
export async function deadLetters(directory) {
  const command = fileURLToPath(new URL('cli/main.js', dist));
  const child = spawn(process.execPath, [command, 'parked', '--json'], {
    env: { PATH: process.env['PATH'], DATA_DIR: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  return { code, ...(code === 2 ? { parked: [], skipped: [] } : JSON.parse(said)) };
}

export const bytesOnDisk = (directory) =>
  ['events.sqlite', 'documents.sqlite', 'keys.sqlite'].reduce(
    (sum, name) => sum + statSync(join(directory, name)).size,
    0,
  );
