import { ChannelPair } from '@cortex/runtime/testing';
import { jest } from '@jest/globals';
import { CONTRACT_LIMITS, describeEventBus, Listener, publish } from '../../testing/event-bus-contract.ts';
import { EventRelay, type EventRelayLimits } from './event-relay.ts';
import { WorkerBus } from './worker-bus.ts';

const limits: EventRelayLimits = {
  ...CONTRACT_LIMITS,
  maxIdleUsers: 20,
  maxIdleBytes: 100_000,
  idleMilliseconds: 60_000,
  maxChannelBytes: 100_000,
};

interface Overrides {
  relay?: Partial<EventRelayLimits>;
  bus?: { maxChannelBytes: number };
}

/** A relay with two workers. */
function group({ relay: overrides, bus = limits }: Overrides = {}) {
  const relay = new EventRelay({ ...limits, ...overrides });
  const pairs = [new ChannelPair(1), new ChannelPair(2)] as const;
  for (const { link } of pairs) relay.serve(link);
  const [first, second] = pairs.map(({ worker }) => new WorkerBus(worker, bus)) as [WorkerBus, WorkerBus];
  return { pairs, first, second, buses: [first, second] };
}

describeEventBus('of workers', async () => {
  const { buses } = group();
  return {
    buses,
    close: async () => {
      for (const bus of buses) await bus.close();
    },
  };
});

describe('WorkerBus', () => {
  test('refuses with the status and the headers of one process', async () => {
    const { first, second } = group({ relay: { maxStreamsPerUser: 1 } });
    await Listener.open(first, 'ada');
    await expect(second.subscribe('ada')).rejects.toMatchObject({ status: 429, headers: { 'Retry-After': '5' } });
  });

  test('the streams of a worker that has ended leave their slots', async () => {
    const { pairs, first, second } = group({ relay: { maxStreamsPerUser: 1 } });
    await Listener.open(first, 'ada');
    pairs[0].end();
    const listener = await Listener.open(second, 'ada');
    publish(second, 'ada', 1);
    await listener.has([1]);
  });

  test('what a worker cannot send is counted as lost, and its place said on every stream', async () => {
    const { pairs, first, second } = group({ bus: { maxChannelBytes: 500 } });
    const [here, there] = [await Listener.open(first, 'ada'), await Listener.open(second, 'ada')];
    publish(first, 'ada', 1);
    await there.has([1]);
    const lost = jest.spyOn(first.metrics, 'lost');
    pairs[0].hold();
    publish(first, 'ada', ...Array.from({ length: 50 }, (_, index) => index + 2));
    const sent = 50 - lost.mock.calls.length;
    expect(sent).toBeLessThan(10);
    pairs[0].release();
    await first.close();
    publish(first, 'ada', 100);
    const came = [1, ...Array.from({ length: sent }, (_, index) => index + 2), 'gap', 100];
    for (const listener of [here, there]) await listener.has(came);
    here.unsubscribe();
    const back = await Listener.open(second, 'ada', here.events[1]?.id);
    await back.has(['gap', ...came.filter((one) => one !== 'gap').slice(-10)]);
  });

  test('what a worker is too busy to read is counted as lost there, and its place said', async () => {
    const { pairs, first, second } = group({ relay: { maxChannelBytes: 500 } });
    const [busy, other] = [await Listener.open(first, 'ada'), await Listener.open(second, 'ada')];
    const lost = jest.spyOn(first.metrics, 'lost');
    pairs[0].hold();
    const numbers = Array.from({ length: 50 }, (_, index) => index);
    for (const number of numbers) {
      publish(second, 'ada', number);
      await other.has(numbers.slice(0, number + 1));
    }
    pairs[0].release();
    publish(second, 'ada', 100);
    await other.has([...numbers, 100]);
    const got = busy.came.indexOf('gap');
    expect(got).toBeGreaterThan(0);
    await busy.has([...numbers.slice(0, got), 'gap', 100]);
    expect(lost).toHaveBeenCalledTimes(50 - got);
    expect(busy.lastId).toBe(other.lastId);
  });

  test('a worker that ends while it is behind harms neither the first process nor the others', async () => {
    const { pairs, first, second } = group({ relay: { maxChannelBytes: 500 } });
    await Listener.open(first, 'ada');
    const other = await Listener.open(second, 'ada');
    pairs[0].hold();
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    for (const number of numbers) {
      publish(second, 'ada', number);
      await other.has(numbers.slice(0, number + 1));
    }
    pairs[0].end();
    publish(second, 'ada', 100);
    await other.has([...numbers, 100]);
  });

  test('a stop waits until what was published is on its way', async () => {
    const { pairs, first, second } = group();
    const listener = await Listener.open(second, 'ada');
    pairs[0].hold();
    publish(first, 'ada', 1);
    const closed = jest.fn();
    const closing = first.close().then(closed);
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).not.toHaveBeenCalled();
    pairs[0].release();
    await closing;
    await listener.has([1]);
  });
});
