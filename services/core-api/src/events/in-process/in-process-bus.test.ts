import { CONTRACT_LIMITS, describeEventBus, Listener, publish } from '../../testing/event-bus-contract.ts';
import type { EventHubLimits } from './event-hub.ts';
import { InProcessBus } from './in-process-bus.ts';

const limits: EventHubLimits = { ...CONTRACT_LIMITS, maxIdleUsers: 2, maxIdleBytes: 1000, idleMilliseconds: 60_000 };

type Options = Partial<EventHubLimits> & { clock?: { now(): number } };

function busWith({ clock = { now: () => 1 }, ...overrides }: Options = {}) {
  return new InProcessBus({ ...limits, ...overrides }, clock);
}

/** What a stream gets that asks for everything. */
async function keptFor(bus: InProcessBus, userId: string): Promise<unknown[]> {
  const listener = await Listener.open(bus, userId, 'everything');
  listener.unsubscribe();
  return listener.came;
}

describeEventBus('in the process', async () => {
  const bus = new InProcessBus({ ...limits, maxIdleBytes: 100_000 });
  return { buses: [bus], close: () => bus.close() };
});

describe('InProcessBus', () => {
  test('hands an event over before publish() returns', async () => {
    const bus = busWith();
    const listener = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 1);
    expect(listener.came).toEqual([1]);
  });

  test.each([
    ['the users', {}],
    ['the bytes', { maxIdleUsers: 100, maxIdleBytes: 30 }],
  ])('of users without a stream, forgets the one unused longest beyond the limit of %s', async (_limit, overrides) => {
    const bus = busWith(overrides);
    for (const user of ['ada', 'bob', 'eve']) publish(bus, user, 1);
    expect(await keptFor(bus, 'ada')).toEqual(['gap']);
    expect(await keptFor(bus, 'eve')).toEqual(['gap', 1]);
  });

  test('measures the events of a user without a stream anew with each of them', async () => {
    const bus = busWith({ maxIdleUsers: 100, maxIdleBytes: 30 });
    publish(bus, 'ada', 1);
    publish(bus, 'eve', 1, 2);
    expect(await keptFor(bus, 'ada')).toEqual(['gap']);
  });

  test('never forgets a user who listens', async () => {
    const bus = busWith();
    const listener = await Listener.open(bus, 'ada');
    for (const user of ['bob', 'eve', 'joe', 'ada']) publish(bus, user, 1);
    expect(listener.came).toEqual([1]);
  });

  test('forgets events of a user without a stream after the time allowed', async () => {
    let now = 1;
    const bus = busWith({ clock: { now: () => now } });
    const listener = await Listener.open(bus, 'ada');
    publish(bus, 'ada', 1);
    listener.unsubscribe();
    now += limits.idleMilliseconds + 1;
    const after = await Listener.open(bus, 'ada', listener.lastId);
    expect(after.came).toEqual(['gap']);
  });
});
