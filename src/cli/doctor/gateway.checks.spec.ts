import { describe, expect, it } from '@jest/globals';
import { checkGateway, type GatewayFacts } from './gateway.checks.js';

const answer = (status: number, body: object | string) => ({
  fault: null,
  status,
  contentType: 'application/json',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  latencyMs: 3,
});
const parts = {
  server: { status: 'up', version: '0.1.0' },
  eventStore: { status: 'up', position: '7' },
  projections: {
    status: 'up',
    behindMs: 0,
    followers: [{ name: 'payments.v3', kind: 'view', behindMs: 60_000, fault: null }],
  },
  providers: {
    status: 'up',
    providers: [
      {
        provider: 'mtn-momo',
        unreachableSince: null,
        products: [{ product: 'collection', circuit: 'closed', alerts: [] as object[] }],
      },
    ],
  },
};
const asked = (details: object = parts, metrics = '', status = 200): GatewayFacts => ({
  address: 'http://127.0.0.1:3000',
  ready: answer(status, { status: 'ok', details }),
  metrics: answer(200, metrics),
});
const callbacks = (received: number, missing: number) =>
  `# TYPE ishyura_callbacks gauge
ishyura_callbacks{provider="mtn-momo",state="expected"} ${received + missing}
ishyura_callbacks{provider="mtn-momo",state="received"} ${received}
ishyura_callbacks{provider="mtn-momo",state="missing"} ${missing}
`;
const troubles = (facts: GatewayFacts | null) =>
  checkGateway(facts, '0.1.0')
    .filter(({ level }) => level !== 'ok')
    .map(({ level, what }) => [level, what]);

describe('The check of a running gateway', () => {
  it('finds a ready gateway of the same version in order', () => {
    expect(
      checkGateway(asked(parts, callbacks(20, 2)), '0.1.0').map(({ level, check, what }) => [level, check, what]),
    ).toEqual([
      ['ok', 'gateway', 'runs, and is ready'],
      ['ok', 'version', '0.1.0'],
      ['ok', 'followers', 'none is more than 60 s behind the log'],
      ['ok', 'mtn-momo in the gateway', 'answers, and raises no alert'],
      ['ok', 'mtn-momo callbacks', 'since its start the gateway has received 20 callbacks, and 2 did not come'],
    ]);
  });

  it('warns when none answers', () => {
    const facts = {
      address: 'http://127.0.0.1:3000',
      ready: { fault: 'ECONNREFUSED' },
      metrics: { fault: 'ECONNREFUSED' },
    };
    expect(troubles(facts)).toEqual([['warning', 'no gateway answers at http://127.0.0.1:3000: ECONNREFUSED']]);
  });

  it('checks nothing where the port is not known', () => expect(troubles(null)).toEqual([]));

  it('finds another program at its address', () => {
    expect(troubles({ ...asked(), ready: answer(200, '<html>') })).toEqual([
      ['problem', 'http://127.0.0.1:3000/health/ready was answered with HTTP 200, and not by this gateway'],
    ]);
  });

  it('warns when the details of health are not shown', () => {
    const outline = { server: { status: 'up' }, providers: { status: 'up' } };
    expect(troubles(asked(outline))).toEqual([['warning', 'it does not show the details of its health']]);
  });

  it('names the part that is down', () => {
    const eventStore = { status: 'down', why: 'the disk is full' };
    expect(troubles(asked({ ...parts, eventStore }, '', 503))).toEqual([
      ['problem', 'it runs and is not ready: eventStore (the disk is full)'],
    ]);
  });

  it('warns of another version', () => {
    const server = { status: 'up', version: '0.0.9' };
    expect(troubles(asked({ ...parts, server }))).toEqual([
      ['warning', 'the gateway runs version 0.0.9, and this command is version 0.1.0'],
    ]);
  });

  it.each([
    [
      'a fault of a follower',
      { behindMs: 0, fault: 'no such table' },
      ['problem', 'payments.v3 does not go on: no such table'],
    ],
    [
      'a follower that is late',
      { behindMs: 60_001, fault: null },
      ['warning', 'payments.v3 is 1 minute behind the log'],
    ],
  ])('finds %s', (_, follower, expected) => {
    const projections = { status: 'up', followers: [{ name: 'payments.v3', kind: 'view', ...follower }] };
    expect(troubles(asked({ ...parts, projections }))).toEqual([expected]);
  });

  it.each([
    [
      'an outage',
      { unreachableSince: '2026-11-28T09:00:00.000Z' },
      'the gateway has had no answer since 2026-11-28T09:00:00.000Z',
    ],
    [
      'an open circuit',
      { products: [{ product: 'collection', circuit: 'open', alerts: [] }] },
      'collection: calls are held back after too many faults',
    ],
    [
      'an alert',
      { products: [{ product: 'collection', circuit: 'closed', alerts: [{ alert: 'CONFIGURATION' }] }] },
      'collection: alert CONFIGURATION',
    ],
  ])('finds %s of a provider', (_, said, what) => {
    const providers = { status: 'up', providers: [{ ...parts.providers.providers[0], ...said }] };
    expect(troubles(asked({ ...parts, providers }))).toEqual([['problem', what]]);
  });

  it.each([
    ['nothing when fewer than one in ten is missing', 19, 2, []],
    ['a warning when one in ten is missing', 18, 2, ['warning']],
    ['a warning when the first four are all missing', 0, 4, ['warning']],
    ['a problem when the first five are all missing', 0, 5, ['problem']],
  ])('makes of missing callbacks %s', (_, received, missing, levels) => {
    expect(troubles(asked(parts, callbacks(received, missing))).map(([level]) => level)).toEqual(levels);
  });
});
