import type { Context } from 'koa';
import { clientAddress, networkOf, trustedProxies } from './client-address.ts';

function addressOf(remoteAddress: string, forwarded?: string, trusted = ['10.0.0.0/8', '::1', '192.0.2.7']): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddress({ req: { headers, socket: { remoteAddress } } } as unknown as Context, trustedProxies(trusted));
}

test.each([
  ['nobody forwards', '198.51.100.1', undefined, '198.51.100.1'],
  ['an untrusted sender claims to forward', '198.51.100.1', '203.0.113.9', '198.51.100.1'],
  ['a trusted proxy forwards', '10.1.2.3', '203.0.113.9', '203.0.113.9'],
  ['the client had already written addresses', '10.1.2.3', '192.0.2.1, 203.0.113.9', '203.0.113.9'],
  ['two trusted proxies forward', '::1', '192.0.2.1, 203.0.113.9, 10.0.0.8', '203.0.113.9'],
  ['a proxy on a dual-stack socket forwards', '::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9'],
  ['all hops are trusted', '10.1.2.3', '192.0.2.7', '192.0.2.7'],
  ['a trusted proxy sends no header', '10.1.2.3', undefined, '10.1.2.3'],
  ['a trusted proxy sends nonsense', '10.1.2.3', '203.0.113.9, unknown', '10.1.2.3'],
  ['the proxy adds the port', '10.1.2.3', '203.0.113.9:5678', '203.0.113.9'],
  ['the proxy adds the port of an IPv6 address', '10.1.2.3', '[2001:db8::1]:5678', '2001:db8::1'],
])('when %s', (_, remote, forwarded, expected) => {
  expect(addressOf(remote, forwarded)).toBe(expected);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0db8:1:2::6', '2001:db8:1:2::/64'],
  ['2001:db8::6', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each(['localhost', '10.0.0.0/33', ''])('%p is refused as a proxy', (entry) => {
  expect(() => trustedProxies([entry])).toThrow();
});
