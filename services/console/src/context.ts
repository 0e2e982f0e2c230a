import { isDeepStrictEqual } from 'node:util';
import { type Backends, type BackendUrls, backendsAt } from './backends/backends.ts';
import { type TraceCache, traceCache } from './backends/jaeger/trace-cache.ts';
import { readBackendUrls, readConsoleUrl, readDashboardsFolder, readLoadFolder } from './config.ts';
import type { ToolContext } from './mcp/tool.ts';
import { pageLinks } from './questions/links.ts';

/** The default URL of the pages. */
const USUAL_URL = 'http://127.0.0.1:3000';

export interface ContextOptions {
  /** The address of this process's own pages, if it has any. */
  ownUrl?: () => string | undefined;
  traces?: TraceCache;
}

/** Creates the context of questions. It is read again at each call, so that a stack that was started meanwhile is found. */
export function contextFrom(
  environment: () => NodeJS.ProcessEnv,
  { ownUrl = () => undefined, traces = traceCache() }: ContextOptions = {},
): () => ToolContext {
  let known: { urls: BackendUrls; backends: Backends } | undefined;
  // The clients remember concurrent requests and heavy times: new clients would ask for these again.
  const backendsOf = (urls: BackendUrls): Backends => {
    if (known === undefined || !isDeepStrictEqual(known.urls, urls))
      known = { urls, backends: backendsAt(urls, traces) };
    return known.backends;
  };
  return () => {
    const env = environment();
    return {
      backends: backendsOf(readBackendUrls(env)),
      loadFolder: readLoadFolder(env),
      dashboardsFolder: readDashboardsFolder(env),
      links: pageLinks(readConsoleUrl(env) ?? ownUrl() ?? USUAL_URL),
    };
  };
}
