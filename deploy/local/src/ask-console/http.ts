/** `npm run console`: the console's MCP server over HTTP. */
import { consoleEnvironment } from './console-environment.ts';

const environment = await consoleEnvironment();
const [{ startConsole }, { runProcess }] = await Promise.all([import('@cortex/console'), import('@cortex/runtime')]);
await runProcess(() => startConsole(environment));
