import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { EventReader } from '@cortex/runtime/testing';
import { eventually } from '@cortex/trace-testing';
import { LIMITS } from '../config.ts';
import { authorization, TestApp, type TestAppOptions } from '../testing/test-app.ts';

let app: TestApp;
let ada: { Authorization: string };
let readers: EventReader[];

async function start(options: TestAppOptions = {}): Promise<void> {
  app = await TestApp.start({ find: async ({ query }) => [{ id: 'earlier', content: query }], ...options });
}

async function listen(headers: Record<string, string> = ada): Promise<EventReader> {
  const reader = await app.stream(headers);
  readers.push(reader);
  return reader;
}

beforeEach(async () => {
  ada = await authorization('ada');
  readers = [];
});
afterEach(async () => {
  for (const reader of readers) reader.drop();
  await app.stop();
});

function say(content: string, headers = ada) {
  return app.post('/input', { content }, headers);
}

async function next(reader: EventReader): Promise<{ id: string | undefined; items: unknown }> {
  const event = await reader.next();
  const data = event?.data as { context?: { context: { content: string }[] } } | undefined;
  return { id: event?.id, items: data?.context?.context.map(({ content }) => content) };
}

describe('GET /output/stream', () => {
  test('is an event stream that must not be cached', async () => {
    await start();
    const abort = new AbortController();
    const response = await fetch(`${app.url}/output/stream`, { headers: ada, signal: abort.signal });
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    expect(response.headers.get('Cache-Control')).toContain('no-cache');
    abort.abort();
  });

  test("brings this user's events and nobody else's", async () => {
    await start();
    const [mine, other] = [await listen(), await listen(await authorization('eve'))];
    await say('from ada');
    await say('from eve', await authorization('eve'));
    expect((await next(mine)).items).toEqual(['from ada']);
    expect((await next(other)).items).toEqual(['from eve']);
  });

  test('replays each event that was missed in a short disconnect once, and goes on', async () => {
    await start();
    const before = await listen();
    await say('one');
    const { id } = await next(before);
    before.drop();
    await say('two');
    await say('three');
    const after = await listen({ ...ada, 'Last-Event-ID': `${id}` });
    await say('four');
    const items = [await next(after), await next(after), await next(after)].map((event) => event.items);
    expect(items).toEqual([['two'], ['three'], ['four']]);
  });

  test('says where a stream begins, so that nothing is missed when it breaks off before its first event', async () => {
    await start();
    const before = await listen();
    const id = await eventually(() => before.firstId, { what: 'the id of where the stream begins' });
    before.drop();
    await say('one');
    const after = await listen({ ...ada, 'Last-Event-ID': id });
    expect((await next(after)).items).toEqual(['one']);
  });

  test('reports a gap when it does not know the id, then sends the events that it has', async () => {
    await start();
    const before = await listen();
    await say('one');
    await next(before);
    const after = await listen({ ...ada, 'Last-Event-ID': '0123abcd-7' });
    expect(await after.next()).toMatchObject({
      event: 'gap',
      data: { detail: 'Events before the next one may be lost' },
    });
    expect((await next(after)).items).toEqual(['one']);
  });

  test('gives the slot of a client that has left to the next one', async () => {
    await start({ limits: { events: { ...LIMITS.events, maxStreamsPerUser: 1 } } });
    const first = await listen();
    const refused = await app.get('/output/stream', ada);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('5');
    expect(refused.body.detail).toBe('Expected at most 1 open streams of one user: close one first');
    first.drop();
    const second = await eventually(() => listen(), { what: 'a slot for another stream' });
    await say('hello');
    expect((await next(second)).items).toEqual(['hello']);
  });

  test('warns a client that reads too slowly, ends its stream and frees its slot', async () => {
    await start({
      find: async ({ query }) => Array.from({ length: 5 }, (_, age) => ({ id: `${age}`, content: query.repeat(4) })),
      limits: { stream: { queueLimitBytes: 400_000 }, events: { ...LIMITS.events, maxStreamsPerUser: 2 } },
    });
    const fast = await listen();
    const slow = connect(Number(new URL(app.url).port), '127.0.0.1');
    const { Authorization } = ada;
    slow.write(
      `GET /output/stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: ${Authorization}\r\n\r\n`,
    );
    await once(slow, 'readable');
    await eventually(
      async () => {
        await say('x'.repeat(16_000));
        expect((await fast.next())?.event).toBe('output');
        return listen();
      },
      { what: 'the slot of the slow client' },
    );
    expect(await text(slow)).toMatch(/event: overflow\ndata: .*\n\n/);
  });

  test('ends when the service stops', async () => {
    await start();
    const reader = await listen();
    const ended = reader.next();
    await app.stopCoreApi();
    expect(await ended).toBeUndefined();
  });

  test('ends when the token expires, so that the client asks again with a new one', async () => {
    await start();
    const reader = await eventually(async () => listen(await authorization('ada', 2)), {
      what: 'a stream that opens before its token has expired',
    });
    expect(await reader.next()).toEqual({ event: 'expired', data: { detail: expect.stringContaining('a new one') } });
    expect(await reader.next()).toBeUndefined();
  });

  test('refuses a request without a token', async () => {
    await start();
    expect((await app.get('/output/stream')).status).toBe(401);
  });
});
