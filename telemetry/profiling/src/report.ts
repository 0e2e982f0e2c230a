import { diag } from '@opentelemetry/api';

/** Hears whether profiles arrive. */
export interface DeliveryReport {
  /** @param failure.items exports that are given up by this; 0 where they will be tried again */
  failed(signal: 'profiles', failure: { items: number; endpoint: string; error: unknown }): void;
  succeeded(signal: 'profiles'): void;
}

/** Writes each failure to the diagnostic logger. */
export const REPORT_TO_DIAG: DeliveryReport = {
  failed: (_, { endpoint, error }) => diag.warn(`profiles do not reach ${endpoint}`, error),
  succeeded: () => undefined,
};
