import { BlockList, isIP, isIPv6 } from 'node:net';
import type { Context } from 'koa';

/** The addresses of the proxies before a service. */
export type TrustedProxies = Pick<BlockList, 'check'>;

/**
 * The address of the client that sent a request. Only trusted proxies are believed: the client is the rightmost address of X-Forwarded-For
 * that is not a trusted proxy.
 */
export function clientAddress({ req }: Context, trusted: TrustedProxies): string {
  const hops = String(req.headers['x-forwarded-for'] ?? '').split(',');
  let address = plainAddress(req.socket.remoteAddress ?? '');
  while (isTrusted(address, trusted)) {
    const next = plainAddress(hops.pop() ?? '');
    if (isIP(next) === 0) break;
    address = next;
  }
  return address;
}

/** What counts as one client: an IPv4 address, or the /64 of an IPv6 address, since a subscriber can use all of it. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::', 2);
  const groups = head.split(':').filter(Boolean);
  const known = tail === undefined ? groups : [...groups, ...zerosBetween(groups, tail)];
  return `${known
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** @throws {TypeError} when an entry is neither an address nor a network such as 10.0.0.0/8. */
export function trustedProxies(entries: string[]): TrustedProxies {
  const trusted = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/', 2);
    const family = familyOf(address);
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  return trusted;
}

function zerosBetween(head: string[], tail: string): string[] {
  const rest = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - rest.length) }, () => '0');
  return [...zeros, ...rest];
}

function isTrusted(address: string, trusted: TrustedProxies): boolean {
  return isIP(address) !== 0 && trusted.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

/** Strips port, brackets, zone, and the prefix of IPv4 on a dual-stack socket. */
function plainAddress(hop: string): string {
  const [, bracketed, withPort] = /^(?:\[(.+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$/.exec(hop.trim()) ?? [];
  return (bracketed ?? withPort ?? hop.trim()).replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}
