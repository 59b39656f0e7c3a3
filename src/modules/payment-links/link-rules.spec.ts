import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noon } from '../../../test/support/fake-clock.js';
import {
  after,
  created,
  failed,
  paymentId,
  refundCompleted,
  refundReserved,
  rwf,
  stoppedWaiting,
  succeeded,
} from '../../../test/support/specify-payment.js';
import { evolve } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { TooManyRequests } from '../../kernel/rate-limit.js';
import { evolvePayment, type KnownPayment, type Payment, type PaymentEvent } from '../payments/contract.js';
import { readAmount } from './link-amount.rule.js';
import { keyOfPress, LinkAddresses, linkIdFor, linkIdOfLine } from './link-identity.js';
import { linkStanding } from './link-standing.rule.js';
import type { KnownLink } from './payment-link.decider.js';
import { PromptBounds } from './prompt-bounds.js';

describe('an amount that a payer names', () => {
  const francs = { currency: 'RWF', least: rwf(500), most: rwf(100_000) };
  const euros = { currency: 'EUR', least: Money.parse('1', 'EUR')!, most: Money.parse('50', 'EUR')! };

  it.each([
    ['500', '500'],
    [' 5000 ', '5000'],
    ['5 000', '5000'],
    ['100\u00a0000', '100000'],
    ['0500', '500'],
  ])('%j is read', (typed, amount) => expect(readAmount(typed, francs)).toEqual(Money.parse(amount, 'RWF')));
  it.each(['1', '1.5', '49.99'])('%j is read in a currency of two decimals', (typed) =>
    expect(readAmount(typed, euros)).toEqual(Money.parse(typed, 'EUR')),
  );

  it.each([
    ['', 'missing'],
    ['  ', 'missing'],
    ['1e3', 'not-digits'],
    ['-5', 'not-digits'],
    ['+500', 'not-digits'],
    ['5,000', 'not-digits'],
    ['5.000', 'not-digits'],
    ['500.50', 'not-digits'],
    ['0x1F4', 'not-digits'],
    ['٥٠٠', 'not-digits'],
    ['five hundred', 'not-digits'],
    ['0', 'too-little'],
    ['000', 'too-little'],
    ['499', 'too-little'],
    ['100001', 'too-much'],
    ['9'.repeat(30), 'too-much'],
    ['9'.repeat(5_000), 'too-much'],
  ])('%j is not', (typed, fault) => expect(readAmount(typed, francs)).toBe(fault));

  it('is within the bounds, whatever was typed', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), (typed) => {
        const read = readAmount(typed, francs);
        return typeof read === 'string' || !(francs.least.exceeds(read) || read.exceeds(francs.most));
      }),
    ));
});

describe('how a link stands', () => {
  const link = (presses: number, more: Partial<KnownLink> = {}) =>
    ({
      closedAt: null,
      expiresAt: null,
      presses: Array.from({ length: presses }, (_, index) => ({ paymentId: `pay_${index + 1}`, at: noon })),
      ...more,
    }) as unknown as KnownLink;
  const payment = (...events: readonly PaymentEvent[]) =>
    evolve<Payment, PaymentEvent>({ evolve: evolvePayment }, { status: 'absent' }, events) as KnownPayment;
  const paid = payment(created, succeeded);
  const notPaid = payment(created, failed);
  const doubtful = payment(created, stoppedWaiting);
  const refunded = payment(created, succeeded, refundReserved(5_000), refundCompleted(5_000));
  const record = (
    status: 'unpaid' | 'in-progress' | 'uncertain' | 'paid' | 'refunded',
    id: string | null = paymentId,
  ) => ({
    status,
    paymentId: id,
  });
  const closed = { closedAt: noon };
  const over = { expiresAt: after(-1) };

  it.each([
    ['nobody has pressed', link(0), [], null, 'open', null, 1],
    ['nothing came of the press', link(1), [null], null, 'open', null, 1],
    ['its payment was claimed and has not begun', link(1), [null], record('in-progress'), 'in-progress', paymentId, 1],
    ['its payment is under way', link(1), [payment(created)], record('in-progress'), 'in-progress', paymentId, 2],
    ['its payment is in doubt', link(1), [doubtful], record('uncertain'), 'in-progress', paymentId, 2],
    [
      'its payment is in doubt after it was closed',
      link(1, closed),
      [doubtful],
      record('uncertain'),
      'in-progress',
      paymentId,
      2,
    ],
    ['its payment has failed', link(1), [notPaid], record('unpaid'), 'open', paymentId, 2],
    [
      'its payment has failed and is perhaps paid after all',
      link(1),
      [notPaid],
      record('uncertain'),
      'in-progress',
      paymentId,
      2,
    ],
    ['its payment has failed, and it was closed', link(1, closed), [notPaid], record('unpaid'), 'closed', paymentId, 2],
    ['its payment has failed, and it has expired', link(1, over), [notPaid], record('unpaid'), 'expired', paymentId, 2],
    ['it is paid', link(1), [paid], record('paid'), 'paid', paymentId, 2],
    ['it is paid, and was closed', link(1, { ...closed, ...over }), [paid], record('paid'), 'paid', paymentId, 2],
    ['it was paid and refunded', link(1), [refunded], record('refunded'), 'paid', paymentId, 2],
    ['another request paid its record', link(0), [], record('paid', 'pay_9'), 'paid', 'pay_9', 1],
    ['another request is under way', link(1), [notPaid], record('in-progress', 'pay_9'), 'in-progress', 'pay_9', 2],
    ['another request was refunded', link(0), [], record('refunded', 'pay_9'), 'open', null, 1],
    ['it was closed', link(0, closed), [], null, 'closed', null, 1],
    ['it has expired', link(0, over), [], null, 'expired', null, 1],
  ] as const)('where %s', (_, known, payments, standing, status, id, nextPress) =>
    expect(linkStanding(known, payments, standing, noon)).toMatchObject({ status, paymentId: id, nextPress }),
  );

  it('is in progress while its newest payment is, also where the record was read a moment before', () =>
    expect(linkStanding(link(1), [payment(created)], null, noon)).toMatchObject({ status: 'in-progress', paymentId }));
});

