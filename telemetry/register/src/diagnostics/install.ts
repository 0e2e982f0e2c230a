import { DiagLogLevel, diag } from '@opentelemetry/api';
import { diagLogLevelFromString, getStringFromEnv, setGlobalErrorHandler } from '@opentelemetry/core';
import { LineLogger } from './line-logger.ts';
import { printLine } from './print-line.ts';

/** The diagnostic logger of this process, which writes to standard error. */
export const lineLogger = new LineLogger();

/** Prints the SDK's messages of level `OTEL_LOG_LEVEL` (default: WARN) and above as lines. */
export function installDiagnostics(): void {
  const install = (logLevel: DiagLogLevel) => diag.setLogger(lineLogger, { logLevel, suppressOverrideMessage: true });
  if (!install(DiagLogLevel.WARN))
    printLine(
      'another version of @opentelemetry/api registered an SDK before telemetry was loaded:',
      'what this process records does not reach telemetry. Load telemetry first, or use one version of the API',
    );
  install(diagLogLevelFromString(getStringFromEnv('OTEL_LOG_LEVEL')?.toUpperCase()) ?? DiagLogLevel.WARN);
  // Failed exports arrive here batch by batch; the outage report prints them once.
  setGlobalErrorHandler((error) => diag.debug('telemetry error', error));
}
