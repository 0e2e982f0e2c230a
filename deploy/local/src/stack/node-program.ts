import { join } from 'node:path';
import { repository } from '../settings.ts';
import type { ProcessDefinition } from '../supervisor/process-definition.ts';

/**
 * Flags of every Node process of the stack. `--inspect-port` lets an inspector that SIGUSR1 opens (`npm run heapdiff`) use any free port.
 * `--flush-baseline-code` drops the machine code of functions that were not called during some collections, as V8 does with their bytecode, so
 * that the code a flood had compiled does not stay.
 */
const NODE_FLAGS = ['--conditions=cortex-source', '--flush-baseline-code', '--inspect-port=127.0.0.1:0'];
/** With V8's smaller default, objects that wait to be exported, or for an answer, would be copied again and again under load. */
const SEMI_SPACE_MEGABYTES = 32;

const NODE_ENVIRONMENT = {
  // The cache of deploy/local/compile-cache.mjs, which these processes do not load.
  NODE_COMPILE_CACHE: join(repository, 'node_modules', '.cache', 'compiled'),
  // By default the C library keeps a pool of memory for each thread of V8. Once a body of megabytes has been freed, it also allocates the following
  // ones from its heap, which does not return freed memory. Large bodies arrive in pieces of 64 KB, and hundreds of them in that heap would leave it grown.
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '32768',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

export interface NodeProgramOptions {
  /** Name of the service's folder under services/. */
  folder: string;
  /** Modules to import before the program. */
  imports?: string[];
  /** Largest size of a semi-space of V8's young generation, in megabytes. Default: 32, which suits programs that answer requests. */
  semiSpaceMegabytes?: number;
  env: NodeJS.ProcessEnv;
}

/** The command that runs a service's `src/main.ts` with the Node of this process. */
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
