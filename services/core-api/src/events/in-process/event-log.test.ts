import { type EventData, sizeOf } from '../event.ts';
import { EventLog } from './event-log.ts';

const append = (log: EventLog, data: EventData) => log.append(data, { createdAt: 0, bytes: sizeOf(data) });

const limits = { maxEvents: 3, maxBytes: 1000 };

function logOf(count: number, overrides = {}) {
  const log = new EventLog({ ...limits, ...overrides });
  const events = Array.from({ length: count }, (_, index) => append(log, { type: 'context', n: index + 1 }));
  return { log, events, ids: events.map((event) => event.id) };
}

describe('EventLog', () => {
  test('numbers events in the order they came', () => {
    const { ids } = logOf(3);
    expect(ids.map((id) => Number(id.split('-')[1]))).toEqual([1, 2, 3]);
  });

  test('gives exactly what came after an id', () => {
    const { log, events, ids } = logOf(3);
    expect(log.after(ids[1] as string)).toEqual({ complete: true, events: [events[2]] });
    expect(log.after(ids[2] as string)).toEqual({ complete: true, events: [] });
  });

  test('keeps only the newest events, and says when some after the id are gone', () => {
    const { log, events, ids } = logOf(5);
    expect(log.after(ids[1] as string)).toEqual({ complete: true, events: events.slice(2) });
    expect(log.after(ids[0] as string)).toEqual({ complete: false, events: events.slice(2) });
  });

  test('gives all it keeps for an id of another log, one not yet given, or no id at all', () => {
    const { log, events, ids } = logOf(2);
    const foreign = logOf(1).ids[0] as string;
    const future = `${ids[1]}`.replace('-2', '-3');
    for (const id of [foreign, future, '', 'garbage', '0']) {
      expect(log.after(id)).toEqual({ complete: false, events });
    }
  });

  test('breaks off: an id from before is foreign', () => {
    const { log, events, ids } = logOf(2);
    log.breakOff();
    expect(log.after(ids[1] as string)).toEqual({ complete: false, events });
    const next = append(log, { type: 'context', n: 3 });
    expect(log.after(next.id)).toEqual({ complete: true, events: [] });
  });

  test('stays within its bytes, but keeps the newest event even when that alone is too big', () => {
    const { log, events } = logOf(3, { maxBytes: 48 });
    expect(log.bytes).toBe(48);
    expect(log.after('').events).toEqual(events.slice(1));
    const big = append(log, { type: 'context', n: 'x'.repeat(50) });
    expect(log.after('').events).toEqual([big]);
    expect(log.bytes).toBe(75);
  });
});
