import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the kernel's ports for outgoing connections: one of those may be taken before it is listened on. */
const LOWEST = 10_000;
const HIGHEST = 32_767;

export function randomPort(): number {
  return randomInt(LOWEST, HIGHEST + 1);
}

/** Whether it can be listened on at an address at the moment. */
export async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer().listen(port, host);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
