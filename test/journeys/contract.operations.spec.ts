import { DocumentProbe } from '../../src/app/operations/document-probe.js';
import { PersonalData } from '../../src/kernel/personal-data/personal-data.js';
import { describe, expect, it } from '@jest/globals';
import { networkInterfaces } from 'node:os';
import { collections } from '../../src/app/collections.js';
import { Followers } from '../../src/kernel/following/followers.js';
import { floatCollections } from '../../src/modules/float/contract.js';
import { noticeCollections } from '../../src/modules/notices/contract.js';
import { webhookCollections } from '../../src/modules/webhooks/contract.js';
import { rwf, startApp } from '../support/app.js';

describe('the rate limit', () => {
  it('gives each key its rate with a burst of twice that, then 429 with Retry-After, without affecting other keys', async () => {
    const app = await startApp({ settings: { RATE_LIMIT_PER_SECOND: '5' } });
    try {
      const answers = await Promise.all(Array.from({ length: 12 }, () => app.service.get('/v1/payments')));
      const refused = answers.filter(({ status }) => status === 429);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
      expect(refused).toHaveLength(2);
      for (const { headers, body } of refused) {
        expect(headers['content-type']).toMatch(/^application\/problem\+json/);
        expect(body).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
        expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
      }
      expect((await app.admin.get('/v1/payments')).status).toBe(200);
      await app.clock.pass({ seconds: 1 });
      const later = await Promise.all(Array.from({ length: 6 }, () => app.service.get('/v1/payments')));
      expect(later.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    } finally {
      await app.close();
    }
  });

  it('does not count callbacks, health and metrics', async () => {
    const app = await startApp({ settings: { RATE_LIMIT_PER_SECOND: '1' } });
    try {
      for (const path of [
        '/health/live',
        '/health/live',
        '/health/live',
        '/health/live',
        '/metrics',
        '/health/ready',
      ]) {
        expect([path, (await app.anonymous.get(path)).status]).toEqual([path, 200]);
      }
    } finally {
      await app.close();
    }
  });
});

describe('health', () => {
  it('is live and ready, each part named', async () => {
    const app = await startApp();
    try {
      expect((await app.anonymous.get('/health/live')).status).toBe(200);
      const { status, body } = await app.anonymous.get('/health/ready');
      expect(status).toBe(200);
      expect(body).toMatchObject({
        status: 'ok',
        details: {
          server: { status: 'up' },
          eventStore: { status: 'up' },
          documentStore: { status: 'up' },
          keyStore: { status: 'up' },
          projections: { status: 'up' },
        },
      });
    } finally {
      await app.close();
    }
  });

  it('is not ready while the log is unavailable, and names the log', async () => {
    const app = await startApp();
    try {
      app.events.goAway();
      const { status, body } = await app.anonymous.get('/health/ready');
      const live = await app.anonymous.get('/health/live');
      app.events.comeBack();
      expect(status).toBe(503);
      expect(body).toMatchObject({
        status: 503,
        code: 'NOT_READY',
        detail: 'Not ready: eventStore, projections, parked.',
        details: { eventStore: { status: 'down' }, documentStore: { status: 'up' } },
      });
      expect(JSON.stringify(body)).not.toMatch(/\bat .+\.ts:\d+/);
      expect(live.status).toBe(200);
      expect((await app.anonymous.get('/health/ready')).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});

describe('health while a store answers and cannot be written', () => {
  it.each([
    ['keyStore', PersonalData],
    ['documentStore', DocumentProbe],
  ] as const)('is not ready, and names the %s', async (name, probe) => {
    const app = await startApp();
    try {
      const probed = app.gateway.app.get<{ checkWritable(): Promise<void> }>(probe);
      const { checkWritable } = probed;
      probed.checkWritable = () => Promise.reject(new Error('disk full'));
      const down = await app.anonymous.get('/health/ready');
      probed.checkWritable = checkWritable;
      expect([down.status, down.body]).toMatchObject([503, { detail: `Not ready: ${name}.` }]);
      expect((await app.anonymous.get('/health/ready')).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});

describe('health without the operator’s token', () => {
  it('shows which part is down and the lag of the lists, without faults, addresses or figures', async () => {
    const token = 'the-metrics-token';
    const app = await startApp({ settings: { METRICS_TOKEN: token } });
    try {
      await app.request('0780000001', rwf(100));
      await app.caughtUp();
      const well = await app.anonymous.get('/health/ready');
      const parts = Object.fromEntries(
        [
          'server',
          'eventStore',
          'documentStore',
          'keyStore',
          'projections',
          'parked',
          'providers',
          'webhooks',
          'notices',
          'float',
        ].map((name) => [name, name === 'projections' ? { status: 'up', behindMs: 0 } : { status: 'up' }]),
      );
      expect(well.body).toEqual({ status: 'ok', info: parts, error: {}, details: parts });
      app.events.goAway();
      const stranger = await app.anonymous.get('/health/ready');
      const operator = await app.anonymous.get('/health/ready', { authorization: `Bearer ${token}` });
      app.events.comeBack();
      expect([stranger.status, operator.status]).toEqual([503, 503]);
      expect(stranger.body['details']).toMatchObject({
        eventStore: { status: 'down' },
        projections: { status: 'down' },
      });
      expect(stranger.text).not.toMatch(/"why"|"fault"|"position"|"followers"/);
      expect(operator.body['details']).toMatchObject({ eventStore: { status: 'down', why: expect.any(String) } });
    } finally {
      await app.close();
    }
  });
});

describe('health under concurrent requests', () => {
  it('queries the stores once for all of them', async () => {
    const app = await startApp();
    try {
      const { events } = app;
      const head = events.head.bind(events);
      let asked = 0;
      let letGo = (): void => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      events.head = async () => {
        asked += 1;
        await held;
        return head();
      };
      const askedOnce = app.anonymous.get('/health/ready');
      while (asked === 0) await new Promise(setImmediate);
      const many = Array.from({ length: 20 }, () => app.anonymous.get('/health/ready'));
      // The server has all of them once it has answered a later request.
      await app.anonymous.get('/health/live');
      letGo();
      expect((await Promise.all([askedOnce, ...many])).map(({ status }) => status)).toEqual(Array(21).fill(200));
      // One check reads the head more than once; one check for each caller would be 21 times that.
      expect(asked).toBeLessThan(10);
      events.head = head;
    } finally {
      await app.close();
    }
  });
});

describe('a log that refuses appends', () => {
  it('makes the gateway not ready for any number of requests, and is checked again at once', async () => {
    const app = await startApp();
    try {
      expect((await app.anonymous.get('/health/ready')).status).toBe(200);
      await app.clock.pass({ seconds: 2 });
      app.events.fill();
      for (let n = 0; n < 3; n += 1) {
        const { status, body } = await app.anonymous.get('/health/ready');
        expect([status, body['detail']]).toEqual([503, 'Not ready: eventStore.']);
      }
      app.events.comeBack();
      expect((await app.anonymous.get('/health/ready')).status).toBe(200);
    } finally {
      await app.close();
    }
  });

  it('is checked at most once in two seconds for all callers', async () => {
    const app = await startApp();
    try {
      for (let n = 0; n < 5; n += 1) await app.anonymous.get('/health/ready');
      expect(app.events.checks).toBe(1);
      await app.clock.pass({ seconds: 2 });
      await app.anonymous.get('/health/ready');
      expect(app.events.checks).toBe(2);
    } finally {
      await app.close();
    }
  });
});

describe('a policy that makes no progress', () => {
  it('is in the metrics, and makes the gateway not ready after five minutes', async () => {
    const app = await startApp();
    try {
      await app.caughtUp();
      const held = app.events.hold('PaymentSubmitted');
      await app.request('0780000001', rwf(100));
      await held.reached;
      app.clock.jump(300_000);
      expect((await app.anonymous.get('/health/ready')).status).toBe(200);
      app.clock.jump(1);
      const { status, body } = await app.anonymous.get('/health/ready');
      const { text } = await app.anonymous.get('/metrics');
      held.release();
      expect([status, body['detail']]).toEqual([503, 'Not ready: projections.']);
      expect(text).toMatch(/ishyura_follower_lag_seconds\{kind="policy",name="submit-when-created"\} 300/);
      await app.caughtUp();
      expect((await app.anonymous.get('/health/ready')).status).toBe(200);
    } finally {
      await app.close();
    }
  });
});

describe('the list of collections', () => {
  it('names every view, so that none is dropped as one of an older version', async () => {
    const app = await startApp();
    try {
      const views = app.gateway.app
        .get(Followers)
        .progress.flatMap(({ kind, name }) => (kind === 'view' ? [name] : []));
      const queued = [...webhookCollections, ...noticeCollections, ...floatCollections].map(({ name }) => name);
      expect(collections.map(({ name }) => name).toSorted()).toEqual(
        [...views, ...queued, 'log-head.v1', 'skipped-events.v1', 'write-probe.v1'].toSorted(),
      );
    } finally {
      await app.close();
    }
  });
});

describe('a stop', () => {
  it('answers the waiting callers, and accepts no new request', async () => {
    const app = await startApp();
    app.sandbox.goesWrong({ fault: 'drop-before', on: 'create' });
    await app.caughtUp();
    const asleep = app.clock.sleepers;
    const waiting = app.service.post('/v1/payments', app.ask('0780000001', rwf(100)), {
      key: 'k',
      headers: { prefer: 'wait=10' },
    });
    while (app.clock.sleepers <= asleep) await new Promise(setImmediate);
    const stopped = app.stop();
    // The clock does not move: the waiting callers are answered because of the stop.
    expect((await waiting).body).toMatchObject({ status: 'created' });
    await stopped;
    await expect(app.anonymous.get('/health/live')).rejects.toThrow();
    await app.agent.destroy();
    await app.platform.close();
  });
});

describe('metrics', () => {
  const elsewhere = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

  it('are Prometheus text, from loopback without a token', async () => {
    const app = await startApp();
    try {
      await app.request('0780000001', rwf(100));
      await app.caughtUp();
      const { status, headers, text } = await app.anonymous.get('/metrics');
      expect([status, headers['content-type']]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
      expect(text).toMatch(/ishyura_events_total\{type="PaymentCreated"\} 1/);
      expect(text).toMatch(
        /ishyura_http_request_duration_seconds_count\{method="POST",route="\/v1\/payments",status="202"\} 1/,
      );
      expect(text).toMatch(/ishyura_follower_lag_seconds\{kind="view",name="payments.v3"\} 0/);
      // A request through a proxy on this machine is remote, whatever its headers say.
      for (const [name, from] of [
        ['x-forwarded-for', '8.8.8.8'],
        ['x-forwarded-for', '127.0.0.1'],
        ['forwarded', 'for=127.0.0.1'],
        ['x-real-ip', '127.0.0.1'],
        ['via', '1.1 proxy'],
      ] as const) {
        expect([name, (await app.anonymous.get('/metrics', { [name]: from })).status]).toEqual([name, 403]);
      }
    } finally {
      await app.close();
    }
  });

  it('require METRICS_TOKEN where one is set, also from loopback', async () => {
    const token = 'the-metrics-token';
    const app = await startApp({ settings: { METRICS_TOKEN: token } });
    try {
      const status = async (headers: Record<string, string> = {}) =>
        (await app.anonymous.get('/metrics', headers)).status;
      expect(await status()).toBe(403);
      expect(await status({ authorization: 'Bearer wrong' })).toBe(403);
      expect(await status({ authorization: token })).toBe(403);
      expect(await status({ authorization: `Bearer ${token}` })).toBe(200);
      expect(await status({ authorization: `Bearer ${token}`, 'x-forwarded-for': '8.8.8.8' })).toBe(200);
    } finally {
      await app.close();
    }
  });

  it('require METRICS_TOKEN from remote callers, whatever their headers say', async () => {
    if (elsewhere === undefined) throw new Error('this test needs an address of this machine that is not loopback');
    const app = await startApp({ settings: { HOST: '0.0.0.0', METRICS_TOKEN: 'the-metrics-token' } });
    try {
      const port = new URL(app.url).port;
      const from = async (headers: Record<string, string>) =>
        (await fetch(`http://${elsewhere}:${port}/metrics`, { headers })).status;
      expect(await from({})).toBe(403);
      expect(await from({ 'x-forwarded-for': '127.0.0.1' })).toBe(403);
      expect(await from({ forwarded: 'for=127.0.0.1', 'x-real-ip': '127.0.0.1' })).toBe(403);
      expect(await from({ authorization: 'Bearer wrong' })).toBe(403);
      expect(await from({ authorization: `Bearer ${app.admin.key}` })).toBe(403);
      expect(await from({ authorization: 'Bearer the-metrics-token' })).toBe(200);
    } finally {
      await app.close();
    }
  });

  it('are refused to remote callers where no METRICS_TOKEN is set', async () => {
    if (elsewhere === undefined) throw new Error('this test needs an address of this machine that is not loopback');
    const app = await startApp({ settings: { HOST: '0.0.0.0' } });
    try {
      const port = new URL(app.url).port;
      for (const authorization of ['Bearer ', 'Bearer null', 'Bearer undefined']) {
        expect((await fetch(`http://${elsewhere}:${port}/metrics`, { headers: { authorization } })).status).toBe(403);
      }
    } finally {
      await app.close();
    }
  });
});
