import { createRequire } from 'node:module';
import { extname } from 'node:path';

const load = createRequire(import.meta.url);

/**
 * Loads a module of this package that few programs need, and most need not pay for. Not by `import()`, which cannot be awaited under `--require`.
 * @param path from here, without an extension
 */
export function loadModule<Module>(path: string): Module {
  return load(`${path}${extname(import.meta.filename)}`);
}
