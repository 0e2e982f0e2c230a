import { createRequire } from 'node:module';

/**
 * Whether Node.js is loading a module of `--require` at this moment. Its flags do not show it: others may have been given to `--require`, this
 * package to `--import`.
 */
export function isPreloadingByRequire(): boolean {
  const { cache } = createRequire(import.meta.url);
  return Object.values(cache).some((module) => module !== undefined && !module.loaded && isPreload(module));
}

/** The parent of what `--require` names: https://github.com/nodejs/node/blob/v24.5.0/lib/internal/modules/cjs/loader.js (`Module._preloadModules`) */
function isPreload(module: NodeJS.Module): boolean {
  if (module.id === 'internal/preload') return true;
  return module.parent ? isPreload(module.parent) : false;
}
