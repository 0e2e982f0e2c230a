import { getStringListFromEnv } from '@opentelemetry/core';

const DEFAULT = ['/health', '/healthz', '/health/live', '/health/ready', '/livez', '/readyz', '/metrics'];

/** `CORTEX_PROBE_PATHS`: the paths of probes, without queries, separated by commas. */
export function probePaths(): ReadonlySet<string> {
  return new Set(getStringListFromEnv('CORTEX_PROBE_PATHS') ?? DEFAULT);
}

export function pathOf({ url = '' }: { readonly url?: string | undefined }): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}
