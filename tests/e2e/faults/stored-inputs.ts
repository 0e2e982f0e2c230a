import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const rows = z.array(z.object({ input_id: z.string(), content: z.string() }));

/** The inputs in memory's SQLite database: ids by content. Throws if two have the same content. */
export function storedInputs(path: string): Map<string, string> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return byContent(rows.parse(database.prepare('select input_id, content from user_history').all()));
  } finally {
    database.close();
  }
}

function byContent(stored: z.output<typeof rows>): Map<string, string> {
  const ids = new Map(stored.map(({ input_id, content }) => [content, input_id]));
  if (ids.size < stored.length)
    throw new Error(`expected each input once, ${stored.length - ids.size} are there again`);
  return ids;
}
