import { resolve } from 'node:path';
import {
  createLogger,
  readConfig,
  type StartedService,
  serviceConfig,
  serviceVariables,
  startService,
} from '@cortex/runtime';
import { z } from 'zod';
import { accessVariables, requireAccess } from './access/access-variables.ts';
import { admission } from './access/admission.ts';
import { apiRoutes } from './api/index.ts';
import { traceCache } from './backends/jaeger/trace-cache.ts';
import { contextFrom } from './context.ts';
import { mcpRoute } from './mcp/http.ts';
import { NAME } from './name.ts';
import { pageFiles } from './page/page-files.ts';

const PORT = 3000;
/** Many answers read whole traces, or wait for a busy backend. People notice the wait from here on. */
const SLOW_SECONDS = 2;

const variables = z.object({
  ...serviceVariables(PORT),
  ...accessVariables,
  /** The folder of the built page. */
  CORTEX_CONSOLE_PAGE: z.string().default(resolve(import.meta.dirname, '../dist/page')),
});

/** Serves the console over HTTP. @param environment read at each question for the URLs of backends; everything else is read once */
export async function startConsole(environment: () => NodeJS.ProcessEnv): Promise<StartedService> {
  const values = readConfig(variables, environment());
  requireAccess(values);
  const { CORTEX_CONSOLE_TOKEN: token } = values;
  const config = serviceConfig(values);
  const logger = createLogger(NAME, values.LOG_LEVEL);
  let started: StartedService | undefined;
  const traces = traceCache();
  const context = contextFrom(environment, { ownUrl: () => started?.url, traces });
  started = await startService({
    name: NAME,
    config,
    logger,
    checks: [],
    slowSeconds: SLOW_SECONDS,
    ...(token !== undefined && { admit: admission(token) }),
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
    isHolding: () => {
      traces.forgetStale();
      return traces.counts.size > 0;
    },
  });
  return started;
}
