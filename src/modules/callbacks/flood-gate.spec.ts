import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { TooManyRequests } from '../../kernel/rate-limit.js';
import { FloodGate } from './flood-gate.js';

const someBytes = 300;
const most = 64 * 1_024;

const let_ = (gate: FloodGate, times: number, isOurs: boolean, token: string, source: string, bytes = someBytes) => {
  for (let time = 0; time < times; time += 1) gate.let(isOurs, token, source, bytes);
};

describe('the flood gate', () => {
  it('lets a provider call for thousands of payments from one address', () => {
    const gate = new FloodGate(new FakeClock());
    for (let payment = 0; payment < 20_000; payment += 1) gate.let(true, `token-${payment}`, '10.0.0.1', someBytes);
  });

  it('lets one attempt be called back often, up to a limit', () => {
    const gate = new FloodGate(new FakeClock());
    let_(gate, 1_024, true, 'token', '10.0.0.1');
    expect(() => let_(gate, 1, true, 'token', '10.0.0.1')).toThrow(TooManyRequests);
    let_(gate, 1, true, 'another', '10.0.0.1');
  });

  it('takes at most 4 MiB of forged tokens from one address, and does not limit the others', () => {
    const gate = new FloodGate(new FakeClock());
    let_(gate, 64, false, 'made-up', '10.0.0.2', most);
    expect(() => let_(gate, 1, false, 'made-up too', '10.0.0.2')).toThrow(TooManyRequests);
    let_(gate, 1, false, 'made-up', '10.0.0.3');
    let_(gate, 1, true, 'token', '10.0.0.2');
  });

  it('takes at most 16 MiB of forged tokens from all addresses together', () => {
    const gate = new FloodGate(new FakeClock());
    for (let source = 0; source < 256; source += 1) gate.let(false, 'made-up', `10.0.1.${source}`, most);
    expect(() => let_(gate, 1, false, 'made-up', '10.0.2.1')).toThrow(TooManyRequests);
  });

  it('opens again as time passes', async () => {
    const clock = new FakeClock();
    const gate = new FloodGate(clock);
    let_(gate, 1_024, true, 'token', '10.0.0.1');
    await clock.pass({ seconds: 10 });
    let_(gate, 1, true, 'token', '10.0.0.1');
    expect(() => let_(gate, 1, true, 'token', '10.0.0.1')).toThrow(TooManyRequests);
  });
});
