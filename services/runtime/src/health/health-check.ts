/** Checks one dependency of the service. */
export interface HealthCheck {
  /** The name in the answer of /health, e.g. `database` or `memory_service`. */
  name: string;
  /** Whether the service cannot work without it. Without an optional one it works less well, which is called degraded. Default true. */
  isRequired?: boolean;
  /** Rejects when the dependency is unusable. `signal` is aborted when the time for an answer is over. */
  check(signal: AbortSignal): Promise<void>;
}
