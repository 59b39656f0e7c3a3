import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { secretBytes, shownSecret, signatureHeader } from './signature.js';

const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3';
const other = 'whsec_b3RoZXItc2VjcmV0LW9mLTI0LWJ5dGU=';
const id = 'msg_h3_1';
const keyOf = (shown: string) => createSecretKey(secretBytes(shown));
const body = '{"type":"payment.successful","data":{"id":"pay_1"}}';

describe('a signature', () => {
  it('is the one that Standard Webhooks 1.0.0 gives for a fixed message', () => {
    expect(signatureHeader([keyOf(secret)], id, '1795873000', body)).toBe(
      'v1,9ByM14SK8nkS1l93lKY2VrYgNK5ac0MkdXS8rl64OAI=',
    );
  });

  it('is accepted by the library of Standard Webhooks, under either secret of a rotation', () => {
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatureHeader([keyOf(other), keyOf(secret)], id, timestamp, body),
    };
    for (const each of [secret, other])
      expect(new Webhook(each).verify(body, headers)).toEqual({ type: 'payment.successful', data: { id: 'pay_1' } });
    expect(() => new Webhook(secret).verify(body.replace('pay_1', 'pay_2'), headers)).toThrow('No matching signature');
  });

  it('is made with the secret as it is shown', () => {
    expect(shownSecret(secretBytes(secret))).toBe(secret);
  });
});
