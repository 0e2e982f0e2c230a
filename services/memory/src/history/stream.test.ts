import { createLogger, startService } from '@cortex/runtime';
import { EventReader } from '@cortex/runtime/testing';
import { eventually } from '@cortex/trace-testing';
import { newInput } from '../testing/new-input.ts';
import { onEachDatabase, type TemporaryDatabase } from '../testing/temporary-database.ts';
import { toAnnouncement } from './announcement.ts';
import { History } from './history.ts';
import { historyResource } from './resource.ts';
import { storeInputs } from './store-inputs.ts';

/** 48 KB: a page of such items exceeds the socket buffers of both sides. */
const LARGE = '\u20ac'.repeat(16_000);

describe('a stream of the history', () =>
  onEachDatabase((openDatabase) => {
    test('sends the page oldest first and then new items, each once and only those of its user', async () => {
      await using service = await historyService(await openDatabase());
      await service.store('one', 'two', 'three');
      const events = await service.open('?limit=2');

      expect(await events.ids(2)).toEqual(['two', 'three']);
      await service.history.store({ input_id: 'foreign', user_id: 'eve', content: 'not for ada' });
      await service.store('three', 'four');

      expect(await events.next()).toEqual({
        id: 'four',
        event: 'item',
        data: { id: 'four', content: 'hello', metadata: {}, created_at: expect.any(String) },
      });
    });

    test('does not send an older input than the page that is announced late', async () => {
      await using service = await historyService(await openDatabase());
      await service.store('one', 'two', 'three');
      const events = await service.open('?limit=2');
      const late = toAnnouncement(newInput({ inputId: 'one' }));
      await service.database.channel?.notify(service.database.tables, [late]);
      await service.store('four');
      expect(await events.ids(3)).toEqual(['two', 'three', 'four']);
    });

    test('neither misses nor repeats inputs that are stored while it opens', async () => {
      await using service = await historyService(await openDatabase());
      const ids = Array.from({ length: 60 }, (_, number) => `input-${number}`);
      const storing = storeWhileOthersWork(service, ids);
      const events = await service.open('?limit=500');
      await storing;

      expect(await events.ids(ids.length)).toEqual(ids);
      await service.store('last');
      expect(await events.ids(1)).toEqual(['last']);
    });

    test('sends a page many times larger than the queue of a client', async () => {
      await using service = await historyService(await openDatabase());
      const ids = Array.from({ length: 500 }, (_, number) => `input-${number}`);
      await service.storeAtOnce(ids, 'é'.repeat(4_000));
      const events = await service.open('?limit=500');
      await service.store('live');
      expect(await events.ids(501)).toEqual([...ids, 'live']);
    });

    test('sends a client that does not read an overflow event, and disconnects it', async () => {
      await using service = await historyService(await openDatabase());
      const ids = Array.from({ length: 500 }, (_, number) => `page-${number}`);
      await service.storeAtOnce(ids, LARGE);
      const response = await service.ask('?limit=500');
      for (let number = 0; service.history.listeners > 0; number += 1)
        await service.history.store({ ...item(`live-${number}`), content: LARGE });
      const received = await response.text();
      expect(received).toContain('event: overflow');
      expect(received).not.toContain('id: live-');
    });

    test('sends an item with an old date that arrives live', async () => {
      await using service = await historyService(await openDatabase());
      await service.store('one');
      const events = await service.open('');
      await service.history.store({ ...item('old'), created_at: '2001-01-01T00:00:00Z' });
      expect(await events.ids(2)).toEqual(['one', 'old']);
    });

    test('ends its subscription when the client leaves', async () => {
      await using service = await historyService(await openDatabase());
      const [first, second] = [await service.open(''), await service.open('')];
      expect(service.history.listeners).toBe(1);
      first.drop();
      await service.store('one');
      expect(await second.ids(1)).toEqual(['one']);
      second.drop();
      await eventually(() => service.history.listeners === 0, { what: 'no listener left' });
    });

    test('ends when the service stops', async () => {
      await using service = await historyService(await openDatabase());
      const events = await service.open('');
      await service.stop();
      expect(await events.next()).toBeUndefined();
      expect(service.history.listeners).toBe(0);
    });

    test('leaves no subscription behind when the history cannot be read', async () => {
      await using service = await historyService(await openDatabase());
      await service.database.tables.schema.dropTable('user_history').execute();
      await expect(service.open('')).rejects.toThrow('answered 500');
      expect(service.history.listeners).toBe(0);
    });
  }));

function item(input_id: string) {
  return { input_id, user_id: 'ada', content: 'hello' };
}

/** Yields to the event loop after each input, so that the opening of a stream falls in between. */
async function storeWhileOthersWork(service: { store(id: string): Promise<void> }, ids: string[]): Promise<void> {
  for (const id of ids) {
    await service.store(id);
    await new Promise(setImmediate);
  }
}

async function historyService(store: TemporaryDatabase) {
  const history = new History(store.database);
  const service = await startService({
    name: 'memory-service',
    config: { host: '127.0.0.1', port: 0, bodyLimitBytes: 1_024, stopTimeoutMilliseconds: 2_000 },
    logger: createLogger('memory-service', 'silent'),
    checks: [],
    resources: [historyResource(history)],
    internalAuth: async (token) => ({ subject: token, expiresAt: Number.MAX_SAFE_INTEGER }),
  });
  const readers: EventReader[] = [];
  const open = async (query: string) => {
    const reader = await EventReader.open(`${service.url}/resource/history/ada${query}`, {
      Authorization: 'Bearer ada',
    });
    readers.push(reader);
    return reader;
  };
  return {
    history,
    database: store.database,
    open,
    /** Requests a stream, without reading from it yet. */
    ask: (query: string) =>
      fetch(`${service.url}/resource/history/ada${query}`, {
        headers: { Authorization: 'Bearer ada', Accept: 'text/event-stream' },
      }),
    store: async (...ids: string[]) => {
      for (const id of ids) await history.store(item(id));
    },
    /** Stores in one transaction. */
    storeAtOnce: (ids: string[], content: string) =>
      storeInputs(
        store.database,
        ids.map((inputId) => newInput({ inputId, content })),
      ),
    stop: () => service.stop(),
    [Symbol.asyncDispose]: async () => {
      for (const reader of readers) reader.drop();
      await service.stop();
      await history.stop();
      await store[Symbol.asyncDispose]();
    },
  };
}
