import { join } from 'node:path';
import { exists, requireDiskSpace } from './disk-space.ts';
import { findGo } from './go-toolchain.ts';

const gibibyte = 2 ** 30;

/** The space for the executables and Go's temporary files. */
const cacheBytes = gibibyte;
/** The growth of Go's caches: measured with empty ones, and the least that is required when they are not empty. */
const emptyGoCachesBytes = 6 * gibibyte;
const filledGoCachesBytes = gibibyte;

export interface CheckMachineOptions {
  cacheDirectory: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Rejects with a remedy if the backends cannot be built on this machine. */
export async function checkMachine({ cacheDirectory, env, signal }: CheckMachineOptions): Promise<void> {
  const { buildCache, moduleCache } = await findGo({ cwd: cacheDirectory, env, signal });
  const isFilled = await exists(join(moduleCache, 'cache', 'download'));
  const bytes = isFilled ? filledGoCachesBytes : emptyGoCachesBytes;
  await requireDiskSpace({ path: cacheDirectory, bytes: cacheBytes });
  await requireDiskSpace({ path: buildCache, bytes });
  await requireDiskSpace({ path: moduleCache, bytes });
}
