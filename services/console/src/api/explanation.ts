import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import type { Finding } from '../questions/explain-trace/finding.ts';
import { explainTrace } from '../questions/explain-trace/index.ts';
import { knownTrace, traceId } from '../questions/known-trace.ts';
import { answerRoute } from './answer.ts';

export interface ExplanationAnswer {
  /** The time from the first start to the last end. */
  milliseconds: number;
  failed: boolean;
  /** The likeliest cause first, what is missing last. */
  findings: Finding[];
}

/** Serves all findings about a trace. A backend that is away is one of them. */
export function explanationRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/traces/:traceId/explanation',
    asked: z.object({ traceId }),
    context,
    answer: async ({ traceId: id }, { backends }): Promise<ExplanationAnswer> => {
      const trace = await knownTrace(backends.jaeger, id);
      const { view, findings } = await explainTrace(trace, backends);
      return { milliseconds: view.milliseconds, failed: view.failed, findings };
    },
  });
}
