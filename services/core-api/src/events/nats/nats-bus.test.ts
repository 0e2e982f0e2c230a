import { mkdtempDisposableSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NatsServer, smallDisk } from '@cortex/local/testing';
import { createLogger, type Logger } from '@cortex/runtime';
import {
  eventually,
  type MetricHarness,
  startMetricHarness,
  startTraceHarness,
  type TraceHarness,
} from '@cortex/trace-testing';
import { JetStreamApiCodes, jetstreamManager, RetentionPolicy } from '@nats-io/jetstream';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { trace } from '@opentelemetry/api';
import { CONTRACT_LIMITS, describeEventBus, Listener, publish } from '../../testing/event-bus-contract.ts';
import type { NatsLimits } from './limits.ts';
import { natsLocation } from './location.ts';
import { NatsBus } from './nats-bus.ts';
import { NatsSession } from './nats-session.ts';
import { STORED_SUBJECTS, STREAM, subjectsOf } from './subjects.ts';

const LIMITS: NatsLimits = {
  ...CONTRACT_LIMITS,
  keptMilliseconds: 600_000,
  keptBytes: 1024 ** 2,
  outbox: { maxEvents: 1_000, maxBytes: 1024 ** 2, maxMilliseconds: 60_000 },
  drainMilliseconds: 2_000,
  gapMilliseconds: 500,
};

const SILENT = createLogger('core-api', 'silent');

let server: NatsServer;
/** Another client of the same NATS. */
let stranger: NatsConnection;
const open: NatsBus[] = [];

beforeAll(async () => {
  server = await NatsServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

interface BusOptions {
  url?: string;
  logger?: Logger;
}

function busWith(limits: Partial<NatsLimits> = {}, { url = server.url, logger = SILENT }: BusOptions = {}): NatsBus {
  const bus = new NatsBus({ location: natsLocation.parse(url), limits: { ...LIMITS, ...limits }, logger });
  open.push(bus);
  return bus;
}

function logLines() {
  const lines: { msg: string; reason: string; events: number }[] = [];
  return { lines, logger: createLogger('core-api', 'info', { write: (line) => lines.push(JSON.parse(line)) }) };
}

async function connectedBus(limits: Partial<NatsLimits> = {}, options: BusOptions = {}): Promise<NatsBus> {
  const bus = busWith(limits, options);
  await connected(bus);
  return bus;
}

async function connected(bus: NatsBus): Promise<void> {
  await eventually(() => bus.checks[0]?.check(AbortSignal.timeout(1_000)).then(() => true), {
    what: 'the connection to NATS',
    intervalMilliseconds: 5,
  });
}

async function away(bus: NatsBus): Promise<void> {
  await eventually(
    () =>
      bus.checks[0]?.check(AbortSignal.timeout(1_000)).then(
        () => false,
        () => true,
      ),
    { what: 'NATS to be away', intervalMilliseconds: 5 },
  );
}

/** Closes all buses and deletes the NATS stream. */
async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((bus) => bus.close()));
  const [{ token, ...location }] = [connectionOptions()];
  const connection = await connect({ ...location, token });
  const manager = await jetstreamManager(connection);
  await manager.streams.delete(STREAM).catch((error) => {
    if (error.code !== JetStreamApiCodes.StreamNotFound) throw error;
  });
  await connection.close();
}

function connectionOptions() {
  const { servers, credentials } = natsLocation.parse(server.url);
  return { servers, token: credentials && 'token' in credentials ? credentials.token : '' };
}

describeEventBus('NATS JetStream, two processes', async () => ({
  buses: [await connectedBus(), await connectedBus()],
  close: closeAll,
}));

