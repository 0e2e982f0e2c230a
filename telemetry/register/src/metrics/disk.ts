import { readFileSync } from 'node:fs';
import { metrics } from '@opentelemetry/api';
import { ATTR_DISK_IO_DIRECTION, METRIC_OPTIONS, METRIC_PROCESS_DISK_IO } from '../contract.ts';

const DIRECTIONS = ['read', 'write'] as const;

/** Reports the bytes that the process made the storage read and write, without what the page cache served. Only Linux has these numbers. */
export function observeDisk(): void {
  const meter = metrics.getMeter('@cortex/telemetry');
  const io = meter.createObservableCounter(METRIC_PROCESS_DISK_IO, METRIC_OPTIONS[METRIC_PROCESS_DISK_IO]);
  io.addCallback((result) => {
    const text = readCounters();
    for (const direction of DIRECTIONS) {
      const bytes = new RegExp(`^${direction}_bytes: (\\d+)$`, 'm').exec(text)?.[1];
      if (bytes !== undefined) result.observe(Number(bytes), { [ATTR_DISK_IO_DIRECTION]: direction });
    }
  });
}

/** https://docs.kernel.org/filesystems/proc.html#proc-pid-io-display-the-io-accounting-fields */
function readCounters(): string {
  try {
    return readFileSync('/proc/self/io', 'utf8');
  } catch {
    return '';
  }
}
