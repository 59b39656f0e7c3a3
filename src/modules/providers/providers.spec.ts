import { describe, expect, it } from '@jest/globals';
import { wellAt } from '../../../test/support/specify-provider.js';
import { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Collections, Disbursements, Instrument, Provider } from './provider.js';
import { Providers } from './providers.js';

const francs = Money.parse('5000', 'RWF')!;
const payer: Instrument = { kind: 'msisdn', msisdn: '+250788123456' as Msisdn };

function provider(name: string, obstacle: ReturnType<Collections['cannotTake']> = null, more: Partial<Provider> = {}) {
  const seen = { closed: 0 };
  const it: Provider = {
    name,
    method: name,
    collections: {
      cannotTake: () => obstacle,
      requestToPay: () => Promise.reject(new Error('not asked')),
      status: () => Promise.reject(new Error('not asked')),
    },
    disbursements: null,
    health: () => wellAt(name),
    close: async () => {
      seen.closed += 1;
    },
    ...more,
  };
  return Object.assign(it, seen, { closedTimes: () => seen.closed });
}

const refusalOf = (choose: () => unknown): string => {
  try {
    choose();
  } catch (refusal) {
    if (refusal instanceof Refusal) return `${refusal.kind} ${refusal.code}`;
    throw refusal;
  }
  return 'none';
};

describe('choosing a provider', () => {
  const momo = provider('mtn-momo');
  const noFrancs = provider('euro-only', 'CURRENCY_NOT_SUPPORTED');
  const notThisPhone = provider('other-network', 'MSISDN_NOT_SUPPORTED');
  const payoutsOnly = provider('payouts-only', null, { collections: null });

  it('chooses the first provider that accepts the payment', () =>
    expect(new Providers([payoutsOnly, noFrancs, notThisPhone, momo]).choose(francs, payer)).toBe(momo));
  it('chooses the requested provider', () =>
    expect(new Providers([provider('first'), momo]).choose(francs, payer, 'mtn-momo')).toBe(momo));

  it.each<[string, Provider[], string | undefined, string]>([
    ['no provider is configured', [], undefined, 'invalid PROVIDER_NOT_AVAILABLE'],
    ['the wanted one is not configured', [momo], 'airtel', 'invalid PROVIDER_NOT_AVAILABLE'],
    ['the wanted one takes no payments', [momo, payoutsOnly], 'payouts-only', 'invalid PROVIDER_NOT_AVAILABLE'],
    ['the wanted one takes other money', [momo, noFrancs], 'euro-only', 'invalid CURRENCY_NOT_SUPPORTED'],
    ['the wanted one has other phones', [momo, notThisPhone], 'other-network', 'invalid MSISDN_NOT_SUPPORTED'],
    ['none takes the money', [noFrancs], undefined, 'invalid CURRENCY_NOT_SUPPORTED'],
    ['the money would do, the phone does not', [notThisPhone, noFrancs], undefined, 'invalid MSISDN_NOT_SUPPORTED'],
  ])('refuses when %s', (_, all, wanted, expected) =>
    expect(refusalOf(() => new Providers(all).choose(francs, payer, wanted))).toBe(expected),
  );
});

describe('choosing a provider for a payout', () => {
  const disbursements = (obstacle: ReturnType<Disbursements['cannotSend']>): Disbursements => {
    const notAsked = () => Promise.reject(new Error('not asked'));
    return {
      cannotSend: () => obstacle,
      transfer: notAsked,
      deposit: notAsked,
      refund: notAsked,
      status: notAsked,
      balance: notAsked,
    };
  };
  const takesOnly = provider('takes-only');
  const pays = provider('pays', null, { disbursements: disbursements(null) });
  const euros = provider('euros', null, { disbursements: disbursements('CURRENCY_NOT_SUPPORTED') });

  it('chooses the first that pays this payee, and passes over one that only takes payments', () =>
    expect(new Providers([takesOnly, euros, pays]).chooseForPayout(francs, payer)).toBe(pays));

  it.each<[string, Provider[], string | undefined, string]>([
    ['none pays out', [takesOnly], undefined, 'invalid PROVIDER_NOT_AVAILABLE'],
    ['the wanted one does not pay out', [takesOnly, pays], 'takes-only', 'invalid PROVIDER_NOT_AVAILABLE'],
    ['none pays in this currency', [euros], undefined, 'invalid CURRENCY_NOT_SUPPORTED'],
  ])('refuses when %s', (_, all, wanted, expected) =>
    expect(refusalOf(() => new Providers(all).chooseForPayout(francs, payer, wanted))).toBe(expected),
  );
});

describe('the providers', () => {
  it('are found by name, and closed at the very end', async () => {
    const momo = provider('mtn-momo');
    const providers = new Providers([momo]);
    expect([providers.named('mtn-momo'), providers.named('airtel')]).toEqual([momo, undefined]);
    expect(providers.health()).toEqual([wellAt('mtn-momo')]);
    await providers.onApplicationShutdown();
    expect(momo.closedTimes()).toBe(1);
  });
});
