import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { cleaned } from '../model/clean.ts';
import { type OperationDifference, traceDifference } from '../model/trace-difference.ts';
import { type FoundTrace, summaryOf } from '../questions/find-traces.ts';
import { knownTrace, traceId } from '../questions/known-trace.ts';
import { usualTrace } from '../questions/usual-trace.ts';
import { answerRoute } from './answer.ts';

export interface ComparisonAnswer {
  /** The trace that is compared with. */
  before: FoundTrace;
  after: FoundTrace;
  /** Among how many the usual one was chosen; undefined where it was named. */
  among: number | undefined;
  /** What changed most first. */
  operations: OperationDifference[];
  /** Operations that are left out. */
  more: number;
}

const MOST_OPERATIONS = 1000;

/** How a trace differs from another, or, where none is named, from the usual one of the same root. */
export function comparisonRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/traces/:traceId/comparison',
    asked: z.object({ traceId, with: traceId.optional() }),
    context,
    answer: async ({ traceId: id, with: other }, { backends: { jaeger } }): Promise<ComparisonAnswer> => {
      const found = await knownTrace(jaeger, id);
      const { trace, among } =
        other === undefined
          ? await usualTrace(jaeger, found)
          : { trace: await knownTrace(jaeger, other), among: undefined };
      const [before, after] = [cleaned(trace).trace, cleaned(found).trace];
      const operations = traceDifference(before, after);
      return {
        before: summaryOf(before),
        after: summaryOf(after),
        among,
        operations: operations.slice(0, MOST_OPERATIONS),
        more: Math.max(0, operations.length - MOST_OPERATIONS),
      };
    },
  });
}
