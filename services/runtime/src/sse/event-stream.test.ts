import { getEventListeners, once } from 'node:events';
import { connect } from 'node:net';
import type { Context } from 'koa';
import { requestState } from '../http/request-state.ts';
import { startTestService } from '../testing/test-service.ts';
import { type EventStream, type EventStreamOptions, openEventStream, type Reader } from './event-stream.ts';
import { formatEvent } from './format-event.ts';
import { WaitingBytes } from './waiting-bytes.ts';

/** A service whose route /events hands the server's side of each stream to the test. */
async function startEvents(options: EventStreamOptions = {}, reader = inAnHour()) {
  const opened = Promise.withResolvers<EventStream>();
  const service = await startTestService({
    routes: (router) => {
      router.get('/events', (ctx) => opened.resolve(openEventStream(ctx, reader, options)));
    },
  });
  return { service, opened: opened.promise };
}

function inAnHour(): Reader {
  return { userId: 'ada', expiresAt: Date.now() / 1000 + 3600 };
}

/** A client that sends a request and then reads nothing. */
async function connectSlowly(url: string) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.pause();
  socket.write('GET /events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  return socket;
}

function sendUntilRefused(events: EventStream): number {
  let sent = 0;
  while (events.send({ data: 'x'.repeat(10_000) })) sent += 1;
  return sent;
}

test('events arrive with id, type and JSON data, and close() ends the answer', async () => {
  const { service, opened } = await startEvents();
  const response = await fetch(`${service.url}/events`);
  const events = await opened;
  expect(events.send({ id: '7', event: 'output', data: { text: 'two\nlines' } })).toBe(true);
  events.close();
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(await response.text()).toBe('id: 7\nevent: output\ndata: {"text":"two\\nlines"}\n\n');
  expect(events.send({ data: 1 })).toBe(false);
  await service.stop();
});

test('a heartbeat is sent while nothing else is', async () => {
  const { service, opened } = await startEvents({ heartbeatMilliseconds: 5 });
  const { body } = await fetch(`${service.url}/events`);
  const chunk = await body?.getReader().read();
  expect(new TextDecoder().decode(chunk?.value)).toMatch(/^: heartbeat\n\n/);
  (await opened).close();
  await service.stop();
});

test('a HEAD request gets no stream that stays open', async () => {
  const { service, opened } = await startEvents();
  const response = await fetch(`${service.url}/events`, { method: 'HEAD' });
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect((await opened).signal.aborted).toBe(true);
  await service.stop();
});

test('events sent during a replay come after it', async () => {
  const { service, opened } = await startEvents();
  const response = await fetch(`${service.url}/events`);
  const events = await opened;
  const replayed = events.replay(Array.from({ length: 100 }, () => ({ event: 'old', data: 'x'.repeat(10_000) })));
  expect(events.send({ event: 'new', data: 1 })).toBe(true);
  const received = response.text();
  await replayed;
  events.close();
  const kinds: string[] = (await received).match(/(?<=event: )\w+/g) ?? [];
  expect([kinds.length, kinds.indexOf('new')]).toEqual([101, 100]);
  await service.stop();
});

test('the signal is aborted when the client leaves', async () => {
  const { service, opened } = await startEvents();
  const client = new AbortController();
  await fetch(`${service.url}/events`, { signal: client.signal });
  const { signal } = await opened;
  client.abort();
  if (!signal.aborted) await once(signal, 'abort');
  await service.stop();
  expect(service.lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
});

test('a stream whose client left before it began has ended', async () => {
  const opened = Promise.withResolvers<EventStream>();
  const waitingForTheStop = (ctx: Context) => getEventListeners(requestState(ctx).stopping, 'abort').length;
  let left = 0;
  const service = await startTestService({
    routes: (router) => {
      router.get('/events', async (ctx) => {
        socket.destroy();
        await once(ctx.res, 'close');
        const before = waitingForTheStop(ctx);
        const events = openEventStream(ctx, inAnHour());
        left = waitingForTheStop(ctx) - before;
        opened.resolve(events);
      });
    },
  });
  const socket = await connectSlowly(service.url);
  const events = await opened.promise;
  expect(events.signal.aborted).toBe(true);
  expect(events.send({ data: 1 })).toBe(false);
  expect(left).toBe(0);
  await service.stop();
  expect(service.lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
});

test('a client that does not read is bounded, warned and disconnected', async () => {
  const { service, opened } = await startEvents({ queueLimitBytes: 100_000 });
  const socket = await connectSlowly(service.url);
  const events = await opened;
  expect(sendUntilRefused(events)).toBeLessThan(11);
  expect(events.signal.aborted).toBe(true);
  let received = '';
  socket.on('data', (chunk) => (received += chunk));
  socket.resume();
  while (!received.includes('event: overflow')) await once(socket, 'data');
  socket.destroy();
  await service.stop();
});

test('a client that does not even read the warning is cut', async () => {
  const { service, opened } = await startEvents({ queueLimitBytes: 20_000_000, overflowGraceMilliseconds: 20 });
  const socket = await connectSlowly(service.url);
  sendUntilRefused(await opened);
  await service.stop();
  socket.destroy();
  expect(service.lines.filter(({ msg }) => String(msg).startsWith('cutting'))).toEqual([]);
});

test('a stream ends when its token expires, with an event that states it', async () => {
  const { service, opened } = await startEvents({}, { userId: 'ada', expiresAt: Date.now() / 1000 + 0.05 });
  const response = await fetch(`${service.url}/events`);
  expect(await response.text()).toBe(
    'event: expired\ndata: {"detail":"The token has expired: open the stream again with a new one"}\n\n',
  );
  expect((await opened).signal.aborted).toBe(true);
  await service.stop();
});

test('when too much waits for all streams together, the slowest reader is cut and others go on', async () => {
  const waiting = new WaitingBytes(8_000_000);
  const { service, opened } = await startEvents({ queueLimitBytes: 64_000_000, waiting });
  const socket = await connectSlowly(service.url);
  const cut = once(socket, 'close');
  const events = await opened;
  const others = waiting.join('eve', () => expect(events.signal.aborted).toBe(true));
  sendUntilRefused(events);
  others.add(1_000_000);
  socket.resume();
  await cut;
  expect(service.lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
  await service.stop();
});

test('an event for many streams is formatted only once', () => {
  const event = { id: '1', event: 'output', data: { text: 'a' } };
  const frame = formatEvent(event);
  expect(formatEvent({ ...event })).toBe(frame);
  const others = [
    { ...event, id: '2' },
    { ...event, event: 'other' },
    { ...event, data: { text: 'b' } },
  ];
  for (const other of others) expect(String(formatEvent(other))).not.toBe(String(frame));
});

test('an id that would break the stream is refused', () => {
  expect(() => formatEvent({ id: 'a\ndata: injected', data: 1 })).toThrow(
    'The id of a server-sent event must be one line',
  );
});
