import { join } from 'node:path';
import { repository } from '../settings.ts';
import type { ProcessDefinition } from '../supervisor/process-definition.ts';

/**
 * Flags of every Node process of the stack. An inspector that SIGUSR1 opens (`npm run heapdiff`) takes any free port. With V8's own, smaller
 * young generation what waits to be exported, or for an answer, is copied again and again under load. Machine code of functions that were not called
 * during some collections is dropped like their bytecode, so that what a flood had compiled does not stay.
 */
const NODE_FLAGS = ['--conditions=cortex-source', '--flush-baseline-code', '--inspect-port=127.0.0.1:0'];
const SEMI_SPACE_MEGABYTES = 32;

const NODE_ENVIRONMENT = {
  // The cache of deploy/local/compile-cache.mjs, for processes that are started without it.
  NODE_COMPILE_CACHE: join(repository, 'node_modules', '.cache', 'compiled'),
  // The C library otherwise keeps a pool of memory for each thread of V8, and, once a body of megabytes was freed, takes room for the next ones from its heap, where freed memory stays.
  // Large bodies come in pieces of 64 KB: hundreds of them in that heap would leave it grown.
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '32768',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

export interface NodeProgramOptions {
  /** The service's folder under services/. */
  folder: string;
  /** Modules to load before the program. */
  imports?: string[];
  /** Half of the largest young generation, in megabytes; default 32, for what has requests to answer. */
  semiSpaceMegabytes?: number;
  env: NodeJS.ProcessEnv;
}

/** How a service's `src/main.ts` is run, on this very Node. */
export function nodeProgram(options: NodeProgramOptions): Pick<ProcessDefinition, 'command' | 'args' | 'cwd' | 'env'> {
  const { folder, imports = [], semiSpaceMegabytes = SEMI_SPACE_MEGABYTES, env } = options;
  const flags = [...NODE_FLAGS, `--max-semi-space-size=${semiSpaceMegabytes}`];
  return {
    command: process.execPath,
    args: [...flags, ...imports.flatMap((module) => ['--import', module]), 'src/main.ts'],
    cwd: join(repository, 'services', folder),
    env: { ...NODE_ENVIRONMENT, ...env },
  };
}
