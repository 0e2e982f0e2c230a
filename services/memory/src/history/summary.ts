import { keptQuery } from '../database/kept-query.ts';
import type { Tables, UserSummaryTable } from '../database/schema.ts';
import type { NewInput } from './new-input.ts';
import { commonTopics, countTopics, type TopicCounts } from './topics.ts';

/** The content of `user_summary.data`. */
export interface UserSummary {
  user_id: string;
  /** The number of stored inputs. */
  total_interactions: number;
  /** The time of the newest input, ISO 8601. */
  last_active: string;
  /** Frequent words of the inputs, most frequent first, at most ten. */
  common_topics: string[];
}

/** A summary with the counts from which it is computed. */
interface Known {
  summary: UserSummary;
  counts: TopicCounts;
}

/** The summary of a user; undefined if nothing of the user is stored. */
export async function readSummary(tables: Tables, userId: string): Promise<UserSummary | undefined> {
  const [row] = await selectSummaries(tables, [{ userId }], tables);
  return row === undefined ? undefined : fromRow(row).summary;
}

/** Adds stored inputs to their users' summaries. Must run in the transaction that stores the inputs. */
export async function addToSummaries(tables: Tables, inputs: NewInput[], transaction: Tables): Promise<void> {
  const userIds = new Set(inputs.map(({ userId }) => userId));
  const users = [...userIds].map((userId) => ({ userId }));
  const known = new Map((await selectSummaries(tables, users, transaction)).map((row) => [row.user_id, fromRow(row)]));
  for (const input of inputs) known.set(input.userId, add(known.get(input.userId), input));
  const rows = [...known].map(([userId, entry]) => toRow(userId, entry));
  await upsertSummaries(tables, rows, transaction);
}

const selectSummaries = keptQuery((tables, users: { userId: string }[]) =>
  tables
    .selectFrom('user_summary')
    .select(['user_id', 'data', 'topic_counts'])
    .where(
      'user_id',
      'in',
      users.map(({ userId }) => userId),
    ),
);

const upsertSummaries = keptQuery((tables, rows: UserSummaryTable[]) =>
  tables
    .insertInto('user_summary')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('user_id').doUpdateSet(({ ref }) => ({
        data: ref('excluded.data'),
        topic_counts: ref('excluded.topic_counts'),
      })),
    ),
);

function add(known: Known | undefined, input: NewInput): Known {
  const counts = countTopics(known?.counts ?? [], input.content);
  return { summary: nextSummary(known?.summary, input, counts), counts };
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

function fromRow({ data, topic_counts }: UserSummaryTable): Known {
  return { summary: JSON.parse(data) as UserSummary, counts: JSON.parse(topic_counts) as TopicCounts };
}

function toRow(user_id: string, { summary, counts }: Known) {
  return { user_id, data: JSON.stringify(summary), topic_counts: JSON.stringify(counts) };
}
