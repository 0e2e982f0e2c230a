/** `npm run -s console:mcp`: the console's MCP server over stdio, for a coding agent. Standard output belongs to the protocol. */
import { consoleEnvironment } from './console-environment.ts';

const environment = await consoleEnvironment();
const { serveConsole } = await import('@cortex/console');
serveConsole(environment);
