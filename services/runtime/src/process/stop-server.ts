import type { Server } from 'node:http';
import type { Logger } from 'pino';

export interface StopServerOptions {
  /** How long requests in flight may still take. */
  timeoutMilliseconds: number;
  /** Aborting it ends the wait at once. */
  hurry: AbortSignal | undefined;
  logger: Logger;
}

/** Refuses new connections, lets requests in flight finish, and cuts those that take too long. */
export async function stopServer(
  server: Server,
  { timeoutMilliseconds, hurry, logger }: StopServerOptions,
): Promise<void> {
  const cut = (reason: string) => {
    logger.warn(`cutting requests in flight: ${reason}`);
    server.closeAllConnections();
  };
  const hurried = () => cut('a second stop request came');
  const late = setTimeout(() => cut(`not finished after ${timeoutMilliseconds} ms`), timeoutMilliseconds);
  hurry?.addEventListener('abort', hurried);
  try {
    await closed(server);
  } finally {
    clearTimeout(late);
    hurry?.removeEventListener('abort', hurried);
  }
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
}
