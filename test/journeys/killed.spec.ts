import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import type { RecordedEvent } from '../../src/kernel/ports/event-store.js';
import { systemClock } from '../../src/kernel/system-clock.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';
import { openEmbeddedStores } from '../../src/app/stores.js';
import type { Body } from '../support/app.js';
import { Installation, until, type Program } from '../support/program.js';
import { alike, rebuiltBeside } from '../support/rebuilt-views.js';
import { answerWith, Receiver, sequencesByResource, type Received } from '../support/webhook-receiver.js';

// This file uses real time, because it waits for processes; it waits for conditions, never for a fixed time.
const dying = { file: 'test/journeys/killed-gateway.mjs', says: /ready/ };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ behaviour: { latencyMs: 0, callbackDelayMs: 20 } });
});
afterAll(() => sandbox.close());

/** Concurrent scenarios, on two cores: `maxConcurrency` in jest.config.mjs. */
const lanesAtOnce = 3;

interface Lane {
  readonly installation: Installation;
  program: Program | null;
}

interface Answered {
  readonly status: number;
  readonly body: Body;
}

function callerOf({ url, key }: Installation) {
  const call = async (path: string, init: RequestInit): Promise<Answered> => {
    const response = await fetch(url + path, init);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Body };
  };
  const authorization = `Bearer ${key}`;
  return {
    get: (path: string) => call(path, { headers: { authorization } }),
    erase: (msisdn: string) =>
      call(`/v1/payers/${msisdn}`, {
        method: 'DELETE',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ reason: 'Asked for in writing' }),
      }),
    order: (path: string) => call(path, { method: 'POST', headers: { authorization } }),
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      call(path, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
  };
}

const ask = (id: string, amount = '5000') => ({
  amount,
  currency: 'RWF',
  payer: { msisdn: '0788123456' },
  record: { type: 'invoice', id },
});

