import { describe, expect, it } from '@jest/globals';
import { PassingMap } from './passing-map.js';

describe('a map of what comes and goes', () => {
  it('holds what a Map holds, in the same order, however often it is renewed', () => {
    const [passing, plain] = [new PassingMap<number, string>(), new Map<number, string>()];
    for (let number = 0; number < 1_000; number += 1) {
      for (const map of [passing, plain]) {
        map.set(number, `value ${number}`);
        if (number % 3 === 0) map.set(number - 6, 'again');
        if (number % 4 !== 0) map.delete(number - 5);
      }
      expect(passing.delete(-1)).toBe(plain.delete(-1));
      expect([passing.size, passing.has(number - 4), passing.get(number - 4)]).toEqual([
        plain.size,
        plain.has(number - 4),
        plain.get(number - 4),
      ]);
    }
    expect([[...passing.keys()], [...passing.values()]]).toEqual([[...plain.keys()], [...plain.values()]]);
    for (const key of [...plain.keys()]) expect(passing.delete(key)).toBe(true);
    expect(passing.size).toBe(0);
  });

  it('may lose what was met while it is gone through, and what comes meanwhile does no harm', () => {
    const passing = new PassingMap<number, number>();
    for (let number = 0; number < 200; number += 1) passing.set(number, number);
    const met: number[] = [];
    for (const value of passing.values()) {
      met.push(value);
      passing.delete(value);
    }
    expect([met.length, new Set(met).size, passing.size]).toEqual([200, 200, 0]);
  });
});
