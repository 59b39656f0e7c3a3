import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../../test/support/fake-clock.js';
import { CircuitBreaker, faultsInARow, longestRestMs, tryAgainAfterMs } from './circuit-breaker.js';

function breaker(faults = 0) {
  const clock = new FakeClock();
  const circuit = new CircuitBreaker(clock);
  for (let fault = 0; fault < faults; fault += 1) circuit.faulted();
  return { clock, circuit };
}

describe('the circuit', () => {
  it('stays closed one fault before its bound', () => {
    const { circuit } = breaker(faultsInARow - 1);
    expect([circuit.state, circuit.lets()]).toEqual(['closed', true]);
  });

  it('opens at its bound', () => {
    const { circuit } = breaker(faultsInARow);
    expect([circuit.state, circuit.lets(), circuit.consecutiveFaults]).toEqual(['open', false, faultsInARow]);
  });

  it('counts faults in a row only', () => {
    const { circuit } = breaker(faultsInARow - 1);
    circuit.succeeded();
    circuit.faulted();
    expect([circuit.state, circuit.consecutiveFaults]).toEqual(['closed', 1]);
  });

  it('lets one trial call through at its time, and not a millisecond before', async () => {
    const { clock, circuit } = breaker(faultsInARow);
    await clock.pass({ ms: tryAgainAfterMs - 1 });
    expect([circuit.state, circuit.lets()]).toEqual(['open', false]);
    await clock.pass({ ms: 1 });
    expect([circuit.state, circuit.lets(), circuit.lets()]).toEqual(['half-open', true, false]);
  });

  it('closes when the trial gets an answer', async () => {
    const { clock, circuit } = breaker(faultsInARow);
    await clock.pass({ ms: tryAgainAfterMs });
    circuit.lets();
    circuit.succeeded();
    expect([circuit.state, circuit.lets(), circuit.lets()]).toEqual(['closed', true, true]);
  });

  it('waits again when the trial fails', async () => {
    const { clock, circuit } = breaker(faultsInARow);
    await clock.pass({ ms: tryAgainAfterMs });
    circuit.lets();
    circuit.faulted();
    expect(circuit.lets()).toBe(false);
    await clock.pass({ ms: tryAgainAfterMs });
    expect(circuit.lets()).toBe(true);
  });

  it('tries again while an earlier trial hangs, at least every ten seconds', async () => {
    const { clock, circuit } = breaker(faultsInARow);
    await clock.pass({ ms: tryAgainAfterMs });
    circuit.lets();
    await clock.pass({ ms: tryAgainAfterMs });
    expect(circuit.lets()).toBe(true);
    expect(tryAgainAfterMs).toBeLessThanOrEqual(10_000);
  });

  it('is tried again in time after the clock was set back', () => {
    const { clock, circuit } = breaker(faultsInARow);
    clock.jump(-3_600_000);
    expect(circuit.lets()).toBe(true);
  });
});

describe('a pause that the provider asks for', () => {
  it.each([
    [2_000, 2_000],
    [86_400_000, longestRestMs],
  ])('of %i ms is kept for %i ms', async (askedMs, keptMs) => {
    const { clock, circuit } = breaker();
    circuit.restFor(askedMs);
    await clock.pass({ ms: keptMs - 1 });
    expect(circuit.lets()).toBe(false);
    await clock.pass({ ms: 1 });
    expect(circuit.lets()).toBe(true);
  });
});
