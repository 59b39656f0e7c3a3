// `npm run drill`: a backup is taken while payments are, the data directory is lost, and what comes back is held against what was there.
// The program, the sandbox and deploy/backup.mjs are the ones that are shipped; the sandbox stays, as MTN would.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../support/free-port.js';
import { killPrograms, root, startGateway, startSandbox } from './programs.mjs';

const patienceMs = 60_000;
const key = 'admin-key-of-the-backup-drill';
const directory = mkdtempSync(join(tmpdir(), 'ishyura-drill-'));
const [data, backup] = [join(directory, 'data'), join(directory, 'backup')];
const masterKeyFile = join(directory, 'master-key');
writeFileSync(masterKeyFile, randomBytes(32).toString('hex'), { mode: 0o600 });

try {
  await drill();
} finally {
  killPrograms();
  rmSync(directory, { recursive: true, force: true });
}

async function drill() {
  const sandbox = await sandboxOfDrill();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = (masterKey = masterKeyFile) =>
    startGateway({
      port,
      provider: sandbox.settings,
      data,
      key,
      MASTER_KEY_FILE: masterKey,
      DUPLICATE_WINDOW_SECONDS: '0',
    });
  const client = clientOf(url);
  let gateway = await start();

  // Before: payments that are over, and one whose payer is still holding the phone.
  const before = await takePayments(client, 'before', 20, 250788100000);
  const held = await client.pay('held', '250780000053');
  await client.until('all of them are paid', async () =>
    (await client.all()).every(({ id, receipt }) => id === held.id || receipt !== null),
  );
  const whole = new Map((await client.all()).map((payment) => [payment.id, payment]));
  say(`${before.length} payments are successful and have receipts; one waits for its payer`);

  // The backup, in the middle of it.
  const meanwhile = takePayments(client, 'meanwhile', 60, 250788200000);
  await sleep(30);
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', 'deploy/backup.mjs', data, backup], {
    cwd: root,
  });
  say(`backup, while 60 more are asked for: ${stdout.trim().split('\n').at(-1)}`);
  const asked = await meanwhile;
  await client.until('those are paid as well', async () =>
    (await client.all()).every(({ id, receipt }) => id === held.id || receipt !== null),
  );

  // After the backup: the held one is paid, one is paid whose client will never ask again, and one whose client will.
  await sandbox.decide(held.providerReference, 'SUCCESSFUL');
  await client.until('the held one is paid', async () => (await client.one(held.id)).body.receipt !== null);
  const silent = await client.paid('silent', '250788900001');
  const repeated = await client.paid('repeated', '250788900002');
  const { verifyUrl } = (await client.receipt(silent.id)).body;
  assert.equal((await fetch(verifyUrl)).status, 200);
  await client.listed(before.length + asked.length + 3);
  const last = new Map((await client.all()).map((payment) => [payment.id, payment]));
  say(
    `after the backup: the held one was paid, and two new ones (${silent.receipt.number}, ${repeated.receipt.number})`,
  );

  // The loss.
  gateway.kill('SIGKILL');
  await once(gateway, 'exit');
  rmSync(data, { recursive: true });
  say('the gateway was killed and its data directory removed');

  // The restore.
  mkdirSync(data, { mode: 0o700 });
  cpSync(backup, data, { recursive: true });
  const another = join(directory, 'another-key');
  writeFileSync(another, randomBytes(32).toString('hex'));
  await assert.rejects(
    start(another),
    /MASTER_KEY \(master\.key in DATA_DIR, where it is not set\) is not the key under which/,
  );
  say('with another master key it refuses to start, in one line');
  const startedAt = performance.now();
  gateway = await start();
  say(`with the right one it was ready ${((performance.now() - startedAt) / 1_000).toFixed(1)} s later`);

  // What was over before the backup is what it was: status, payer, times, receipt and its number.
  for (const [id, payment] of whole) {
    if (id !== held.id) assert.deepEqual((await client.one(id)).body, payment);
  }
  say(`the ${before.length} that were over before the backup are the same to the last field`);

  // What was under way in it learns what became of it, and no question is sent as a second payment.
  await client.until('everything in the log is paid', async () =>
    (await client.all()).every(({ receipt }) => receipt !== null),
  );
  const restored = new Map((await client.all()).map((payment) => [payment.id, payment]));
  assert.equal(restored.get(held.id).status, 'successful');
  for (const [id, payment] of restored) assert.deepEqual(factsOf(payment), factsOf(last.get(id)));
  say('the held one, which was paid after the backup, is successful again: the gateway asked for it');

  // What came after the backup is not in our log, while the provider knows it.
  const lost = [...last.keys()].filter((id) => !restored.has(id));
  assert.ok(lost.includes(silent.id) && lost.includes(repeated.id));
  assert.equal((await client.one(silent.id)).status, 404);
  say(`${lost.length} payments of after the backup are not known any more`);

  // A client that repeats its request under the same key arrives at the same payment, the same reference and the same money.
  const again = await client.paid('repeated', '250788900002');
  assert.deepEqual(factsOf(again), factsOf(repeated));
  const { repeats, status } = await sandbox.transaction(again.providerReference);
  assert.deepEqual([repeats, status], [1, 'SUCCESSFUL']);
  say('one was asked for again under its Idempotency-Key: same payment, same reference, MoMo answered 409, paid once');
  await Promise.all(
    asked
      .filter(({ id }) => lost.includes(id))
      .map(async ({ name, payer, id }) =>
        assert.deepEqual(factsOf(await client.paid(name, payer)), factsOf(last.get(id))),
      ),
  );
  say(`so were ${lost.length - 2} others, with the same result`);

  await client.listed(last.size - 1);

  // The provider's list against ours: what is left is for a person.
  const ours = new Set((await client.all()).map(({ providerReference }) => providerReference));
  const transactions = await sandbox.transactions();
  const unknown = transactions.filter(({ referenceId }) => !ours.has(referenceId));
  assert.deepEqual(
    unknown.map(({ referenceId }) => referenceId),
    [silent.providerReference],
  );
  say(
    `the provider has ${transactions.length} transactions, we know ${ours.size}: the one of the silent client is left to reconcile`,
  );
  assert.equal(new Set(transactions.map(({ externalId }) => externalId)).size, transactions.length);
  assert.equal(transactions.length, last.size);
  say(`no payer was charged twice: ${transactions.length} transactions for ${last.size} payments`);

  // Receipts: within the log still one for each payment and no gap. Of those handed out after the backup, numbers are given anew.
  const numbers = (await client.all()).map(({ receipt }) => receipt.number).toSorted();
  assert.equal(new Set(numbers).size, numbers.length);
  assert.equal(Number(numbers.at(-1).slice(-6)), numbers.length);
  const holder = new Map((await client.all()).map(({ id, receipt }) => [receipt.number, id]));
  const moved = [...last.values()].filter(({ id, receipt }) => (holder.get(receipt.number) ?? id) !== id);
  say(
    `${numbers.length} receipts without a gap; ${moved.length} numbers of after the backup now belong to another payment`,
  );
  assert.equal((await fetch(verifyUrl)).status, 404);
  say('the receipt of the payment that is lost does not verify any more');

  gateway.kill('SIGTERM');
  assert.deepEqual(await once(gateway, 'exit'), [0, null]);
  say('passed');
}

