import { beforeEach, describe, expect, it } from '@jest/globals';
import { exchange } from '../../../test/support/specify-provider.js';
import { FakeClock, noon } from '../../../test/support/fake-clock.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { raisedBy } from './failure-runs.js';
import { ProviderWatch, sayAgainAfterMs, silentFaults, supportIdOf } from './provider-watch.js';
import type { FailureCode, StatusAnswer, UndecidedKind } from './provider.js';

let clock: FakeClock;
let lines: [level: string, message: string, facts: object][];
let watch: ProviderWatch;

beforeEach(() => {
  clock = new FakeClock();
  lines = [];
  watch = new ProviderWatch('mtn-momo', clock, {
    info: (facts, message) => void lines.push(['info', message, facts]),
    warn: (facts, message) => void lines.push(['warn', message, facts]),
  });
});

const reference = '3f8b1c52-5d0e-4c7f-9b61-2f6a0c9d7e11';
const firewall =
  '<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with your administrator.<br><br>Your support ID is: 4412345678901234567<br></body></html>';

const rejectedByFirewall = {
  kind: 'firewall-page' as UndecidedKind,
  why: 'HTTP 403 with a page of HTML',
  exchange: {
    ...exchange(403),
    operation: 'requesttopay',
    request: { method: 'POST', path: '/…', body: '{"payer":{"partyId":"250788123456"}}' },
    response: { status: 403, correlationId: 'c-1', body: firewall },
  },
};

describe('an answer that decides nothing', () => {
  it('is logged with everything that the provider’s support asks for, and without personal data', () => {
    watch.undecided('requesttopay', reference, rejectedByFirewall);
    expect(lines).toEqual([
      [
        'warn',
        'provider answer decides nothing',
        {
          provider: 'mtn-momo',
          operation: 'requesttopay',
          kind: 'firewall-page',
          why: 'HTTP 403 with a page of HTML',
          reference,
          at: noon,
          latencyMs: 7,
          status: 403,
          correlationId: 'c-1',
          supportId: '4412345678901234567',
          unsaid: 0,
        },
      ],
    ]);
    expect(JSON.stringify(lines)).not.toContain('250788123456');
  });

  it('is logged without phone numbers from the provider’s words', () => {
    watch.undecided('requesttopay-status', reference, {
      kind: 'unknown-words',
      why: 'status WAITING_FOR_250788123456',
      exchange: exchange(200),
    });
    expect(lines[0]![2]).toMatchObject({ why: 'status WAITING_FOR_…' });
  });

  it('is logged once a minute for each kind, and the next line has the number of suppressed lines', async () => {
    for (let answer = 0; answer < 100; answer += 1) watch.undecided('requesttopay', reference, rejectedByFirewall);
    watch.undecided('requesttopay', reference, { ...rejectedByFirewall, kind: 'server-fault' });
    expect(lines).toHaveLength(2);
    await clock.pass({ ms: sayAgainAfterMs - 1 });
    watch.undecided('requesttopay', reference, rejectedByFirewall);
    expect(lines).toHaveLength(2);
    await clock.pass({ ms: 1 });
    watch.undecided('requesttopay', reference, rejectedByFirewall);
    expect(lines[2]![2]).toMatchObject({ kind: 'firewall-page', unsaid: 100 });
  });

  it('is logged also after the clock was set back', () => {
    watch.undecided('requesttopay', reference, rejectedByFirewall);
    clock.jump(-3_600_000);
    watch.undecided('requesttopay', reference, rejectedByFirewall);
    expect(lines).toHaveLength(2);
  });

  it('is counted by operation and kind; one of the token call as that call', () => {
    watch.undecided('requesttopay', reference, rejectedByFirewall);
    watch.undecided('requesttopay', reference, rejectedByFirewall);
    watch.undecided('requesttopay-status', reference, {
      kind: 'token-fault',
      why: 'no token: HTTP 500',
      exchange: { ...exchange(500), operation: 'token' },
    });
    watch.undecided('balance', null, { kind: 'not-asked', why: 'circuit open', exchange: null });
    expect(watch.undecidedCounts).toEqual([
      { operation: 'requesttopay', kind: 'firewall-page', count: 2 },
      { operation: 'token', kind: 'token-fault', count: 1 },
      { operation: 'balance', kind: 'not-asked', count: 1 },
    ]);
  });
});

describe('a provider that cannot be reached', () => {
  it('is logged once when it begins and once when it ends, with the duration', async () => {
    for (let call = 0; call < 50; call += 1) {
      watch.notReached('ECONNREFUSED', { left: false });
      await clock.pass({ seconds: 5 });
    }
    expect(watch.unreachableSince).toBe(noon);
    watch.reached();
    watch.reached();
    expect(lines).toEqual([
      ['warn', 'provider unreachable', { provider: 'mtn-momo', fault: 'ECONNREFUSED', since: noon, unsaid: 0 }],
      ['info', 'provider reachable again', { provider: 'mtn-momo', unreachableForMs: 250_000 }],
    ]);
    expect(watch.unreachableSince).toBeNull();
  });

  it('is not logged for single lost calls', () => {
    for (let call = 0; call < 20; call += 1) {
      for (let lost = 1; lost < silentFaults; lost += 1) watch.notReached('UND_ERR_SOCKET', { left: true });
      watch.reached();
    }
    expect([lines, watch.unreachableSince]).toEqual([[], null]);
  });

  it('is logged after enough consecutive lost calls', () => {
    for (let lost = 0; lost < silentFaults; lost += 1) watch.notReached('UND_ERR_SOCKET', { left: true });
    expect(lines.map(([, message]) => message)).toEqual(['provider unreachable']);
  });

  it('that comes and goes is logged once a minute', async () => {
    for (let call = 0; call < 60; call += 1) {
      watch.notReached('ECONNREFUSED', { left: false });
      watch.reached();
      await clock.pass({ seconds: 1 });
    }
    expect(lines.map(([, message]) => message)).toEqual(['provider unreachable', 'provider reachable again']);
  });
});

