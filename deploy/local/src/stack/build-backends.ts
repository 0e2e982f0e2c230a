import { type BackendBinaries, BackendError, ensureBackends } from '../backends/index.ts';
import { type BuildReporter, buildReporter } from '../console/build-progress.ts';
import { UserError } from '../user-error.ts';

/** The backends' executables, built first where the cache lacks them, with progress on the console. */
export async function buildBackends(signal: AbortSignal): Promise<BackendBinaries> {
  try {
    return await ensureBackends({ signal, onProgress: untilAborted(buildReporter(process.stdout), signal) });
  } catch (error) {
    throw error instanceof BackendError ? new UserError(error.message) : error;
  }
}

/** A build that was asked to end has not failed. */
function untilAborted(report: BuildReporter, signal: AbortSignal): BuildReporter {
  return (event) => {
    if (!signal.aborted) report(event);
  };
}
