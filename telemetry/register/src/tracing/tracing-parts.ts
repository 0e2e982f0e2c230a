import type { InstrumentationScope } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import type { IdGenerator, Sampler, SpanLimits, SpanProcessor } from '@opentelemetry/sdk-trace';

/** What a tracer makes its spans with. */
export interface TracingParts {
  readonly scope: InstrumentationScope;
  readonly resource: Resource;
  readonly sampler: Sampler;
  readonly limits: Required<SpanLimits>;
  readonly ids: IdGenerator;
  readonly processor: SpanProcessor;
}

/** The names under which the SDK's tracer keeps them. */
interface StockTracer {
  readonly instrumentationScope: InstrumentationScope;
  readonly _resource: Resource;
  readonly _sampler: Sampler;
  readonly _spanLimits: Required<SpanLimits>;
  readonly _idGenerator: IdGenerator;
  readonly _spanProcessor: SpanProcessor;
}

/** Of a tracer of the SDK; undefined where it is built in another way than is known here. */
export function partsOf(tracer: object): TracingParts | undefined {
  const {
    instrumentationScope: scope,
    _resource: resource,
    _sampler: sampler,
    _spanLimits: limits,
    _idGenerator: ids,
    _spanProcessor: processor,
  } = tracer as Partial<StockTracer>;
  return scope && resource && sampler && limits && ids && processor
    ? { scope, resource, sampler, limits, ids, processor }
    : undefined;
}
