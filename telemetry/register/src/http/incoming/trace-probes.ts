import type { IncomingMessage, Server } from 'node:http';
import { context } from '@opentelemetry/api';
import { isTracingSuppressed, unsuppressTracing } from '@opentelemetry/core';
import { pathOf, probePaths } from './probe-paths.ts';

type Emit = Server['emit'];

/**
 * Keeps tracing on for the work that a probe causes: @opentelemetry/instrumentation-http suppresses it for requests that its
 * `ignoreIncomingRequestHook` leaves out. Call this before that instrumentation patches the servers, so that its patch calls this one.
 */
export function traceProbes(): void {
  const probes = probePaths();
  // Not imported: Node.js would load undici, because both modules export classes of it.
  const [http, https] = [process.getBuiltinModule('node:http'), process.getBuiltinModule('node:https')];
  for (const { prototype } of [http.Server, https.Server]) prototype.emit = tracing(prototype.emit, probes);
}

function tracing(emit: Emit, probes: ReadonlySet<string>): Emit {
  return function emitTraced(this: Server, event: string, ...args: unknown[]): boolean {
    const serve = () => Reflect.apply(emit, this, [event, ...args]);
    if (event !== 'request' || !isTracingSuppressed(context.active())) return serve();
    const isProbe = probes.has(pathOf(args[0] as IncomingMessage));
    return isProbe ? context.with(unsuppressTracing(context.active()), serve) : serve();
  };
}
