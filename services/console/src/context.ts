import { backendsAt } from './backends/backends.ts';
import { readBackendUrls } from './config.ts';
import type { ToolContext } from './mcp/tool.ts';
import { jaegerLinks } from './questions/links.ts';

/** What there is to ask, read anew at each call, so that a stack that was started meanwhile is found. */
export function contextFrom(environment: () => NodeJS.ProcessEnv): () => ToolContext {
  return () => {
    const urls = readBackendUrls(environment());
    return { backends: backendsAt(urls), links: jaegerLinks(urls.jaeger) };
  };
}
