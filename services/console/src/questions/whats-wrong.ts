import type { Alert } from '../backends/alertmanager.ts';
import type { BackendName } from '../backends/backend-error.ts';
import type { Backends } from '../backends/backends.ts';
import type { JaegerClient, NotSearched } from '../backends/jaeger/jaeger-client.ts';
import { type FoundTrace, type FoundTraces, findTraces } from './find-traces.ts';
import { type Operation, operationsOf } from './operations.ts';
import { Settled } from './settled.ts';

export interface WorseOperation extends Operation {
  /** What is worse than in the time before. */
  reason: 'fails' | 'slower';
  p95MillisecondsBefore: number | undefined;
}

export interface WhatsWrong {
  alerts: Alert[];
  operations: WorseOperation[];
  /** Failed traces and then the slowest. */
  traces: FoundTrace[];
  notSearched: NotSearched[];
  /** The number of calls: without any, nothing is known. */
  calls: number;
  /** Reasons why a backend could not be queried. */
  away: string[];
  /** What is unknown because of that; what concerns requests comes first. */
  notKnown: string[];
}

const MINUTE = 60;
/** The time before, with which the minutes are compared. */
const BEFORE_SECONDS = 60 * MINUTE;
/** A single failure among many calls is not alarming. */
const FAILING_SHARE = 0.01;
const SLOWER_TIMES = 2;
const FEWEST_CALLS = 5;
/** How many failing requests are searched, of all services together. */
const MOST_FAILING = 60;

const NOT_KNOWN: readonly [BackendName, string][] = [
  ['jaeger', 'Jaeger could not be reached: it is unknown which requests failed or were slow.'],
  ['prometheus', 'Prometheus could not be reached: it is unknown which operations fail or became slower.'],
  ['alertmanager', 'Alertmanager could not be reached: it is unknown whether an alert is firing.'],
];

/** What needs attention: alerts, operations that fail or became slower within the last minutes, and requests to look at. */
export async function whatsWrong({ alertmanager, prometheus, jaeger }: Backends, minutes: number): Promise<WhatsWrong> {
  const now = Date.now();
  const seconds = minutes * MINUTE;
  const settled = new Settled();
  const operations = async () =>
    Promise.all([
      operationsOf(prometheus, { seconds, at: now }),
      operationsOf(prometheus, { seconds: BEFORE_SECONDS, at: now - seconds * 1000 }),
    ]);
  const range = { begin: (now - seconds * 1000) * 1000, end: now * 1000 };
  const [alerts, [current, before], found] = await Promise.all([
    settled.orNone(alertmanager.alerts(), []),
    settled.orNone(operations(), [[], []]),
    settled.orNone(tracesToLookAt(jaeger, range), { traces: [], notSearched: [] }),
  ]);
  return {
    alerts: alerts.filter(({ status }) => status.state === 'active'),
    operations: worse(current, before),
    ...found,
    calls: current.reduce((sum, { kind, calls }) => sum + (kind === 'SERVER' ? calls : 0), 0),
    away: settled.away,
    notKnown: NOT_KNOWN.filter(([backend]) => settled.backends.has(backend)).map(([, said]) => said),
  };
}

/** Failed traces and then the slowest. Failed ones are searched separately, because in a busy service they are seldom among the newest. */
async function tracesToLookAt(
  jaeger: JaegerClient,
  range: { begin: number; end: number },
): Promise<Pick<FoundTraces, 'traces' | 'notSearched'>> {
  const order = 'slowest';
  const [failing, newest] = await Promise.all([
    findTraces(jaeger, { ...range, order, failedOnly: true, most: MOST_FAILING }),
    findTraces(jaeger, { ...range, order }),
  ]);
  const failed = failing.traces.filter((trace) => trace.failed);
  const slowest = newest.traces.filter(({ isStream }) => !isStream);
  const traces = [...new Map([...failed, ...slowest].map((trace) => [trace.traceId, trace])).values()].toSorted(
    (a, b) => Number(b.failed) - Number(a.failed) || b.milliseconds - a.milliseconds,
  );
  // Times that could not be searched are nearly always the same for failed and newest traces.
  return { traces, notSearched: newest.notSearched.length > 0 ? newest.notSearched : failing.notSearched };
}

function worse(current: Operation[], before: Operation[]): WorseOperation[] {
  const keyOf = ({ service, kind, name, tool }: Operation) => JSON.stringify([service, kind, name, tool]);
  const earlier = new Map(before.map((one) => [keyOf(one), one]));
  return current.flatMap((one): WorseOperation[] => {
    const p95MillisecondsBefore = earlier.get(keyOf(one))?.p95Milliseconds;
    const known = { ...one, p95MillisecondsBefore };
    if (one.failures > one.calls * FAILING_SHARE) return [{ ...known, reason: 'fails' }];
    const isSlower = (one.p95Milliseconds ?? 0) > SLOWER_TIMES * (p95MillisecondsBefore ?? Number.POSITIVE_INFINITY);
    return isSlower && one.calls >= FEWEST_CALLS ? [{ ...known, reason: 'slower' }] : [];
  });
}
