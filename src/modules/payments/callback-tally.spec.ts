import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { after, created, paymentId, submitted, succeeded } from '../../../test/support/specify-payment.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import type { Movement } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { CallbackReceived, type RawCallback } from '../callbacks/contract.js';
import { CallbackTally, Movements } from '../movements/contract.js';
import { PaymentMovements } from './payment.movement.js';

const provider = created.data.provider;
const calledBack = (matched: Movement | null = { kind: 'payment', id: paymentId, attempt: 1 }) =>
  CallbackReceived({
    provider,
    tokenHash: 'hash',
    method: 'PUT',
    matched,
    raw: 'sealed.a.b.c' as Sealed<RawCallback>,
    at: after(2),
  });

const counted = (...events: Parameters<CallbackTally['count']>[0][]) => {
  const clock = new FakeClock();
  const nothing = {} as never;
  const movements = new Movements(nothing, nothing, nothing, clock);
  movements.add(new PaymentMovements(nothing, nothing, nothing, clock));
  const tally = new CallbackTally(movements, SqliteEventStore.inMemory(clock), clock);
  for (const event of events) tally.count(event);
  return tally.counts.get(provider);
};

describe('the tally of callbacks', () => {
  it('expects a callback for a submitted attempt', () => {
    expect(counted(created)).toEqual({ expected: 0, received: 0, late: 0, missing: 0 });
    expect(counted(created, submitted)).toEqual({ expected: 1, received: 0, late: 0, missing: 0 });
  });
  it('counts a callback as received before the outcome is known', () =>
    expect(counted(created, submitted, calledBack(), succeeded)).toEqual({
      expected: 1,
      received: 1,
      late: 0,
      missing: 0,
    }));
  it('counts a callback as missing once the outcome is known without it', () =>
    expect(counted(created, submitted, succeeded)).toEqual({ expected: 1, received: 0, late: 0, missing: 1 }));
  it('counts a callback as late after the outcome', () =>
    expect(counted(created, submitted, succeeded, calledBack())).toEqual({
      expected: 1,
      received: 0,
      late: 1,
      missing: 0,
    }));
  it('counts a repeated callback once, and an unmatched one never', () =>
    expect(counted(created, submitted, calledBack(), calledBack(), calledBack(null), succeeded)).toEqual({
      expected: 1,
      received: 1,
      late: 0,
      missing: 0,
    }));
});
