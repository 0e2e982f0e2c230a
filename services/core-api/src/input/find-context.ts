import type { McpClient } from '@cortex/runtime/mcp-client';
import { z } from 'zod';
import type { StoredInput } from './stored-input.ts';

const answer = z.looseObject({ context: z.array(z.looseObject({ id: z.string() })) });

export interface FindContextOptions {
  cognition: McpClient;
  /** The most items to return. */
  items: number;
  signal: AbortSignal;
}

/**
 * Finds the earlier inputs that matter to an input. The input itself is already part of the history and would match best: it is left out.
 * Rejects as `McpClient.callTool` does.
 */
export async function findContext(
  { inputId, userId, content }: StoredInput,
  { cognition, items, signal }: FindContextOptions,
): Promise<z.output<typeof answer>> {
  const args = { user_id: userId, query: content, limit: items + 1 };
  const found = answer.parse(await cognition.callTool('get_context', args, { userId, signal, isRepeatable: true }));
  return { ...found, context: found.context.filter(({ id }) => id !== inputId).slice(0, items) };
}
