import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { profiledSpans } from '../model/profile/profiled-spans.ts';
import { knownTrace, spanId, traceId } from '../questions/known-trace.ts';
import { QuestionError } from '../questions/question-error.ts';
import { type ServiceFunctions, traceFunctions } from '../questions/trace-functions.ts';
import { answerRoute } from './answer.ts';

export interface TraceProfileAnswer {
  services: ServiceFunctions[];
  /** The span that owns the profile, if the requested span is part of another. */
  owner: { spanId: string; name: string } | undefined;
}

const asked = z.object({
  traceId,
  span: spanId.optional(),
});

/** Serves the functions that worked for a trace, or for one span with the work that it began in its own service. */
export function traceProfileRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/traces/:traceId/profile',
    asked,
    context,
    answer: async ({ traceId: id, span: spanId }, { backends }): Promise<TraceProfileAnswer> => {
      const trace = await knownTrace(backends.jaeger, id);
      if (spanId === undefined) {
        return { services: await traceFunctions(backends.profiles, { trace }), owner: undefined };
      }
      const span = trace.spans.find((one) => one.spanId === spanId);
      if (span === undefined) throw new QuestionError(`Trace ${id} has no span ${spanId}.`);
      const { owner, spanIds } = profiledSpans(trace, span);
      const of = { service: span.service, spanIds };
      return {
        services: await traceFunctions(backends.profiles, { trace, of }),
        owner: owner === span ? undefined : { spanId: owner.spanId, name: owner.name },
      };
    },
  });
}
