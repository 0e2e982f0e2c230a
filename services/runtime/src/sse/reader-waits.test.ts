import { once } from 'node:events';
import { get } from 'node:http';
import { trace } from '@opentelemetry/api';
import { aWhile, observeWaits } from '../testing/observe-waits.ts';
import { startTestService } from '../testing/test-service.ts';
import { type EventStream, openEventStream } from './event-stream.ts';

const waits = observeWaits();
afterAll(() => waits.stop());

test('the span of a stream records how long its reader was behind, whoever sends', async () => {
  const opened = Promise.withResolvers<EventStream>();
  const service = await startTestService({
    routes: (router) => {
      router.get('/events', (ctx) =>
        trace.getTracer('test').startActiveSpan('stream', (span) => {
          ctx.res.once('close', () => span.end());
          opened.resolve(
            openEventStream(ctx, { userId: 'ada', expiresAt: Infinity }, { queueLimitBytes: 64 * 1024 ** 2 }),
          );
        }),
      );
    },
  });
  const [reader] = await once(get(`${service.url}/events`), 'response');
  const events = await opened.promise;
  const sending = waits.during(async () => {
    events.send({ data: 'x'.repeat(16 * 1024 ** 2) });
    await aWhile();
  });
  expect(await sending).toEqual([]);
  events.send({ data: 'the last' });
  events.close();
  reader.resume();
  await once(reader, 'end');
  await service.stop();
  const stream = waits.traces.traces().flatMap(({ spans }) => spans.filter(({ name }) => name === 'stream'));
  expect(stream[0]?.events.map(({ attributes }) => attributes)).toEqual([
    { 'wait.reason': 'reader', 'wait.target': '/events', 'wait.duration': expect.any(Number) },
  ]);
  expect(await waits.counted('reader', '/events')).toBe(1);
});
