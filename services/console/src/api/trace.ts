import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { type PackedTrace, packed } from '../model/trace/packed.ts';
import { knownTrace, traceId } from '../questions/known-trace.ts';
import { answerRoute } from './answer.ts';

/** A complete trace, packed for the model's `unpacked`. */
export interface TraceAnswer extends PackedTrace {
  /** The URL of Jaeger's JSON. */
  jaegerJson: string;
}

export function traceRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/traces/:traceId',
    asked: z.object({ traceId }),
    context,
    answer: async ({ traceId: id }, { backends: { jaeger } }): Promise<TraceAnswer> => ({
      ...packed(await knownTrace(jaeger, id)),
      jaegerJson: `${jaeger.url}/api/traces/${id}?prettyPrint=true`,
    }),
  });
}
