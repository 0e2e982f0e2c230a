import { z } from 'zod';

/** What the memory service tells about one remembered input, as far as contexts need it. */
export const historyItem = z.object({ id: z.string(), content: z.string(), created_at: z.string() });

export type HistoryItem = z.output<typeof historyItem>;

/** One answer of the memory service's get_history; items are newest first, the position is there where `since` was given. */
export const historyPage = z.object({
  items: z.array(historyItem),
  next_before: z.string().optional(),
  position: z.string().optional(),
});
