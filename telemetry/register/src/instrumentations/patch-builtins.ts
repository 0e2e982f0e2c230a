// The default import, because Bun and Deno lack some of the names.
import module from 'node:module';

/** The built-in modules that OpenTelemetry's instrumentations patch. */
const PATCHED = ['http', 'https', 'net', 'dns', 'fs'];

/**
 * Patches built-in modules at once. OpenTelemetry's own modules have already imported some of them, so an application's named imports of these would
 * stay unpatched.
 */
export function patchBuiltins(): void {
  const load = module.createRequire(import.meta.url);
  for (const name of PATCHED) load(name);
  module.syncBuiltinESMExports?.();
}
