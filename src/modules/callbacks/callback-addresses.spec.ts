import { describe, expect, it } from '@jest/globals';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { CallbackAddresses, tokenHash } from './callback-addresses.js';

const ours = (key = 7) =>
  new CallbackAddresses('https://pay.example/base', new KeyedHash(Buffer.alloc(32, key), 'callback-token'));
const addresses = ours();
const payment = (id: string, attempt: number) => ({ kind: 'payment', id, attempt }) as const;
const tokenFor = (paymentId: string, attempt = 1, provider = 'mtn-momo') =>
  addresses.urlFor(provider, payment(paymentId, attempt)).split('/').at(-1)!;
const token = tokenFor('pay_1', 2);
const [said, proof] = token.split('.') as [string, string];
const encoded = (text: string) => Buffer.from(text).toString('base64url');

describe('the address of a callback', () => {
  it('contains the payment and the attempt that it is for', () => {
    const url = new URL(addresses.urlFor('mtn-momo', payment('pay_1', 2)));
    expect(url.href.startsWith('https://pay.example/base/callbacks/mtn-momo/')).toBe(true);
    expect(url.pathname.split('/').at(-1)).toMatch(/^[\w-]+\.[\w-]{22}$/);
    expect(addresses.read('mtn-momo', token)).toEqual({ kind: 'payment', id: 'pay_1', attempt: 2 });
  });

  it.each(['refund', 'payout'] as const)('tells a %s from a payment', (kind) => {
    const movement = { kind, id: 'one_1', attempt: 2 };
    const address = addresses.urlFor('mtn-momo', movement).split('/').at(-1)!;
    expect(addresses.read('mtn-momo', address)).toEqual(movement);
    expect(address).not.toBe(tokenFor('one_1', 2));
  });

  it('of a payment stays as earlier releases made it, since providers still call it', () => {
    expect(Buffer.from(said, 'base64url').toString()).toBe('pay_1.2');
  });

  it('is the same on every instance with the master key, and another for every attempt', () => {
    expect(ours().urlFor('mtn-momo', payment('pay_1', 2))).toBe(addresses.urlFor('mtn-momo', payment('pay_1', 2)));
    const all = [token, tokenFor('pay_1', 1), tokenFor('pay_2', 2), tokenFor('pay_1', 2, 'airtel')];
    expect(new Set(all.map((each) => each.split('.')[1])).size).toBe(4);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a dot', '.'],
    ['dots', '...'],
    ['what it says without proof', said],
    ['what it says with an empty proof', `${said}.`],
    ['a proof alone', `.${proof}`],
    ['the proof of another attempt', `${said}.${tokenFor('pay_1', 1).split('.')[1]}`],
    ['another payment under this proof', `${encoded('pay_2.2')}.${proof}`],
    ['another attempt under this proof', `${encoded('pay_1.3')}.${proof}`],
    ['a token that is cut', token.slice(0, -1)],
    ['a token that is cut in front', token.slice(1)],
    ['a token with more behind it', `${token}x`],
    ['a token with another part behind it', `${token}.more`],
    ['a token that only means the same', `${said}=.${proof}`],
    ['a token with what base64 passes over', `${said}%.${proof}`],
    ['a proof in other letters', `${said}.${proof.toUpperCase()}`],
    ['a proof whose letters are more bytes than it has', `${said}.${'é'.repeat(22)}`],
    ['a proof whose letters are fewer', `${said}.${'é'.repeat(11)}`],
    ['characters that are none', `\ud800\udc00\ud800.${proof}`],
    ['a zero byte', `${said}\0.${proof}`],
    ['a great deal', `${'A'.repeat(100_000)}.${proof}`],
  ])('is not %s', (_, forged) => expect(addresses.read('mtn-momo', forged)).toBeNull());

  it('is valid only for its provider and its installation', () => {
    expect(addresses.read('airtel', token)).toBeNull();
    expect(ours(8).read('mtn-momo', token)).toBeNull();
  });

  it('is in logs and streams only as a hash', () => {
    expect(tokenHash(token)).toMatch(/^[\w-]{22}$/);
    expect(tokenHash(token)).toBe(tokenHash(token));
    expect(tokenHash(token)).not.toBe(tokenHash(`${token}x`));
  });
});
