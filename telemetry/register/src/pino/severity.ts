import { SeverityNumber } from '@opentelemetry/api';

/** Pino's levels of its own are tens, from 10 (trace) to 60 (fatal). */
const LOWEST = 10;
const STEP = 10;
/** OpenTelemetry has four severities for each of them; those between two levels share the upper three. */
const SEVERITIES_EACH = 4;

/** The severity of a level of pino, also of one that an application has of its own. */
export function severityOf(level: number): SeverityNumber {
  const tens = Math.floor((level - LOWEST) / STEP);
  if (tens < 0) return SeverityNumber.TRACE;
  const beyond = (level - LOWEST) % STEP;
  const within = beyond === 0 ? 0 : 1 + Math.floor((beyond * (SEVERITIES_EACH - 1)) / STEP);
  return Math.min(SeverityNumber.TRACE + tens * SEVERITIES_EACH + within, SeverityNumber.FATAL4);
}
