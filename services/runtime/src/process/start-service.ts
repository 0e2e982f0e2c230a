import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError } from '../config/config-error.ts';
import { createApp } from '../http/create-app.ts';
import type { ServiceConfig, ServiceOptions, StartedService } from '../http/service-options.ts';
import { freeAtRest } from './free-at-rest.ts';
import { serverUrl } from './server-url.ts';
import { stopServer } from './stop-server.ts';

const HEADERS_TIMEOUT_MILLISECONDS = 10_000;
const REQUEST_TIMEOUT_MILLISECONDS = 30_000;
/** Longer than clients keep idle connections, so that the client closes first. Otherwise the server could close a connection under the next request. */
const KEEP_ALIVE_MILLISECONDS = 35_000;

/** Resolves once the service accepts connections; rejects when it cannot listen. */
export async function startService(options: ServiceOptions): Promise<StartedService> {
  const { name, config, logger, isHolding, onStop } = options;
  const stopping = new AbortController();
  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MILLISECONDS,
      requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
      keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
    },
    (await createApp(options, stopping.signal)).callback(),
  );
  closeConnectionsAfterAnswers(server, stopping.signal);
  const url = await listen(server, config);
  logger.info({ url }, `${name} listens`);
  const endFreeing = freeAtRest({ isHolding });

  let stopped: Promise<void> | undefined;
  const stop: StartedService['stop'] = ({ hurry } = {}) => {
    stopped ??= (async () => {
      logger.info(`stopping ${name}`);
      stopping.abort();
      endFreeing();
      await stopServer(server, { timeoutMilliseconds: config.stopTimeoutMilliseconds, hurry, logger });
      await onStop?.();
      logger.info(`${name} stopped`);
    })();
    return stopped;
  };
  return { url, stop };
}

/** Node closes idle connections when a server closes, but not those that become idle later. */
function closeConnectionsAfterAnswers(server: Server, stopping: AbortSignal): void {
  server.on('request', (_, response) => {
    response.once('close', () => stopping.aborted && setImmediate(() => server.closeIdleConnections()));
  });
}

function listen(server: Server, { host, port }: ServiceConfig): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(explained(error, { host, port }));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve(serverUrl(server.address() as AddressInfo));
    });
  });
}

function explained(error: NodeJS.ErrnoException, { host, port }: Pick<ServiceConfig, 'host' | 'port'>): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new ConfigError(`Port ${port} of ${host} is taken (EADDRINUSE). Stop what has it, or set PORT to a free one.`);
}
