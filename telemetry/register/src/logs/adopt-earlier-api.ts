import { type LoggerProvider, logs } from '@opentelemetry/api';

/** The global key under which every copy of `@opentelemetry/api-logs` looks for the logger provider, and its version, the same in all releases. */
const GLOBAL_KEY = Symbol.for('io.opentelemetry.js.api.logs');
const VERSION = 1;

/**
 * Sends log records of `@opentelemetry/api-logs` to the logger provider of `@opentelemetry/api`, of which it has become a part. Libraries such as
 * `@opentelemetry/winston-transport` still bring copies of it. A provider that the application has already set stays.
 */
export function adoptEarlierLogsApi(): void {
  const provider: LoggerProvider = { getLogger: (name, version, options) => logs.getLogger(name, version, options) };
  const globals: Record<symbol, unknown> = globalThis;
  globals[GLOBAL_KEY] ??= (version: number) => (version === VERSION ? provider : undefined);
}
