import { describe, expect, it } from '@jest/globals';
import { hashOf, isGenerated, isMistyped, keyIdOf, newKey } from './api-key.js';

const key = 'ish_Y4yZ7mQ2bK9sW1xD5fG8hJ3kL6nP0qRtUvXwAcEiOoB';

describe('a new API key', () => {
  const keys = Array.from({ length: 200 }, newKey);

  it('is found by a secret scanner, and none is made twice', () => {
    for (const one of keys) expect(one).toMatch(/^ish_[0-9A-Za-z]{49}$/);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is of a form that cannot be guessed, and is not mistyped', () => {
    for (const one of keys) expect([isGenerated(one), isMistyped(one)]).toEqual([true, false]);
  });

  it('is mistyped with any one character changed, or two neighbours exchanged', () => {
    const [one] = keys as [string];
    for (let place = 4; place < one.length; place += 1) {
      const other = one[place] === 'x' ? 'y' : 'x';
      expect(isMistyped(one.slice(0, place) + other + one.slice(place + 1))).toBe(true);
      if (place === one.length - 1 || one[place] === one[place + 1]) continue;
      expect(isMistyped(one.slice(0, place) + one[place + 1]! + one[place]! + one.slice(place + 2))).toBe(true);
    }
  });
});

describe('another key', () => {
  it('of before, without a checksum, is of a form that cannot be guessed, and may be mistyped or not', () => {
    expect(key).toHaveLength(47);
    expect([isGenerated(key), isMistyped(key)]).toEqual([true, false]);
  });

  it('that its owner chose may be easy to guess', () => {
    for (const chosen of ['ish_bootstrap-secret-0123456789', 'correct horse battery', '', `${key}x`])
      expect([isGenerated(chosen), isMistyped(chosen)]).toEqual([false, false]);
  });
});

it('the id of a key is the beginning of its hash', () =>
  expect(keyIdOf(hashOf('ish_bootstrap-secret-0123456789'))).toBe('key_12a577b03275d528'));
