import { CONSOLE_TELEMETRY } from '../ask-console/console-telemetry.ts';
import { environmentAt } from '../ask-console/environment-at.ts';
import { dashboardsFolder, loadFolder, type Settings } from '../settings.ts';
import type { Component } from './component.ts';
import { environmentFor } from './environment-for.ts';
import { logFileOf } from './log-file-of.ts';
import { nodeProgram } from './node-program.ts';
import { urlsOf } from './urls.ts';

export interface ConsoleOptions {
  settings: Settings;
  env: NodeJS.ProcessEnv;
  /** Path of the folder with the built page. */
  page: string;
}

const NAME = 'console';
/** The console reads large answers and keeps none, so a larger young generation would only grow its memory with garbage. */
const SEMI_SPACE_MEGABYTES = 8;

/** The console. The stack works without it, and no other process waits for it. */
export function consoleComponent({ settings, env, page }: ConsoleOptions): Component {
  const urls = urlsOf(settings.ports);
  const own = {
    ...environmentAt({ ...urls, profiles: withoutLogin(settings.pyroscopeUrl) ?? urls.profiles }, {}),
    HOST: '127.0.0.1',
    PORT: String(settings.ports.console),
    CORTEX_CONSOLE_PAGE: page,
    CORTEX_CONSOLE_LOAD_RESULTS: loadFolder(settings),
    CORTEX_CONSOLE_DASHBOARDS: dashboardsFolder,
  };
  return {
    name: NAME,
    tier: 'service',
    isOptional: true,
    url: urls.console,
    hint: 'why a request was slow or failed: traces, MCP, health of all parts; MCP for coding agents at /mcp',
    ...nodeProgram({
      folder: 'console',
      imports: ['@cortex/telemetry/register'],
      semiSpaceMegabytes: SEMI_SPACE_MEGABYTES,
      env: { ...CONSOLE_TELEMETRY, ...environmentFor(NAME, env), ...own },
    }),
    readinessUrl: `${urls.console}/health/ready`,
    readyAfter: [],
    logFile: logFileOf(settings.home, NAME),
  };
}

/** Removes the credentials from a URL. Those of a Pyroscope are meant only for sending profiles. */
function withoutLogin(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const url = new URL(given);
  url.username = '';
  url.password = '';
  return url.href.replace(/\/$/, '');
}
