import { createRequire } from 'node:module';
import { extname } from 'node:path';

const load = createRequire(import.meta.url);

/**
 * Loads a module of this package that few programs need, so that the others do not pay for it. Not with `import()`, which cannot be awaited under
 * `--require`.
 * @param path relative to this file, without extension
 */
export function loadModule<Module>(path: string): Module {
  return load(`${path}${extname(import.meta.filename)}`);
}
