import { describe, expect, it } from '@jest/globals';
import { faultOfUrl, isPublicAddress } from './addresses.js';

describe('an address of the public internet', () => {
  it.each([
    '1.1.1.1',
    '41.186.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.1.1',
    '100.63.0.1',
    '2606:4700::1111',
    '2c0f:fb50::1',
  ])('%s is one', (address) => expect(isPublicAddress(address)).toBe(true));

  it.each([
    ['0.0.0.0', 'this host'],
    ['0.1.2.3', 'this network'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.127.255.255', 'carrier-grade NAT'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['169.254.1.1', 'link-local'],
    ['169.254.169.254', 'cloud metadata'],
    ['192.0.0.192', 'metadata of one cloud'],
    ['198.18.0.1', 'benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'IPv4-mapped'],
    ['::ffff:7f00:1', 'IPv4-mapped'],
    ['::ffff:1.1.1.1', 'IPv4-mapped, of which no public one is needed'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::a00:1', 'local NAT64'],
    ['2002:7f00:1::', '6to4'],
    ['2001:0:7f00:1::', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'cloud metadata over IPv6'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['localhost', 'no address'],
    ['127.1', 'no address'],
    ['', 'no address'],
  ])('%s is none (%s)', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('the URL of an endpoint', () => {
  const none = new Set<string>();

  it.each([
    'https://example.rw/hooks',
    'https://example.rw:8443/a?b=c',
    'https://1.1.1.1/',
    'https://[2606:4700::1111]/',
  ])('%s may be sent to', (url) => expect(faultOfUrl(url, none)).toBeNull());

  // The URL parser turns every way of writing an IPv4 address into one.
  it.each([
    ['http://example.rw/', /https/],
    ['ftp://example.rw/', /https/],
    ['example.rw', /https/],
    ['https://exam ple.rw/', /https/],
    ['https://user:pass@example.rw/', /user/],
    ['https://example.rw/#top', /fragment/],
    ['https://127.0.0.1/', /loopback/],
    ['https://127.1/', /loopback/],
    ['https://2130706433/', /loopback/],
    ['https://0x7f.0.0.1/', /loopback/],
    ['https://017700000001/', /loopback/],
    ['https://[::1]/', /loopback/],
    ['https://[::ffff:127.0.0.1]/', /loopback/],
    ['https://169.254.169.254/latest/meta-data', /link-local/],
  ])('%s may not', (url, why) => expect(faultOfUrl(url, none)).toMatch(why));

  it('may be one that WEBHOOK_ALLOWED_HOSTS names, with its port or for every port', () => {
    const allowed = new Set(['hooks.internal', '127.0.0.1:8080', '[::1]:9000', 'plain.internal:80']);
    for (const url of [
      'http://hooks.internal:1234/',
      'https://HOOKS.internal/',
      'http://127.0.0.1:8080/x',
      'http://[::1]:9000/',
      'http://plain.internal/',
    ])
      expect([url, faultOfUrl(url, allowed)]).toEqual([url, null]);
    for (const url of ['http://127.0.0.1:8081/', 'https://127.0.0.1/', 'http://hooks.internal.example.rw/'])
      expect([url, faultOfUrl(url, allowed)]).toEqual([url, expect.stringMatching(/^must/)]);
  });
});
