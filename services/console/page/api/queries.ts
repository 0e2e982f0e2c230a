import { QueryClient, queryOptions } from '@tanstack/react-query';
import { ask, type Query } from './client.ts';

/** What was asked ahead is not asked again by what shows it. */
const FRESH_MILLISECONDS = 5_000;

// The console has waited for its backends already: their fault is shown at once, with a way to ask again.
const defaults = { retry: false, refetchOnWindowFocus: false, staleTime: FRESH_MILLISECONDS };

export const queries = new QueryClient({ defaultOptions: { queries: defaults } });

/** A question to the console's API, and by what its answer is known to all that ask it. */
export function answerQuery<Answer>(path: string, query: Query = {}) {
  return queryOptions({ queryKey: [path, query], queryFn: ({ signal }) => ask<Answer>(path, query, signal) });
}

/** Asks before there is anything that shows the answer, which then finds it there, or on its way. Also whether it could be had. */
export async function askAhead(path: string): Promise<boolean> {
  const given = await queries.ensureQueryData(answerQuery(path)).catch(() => undefined);
  return given !== undefined;
}
