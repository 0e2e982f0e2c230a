import {
  type BackendBinaries,
  BackendError,
  type CheckTool,
  type EnsureBackendsOptions,
  ensureBackends,
  ensureCheckTool,
} from '../backends/index.ts';
import { type BuildReporter, buildReporter } from '../console/build-progress.ts';
import { UserError } from '../user-error.ts';

/** Gives the executables of the backends. Builds those that the cache lacks first, with progress in the terminal. */
export function buildBackends(signal: AbortSignal): Promise<BackendBinaries> {
  return build(ensureBackends, signal);
}

/** The same for a tool that only checks use, or that only some stacks run. */
export function buildCheckTool(tool: CheckTool, signal: AbortSignal): Promise<string> {
  return build((options) => ensureCheckTool(tool, options), signal);
}

type Build<Result> = (options: EnsureBackendsOptions) => Promise<Result>;

async function build<Result>(ensure: Build<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await ensure({ signal, onProgress: untilAborted(buildReporter(process.stdout), signal) });
  } catch (error) {
    throw error instanceof BackendError ? new UserError(error.message) : error;
  }
}

/** Reports nothing once the signal is aborted, because an interrupted build has not failed. */
function untilAborted(report: BuildReporter, signal: AbortSignal): BuildReporter {
  return (event) => {
    if (!signal.aborted) report(event);
  };
}
