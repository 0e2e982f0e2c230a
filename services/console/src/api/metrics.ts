import { HttpError } from '@cortex/runtime';
import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { shortestStep, usualStep } from '../model/metrics/steps.ts';
import { type MetricsOverTime, metricsOverTime } from '../questions/metrics-over-time.ts';
import { answerRoute } from './answer.ts';
import { type Range, range, rangeOf } from './range.ts';

export type MetricsAnswer = MetricsOverTime & Range & { stepSeconds: number };

const LONGEST_QUERY = 10_000;

/** Serves the values of a PromQL expression over a time range. */
export function metricsRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/metrics',
    asked: z.object({
      ...range,
      query: z.string().trim().min(1).max(LONGEST_QUERY),
      /** In seconds. Default: a round step that fits the time range. */
      step: z.coerce.number().positive().optional(),
      exemplars: z.stringbool().default(true),
    }),
    context,
    answer: async ({ query, step, exemplars, ...time }, { backends }): Promise<MetricsAnswer> => {
      const looked = rangeOf(time);
      const stepSeconds = stepOf(step, looked);
      const question = { query, ...looked, stepSeconds, withExemplars: exemplars };
      return { ...(await metricsOverTime(backends, question)), ...looked, stepSeconds };
    },
  });
}

/** @throws {HttpError} 422 for a step that would give too many points */
function stepOf(step: number | undefined, { begin, end }: Range): number {
  const shortest = shortestStep(end - begin);
  if (step === undefined) return usualStep(end - begin);
  if (step < shortest) throw new HttpError(422, `step: expected at least ${shortest} s for this time, got ${step}`);
  return step;
}
