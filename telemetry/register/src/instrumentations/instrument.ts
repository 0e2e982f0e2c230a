import {
  hasWholeSyncHooks,
  hookImports,
  MCP_PACKAGES,
  onProtocol,
  withoutDeprecations,
} from '@cortex/instrumentation-mcp/internal';
import { type Instrumentation, registerInstrumentations } from '@opentelemetry/instrumentation';
import { chosenInstrumentations } from './chosen.ts';
import { onFirstUse } from './first-use.ts';
import { isModule, loadInstrumentations, MCP } from './load.ts';
import { PATCHED_PACKAGES } from './packages.ts';
import { patchBuiltins } from './patch-builtins.ts';
import { RequireHook } from './require-hook.ts';

const PACKAGES: typeof PATCHED_PACKAGES = { ...PATCHED_PACKAGES, [MCP]: MCP_PACKAGES };

/**
 * Instruments modules that are loaded from here on, with the instrumentations of OpenTelemetry that its variables leave on and with that of MCP. If this
 * Node.js has in-thread module hooks, the instrumentation of a package is loaded only with the package.
 * @returns the instrumentations that are loaded at once
 */
export function instrument(): Instrumentation[] {
  const chosen = [...chosenInstrumentations(), MCP];
  const later = hasWholeSyncHooks() ? chosen.filter((name) => name in PACKAGES && !isModule(name)) : [];
  const now = loadInstrumentations(chosen.filter((name) => !later.includes(name)));
  new RequireHook();
  hookImports(now, { packages: later.flatMap(packagesOf) });
  if (later.length > 0) loadOnFirstUse(later);
  patchBuiltins();
  return now;
}

function loadOnFirstUse(names: readonly string[]): void {
  const waiting = new Set(names);
  const begin = (name: string) => {
    if (!waiting.delete(name)) return;
    withoutDeprecations(() => registerInstrumentations({ instrumentations: loadInstrumentations([name]) }));
  };
  onFirstUse(names.flatMap(packagesOf), (loaded) => {
    for (const name of names) if (packagesOf(name).includes(loaded)) begin(name);
  });
  onProtocol(() => begin(MCP));
}

function packagesOf(name: string): readonly string[] {
  return PACKAGES[name] ?? [];
}
