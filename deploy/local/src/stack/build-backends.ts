import { type BackendBinaries, BackendError, ensureBackends } from '../backends/index.ts';
import { buildReporter } from '../console/build-progress.ts';
import { UserError } from '../user-error.ts';

/** The backends' executables, built first where the cache lacks them, with progress on the console. */
export async function buildBackends(signal: AbortSignal): Promise<BackendBinaries> {
  try {
    return await ensureBackends({ signal, onProgress: buildReporter(process.stdout) });
  } catch (error) {
    throw error instanceof BackendError ? new UserError(error.message) : error;
  }
}
