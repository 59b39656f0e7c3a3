import { describe, expect, it } from '@jest/globals';
import { OneByOne, yieldToRequests } from './yield-to-requests.js';

describe('pieces of background work', () => {
  it('are done in their order, one in each turn of the event loop, and what waits beside them comes in between', async () => {
    const oneByOne = new OneByOne();
    const done: string[] = [];
    const piece = async (name: string) => {
      await oneByOne.turn();
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
});
