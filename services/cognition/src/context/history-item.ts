import { z } from 'zod';

/** The fields that contexts need of an item, as the memory service answers them. */
export const historyItem = z.object({ id: z.string(), content: z.string(), created_at: z.string() });

export type HistoryItem = z.output<typeof historyItem>;

/** One answer of the memory service's get_history. Items are newest first; `position` is present if `since` was given. */
export const historyPage = z.object({
  items: z.array(historyItem),
  next_before: z.string().optional(),
  position: z.string().optional(),
});
