import { QueryClient, queryOptions } from '@tanstack/react-query';
import { ask, type Query } from './client.ts';

/** A prefetched answer stays fresh until the component that shows it has mounted. */
const FRESH_MILLISECONDS = 5_000;

// The console has already waited for its backends. A failure is shown at once, with a button to retry.
const defaults = { retry: false, refetchOnWindowFocus: false, staleTime: FRESH_MILLISECONDS };

export const queries = new QueryClient({ defaultOptions: { queries: defaults } });

/** A query to the console's API. All components that send the same one share its answer. */
export function answerQuery<Answer>(path: string, query: Query = {}) {
  return queryOptions({ queryKey: [path, query], queryFn: ({ signal }) => ask<Answer>(path, query, signal) });
}

/** Prefetches an answer, before the component that shows it has mounted. Resolves with false when the request failed. */
export async function askAhead(path: string): Promise<boolean> {
  const given = await queries.ensureQueryData(answerQuery(path)).catch(() => undefined);
  return given !== undefined;
}
