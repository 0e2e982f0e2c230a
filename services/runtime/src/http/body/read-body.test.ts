import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { setImmediate as turn } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { bearer, startTestService, type TestService } from '../../testing/test-service.ts';
import { double } from '../../testing/test-tools.ts';
import { BODIES_IN_FLIGHT_BYTES } from './body-hold.ts';

/** Two bodies of this size exceed the bound on all bodies. */
const LIMIT_BYTES = (BODIES_IN_FLIGHT_BYTES * 5) / 8;
const JSON_TYPE = { 'content-type': 'application/json' };
/** Some 40 MB in 40 KB, without the end. */
const BOMB = gzipSync(Buffer.alloc(LIMIT_BYTES, ' ')).subarray(0, -10);

let service: TestService;
/** Resolved by the request that is held. */
let arrival: PromiseWithResolvers<void>;
let release: PromiseWithResolvers<void>;

beforeEach(async () => {
  arrival = Promise.withResolvers();
  release = Promise.withResolvers();
  service = await startTestService({
    config: { host: '127.0.0.1', port: 0, bodyLimitBytes: LIMIT_BYTES, stopTimeoutMilliseconds: 1_000 },
    tools: [double],
    routes: (router) => {
      router.post('/echo', (ctx) => {
        ctx.body = ctx.request.body;
      });
      router.post('/held', async (ctx) => {
        arrival.resolve();
        await release.promise;
        ctx.body = {};
      });
    },
  });
});

afterEach(async () => {
  release.resolve();
  await service.stop();
});

function upload(path: string, headers: Record<string, string | number> = {}): ClientRequest {
  return request(`${service.url}${path}`, { method: 'POST', headers: { ...JSON_TYPE, ...headers } });
}

async function answerOf(outgoing: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  return answer.resume();
}

/** A body of nearly the limit, without its last two bytes. */
function startLarge(path: string): ClientRequest {
  const outgoing = upload(path, { 'content-length': LIMIT_BYTES });
  // A refused request ends before all is written.
  outgoing.on('error', () => {}).write(Buffer.alloc(LIMIT_BYTES - 2, ' '));
  return outgoing;
}

async function sendLarge(): Promise<number | undefined> {
  const outgoing = startLarge('/echo');
  outgoing.end('{}');
  return (await answerOf(outgoing)).statusCode;
}

async function untilGivenUp(count: number): Promise<void> {
  const deadline = performance.now() + 15_000;
  const givenUp = () => service.lines.filter(({ msg }) => msg === 'nobody waits for the answer').length;
  while (givenUp() < count) {
    if (performance.now() > deadline) throw new Error(`${givenUp()} of ${count} uploads that broke off were given up`);
    await turn();
  }
}

test.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
])('a body may come as %s', async (encoding, encode) => {
  const headers = { ...JSON_TYPE, 'content-encoding': encoding };
  const body = new Uint8Array(encode('{"a":1}'));
  const answer = await fetch(`${service.url}/echo`, { method: 'POST', headers, body });
  expect(await answer.json()).toEqual({ a: 1 });
});

test.each([
  ['of an unknown encoding', 'zstd', '{}', 415, /zstd is not supported: send gzip, deflate, br or identity/],
  ['that does not match its encoding', 'gzip', '{}', 400, /not what its content encoding says/],
])('a body %s is refused', async (_, encoding, body, status, detail) => {
  const headers = { ...JSON_TYPE, 'content-encoding': encoding };
  const answer = await fetch(`${service.url}/echo`, { method: 'POST', headers, body });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(detail) });
});

test.each([
  ['as it is', {}],
  ['by gzip', { 'content-encoding': 'gzip' }],
])('an upload %s that breaks off frees its memory', async (_, encoding: Record<string, string>) => {
  for (let count = 1; count <= 8; count += 1) {
    const outgoing = upload('/echo', { 'content-length': LIMIT_BYTES, ...encoding });
    outgoing.on('error', () => {});
    await new Promise((resolve) => outgoing.write(BOMB, resolve));
    outgoing.destroy();
    await untilGivenUp(count);
  }
  expect(await sendLarge()).toBe(200);
});

test('when bodies exceed the bound of the process the largest is refused, and small ones pass', async () => {
  const [one, other] = [startLarge('/echo'), startLarge('/echo')];
  const refused = await Promise.race([answerOf(one), answerOf(other)]);
  expect(refused.statusCode).toBe(503);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);

  const small = await fetch(`${service.url}/echo`, { method: 'POST', headers: JSON_TYPE, body: '{"a":1}' });
  expect(await small.json()).toEqual({ a: 1 });

  const passing = refused.socket === one.socket ? other : one;
  passing.end('{}');
  expect((await answerOf(passing)).statusCode).toBe(200);
  expect(await sendLarge()).toBe(200);
});

test('a body counts until its request is answered', async () => {
  const held = startLarge('/held');
  held.end('{}');
  const heldAnswer = answerOf(held);
  await arrival.promise;
  expect(await sendLarge()).toBe(503);
  release.resolve();
  expect((await heldAnswer).statusCode).toBe(200);
  expect(await sendLarge()).toBe(200);
});

test('an MCP message is refused with a JSON-RPC error', async () => {
  const held = startLarge('/held');
  held.end('{}');
  await arrival.promise;
  const outgoing = upload('/mcp', { 'content-length': LIMIT_BYTES, ...(await bearer('alice')) });
  outgoing.on('error', () => {}).write(Buffer.alloc(LIMIT_BYTES - 2, ' '));
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks = await answer.toArray();
  expect(answer.statusCode).toBe(503);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(JSON.parse(Buffer.concat(chunks).toString())).toMatchObject({ jsonrpc: '2.0', error: { code: -32000 } });
});
