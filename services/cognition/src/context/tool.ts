import { defineTool, HttpError, requireSubject, type Tool } from '@cortex/runtime';
import type { CallOptions, McpClient } from '@cortex/runtime/mcp-client';
import { z } from 'zod';
import type { HistoryItem } from './history-item.ts';
import { rank } from './rank.ts';
import { readHistory } from './read-history.ts';

/** How far back a query looks. */
const SEARCHED_ITEMS = 1_000;

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
  return defineTool({
    name: 'get_context',
    description: "Finds what in the user's history matters to a query, best first",
    input,
    output,
    handler: async ({ user_id, query, limit }, context) => {
      requireSubject(context, user_id);
      const caller = { userId: user_id, signal: context.signal };
      const items = await remembered(memory, { caller, maxItems: query ? SEARCHED_ITEMS : limit });
      return {
        user_id,
        ...(query !== undefined && { query }),
        context: rank(items, query ?? '').slice(0, limit),
        result_type: 'full' as const,
      };
    },
  });
}

interface RememberedOptions {
  caller: CallOptions;
  maxItems: number;
}

async function remembered(memory: McpClient, { caller, maxItems }: RememberedOptions): Promise<HistoryItem[]> {
  try {
    return await readHistory(memory, { ...caller, maxItems });
  } catch (cause) {
    throw new HttpError(503, 'The memory service did not answer, so there is no context', { cause });
  }
}
