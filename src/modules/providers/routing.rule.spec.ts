import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wellAt } from '../../../test/support/specify-provider.js';
import { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { AccountHolder, Collections, Disbursements, FailureCode, Provider } from './provider.js';
import { Providers } from './providers.js';
import { readRoutes } from './routes-file.js';
import { Router } from './router.js';
import { noRoutes, route, type CandidateFacts, type Routes, type RoutingAsk } from './routing.rule.js';

const rwf = (amount: number) => Money.ofMinor(BigInt(amount), 'RWF');
const ask: RoutingAsk = {
  kind: 'payment',
  amount: rwf(5_000),
  service: 'permits',
  branch: 'kigali',
  wanted: null,
  draw: 0.5,
};
const at = (provider: string, more: Partial<CandidateFacts> = {}): CandidateFacts => ({
  provider,
  obstacle: null,
  account: null,
  outage: null,
  fee: null,
  tried: false,
  ...more,
});
const mtn = (more: Partial<CandidateFacts> = {}) => at('mtn-momo', more);
const airtel = (more: Partial<CandidateFacts> = {}) => at('airtel-money', more);
const routesOf = (json: object): Routes => {
  const read = readRoutes(JSON.stringify({ currency: 'RWF', ...json }), ['mtn-momo', 'airtel-money']);
  if (typeof read === 'string') throw new Error(read);
  return read;
};
/** `mtn-momo in-order; airtel-money* number`: the star is for what is ruled out. */
const told = (facts: readonly CandidateFacts[], more: Partial<RoutingAsk> = {}, routes = noRoutes) =>
  route({ ...ask, ...more }, facts, routes)
    .candidates.map(({ provider, is, reasons }) => `${provider}${is === 'ruled-out' ? '*' : ''} ${reasons.join(' ')}`)
    .join('; ');

describe('routing', () => {
  it.each<[string, readonly CandidateFacts[], Partial<RoutingAsk>, string]>([
    ['takes the first of two alike', [mtn(), airtel()], {}, 'mtn-momo in-order; airtel-money in-order'],
    [
      'goes by the number',
      [mtn({ obstacle: 'MSISDN_NOT_SUPPORTED' }), airtel()],
      {},
      'airtel-money only-one; mtn-momo* number',
    ],
    [
      'goes by the currency',
      [mtn({ obstacle: 'CURRENCY_NOT_SUPPORTED' }), airtel()],
      {},
      'airtel-money only-one; mtn-momo* currency',
    ],
    [
      'goes by the caller’s wish',
      [mtn(), airtel()],
      { wanted: 'airtel-money' },
      'airtel-money wished; mtn-momo* not-wished',
    ],
    [
      'believes the provider that knows the account more than the prefix',
      [mtn({ obstacle: 'MSISDN_NOT_SUPPORTED', account: 'active' }), airtel({ account: 'not-found' })],
      {},
      'mtn-momo account-active only-one; airtel-money* account-elsewhere',
    ],
    [
      'does not believe "not found" where nobody knows the account',
      [mtn({ account: 'not-found' }), airtel({ obstacle: 'MSISDN_NOT_SUPPORTED', account: 'unknown' })],
      {},
      'mtn-momo only-one; airtel-money* number',
    ],
    [
      'leaves out an account that is not active',
      [mtn({ account: 'not-active' }), airtel()],
      {},
      'airtel-money only-one; mtn-momo* account-not-active',
    ],
    [
      'goes round a declared outage',
      [mtn({ outage: 'outage-declared' }), airtel()],
      {},
      'airtel-money in-order; mtn-momo outage-declared in-order',
    ],
    [
      'goes round an open circuit',
      [mtn({ outage: 'circuit-open' }), airtel()],
      {},
      'airtel-money in-order; mtn-momo circuit-open in-order',
    ],
    [
      'stays in an outage where nobody else can be asked',
      [mtn({ outage: 'outage-declared' }), airtel({ obstacle: 'MSISDN_NOT_SUPPORTED' })],
      {},
      'mtn-momo outage-declared only-one; airtel-money* number',
    ],
    [
      'takes the cheaper of two',
      [mtn({ fee: rwf(25) }), airtel({ fee: rwf(0) })],
      {},
      'airtel-money cheapest; mtn-momo in-order',
    ],
    [
      'does not compare a cost with none',
      [mtn({ fee: rwf(25) }), airtel()],
      {},
      'mtn-momo in-order; airtel-money in-order',
    ],
    [
      'does not go back to one that did not take it',
      [mtn({ tried: true }), airtel()],
      {},
      'airtel-money only-one; mtn-momo* did-not-take-it',
    ],
  ])('%s', (_, facts, more, expected) => expect(told(facts, more)).toBe(expected));

  const rules = {
    limits: { 'airtel-money': { least: '100', most: '2000000' } },
    routes: [
      { name: 'small permits', when: { below: '4000', services: ['permits'] }, to: ['airtel-money'] },
      { name: 'branch', when: { branches: ['huye'] }, to: ['airtel-money', 'mtn-momo'] },
      {
        name: 'shared',
        when: { from: '1000000' },
        to: ['mtn-momo', 'airtel-money'],
        share: { 'mtn-momo': 70, 'airtel-money': 30 },
      },
    ],
  };
  it.each<[string, Partial<RoutingAsk>, string | null, string]>([
    ['by amount and service', { amount: rwf(3_999) }, 'small permits', 'airtel-money by-rule; mtn-momo in-order'],
    ['not at its bound', { amount: rwf(4_000) }, null, 'mtn-momo in-order; airtel-money in-order'],
    [
      'not for another service',
      { amount: rwf(3_999), service: null },
      null,
      'mtn-momo in-order; airtel-money in-order',
    ],
    ['by branch', { branch: 'huye' }, 'branch', 'airtel-money by-rule; mtn-momo by-rule'],
    [
      'by share, below it',
      { amount: rwf(1_000_000), draw: 0.69 },
      'shared',
      'mtn-momo by-share; airtel-money by-share',
    ],
    ['by share, above it', { amount: rwf(1_000_000), draw: 0.7 }, 'shared', 'airtel-money by-share; mtn-momo by-share'],
    ['above a limit', { amount: rwf(2_000_001), draw: 0.9 }, 'shared', 'mtn-momo by-share; airtel-money* above-limit'],
    ['below a limit', { amount: rwf(99) }, null, 'mtn-momo only-one; airtel-money* below-limit'],
    [
      'not in another currency',
      { amount: Money.parse('10', 'EUR')!, branch: null },
      null,
      'mtn-momo in-order; airtel-money in-order',
    ],
  ])('by rules: %s', (_, more, rule, expected) => {
    const routes = routesOf(rules);
    expect(told([mtn(), airtel()], more, routes)).toBe(expected);
    expect(route({ ...ask, ...more }, [mtn(), airtel()], routes).rule).toBe(rule);
  });
  it('goes round an outage before it goes by a rule', () =>
    expect(told([mtn(), airtel({ outage: 'circuit-open' })], { branch: 'huye' }, routesOf(rules))).toBe(
      'mtn-momo by-rule; airtel-money circuit-open by-rule',
    ));

  it('chooses nobody who is ruled out, whatever is known', () => {
    const facts = fc.record({
      obstacle: fc.constantFrom(null, 'CURRENCY_NOT_SUPPORTED', 'MSISDN_NOT_SUPPORTED'),
      account: fc.constantFrom<AccountHolder | null>(null, 'active', 'not-active', 'not-found', 'unknown'),
      outage: fc.constantFrom(null, 'outage-declared', 'circuit-open'),
      fee: fc.constantFrom(null, rwf(0), rwf(20)),
      tried: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, facts, fc.constantFrom(null, 'mtn-momo'), (one, other, wanted) => {
        const both = [mtn(one as Partial<CandidateFacts>), airtel(other as Partial<CandidateFacts>)];
        const { provider, candidates } = route({ ...ask, wanted }, both, routesOf(rules));
        const chosen = both.find((each) => each.provider === provider);
        expect(candidates.filter(({ is }) => is === 'chosen')).toHaveLength(provider === null ? 0 : 1);
        if (chosen === undefined) return;
        expect(chosen.tried || chosen.obstacle === 'CURRENCY_NOT_SUPPORTED' || chosen.account === 'not-active').toBe(
          false,
        );
        expect(wanted === null || wanted === provider).toBe(true);
      }),
      { seed: 17, numRuns: 300 },
    );
  });
});

describe('the file of rules', () => {
  const faultOf = (text: string) => readRoutes(text, ['mtn-momo', 'airtel-money']);
  it.each<[string, string]>([
    ['{', 'it is not JSON'],
    ['{}', 'currency: '],
    ['{"currency":"RWF","routs":[]}', 'routs'],
    [
      '{"currency":"RWF","routes":[{"name":"a","to":["mpesa"]}]}',
      'routes.0.to names "mpesa", and the providers here are mtn-momo, airtel-money',
    ],
    [
      '{"currency":"RWF","routes":[{"name":"a","to":["mtn-momo"]},{"name":"a","to":["mtn-momo"]}]}',
      'two routes have the name "a"',
    ],
    [
      '{"currency":"RWF","routes":[{"name":"a","to":["mtn-momo"],"when":{"from":"5.5"}}]}',
      'routes.0.when.from must be an amount of RWF, not "5.5"',
    ],
    [
      '{"currency":"RWF","routes":[{"name":"a","to":["mtn-momo"],"share":{"mtn-momo":90}}]}',
      'routes.0.share must add up to 100',
    ],
    [
      '{"currency":"RWF","routes":[{"name":"a","to":["mtn-momo"],"share":{"airtel-money":100}}]}',
      'routes.0.share must name exactly those of to',
    ],
    ['{"currency":"RWF","limits":{"mpesa":{"most":"1"}}}', 'limits names "mpesa"'],
  ])('%s: %s', (text, sentence) => expect(faultOf(text)).toContain(sentence));
});

describe('the router', () => {
  const provider = (
    name: string,
    collections: Partial<Collections> = {},
    circuit: 'closed' | 'open' = 'closed',
  ): Provider => ({
    name,
    method: name,
    collections: {
      cannotTake: () => null,
      requestToPay: () => Promise.reject(new Error('not asked')),
      status: () => Promise.reject(new Error('not asked')),
      ...collections,
    },
    disbursements: null,
    health: () => ({
      ...wellAt(name),
      products: [{ product: 'collection', circuit, consecutiveFaults: 0, callsInFlight: 0, alerts: [] }],
    }),
    close: async () => undefined,
  });
  const payer = { kind: 'msisdn', msisdn: '+250788000001' as Msisdn } as const;
  const settings = { routes: noRoutes, kyc: false, fallback: true };
  const both = [provider('mtn-momo'), provider('airtel-money')];
  const router = (all: readonly Provider[] = both, more: Partial<typeof settings> = {}, outage: string | null = null) =>
    new Router(new Providers(all), { ...settings, ...more }, (name) => (name === outage ? {} : null));
  const failure = (code: FailureCode) => ({ code, providerCode: null });

  it('has nothing to explain where there is one provider', async () =>
    expect(await router([both[0]!]).first(ask, payer)).toEqual({ provider: both[0], routed: null }));

  it('refuses with the obstacle that is closest to a payment', async () => {
    const refusal = async (all: readonly Provider[], wanted: string | null = null) =>
      router(all)
        .first({ ...ask, wanted }, payer)
        .catch((error: unknown) => (error as Refusal).code);
    const number = provider('mtn-momo', { cannotTake: () => 'MSISDN_NOT_SUPPORTED' });
    const currency = provider('airtel-money', { cannotTake: () => 'CURRENCY_NOT_SUPPORTED' });
    expect(await refusal([number, currency])).toBe('MSISDN_NOT_SUPPORTED');
    expect(await refusal([currency, { ...number, collections: null }])).toBe('CURRENCY_NOT_SUPPORTED');
    expect(await refusal(both, 'mpesa')).toBe('PROVIDER_NOT_AVAILABLE');
  });

  it('chooses for a payout among those that pay out, by their circuits of that product and by the rules for payouts', async () => {
    const pays = (
      name: string,
      circuit: 'closed' | 'open' = 'closed',
      more: Partial<Disbursements> = {},
    ): Provider => ({
      ...provider(name),
      disbursements: { cannotSend: () => null, ...more } as Disbursements,
      health: () => ({
        ...wellAt(name),
        products: [{ product: 'disbursement', circuit, consecutiveFaults: 0, callsInFlight: 0, alerts: [] }],
      }),
    });
    const routes = routesOf({
      limits: { 'airtel-money': { most: '9000' } },
      routes: [{ name: 'out', when: { kinds: ['payout'] }, to: ['airtel-money'] }],
    });
    const chosen = async (all: readonly Provider[], more: Partial<RoutingAsk> = {}, by = noRoutes) => {
      const of = new Router(new Providers(all), { ...settings, routes: by }, () => null);
      return of.first({ ...ask, kind: 'payout', ...more }, payer).then(
        ({ provider: { name }, routed }) => `${name} ${routed?.candidates.length ?? 0}`,
        (error: unknown) => (error as Refusal).code,
      );
    };
    const both = [pays('mtn-momo'), pays('airtel-money')];
    expect(await chosen(both)).toBe('mtn-momo 2');
    expect(await chosen(both, {}, routes)).toBe('airtel-money 2');
    expect(await chosen(both, { kind: 'payment' }, routes)).toBe('mtn-momo 2');
    expect(await chosen(both, { amount: rwf(9_001) }, routes)).toBe('mtn-momo 2');
    expect(await chosen([pays('mtn-momo', 'open'), both[1]!])).toBe('airtel-money 2');
    expect(await chosen([provider('mtn-momo'), both[1]!])).toBe('airtel-money 1');
    expect(await chosen([both[0]!, pays('airtel-money', 'closed', { paysOut: false })])).toBe('mtn-momo 1');
    expect(await chosen(both, { wanted: 'airtel-money' })).toBe('airtel-money 2');
    const cannot: Partial<Disbursements> = { cannotSend: () => 'MSISDN_NOT_SUPPORTED' };
    expect(await chosen([pays('mtn-momo', 'closed', cannot), both[1]!])).toBe('airtel-money 2');
    expect(await chosen([pays('mtn-momo', 'closed', cannot)])).toBe('MSISDN_NOT_SUPPORTED');
  });

  it('moves what waits at a provider in an outage to one that is well, and not against the caller’s wish', async () => {
    const instead = async (of: Router, wanted: string | null = null) =>
      (await of.insteadOf('mtn-momo', { ...ask, wanted }, payer))?.provider ?? null;
    expect(await instead(router())).toBeNull();
    expect(await instead(router(both, {}, 'mtn-momo'))).toBe('airtel-money');
    expect(await instead(router(both, {}, 'mtn-momo'), 'mtn-momo')).toBeNull();
    expect(await instead(router([provider('mtn-momo', {}, 'open'), provider('airtel-money', {}, 'open')]))).toBeNull();
  });

  it('asks the networks themselves only where that is on', async () => {
    let asked = 0;
    const knows = (account: AccountHolder) => ({ accountOf: async () => ((asked += 1), account) });
    const all = [provider('mtn-momo', knows('not-found')), provider('airtel-money', knows('active'))];
    expect((await router(all).first(ask, payer)).provider.name).toBe('mtn-momo');
    expect(asked).toBe(0);
    expect((await router(all, { kyc: true }).first(ask, payer)).provider.name).toBe('airtel-money');
  });

  it.each<[FailureCode | null, string | null]>([
    [null, 'airtel-money'],
    ['CONFIGURATION', 'airtel-money'],
    ['PROVIDER_ERROR', 'airtel-money'],
    ['PAYER_NOT_FOUND', 'airtel-money'],
    ['REJECTED_BY_PAYER', null],
    ['INSUFFICIENT_FUNDS', null],
    ['LIMIT_REACHED', null],
    ['NOT_ALLOWED', null],
    ['CANCELLED', null],
    ['EXPIRED', null],
    ['UNSPECIFIED', null],
  ])('goes on after %s to %s', async (code, next) => {
    const routed = await router().next(ask, payer, ['mtn-momo'], code && failure(code));
    expect(routed?.provider ?? null).toBe(next);
  });

  it('goes on to nobody against the caller’s wish, into an outage, twice, or where that is off', async () => {
    const next = async (of: Router, tried = ['mtn-momo'], wanted: string | null = null) =>
      (await of.next({ ...ask, wanted }, payer, tried, null))?.provider ?? null;
    expect(await next(router(), ['mtn-momo'], 'mtn-momo')).toBeNull();
    expect(await next(router(both, {}, 'airtel-money'))).toBeNull();
    expect(await next(router([both[0]!, provider('airtel-money', {}, 'open')]))).toBeNull();
    expect(await next(router(), ['mtn-momo', 'airtel-money'])).toBeNull();
    expect(await next(router(both, { fallback: false }))).toBeNull();
  });
});
