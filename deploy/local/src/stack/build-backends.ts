import {
  type BackendBinaries,
  BackendError,
  type EnsureBackendsOptions,
  ensureBackends,
  ensurePromtool,
} from '../backends/index.ts';
import { type BuildReporter, buildReporter } from '../console/build-progress.ts';
import { UserError } from '../user-error.ts';

/** The backends' executables, built first where the cache lacks them, with progress on the console. */
export function buildBackends(signal: AbortSignal): Promise<BackendBinaries> {
  return build(ensureBackends, signal);
}

/** promtool, with which the tests run Prometheus' rules: nothing that starts needs it. */
export function buildPromtool(signal: AbortSignal): Promise<string> {
  return build(ensurePromtool, signal);
}

type Build<Result> = (options: EnsureBackendsOptions) => Promise<Result>;

async function build<Result>(ensure: Build<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await ensure({ signal, onProgress: untilAborted(buildReporter(process.stdout), signal) });
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
