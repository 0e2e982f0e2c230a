import type { TraceSpan } from '@cortex/trace-testing/trace';
import { traceOf } from '../../../model/testing/spans.ts';
import { cleaned } from '../../../model/trace/clean.ts';
import type { Evidence } from '../evidence.ts';

/** What the backends know of a trace of these spans; nothing else where nothing is said. */
export function evidenceOf(spans: TraceSpan[], known: Partial<Evidence> = {}): Evidence {
  return {
    ...cleaned(traceOf(...spans)),
    baselines: new Map(),
    logs: [],
    busy: [],
    processBusy: [],
    loops: [],
    circuits: [],
    pipeline: undefined,
    away: [],
    backendsAway: new Set(),
    ...known,
  };
}
