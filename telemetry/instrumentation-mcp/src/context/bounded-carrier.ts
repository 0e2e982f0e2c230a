import type { TextMapGetter } from '@opentelemetry/api';

/** What W3C Trace Context has everybody pass on; a peer that writes more has no claim on it. */
const LONGEST_TRACE_STATE = 512;
const MOST_TRACE_STATE_MEMBERS = 32;

/** Reads as `getter` does, but no `tracestate` beyond the bounds of W3C: it would go on to other services, and into every span. */
export function bounded<Carrier>(getter: TextMapGetter<Carrier>): TextMapGetter<Carrier> {
  return {
    keys: (carrier) => getter.keys(carrier),
    get: (carrier, key) => {
      const value = getter.get(carrier, key);
      return key === 'tracestate' && isTooLarge(value) ? undefined : value;
    },
  };
}

function isTooLarge(state: string | string[] | undefined): boolean {
  if (state === undefined) return false;
  const text = String(state);
  return text.length > LONGEST_TRACE_STATE || text.split(',').length > MOST_TRACE_STATE_MEMBERS;
}
