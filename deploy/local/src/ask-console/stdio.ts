/** `npm run -s console:mcp`: the console's MCP server over stdio, for a coding agent. Standard output belongs to the protocol. */
import { readOptions } from '../console/read-options.ts';
import { consoleEnvironment } from './console-environment.ts';

const HELP = `Usage: npm run -s console:mcp

Answers a coding agent over standard input and output, which starts it by itself.

CORTEX_CONSOLE_JAEGER_URL, CORTEX_CONSOLE_PROMETHEUS_URL, CORTEX_CONSOLE_PROFILES_URL, CORTEX_CONSOLE_LOGS_URL and
CORTEX_CONSOLE_ALERTMANAGER_URL name backends elsewhere.`;

readOptions({ args: process.argv.slice(2), options: {}, help: HELP });
const environment = await consoleEnvironment();
const { serveConsole } = await import('@cortex/console');
serveConsole(environment);
