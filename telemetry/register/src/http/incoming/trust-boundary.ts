import { followsAll, linkInstead } from '@cortex/instrumentation-mcp/internal';
import { context, SpanKind, type SpanOptions, type Tracer, type TracerProvider } from '@opentelemetry/api';
import type { Instrumentation } from '@opentelemetry/instrumentation';

/**
 * Makes the requests that an instrumentation observes begin traces of their own if `CORTEX_REMOTE_PARENTS` does not let them continue that of
 * their sender. Neither the instrumentation nor a sampler can do that: a span's trace is decided before a sampler is called.
 */
export function observeBoundary(instrumentation: Instrumentation): void {
  if (followsAll()) return;
  const { setTracerProvider } = instrumentation;
  instrumentation.setTracerProvider = (provider) => setTracerProvider.call(instrumentation, atBoundary(provider));
}

function atBoundary(provider: TracerProvider): TracerProvider {
  return { getTracer: (...scope) => tracerAtBoundary(provider.getTracer(...scope)) };
}

function tracerAtBoundary(tracer: Tracer): Tracer {
  return {
    startSpan: (name, options = {}, parent = context.active()) => {
      const links = options.kind === SpanKind.SERVER ? linkInstead(parent) : undefined;
      const own: SpanOptions = links === undefined ? options : { ...options, links, root: true };
      return tracer.startSpan(name, own, parent);
    },
    startActiveSpan: tracer.startActiveSpan.bind(tracer),
  };
}
