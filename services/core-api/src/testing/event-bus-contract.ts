import { eventually } from '@cortex/trace-testing';
import type { UserEvent } from '../events/event.ts';
import type { EventBus } from '../events/event-bus.ts';

export const CONTRACT_LIMITS = {
  replay: { maxEvents: 10, maxBytes: 1000 },
  maxStreamsPerUser: 2,
  maxStreams: 3,
};

/** One stream of a user, which records what it receives. */
export class Listener {
  readonly events: UserEvent[] = [];
  /** The received events by number, and gaps, in order. */
  readonly came: unknown[] = [];
  /** Where it says that it begins. */
  firstId: string | undefined;
  unsubscribe: () => void = () => {};

  static async open(bus: EventBus, userId: string, lastEventId?: string): Promise<Listener> {
    const listener = new Listener();
    const subscription = await bus.subscribe(userId, lastEventId);
    listener.unsubscribe = () => subscription.unsubscribe();
    subscription.start({
      begin: (id) => {
        listener.firstId = id;
      },
      event: (event) => {
        listener.events.push(event);
        listener.came.push(event.data.number);
      },
      gap: () => listener.came.push('gap'),
    });
    return listener;
  }

  get lastId(): string | undefined {
    return this.events.at(-1)?.id;
  }

  /** Resolves when exactly these have been received. */
  async has(came: unknown[]): Promise<void> {
    await eventually(() => this.came.length >= came.length, { what: 'as many events', intervalMilliseconds: 5 }).catch(
      () => {},
    );
    expect(this.came).toEqual(came);
  }
}

export function publish(bus: EventBus, userId: string, ...numbers: number[]): void {
  for (const number of numbers) bus.publish(userId, { type: 'context', number });
}

/** Several buses of one system, as in several processes: what is published on one reaches the streams of all. */
export interface BusesUnderTest {
  /** One or more buses, which the tests use in turn. */
  buses: EventBus[];
  close(): Promise<void>;
}

const HOSTILE = [
  '',
  'ada.*',
  '*',
  '>',
  'a b',
  'ada\r\nPUB x 0',
  '\0',
  'ä'.repeat(300),
  '\ud800',
  '\udfff',
  '__proto__',
];

