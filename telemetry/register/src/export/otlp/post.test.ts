import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { post } from './post.ts';

const destination = (port: number) => ({
  url: `http://127.0.0.1:${port}/v1/traces`,
  headers: {},
  gzip: false,
  tls: {},
});

test('an export that has no time left before it is sent times out', async () => {
  const request = { destination: destination(9), body: new Uint8Array() };
  const response = await post(request, { agent: new Agent(), timeoutMilliseconds: -1 });
  expect(response).toEqual({ status: 'retryable', error: expect.objectContaining({ code: 'ETIMEDOUT' }) });
});

describe('a kept-alive connection that is closed as a request takes it', () => {
  /** Closes each connection without an answer at its request number `closing` and all later ones. */
  async function receiver(closing: number) {
    const bodies: string[] = [];
    const requests = new WeakMap<object, number>();
    const server = createServer(async (request, response) => {
      const { socket } = request;
      const count = (requests.get(socket) ?? 0) + 1;
      requests.set(socket, count);
      if (count >= closing) return void socket.destroy();
      bodies.push(await text(request));
      response.end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const agent = new Agent({ keepAlive: true });
    return {
      bodies,
      send: (body: string) =>
        post(
          { destination: destination((server.address() as AddressInfo).port), body: Buffer.from(body) },
          { agent, timeoutMilliseconds: 10_000 },
        ),
      async [Symbol.asyncDispose]() {
        agent.destroy();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }

  test('loses nothing: the request goes over a new connection', async () => {
    await using server = await receiver(2);
    for (const body of ['first', 'second', 'third'])
      expect(await server.send(body)).toMatchObject({ status: 'success' });
    expect(server.bodies).toEqual(['first', 'second', 'third']);
  });

  test('is distinguished from a server that never answers', async () => {
    await using server = await receiver(1);
    expect(await server.send('first')).toMatchObject({ status: 'retryable', error: { code: 'ECONNRESET' } });
  });
});
