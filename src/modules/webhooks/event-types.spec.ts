import { describe, expect, it } from '@jest/globals';
import { asksFor, namesOf, typesOf } from './event-types.js';

describe('the types of webhooks', () => {
  it('are those of the contract', () => {
    expect(typesOf('payment')).toEqual([
      'payment.created',
      'payment.submitted',
      'payment.pending',
      'payment.successful',
      'payment.failed',
      'payment.expired',
      'payment.uncertain',
      'payment.refunded',
    ]);
    expect(namesOf(['receipt', 'seal'])).toEqual(['*', 'receipt.*', 'seal.*', 'receipt.issued', 'seal.made']);
  });

  it.each([
    [['*'], 'seal.made', true],
    [['payment.*'], 'payment.created', true],
    [['payment.created'], 'payment.created', true],
    [['payment.*'], 'payout.created', false],
    [['pay.*'], 'payment.created', false],
    [['payment.created'], 'payment.failed', false],
    [[], 'payment.created', false],
  ])('%j asks for %s: %s', (names, type, asks) => expect(asksFor(names, type)).toBe(asks));
});