describe('a gateway that is killed', () => {
  const moments = [
    'before RecordClaimed',
    'after RecordClaimed',
    'before PaymentCreated',
    'after PaymentCreated',
    'before call',
    'after call',
    'before PaymentSubmitted',
    'after PaymentSubmitted',
    'before CallbackReceived',
    'after CallbackReceived',
    'before PaymentSucceeded',
    'after PaymentSucceeded',
    'before ReceiptNumbered',
    'after ReceiptNumbered',
    'before ReceiptIssued',
    'after ReceiptIssued',
  ];

  /** The log records that a submission was due, and not that it happened: a later sender cannot know, and announces its submission. */
  const doubtful = ['after PaymentCreated', 'before call', 'after call', 'before PaymentSubmitted'];

  // The scenarios of one lane run one after the other: the start that recovers one scenario also starts the next.
  const lanes: Lane[] = [];
  const waiting: ((lane: Lane) => void)[] = [];
  const free = (lane: Lane) => {
    const next = waiting.shift();
    if (next === undefined) lanes.push(lane);
    else next(lane);
  };
  beforeAll(async () => {
    for (let count = 0; count < lanesAtOnce; count += 1)
      free({ installation: await Installation.make(sandbox), program: null });
  });
  afterAll(async () => {
    for (const { installation, program } of lanes) {
      await program?.stop();
      installation.remove();
    }
  });

  it.concurrent.each(moments)('%s recovers to one payment, one transaction and one receipt', async (moment) => {
    const lane = lanes.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
    try {
      await story(lane, moment);
    } finally {
      free(lane);
    }
  });

  /** Between the reservation and the request, between the record and the call, after the call, and between the two streams at the end. */
  const refundMoments = ['after RefundReserved', 'before call', 'after call', 'before PaymentRefunded'];

  it.concurrent.each(refundMoments)(
    '%s of a refund recovers to one refund, one disbursement and a payment that knows of it',
    async (moment) => {
      const lane = lanes.pop() ?? (await new Promise<Lane>((resolve) => waiting.push(resolve)));
      try {
        await storyOfRefund(lane, moment);
      } finally {
        free(lane);
      }
    },
  );

  async function storyOfRefund(lane: Lane, moment: string): Promise<void> {
    const { installation } = lane;
    const caller = callerOf(installation);
    const first = lane.program === null || lane.program.hasEnded ? await installation.start(dying) : lane.program;
    lane.program = first;
    // The lanes are shared with the stories of payments, which have records by these names.
    const key = `refund-${moment.replaceAll(' ', '-')}`;
    const { body: payment } = await caller.post('/v1/payments', ask(`INV-refund-${moment}`), {
      'idempotency-key': key,
    });
    const paymentOf = () => caller.get(`/v1/payments/${payment.id}`).then(({ body }) => body);
    await until(paymentOf, ({ status }) => status === 'successful');
    const { body: client } = await caller.post('/v1/api-clients', { name: 'Approver', roles: ['approver'] });
    const approver = callerOf({ url: installation.url, key: client['key'] } as Installation);

    const request = () =>
      caller.post(`/v1/payments/${payment.id}/refunds`, { reason: 'Refused' }, { 'idempotency-key': key });
    const approve = (refundId: string) => approver.order(`/v1/refunds/${refundId}/approve`);
    await first.tell(moment);
    const asked = await request().catch(() => null);
    if (asked !== null) await approve(asked.body.id).catch(() => null);
    expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' });

    lane.program = await installation.start(dying);
    const again = await request();
    expect(again.status).toBe(201);
    const refundId = again.body.id;
    // It may have been approved before the end.
    await approve(refundId);
    await until(
      async () => (await caller.get(`/v1/refunds/${refundId}`)).body,
      ({ status }) => status === 'successful',
    );
    expect(await until(paymentOf, ({ status }) => status === 'refunded')).toMatchObject({ refundedAmount: '5000' });
    expect(sandbox.control.transactions({ externalId: refundId })).toMatchObject([
      { amount: '5000', status: 'SUCCESSFUL' },
    ]);
    const events = await eventsWithViewsAlike(installation);
    const typesOf = events.filter(({ data }) => [(data as Body).id, (data as Body)['refundId']].includes(refundId));
    for (const once of ['RefundReserved', 'RefundRequested', 'RefundApproved', 'RefundSucceeded', 'PaymentRefunded'])
      expect([once, typesOf.filter(({ type }) => type === once).length]).toEqual([once, 1]);
  }

  async function story(lane: Lane, moment: string): Promise<void> {
    const { installation } = lane;
    const caller = callerOf(installation);
    const request = () =>
      caller.post('/v1/payments', ask(`INV-${moment}`), { 'idempotency-key': moment.replace(' ', '-') });

    const first = lane.program === null || lane.program.hasEnded ? await installation.start(dying) : lane.program;
    await first.tell(moment);
    // It may die before it answers, and it may answer before it dies.
    await request().catch(() => null);
    expect(await first.ended).toEqual({ code: null, signal: 'SIGKILL' });

    lane.program = await installation.start(dying);
    const again = await request();
    expect(again.status).toBe(202);
    const payment = await until(
      async () => (await caller.get(`/v1/payments/${again.body.id}`)).body,
      ({ receipt }) => receipt !== null,
    );
    expect(payment.status).toBe('successful');
    expect(payment['attempts']).toHaveLength(1);
    expect(sandbox.control.transactions({ externalId: again.body.id })).toMatchObject([
      { referenceId: payment.providerReference, status: 'SUCCESSFUL' },
    ]);

    const events = await eventsWithViewsAlike(installation);
    const typesOf = events.filter(({ data }) => (data as Body).paymentId === again.body.id).map(({ type }) => type);
    for (const once of ['PaymentCreated', 'PaymentSucceeded', 'ReceiptNumbered', 'ReceiptIssued']) {
      expect([once, typesOf.filter((type) => type === once)]).toEqual([once, [once]]);
    }
    const repeated = typesOf.filter((type) => type === 'SubmissionRepeated');
    expect(repeated).toEqual(doubtful.includes(moment) ? ['SubmissionRepeated'] : []);
    const numbers = events.filter(({ type }) => type === 'ReceiptNumbered').map(({ data }) => (data as Body).number);
    expect(numbers).toEqual(numbers.map((_, index) => `RCT-${kigaliYear()}-${String(index + 1).padStart(6, '0')}`));
  }
});

