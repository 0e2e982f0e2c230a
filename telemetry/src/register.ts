import { getBooleanFromEnv } from '@opentelemetry/core';
import { printLine, reasonOf } from './diagnostics/print-line.ts';
import { flushAtExit } from './exit-hooks.ts';
import { setRunning } from './running.ts';
import { startTelemetry } from './start.ts';

try {
  if (!getBooleanFromEnv('OTEL_SDK_DISABLED')) {
    setRunning(startTelemetry());
    flushAtExit();
  }
} catch (error) {
  printLine(`telemetry could not start, the application runs without it: ${reasonOf(error)}`);
}
