import { bearer, startTestService, type TestService } from '../testing/test-service.ts';
import { broken, busy, double, numbers } from '../testing/test-tools.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ tools: [double, busy, broken], resources: [numbers] });
});

afterAll(() => service.stop());

async function postTool(name: string, body: unknown): Promise<Response> {
  const headers = { ...(await bearer('alice')), 'content-type': 'application/json' };
  return fetch(`${service.url}/tool/${name}`, { method: 'POST', body: JSON.stringify(body), headers });
}

async function getNumbers(path: string, accept = '*/*'): Promise<Response> {
  return fetch(`${service.url}/resource/numbers/${path}`, { headers: { ...(await bearer('alice')), accept } });
}

test('a tool answers its output', async () => {
  const response = await postTool('double', { user_id: 'alice', n: 4 });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ user_id: 'alice', doubled: 8 });
});

test.each([
  ['wrong input', 'double', { user_id: 7 }, 422],
  ['the id of another user', 'double', { user_id: 'bob' }, 403],
  ['an application error', 'busy', {}, 503],
  ['a fault', 'broken', {}, 500],
  ['an unknown tool', 'invented', {}, 404],
])('%s is answered with its status', async (_, name, body, status) => {
  const response = await postTool(name, body);
  expect(response.status).toBe(status);
  expect(await response.text()).not.toContain('hunter2');
});

test('a resource answers JSON', async () => {
  expect(await (await getNumbers('alice')).json()).toEqual({ user_id: 'alice', items: [0, 1, 2] });
  expect(await (await getNumbers('alice?limit=1')).json()).toEqual({ user_id: 'alice', items: [0] });
});

test.each([
  ['bob', 403],
  ['alice?limit=many', 422],
  ['alice?limit=1&limit=2', 422],
])('/resource/numbers/%s is answered %d', async (path, status) => {
  expect((await getNumbers(path)).status).toBe(status);
  expect((await getNumbers(path, 'text/event-stream')).status).toBe(status);
});

test('a resource with a stream is streamed to clients that ask for a stream', async () => {
  const response = await getNumbers('alice?limit=2', 'text/event-stream');
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const decoder = new TextDecoder();
  let received = '';
  for await (const chunk of response.body ?? []) {
    received += decoder.decode(chunk);
    if (received.includes('id: 1')) break;
  }
  expect(received).toBe('id: 0\nevent: number\ndata: 0\n\nid: 1\nevent: number\ndata: 1\n\n');
});
