import { randomInt } from 'node:crypto';
import { isFree, randomPort } from './free-port.ts';

/** The number of random octets in 127.0.0.0/8, all of which is this machine on Linux. Addresses that names resolve to are left out. */
const OCTETS = 3;

export interface HiddenAddresses<Name extends string> {
  host: string;
  ports: Record<Name, number>;
}

/**
 * Chooses free ports on a random address of loopback: one of 16 million addresses with 22,000 ports each, so that a web page, which can only
 * try one after the other, does not find what listens there. Processes of this machine can ask the kernel.
 */
export async function hiddenAddresses<Name extends string>(names: readonly Name[]): Promise<HiddenAddresses<Name>> {
  const host = `127.${Array.from({ length: OCTETS }, () => randomInt(1, 255)).join('.')}`;
  const ports = new Set<number>();
  while (ports.size < names.length) {
    const port = randomPort();
    // Not free only if somebody listens on all addresses.
    if (await isFree(port, host)) ports.add(port);
  }
  const taken = [...ports];
  return { host, ports: Object.fromEntries(names.map((name, index) => [name, taken[index]])) as Record<Name, number> };
}
