import { diag, ProxyTracerProvider, type Tracer, trace } from '@opentelemetry/api';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import { LeanTracer } from './lean-tracer.ts';
import { partsOf } from './tracing-parts.ts';

/** Has the SDK's tracer provider give out lean tracers in place of its own. By default that which is registered globally. */
export function useLeanTracers(registered = trace.getTracerProvider()): void {
  const provider = registered instanceof ProxyTracerProvider ? registered.getDelegate() : registered;
  if (!(provider instanceof TracerProvider)) return;
  const tracers = new WeakMap<Tracer, Tracer>();
  const { getTracer } = provider;
  provider.getTracer = (...scope) => {
    const stock = getTracer.apply(provider, scope);
    const known = tracers.get(stock) ?? leanOr(stock);
    tracers.set(stock, known);
    return known;
  };
}

function leanOr(stock: Tracer): Tracer {
  const parts = partsOf(stock);
  if (parts !== undefined) return new LeanTracer(parts);
  diag.warn(
    'the tracer of @opentelemetry/sdk-trace is not built as it is known here: spans cost more than they need to',
  );
  return stock;
}
