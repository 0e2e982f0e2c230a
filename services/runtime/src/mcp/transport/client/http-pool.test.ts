import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { waitsFor } from '@cortex/signals';
import { CallTimeoutError } from '../../../resilience/errors/call-timeout-error.ts';
import { aWhile, heldWork, observeWaits } from '../../../testing/observe-waits.ts';
import { listen } from '../testing/listen.ts';
import { CONNECTION_LIMITS } from './connection-limits.ts';
import { HttpPool } from './http-pool.ts';

const waits = observeWaits();
afterAll(() => waits.stop());

test('a request that waits for a connection records the wait', async () => {
  const { work, end } = heldWork();
  const held: RequestListener = async (request, response) => {
    await text(request);
    if (request.headers.held) await work();
    response.end('{}');
  };
  const server = await listen(held);
  const pool = new HttpPool(server.url, { ...CONNECTION_LIMITS, connections: 1 }, waitsFor('connection', 'peer'));
  const post = (headers = {}) => pool.post({ headers, body: Buffer.from('{}'), signal: undefined });
  const first = post({ held: 'yes' });
  const second = waits.during(() => post());
  await aWhile();
  end();
  await first;
  expect(await second).toEqual(['connection peer']);
  expect(await waits.counted('connection', 'peer')).toBe(2);
  await pool.close();
  await server.stop();
});

test('an aborted request fails with the reason of the call', async () => {
  const server = await listen(() => undefined);
  const pool = new HttpPool(server.url, CONNECTION_LIMITS);
  const [call, request] = [new AbortController(), new AbortController()];
  const signals = { signal: request.signal, callSignal: call.signal };
  const post = pool.post({ headers: {}, body: Buffer.from('{}'), ...signals });
  call.abort(new CallTimeoutError('get_history', 5));
  request.abort();
  await expect(post).rejects.toThrow('get_history timed out');
  await pool.close();
  await server.stop();
});