describe('an alert', () => {
  const failed = (code: FailureCode, payer: string | null = null, providerCode = 'THEIR_WORD'): StatusAnswer => ({
    is: 'failed',
    failure: { code, providerCode },
    amount: null,
    payer: payer === null ? null : { kind: 'msisdn', msisdn: payer as Msisdn },
    externalId: null,
    exchange: exchange(),
  });
  const paid: StatusAnswer = {
    is: 'successful',
    transactionId: '1',
    amount: null,
    payer: null,
    externalId: null,
    exchange: exchange(),
  };
  const alerts = () => watch.alertsOf('collection').map(({ alert, failures }) => `${alert} ${failures}`);
  const configuration = (count: number) => {
    for (let payment = 0; payment < count; payment += 1)
      watch.decided('collection', `payment ${payment}`, failed('CONFIGURATION'));
  };

  it('is raised by enough consecutive failures of our configuration, logged once, and over after a success', async () => {
    configuration(raisedBy - 1);
    expect(alerts()).toEqual([]);
    await clock.pass({ seconds: 9 });
    configuration(raisedBy + 2);
    expect(watch.alertsOf('collection')).toEqual([
      { alert: 'configuration', since: noon, failures: raisedBy + 2, providerCode: 'THEIR_WORD' },
    ]);
    expect(watch.alertsOf('disbursement')).toEqual([]);
    watch.decided('collection', 'paid', paid);
    expect(alerts()).toEqual([]);
    const facts = { provider: 'mtn-momo', product: 'collection', alert: 'configuration', since: noon };
    expect(lines).toEqual([
      ['warn', 'provider alert', { ...facts, failures: raisedBy, providerCode: 'THEIR_WORD' }],
      ['info', 'provider alert over', { ...facts, failures: raisedBy + 2, providerCode: 'THEIR_WORD' }],
    ]);
    configuration(raisedBy - 1);
    expect(alerts()).toEqual([]);
  });

  it('is raised by requests that never left because the keys are refused', () => {
    for (let payment = 0; payment < raisedBy; payment += 1)
      watch.decided('collection', `payment ${payment}`, {
        is: 'not-sent',
        why: 'no token: HTTP 401',
        failure: { code: 'CONFIGURATION', providerCode: null },
        exchange: null,
      });
    expect(alerts()).toEqual([`configuration ${raisedBy}`]);
  });

  it('counts one payment once for any number of status checks', () => {
    for (let ask = 0; ask < 10; ask += 1) watch.decided('collection', reference, failed('CONFIGURATION'));
    expect(alerts()).toEqual([]);
  });

  it('is raised when every payer fails for an error of the provider, not when one payer does', () => {
    const fail = (payer: string, payment: string) =>
      watch.decided('collection', payment, failed('PROVIDER_ERROR', payer, 'INTERNAL_PROCESSING_ERROR'));
    for (let payment = 0; payment < 10; payment += 1) fail('+250788000001', `of one ${payment}`);
    expect(alerts()).toEqual([]);
    for (let payer = 2; payer <= raisedBy; payer += 1) fail(`+25078800000${payer}`, `of many ${payer}`);
    expect(alerts()).toEqual([`provider-errors ${raisedBy}`]);
  });

  it.each<[string, StatusAnswer]>([
    ['a success', paid],
    ['a rejection by a payer', failed('REJECTED_BY_PAYER')],
  ])('is not raised when %s is between', (_, between) => {
    configuration(raisedBy - 1);
    watch.decided('collection', 'between', between);
    configuration(raisedBy - 1);
    expect(alerts()).toEqual([]);
  });

  it('is neither raised nor ended by failures of one payer', () => {
    configuration(raisedBy);
    for (let payment = 0; payment < 10; payment += 1)
      watch.decided('collection', `poor ${payment}`, failed('INSUFFICIENT_FUNDS', `+25078800000${payment}`));
    expect(alerts()).toEqual([`configuration ${raisedBy}`]);
  });
});

describe('the number that a firewall prints', () => {
  it.each<[string, string | null]>([
    [
      '<html><body>The requested URL was rejected.<br><br>Your support ID is: 4412345678901234567<br></body></html>',
      '4412345678901234567',
    ],
    ['<html>Your support ID is:<br><b>18-a7_f3</b></html>', '18-a7_f3'],
    ['<html>Support ID: &lt;none&gt;</html>', null],
    ['<html>Request Rejected</html>', null],
    ['{"message":"Your support ID is: 123456789"}', null],
    ['', null],
  ])('%s: %s', (body, expected) => expect(supportIdOf(body)).toBe(expected));
});
