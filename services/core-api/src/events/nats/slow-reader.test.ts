import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { NatsServer } from '@cortex/local/testing';
import { eventually } from '@cortex/trace-testing';
import { LIMITS } from '../../config.ts';
import { authorization, TestApp } from '../../testing/test-app.ts';
import { natsLocation } from './location.ts';

const QUEUE_BYTES = 400_000;
const REPLAY_BYTES = 300_000;

test('a reader who is too slow is cut off at a bound, and gets what NATS may replay when it comes back, after a gap', async () => {
  await using nats = await NatsServer.start();
  const app = await TestApp.start({
    find: async ({ query }) => Array.from({ length: 5 }, (_, age) => ({ id: `${age}`, content: query.repeat(4) })),
    config: { eventsLocation: natsLocation.parse(nats.url) },
    limits: {
      stream: { queueLimitBytes: QUEUE_BYTES },
      events: { ...LIMITS.events, replay: { maxEvents: 100, maxBytes: REPLAY_BYTES } },
    },
  });
  await using resources = new AsyncDisposableStack();
  resources.defer(() => app.stop());
  const ada = await authorization('ada');
  // A stream that begins earlier gets a gap first.
  const isConnected = async () => {
    const { checks } = (await (await fetch(`${app.url}/health`)).json()) as { checks: Record<string, string> };
    return checks.event_bus === 'healthy';
  };
  await eventually(isConnected, { what: 'core-api to be connected to NATS' });
  const fast = resources.adopt(await app.stream(ada), (reader) => reader.drop());
  const slow = resources.adopt(connect(Number(new URL(app.url).port), '127.0.0.1'), (socket) => void socket.destroy());
  slow.write(
    `GET /output/stream HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: ${ada.Authorization}\r\n\r\n`,
  );
  await once(slow, 'readable');
  const ids: (string | undefined)[] = [];
  // More than the sockets and the queue of one stream take.
  while (ids.length < 60) {
    await app.post('/input', { content: 'x'.repeat(16_000) }, ada);
    ids.push(...(await fast.ids(1)));
  }
  const read = await text(slow);
  const [lastId] = read.match(/(?<=^id: ).*$/gm)?.slice(-1) ?? [];
  expect(read).toMatch(/event: overflow\ndata: .*\n\n/);
  const missed = ids.length - 1 - ids.indexOf(lastId);
  expect(missed).toBeGreaterThan(1);

  const back = resources.adopt(await app.stream({ ...ada, 'Last-Event-ID': `${lastId}` }), (reader) => reader.drop());
  expect(await back.next()).toMatchObject({ event: 'gap' });
  // The newest: one event is more than the limit.
  expect((await back.next())?.id).toBe(ids.at(-1));
});
