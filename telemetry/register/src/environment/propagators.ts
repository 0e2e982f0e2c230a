import { diag, type TextMapPropagator } from '@opentelemetry/api';
import {
  CompositePropagator,
  getStringListFromEnv,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';

const W3C: Readonly<Record<string, () => TextMapPropagator>> = {
  tracecontext: () => new W3CTraceContextPropagator(),
  baggage: () => new W3CBaggagePropagator(),
};
const KNOWN = [...Object.keys(W3C), 'b3', 'b3multi', 'none'];

/**
 * The propagator that `OTEL_PROPAGATORS` selects. W3C trace context and baggage when it is not set or names only unknown ones; undefined when it
 * names one that only `@opentelemetry/sdk-node` has.
 */
export function propagator(): TextMapPropagator | undefined {
  const propagators = [...new Set(chosenNames())].map((name) => W3C[name]?.());
  return propagators.every((one) => one !== undefined) ? new CompositePropagator({ propagators }) : undefined;
}

function chosenNames(): string[] {
  const given = getStringListFromEnv('OTEL_PROPAGATORS');
  if (given?.some((name) => KNOWN.includes(name))) return given;
  if (given !== undefined)
    diag.warn(`OTEL_PROPAGATORS: expected some of ${KNOWN.join(', ')}, got "${given}"; using tracecontext, baggage`);
  return Object.keys(W3C);
}
