import { isIPv4 } from 'node:net';

/** Whether an address is loopback: only processes of this machine use it. A dual-stack socket reports IPv4 addresses within IPv6. */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return isIPv4(plain) ? plain.startsWith('127.') : plain === '::1' || plain === 'localhost';
}
