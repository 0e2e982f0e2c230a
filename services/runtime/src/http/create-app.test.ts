import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { HttpError } from '../errors/http-error.ts';
import { validate } from '../errors/validate.ts';
import { BODY_LIMIT_BYTES, startTestService, type TestService } from '../testing/test-service.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const schema = z.object({ content: z.string().min(1), tags: z.array(z.string()).optional() });

let service: TestService;

beforeAll(async () => {
  service = await startTestService({
    checks: [{ name: 'slow', check: slowly }],
    routes: (router) => {
      router.post('/echo', (ctx) => {
        ctx.body = validate(schema, ctx.request.body);
      });
      router.get('/broken', () => {
        throw new Error('password hunter2 at /srv/app.ts');
      });
      router.get('/away', () => {
        throw new HttpError(503, 'Try again', { cause: new Error('asked in vain', { cause: new Error('refused') }) });
      });
      router.get('/slow', async (ctx) => {
        await slowly();
        ctx.body = 'at last';
      });
      router.get('/late', async (ctx) => {
        await once(ctx.res, 'close');
        await slowly();
        ctx.body = 'nobody reads this';
      });
      router.get('/busy', () => {
        throw new HttpError(429, 'Too many', { headers: { 'Retry-After': '3' } });
      });
    },
  });
});

afterAll(() => service.stop());

function post(body: string | URLSearchParams, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return fetch(`${service.url}/echo`, { method: 'POST', body, headers });
}

/** Resolves when the server of this process begins to handle the request. */
function arrivalOf(requestId: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (message: unknown) => {
      if ((message as { request: IncomingMessage }).request.headers['x-request-id'] !== requestId) return;
      unsubscribe('http.server.request.start', look);
      resolve();
    };
    subscribe('http.server.request.start', look);
  });
}

/** Takes longer than the threshold of a slow answer. */
async function slowly(): Promise<void> {
  const started = performance.now();
  while (performance.now() - started <= 150) await new Promise((resolve) => setImmediate(resolve));
}

async function problemOf(response: Response): Promise<Record<string, unknown>> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = await response.json();
  expect(problem).toMatchObject({
    type: 'about:blank',
    status: response.status,
    instance: `urn:request:${response.headers.get('x-request-id')}`,
  });
  return problem as Record<string, unknown>;
}

