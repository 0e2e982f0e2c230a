import { HttpError } from '@cortex/runtime';
import { eventually } from '@cortex/trace-testing';
import type { MemoryDatabase } from '../database/memory-database.ts';
import { PostgresServer } from '../testing/postgres-server.ts';
import { openQuietly } from '../testing/temporary-database.ts';
import { History } from './history.ts';

let server: PostgresServer;
let databases: MemoryDatabase[];
let here: History;
let there: History;

beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

beforeEach(async () => {
  const url = await server.createDatabase();
  databases = await Promise.all([openQuietly({ kind: 'postgres', url }), openQuietly({ kind: 'postgres', url })]);
  const [first, second] = databases as [MemoryDatabase, MemoryDatabase];
  here = new History(first);
  there = new History(second);
});
afterEach(async () => {
  await Promise.all([here.stop(), there.stop()]);
  await Promise.all(databases.map((database) => database.close()));
});

function input(input_id: string) {
  return { input_id, user_id: 'ada', content: `content \0 of ${input_id}` };
}

/** Records what a listener receives. */
async function listen(history: History) {
  const heard = { ids: [] as string[], contents: [] as string[], interrupted: false };
  await history.subscribe('ada', {
    onItem: ({ id, content }) => {
      heard.ids.push(id);
      heard.contents.push(content);
    },
    onInterruption: () => {
      heard.interrupted = true;
    },
  });
  return heard;
}

test('the streams of all processes get what one process stores, in the same order', async () => {
  const listeners = await Promise.all([listen(here), listen(there)]);
  const ids = Array.from({ length: 200 }, (_, index) => `input-${index}`);
  await Promise.all(ids.map((id, index) => (index % 2 ? here : there).store(input(id))));
  for (const { ids: heard } of listeners) await eventually(() => heard.length === ids.length, { what: 'all inputs' });
  expect(listeners[0]?.ids).toEqual(listeners[1]?.ids);
  expect(listeners[0]?.ids.toSorted()).toEqual(ids.toSorted());
  expect(listeners[0]?.contents[0]).toContain('\0');
});

test('messages of others on the channel are ignored', async () => {
  const listener = await listen(here);
  await server.administer(`notify cortex_history, 'hello'`, await databaseName());
  await there.store(input('one'));
  await eventually(() => listener.ids.length > 0, { what: 'the input' });
  expect(listener.ids).toEqual(['one']);
});

test('while the server is away requests get a 503, and afterwards everything works again', async () => {
  const listener = await listen(here);
  await server.kill();
  await eventually(() => listener.interrupted, { what: 'the interruption' });
  expect(here.listeners).toBe(0);
  const failures = await Promise.all([
    here.store(input('one')).catch((error) => error),
    here.read({ user_id: 'ada', limit: 1 }).catch((error) => error),
    listen(here).catch((error) => error),
  ]);
  for (const failure of failures) {
    expect(failure).toBeInstanceOf(HttpError);
    expect(failure).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
  }

  await server.startAgain();
  const stored = here.store(input('two'));
  expect(await stored).toMatchObject({ status: 'stored' });
  // The channel tries again after a growing pause, which may be longer than a request waits; its 503 asks clients to repeat it.
  const again = await eventually(() => listen(here), { what: 'the channel to listen again' });
  await there.store(input('three'));
  await eventually(() => again.ids.includes('three'), { what: 'the input' });
});

async function databaseName(): Promise<string> {
  const [row] = await server.administer(
    `select datname from pg_stat_activity where application_name = 'memory-service feed' order by backend_start desc limit 1`,
  );
  return String(row?.datname);
}
