import type { IncomingMessage, Server } from 'node:http';
import { context } from '@opentelemetry/api';
import { isTracingSuppressed, unsuppressTracing } from '@opentelemetry/core';
import { pathOf, probePaths } from './probe-paths.ts';

type Emit = Server['emit'];

/**
 * Traces what is done for a probe: @opentelemetry/instrumentation-http suppresses that, too, for a request that its `ignoreIncomingRequestHook`
 * leaves out. To be called before that instrumentation patches the servers, so that it calls this and not the other way round.
 */
export function traceProbes(): void {
  const probes = probePaths();
  // Not imported: Node.js would load undici, which both export classes of.
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
