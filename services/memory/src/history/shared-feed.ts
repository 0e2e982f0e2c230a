import type { MemoryDatabase } from '../database/memory-database.ts';
import { whenFree } from '../database/when-free.ts';
import { readAnnouncement } from './announcement.ts';
import type { HistoryFeed } from './feed.ts';
import type { NewInput } from './new-input.ts';
import { readItems } from './read-items.ts';

/** The most inputs that are read at once when many were announced. */
const MAX_READ = 100;

/** Publishes what all processes store, in the order of their commits. Reads only inputs of users with listeners in this process. */
export function publishAnnounced(database: MemoryDatabase, feed: HistoryFeed): void {
  const announced: Pick<NewInput, 'userId' | 'inputId'>[] = [];
  let isPublishing = false;

  const publish = async () => {
    isPublishing = true;
    try {
      while (announced.length > 0) await publishNext(database, feed, announced.splice(0, MAX_READ));
    } catch {
      feed.interrupt();
    } finally {
      isPublishing = false;
    }
  };
  database.channel?.listen({
    onMessage: (message) => {
      const input = readAnnouncement(message);
      if (!input || !feed.has(input.userId)) return;
      announced.push(input);
      if (!isPublishing) void publish();
    },
    onInterruption: () => {
      announced.length = 0;
      feed.interrupt();
    },
  });
}

async function publishNext(
  database: MemoryDatabase,
  feed: HistoryFeed,
  inputs: Pick<NewInput, 'userId' | 'inputId'>[],
): Promise<void> {
  const ids = inputs.map(({ inputId }) => inputId);
  const items = await whenFree(database, () => readItems(database.tables, ids));
  for (const { userId, inputId } of inputs) {
    const item = items.get(inputId);
    if (item) feed.publish(userId, item);
  }
}
