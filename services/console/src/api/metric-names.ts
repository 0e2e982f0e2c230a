import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { answerRoute } from './answer.ts';
import { range, rangeOf } from './range.ts';

export interface MetricNamesAnswer {
  names: string[];
}

/** The most names in one answer: as many as a list of completions can use. */
const MOST_NAMES = 5000;

const LONGEST_SELECTOR = 10_000;

/** Serves names of metrics and labels, and values of labels, to complete PromQL. */
export function metricNamesRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/metric-names',
    asked: z.object({
      ...range,
      /** Requests the values of this label instead of names of labels; those of `__name__` are the names of metrics. */
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
