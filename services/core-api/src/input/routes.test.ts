import type { EventReader } from '@cortex/runtime/testing';
import { closedPort } from '../testing/closed-port.ts';
import { authorization, TestApp, type TestAppOptions } from '../testing/test-app.ts';
import type { FoundItem, StoredInput } from '../testing/test-peers.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Room for one input that is processed and one that waits. */
const FULL_AT_TWO = {
  workers: 1,
  maxWaiting: 1,
  holdMilliseconds: 1,
  requestMilliseconds: 15_000,
  drainMilliseconds: 1000,
};

let app: TestApp;
let ada: { Authorization: string };
let readers: EventReader[];
let stored: StoredInput[];

async function start(options: TestAppOptions = {}): Promise<void> {
  app = await TestApp.start({ store: (input) => stored.push(input), ...options });
}

async function listen(headers = ada): Promise<EventReader> {
  const reader = await app.stream(headers);
  readers.push(reader);
  return reader;
}

beforeEach(async () => {
  ada = await authorization('ada');
  [readers, stored] = [[], []];
});
afterEach(async () => {
  for (const reader of readers) reader.drop();
  await app.stop();
});

/** The input that was stored last, as a found item. */
function itself(inputs: StoredInput[]): FoundItem | undefined {
  const last = inputs.at(-1);
  return last && { id: last.input_id, content: last.content };
}

