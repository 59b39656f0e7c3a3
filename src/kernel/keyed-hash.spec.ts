import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSameText, KeyedHash } from './keyed-hash.js';

const masterKey = Buffer.alloc(32, 7);
const hash = new KeyedHash(masterKey, 'provider-reference');

describe('a keyed hash', () => {
  it('is the same under the same key and different under another key', () => {
    expect(new KeyedHash(Buffer.alloc(32, 7), 'provider-reference').uuid('pay_1')).toBe(hash.uuid('pay_1'));
    expect(new KeyedHash(Buffer.alloc(32, 8), 'provider-reference').uuid('pay_1')).not.toBe(hash.uuid('pay_1'));
    expect(new KeyedHash(masterKey, 'callback-token').uuid('pay_1')).not.toBe(hash.uuid('pay_1'));
  });

  it('has a fixed value for a fixed key and text, so stored references are found again', () => {
    expect(hash.uuid('pay_1')).toMatchInlineSnapshot(`"49cb41e8-e53c-4fa9-8762-8d68b51798ba"`);
    expect(hash.text('pay_1', '1')).toMatchInlineSnapshot(`"VkqU2pkPXGTgaj6wCr1S1P"`);
  });

  it('differs when the same text is split into other parts', () => {
    const all = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc'], ['a","b', 'c'], []];
    expect(new Set(all.map((parts) => hash.text(...parts))).size).toBe(all.length);
    expect(new Set(all.map((parts) => hash.uuid(...parts))).size).toBe(all.length);
  });

  it('has the form of a UUID version 4, whatever it is of', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        expect(hash.uuid(...parts)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(hash.text(...parts)).toMatch(/^[\w-]{22}$/);
        expect(hash.bytes(...parts)).toHaveLength(32);
      }),
    );
  });
});

describe('the same text', () => {
  it.each([
    ['', '', true],
    ['abc', 'abc', true],
    ['abc', 'abd', false],
    ['abc', 'ab', false],
    ['', 'a', false],
    ['é', 'ab', false],
    ['ab', 'é', false],
    ['é', 'é', true],
  ])('%j and %j: %s', (one, other, same) => expect(isSameText(one, other)).toBe(same));
});
