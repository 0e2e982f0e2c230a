import type { AnyValue, Attributes } from '@opentelemetry/api';
import type { LogRecordProcessor, ReadWriteLogRecord } from '@opentelemetry/sdk-logs';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';

const TOO_LARGE = 2 ** 63;

/**
 * Replaces numbers in spans that cannot be represented in OTLP with strings: OTLP's integers have 64 bits, and its JSON has neither NaN nor
 * Infinity. The Collector refuses a whole request that contains one. Register it before the processor that exports.
 */
export class SpanNumbersAsText implements SpanProcessor {
  onStart(): void {}

  onEnd({ attributes, events, links }: ReadableSpan): void {
    replaceIn(attributes);
    for (const event of events) replaceIn(event.attributes);
    for (const link of links) replaceIn(link.attributes);
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

/** Does the same for log records and their bodies. */
export class LogNumbersAsText implements LogRecordProcessor {
  onEmit(record: ReadWriteLogRecord): void {
    replaceIn(record.attributes);
    if (!isRepresentable(record.body)) record.setBody(represented(record.body));
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

function replaceIn(attributes: Attributes = {}): void {
  for (const key in attributes) if (!isRepresentable(attributes[key])) attributes[key] = represented(attributes[key]);
}

function isRepresentable(value: AnyValue): boolean {
  if (typeof value === 'number') return Math.abs(value) < TOO_LARGE;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return typeof value !== 'bigint';
  return Object.values(value).every(isRepresentable);
}

/** @param value must not contain cycles */
function represented(value: AnyValue): AnyValue {
  if (typeof value !== 'object' || value === null) return isRepresentable(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(represented);
  if (value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, represented(inner)]));
}