describe('bodies', () => {
  test('JSON and forms are parsed alike', async () => {
    expect(await (await post('{"content":"a"}')).json()).toEqual({ content: 'a' });
    expect(await (await post(new URLSearchParams({ content: 'a' }), {})).json()).toEqual({ content: 'a' });
  });

  test.each([
    ['invalid JSON', '{"content":', 400, 'The body is not valid: expected one JSON object or array, or a form'],
    ['a JSON primitive', '"content"', 400, 'The body is not valid: expected one JSON object or array, or a form'],
    ['no body', '', 422, 'content: expected a string, came nothing'],
    ['a wrong type', '{"content":7}', 422, 'content: expected a string, came a number'],
    ['an array', '[1]', 422, 'value: expected an object, came an array of 1'],
  ])('%s is answered with what was expected', async (_, body, status, detail) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    expect(await problemOf(response)).toMatchObject({ detail });
  });

  test('each wrong field is named, without its value', async () => {
    const problem = await problemOf(await post('{"content":"","tags":["a",{"secret":"hunter2"}]}'));
    expect(problem.errors).toEqual([
      { field: 'content', expected: 'a string of at least 1 character', came: 'a string of 0 characters' },
      { field: 'tags.1', expected: 'a string', came: 'an object' },
    ]);
  });

  test('a body over the limit is answered 413, whether its length is declared or not', async () => {
    const big = JSON.stringify({ content: 'x'.repeat(BODY_LIMIT_BYTES) });
    const declared = await post(big);
    const chunked = await fetch(`${service.url}/echo`, {
      method: 'POST',
      body: new Blob([big]).stream(),
      duplex: 'half',
      headers: JSON_TYPE,
    } as RequestInit);
    for (const response of [declared, chunked]) {
      expect(response.status).toBe(413);
      expect(await problemOf(response)).toMatchObject({
        detail: `The body is too large: at most ${BODY_LIMIT_BYTES} bytes`,
      });
    }
  });

  test('another type is answered 415', async () => {
    const response = await post('content', { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
    await problemOf(response);
  });
});

describe('routes', () => {
  test('an unknown path is answered 404', async () => {
    const response = await fetch(`${service.url}/nothing`);
    expect(response.status).toBe(404);
    expect(await problemOf(response)).toMatchObject({ title: 'Not Found', detail: 'There is nothing at /nothing' });
  });

  test('an unknown method is answered 405 with the allowed ones', async () => {
    const response = await fetch(`${service.url}/echo`, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    await problemOf(response);
  });

  test.each(['TRACE', 'PROPFIND', 'M-SEARCH', 'QUERY'])(
    '%s is not answered as a failure of the service either',
    async (method) => {
      const known = await ask(method, '/echo');
      expect(known).toMatchObject({ status: 405, allow: 'POST', problem: { status: 405 } });
      expect(await ask(method, '/nothing')).toMatchObject({ status: 404, problem: { status: 404 } });
    },
  );

  test('a target that is not a URL is answered 400, and not logged as an error', async () => {
    const logged = service.lines.length;
    expect(await ask('GET', 'http://[::1/echo')).toMatchObject({ status: 400, problem: { status: 400 } });
    expect(service.lines.slice(logged).filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  /** Sends a request that `fetch` would not. */
  async function ask(method: string, path: string) {
    const asking = request(service.url, { method, path }).end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    const { statusCode: status, headers } = response;
    return { status, allow: headers.allow, problem: JSON.parse(await text(response)) };
  }
});

describe('errors', () => {
  test('an unexpected error is answered 500 without its cause, which is logged once with the request id', async () => {
    const response = await fetch(`${service.url}/broken`, { headers: { 'x-request-id': 'fault-1' } });
    expect(response.status).toBe(500);
    expect(JSON.stringify(await problemOf(response))).not.toMatch(/hunter2|app\.ts/);
    const logged = service.lines.filter(({ request_id, level }) => request_id === 'fault-1' && level === 50);
    expect(logged).toHaveLength(1);
    expect(logged[0]).toMatchObject({ err: { message: 'password hunter2 at /srv/app.ts', stack: expect.any(String) } });
  });

  test('a foreseen failure is one warning, with its reason and without a stack', async () => {
    const response = await fetch(`${service.url}/away`, { headers: { 'x-request-id': 'away-1' } });
    expect(await problemOf(response)).toMatchObject({ status: 503, detail: 'Try again' });
    const logged = service.lines.filter(({ request_id, level }) => request_id === 'away-1' && Number(level) > 30);
    expect(logged).toEqual([expect.objectContaining({ level: 40, cause: 'Try again: asked in vain: refused' })]);
    expect(JSON.stringify(logged)).not.toContain('create-app.test');
  });

  test('an error can set response headers', async () => {
    const response = await fetch(`${service.url}/busy`);
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('3');
  });
});

describe('request ids', () => {
  test('a well-formed id is kept', async () => {
    const response = await fetch(`${service.url}/health/live`, { headers: { 'x-request-id': 'abc-123' } });
    expect(response.headers.get('x-request-id')).toBe('abc-123');
  });

  test.each(['two words', 'x'.repeat(129), '<script>'])('%s is replaced', async (given) => {
    const response = await fetch(`${service.url}/health/live`, { headers: { 'x-request-id': given } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('bytes that are not HTTP are refused and the connection is closed', async () => {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  socket.write('nonsense\r\n\r\n');
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /);
});

test('an answer that took more than 100 ms is a warning', async () => {
  await (await fetch(`${service.url}/slow`)).text();
  const slow = service.lines.filter(({ msg, route }) => msg === 'slow endpoint' && route === '/slow');
  expect(slow).toEqual([expect.objectContaining({ level: 40, method: 'GET', route: '/slow', status: 200 })]);
  expect(slow[0]?.milliseconds).toBeGreaterThanOrEqual(100);
});

test('each service can set its own threshold of slow answers', async () => {
  await using patient = await startTestService({
    slowSeconds: 60,
    routes: (router) =>
      router.get('/slow', async (ctx) => {
        await slowly();
        ctx.body = 'late';
      }),
  });
  await (await fetch(`${patient.url}/slow`)).text();
  const warnings = patient.lines.filter(({ level }) => Number(level) >= 40);
  expect(warnings).toEqual([]);
});

test('slow probes are not warnings, since they come all the time', async () => {
  const id = { 'x-request-id': 'probe-1' };
  await (await fetch(`${service.url}/health/ready`, { headers: id })).text();
  const lines = service.lines.filter(({ request_id, msg }) => request_id === 'probe-1' && msg === 'slow endpoint');
  expect(lines).toEqual([expect.objectContaining({ level: 20, route: '/health/ready' })]);
});

describe('a client that leaves', () => {
  /** Sends the given lines, waits until the request has arrived, and leaves. Returns the log lines of the request, except at level debug. */
  async function linesOfAbandoned(head: string[], route: string) {
    const requestId = `left-${route.slice(1)}`;
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    const arrived = arrivalOf(requestId);
    socket.write([...head, 'Host: 127.0.0.1', `X-Request-Id: ${requestId}`, '', ''].join('\r\n'));
    if (head.length > 1) socket.write('{');
    // The service measures from here, which may be some time after the client has written.
    await arrived;
    await slowly();
    socket.destroy();
    const lines = () => service.lines.filter(({ request_id }) => request_id === requestId);
    while (!lines().some(({ msg }) => msg === 'request done')) await slowly();
    // The handler goes on.
    await slowly();
    await slowly();
    return lines().filter(({ level }) => Number(level) > 20);
  }

  const expected = (method: string, route: string) =>
    ['slow endpoint', 'request done'].map((msg) => expect.objectContaining({ msg, method, route, status: 499 }));

  test('before the answer is logged once, as 499 with the route', async () => {
    expect(await linesOfAbandoned(['GET /late HTTP/1.1'], '/late')).toEqual(expected('GET', '/late'));
  });

  test('in the middle of its body is logged in the same way', async () => {
    const head = ['POST /echo HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 99'];
    expect(await linesOfAbandoned(head, '/echo')).toEqual(expected('POST', '/echo'));
  });
});
