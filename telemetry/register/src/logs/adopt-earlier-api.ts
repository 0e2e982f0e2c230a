import { type LoggerProvider, logs } from '@opentelemetry/api';

/** Where each copy of `@opentelemetry/api-logs` looks for the logger provider, and the version of that place in all its releases. */
const PLACE = Symbol.for('io.opentelemetry.js.api.logs');
const VERSION = 1;

/**
 * Has log records by `@opentelemetry/api-logs` go where those by `@opentelemetry/api` go, of which it has become a part: libraries still bring copies
 * of it (`@opentelemetry/winston-transport` does). A provider that the application has set already stays.
 */
export function adoptEarlierLogsApi(): void {
  const provider: LoggerProvider = { getLogger: (name, version, options) => logs.getLogger(name, version, options) };
  const places: Record<symbol, unknown> = globalThis;
  places[PLACE] ??= (version: number) => (version === VERSION ? provider : undefined);
}