describe('a gateway that is killed while it delivers webhooks', () => {
  it('delivers each after the next start: in the order of its payment, and what had no answer with the same bytes', async () => {
    const receiver = await Receiver.start();
    const installation = await Installation.make(sandbox);
    const caller = callerOf(installation);
    const settings = { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' };
    const program = await installation.start({}, settings);
    const endpoint = { url: receiver.url('/told'), events: ['payment.*', 'receipt.issued'] };
    expect((await caller.post('/v1/webhook-endpoints', endpoint)).status).toBe(201);
    const pay = async (record: string) =>
      (await caller.post('/v1/payments', ask(record, '700'), { 'idempotency-key': record })).body.id;

    const ids = [await pay('TOLD-1'), await pay('TOLD-2')];
    const told = async () => receiver.at('/told');
    const isTold = (id: string, type: string, calls: readonly Received[]) =>
      calls.some(({ body }) => body.type === type && (body.data.id === id || body.data['paymentId'] === id));
    await until(told, (calls) => ids.every((id) => isTold(id, 'receipt.issued', calls)));
    // From here on nobody answers: calls are open when it dies.
    receiver.answers(() => undefined);
    const before = receiver.calls.length;
    ids.push(await pay('TOLD-3'), await pay('TOLD-4'), await pay('TOLD-5'));
    await until(told, (calls) => calls.length >= before + 3);
    program.child.kill('SIGKILL');
    await program.ended;
    const unanswered = receiver.calls.slice(before);

    receiver.answers(answerWith(204));
    const again = await installation.start({}, settings);
    const calls = await until(told, (seen) =>
      ids.every((id) => ['payment.successful', 'receipt.issued'].every((type) => isTold(id, type, seen))),
    );
    for (const [id, sequences] of sequencesByResource(calls))
      expect([id, sequences]).toEqual([id, sequences.toSorted((one, other) => one - other)]);
    for (const lost of unanswered) {
      const same = calls.filter(({ headers }) => headers['webhook-id'] === lost.headers['webhook-id']);
      expect(same.map(({ text }) => text)).toEqual([lost.text, lost.text]);
    }
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(calls.length - unanswered.length);
    await until(
      async () => (await caller.get('/v1/webhook-deliveries?status=pending')).body.data as unknown as unknown[],
      (pending) => pending.length === 0,
    );
    await again.stop();
    await receiver.stop();
    installation.remove();
  });
});

describe('a gateway that is killed while it erases a payer', () => {
  it.each([
    ['before PayerErased', 'nothing is erased, and the request can be repeated'],
    ['after PayerErased', 'the next start carries it out'],
  ])('%s: %s', async (moment) => {
    const installation = await Installation.make(sandbox);
    const caller = callerOf(installation);
    const program = await installation.start(dying);
    const { body } = await caller.post('/v1/payments', ask('ERASED'), { 'idempotency-key': 'erased' });
    const payment = async () => (await caller.get(`/v1/payments/${body.id}`)).body;
    await until(payment, ({ receipt }) => receipt !== null);
    await program.tell(moment);
    expect(await caller.erase('0788123456').catch(() => null)).toBeNull();
    expect(await program.ended).toEqual({ code: null, signal: 'SIGKILL' });

    const again = await installation.start();
    if (moment === 'before PayerErased') {
      expect((await payment())['payer']).toEqual({ msisdn: '+250788123456' });
      expect((await caller.erase('0788123456')).status).toBe(202);
    }
    const { payer, status } = await until(payment, (shown) => (shown['payer'] as Body)['msisdn'] === null);
    expect([payer, status]).toEqual([{ msisdn: null, erased: true }, 'successful']);
    const events = await eventsWithViewsAlike(installation);
    expect(events.filter(({ type }) => type === 'PayerErased')).toHaveLength(1);
    await again.stop();
    installation.remove();
  });
});

describe('a gateway that is told to stop', () => {
  it('answers every request in progress, exits with 0 and loses nothing', async () => {
    const installation = await Installation.make(sandbox);
    const caller = callerOf(installation);
    const program = await installation.start();
    const callsBefore = sandbox.control.calls['requesttopay'] ?? 0;
    // All of them are recorded and wait for an answer of a silent provider.
    sandbox.control.setFaults([{ fault: 'latency', on: 'create', ms: 3_600_000, msisdn: '250788111111' }]);
    const requests = Array.from({ length: 20 }, (_, index) =>
      caller.post(
        '/v1/payments',
        { ...ask(`STOP-${index}`, String(1_000 + index)), payer: { msisdn: '0788111111' } },
        { 'idempotency-key': `stop-${index}`, prefer: 'wait=10' },
      ),
    );
    await until(
      async () => (sandbox.control.calls['requesttopay'] ?? 0) - callsBefore,
      (calls) => calls === 20,
    );
    const startedAt = performance.now();
    const ended = program.stop();
    const answers = await Promise.all(requests);
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(202));
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - startedAt).toBeLessThan(30_000);

    sandbox.control.setFaults([]);
    const again = await installation.start();
    for (const { body } of answers) {
      await until(
        async () => (await caller.get(`/v1/payments/${body.id}`)).body.status,
        (status) => status === 'successful',
      );
      expect(sandbox.control.transactions({ externalId: body.id })).toHaveLength(1);
    }
    await again.stop();
    installation.remove();
  });

  it('twice stops at once, and loses nothing', async () => {
    const installation = await Installation.make(sandbox);
    const caller = callerOf(installation);
    const program = await installation.start();
    const { body } = await caller.post('/v1/payments', ask('TWICE'), { 'idempotency-key': 'twice' });
    sandbox.control.setFaults([{ fault: 'latency', on: 'status', ms: 3_600_000 }]);
    const callsBefore = sandbox.control.calls['requesttopay status'] ?? 0;
    const held = caller.post(`/v1/payments/${body.id}/status-check`, undefined).catch(() => null);
    await until(
      async () => sandbox.control.calls['requesttopay status'] ?? 0,
      (calls) => calls > callsBefore,
    );
    program.child.kill('SIGTERM');
    await until(
      () =>
        caller.get('/health/live').then(
          () => 'open',
          () => 'closed',
        ),
      (door) => door === 'closed',
    );
    expect(await program.stop()).toEqual({ code: 0, signal: null });
    await held;
    sandbox.control.setFaults([]);
    const again = await installation.start();
    await until(
      async () => (await caller.get(`/v1/payments/${body.id}`)).body.status,
      (status) => status === 'successful',
    );
    await again.stop();
    installation.remove();
  });
});

