import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The range is below the kernel's ports for outgoing connections, which may be taken before they are listened on. */
const LOWEST = 10_000;
const HIGHEST = 32_767;

export function randomPort(): number {
  return randomInt(LOWEST, HIGHEST + 1);
}

/** Whether a port can currently be listened on at an address. */
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
