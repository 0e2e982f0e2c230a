import { diag, type TextMapPropagator } from '@opentelemetry/api';
import {
  CompositePropagator,
  getStringListFromEnv,
  W3CBaggagePropagator,
  W3CTraceContextPropagator,
} from '@opentelemetry/core';

const KNOWN = ['tracecontext', 'baggage', 'b3', 'b3multi', 'none'];

/** W3C trace context and baggage where `OTEL_PROPAGATORS` names nothing that exists; undefined leaves it to the SDK. */
export function fallbackPropagator(): TextMapPropagator | undefined {
  const names = getStringListFromEnv('OTEL_PROPAGATORS');
  if (names === undefined || names.some((name) => KNOWN.includes(name))) return undefined;
  diag.warn(`OTEL_PROPAGATORS: expected some of ${KNOWN.join(', ')}, got "${names}"; using tracecontext, baggage`);
  return new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] });
}