describe('NatsBus', () => {
  let metrics: MetricHarness;
  let traces: TraceHarness;

  beforeEach(async () => {
    metrics = startMetricHarness();
    traces = startTraceHarness({ serviceName: 'core-api' });
    stranger = await connect(connectionOptions());
  });
  afterEach(async () => {
    await stranger.close();
    await closeAll();
    await Promise.all([metrics.stop(), traces.stop()]);
  });

  test('skips and counts messages that are not events', async () => {
    const [bus, other] = [await connectedBus(), await connectedBus()];
    const listener = await Listener.open(bus, 'ada');
    const { stored } = subjectsOf('ada');
    const poison = ['', '{', 'null', '[]', '{"type":"unheard of"}', Buffer.from([0xff, 0xfe, 0x00])];
    publish(other, 'ada', 1);
    await listener.has([1]);
    for (const message of poison) stranger.publish(stored, message);
    await stranger.flush();
    publish(other, 'ada', 2);
    await listener.has([1, 2]);
    expect(await metrics.value('event_bus_unreadable_total')).toBe(poison.length);
    const late = await Listener.open(other, 'ada', listener.events[0]?.id);
    await late.has([2]);
  });

  test('goes on after a message whose headers claim another sequence', async () => {
    const bus = await connectedBus();
    const listener = await Listener.open(bus, 'ada');
    const claims = headers();
    claims.set('Nats-Sequence', '999999');
    claims.set('Nats-Last-Sequence', '0');
    stranger.publish(subjectsOf('ada').stored, '{"type":"context","number":1}', { headers: claims });
    await listener.has([1]);
    publish(bus, 'ada', 2);
    await listener.has([1, 2]);
    const late = await Listener.open(bus, 'ada', listener.events[0]?.id);
    await late.has([2]);
  });

  test('delivers events of replicas whose clocks differ in the order of NATS, none dated in the future', async () => {
    const bus = await connectedBus();
    const listener = await Listener.open(bus, 'ada');
    const made = [Date.now() + 3_600_000, Date.now() - 3_600_000, 'yesterday', -1, Number.MAX_VALUE];
    for (const [number, createdAt] of made.entries()) {
      const skewed = headers();
      skewed.set('Cortex-Created-At', String(createdAt));
      stranger.publish(subjectsOf('ada').stored, JSON.stringify({ type: 'context', number }), { headers: skewed });
    }
    await listener.has([0, 1, 2, 3, 4]);
    const ages = listener.events.map(({ createdAt }) => createdAt && performance.now() - createdAt);
    const none = expect.closeTo(0, -4);
    expect(ages).toEqual([none, expect.closeTo(3_600_000, -5), undefined, undefined, none]);
    for (const age of ages) expect(age ?? 0).toBeGreaterThanOrEqual(0);
  });

  test('a reader gets a gap if NATS has dropped events that it missed, because those of all users exceed its limit', async () => {
    const replay = { maxEvents: 1_000, maxBytes: 1024 ** 2 };
    const bus = await connectedBus({ replay, keptBytes: 50_000 });
    const witness = await Listener.open(bus, 'ada');
    const numbers = Array.from({ length: 100 }, (_, index) => index);
    const text = 'x'.repeat(1_000);
    for (const number of numbers) bus.publish(number % 2 === 0 ? 'ada' : 'eve', { type: 'context', number, text });
    const even = numbers.filter((number) => number % 2 === 0);
    await witness.has(even);
    const late = await Listener.open(bus, 'ada', witness.events[0]?.id);
    await eventually(() => late.came.at(-1) === 98, { what: 'the newest event' });
    const [gap, ...kept] = late.came;
    expect(gap).toBe('gap');
    expect(kept.length).toBeLessThan(25);
    expect(kept).toEqual(even.slice(-kept.length));
  });

  test('stores an event once that was sent twice', async () => {
    const bus = await connectedBus();
    const listener = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 1);
    await listener.has([1]);
    const manager = await jetstreamManager(stranger);
    const stored = await manager.streams.getMessage(STREAM, { last_by_subj: subjectsOf('ada').stored });
    const again = await manager.jetstream().publish(subjectsOf('ada').stored, '{"type":"context","number":1}', {
      msgID: stored?.header.get('Nats-Msg-Id') ?? '',
    });
    expect(again.duplicate).toBe(true);
    publish(bus, 'ada', 2);
    await listener.has([1, 2]);
  });

  test('delivers an event when it is sent again, if NATS had stored it without publishing its live copy', async () => {
    const bus = await connectedBus();
    const listener = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 1);
    await listener.has([1]);
    const manager = await jetstreamManager(stranger);
    await manager.streams.update(STREAM, { republish: { src: STORED_SUBJECTS, dest: 'elsewhere.{{wildcard(1)}}' } });
    const letter = { id: 'sent twice', subject: subjectsOf('ada').stored, headers: headers() };
    const data = Buffer.from('{"type":"context","number":2}');
    await manager.jetstream().publish(letter.subject, data, { msgID: letter.id });
    // A new session restores the settings of the NATS stream.
    const session = await NatsSession.open(natsLocation.parse(server.url), LIMITS);
    for (const _ of ['again', 'and again']) await session.publish({ ...letter, payload: data });
    await listener.has([1, 2]);
    publish(bus, 'ada', 3);
    await listener.has([1, 2, 3]);
    await session.close();
  });

  test('nothing is lost, doubled or out of order while NATS is killed and started again', async () => {
    const replay = { maxEvents: 1_000, maxBytes: 1024 ** 2 };
    const [bus, other] = [await connectedBus({ replay }), await connectedBus({ replay })];
    const listener = await Listener.open(other, 'ada');
    const expected: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const numbers = Array.from({ length: 20 }, (_, index) => round * 20 + index);
      expected.push(...numbers);
      publish(bus, 'ada', ...numbers.slice(0, 7));
      await server.end('SIGKILL');
      publish(bus, 'ada', ...numbers.slice(7, 14));
      await Promise.all([away(bus), away(other)]);
      publish(bus, 'ada', ...numbers.slice(14));
      await server.start();
      await listener.has(expected);
    }
    expect(await metrics.value('event_bus_lost_total')).toBe(0);
    expect(await metrics.value('event_bus_waiting')).toBe(0);
    expect(await metrics.value('event_publish_total')).toBe(expected.length);
  });

  test('an SSE stream that is opened while NATS is away gets a gap, then the events', async () => {
    const bus = await connectedBus();
    await server.end('SIGKILL');
    await away(bus);
    const listener = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 1);
    expect(await metrics.value('event_bus_connected')).toBe(0);
    expect(await metrics.value('event_bus_waiting')).toBe(1);
    await server.start();
    await listener.has(['gap', 1]);
    expect(await metrics.value('event_bus_connected')).toBe(1);
  });

  test('an SSE stream that reconnects while NATS is away gets the missed events when NATS is back', async () => {
    const bus = await connectedBus();
    const before = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 1, 2);
    await before.has([1, 2]);
    before.unsubscribe();
    await server.end('SIGKILL');
    await away(bus);
    const after = await Listener.open(bus, 'ada', before.events[0]?.id);
    publish(bus, 'ada', 3);
    await server.start();
    await after.has([2, 3]);
  });

  test('counts events that exceed the queue while NATS is away, and sends a gap in their place', async () => {
    const bus = await connectedBus({ outbox: { maxEvents: 3, maxBytes: 1_000, maxMilliseconds: 60_000 } });
    const [ada, eve] = [await Listener.open(bus, 'ada'), await Listener.open(bus, 'eve')];
    await server.end('SIGKILL');
    await away(bus);
    publish(bus, 'ada', 1, 2, 3, 4, 5);
    publish(bus, 'eve', 6);
    expect(await metrics.value('event_bus_lost_total', { reason: 'queue_full' })).toBe(3);
    await server.start();
    await ada.has([1, 2, 3, 'gap']);
    await eve.has(['gap']);
    publish(bus, 'ada', 7);
    await ada.has([1, 2, 3, 'gap', 7]);
  });

  test('counts events that have waited too long, and sends a gap in their place', async () => {
    const bus = await connectedBus({ outbox: { maxEvents: 100, maxBytes: 10_000, maxMilliseconds: 200 } });
    const listener = await Listener.open(bus, 'ada');
    await server.end('SIGKILL');
    await away(bus);
    publish(bus, 'ada', 1, 2);
    await eventually(async () => (await metrics.value('event_bus_lost_total', { reason: 'too_old' })) === 2, {
      what: 'the events to be given up',
    });
    await server.start();
    await listener.has(['gap']);
    publish(bus, 'ada', 3);
    await listener.has(['gap', 3]);
  });

  test('sends one gap for all consecutive lost events', async () => {
    const bus = await connectedBus({ outbox: { maxEvents: 2, maxBytes: 10_000, maxMilliseconds: 50 } });
    const listener = await Listener.open(bus, 'ada');
    await server.end('SIGKILL');
    await away(bus);
    for (let round = 1; round <= 3; round += 1) {
      publish(bus, 'ada', 1, 2, 3);
      await eventually(async () => (await metrics.value('event_bus_lost_total', { reason: 'too_old' })) === 2 * round, {
        what: `the events of round ${round} to be given up`,
      });
    }
    await server.start();
    await listener.has(['gap']);
    publish(bus, 'ada', 4);
    await listener.has(['gap', 4]);
  });

  test('counts an event that is too large for NATS, sends a gap, and delivers the next event', async () => {
    const bus = await connectedBus({ outbox: { maxEvents: 100, maxBytes: 10 * 1024 ** 2, maxMilliseconds: 60_000 } });
    const listener = await Listener.open(bus, 'ada');
    bus.publish('ada', { type: 'context', text: 'x'.repeat(2 * 1024 ** 2) });
    publish(bus, 'ada', 1);
    await listener.has(['gap', 1]);
    expect(await metrics.value('event_bus_lost_total', { reason: 'rejected' })).toBe(1);
  });

  test('an event id of a deleted NATS stream is recognized as foreign', async () => {
    const bus = await connectedBus();
    const before = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 1);
    await before.has([1]);
    await closeAll();
    const anew = await connectedBus();
    publish(anew, 'ada', 2);
    const after = await Listener.open(anew, 'ada', before.lastId);
    await after.has(['gap', 2]);
  });

  test('a stream of somebody else that has the same name keeps what it stores', async () => {
    const { streams } = await jetstreamManager(stranger);
    await streams.add({ name: STREAM, subjects: ['orders.*'] });
    for (let order = 0; order < 50; order += 1) stranger.publish('orders.new', 'a book');
    await stranger.flush();
    const refused = NatsSession.open(natsLocation.parse(server.url), LIMITS);
    await expect(refused).rejects.toThrow(
      'Expected the stream cortex-events to store cortex.events.* only, but it stores orders.*',
    );
    const { config, state } = await streams.info(STREAM);
    expect(config.subjects).toEqual(['orders.*']);
    expect(state.messages).toBe(50);
  });

  test('a stream that was made to keep only what is being consumed keeps events for replay', async () => {
    const { streams } = await jetstreamManager(stranger);
    await streams.add({ name: STREAM, subjects: [STORED_SUBJECTS], retention: RetentionPolicy.Interest, no_ack: true });
    const bus = await connectedBus();
    const before = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 1, 2);
    await before.has([1, 2]);
    const after = await Listener.open(bus, 'ada', before.events[0]?.id);
    await after.has([2]);
  });

  test('a NATS stream deleted while replicas are connected is created again, and their SSE streams get a gap and go on', async () => {
    const [bus, other] = [await connectedBus(), await connectedBus()];
    const listeners = [await Listener.open(bus, 'ada'), await Listener.open(other, 'ada')];
    publish(bus, 'ada', 1, 2, 3);
    for (const listener of listeners) await listener.has([1, 2, 3]);
    const manager = await jetstreamManager(stranger);
    await manager.streams.delete(STREAM);
    publish(bus, 'ada', 4, 5);
    publish(other, 'ada', 6);
    for (const { came } of listeners) {
      await eventually(() => came.length === 7, { what: 'a gap and the events after it' });
      expect(came.slice(0, 4)).toEqual([1, 2, 3, 'gap']);
      expect(came.slice(4).toSorted()).toEqual([4, 5, 6]);
      expect(came.indexOf(4)).toBeLessThan(came.indexOf(5));
    }
    const [first, second] = listeners;
    expect(first?.came).toEqual(second?.came);
    const logs = new Set(first?.events.map(({ id }) => id.split('-')[0]));
    expect(logs.size).toBe(2);
    expect(second?.events).toEqual(first?.events.map(({ id, data }) => expect.objectContaining({ id, data })));
    expect(await metrics.value('event_bus_lost_total')).toBe(0);
  });

  test('a replica without permission for advisories recognizes a recreated NATS stream by its first message', async () => {
    const user = (name: string, permissions = '') => `{ user: ${name}, password: secret ${permissions} }`;
    const noAdvisories = ', permissions: { subscribe: { deny: "$JS.EVENT.>" } }';
    await using strict = await NatsServer.start({
      configure: (text) => text.replace(/token: .*/, `users: [${user('limited', noAdvisories)}, ${user('operator')}]`),
    });
    const urlOf = (name: string) => `nats://${name}:secret@${new URL(strict.url).host}`;
    const [bus, other] = [busWith({}, { url: urlOf('limited') }), busWith({}, { url: urlOf('operator') })];
    await Promise.all([connected(bus), connected(other)]);
    const listener = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 1, 2, 3);
    await listener.has([1, 2, 3]);
    const operator = await connect({ servers: new URL(strict.url).host, user: 'operator', pass: 'secret' });
    await (await jetstreamManager(operator)).streams.delete(STREAM);
    await operator.close();
    publish(other, 'ada', 4);
    await listener.has([1, 2, 3, 'gap', 4]);
    publish(bus, 'ada', 5);
    await listener.has([1, 2, 3, 'gap', 4, 5]);
    await Promise.all([bus.close(), other.close()]);
  });

  test('every event that a full disk of NATS costs is counted, and events are delivered again once there is room', async () => {
    using disk = smallDisk(8 * 1024 ** 2);
    if (!disk) return;
    await using full = await NatsServer.start({ dataDirectory: disk.path });
    const outbox = { maxEvents: 1_000, maxBytes: 10 * 1024 ** 2, maxMilliseconds: 1_000 };
    const bus = busWith({ outbox, replay: { maxEvents: 1_000, maxBytes: 1024 ** 2 } }, { url: full.url });
    await connected(bus);
    const listener = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 0);
    await listener.has([0]);
    const filler = join(disk.path, 'filler');
    const { bavail, bsize } = statfsSync(disk.path);
    writeFileSync(filler, Buffer.alloc(bavail * bsize - 64 * 1024));
    const text = 'x'.repeat(10_000);
    for (let number = 1; number <= 100; number += 1) bus.publish('ada', { type: 'context', number, text });
    await eventually(async () => (await metrics.value('event_bus_waiting')) === 0, {
      what: 'every event to be settled',
    });
    rmSync(filler);
    // After a failed write NATS does not use its store again until it is restarted.
    await full.end('SIGKILL');
    await full.start();
    publish(bus, 'ada', 101);
    await eventually(() => listener.came.includes(101), { what: 'the event after the disk was full' });
    const lost = (await metrics.value('event_bus_lost_total')) ?? 0;
    const numbers = listener.came.filter((came) => came !== 'gap');
    expect(lost).toBeGreaterThan(0);
    expect(listener.came).toContain('gap');
    expect(numbers).toEqual([...new Set(numbers)].toSorted((one, other) => Number(one) - Number(other)));
    await bus.close();
    process.stdout.write(`${numbers.length} of 102 events were delivered, ${lost} counted as lost\n`);
    expect(numbers.length + lost).toBeGreaterThanOrEqual(102);
  });

  test('a NATS that cannot read its stream any more is ready, gets a new one, and readers get a gap', async () => {
    using data = mkdtempDisposableSync(join(tmpdir(), 'cortex-nats-'));
    await using spoilt = await NatsServer.start({ dataDirectory: data.path });
    const before = await connectedBus({}, { url: spoilt.url });
    const listener = await Listener.open(before, 'ada');
    publish(before, 'ada', 1);
    await listener.has([1]);
    await before.close();
    await spoilt.end('SIGKILL');
    const stream = join(data.path, 'nats/jetstream/$G/streams', STREAM);
    for (const file of ['meta.inf', 'msgs/1.blk']) truncateSync(join(stream, file));
    await spoilt.start();
    const after = await connectedBus({}, { url: spoilt.url });
    const late = await Listener.open(after, 'ada', listener.lastId);
    publish(after, 'ada', 2);
    await late.has(['gap', 2]);
    await after.close();
  });

  test('logs every loss of a burst, the last ones when the bus closes', async () => {
    const { lines, logger } = logLines();
    const outbox = { maxEvents: 3, maxBytes: 1_000, maxMilliseconds: 60_000 };
    const bus = await connectedBus({ outbox }, { logger });
    await server.end('SIGKILL');
    await away(bus);
    const logged = (reason: string) => {
      const losses = lines.filter((line) => line.msg === 'events lost' && line.reason === reason);
      return losses.reduce((sum, { events }) => sum + events, 0);
    };
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    publish(bus, 'ada', ...numbers);
    await eventually(() => logged('queue_full') === 47, { what: 'all refused events to be logged' });
    publish(bus, 'ada', ...numbers);
    await bus.close();
    expect(logged('queue_full')).toBe(97);
    expect(logged('shutdown')).toBe(3);
    expect(lines.filter(({ msg }) => msg === 'events lost').length).toBeLessThanOrEqual(4);
    await server.start();
  });

  test('a stop sends a gap in the place of events for which there was no time', async () => {
    const limits = {
      replay: { maxEvents: 10_000, maxBytes: 1024 ** 2 },
      outbox: { maxEvents: 10_000, maxBytes: 1024 ** 2, maxMilliseconds: 60_000 },
      drainMilliseconds: 1,
      gapMilliseconds: 20_000,
    };
    const [bus, other] = [await connectedBus(limits), await connectedBus(limits)];
    const listener = await Listener.open(other, 'ada');
    publish(bus, 'ada', ...Array.from({ length: 5_000 }, (_, index) => index));
    await bus.close();
    await eventually(() => listener.came.at(-1) === 'gap', { what: 'the gap' });
    const numbers = listener.came.slice(0, -1);
    expect(numbers).toEqual(numbers.map((_, index) => index));
    const lost = (await metrics.value('event_bus_lost_total', { reason: 'shutdown' })) ?? 0;
    // One event was on its way when it was given up, and may be stored.
    expect([5_000, 5_001]).toContain(numbers.length + lost);
  });

  test('a stop waits for NATS that comes back in time', async () => {
    const bus = await connectedBus({ drainMilliseconds: 20_000 });
    const other = await connectedBus();
    const listener = await Listener.open(other, 'ada');
    await server.end('SIGKILL');
    await away(bus);
    publish(bus, 'ada', 1, 2);
    await Promise.all([bus.close(), server.start()]);
    await listener.has([1, 2]);
  });

  test('a stop while NATS is away logs how many users get no gap', async () => {
    const { lines, logger } = logLines();
    const bus = await connectedBus({ drainMilliseconds: 1, gapMilliseconds: 1 }, { logger });
    await server.end('SIGKILL');
    await away(bus);
    publish(bus, 'ada', 1, 2);
    publish(bus, 'eve', 3);
    await bus.close();
    await server.start();
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ msg: 'events lost', reason: 'shutdown', events: 3 }),
        expect.objectContaining({ msg: 'gaps not delivered', users: 2 }),
      ]),
    );
  });

  test('neither an SSE stream nor a stop waits for a NATS that does not answer', async () => {
    const bus = await connectedBus();
    await server.hold();
    try {
      const listener = await Listener.open(bus, 'ada');
      publish(bus, 'ada', 1);
      await bus.close();
      expect(listener.came).toEqual([]);
      expect(await metrics.value('event_bus_lost_total', { reason: 'shutdown' })).toBe(1);
    } finally {
      server.resume();
    }
  });

  test('publisher and consumer spans are in one trace and follow the conventions for messaging', async () => {
    const [bus, other] = [await connectedBus(), await connectedBus()];
    const listener = await Listener.open(other, 'ada');
    trace.getTracer('test').startActiveSpan('input', (span) => {
      publish(bus, 'ada', 1);
      span.end();
    });
    await listener.has([1]);
    await eventually(async () => (await metrics.value('event_publish_total')) === 1, { what: 'the acknowledgment' });
    const [found] = traces.traces();
    expect(found?.spans.map(({ name, kind }) => [name, kind])).toEqual(
      expect.arrayContaining([
        ['input', 'INTERNAL'],
        ['publish cortex.events.{user}', 'PRODUCER'],
        ['process cortex.events.{user}', 'CONSUMER'],
      ]),
    );
    const [published, processed] = ['publish', 'process'].map((operation) =>
      found?.spans.find(({ name }) => name.startsWith(operation)),
    );
    const { stored } = subjectsOf('ada');
    const port = Number(new URL(server.url).port);
    expect(published?.attributes).toEqual({
      'messaging.system': 'nats',
      'messaging.destination.name': stored,
      'messaging.destination.template': 'cortex.events.{user}',
      'messaging.operation.name': 'publish',
      'messaging.operation.type': 'send',
      'messaging.message.id': expect.any(String),
      'messaging.message.body.size': 29,
      'server.address': '127.0.0.1',
      'server.port': port,
    });
    expect(processed?.attributes).toMatchObject({
      'messaging.destination.name': stored,
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.message.id': published?.attributes['messaging.message.id'],
    });
    expect(processed?.parentSpanId).toBe(published?.spanId);
    expect(processed?.links).toEqual([expect.objectContaining({ spanId: published?.spanId })]);
    expect(await metrics.value('messaging.client.operation.duration')).toBe(1);
    expect(await metrics.value('messaging.client.consumed.messages')).toBe(1);
  });
});
