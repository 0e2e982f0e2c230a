import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { packed } from '../model/packed-trace.ts';
import { knownTrace, traceId } from '../questions/known-trace.ts';
import { answerRoute } from './answer.ts';

/** A whole trace, as `unpacked` of the model takes it. */
export function traceRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/traces/:traceId',
    asked: z.object({ traceId }),
    context,
    answer: async ({ traceId: id }, { backends }) => packed(await knownTrace(backends.jaeger, id)),
  });
}
