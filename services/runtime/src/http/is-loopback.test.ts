import { isLoopback } from './is-loopback.ts';

test.each(['127.0.0.1', '127.9.8.7', '::1', '::ffff:127.0.0.1', 'localhost'])(
  '%s is recognized as loopback',
  (address) => expect(isLoopback(address)).toBe(true),
);

test.each([
  '',
  '0.0.0.0',
  '::',
  '10.0.0.1',
  '::ffff:10.0.0.1',
  '127.evil.example',
  '127.0.0.1.evil.example',
  '127.0.0.999',
])('of "%s" that is not known', (address) => expect(isLoopback(address)).toBe(false));
