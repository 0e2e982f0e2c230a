import { requireDiskSpace } from './diskSpace.ts';
import { checkGo } from './goToolchain.ts';

/** Free space for the executables and Go's temporary files. */
const cacheBytes = 1.5 * 2 ** 30;

export interface CheckMachineOptions {
  cacheDirectory: string;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
}

/** Rejects with a remedy where the backends cannot be built here. */
export async function checkMachine({ cacheDirectory, env, signal }: CheckMachineOptions): Promise<void> {
  await checkGo({ cwd: cacheDirectory, env, signal });
  await requireDiskSpace({ path: cacheDirectory, bytes: cacheBytes });
}
