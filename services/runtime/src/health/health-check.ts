/** One dependency of the service. */
export interface HealthCheck {
  /** The name in the answer of /health, e.g. `database` or `memory_service`. */
  name: string;
  /** Whether the service cannot work without it. Default true; otherwise it works less well, which is called degraded. */
  isRequired?: boolean;
  /** Rejects when the dependency is not usable. `signal` is aborted when the answer would come too late. */
  check(signal: AbortSignal): Promise<void>;
}
