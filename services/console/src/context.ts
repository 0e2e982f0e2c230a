import { backendsAt } from './backends/backends.ts';
import { type TraceCache, traceCache } from './backends/jaeger/trace-cache.ts';
import { readBackendUrls, readConsoleUrl, readDashboardsFolder, readLoadFolder } from './config.ts';
import type { ToolContext } from './mcp/tool.ts';
import { pageLinks } from './questions/links.ts';

/** The URL of the pages, unless the environment sets it. */
const USUAL_URL = 'http://127.0.0.1:3000';

export interface ContextOptions {
  /** The address of this process's own pages, if it has any. */
  ownUrl?: () => string | undefined;
  traces?: TraceCache;
}

/** What there is to ask, read anew at each call, so that a stack that was started meanwhile is found. */
export function contextFrom(
  environment: () => NodeJS.ProcessEnv,
  { ownUrl = () => undefined, traces = traceCache() }: ContextOptions = {},
): () => ToolContext {
  return () => {
    const env = environment();
    return {
      backends: backendsAt(readBackendUrls(env), traces),
      loadFolder: readLoadFolder(env),
      dashboardsFolder: readDashboardsFolder(env),
      links: pageLinks(readConsoleUrl(env) ?? ownUrl() ?? USUAL_URL),
    };
  };
}
