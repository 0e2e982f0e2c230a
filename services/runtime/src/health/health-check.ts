/** One dependency the service cannot work without. */
export interface HealthCheck {
  /** As in the answer of /health, e.g. `database` or `memory_service`. */
  name: string;
  /** Rejects when the dependency is not usable. `signal` is aborted when the answer would come too late. */
  check(signal: AbortSignal): Promise<void>;
}
