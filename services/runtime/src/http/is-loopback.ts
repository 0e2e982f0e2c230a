import { isIPv4 } from 'node:net';

/** Whether only processes of this machine reach an address, or are reached there. IPv4 within IPv6 is what a socket of both has. */
export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return isIPv4(plain) ? plain.startsWith('127.') : plain === '::1' || plain === 'localhost';
}