/** Defines the tests that every event bus must pass. */
export function describeEventBus(name: string, open: () => Promise<BusesUnderTest>): void {
  describe(`The contract of an event bus: ${name}`, () => {
    let system: BusesUnderTest;
    let at: (index: number) => EventBus;

    beforeEach(async () => {
      system = await open();
      at = (index) => system.buses[index % system.buses.length] as EventBus;
    });
    afterEach(() => system.close());

    test('delivers an event to every stream of its user and to no other', async () => {
      const [first, second] = [await Listener.open(at(0), 'ada'), await Listener.open(at(1), 'ada')];
      const stranger = await Listener.open(at(0), 'eve');
      publish(at(0), 'ada', 1);
      publish(at(1), 'eve', 2);
      for (const listener of [first, second]) await listener.has([1]);
      await stranger.has([2]);
      expect(second.events[0]).toMatchObject({ id: first.lastId, data: first.events[0]?.data });
    });

    test('delivers the events of a user in order, each once and with an id of its own', async () => {
      const listener = await Listener.open(at(1), 'ada');
      const numbers = Array.from({ length: 200 }, (_, index) => index);
      publish(at(0), 'ada', ...numbers);
      await listener.has(numbers);
      expect(new Set(listener.events.map(({ id }) => id)).size).toBe(numbers.length);
    });

    test('replays what a stream missed while it was away, and nothing that it had received', async () => {
      const before = await Listener.open(at(0), 'ada');
      publish(at(0), 'ada', 1);
      await before.has([1]);
      before.unsubscribe();
      publish(at(1), 'ada', 2, 3);
      const after = await Listener.open(at(1), 'ada', before.lastId);
      publish(at(1), 'ada', 4);
      await after.has([2, 3, 4]);
    });

    test('a stream that breaks off before its first event goes on from where it began', async () => {
      const witness = await Listener.open(at(0), 'ada');
      publish(at(0), 'ada', 1);
      await witness.has([1]);
      for (const [userId, number] of [
        ['ada', 2],
        ['eve', 3],
      ] as const) {
        const before = await Listener.open(at(0), userId);
        const firstId = await eventually(() => before.firstId, { what: 'where the stream begins' });
        before.unsubscribe();
        publish(at(1), userId, number);
        const after = await Listener.open(at(1), userId, firstId);
        await after.has([number]);
        expect(after.firstId).toBeUndefined();
        after.unsubscribe();
      }
    });

    test('dates an event that came while its stream was open, but not a missed one', async () => {
      const before = await Listener.open(at(0), 'ada');
      publish(at(0), 'ada', 1, 2);
      await before.has([1, 2]);
      const [first, second] = before.events;
      expect([first?.createdAt, second?.createdAt]).toEqual([expect.any(Number), expect.any(Number)]);
      expect(performance.now() - (first?.createdAt ?? 0)).toBeGreaterThanOrEqual(0);
      const after = await Listener.open(at(1), 'ada', first?.id);
      await after.has([2]);
      expect(after.events[0]?.createdAt).toBeUndefined();
    });

    test('starts a stream that names no event with the next one', async () => {
      const witness = await Listener.open(at(0), 'ada');
      publish(at(0), 'ada', 1);
      await witness.has([1]);
      const listener = await Listener.open(at(1), 'ada');
      publish(at(0), 'ada', 2);
      await listener.has([2]);
    });

    test.each(['garbage', '0', '0123abcd-7', '-1', '٣', `0123abcd-${'9'.repeat(15)}`])(
      'reports a gap when it does not know the id %s, then delivers what it keeps',
      async (id) => {
        const witness = await Listener.open(at(0), 'ada');
        publish(at(0), 'ada', 1, 2);
        await witness.has([1, 2]);
        const listener = await Listener.open(at(1), 'ada', id);
        await listener.has(['gap', 1, 2]);
      },
    );

    test('treats a future id as unknown', async () => {
      const witness = await Listener.open(at(0), 'ada');
      publish(at(0), 'ada', 1);
      await witness.has([1]);
      const [log] = witness.lastId?.split('-') ?? [];
      const listener = await Listener.open(at(1), 'ada', `${log}-123456`);
      await listener.has(['gap', 1]);
    });

    test('keeps only the newest events of a user, and reports when earlier ones are gone', async () => {
      const witness = await Listener.open(at(0), 'ada');
      publish(at(0), 'ada', ...Array.from({ length: 15 }, (_, index) => index));
      await eventually(() => witness.came.length === 15, { what: 'all events' });
      const complete = await Listener.open(at(1), 'ada', witness.events[5]?.id);
      await complete.has([6, 7, 8, 9, 10, 11, 12, 13, 14]);
      complete.unsubscribe();
      const incomplete = await Listener.open(at(1), 'ada', witness.events[0]?.id);
      await incomplete.has(['gap', 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
    });

    test('replays no more bytes than allowed, but always the newest event', async () => {
      const witness = await Listener.open(at(0), 'ada');
      for (const [number, size] of [10, 400, 400, 400].entries())
        at(0).publish('ada', { type: 'context', number, text: 'x'.repeat(size) });
      await witness.has([0, 1, 2, 3]);
      const listener = await Listener.open(at(1), 'ada', witness.events[0]?.id);
      await listener.has(['gap', 2, 3]);
      listener.unsubscribe();
      at(0).publish('ada', { type: 'context', number: 4, text: 'x'.repeat(5000) });
      await witness.has([0, 1, 2, 3, 4]);
      await (await Listener.open(at(1), 'ada', witness.events[2]?.id)).has(['gap', 4]);
    });

    test('separates users whose ids look like something else', async () => {
      const last = HOSTILE.at(-1) ?? '';
      for (const userId of HOSTILE) {
        const listener = await Listener.open(at(0), userId);
        for (const [number, other] of HOSTILE.entries()) if (other !== userId) publish(at(1), other, number);
        publish(at(1), userId, 100);
        await listener.has([100]);
        listener.unsubscribe();
      }
      const witness = await Listener.open(at(0), last, 'garbage');
      await eventually(() => witness.came.includes(100), { what: 'the event of the last user' });
    });

    test('delivers exactly what was published', async () => {
      const listener = await Listener.open(at(1), 'ada');
      const data = {
        type: 'error' as const,
        detail: 'ä"\n\u2028\0\u{1f600}',
        context: { items: [null, 1.5, { a: [] }] },
      };
      at(0).publish('ada', data);
      await eventually(() => listener.events.length === 1, { what: 'the event' });
      expect(listener.events[0]?.data).toEqual(data);
    });

    test('delivers events that come between a subscription and its start', async () => {
      const witness = await Listener.open(at(0), 'ada');
      const subscription = await at(1).subscribe('ada');
      publish(at(0), 'ada', 1);
      await witness.has([1]);
      const came: unknown[] = [];
      subscription.start({ begin: () => {}, event: ({ data }) => came.push(data.number), gap: () => came.push('gap') });
      publish(at(0), 'ada', 2);
      await eventually(() => came.length >= 2, { what: 'both events' });
      expect(came).toEqual([1, 2]);
    });

    test('delivers nothing to a stream that has left, even if it leaves repeatedly', async () => {
      const [first, second] = [await Listener.open(at(0), 'ada'), await Listener.open(at(0), 'ada')];
      first.unsubscribe();
      first.unsubscribe();
      publish(at(0), 'ada', 1);
      await second.has([1]);
      expect(first.came).toEqual([]);
    });

    test('refuses more streams than allowed, for one user and for all, and reuses the slot of one that left', async () => {
      const bus = at(0);
      const first = await Listener.open(bus, 'ada');
      await Listener.open(bus, 'ada');
      await expect(bus.subscribe('ada')).rejects.toThrow(
        'Expected at most 2 open streams of one user: close one first',
      );
      (await Listener.open(bus, 'eve')).unsubscribe();
      await Listener.open(bus, 'eve');
      await expect(bus.subscribe('bob')).rejects.toThrow('All 3 streams are taken: try again later');
      first.unsubscribe();
      first.unsubscribe();
      await Listener.open(bus, 'bob');
      await expect(bus.subscribe('joe')).rejects.toThrow('All 3 streams are taken: try again later');
    });
  });
}
