import { defineTool, requireSubject, type Tool } from '@cortex/runtime';
import type { CallOptions, McpClient } from '@cortex/runtime/mcp-client';
import { z } from 'zod';
import { readHistory } from './read-history.ts';
import type { RankedItem } from './user-index.ts';
import { UserIndexes } from './user-indexes.ts';

const input = z.object({
  user_id: z.string().min(1).max(128).describe('The subject of the token'),
  query: z.string().max(16_384).optional().describe('What the context is for; without it, the newest items'),
  limit: z.number().int().min(1).max(100).default(10),
});

const output = z.object({
  user_id: z.string(),
  query: z.string().optional(),
  context: z.array(z.object({ id: z.string(), content: z.string(), created_at: z.string(), score: z.number() })),
  /** Made from the user's history, nothing left out. */
  result_type: z.literal('full'),
});

/** Answers 403 (over MCP an error result) to anybody but the user concerned, 503 when the memory service does not answer. */
export function contextTool(memory: McpClient): Tool {
  const indexes = new UserIndexes(memory);
  return defineTool({
    name: 'get_context',
    description: "Finds what in the user's history matters to a query, best first",
    input,
    output,
    handler: async ({ user_id, query, limit }, context) => {
      requireSubject(context, user_id);
      const caller = { userId: user_id, signal: context.signal, deadline: context.deadline };
      return {
        user_id,
        ...(query !== undefined && { query }),
        context: query ? (await indexes.upToDate(caller)).rank(query, limit) : await newest(memory, caller, limit),
        result_type: 'full' as const,
      };
    },
  });
}

async function newest(memory: McpClient, caller: CallOptions, limit: number): Promise<RankedItem[]> {
  const { items } = await readHistory(memory, { ...caller, maxItems: limit });
  return items.map((item) => ({ ...item, score: 0 }));
}