describe('a gateway whose log loses its writer', () => {
  it('ends with one line that names the cause, and can be started again', async () => {
    const installation = await Installation.make(sandbox);
    const program = await installation.start({ file: 'test/journeys/writer-killed.mjs', says: /listens on/ });
    program.said = '';
    program.child.send('now');
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.said.trim().split('\n')).toEqual([
      expect.stringMatching(/^Ishyura ends: the log in .* can no longer be written: its worker has ended/),
    ]);
    expect(await (await installation.start()).stop()).toEqual({ code: 0, signal: null });
    installation.remove();
  });
});

describe('a second gateway on the same data directory', () => {
  it('refuses to start with one line, and the first gateway continues', async () => {
    const installation = await Installation.make(sandbox);
    const first = await installation.start();
    const second = installation.launch('dist/main.js', { PORT: '0' });
    expect(await second.ended).toEqual({ code: 1, signal: null });
    expect(second.said.trim().split('\n')).toEqual([expect.stringMatching(/in use by another Ishyura.*DATA_DIR/)]);
    expect((await callerOf(installation).get('/health/ready')).status).toBe(200);
    expect(await first.stop()).toEqual({ code: 0, signal: null });
    installation.remove();
  });
});

/** The series are named after the year in Kigali. */
const kigaliYear = () => new Date(systemClock.now() + 2 * 3_600_000).getUTCFullYear();

/** All events of an idle installation; it also checks that every view equals the projection of its events. */
async function eventsWithViewsAlike(installation: Installation): Promise<readonly RecordedEvent[]> {
  const copy = await until(
    async () => {
      const before = await positionAtRest(installation);
      const directory = installation.copy();
      const after = await positionAtRest(installation);
      return before !== null && before === after ? directory : null;
    },
    (directory) => directory !== null,
  );
  const stores = await openEmbeddedStores(copy!, null, systemClock);
  try {
    for (const comparison of (await rebuiltBeside(stores)).values()) expect(comparison).toMatchObject(alike);
    return (await stores.events.readAll(0n, 10_000)).events;
  } finally {
    await stores.close();
    rmSync(copy!, { recursive: true });
  }
}

/** The head of the log when every follower has reached it; null while one has not. */
async function positionAtRest({ url }: Installation): Promise<string | null> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const lags = [...metrics.matchAll(/^ishyura_follower_lag_seconds\{.*\} ([\d.]+)$/gm)].map(([, lag]) => lag);
  return lags.every((lag) => lag === '0') ? (/^ishyura_log_position (\d+)$/m.exec(metrics)?.[1] ?? null) : null;
}
