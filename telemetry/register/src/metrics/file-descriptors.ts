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

/** Reports the number of open file descriptors and its limit. Only Linux has these numbers. */
export function observeFileDescriptors(): void {
  const meter = metrics.getMeter('@cortex/telemetry');
  for (const [name, read] of READERS) {
    meter.createObservableUpDownCounter(name, METRIC_OPTIONS[name]).addCallback((result) => {
      const count = read();
      if (count !== undefined) result.observe(count);
    });
  }
}

/** @returns undefined when there is no /proc */
function openFileDescriptors(): number | undefined {
  try {
    // Reading the directory opens one descriptor itself.
    return readdirSync('/proc/self/fd').length - 1;
  } catch {
    return undefined;
  }
}

/** The soft limit, at which opening a file fails. @returns undefined when there is no /proc, or no limit */
function fileDescriptorLimit(): number | undefined {
  try {
    const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return limit === undefined ? undefined : Number(limit);
  } catch {
    return undefined;
  }
}
