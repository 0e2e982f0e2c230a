import type { EventStream } from '@cortex/runtime';
import type { History } from './history.ts';
import type { HistoryItem, PositionedItem } from './item.ts';

/** The position before the first input. */
const BEGINNING = '0';

type HistoryQuery = Parameters<History['read']>[0];

/**
 * Sends a page of the history, oldest first, and then each input as it is stored, as events `item`, until either side closes the stream.
 *
 * It subscribes before it reads, so nothing is missed in between; an item that comes both ways is sent once. If inputs may have been missed,
 * the stream ends: the client opens it again and gets a page.
 */
export async function streamHistory(history: History, query: HistoryQuery, open: () => EventStream): Promise<void> {
  const early: PositionedItem[] = [];
  const interrupted = new AbortController();
  let deliver = (item: PositionedItem): void => void early.push(item);
  const unsubscribe = await history.subscribe(query.user_id, {
    onItem: (item, position) => deliver({ item, position }),
    onInterruption: () => interrupted.abort(),
  });
  try {
    const { items, position } = await history.read({ ...query, since: BEGINNING });
    const events = open();
    events.signal.addEventListener('abort', unsubscribe, { once: true });
    if (events.signal.aborted) unsubscribe();
    onAbort(interrupted.signal, () => events.close());
    const replayed = events.replay(items.toReversed().map(toEvent));
    deliver = unlessIn({ items, position: Number(position) }, (item) => events.send(toEvent(item)));
    for (const item of early) deliver(item);
    await replayed;
  } catch (error) {
    unsubscribe();
    throw error;
  }
}

function onAbort(signal: AbortSignal, react: () => void): void {
  if (signal.aborted) react();
  else signal.addEventListener('abort', react, { once: true });
}

function toEvent(item: HistoryItem) {
  return { id: item.id, event: 'item', data: item };
}

/** Passes on items, except those of the page and older ones, which may arrive late. */
function unlessIn(
  page: { items: HistoryItem[]; position: number },
  send: (item: HistoryItem) => void,
): (arrived: PositionedItem) => void {
  const sent = new Set(page.items.map(({ id }) => id));
  return ({ item, position }) => {
    if (position > page.position && !sent.delete(item.id)) send(item);
  };
}
