import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { takeExclusively } from '../machine/exclusive.ts';

/** Below the ports that the kernel gives to outgoing connections: one of those may be gone before it is listened on. */
const LOWEST = 10_000;
const HIGHEST = 32_767;

/** Free loopback ports that no other process which asks here is told of as long as this one lives. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = randomInt(LOWEST, HIGHEST + 1);
    if ((await takeExclusively(`port ${port}`)) && (await isFree(port))) ports.push(port);
  }
  return ports;
}

export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
