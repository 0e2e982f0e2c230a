import type { AnyValue, Attributes } from '@opentelemetry/api';
import { cleanAttributes } from '@opentelemetry/core';
import type { SpanLimits } from '@opentelemetry/sdk-trace';
import { isTold, toldAttributes } from './told-numbers.ts';

interface CleanAttributes {
  readonly attributes: Attributes;
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
  if (typeof attributes !== 'object' || attributes === null) return { attributes: {}, dropped: 0 };
  const scalars = scalarsOf(attributes, limitOfScalars(limits));
  if (scalars !== undefined) return { attributes: scalars, dropped: 0 };
  const { attributes: checked = {}, droppedAttributesCount: dropped = 0 } = cleanAttributes(attributes, limits);
  return { attributes: toldAttributes(checked), dropped };
}

/** Undefined where there is anything else, or more than `limit`. */
function scalarsOf(attributes: Attributes, limit: number): Attributes | undefined {
  const scalars: Attributes = {};
  let count = 0;
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value === undefined) continue;
    if (!isScalar(value) || key === '' || count >= limit) return undefined;
    scalars[key] = value;
    count += 1;
  }
  return scalars;
}
