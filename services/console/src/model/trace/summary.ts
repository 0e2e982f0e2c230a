import type { Trace } from '@cortex/trace-testing/trace';
import { extentOf } from '../spans/times.ts';
import { worksOf } from './requests.ts';

/** A trace in a few words and numbers. */
export interface TraceSummary {
  traceId: string;
  /** The service of what somebody waited for: the longest root, or what there is instead. */
  service: string;
  operation: string;
  /** Milliseconds since the epoch. */
  begin: number;
  milliseconds: number;
  /** How many. */
  spans: number;
}

export function traceSummary(trace: Trace): TraceSummary {
  const root = worksOf(trace)[0]?.root;
  const { begin, end } = extentOf(trace.spans);
  return {
    traceId: trace.traceId,
    service: root?.service ?? '',
    operation: root?.name ?? '',
    begin: begin / 1000,
    milliseconds: Math.round(end - begin) / 1000,
    spans: trace.spans.length,
  };
}
