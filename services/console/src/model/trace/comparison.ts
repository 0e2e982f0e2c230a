import type { Trace } from '@cortex/trace-testing/trace';
import { cleaned } from './clean.ts';
import { type OperationDifference, traceDifference } from './difference.ts';
import { type TraceSummary, traceSummary } from './summary.ts';

export interface TraceComparison {
  before: TraceSummary;
  after: TraceSummary;
  /** The largest changes first. */
  operations: OperationDifference[];
  /** How many operations are left out. */
  more: number;
}

/** Compares a trace with an earlier one. @param most the number of operations to list */
export function compared(before: Trace, after: Trace, most = Number.POSITIVE_INFINITY): TraceComparison {
  const [was, is] = [cleaned(before).trace, cleaned(after).trace];
  const operations = traceDifference(was, is);
  return {
    before: traceSummary(was),
    after: traceSummary(is),
    operations: operations.slice(0, most),
    more: Math.max(0, operations.length - most),
  };
}
