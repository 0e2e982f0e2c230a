import type { AnyValue, Attributes } from '@opentelemetry/api';

const TOO_LARGE = 2 ** 63;

/** Whether OTLP can tell a number: its integers have 64 bits, and its JSON has no infinite ones. The Collector refuses all that comes with another. */
export function isTold(value: number): boolean {
  return Math.abs(value) < TOO_LARGE;
}

/** `value`, with texts in place of the numbers that OTLP cannot tell. @param value without circles */
export function told(value: AnyValue): AnyValue {
  if (typeof value === 'number') return isTold(value) ? value : String(value);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Array.isArray(value) ? value.map(told) : toldAttributes(value as Attributes);
}

export function toldAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, told(value)]));
}
