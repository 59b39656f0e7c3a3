import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson, KeysInFlight } from './idempotency.js';

describe('canonical JSON', () => {
  it.each<[unknown, string]>([
    [null, 'null'],
    [{ b: 1, a: [true, 'x', null] }, '{"a":[true,"x",null],"b":1}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [{}, '{}'],
    [[], '[]'],
    [[[], [{}], [[]]], '[[],[{}],[[]]]'],
    [{ a: { b: {} }, c: [] }, '{"a":{"b":{}},"c":[]}'],
    ['"\n', '"\\"\\n"'],
    [JSON.parse('{"__proto__":{"a":1}}'), '{"__proto__":{"a":1}}'],
    [JSON.parse('[5000.0, 5e3, -0]'), '[5000,5000,0]'],
  ])('of %j is %s', (value, text) => expect(canonicalJson(value)).toBe(text));

  it('is the same for equal values in any member order, and differs for different values', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (value === null || typeof value !== 'object') return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, member]) => [name, shuffled(member)]),
      );
    };
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (raw, other) => {
        const value = JSON.parse(JSON.stringify(raw)) as unknown;
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
        const otherValue = JSON.parse(JSON.stringify(other)) as unknown;
        expect(canonicalJson(value) === canonicalJson(otherValue)).toBe(isSame(value, otherValue));
      }),
    );
  });

  const isSame = (one: unknown, other: unknown): boolean => {
    try {
      expect(one).toEqual(other);
      return true;
    } catch {
      return false;
    }
  };

  it('handles the deepest nesting that a body can hold', () => {
    const lists = `${'['.repeat(32_000)}${']'.repeat(32_000)}`;
    expect(canonicalJson(JSON.parse(lists))).toBe(lists);
    const objects = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    expect(canonicalJson(JSON.parse(objects))).toBe(objects);
    const wide = JSON.stringify(Array.from({ length: 30_000 }, () => 1));
    expect(canonicalJson(JSON.parse(wide))).toBe(wide);
  });
});

describe('keys in flight', () => {
  it('let one request through at a time, and the next one after an answer or a failure', async () => {
    const keys = new KeysInFlight();
    let answer: (text: string) => void = () => undefined;
    const first = keys.once('key', () => new Promise<string>((resolve) => (answer = resolve)));
    await expect(keys.once('key', async () => 'second')).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_IN_FLIGHT' });
    expect(await keys.once('another', async () => 'another')).toBe('another');
    answer('first');
    expect(await first).toBe('first');
    await expect(keys.once('key', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await keys.once('key', async () => 'third')).toBe('third');
  });
});
