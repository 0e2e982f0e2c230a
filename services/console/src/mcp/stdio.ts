import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { contextFrom } from '../context.ts';
import { consoleServer } from './server.ts';

/** Serves the console's tools over standard input and output until the client closes them. @param environment read at each call */
export function serveConsole(environment: () => NodeJS.ProcessEnv): void {
  const context = contextFrom(environment);
  serveStdio(() => consoleServer(context), { onerror: (error) => process.stderr.write(`${error.message}\n`) });
}
