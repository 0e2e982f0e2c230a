import { createRequire } from 'node:module';
import { isAbsolute, parse } from 'node:path';
import type { Instrumentation } from '@opentelemetry/instrumentation';
import { type ImportHooks, importHooks } from './import-hooks.ts';

interface Definition {
  readonly name: string;
}

type Patch = (definition: Definition, exports: unknown, name: string, baseDir: string | undefined) => unknown;

/**
 * Passes the imports that an instrumentation waits for on to it if it uses another copy of import-in-the-middle than `hookImports`: npm may install many
 * copies, and each knows only its own users.
 * @param file any file of the instrumentation's package
 */
export function showImports(instrumentation: Instrumentation, file: string): void {
  const hooks = importHooks();
  if (hooks.serve(createRequire(file).resolve('@opentelemetry/instrumentation'))) return;
  // InstrumentationBase has no public way to patch a module.
  const definitions: unknown = Reflect.get(instrumentation, '_modules');
  const patch: unknown = Reflect.get(instrumentation, '_onRequire');
  if (!Array.isArray(definitions) || typeof patch !== 'function') return;
  for (const definition of definitions as Definition[])
    observe(hooks, definition, patch.bind(instrumentation) as Patch);
}

function observe(hooks: ImportHooks, definition: Definition, patch: Patch): void {
  hooks.observe(definition.name, (exports, name, baseDir) => {
    if (baseDir !== undefined || !isAbsolute(name)) return patch(definition, exports, name, baseDir);
    const { name: file, dir } = parse(name);
    return patch(definition, exports, file, dir);
  });
}
