import { type BackgroundTasks, defineTool, requireSubject, type Tool } from '@cortex/runtime';
import { z } from 'zod';
import type { Contexts } from './contexts.ts';

const input = z.object({
  user_id: z.string().min(1).max(128).describe('The subject of the token'),
  query: z
    .string()
    .max(16_384)
    .optional()
    .describe('The query that the context has to match; without it, the context is the newest items'),
  limit: z.number().int().min(1).max(100).default(10),
});

const output = z.object({
  user_id: z.string(),
  query: z.string().optional(),
  context: z.array(z.object({ id: z.string(), content: z.string(), created_at: z.string(), score: z.number() })),
  result_type: z
    .enum(['full', 'fallback'])
    .describe("fallback: the user's history could not be read, so the context is from its last known items, or empty"),
});

export interface ContextToolOptions {
  contexts: Contexts;
  /** The queue in which requests wait for a worker. */
  queue: BackgroundTasks;
}

/** The tool get_context. Refuses other users' contexts with 403 (over MCP an error result), and answers 503 when too many contexts are requested. */
export function contextTool({ contexts, queue }: ContextToolOptions): Tool {
  return defineTool({
    name: 'get_context',
    description: "Finds what in the user's history matters to a query, best first",
    input,
    output,
    handler: async ({ user_id, query, limit }, context) => {
      requireSubject(context, user_id);
      const request = { userId: user_id, query, limit };
      const { items, resultType } = await queue.run(() => contexts.make(request, context), context.signal);
      return { user_id, ...(query !== undefined && { query }), context: items, result_type: resultType };
    },
  });
}
