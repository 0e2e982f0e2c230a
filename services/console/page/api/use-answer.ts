import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Query } from './client.ts';
import { answerQuery } from './queries.ts';

export interface UseAnswerOptions {
  /** Asks again after so long. */
  everyMilliseconds?: number | undefined;
  enabled?: boolean;
}

/** What the console's API answers; while a changed question is under way, the answer to the one before. */
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
