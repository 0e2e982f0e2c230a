import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@cortex/trace-testing';
import { memoryLimitOf } from '../../platform/limits/memory-limit.ts';
import { mebibytes, memoryOf } from '../../platform/limits/process-memory.ts';
import type { PrometheusClient } from '../../platform/prometheus.ts';
import type { Backlog } from './backlogs/index.ts';
import { sendAll } from './send.ts';
import { SLOWNESS, type SlownessName } from './slowness.ts';
import { BacklogStack } from './stack.ts';

const PATIENCE_MILLISECONDS = 10 * 60_000;
const ASK_EVERY_MILLISECONDS = 1_000;
/** The Collector reports its queues every 10 s. */
const REPORT_PATIENCE_MILLISECONDS = 60_000;

export interface DrainOptions {
  backlog: Backlog;
  items: number;
  slowness: SlownessName;
  signal: AbortSignal;
}

/** How one backlog reached its backend. */
export interface Drained {
  backend: string;
  slowness: SlownessName;
  items: number;
  /** Seconds since the backend continued; null if it took too long. */
  drainedSeconds: number | null;
  mostResidentMegabytes: number;
  limitMegabytes: number;
  failedAttempts: number;
  missing: number;
  twice: number;
  /** Items that the backend received again, whether or not it stores both. */
  takenAgain: number;
}

/** Builds up a backlog for a paused backend, then lets the backend continue slowly. */
export async function drain(options: DrainOptions): Promise<Drained> {
  const stack = await BacklogStack.start(options.signal);
  try {
    return await drainIn(stack, options);
  } catch (error) {
    throw options.signal.aborted ? options.signal.reason : error;
  } finally {
    await stack.stop();
  }
}

async function drainIn(stack: BacklogStack, { backlog, items, slowness, signal }: DrainOptions): Promise<Drained> {
  const pid = stack.pidOf(backlog.part);
  process.kill(pid, 'SIGSTOP');
  try {
    await sendAll(stack.urls.collector, backlog.requests(items), signal);
  } catch (error) {
    process.kill(pid, 'SIGCONT');
    throw error;
  }
  const start = performance.now();
  const endSlowness = await SLOWNESS[slowness](pid);
  const isDrained = await untilTaken(stack, { backlog, items, signal }).finally(endSlowness);
  const drainedSeconds = isDrained ? Math.round((performance.now() - start) / 1000) : null;
  if (isDrained) await untilQueueIsEmpty(stack, backlog.exporter);
  const mostResidentMegabytes = mebibytes(memoryOf(pid).mostResident);
  const taken = await backlog.taken(stack);
  const { different, all } = await backlog.stored(stack);
  return {
    backend: backlog.part,
    slowness,
    items,
    drainedSeconds,
    mostResidentMegabytes,
    limitMegabytes: memoryLimitOf(backlog.composeService),
    failedAttempts: await stack.failedAttempts(backlog.exporter),
    missing: items - different,
    twice: all - different,
    takenAgain: Math.max(0, taken - items),
  };
}

async function untilTaken(
  stack: BacklogStack,
  { backlog, items, signal }: Pick<DrainOptions, 'backlog' | 'items' | 'signal'>,
): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (performance.now() < deadline) {
    if ((await backlog.taken(stack)) >= items) return true;
    await pause(ASK_EVERY_MILLISECONDS, undefined, { signal });
  }
  return false;
}

/** Waits until the Collector reports an empty queue after this moment: otherwise a retry could arrive after the items are counted. */
export async function untilQueueIsEmpty(
  { prometheus }: { prometheus: PrometheusClient },
  exporter: string,
): Promise<void> {
  const queue = `otelcol_exporter_queue_size{exporter="${exporter}"}`;
  const isEmpty = `${queue} == 0 and timestamp(${queue}) > ${Date.now() / 1000}`;
  await eventually(async () => ((await prometheus.query(isEmpty)).length > 0 ? true : undefined), {
    what: `the Collector to report an empty queue of ${exporter}`,
    timeoutMilliseconds: REPORT_PATIENCE_MILLISECONDS,
    intervalMilliseconds: ASK_EVERY_MILLISECONDS,
  });
}
