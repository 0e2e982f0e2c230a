import type { QueryListeners } from './tracing/database-telemetry.ts';

export interface OpenOptions extends QueryListeners {
  /** Told about each connection that is lost, or cannot be had again, while the database is open. */
  onFailure(error: Error): void;
}
