import type { AnyValue, Attributes } from '@opentelemetry/api';
import { cleanAttributes } from '@opentelemetry/core';
import type { SpanLimits } from '@opentelemetry/sdk-trace';
import { isTold, toldAttributes } from '../export/told-numbers.ts';

export interface CleanAttributes {
  readonly attributes: Attributes;
  /** How many there are. */
  readonly count: number;
  /** How many were left out because of a limit or for what they were. */
  readonly dropped: number;
}

/** How many attributes may be set without a look at the limits; none where values may be too long. */
export function limitOfScalars({ attributeCountLimit, attributeValueLengthLimit }: Required<SpanLimits>): number {
  return attributeValueLengthLimit === Number.POSITIVE_INFINITY ? attributeCountLimit : 0;
}

/** A value that is told as it is, without a check or a copy. */
export function isScalar(value: AnyValue): value is string | number | boolean {
  const type = typeof value;
  return type === 'string' || type === 'boolean' || (type === 'number' && isTold(value as number));
}

/** A copy without what must not be there, which the SDK makes twice and for which it makes a WeakSet of each value. */
export function cleaned(attributes: Attributes | undefined, limits: Required<SpanLimits>): CleanAttributes {
  // Without types it may be anything, which must not throw.
  if (typeof attributes !== 'object' || attributes === null) return { attributes: {}, count: 0, dropped: 0 };
  return scalarsOf(attributes, limitOfScalars(limits)) ?? checked(attributes, limits);
}

/** Undefined where there is anything else, or more than `limit`. */
function scalarsOf(attributes: Attributes, limit: number): CleanAttributes | undefined {
  const scalars: Attributes = {};
  let count = 0;
  // The list of keys, or an iterator over it, would be garbage for each of many spans.
  for (const key in attributes) {
    const value = attributes[key];
    if (value === undefined || !Object.hasOwn(attributes, key)) continue;
    if (!isScalar(value) || key === '' || count >= limit) return undefined;
    scalars[key] = value;
    count += 1;
  }
  return { attributes: scalars, count, dropped: 0 };
}

function checked(given: Attributes, limits: Required<SpanLimits>): CleanAttributes {
  const { attributes = {}, droppedAttributesCount: dropped = 0 } = cleanAttributes(given, limits);
  return { attributes: toldAttributes(attributes), count: Object.keys(attributes).length, dropped };
}
