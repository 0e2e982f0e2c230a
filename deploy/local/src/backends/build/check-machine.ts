import { join } from 'node:path';
import { exists, requireDiskSpace } from './disk-space.ts';
import { findGo } from './go-toolchain.ts';

const gibibyte = 2 ** 30;

/** The executables and Go's temporary files. */
const cacheBytes = gibibyte;
/** What Go's caches grow by: measured with empty ones, and the least worth starting with where there is something in them. */
const emptyGoCachesBytes = 6 * gibibyte;
const filledGoCachesBytes = gibibyte;

export interface CheckMachineOptions {
  cacheDirectory: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Rejects with a remedy where the backends cannot be built here. */
export async function checkMachine({ cacheDirectory, env, signal }: CheckMachineOptions): Promise<void> {
  const { buildCache, moduleCache } = await findGo({ cwd: cacheDirectory, env, signal });
  const isFilled = await exists(join(moduleCache, 'cache', 'download'));
  const bytes = isFilled ? filledGoCachesBytes : emptyGoCachesBytes;
  await requireDiskSpace({ path: cacheDirectory, bytes: cacheBytes });
  await requireDiskSpace({ path: buildCache, bytes });
  await requireDiskSpace({ path: moduleCache, bytes });
}
