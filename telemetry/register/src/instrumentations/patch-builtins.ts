// Not by name: Bun and Deno lack some of it.
import module from 'node:module';

/** Those that instrumentations of OpenTelemetry patch. */
const PATCHED = ['http', 'https', 'net', 'dns', 'fs'];

/**
 * Patches modules of Node.js now. OpenTelemetry's own modules have imported some of them, so what an application imports from there by name would
 * be as it was before.
 */
export function patchBuiltins(): void {
  const load = module.createRequire(import.meta.url);
  for (const name of PATCHED) load(name);
  module.syncBuiltinESMExports?.();
}
