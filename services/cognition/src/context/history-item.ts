import { z } from 'zod';

/** The fields of a remembered input, as the memory service answers them, that contexts need. */
export const historyItem = z.object({ id: z.string(), content: z.string(), created_at: z.string() });

export type HistoryItem = z.output<typeof historyItem>;

/** One answer of the memory service's get_history; items are newest first, the position is there where `since` was given. */
export const historyPage = z.object({
  items: z.array(historyItem),
  next_before: z.string().optional(),
  position: z.string().optional(),
});
