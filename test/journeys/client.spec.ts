import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Ishyura } from '../../clients/typescript/src/index.ts';
import { orderPage } from '../../clients/typescript/example/order-page.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { Installation, programEnvironment, until, type Program } from '../support/program.js';

// The client against the program, in real time: it waits for conditions, never for a fixed time.
let sandbox: Sandbox;
let installation: Installation;
let program: Program;
let ishyura: Ishyura;
beforeAll(async () => {
  sandbox = await startSandbox({ behaviour: { latencyMs: 0, callbackDelayMs: 20 } });
  installation = await Installation.make(sandbox);
  program = await installation.start({ file: 'test/journeys/killed-gateway.mjs', says: /ready/ });
  ishyura = new Ishyura({ baseUrl: installation.url, apiKey: installation.key, tries: 12 });
});
afterAll(async () => {
  await program.stop();
  installation.remove();
  await sandbox.close();
});

it('makes one payment and one transaction where the gateway is killed in the middle of a request', async () => {
  await program.tell('after PaymentCreated');
  const asked = ishyura.createPayment(
    { amount: '5000', currency: 'RWF', payer: { msisdn: '0788123456' }, record: { type: 'order', id: 'K-1' } },
    { waitSeconds: 5 },
  );
  expect(await program.ended).toEqual({ code: null, signal: 'SIGKILL' });
  program = await installation.start();
  const payment = await asked;
  const record = await ishyura.record('order', 'K-1', { waitSeconds: 10 });
  expect(record).toMatchObject({ status: 'paid', paymentId: payment.id, amount: '5000' });
  expect(sandbox.control.transactions({ externalId: payment.id })).toHaveLength(1);
  const payments: string[] = [];
  await until(
    async () => {
      payments.length = 0;
      for await (const { id } of ishyura.payments({ recordId: 'K-1' })) payments.push(id);
      return payments;
    },
    ({ length }) => length > 0,
  );
  expect(payments).toEqual([payment.id]);
});

it('is what an order page needs: ask, wait, hear the webhook, hand over once', async () => {
  const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`;
  const handedOver: string[] = [];
  const server = orderPage({
    ishyura,
    webhookSecret: secret,
    orders: new Map([['O-1', { id: 'O-1', amount: '7000', tries: 1, handedOver: false }]]),
    handOver: ({ id }) => handedOver.push(id),
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pay = () => fetch(`${url}/orders/O-1/pay`, { method: 'POST', body: '{"msisdn":"0788123456"}' });
  const webhook = (signature: (text: string) => string) => {
    const body = JSON.stringify({ type: 'payment.successful', timestamp: '', data: { record: { id: 'O-1' } } });
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature(`msg_1.${timestamp}.${body}`)}`,
    };
    return fetch(`${url}/webhook`, { method: 'POST', headers, body });
  };
  try {
    // A lying webhook that is signed: what it says is not believed, the gateway is asked.
    const genuine = (text: string) =>
      createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
        .update(text)
        .digest('base64');
    expect((await webhook(genuine)).status).toBe(200);
    expect((await webhook(() => 'Zm9yZ2Vk')).status).toBe(400);
    expect(handedOver).toEqual([]);

    const pressed = await Promise.all([pay(), pay(), pay()]);
    expect(pressed.map(({ status }) => status)).toEqual([202, 202, 202]);
    const record = await ishyura.record('order', 'O-1', { waitSeconds: 10 });
    expect(record).toMatchObject({ status: 'paid', amount: '7000' });
    expect(sandbox.control.transactions({ externalId: record!.paymentId! })).toHaveLength(1);
    expect((await Promise.all([webhook(genuine), webhook(genuine)])).map(({ status }) => status)).toEqual([200, 200]);
    expect(await (await fetch(`${url}/orders/O-1`)).json()).toMatchObject({ status: 'paid', handedOver: true });
    expect(handedOver).toEqual(['O-1']);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

it('has an example that runs as a file', async () => {
  const file = fileURLToPath(new URL('../../clients/typescript/example/order-page.ts', import.meta.url));
  const child = spawn(process.execPath, ['--no-warnings', file], {
    env: { ...programEnvironment, PORT: '0', ISHYURA_URL: installation.url, ISHYURA_KEY: installation.key },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const answer = await fetch(`${/http:\S+/.exec(line)![0]}/orders/O-1`);
    expect(await answer.json()).toMatchObject({ status: 'paid', handedOver: true });
  } finally {
    child.kill('SIGKILL');
  }
});

it('can be tried against a gateway and a sandbox that one command starts, and that keep nothing', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'ishyura-with-gateway-'));
  const command = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
  const child = spawn(process.execPath, [command, 'sandbox', '--with-gateway'], {
    env: { ...programEnvironment, TMPDIR: temporary, PORT: '0', SANDBOX_PORT: '0', SANDBOX_CALLBACK_DELAY_MS: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const said = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ready') break;
    const [name = '', value = ''] = line.split('=');
    said.set(name, value);
  }
  const theirs = new Ishyura({ baseUrl: said.get('ISHYURA_URL')!, apiKey: said.get('ISHYURA_KEY')! });
  const { status } = await theirs.createPayment(
    { amount: '5000', currency: 'RWF', payer: { msisdn: '0788123456' }, record: { type: 'order', id: 'T-1' } },
    { waitSeconds: 5 },
  );
  expect(['submitted', 'pending', 'successful']).toContain(status);
  expect(readdirSync(temporary)).toHaveLength(1);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(readdirSync(temporary)).toEqual([]);
  rmSync(temporary, { recursive: true });
});
