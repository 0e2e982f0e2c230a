import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Query } from './client.ts';
import { answerQuery } from './queries.ts';

export interface UseAnswerOptions {
  /** Polling interval; asks once when left out. */
  everyMilliseconds?: number | undefined;
  enabled?: boolean;
}

/** The answer of the console's API. While a changed query is under way, it is the previous answer. */
export function useAnswer<Answer>(
  path: string,
  query: Query = {},
  { everyMilliseconds, enabled = true }: UseAnswerOptions = {},
): UseQueryResult<Answer> {
  return useQuery({
    ...answerQuery<Answer>(path, query),
    placeholderData: keepPreviousData,
    refetchInterval: everyMilliseconds ?? false,
    enabled,
  });
}
