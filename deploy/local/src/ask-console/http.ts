/** `npm run console`: another console beside a running stack, over HTTP. */
import { readOptions } from '../console/read-options.ts';
import { ensurePage } from '../page/ensure-page.ts';
import { consoleEnvironment } from './console-environment.ts';

const HELP = `Usage: npm run console

Serves the console's pages and its MCP server beside a running stack until Ctrl-C.

PORT moves it from port 3000. CORTEX_CONSOLE_JAEGER_URL, CORTEX_CONSOLE_PROMETHEUS_URL, CORTEX_CONSOLE_PROFILES_URL, CORTEX_CONSOLE_LOGS_URL
and CORTEX_CONSOLE_ALERTMANAGER_URL name backends elsewhere, CORTEX_CONSOLE_LOAD_RESULTS the results of load tests. With CORTEX_CONSOLE_TOKEN it may
listen on another HOST.`;

readOptions({ args: process.argv.slice(2), options: {}, help: HELP });
const environment = await consoleEnvironment();
const [{ startConsole }, { runProcess }] = await Promise.all([import('@cortex/console'), import('@cortex/runtime')]);
const CORTEX_CONSOLE_PAGE =
  process.env.CORTEX_CONSOLE_PAGE ||
  (await ensurePage({ env: process.env, signal: new AbortController().signal, say: console.error }));
await runProcess(() => startConsole(() => ({ ...environment(), CORTEX_CONSOLE_PAGE })));
