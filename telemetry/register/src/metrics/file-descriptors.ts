import { readdirSync, readFileSync } from 'node:fs';
import { metrics } from '@opentelemetry/api';
import {
  METRIC_OPTIONS,
  METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_COUNT,
  METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_LIMIT,
} from '../contract.ts';

const READERS = new Map([
  [METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_COUNT, openFileDescriptors],
  [METRIC_PROCESS_UNIX_FILE_DESCRIPTOR_LIMIT, fileDescriptorLimit],
] as const);

/** Reports the open file descriptors and how many there may be. Only Linux has these numbers. */
export function observeFileDescriptors(): void {
  const meter = metrics.getMeter('@cortex/telemetry');
  for (const [name, read] of READERS) {
    meter.createObservableUpDownCounter(name, METRIC_OPTIONS[name]).addCallback((result) => {
      const count = read();
      if (count !== undefined) result.observe(count);
    });
  }
}

/** Undefined where there is no /proc. */
function openFileDescriptors(): number | undefined {
  try {
    // Reading the directory takes one itself.
    return readdirSync('/proc/self/fd').length - 1;
  } catch {
    return undefined;
  }
}

/** The soft limit, at which opening fails. Undefined where there is no /proc, or no limit. */
function fileDescriptorLimit(): number | undefined {
  try {
    const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}
