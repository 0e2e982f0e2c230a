import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { errors as undici } from 'undici';
import { errorTypeOf } from './error-type.ts';

const withCode = (code: unknown, cause?: unknown) => Object.assign(new Error('failed', { cause }), { code });

async function failureOf(work: () => Promise<unknown>): Promise<unknown> {
  return work().then(
    () => Promise.reject(new Error('expected a failure')),
    (error: unknown) => error,
  );
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function refused(): Promise<unknown> {
  const socket = connect(await closedPort(), '127.0.0.1');
  return new Promise((resolve) => socket.once('error', resolve));
}

test.each<[string, () => unknown, string]>([
  [
    'an abort by the time limit of a signal',
    () => failureOf(() => pause(60_000, 0, { signal: AbortSignal.timeout(1) })),
    'timeout',
  ],
  ['the reason of such a signal', () => new DOMException('late', 'TimeoutError'), 'timeout'],
  ['no connection in time', () => new undici.ConnectTimeoutError(), 'timeout'],
  ['no headers in time', () => new undici.HeadersTimeoutError(), 'timeout'],
  ['no body in time', () => new undici.BodyTimeoutError(), 'timeout'],
  ["the system's timeout", () => withCode('ETIMEDOUT'), 'timeout'],
  [
    'an error caused by a timeout',
    () => new Error('no answer', { cause: new undici.HeadersTimeoutError() }),
    'timeout',
  ],
  ['a refused connection', refused, 'ECONNREFUSED'],
  [
    'a fetch whose connection was refused',
    () => failureOf(async () => fetch(`http://127.0.0.1:${await closedPort()}`)),
    'ECONNREFUSED',
  ],
  [
    'a connection that is refused on each address',
    () => new AggregateError([withCode('ECONNREFUSED')]),
    'ECONNREFUSED',
  ],
  ['a closed connection', () => new undici.SocketError('other side closed'), 'UND_ERR_SOCKET'],
  ['a programming error', () => new TypeError('no function'), 'TypeError'],
  ['an error whose code is not a system code', () => withCode('constructor'), 'Error'],
  ['a string', () => 'failed', 'string'],
  ['nothing', () => undefined, 'undefined'],
])('%s has the expected type', async (_, error, type) => {
  expect(errorTypeOf(await error())).toBe(type);
});

test('a cycle of causes is followed only for a few steps', () => {
  const [first, second] = [new Error('first'), new Error('second')];
  first.cause = second;
  second.cause = first;
  expect(errorTypeOf(first)).toBe('Error');
});
