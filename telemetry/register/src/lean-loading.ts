import module from 'node:module';
import { supportsSyncHooks } from 'import-in-the-middle/register-hooks.mjs';

const AUTOMATIC = /^@opentelemetry\/(?:instrumentation|resource-detector)-(.+)$/;
/** What @opentelemetry/sdk-node brings for settings that this package does not offer. */
const UNUSED = /^@opentelemetry\/(?:exporter-[a-z]+-otlp-grpc|otlp-grpc-exporter-base|exporter-zipkin|configuration)$/;
/** A module that is there in any case; nothing reads what is missing in it. */
const NOTHING = { url: 'node:module', format: 'builtin', shortCircuit: true } as const;

/**
 * Until the returned function is called, modules of OpenTelemetry load in their CommonJS form, and those that stay unused not
 * at all. @opentelemetry/auto-instrumentations-node imports every instrumentation there is, and @opentelemetry/sdk-node every
 * exporter: together 450 files and 25 MB of memory that no service needs. Early Node.js 22 and 24 load them all: their hooks
 * cannot choose the form.
 */
export function loadLean(enabled: ReadonlySet<string>): () => void {
  if ('bun' in process.versions || 'deno' in process.versions || !supportsSyncHooks()) return () => undefined;
  const isUnused = (specifier: string) => {
    const name = AUTOMATIC.exec(specifier)?.[1];
    return UNUSED.test(specifier) || (name !== undefined && !enabled.has(name));
  };
  const hooks = module.registerHooks({
    resolve(specifier, context, next) {
      if (!specifier.startsWith('@opentelemetry/')) return next(specifier, context);
      if (isUnused(specifier)) return NOTHING;
      // One form for all, since each form is a copy of its own in memory.
      const conditions = context.conditions.map((condition) => (condition === 'import' ? 'require' : condition));
      return next(specifier, { ...context, conditions });
    },
  });
  return () => hooks.deregister();
}
