import { DiagLogLevel, diag } from '@opentelemetry/api';
import { diagLogLevelFromString, getStringFromEnv, setGlobalErrorHandler } from '@opentelemetry/core';
import { LineLogger } from './line-logger.ts';

/** Writes to standard error. */
export const lineLogger = new LineLogger();

/** Lets the SDK's messages of `OTEL_LOG_LEVEL` (default WARN) and above out as lines. */
export function installDiagnostics(): void {
  const install = (logLevel: DiagLogLevel) => diag.setLogger(lineLogger, { logLevel, suppressOverrideMessage: true });
  install(DiagLogLevel.WARN);
  install(diagLogLevelFromString(getStringFromEnv('OTEL_LOG_LEVEL')?.toUpperCase()) ?? DiagLogLevel.WARN);
  // Failed exports arrive here batch by batch; the outage report tells of them once.
  setGlobalErrorHandler((error) => diag.debug('telemetry error', error));
}
