import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { openEventStream } from '../sse/event-stream.ts';
import { startTestService } from '../testing/test-service.ts';

/** A service with a route that answers on demand. */
async function startHeldService(stopTimeoutMilliseconds = 5_000) {
  const arrived = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const order: string[] = [];
  const service = await startTestService({
    config: { host: '127.0.0.1', port: 0, bodyLimitBytes: 1_000, stopTimeoutMilliseconds },
    routes: (router) => {
      router.get('/held', async (ctx) => {
        arrived.resolve();
        await release.promise;
        order.push('answered');
        ctx.body = { done: true };
      });
      router.get(
        '/events',
        (ctx) => void openEventStream(ctx, { userId: 'ada', expiresAt: Infinity }).send({ data: 1 }),
      );
    },
    onStop: () => void order.push('onStop'),
  });
  return { service, arrived: arrived.promise, release: release.resolve, order };
}

test('stopping finishes the request in flight, then runs onStop', async () => {
  const { service, arrived, release, order } = await startHeldService();
  const answer = fetch(`${service.url}/held`);
  await arrived;
  const stopped = service.stop();
  release();
  expect(await (await answer).json()).toEqual({ done: true });
  await stopped;
  expect(order).toEqual(['answered', 'onStop']);
});

test('while the request in flight is finished, new connections are refused', async () => {
  const { service, arrived, release } = await startHeldService();
  const held = fetch(`${service.url}/held`);
  await arrived;
  const stopped = service.stop();
  await expect(fetch(`${service.url}/health/ready`)).rejects.toThrow('fetch failed');
  release();
  await held;
  await stopped;
});

test('stopping ends event streams and closes idle connections', async () => {
  const { service } = await startHeldService();
  const agent = new Agent({ keepAlive: true });
  const [idle] = (await once(get(`${service.url}/health/live`, { agent }), 'response')) as [IncomingMessage];
  idle.resume();
  const events = await fetch(`${service.url}/events`);
  await service.stop();
  expect(await events.text()).toBe('data: 1\n\n');
  agent.destroy();
});

test('a request that takes too long is cut, and onStop still runs', async () => {
  const { service, arrived, order } = await startHeldService(50);
  const cut = expect(fetch(`${service.url}/held`)).rejects.toThrow();
  await arrived;
  await service.stop();
  await cut;
  expect(order).toEqual(['onStop']);
});

test('hurrying cuts requests in flight at once', async () => {
  const { service, arrived } = await startHeldService(60_000);
  const cut = expect(fetch(`${service.url}/held`)).rejects.toThrow();
  await arrived;
  await service.stop({ hurry: AbortSignal.timeout(20) });
  await cut;
});

test('a taken port is reported', async () => {
  const { service } = await startHeldService();
  const port = Number(new URL(service.url).port);
  const config = { host: '127.0.0.1', port, bodyLimitBytes: 1_000, stopTimeoutMilliseconds: 1_000 };
  await expect(startTestService({ config })).rejects.toThrow(/EADDRINUSE/);
  await service.stop();
});
