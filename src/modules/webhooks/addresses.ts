import { BlockList, isIP } from 'node:net';

/**
 * What no webhook is sent to: addresses of this machine, of its networks, of no single machine, and those that carry another address inside
 * (mapped, translated or tunnelled), which would lead to any of the others.
 */
const refused: readonly (readonly [address: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // The metadata address of clouds, 169.254.169.254, is one of these.
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only global unicast is allowed, and of that not these. */
const refusedV6: readonly (readonly [address: string, prefix: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
for (const [address, prefix] of refused) blocked.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of refusedV6) blocked.addSubnet(address, prefix, 'ipv6');
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** Whether an address is one of the public internet. What is no address is not. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !blocked.check(address, 'ipv4');
    case 6:
      // A zone (`%eth0`) belongs to link-local addresses alone.
      return !address.includes('%') && globalUnicast.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
    default:
      return false;
  }
}

/** The hosts of WEBHOOK_ALLOWED_HOSTS: `name`, for every port, or `name:port`. */
export type AllowedHosts = ReadonlySet<string>;

export function isAllowedHost(allowed: AllowedHosts, { hostname, port, protocol }: AddressParts): boolean {
  const name = hostname.toLowerCase();
  return allowed.has(name) || allowed.has(`${name}:${port || (protocol === 'http:' ? '80' : '443')}`);
}

export type AddressParts = Pick<URL, 'hostname' | 'port' | 'protocol'>;

/** Why a webhook may not be sent to this URL, as far as the URL itself tells; null: it may. */
export function faultOfUrl(text: string, allowed: AllowedHosts): string | null {
  const url = URL.parse(text);
  if (url === null || /\s/.test(text) || !/^https?:$/.test(url.protocol))
    return 'must be an https address such as https://example.rw/hooks';
  if (url.username !== '' || url.password !== '') return 'must not hold a user or a password';
  if (url.hash !== '') return 'must not have a fragment';
  if (isAllowedHost(allowed, url)) return null;
  if (url.protocol !== 'https:') return 'must be an https address: WEBHOOK_ALLOWED_HOSTS does not name this host';
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !isPublicAddress(literal))
    return 'must not be a private, loopback or link-local address: WEBHOOK_ALLOWED_HOSTS does not name this host';
  return null;
}
