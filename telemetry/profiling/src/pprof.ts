import { createRequire } from 'node:module';

type Pprof = typeof import('@datadog/pprof');

const require = createRequire(import.meta.url);

/**
 * Loads the native profiler on its first use. It is an optional dependency: some platforms lack a binary, and Node.js can refuse to load native
 * code. @throws when it cannot be loaded
 */
export function pprof(): Pprof {
  refuseBun();
  return require('@datadog/pprof');
}

/**
 * Loads the bindings beneath the public interface of `@datadog/pprof`, whose version is pinned exactly. That saves 21 modules and 27 ms of CPU time,
 * and adds no listener to the process. @throws as `pprof` does
 */
export function pprofBindings<Bindings>(profiler: 'heap' | 'time'): Bindings {
  refuseBun();
  return require(`@datadog/pprof/out/src/${profiler}-profiler-bindings.js`);
}

/** On Bun the native code loads, and fails only later. */
function refuseBun(): void {
  if ('bun' in process.versions) throw new Error('Bun does not run on V8');
}
