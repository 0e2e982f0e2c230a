import type { CallOptions } from '@cortex/runtime/mcp-client';
import { type HistoryItem, historyPage } from './history-item.ts';
import type { HistorySource } from './history-source.ts';

const PAGE_ITEMS = 250;

export interface ReadHistoryOptions extends CallOptions {
  /** The most items to read. */
  maxItems: number;
  /** Selects items stored after this position; `0` selects all. */
  since?: string;
}

export interface ReadHistory {
  /** Newest first. */
  items: HistoryItem[];
  /** The position from which to continue next time; undefined without `since`. */
  position: string | undefined;
}

/** Reads a user's newest items page by page from the memory service. Rejects as `McpClient.callTool` does. */
export async function readHistory(memory: HistorySource, options: ReadHistoryOptions): Promise<ReadHistory> {
  const { maxItems, since, ...caller } = options;
  const items: HistoryItem[] = [];
  let position: string | undefined;
  let before: string | undefined;
  do {
    const limit = Math.min(PAGE_ITEMS, maxItems - items.length);
    const args = { user_id: caller.userId, limit, ...(before && { before }), ...(since && { since }) };
    const page = historyPage.parse(await memory.callTool('get_history', args, { ...caller, isRepeatable: true }));
    items.push(...page.items);
    // Items that are stored while pages are read come after the first page's position.
    position ??= page.position;
    before = page.items.length > 0 ? page.next_before : undefined;
  } while (before && items.length < maxItems);
  return { items, position };
}
