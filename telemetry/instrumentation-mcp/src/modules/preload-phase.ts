import { createRequire } from 'node:module';

/**
 * Whether Node.js is currently loading a module of `--require`. The flags do not show it, because other modules may have been given to `--require`
 * and this package to `--import`.
 */
export function isPreloadingByRequire(): boolean {
  const { cache } = createRequire(import.meta.url);
  return Object.values(cache).some((module) => module !== undefined && !module.loaded && isPreload(module));
}

/** Whether a module descends from the parent of `--require`'s modules: https://github.com/nodejs/node/blob/v24.5.0/lib/internal/modules/cjs/loader.js (`Module._preloadModules`) */
function isPreload(module: NodeJS.Module): boolean {
  if (module.id === 'internal/preload') return true;
  return module.parent ? isPreload(module.parent) : false;
}
