import { diag } from '@opentelemetry/api';

/** Is called after each export of profiles, with its outcome. */
export interface DeliveryReport {
  /** @param failure.items the number of exports that were dropped; 0 when they will be retried */
  failed(signal: 'profiles', failure: { items: number; endpoint: string; error: unknown }): void;
  succeeded(signal: 'profiles'): void;
}

/** Writes each failure to the diagnostic logger. */
export const REPORT_TO_DIAG: DeliveryReport = {
  failed: (_, { endpoint, error }) => diag.warn(`profiles do not reach ${endpoint}`, error),
  succeeded: () => undefined,
};