/** What must be the same whenever and however often it was asked for: identity, money and outcome. */
function factsOf({ id, status, amount, providerReference, providerTransactionId, payer, record }) {
  return { id, status, amount, providerReference, providerTransactionId, payer, record };
}

/** One every 5 ms, each by a payer of its own. */
function takePayments(client, name, count, firstPayer) {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await sleep(index * 5);
      const each = { name: `${name}-${index}`, payer: String(firstPayer + index) };
      const { id } = await client.pay(each.name, each.payer);
      return { ...each, id };
    }),
  );
}

function clientOf(url) {
  const call = async (path, { headers = {}, ...request } = {}) => {
    const answer = await fetch(url + path, { ...request, headers: { authorization: `Bearer ${key}`, ...headers } });
    return { status: answer.status, body: await answer.json() };
  };
  const client = {
    one: (id) => call(`/v1/payments/${id}`),
    receipt: (id) => call(`/v1/payments/${id}/receipt`),
    all: async () => (await call('/v1/payments?limit=200')).body.data,
    /** The name is the key of the request, and the record that it pays. */
    async pay(name, msisdn) {
      const body = { amount: '5000', currency: 'RWF', payer: { msisdn }, record: { type: 'invoice', id: name } };
      const headers = { 'content-type': 'application/json', 'idempotency-key': name };
      const answer = await call('/v1/payments', { method: 'POST', headers, body: JSON.stringify(body) });
      assert.ok([200, 202].includes(answer.status), JSON.stringify(answer));
      return answer.body;
    },
    async paid(name, msisdn) {
      const { id } = await client.pay(name, msisdn);
      await client.until(`${name} is paid`, async () => (await client.one(id)).body.receipt !== null);
      return (await client.one(id)).body;
    },
    // The list lags behind what each payment says by itself.
    listed: (count) =>
      client.until(`the list shows ${count} payments with receipts`, async () => {
        const all = await client.all();
        return all.length === count && all.every(({ receipt }) => receipt !== null);
      }),
    until: async (what, isSo) => {
      const deadline = performance.now() + patienceMs;
      while (!(await isSo())) {
        if (performance.now() > deadline)
          throw new Error(`In ${patienceMs / 1_000} s it did not come to be that ${what}`);
        await sleep(50);
      }
    },
  };
  return client;
}

async function sandboxOfDrill() {
  const settings = await startSandbox(directory, 300);
  const control = async (path, request) => (await fetch(`${settings.MOMO_BASE_URL}/control${path}`, request)).json();
  return {
    settings,
    transactions: async () => (await control('/transactions?limit=1000')).data,
    transaction: (reference) => control(`/transactions/${reference}`),
    decide: (reference, status) =>
      control(`/transactions/${reference}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ status }),
      }),
  };
}

function say(line) {
  console.log(`${new Date().toISOString().slice(11, 23)}  ${line}`);
}