describe('the address of a link', () => {
  const addresses = new LinkAddresses('https://pay.test', new KeyedHash(Buffer.alloc(32, 7), 'payment-link'));
  const linkId = linkIdFor('cli_1', 'key-1');
  const token = addresses.tokenOf(linkId);

  it('leads back to the link, and holds 256 bits beside its id', () => {
    expect(addresses.urlOf(linkId)).toBe(`https://pay.test/pay/${token}`);
    expect(token).toMatch(/^[\w-]{65}$/);
    expect(addresses.read(token)).toBe(linkId);
  });

  it.each([
    ['another letter', (text: string) => `${text.slice(0, -2)}${text.at(-2) === 'A' ? 'B' : 'A'}${text.at(-1)}`],
    ['another id', (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`],
    ['a part of it', (text: string) => text.slice(0, -1)],
    ['more than it', (text: string) => `${text}A`],
    ['nothing', () => ''],
    ['bytes that are no letters', (text: string) => `${text.slice(0, -1)}é`],
  ])('is not read with %s', (_, changed) => expect(addresses.read(changed(token))).toBeNull());

  it('is another one for another key, another client, another line and another file', () => {
    const ids = [
      linkId,
      linkIdFor('cli_1', 'key-2'),
      linkIdFor('cli_2', 'key-1'),
      linkIdOfLine('cli_1', 'hash', 2),
      linkIdOfLine('cli_1', 'hash', 3),
      linkIdOfLine('cli_1', 'other', 2),
    ];
    expect(new Set(ids.map((id) => addresses.tokenOf(id))).size).toBe(ids.length);
  });

  it('has payments by keys that no caller can send', () => expect(keyOfPress(linkId, 1)).not.toMatch(/^[\x21-\x7e]*$/));
});

describe('requests to phones', () => {
  const clock = { at: 0, now: () => clock.at };
  const bounds = new PromptBounds({ perLink: 9, perNumber: 2, perAddress: 3 }, clock);
  const waitOf = (subject: string, address: string) => {
    try {
      bounds.take(subject, address);
      return 0;
    } catch (error) {
      return (error as TooManyRequests).retryAfterSeconds;
    }
  };

  it('are bounded for a number and for an address in any hour, and what was refused does not count', () => {
    expect(waitOf('aline', 'a')).toBe(0);
    clock.at = 60_000;
    expect(waitOf('aline', 'b')).toBe(0);
    expect(waitOf('aline', 'c')).toBe(3_540);
    expect(waitOf('eric', 'a')).toBe(0);
    expect(waitOf('keza', 'a')).toBe(0);
    expect(waitOf('yves', 'a')).toBe(3_540);
    expect(waitOf('yves', 'c')).toBe(0);
    clock.at = 3_600_000;
    expect(waitOf('aline', 'c')).toBe(0);
  });
});
