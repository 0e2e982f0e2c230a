import { createRequire } from 'node:module';

type Pprof = typeof import('@datadog/pprof');

const require = createRequire(import.meta.url);

/**
 * The profiler with native code. It is an optional dependency, loaded where it is first used: there are platforms without it, and Node.js can
 * refuse to load native code. @throws where it cannot be loaded
 */
export function pprof(): Pprof {
  refuseBun();
  return require('@datadog/pprof');
}

/**
 * What lies beneath its public interface, for its exactly pinned version. It loads 21 modules and 27 ms of CPU time less, and adds no listener to the
 * process. @throws as `pprof`
 */
export function pprofBindings<Bindings>(profiler: 'heap' | 'time'): Bindings {
  refuseBun();
  return require(`@datadog/pprof/out/src/${profiler}-profiler-bindings.js`);
}

/** It loads there, and fails later. */
function refuseBun(): void {
  if ('bun' in process.versions) throw new Error('Bun has no V8 that it could ask');
}
