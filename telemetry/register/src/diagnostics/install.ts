import { DiagLogLevel, diag } from '@opentelemetry/api';
import { diagLogLevelFromString, getStringFromEnv, setGlobalErrorHandler } from '@opentelemetry/core';
import { LineLogger } from './line-logger.ts';
import { printLine } from './print-line.ts';

/** Writes to standard error. */
export const lineLogger = new LineLogger();

/** Lets the SDK's messages of `OTEL_LOG_LEVEL` (default WARN) and above out as lines. */
export function installDiagnostics(): void {
  const install = (logLevel: DiagLogLevel) => diag.setLogger(lineLogger, { logLevel, suppressOverrideMessage: true });
  if (!install(DiagLogLevel.WARN))
    printLine(
      'an SDK was registered by another version of @opentelemetry/api before telemetry was loaded:',
      'what is recorded in this process does not reach telemetry. Load telemetry first, or use one version of the API',
    );
  install(diagLogLevelFromString(getStringFromEnv('OTEL_LOG_LEVEL')?.toUpperCase()) ?? DiagLogLevel.WARN);
  // Failed exports arrive here batch by batch; the outage report has them once.
  setGlobalErrorHandler((error) => diag.debug('telemetry error', error));
}
