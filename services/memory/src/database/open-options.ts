import type { QueryListeners } from './tracing/database-telemetry.ts';

export interface OpenOptions extends QueryListeners {
  /** Called when a connection is lost, or cannot be opened again, while the database is open. */
  onFailure(error: Error): void;
}
