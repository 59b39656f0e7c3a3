import { describe, expect, it } from '@jest/globals';
import { createHash, generateKeyPairSync, createPublicKey } from 'node:crypto';
import { textOf } from '../../kernel/stored-text.js';
import {
  faultOfSeal,
  firstMisfit,
  hashOfEvent,
  hashOfSeal,
  headAfter,
  isSealed,
  keyIdOf,
  rawPublicKey,
  signed,
  statementText,
} from './seal.chain.js';
import type { Seal, SealStatement } from './seal.events.js';

const noon = '2026-11-22T12:00:00.000Z';
const event = {
  stream: 'payment-pay_1',
  revision: 0,
  id: '00000000-0000-4000-8000-000000000001',
  type: 'Happened',
  data: { amount: '5000', note: 'two\nlines' },
  metadata: {
    actor: { kind: 'system', id: 'spec', name: 'spec' } as const,
    correlationId: 'spec',
    causationId: null,
    at: noon,
    schemaVersion: 1,
  },
};

const hashes = (...names: string[]) => Buffer.concat(names.map((name) => createHash('sha256').update(name).digest()));

describe('the bytes of an event', () => {
  it('are six lines, whatever its data says', () => {
    expect(textOf(event).split('\n')).toEqual([
      'payment-pay_1',
      '0',
      '00000000-0000-4000-8000-000000000001',
      'Happened',
      '{"amount":"5000","note":"two\\nlines"}',
      '{"actor":{"kind":"system","id":"spec","name":"spec"},"correlationId":"spec","causationId":null,"at":"2026-11-22T12:00:00.000Z","schemaVersion":1}',
    ]);
  });

  it('are hashed to the same for ever', () => {
    expect(hashOfEvent(textOf(event)).toString('hex')).toBe(
      '767942a40e5fff6c2aac19b301862416b60c8a125b1ad69b08d23528d70e17a9',
    );
  });

  it('are not sealed of the two events in which a log says that it moved, and of everything else are', () => {
    const textIn = (stream: string, type: string) => textOf({ ...event, stream, type });
    expect(isSealed(textIn('import-log', 'ImportBegan'))).toBe(false);
    expect(isSealed(textIn('import-log', 'ImportCompleted'))).toBe(false);
    expect(isSealed(textIn('import-log', 'PaymentSucceeded'))).toBe(true);
    expect(isSealed(textIn('import-other', 'ImportBegan'))).toBe(true);
    expect(isSealed(textIn('payment-pay_1', 'PaymentSucceeded'))).toBe(true);
  });
});

describe('the first misfit', () => {
  const found = (actual: readonly string[]) => firstMisfit(hashes('a', 'b', 'c', 'd'), hashes(...actual));

  it.each([
    ['none where all is as it was sealed', ['a', 'b', 'c', 'd'], null],
    ['none where more has come since', ['a', 'b', 'c', 'd', 'e'], null],
    ['a changed event', ['a', 'x', 'c', 'd'], { index: 1, what: 'changed' }],
    ['the first of two changed events', ['a', 'x', 'y', 'd'], { index: 1, what: 'changed' }],
    ['a removed event', ['a', 'c', 'd', 'e'], { index: 1, what: 'removed' }],
    ['the last event, removed at the end of the log', ['a', 'b', 'c'], { index: 3, what: 'removed' }],
    ['an inserted event', ['a', 'x', 'b', 'c', 'd'], { index: 1, what: 'inserted' }],
    ['an event that stands twice', ['a', 'a', 'b', 'c', 'd'], { index: 1, what: 'inserted' }],
    ['two events that changed places', ['a', 'c', 'b', 'd'], { index: 1, what: 'reordered' }],
  ])('is %s', (_, actual, misfit) => expect(found(actual)).toEqual(misfit));
});

describe('a seal', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = rawPublicKey(createPublicKey(privateKey));
  const key = { publicKey, keyId: keyIdOf(publicKey) };
  const statement: SealStatement = {
    number: 2,
    before: 3,
    count: 2,
    from: '4',
    to: '5',
    last: { stream: 'order-1', revision: 0, id: event.id },
    previous: 'a'.repeat(64),
    head: headAfter('a'.repeat(64), hashes('d', 'e')),
    keyId: key.keyId,
    at: noon,
  };
  const seal: Seal = {
    ...statement,
    signature: signed(privateKey, statementText(statement)),
    hashes: hashes('d', 'e').toString('base64url'),
  };

  it('holds what its key has signed', () => expect(faultOfSeal(seal, key)).toBeNull());

  it.each([
    ['number', { number: 3 }],
    ['before', { before: 4 }],
    ['count', { count: 1 }],
    ['from', { from: '3' }],
    ['to', { to: '6' }],
    ['last', { last: { ...statement.last, revision: 1 } }],
    ['previous', { previous: null }],
    ['head', { head: 'b'.repeat(64) }],
    ['at', { at: '2026-11-22T12:00:00.001Z' }],
  ])('does not hold with another %s', (_, change) =>
    expect(faultOfSeal({ ...seal, ...change }, key)).toBe('its signature is not that of its key'),
  );

  it('does not hold with other hashes, or under another key', () => {
    const others = hashes('d', 'f').toString('base64url');
    expect(faultOfSeal({ ...seal, hashes: others }, key)).toBe('its head is not that of its hashes');
    expect(faultOfSeal({ ...seal, hashes: others.slice(0, 43) }, key)).toBe('it does not hold one hash for each event');
    expect(faultOfSeal(seal, { ...key, keyId: 'other' })).toBe('it is not signed under the key that was in use');
  });

  it('is known by a hash of all that is signed, in one order of its members', () => {
    const shuffled = Object.fromEntries(Object.entries(statement).toReversed()) as SealStatement;
    expect(hashOfSeal(shuffled)).toBe(hashOfSeal(seal));
    expect(hashOfSeal({ ...statement, to: '6' })).not.toBe(hashOfSeal(seal));
  });
});
