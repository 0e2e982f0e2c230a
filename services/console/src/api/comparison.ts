import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { compared, type TraceComparison } from '../model/trace/comparison.ts';
import { knownTrace, traceId } from '../questions/known-trace.ts';
import { usualTrace } from '../questions/usual-trace.ts';
import { answerRoute } from './answer.ts';

export interface ComparisonAnswer extends TraceComparison {
  /** How many traces the usual one was selected from; undefined when the trace was given. */
  among: number | undefined;
}

const MOST_OPERATIONS = 1000;

/** Compares a trace with another or, if none is given, with the usual one of the same root. */
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
      return { ...compared(trace, found, MOST_OPERATIONS), among };
    },
  });
}
