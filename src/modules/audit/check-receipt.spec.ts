import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, createPublicKey } from 'node:crypto';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import { proofText, signedText } from '../receipts/contract.js';
import { checkReceipt } from './check-receipt.js';
import { SealKeySigner } from './document-signer.js';
import { keyIdOf, rawPublicKey, signed } from './seal.chain.js';
import type { SigningKey } from './seal-keys.js';

function anyKey(): SigningKey & { readonly publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = rawPublicKey(createPublicKey(privateKey));
  const key = { number: 0, keyId: keyIdOf(publicKey), publicKey } as SigningKey['key'];
  return { key, publicKey, sign: (text) => signed(privateKey, text) };
}

const facts = { number: 'RCT-2026-000001', amount: '5000', currency: 'RWF', at: '2026-11-22T12:00:05.000Z' };
const [before, now] = [anyKey(), anyKey()];
const qrOf = ({ key, sign }: SigningKey, of = facts) =>
  `https://pay.example.rw/r/${of.number}/Zm9vYmFyYmF6cXV4cXV1eA#${proofText({ ...of, keyId: key.keyId, signature: sign(signedText(of)) })}`;

describe('a receipt is checked offline', () => {
  it('and is genuine with the public key that signed it, also one that was in use before', () => {
    const keys = [before.publicKey, now.publicKey];
    expect(checkReceipt(qrOf(now), keys)).toEqual({ ok: true, facts: { ...facts, keyId: now.key.keyId } });
    expect(checkReceipt(` ${qrOf(before)}\n`, keys)).toMatchObject({ ok: true });
    const cents = { ...facts, number: 'CRN-2026-1000000', amount: '12.50', currency: 'EUR' };
    expect(checkReceipt(qrOf(now, cents), keys)).toMatchObject({ ok: true, facts: cents });
  });

  it.each([
    ['number', 'RCT-2026-000001/', 'RCT-2026-000002/'],
    ['kind', '/RCT-', '/CRN-'],
    ['amount', '~5000~', '~9000~'],
    ['currency', '~RWF~', '~EUR~'],
    ['time', '12:00:05', '12:00:06'],
  ])('and is not genuine with another %s', (_, was, is) => {
    const changed = qrOf(now).replace(was, is);
    expect(changed).not.toBe(qrOf(now));
    expect(checkReceipt(changed, [now.publicKey])).toMatchObject({
      ok: false,
      fault: expect.stringContaining('changed'),
    });
  });

  it('and is not genuine under another key, nor under a key that only has its name', () => {
    expect(checkReceipt(qrOf(now), [before.publicKey])).toMatchObject({
      ok: false,
      fault: expect.stringContaining(now.key.keyId),
    });
    const forged = qrOf({ ...before, key: now.key });
    expect(checkReceipt(forged, [now.publicKey])).toMatchObject({ ok: false, number: facts.number });
  });

  it.each([
    'https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eA#1~1e3~RWF',
    'https://pay.example.rw/r/RCT-2026-000001/short',
    'RCT-2026-000001',
    '',
    '{"genuine":true}',
  ])('and nothing is concluded from other text: %j', (text) =>
    expect(checkReceipt(text, [now.publicKey])).toEqual({
      ok: false,
      number: null,
      fault: 'it is not the text of the QR code of a receipt',
    }),
  );

  it('and one from before there were signatures is sent to its address', () => {
    const old = 'https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eA';
    expect(checkReceipt(old, [now.publicKey])).toMatchObject({ ok: false, fault: expect.stringContaining('address') });
  });
});

describe('documents are signed', () => {
  const logged: unknown[] = [];
  const logger = { error: (line: unknown) => void logged.push(line) } as never;

  it('under the key in use, which is looked up every ten seconds and again after a fault', async () => {
    const clock = new FakeClock();
    let looks = 0;
    let answer: () => Promise<SigningKey> = async () => before;
    const signer = new SealKeySigner({ current: () => ((looks += 1), answer()) }, clock, logger);
    await signer.sign('a');
    expect(await signer.sign('b')).toEqual({ keyId: before.key.keyId, signature: before.sign('b') });
    expect(looks).toBe(1);
    clock.jump(10_000);
    answer = async () => now;
    expect((await signer.sign('c'))!.keyId).toBe(now.key.keyId);
    clock.jump(-60_000);
    answer = () => Promise.reject(new StoreUnavailable('away'));
    await expect(signer.sign('d')).rejects.toThrow(StoreUnavailable);
    answer = async () => now;
    expect((await signer.sign('e'))!.keyId).toBe(now.key.keyId);
    expect(looks).toBe(4);
  });

  it('not at all where the key is not the right one: the receipt is issued, and the log says so', async () => {
    const signer = new SealKeySigner(
      { current: () => Promise.reject(new Error('wrong key')) },
      new FakeClock(),
      logger,
    );
    expect(await signer.sign('a')).toBeNull();
    expect(logged).toEqual([{ reason: 'wrong key' }]);
  });
});
