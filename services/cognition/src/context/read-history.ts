import type { CallOptions, McpClient } from '@cortex/runtime/mcp-client';
import { type HistoryItem, historyPage } from './history-item.ts';

const PAGE_ITEMS = 250;

export interface ReadHistoryOptions extends CallOptions {
  /** How far back to read at most. */
  maxItems: number;
}

/** A user's newest items, newest first, read page by page from the memory service. Rejects as `McpClient.callTool` does. */
export async function readHistory(memory: McpClient, options: ReadHistoryOptions): Promise<HistoryItem[]> {
  const { maxItems, ...caller } = options;
  const items: HistoryItem[] = [];
  let before: string | undefined;
  do {
    const limit = Math.min(PAGE_ITEMS, maxItems - items.length);
    const args = { user_id: caller.userId, limit, ...(before && { before }) };
    const page = historyPage.parse(await memory.callTool('get_history', args, caller));
    items.push(...page.items);
    before = page.items.length > 0 ? page.next_before : undefined;
  } while (before && items.length < maxItems);
  return items;
}
