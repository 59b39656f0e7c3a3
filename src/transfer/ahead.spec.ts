import { describe, expect, it } from '@jest/globals';
import { ahead } from './ahead.js';

describe('reading ahead', () => {
  let done: string[];
  async function* source(most: number, fault?: Error) {
    try {
      for (let n = 1; n <= most; n += 1) {
        done.push(`read ${n}`);
        yield n;
      }
      if (fault) throw fault;
    } finally {
      done.push('closed');
    }
  }
  const look = async (items: AsyncIterable<number>, until = Infinity) => {
    for await (const n of ahead(items)) {
      // An event-loop turn in which the next item can be read.
      await new Promise(setImmediate);
      done.push(`looked at ${n}`);
      if (n === until) return;
    }
  };

  it('reads the next item while one is processed, and never two', async () => {
    done = [];
    await look(source(3));
    expect(done).toEqual(['read 1', 'read 2', 'looked at 1', 'read 3', 'looked at 2', 'closed', 'looked at 3']);
  });

  it('delivers every item before a fault first', async () => {
    done = [];
    await expect(look(source(2, new Error('torn')))).rejects.toThrow('torn');
    expect(done).toEqual(['read 1', 'read 2', 'looked at 1', 'closed', 'looked at 2']);
  });

  it('closes its source when its consumer stops early', async () => {
    done = [];
    await look(source(9), 2);
    expect(done.at(-1)).toBe('closed');
    expect(done).not.toContain('read 4');
  });
});
