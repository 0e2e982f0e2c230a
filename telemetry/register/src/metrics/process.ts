import { isMainThread } from 'node:worker_threads';
import { type BatchObservableCallback, metrics, type Observable } from '@opentelemetry/api';
import {
  ATTR_CPU_MODE,
  METRIC_OPTIONS,
  METRIC_PROCESS_CPU_SECONDS_TOTAL,
  METRIC_PROCESS_CPU_TIME,
  METRIC_PROCESS_MEMORY_USAGE,
  METRIC_PROCESS_RESIDENT_MEMORY_BYTES,
} from '../contract.ts';
import { observeDisk } from './disk.ts';
import { observeFileDescriptors } from './file-descriptors.ts';
import { observeNetwork } from './network.ts';
import { observeThreadPool } from './thread-pool.ts';

const MICROSECONDS = 1e6;

/**
 * Reports what this process uses of the machine, under the names of the conventions and of the guide, read when metrics are collected. Numbers that
 * Node.js and the system have only for the whole process come from the main thread alone: each thread is an instance of the service, so sums over
 * instances would count them several times.
 */
export function observeProcess(): void {
  // Covers only the sockets of this thread.
  observeNetwork();
  if (!isMainThread) return;
  observeCpu();
  observeMemory();
  observeFileDescriptors();
  observeDisk();
  observeThreadPool();
}

function observeCpu(): void {
  const meter = metrics.getMeter('@cortex/telemetry');
  const byMode = meter.createObservableCounter(METRIC_PROCESS_CPU_TIME, METRIC_OPTIONS[METRIC_PROCESS_CPU_TIME]);
  const total = meter.createObservableCounter(
    METRIC_PROCESS_CPU_SECONDS_TOTAL,
    METRIC_OPTIONS[METRIC_PROCESS_CPU_SECONDS_TOTAL],
  );
  const observe: BatchObservableCallback = (result) => {
    const { user, system } = process.cpuUsage();
    result.observe(byMode, user / MICROSECONDS, { [ATTR_CPU_MODE]: 'user' });
    result.observe(byMode, system / MICROSECONDS, { [ATTR_CPU_MODE]: 'system' });
    result.observe(total, (user + system) / MICROSECONDS);
  };
  meter.addBatchObservableCallback(observe, [byMode, total]);
}

function observeMemory(): void {
  const meter = metrics.getMeter('@cortex/telemetry');
  const usage = meter.createObservableUpDownCounter(
    METRIC_PROCESS_MEMORY_USAGE,
    METRIC_OPTIONS[METRIC_PROCESS_MEMORY_USAGE],
  );
  const resident = meter.createObservableGauge(
    METRIC_PROCESS_RESIDENT_MEMORY_BYTES,
    METRIC_OPTIONS[METRIC_PROCESS_RESIDENT_MEMORY_BYTES],
  );
  const both: Observable[] = [usage, resident];
  meter.addBatchObservableCallback((result) => {
    const bytes = process.memoryUsage.rss();
    for (const observable of both) result.observe(observable, bytes);
  }, both);
}
