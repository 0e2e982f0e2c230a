// The default import: Bun and Deno lack some names.
import module from 'node:module';

/** The builtins that OpenTelemetry's instrumentations patch. */
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
