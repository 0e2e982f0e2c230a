import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { answerRoute } from './answer.ts';
import { range, rangeOf } from './range.ts';

export interface MetricNamesAnswer {
  names: string[];
}

/** Names of one answer at most: as many as a list of completions can use. */
const MOST_NAMES = 5000;

const LONGEST_SELECTOR = 10_000;

/** Names of metrics and labels, and values of labels, for who writes PromQL. */
export function metricNamesRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/metric-names',
    asked: z.object({
      ...range,
      /** Values of this label instead of names of labels; those of `__name__` are the names of metrics. */
      label: z.string().min(1).max(1000).optional(),
      /** Restricts the names to series that this selector matches. */
      selector: z.string().min(1).max(LONGEST_SELECTOR).optional(),
    }),
    context,
    answer: async ({ label, selector, ...time }, { backends: { prometheus } }): Promise<MetricNamesAnswer> => {
      const options = { selector, ...rangeOf(time), most: MOST_NAMES };
      const names = await (label === undefined
        ? prometheus.labelNames(options)
        : prometheus.labelValues(label, options));
      return { names };
    },
  });
}
