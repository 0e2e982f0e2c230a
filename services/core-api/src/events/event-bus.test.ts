import type { UserEvent } from './event.ts';
import { EventBus, type EventBusLimits } from './event-bus.ts';

const limits: EventBusLimits = {
  replay: { maxEvents: 10, maxBytes: 1000 },
  maxIdleUsers: 2,
  maxIdleBytes: 1000,
  idleMilliseconds: 60_000,
  maxStreamsPerUser: 2,
  maxStreams: 3,
};

function busWith({ clock = { now: () => 1 }, ...overrides }: Partial<EventBusLimits> & { clock?: { now(): number } }) {
  return new EventBus({ ...limits, ...overrides }, clock);
}

function listen(bus: EventBus, userId: string, lastEventId?: string) {
  const received: UserEvent[] = [];
  const subscription = bus.subscribe(userId, (event) => received.push(event), lastEventId);
  return { received, ...subscription };
}

function numbers(events: UserEvent[]): unknown[] {
  return events.map(({ data }) => (data as { number?: number }).number);
}

describe('EventBus', () => {
  test('hands an event to every stream of its user and to nobody else', () => {
    const bus = busWith({});
    const [first, second, stranger] = [listen(bus, 'ada'), listen(bus, 'ada'), listen(bus, 'eve')];
    bus.publish('ada', { type: 'context', number: 1 });
    expect(numbers(first.received)).toEqual([1]);
    expect(second.received).toEqual(first.received);
    expect(stranger.received).toEqual([]);
  });

  test('replays what a stream missed while it was away, and nothing that it got', () => {
    const bus = busWith({});
    const before = listen(bus, 'ada');
    bus.publish('ada', { type: 'context', number: 1 });
    before.unsubscribe();
    bus.publish('ada', { type: 'context', number: 2 });
    bus.publish('ada', { type: 'context', number: 3 });
    const after = listen(bus, 'ada', before.received[0]?.id);
    expect(after.replay.complete).toBe(true);
    expect(numbers(after.replay.events)).toEqual([2, 3]);
    bus.publish('ada', { type: 'context', number: 4 });
    expect(numbers(after.received)).toEqual([4]);
  });

  test('a stream that names no event starts with the next one', () => {
    const bus = busWith({});
    bus.publish('ada', { type: 'context', number: 1 });
    expect(listen(bus, 'ada').replay).toEqual({ complete: true, events: [] });
  });

  test('forgets a subscriber when it leaves, once however often it says so', () => {
    const bus = busWith({});
    const [first, second] = [listen(bus, 'ada'), listen(bus, 'ada')];
    first.unsubscribe();
    first.unsubscribe();
    expect(bus.subscriberCount('ada')).toBe(1);
    second.unsubscribe();
    expect(bus.subscriberCount()).toBe(0);
    bus.publish('ada', { type: 'context', number: 1 });
    expect([...first.received, ...second.received]).toEqual([]);
  });

  test('refuses more streams than allowed, of one user and of all', () => {
    const bus = busWith({});
    listen(bus, 'ada');
    listen(bus, 'ada');
    expect(() => listen(bus, 'ada')).toThrow('Expected at most 2 open streams of one user: close one first');
    listen(bus, 'eve').unsubscribe();
    listen(bus, 'eve');
    expect(() => listen(bus, 'bob')).toThrow('All 3 streams are taken: try again later');
  });

  test.each([
    ['the users', {}],
    ['the bytes', { maxIdleUsers: 100, maxIdleBytes: 30 }],
  ])('of users without a stream, forgets the one unused longest beyond the limit of %s', (_limit, overrides) => {
    const bus = busWith(overrides);
    for (const user of ['ada', 'bob', 'eve']) bus.publish(user, { type: 'context', number: 1 });
    expect(listen(bus, 'ada', '').replay.events).toEqual([]);
    expect(numbers(listen(bus, 'eve', '').replay.events)).toEqual([1]);
  });

  test('measures the events of a user without a stream anew with each of them', () => {
    const bus = busWith({ maxIdleUsers: 100, maxIdleBytes: 30 });
    bus.publish('ada', { type: 'context', number: 1 });
    bus.publish('eve', { type: 'context', number: 1 });
    bus.publish('eve', { type: 'context', number: 2 });
    expect(listen(bus, 'ada', '').replay.events).toEqual([]);
  });

  test('never forgets a user who listens', () => {
    const bus = busWith({});
    const { received } = listen(bus, 'ada');
    for (const user of ['bob', 'eve', 'joe', 'ada']) bus.publish(user, { type: 'context', number: 1 });
    expect(numbers(received)).toEqual([1]);
  });

  test('forgets events of a user without a stream after the time allowed', () => {
    let now = 1;
    const bus = busWith({ clock: { now: () => now } });
    const { received, unsubscribe } = listen(bus, 'ada');
    bus.publish('ada', { type: 'context', number: 1 });
    unsubscribe();
    now += limits.idleMilliseconds + 1;
    expect(listen(bus, 'ada', received[0]?.id).replay).toEqual({ complete: false, events: [] });
  });
});
