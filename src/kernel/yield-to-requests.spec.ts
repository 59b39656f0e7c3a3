import { describe, expect, it } from '@jest/globals';
import { InTurns, yieldToRequests } from './yield-to-requests.js';

describe('pieces of background work', () => {
  it('are done in their order, a few in each turn of the event loop, and what waits beside them comes in between', async () => {
    const inTurns = new InTurns();
    const done: string[] = [];
    const piece = async (name: string) => {
      await inTurns.next();
      done.push(name);
    };
    const request = async () => {
      for (let turn = 1; turn <= 3; turn += 1) {
        await yieldToRequests();
        done.push(`request ${turn}`);
      }
    };
    await Promise.all([piece('a'), piece('b'), piece('c'), request()]);
    expect(done).toEqual(['a', 'request 1', 'b', 'request 2', 'c', 'request 3']);
    await piece('d');
    expect(done.at(-1)).toBe('d');
  });

  it('keep up where many are waiting', async () => {
    const inTurns = new InTurns();
    let done = 0;
    const all = Promise.all(Array.from({ length: 100 }, () => inTurns.next().then(() => (done += 1))));
    const perTurn: number[] = [];
    for (let before = 0; done < 100; before = done) {
      await yieldToRequests();
      perTurn.push(done - before);
    }
    expect(perTurn.slice(0, 3)).toEqual([25, 19, 14]);
    expect(perTurn.length).toBeLessThan(20);
    await all;
  });
});