/** The JSON of nested objects. */
function nested(levels: number): string {
  return `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;
}

describe('POST /input', () => {
  test('answers 202 once the memory service has acknowledged the input', async () => {
    await start();
    const { status, body } = await app.post('/input', { content: 'hello', metadata: { test: true } }, ada);
    expect(status).toBe(202);
    expect(body).toEqual({ input_id: expect.stringMatching(UUID), status: 'stored' });
    expect(stored).toEqual([{ input_id: body.input_id, user_id: 'ada', content: 'hello', metadata: { test: true } }]);
  });

  test('sends the context of the input to the streams of its user', async () => {
    await start({
      find: async ({ user_id, query, limit }) => [{ id: 'earlier', content: `${limit} for ${user_id} about ${query}` }],
    });
    const stream = await listen();
    const { body } = await app.post('/input', { content: 'hello' }, ada);
    expect(await stream.next()).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-1$/),
      event: 'output',
      data: {
        input_id: body.input_id,
        type: 'context',
        context: { context: [{ id: 'earlier', content: '6 for ada about hello' }], result_type: 'full' },
      },
    });
  });

  test('makes the context from earlier inputs, without the input itself', async () => {
    const earlier = Array.from({ length: 6 }, (_, age) => ({ id: `earlier-${age}`, content: 'hello again' }));
    await start({ find: async () => [earlier[0], itself(stored), ...earlier.slice(1)].filter((item) => !!item) });
    const stream = await listen();
    await app.post('/input', { content: 'hello' }, ada);
    expect(await stream.next()).toMatchObject({ data: { context: { context: earlier.slice(0, 5) } } });
  });

  test('sends the streams an error without its reason when there is no context', async () => {
    await start({
      find: async () => {
        throw new Error('the database is on fire');
      },
    });
    const stream = await listen();
    const { body } = await app.post('/input', { content: 'hello' }, ada);
    expect((await stream.next())?.data).toEqual({
      input_id: body.input_id,
      type: 'error',
      detail: 'The context could not be found',
    });
  });

  test('sends the streams an error when the cognition service cannot be reached', async () => {
    await start({ config: { cognitionUrl: await closedPort() } });
    const stream = await listen();
    await app.post('/input', { content: 'hello' }, ada);
    expect((await stream.next())?.data).toMatchObject({ type: 'error' });
  });

  test('answers 503 with Retry-After when the memory service cannot be reached', async () => {
    await start({ config: { memoryUrl: await closedPort() } });
    const { status, headers, body } = await app.post('/input', { content: 'hello' }, ada);
    expect(status).toBe(503);
    expect(headers.get('Retry-After')).toBe('1');
    expect(body).toMatchObject({ status: 503, detail: 'The input could not be stored now: try again in a moment' });
  });

  test('while the memory service is away, logins and streams go on, and inputs are refused with a Retry-After', async () => {
    await start({ config: { memoryUrl: await closedPort() } });
    const login = () => app.post('/auth/login', { username: 'user@example.com', password: 'password123' });
    for (let sent = 0; sent < 3; sent += 1) {
      const { status, headers } = await app.post('/input', { content: 'hello' }, ada);
      expect({ status, retryAfter: headers.get('Retry-After') }).toEqual({ status: 503, retryAfter: '1' });
    }
    expect((await login()).status).toBe(200);
    expect(await listen()).toBeDefined();
    const { status, body } = await app.get('/health');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { status: 'degraded', checks: { memory_service: 'unhealthy', cognition_service: 'healthy' } },
    });
    expect((await app.get('/health/ready')).status).toBe(200);
  });

  test('answers 502 without internal details when the memory service fails to store', async () => {
    await start({
      store: () => {
        throw new Error('disk full at /var/lib');
      },
    });
    const { status, body } = await app.post('/input', { content: 'hello' }, ada);
    expect(status).toBe(502);
    expect(body.detail).toBe('The memory service did not store the input');
  });

  test('delays an input while too much work waits', async () => {
    const found = Promise.withResolvers<FoundItem[]>();
    await start({ find: () => found.promise, limits: { work: { ...FULL_AT_TWO, holdMilliseconds: 60_000 } } });
    for (let sent = 0; sent < 2; sent += 1) await app.post('/input', { content: 'hello' }, ada);
    const third = app.post('/input', { content: 'hello' }, ada);
    await app.get('/auth/verify', ada);
    expect(stored).toHaveLength(2);
    found.resolve([]);
    expect((await third).status).toBe(202);
    expect(stored).toHaveLength(3);
  });

  test('answers 503 before storing when too much work waits for too long', async () => {
    const found = Promise.withResolvers<FoundItem[]>();
    await start({ find: () => found.promise, limits: { work: { ...FULL_AT_TWO, holdMilliseconds: 1 } } });
    for (let sent = 0; sent < 2; sent += 1) await app.post('/input', { content: 'hello' }, ada);
    const third = await app.post('/input', { content: 'hello' }, ada);
    found.resolve([]);
    expect({ status: third.status, retryAfter: third.headers.get('Retry-After') }).toEqual({
      status: 503,
      retryAfter: '1',
    });
    expect(stored).toHaveLength(2);
  });

  test.each<[string, unknown, number, string]>([
    ['no body', '', 422, 'content'],
    ['text that is not JSON', '{"content": ', 400, 'The body is not valid'],
    ['a list', ['hello'], 422, 'expected an object'],
    ['no content', {}, 422, 'content: expected a string, came nothing'],
    ['a number for content', { content: 1 }, 422, 'content: expected a string, came a number'],
    ['blank content', { content: ' \n' }, 422, 'content: expected text that is not blank'],
    [
      'too much content',
      { content: 'x'.repeat(16_385) },
      422,
      'a string of at most 16384 characters, came a string of 16385 characters',
    ],
    ['metadata that is not an object', { content: 'hello', metadata: 'x' }, 422, 'metadata: expected an object'],
    ['too much metadata', { content: 'hello', metadata: { a: 'x'.repeat(16_384) } }, 422, 'at most 16384 characters'],
    ['metadata nested too deeply', `{"content":"hello","metadata":${nested(33)}}`, 422, 'at most 32 levels'],
    ['metadata nested extremely deeply', `{"content":"hello","metadata":${nested(15_000)}}`, 422, 'at most 32 levels'],
    ['a body over the limit', { content: 'x'.repeat(100_001) }, 413, 'at most 100000 bytes'],
  ])('refuses %s and stores nothing', async (_what, sent, status, detail) => {
    await start();
    const answer = await app.post('/input', sent, ada);
    expect({ status: answer.status, detail: answer.body.detail }).toEqual({
      status,
      detail: expect.stringContaining(detail),
    });
    expect(stored).toEqual([]);
  });

  test('accepts metadata of 32 levels', async () => {
    await start();
    expect((await app.post('/input', `{"content":"hello","metadata":${nested(32)}}`, ada)).status).toBe(202);
    expect(JSON.stringify(stored[0]?.metadata)).toBe(nested(32));
  });

  test('refuses a body that is neither JSON nor a form', async () => {
    await start();
    const answer = await app.post('/input', 'hello', { ...ada, 'Content-Type': 'text/plain' });
    expect(answer.status).toBe(415);
  });

  test('refuses a request without a token', async () => {
    await start();
    expect((await app.post('/input', { content: 'hello' })).status).toBe(401);
    expect(stored).toEqual([]);
  });
});

describe('a stop', () => {
  test('waits for the work under way', async () => {
    const asked = Promise.withResolvers<void>();
    const found = Promise.withResolvers<FoundItem[]>();
    let finished = false;
    await start({
      find: async () => {
        asked.resolve();
        return found.promise;
      },
    });
    await app.post('/input', { content: 'hello' }, ada);
    await asked.promise;
    const stopped = app.stopCoreApi()?.then(() => finished);
    setImmediate(() => {
      finished = true;
      found.resolve([]);
    });
    expect(await stopped).toBe(true);
  });

  test('aborts work that takes longer than a stop may', async () => {
    const asked = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<FoundItem[]>();
    await start({
      find: () => {
        asked.resolve();
        return aborted.promise;
      },
      limits: { work: { ...FULL_AT_TWO, drainMilliseconds: 1 } },
    });
    await app.post('/input', { content: 'hello' }, ada);
    await asked.promise;
    await app.stopCoreApi();
    aborted.resolve([]);
  });
});
