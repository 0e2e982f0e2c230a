import { takeExclusively } from '../machine/exclusive.ts';
import { isFree, randomPort } from '../machine/free-port.ts';

/** Finds free loopback ports, and reserves them: no other process gets the same ones from this function while this one lives. */
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
