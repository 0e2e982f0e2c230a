import { type BatchObservableCallback, metrics } from '@opentelemetry/api';
import {
  ATTR_CPU_MODE,
  METRIC_OPTIONS,
  METRIC_PROCESS_CPU_SECONDS_TOTAL,
  METRIC_PROCESS_CPU_TIME,
} from '../contract.ts';

const MICROSECONDS = 1e6;

/** The CPU time of this process, under the conventions' name and the guide's, read when metrics are collected. */
export function observeProcess(): void {
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
