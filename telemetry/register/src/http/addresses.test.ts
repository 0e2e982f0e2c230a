import type { IncomingMessage } from 'node:http';
import { serverAddress } from './addresses.ts';
import { outgoingAttributes } from './outgoing-attributes.ts';

test.each([
  ['shop.example', { address: 'shop.example', port: 80 }],
  ['[::1]:65535', { address: '[::1]', port: 65_535 }],
  ['a:b:c', { address: 'a:b:c' }],
  // As a number, the Collector would refuse all spans that come with it.
  [`a:${'9'.repeat(32)}`, { address: `a:${'9'.repeat(32)}` }],
])('who asks for the host %s tells no other address', (host, address) => {
  expect(serverAddress({ headers: { host } } as IncomingMessage, 'http')).toEqual(address);
});

test('an origin that has been changed since the last request is that which is asked', () => {
  const origin = new URL('http://127.0.0.1:1');
  const ask = () => outgoingAttributes({ origin, path: '/', method: 'GET', headers: [] });
  expect(ask()).toMatchObject({ 'server.port': 1 });
  origin.port = '2';
  expect(ask()).toMatchObject({ 'server.port': 2, 'url.full': 'http://127.0.0.1:2/' });
});
