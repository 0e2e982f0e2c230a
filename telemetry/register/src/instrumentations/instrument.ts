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
 * Instruments what is loaded from now on: by those of OpenTelemetry that its variables leave on, with what they lack, and by that of MCP. An
 * instrumentation of packages is loaded when the first of them is, where this Node.js can say when.
 * @returns those that are loaded at once
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
