import { dashboardsFolder, loadFolder, readSettings } from '../settings.ts';
import { runningUrls } from '../state/running-stack.ts';
import { CONSOLE_TELEMETRY } from './console-telemetry.ts';
import { environmentAt } from './environment-at.ts';

/**
 * Prepares this process for the console. Call it before the MCP SDK is loaded, because agents' calls are traced too.
 * @returns a function that returns the current environment, with the URLs of the running stack
 */
export async function consoleEnvironment(): Promise<() => NodeJS.ProcessEnv> {
  const { home } = readSettings(process.env);
  const environment = (): NodeJS.ProcessEnv => ({
    ...environmentAt(runningUrls(home) ?? {}, process.env),
    CORTEX_CONSOLE_LOAD_RESULTS: process.env.CORTEX_CONSOLE_LOAD_RESULTS || loadFolder({ home }),
    CORTEX_CONSOLE_DASHBOARDS: process.env.CORTEX_CONSOLE_DASHBOARDS || dashboardsFolder,
  });
  const { OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_ENDPOINT } = environment();
  const telemetry = { OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_ENDPOINT };
  Object.assign(process.env, { ...CONSOLE_TELEMETRY, ...process.env, ...telemetry });
  await import('@cortex/telemetry/register');
  return environment;
}
