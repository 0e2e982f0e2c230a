import { takeExclusively } from '../machine/exclusive.ts';
import { isFree, randomPort } from '../machine/free-port.ts';

/** Free loopback ports that no other process gets here as long as this one lives. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = randomPort();
    if ((await takeExclusively(`port ${port}`)) && (await isFree(port, '127.0.0.1'))) ports.push(port);
  }
  return ports;
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}
