import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { create, toBinary } from '@bufbuild/protobuf';
import { createLogger, startService } from '@cortex/runtime';
import { LabelValuesRequestSchema } from '../../messages/types/v1/types_pb.ts';
import { ProfileReader } from '../../query/profile-reader.ts';
import { field } from '../../testing/protobuf.ts';
import { startTemporaryStore, type TemporaryStore } from '../../testing/temporary-store.ts';
import { querierService } from '../querier.ts';
import { connectRoutes } from './connect-routes.ts';

const LABEL_VALUES = '/querier.v1.QuerierService/LabelValues';
const MERGE = '/querier.v1.QuerierService/SelectMergeStacktraces';
const REQUEST = Buffer.from(toBinary(LabelValuesRequestSchema, create(LabelValuesRequestSchema, { name: 'pod' })));

let store: TemporaryStore;

beforeAll(async () => {
  store = await startTemporaryStore();
});
afterAll(() => store.stop());

interface Sent {
  path?: string;
  headers?: Record<string, string>;
}

function send(type: string, body: Uint8Array | string, { path = LABEL_VALUES, headers = {} }: Sent = {}) {
  return fetch(store.url + path, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
}

/** A gRPC-web message: a flag, the length, the bytes. */
function frame(message: Uint8Array, { flag = 0, length = message.length } = {}): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(flag, 0);
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, message]);
}

async function statusOf(answer: Response): Promise<{ status: number; code: number }> {
  const text = Buffer.from(await answer.arrayBuffer()).toString('latin1');
  return { status: answer.status, code: Number(/grpc-status: *(\d+)/.exec(text)?.[1] ?? Number.NaN) };
}

test.each<[string, string, Uint8Array | string]>([
  ['bytes that are not a message', 'application/proto', Buffer.from('ff'.repeat(20), 'hex')],
  ['a truncated message', 'application/proto', REQUEST.subarray(0, -1)],
  ['groups within groups', 'application/proto', Buffer.alloc(900_000, 0x0b)],
  ['text that is not UTF-8', 'application/proto', field(1, Buffer.from([0xff, 0xfe]))],
  ['text that is not JSON', 'application/json', '{'],
  ['JSON of another kind', 'application/json', '[]'],
  ['a field of another type', 'application/json', '{"name":7}'],
  ['lists within lists', 'application/json', '['.repeat(500_000)],
])('%s: an invalid argument', async (_, type, body) => {
  const answer = await send(type, body);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid_argument', message: expect.any(String) });
});

test('a million messages in one are refused, and their memory is freed', async () => {
  const calls = Buffer.alloc(1_000_000, field(1));
  const answer = await send('application/proto', field(7, calls), { path: MERGE });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'invalid_argument' });
});

test('unknown fields of a message are ignored', async () => {
  const answer = await send('application/proto', Buffer.concat([REQUEST, field(99, 'new')]));
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/proto']);
});

test.each<[string, Buffer]>([
  ['whose declared length is too large', frame(REQUEST, { length: REQUEST.length + 1 })],
  ['whose declared length is four gigabytes', frame(REQUEST, { length: 2 ** 32 - 1 })],
  ['of garbage', Buffer.from('ff'.repeat(40), 'hex')],
  ['that is missing', Buffer.alloc(0)],
  ['that is flagged as gzip and is not', frame(REQUEST, { flag: 1 })],
  ['that unzips to more than the limit', frame(gzipSync(Buffer.alloc(50_000_000)), { flag: 1 })],
])('a frame of gRPC-web %s is an error in its trailers', async (_, body) => {
  const answer = await send('application/grpc-web+proto', body, { headers: { 'grpc-encoding': 'gzip' } });
  const { status, code } = await statusOf(answer);
  expect(status).toBe(200);
  expect(code).toBeGreaterThan(0);
});

test('a valid frame of gRPC-web is answered', async () => {
  expect(await statusOf(await send('application/grpc-web+proto', frame(REQUEST)))).toEqual({ status: 200, code: 0 });
});

test.each([
  ['a method', '/querier.v1.QuerierService/Nothing'],
  ['a service', '/querier.v2.QuerierService/LabelValues'],
])('an unknown %s is answered 404, in gRPC-web with its status', async (_, path) => {
  for (const type of ['application/json', 'application/proto', 'text/plain']) {
    const answer = await send(type, REQUEST, { path });
    expect([answer.status, await answer.json()]).toEqual([404, expect.objectContaining({ code: 'unimplemented' })]);
  }
  const answer = await send('application/grpc-web+proto', frame(REQUEST), { path });
  expect([answer.status, answer.headers.get('grpc-status')]).toEqual([200, '12']);
});

test('a path that is not a call is answered 404', async () => {
  for (const path of ['/querier/LabelValues', '/querier.v1.QuerierService/Label/Values', '/querier.v1.QuerierService/'])
    expect((await send('application/json', '{}', { path })).headers.get('content-type')).toMatch(/problem\+json/);
});

test('a body of another type is answered 415, one in another encoding as not implemented', async () => {
  expect((await send('text/plain', '{}')).status).toBe(415);
  expect((await send('application/grpc', frame(REQUEST))).status).toBe(415);
  const answer = await send('application/json', '{}', { headers: { 'content-encoding': 'zstd' } });
  expect([answer.status, await answer.json()]).toEqual([501, expect.objectContaining({ code: 'unimplemented' })]);
});

test('a body that is too large, zipped or unzipped, is answered with the error of Connect', async () => {
  const large = await send('application/json', JSON.stringify({ name: 'a'.repeat(1_100_000) }));
  const bomb = await send('application/json', gzipSync(Buffer.alloc(50_000_000)), {
    headers: { 'content-encoding': 'gzip' },
  });
  for (const answer of [large, bomb]) {
    expect(answer.status).toBe(429);
    expect(await answer.json()).toMatchObject({ code: 'resource_exhausted' });
  }
});

test('an invalid deadline is an invalid argument', async () => {
  const answer = await send('application/json', '{"name":"pod"}', { headers: { 'connect-timeout-ms': 'soon' } });
  expect(await answer.json()).toMatchObject({ code: 'invalid_argument' });
});

test('a failure of the store is an internal error without the cause', async () => {
  using empty = new DatabaseSync(':memory:');
  const lines: Array<{ level: number }> = [];
  const broken = await startService({
    name: 'profile-store',
    config: { host: '127.0.0.1', port: 0, bodyLimitBytes: 1000, stopTimeoutMilliseconds: 1000 },
    logger: createLogger('profile-store', 'error', { write: (line) => lines.push(JSON.parse(line)) }),
    checks: [],
    rawRoutes: (router) =>
      connectRoutes(router, {
        limitBytes: 1000,
        services: (connect) => querierService(connect, new ProfileReader(empty)),
      }),
  });
  const answer = await fetch(broken.url + LABEL_VALUES, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"pod"}',
  });
  expect([answer.status, await answer.json()]).toEqual([
    500,
    { code: 'internal', message: 'the service failed to answer: its log says why' },
  ]);
  await broken.stop();
  expect(lines).toMatchObject([{ err: { message: expect.stringContaining('no such table') } }]);
});
