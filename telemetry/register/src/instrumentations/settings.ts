import type { Instrumentation } from '@opentelemetry/instrumentation';
import type { KoaInstrumentationConfig } from '@opentelemetry/instrumentation-koa';
import { serverHooks } from '../http/incoming/server-hooks.ts';
import { traceProbes } from '../http/incoming/trace-probes.ts';
import { observeBoundary } from '../http/incoming/trust-boundary.ts';
import { clientHooks } from '../http/outgoing/client-hooks.ts';
import { undiciHooks } from '../http/outgoing/undici-hooks.ts';
import { PinoFlushInstrumentation } from '../pino/flush-instrumentation.ts';

/** The configuration of an instrumentation, and what is done with it before it patches anything. */
interface Settings {
  readonly config: object;
  complete(instrumentation: Instrumentation): Instrumentation[];
}

const asItIs = (instrumentation: Instrumentation) => [instrumentation];
/** Spans only for routes, not for middleware. */
const KOA: KoaInstrumentationConfig = { ignoreLayersType: ['middleware' as never] };

export function settingsOf(name: string): Settings {
  switch (name) {
    case 'http':
      return { config: { ...serverHooks(), ...clientHooks() }, complete: atBoundary };
    case 'koa':
      return { config: KOA, complete: asItIs };
    case 'pino':
      return { config: {}, complete: (pino) => [pino, new PinoFlushInstrumentation()] };
    case 'undici':
      return { config: undiciHooks(), complete: asItIs };
    default:
      return { config: {}, complete: asItIs };
  }
}

function atBoundary(http: Instrumentation): Instrumentation[] {
  observeBoundary(http);
  traceProbes();
  return [http];
}
