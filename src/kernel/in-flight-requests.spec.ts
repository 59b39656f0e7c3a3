import { beforeEach, describe, expect, it } from '@jest/globals';
import { eventLoopTurns, FakeClock } from '../../test/support/fake-clock.js';
import { InFlightRequests } from './in-flight-requests.js';

describe('background work', () => {
  let clock: FakeClock;
  let requests: InFlightRequests;
  let done: string[];
  const piece = async (name: string, mostMs = 100) => {
    await requests.pass(mostMs);
    done.push(name);
  };
  beforeEach(() => {
    clock = new FakeClock();
    requests = new InFlightRequests(clock);
    done = [];
  });

  it('goes on where no request is in flight', async () => {
    await piece('a');
    requests.begin()();
    await piece('b');
    expect(done).toEqual(['a', 'b']);
  });

  it('waits until the last of them is answered', async () => {
    const [first, second] = [requests.begin(), requests.begin()];
    const pieces = Promise.all([piece('a'), piece('b')]);
    first();
    await eventLoopTurns(10);
    expect(done).toEqual([]);
    second();
    await pieces;
    expect(done).toEqual(['a', 'b']);
  });

  it('waits for so long and no longer, also while new ones come', async () => {
    const first = requests.begin();
    const pieces = [piece('a', 20), piece('b', 40)];
    await clock.pass({ ms: 15 });
    requests.begin();
    first();
    await clock.pass({ ms: 15 });
    expect(done).toEqual(['a']);
    await clock.pass({ ms: 15 });
    await Promise.all(pieces);
    expect(done).toEqual(['a', 'b']);
  });
});
