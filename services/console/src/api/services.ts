import type { Router } from '@koa/router';
import { z } from 'zod';
import type { ToolContext } from '../mcp/tool.ts';
import { answerRoute } from './answer.ts';

export interface ServicesAnswer {
  services: string[];
}

export interface OperationsAnswer {
  operations: string[];
}

/** Serves the services that Jaeger knows, and the operations of one. */
export function servicesRoute(router: Router, context: () => ToolContext): void {
  answerRoute(router, {
    path: '/api/services',
    asked: z.object({}),
    context,
    answer: async (_, { backends }): Promise<ServicesAnswer> => ({ services: await backends.jaeger.services() }),
  });
  answerRoute(router, {
    path: '/api/services/:service/operations',
    asked: z.object({ service: z.string() }),
    context,
    answer: async ({ service }, { backends }): Promise<OperationsAnswer> => ({
      operations: await backends.jaeger.operations(service),
    }),
  });
}
