import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { metrics } from '@opentelemetry/api';
import { METRIC_OPTIONS, METRIC_THREADPOOL_WAIT_SECONDS } from '../contract.ts';

const EVERY_MILLISECONDS = 1000;
/** Longer than the collection interval, so that no collection misses a wait. */
const REMEMBERED_MILLISECONDS = 15_000;

interface Wait {
  ended: number;
  milliseconds: number;
}

/**
 * Reports how long tasks wait for libuv's thread pool, which password hashing, file access and DNS lookups share. Node.js does not measure it, so a
 * nearly empty task is queued every second and timed. A task that is still waiting counts with its wait so far.
 */
export function observeThreadPool(): void {
  let waits: Wait[] = [];
  let since: number | undefined;
  const probe = () => {
    if (since !== undefined) return;
    const started = performance.now();
    since = started;
    randomBytes(1, () => {
      const ended = performance.now();
      since = undefined;
      waits = [...remembered(waits, ended), { ended, milliseconds: ended - started }];
    });
  };
  setInterval(probe, EVERY_MILLISECONDS).unref();
  probe();
  const name = METRIC_THREADPOOL_WAIT_SECONDS;
  const wait = metrics.getMeter('@cortex/telemetry').createObservableGauge(name, METRIC_OPTIONS[name]);
  wait.addCallback((result) => {
    const now = performance.now();
    const lasting = since === undefined ? 0 : now - since;
    const longest = Math.max(lasting, ...remembered(waits, now).map(({ milliseconds }) => milliseconds));
    result.observe(longest / 1000);
  });
}

function remembered(waits: Wait[], now: number): Wait[] {
  return waits.filter(({ ended }) => now - ended <= REMEMBERED_MILLISECONDS);
}
