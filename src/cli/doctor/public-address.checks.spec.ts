import { describe, expect, it } from '@jest/globals';
import type { Answer } from './call.js';
import { checkChain, checkRoute } from './public-address.checks.js';
import type { ServedChain } from './served-chain.js';

const address = new URL('https://pay.example.rw');
const noon = Date.parse('2026-11-28T10:00:00Z');
const day = 86_400_000;
const trusted: ServedChain = {
  fault: null,
  subject: { commonName: 'pay.example.rw', organisation: null },
  issuer: { commonName: 'R3', organisation: "Let's Encrypt" },
  validFrom: noon - 30 * day,
  validTo: noon + 60 * day,
};

describe('The check of the certificate', () => {
  it.each<[string, Parameters<typeof checkChain>[1], 'ok' | 'warning' | 'problem', string]>([
    ['a trusted one', trusted, 'ok', 'of pay.example.rw, complete and trusted, valid for 60 days'],
    [
      '14 days before it expires',
      { ...trusted, validTo: noon + 14 * day },
      'ok',
      'of pay.example.rw, complete and trusted, valid for 14 days',
    ],
    [
      'just under 14 days before it expires',
      { ...trusted, validTo: noon + 14 * day - 1 },
      'warning',
      'the certificate of pay.example.rw expires in 13 days',
    ],
    [
      'at the moment when it expires',
      { ...trusted, fault: 'CERT_HAS_EXPIRED', validTo: noon },
      'problem',
      'the certificate of pay.example.rw expired less than a minute ago',
    ],
    [
      'before it is valid',
      { ...trusted, fault: 'CERT_NOT_YET_VALID', validFrom: noon + day },
      'problem',
      'the certificate of pay.example.rw is not valid before 2026-11-29T10:00:00.000Z',
    ],
    [
      'an incomplete chain',
      { ...trusted, fault: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
      'problem',
      'the chain of pay.example.rw is incomplete: the server does not send the certificate of R3',
    ],
    [
      'a name of another host',
      { ...trusted, fault: 'ERR_TLS_CERT_ALTNAME_INVALID' },
      'problem',
      'the certificate is not for pay.example.rw',
    ],
    [
      'one that signs itself',
      { ...trusted, fault: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
      'problem',
      'the certificate of pay.example.rw is from no public authority (DEPTH_ZERO_SELF_SIGNED_CERT)',
    ],
    [
      'a fault without words of ours',
      { ...trusted, fault: 'CERT_REVOKED' },
      'problem',
      'the certificate of pay.example.rw is not accepted (CERT_REVOKED)',
    ],
    [
      'no TLS at all',
      { fault: 'ECONNRESET', subject: null },
      'problem',
      'no TLS connection to pay.example.rw: ECONNRESET',
    ],
  ])('says what it is: %s', (_, chain, level, what) => {
    expect(checkChain(address, chain, noon)).toMatchObject([{ level, check: 'certificate', what }]);
  });
});

describe('The check of the callback route', () => {
  const answer = (status: number, contentType: string, body = '', latencyMs = 20): Answer => ({
    fault: null,
    status,
    contentType,
    body,
    latencyMs,
  });
  const ours = answer(404, 'application/problem+json; charset=utf-8', '{"status":404,"code":"NOT_FOUND"}');

  it('accepts the refusal of the gateway for a provider that it does not know', () => {
    expect(checkRoute(address, { POST: ours, PUT: ours })).toMatchObject({
      level: 'ok',
      what: 'answers POST and PUT at https://pay.example.rw',
    });
  });

  it.each<[string, Answer, string]>([
    ['a proxy that allows no PUT', answer(405, 'text/html'), 'allow PUT for /callbacks/ in the proxy or the firewall'],
    [
      'a proxy that does not pass it on',
      answer(404, 'text/html', '<html>'),
      'have the proxy pass /callbacks/ on to the gateway, without authentication of its own',
    ],
    [
      'a proxy that asks for a password',
      answer(401, 'text/html'),
      'have the proxy pass /callbacks/ on to the gateway, without authentication of its own',
    ],
    ['a redirect', answer(301, 'text/html'), 'set PUBLIC_BASE_URL to the address behind the redirect'],
    [
      'no answer',
      { fault: 'ECONNREFUSED' },
      'start the gateway, and check that the name, the firewall and the proxy lead to it',
    ],
  ])('finds %s, and says how to mend it', (_, PUT, mend) => {
    expect(checkRoute(address, { POST: ours, PUT })).toMatchObject({
      level: 'problem',
      what: expect.stringMatching(/^PUT https:\/\/pay\.example\.rw/),
      mend,
    });
  });

  it('warns of an answer that takes longer than MTN waits', () => {
    const slow = answer(404, 'application/problem+json', '{"code":"NOT_FOUND"}', 2_001);
    expect(checkRoute(address, { POST: ours, PUT: slow })).toMatchObject({
      level: 'warning',
      what: 'it took 2001 ms to answer',
    });
  });
});
