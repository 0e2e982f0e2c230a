import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { backendsAt } from '../backends/backends.ts';
import { readBackendUrls } from '../config.ts';
import { jaegerLinks } from '../questions/links.ts';
import { consoleServer } from './server.ts';

export interface StdioOptions {
  /** Asked at each call, so that a stack that was started meanwhile is found. */
  environment(): NodeJS.ProcessEnv;
}

/** Serves the console's tools over standard input and output until the client closes them. */
export function serveConsole({ environment }: StdioOptions): void {
  const context = () => {
    const urls = readBackendUrls(environment());
    return { backends: backendsAt(urls), links: jaegerLinks(urls.jaeger) };
  };
  serveStdio(() => consoleServer(context), { onerror: (error) => process.stderr.write(`${error.message}\n`) });
}
