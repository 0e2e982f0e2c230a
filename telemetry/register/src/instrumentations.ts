import { hookImports, McpInstrumentation } from '@cortex/instrumentation-mcp';
import { getNodeAutoInstrumentations } from '@opentelemetry/auto-instrumentations-node';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { KoaLayerType } from '@opentelemetry/instrumentation-koa';
import { clientHooks } from './http/client-hooks.ts';
import { serverHooks } from './http/server-hooks.ts';
import { traceProbes } from './http/trace-probes.ts';
import { observeBoundary } from './http/trust-boundary.ts';
import { undiciHooks } from './http/undici-hooks.ts';
import { patchBuiltins } from './patch-builtins.ts';
import { PinoFlushInstrumentation } from './pino/flush-instrumentation.ts';

const HTTP = '@opentelemetry/instrumentation-http';
const UNDICI = '@opentelemetry/instrumentation-undici';
const KOA = '@opentelemetry/instrumentation-koa';
const PINO = '@opentelemetry/instrumentation-pino';

/** Instruments what is loaded from now on: by those of OpenTelemetry that its variables leave on, with what they lack, and by that of MCP. */
export function instrument(): Instrumentation[] {
  const automatic = getNodeAutoInstrumentations({
    [HTTP]: { ...serverHooks(), ...clientHooks() },
    [UNDICI]: undiciHooks(),
    [KOA]: { ignoreLayersType: [KoaLayerType.MIDDLEWARE] },
  });
  const all = [...automatic.flatMap(completed), new McpInstrumentation()];
  hookImports(all);
  patchBuiltins();
  return all;
}

function completed(instrumentation: Instrumentation): Instrumentation[] {
  switch (instrumentation.instrumentationName) {
    case HTTP:
      observeBoundary(instrumentation);
      traceProbes();
      return [instrumentation];
    case PINO:
      return [instrumentation, new PinoFlushInstrumentation()];
    default:
      return [instrumentation];
  }
}
