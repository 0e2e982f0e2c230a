import { constants, type PerformanceNodeEntry, PerformanceObserver, performance } from 'node:perf_hooks';
import { getHeapSpaceStatistics } from 'node:v8';
import { type BatchObservableCallback, metrics } from '@opentelemetry/api';
import { METRIC_OPTIONS, METRIC_TELEMETRY_HEAP_GROWTH, METRIC_TELEMETRY_HEAP_RETAINED } from '../contract.ts';
import { HeapGrowth } from './heap-growth.ts';

/** The heap spaces of surviving objects. The spaces of code and maps are left out, because they grow while a process warms up. */
const RETAINING_SPACES = new Set(['old_space', 'large_object_space']);

/** Reads the size of the heap after each major collection, and reports how fast it grows steadily. Never triggers a collection. */
export function startLeakWatch(): { stop(): void } {
  const growth = new HeapGrowth();
  let retained: number | undefined;
  const collections = new PerformanceObserver((list) => {
    if (!list.getEntries().some(isMajor)) return;
    retained = retainedBytes();
    growth.add({ time: performance.now(), bytes: retained });
  });
  collections.observe({ entryTypes: ['gc'] });

  const meter = metrics.getMeter('@cortex/profiling');
  const gauge = (name: typeof METRIC_TELEMETRY_HEAP_RETAINED | typeof METRIC_TELEMETRY_HEAP_GROWTH) =>
    meter.createObservableGauge(name, METRIC_OPTIONS[name]);
  const instruments = [gauge(METRIC_TELEMETRY_HEAP_RETAINED), gauge(METRIC_TELEMETRY_HEAP_GROWTH)] as const;
  const observe: BatchObservableCallback = (result) => {
    if (retained === undefined) return;
    result.observe(instruments[0], retained);
    result.observe(instruments[1], growth.bytesPerSecond(performance.now()));
  };
  meter.addBatchObservableCallback(observe, [...instruments]);
  return { stop: () => collections.disconnect() };
}

function isMajor(entry: PerformanceEntry): boolean {
  const { kind } = (entry as PerformanceNodeEntry).detail as { kind?: number };
  return kind === constants.NODE_PERFORMANCE_GC_MAJOR;
}

function retainedBytes(): number {
  return getHeapSpaceStatistics()
    .filter(({ space_name: name }) => RETAINING_SPACES.has(name))
    .reduce((sum, { space_used_size: size }) => sum + size, 0);
}
