import { randomInt } from 'node:crypto';
import { isFree, randomPort } from './free-port.ts';

/** Random octets in 127.0.0.0/8, which is all this machine on Linux, without the addresses that names resolve to. */
const OCTETS = 3;

export interface HiddenAddresses<Name extends string> {
  host: string;
  ports: Record<Name, number>;
}

/**
 * Free ports on an address of loopback that is taken at random: one of 16 million with ports of 22,000, so that a web page, which can only
 * try one after the other, does not find what listens there. Processes of this machine may ask the kernel.
 */
export async function hiddenAddresses<Name extends string>(names: readonly Name[]): Promise<HiddenAddresses<Name>> {
  const host = `127.${Array.from({ length: OCTETS }, () => randomInt(1, 255)).join('.')}`;
  const ports = new Set<number>();
  while (ports.size < names.length) {
    const port = randomPort();
    // Only a listener on all addresses can have taken it.
    if (await isFree(port, host)) ports.add(port);
  }
  const taken = [...ports];
  return { host, ports: Object.fromEntries(names.map((name, index) => [name, taken[index]])) as Record<Name, number> };
}
