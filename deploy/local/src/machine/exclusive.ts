import { createHash } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Takes a name that only one process of this machine can have, and that the kernel frees when its holder dies, however it
 * dies: an abstract Unix socket. A lock file would survive a `kill -9`.
 * @returns whether this process now has the name, until it ends
 */
export function takeExclusively(purpose: string): Promise<boolean> {
  const digest = createHash('sha256').update(purpose).digest('hex').slice(0, 32);
  const server = createServer((connection) => connection.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(`\0cortex-${digest}`, () => {
      server.unref();
      resolve(true);
    });
  });
}
