import { METRIC_HEALTH_CHECK_STATUS, METRIC_HEALTH_STATUS } from '@cortex/signals/contract';
import { BackendError } from '../backends/backend-error.ts';
import type { Backends } from '../backends/backends.ts';
import { spansInQueue } from '../backends/collector-queue.ts';
import type { PrometheusClient, Series } from '../backends/prometheus.ts';
import { counted } from '../model/format/text.ts';
import { serviceOf } from '../model/services/job.ts';

/** A part of the stack and its state. */
export interface Part {
  name: string;
  kind: 'backend' | 'collector' | 'service';
  /** `unknown` if the backend that would know is away. */
  state: 'well' | 'degraded' | 'away' | 'unknown';
  /** What is wrong, and what to do about it. */
  said: string | undefined;
}

/** Prometheus' names of the backends that the console queries itself: their answers show more than whether they are up. */
const ASKED_ANYWAY = new Set(['jaeger', 'prometheus', 'alertmanager', 'logs', 'profile-store', 'pyroscope']);
const COLLECTOR_UPTIME = 'otelcol_process_uptime_seconds_total';
const MINUTE = 60_000;

/** The state of each part: backends by querying them, the Collector and the services from Prometheus. */
export async function healthOf(backends: Backends): Promise<Part[]> {
  const { jaeger, prometheus, alertmanager, logs, profiles } = backends;
  const now = Date.now();
  const parts = await Promise.all([
    backend('Jaeger', jaeger.services()),
    backend('Prometheus', prometheus.query('1')),
    backend('Alertmanager', alertmanager.alerts()),
    backend('Log store', logs.newest({ conditions: ['_time:1m'], limit: 1 })),
    backend('Profile store', profiles.services({ start: now - MINUTE, end: now })),
    known('Collector', 'collector', collectorOf(prometheus)),
    known('Services', 'service', servicesOf(prometheus)),
  ]);
  return parts.flat();
}

async function backend(name: string, answer: Promise<unknown>): Promise<Part> {
  const part = { name, kind: 'backend' } as const;
  return answer.then(
    (): Part => ({ ...part, state: 'well', said: undefined }),
    (error: Error): Part => ({ ...part, state: 'away', said: whyOf(error) }),
  );
}

/** The parts that Prometheus knows; unknown without it. */
async function known(name: string, kind: Part['kind'], parts: Promise<Part[]>): Promise<Part[]> {
  return parts.catch((error: Error): Part[] => {
    whyOf(error);
    return [{ name, kind, state: 'unknown', said: 'Only Prometheus knows, and it cannot be reached.' }];
  });
}

/** The message of a backend's error. Throws any other error. */
function whyOf(error: Error): string {
  if (error instanceof BackendError) return error.message;
  throw error;
}

async function collectorOf(prometheus: PrometheusClient): Promise<Part[]> {
  const [now, before, waiting] = await Promise.all([
    prometheus.query(`count(last_over_time(${COLLECTOR_UPTIME}[1m]))`),
    prometheus.query(`count(last_over_time(${COLLECTOR_UPTIME}[1d]))`),
    spansInQueue(prometheus),
  ]);
  const part = { name: 'Collector', kind: 'collector' } as const;
  if (now.length > 0) {
    const said = waiting ? `Its queue for Jaeger has ${counted(waiting, 'span')}.` : undefined;
    return [{ ...part, state: 'well', said }];
  }
  if (before.length === 0) {
    return [{ ...part, state: 'unknown', said: 'Prometheus has no metrics of a Collector itself.' }];
  }
  const said =
    'Prometheus has received nothing from it for a minute: traces, metrics, logs and profiles stop there. See its log, or start the stack with: npm start.';
  return [{ ...part, state: 'away', said }];
}

async function servicesOf(prometheus: PrometheusClient): Promise<Part[]> {
  const [up, health, checks] = await Promise.all([
    prometheus.query('up'),
    prometheus.query(`min by (job) (last_over_time(${METRIC_HEALTH_STATUS}[1m]))`),
    prometheus.query(`min by (job, check) (last_over_time(${METRIC_HEALTH_CHECK_STATUS}[1m])) == 0`),
  ]);
  const answers = Map.groupBy(up, ({ labels }) => labels.job ?? '');
  const reports = new Map(health.map(({ labels, value }) => [labels.job, value]));
  return [...answers]
    .filter(([job]) => !ASKED_ANYWAY.has(job))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([job, instances]) => {
      const lacks = checks.filter(({ labels }) => labels.job === job).map(({ labels }) => labels.check ?? '');
      return { name: serviceOf(job), kind: 'service', ...stateOf(instances, reports.get(job), lacks) };
    });
}

function stateOf(instances: Series[], health: number | undefined, lacks: string[]): Pick<Part, 'state' | 'said'> {
  const down = instances.filter(({ value }) => value === 0).length;
  const answers = `${down} of ${counted(instances.length, 'instance')} ${down === 1 ? 'does' : 'do'} not answer. See the log, or start the stack with: npm start.`;
  if (down === instances.length) return { state: 'away', said: answers };
  const without = lacks.length === 0 ? '' : ` It lacks ${lacks.join(', ')}.`;
  if (health === 0) return { state: 'away', said: `It answers, but reports that it is unhealthy.${without}` };
  if (down > 0) return { state: 'degraded', said: answers };
  if (health === 1) return { state: 'degraded', said: `It does what it can.${without}` };
  return { state: 'well', said: undefined };
}
