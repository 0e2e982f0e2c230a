import type { TraceSpan } from '@cortex/trace-testing/trace';
import { traceOf } from '../../../model/testing/spans.ts';
import { cleaned } from '../../../model/trace/clean.ts';
import type { Evidence } from '../evidence.ts';

/** Evidence of a trace with these spans. Parts that are not given are empty. */
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
