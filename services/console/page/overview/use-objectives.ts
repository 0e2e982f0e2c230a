import { useSearch } from '@tanstack/react-router';
import type { ObjectivesAnswer } from '../../src/api/overview.ts';
import { useAnswer } from '../api/use-answer.ts';
import { type RangeSearch, rangeQuery } from '../parts/time-range.ts';
import { REFRESH_MILLISECONDS } from './refresh.ts';

export function useObjectives() {
  const search = useSearch({ strict: false }) as RangeSearch;
  return useAnswer<ObjectivesAnswer>('/api/overview/objectives', rangeQuery(search), {
    everyMilliseconds: REFRESH_MILLISECONDS,
  });
}
