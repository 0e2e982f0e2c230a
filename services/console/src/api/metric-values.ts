import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { answerRoute } from './answer.ts';
import { range, rangeOf } from './range.ts';

export interface MetricValuesAnswer {
  values: { labels: Record<string, string>; value: number | null }[];
  /** How many values there are, including those that were left out. */
  found: number;
}

const LONGEST_QUERY = 10_000;
/** The most values in one answer. */
const MOST_VALUES = 200;

/** Serves the values of a PromQL expression at the end of a time range. */
export function metricValuesRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/metric-values',
    asked: z.object({ ...range, query: z.string().trim().min(1).max(LONGEST_QUERY) }),
    context,
    answer: async ({ query, ...time }, { backends: { prometheus } }): Promise<MetricValuesAnswer> => {
      const found = await prometheus.query(query, rangeOf(time).end);
      const values = found.slice(0, MOST_VALUES).map(({ labels, value }) => ({
        labels,
        value: Number.isFinite(value) ? value : null,
      }));
      return { values, found: found.length };
    },
  });
}
