import { resolve } from 'node:path';
import {
  ConfigError,
  createLogger,
  readConfig,
  type StartedService,
  serviceConfig,
  serviceVariables,
  startService,
} from '@cortex/runtime';
import { z } from 'zod';
import { apiRoutes } from './api/index.ts';
import { contextFrom } from './context.ts';
import { mcpRoute } from './mcp/http.ts';
import { NAME } from './name.ts';
import { pageFiles } from './page/page-files.ts';

const PORT = 3000;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

const variables = z.object({
  ...serviceVariables(PORT),
  /** Where the page is built. */
  CORTEX_CONSOLE_PAGE: z.string().default(resolve(import.meta.dirname, '../dist/page')),
});

/** Serves the console over HTTP. @param environment asked at each question for where the backends are; the rest is read once */
export async function startConsole(environment: () => NodeJS.ProcessEnv): Promise<StartedService> {
  const values = readConfig(variables, environment());
  // Whoever reaches it reads every trace, log line and profile.
  if (!LOOPBACK.test(values.HOST)) {
    throw new ConfigError(
      `HOST: expected a loopback address, came ${values.HOST}: the console asks nobody who they are`,
    );
  }
  const config = serviceConfig(values);
  const logger = createLogger(NAME, values.LOG_LEVEL);
  let started: StartedService | undefined;
  const context = contextFrom(environment, () => started?.url);
  started = await startService({
    name: NAME,
    config,
    logger,
    checks: [],
    rawRoutes: (router) =>
      mcpRoute(router, {
        context,
        bodyLimitBytes: config.bodyLimitBytes,
        onError: (error) => logger.debug({ err: error }, 'MCP request refused'),
      }),
    routes: (router) => {
      apiRoutes(router, context);
      pageFiles(router, values.CORTEX_CONSOLE_PAGE);
    },
  });
  return started;
}
