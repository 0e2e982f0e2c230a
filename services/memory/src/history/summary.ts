import type { MemoryDatabase } from '../database/open.ts';
import type { NewInput } from './new-input.ts';
import { commonTopics, countTopics, type TopicCounts } from './topics.ts';

/** What `user_summary.data` holds. */
export interface UserSummary {
  user_id: string;
  /** Inputs stored. */
  total_interactions: number;
  /** Time of the newest input, ISO 8601. */
  last_active: string;
  /** Frequent words of the inputs, most frequent first, at most ten. */
  common_topics: string[];
}

/** Counts one stored input into its user's summary. Belongs in the transaction that stores the input. */
export async function addToSummary(database: MemoryDatabase, input: NewInput): Promise<void> {
  const known = await readSummary(database, input.userId);
  const counts = countTopics(known?.counts ?? [], input.content);
  const data = JSON.stringify(nextSummary(known?.summary, input, counts));
  const topic_counts = JSON.stringify(counts);
  await database
    .insertInto('user_summary')
    .values({ user_id: input.userId, data, topic_counts })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ data, topic_counts }))
    .execute();
}

function nextSummary(known: UserSummary | undefined, input: NewInput, counts: TopicCounts): UserSummary {
  const lastActive = Math.max(input.timestamp, known ? Date.parse(known.last_active) : input.timestamp);
  return {
    user_id: input.userId,
    total_interactions: (known?.total_interactions ?? 0) + 1,
    last_active: new Date(lastActive).toISOString(),
    common_topics: commonTopics(counts),
  };
}

async function readSummary(database: MemoryDatabase, userId: string) {
  const row = await database
    .selectFrom('user_summary')
    .select(['data', 'topic_counts'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row && { summary: JSON.parse(row.data) as UserSummary, counts: JSON.parse(row.topic_counts) as TopicCounts };
}
