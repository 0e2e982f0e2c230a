import { withoutDeprecations } from '@cortex/instrumentation-mcp/internal';
import { loadModule } from './load-module.ts';
import { watchProcessEnd } from './process-end/watch-process.ts';
import { isHelperThread } from './processes/helper-thread.ts';
import { isPackageRunner } from './processes/package-runner.ts';
import { type RunningTelemetry, setRunning } from './sdk/running.ts';

if (process.env.OTEL_SDK_DISABLED?.trim().toLowerCase() !== 'true' && !isHelperThread() && !isPackageRunner()) {
  const telemetry = withoutDeprecations(start);
  setRunning(telemetry);
  watchProcessEnd({ onIdle: () => telemetry.end.flush(), onEnd: () => telemetry.end.sendNow() });
}

function start(): RunningTelemetry {
  // Loaded on demand: a static import would load OpenTelemetry even when it is not started.
  return loadModule<typeof import('./start.ts')>('./start').startTelemetry();
}
