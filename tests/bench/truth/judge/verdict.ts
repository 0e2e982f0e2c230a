import type { LogLine } from '@cortex/telemetry-contract';
import type { Trace } from '@cortex/trace-testing';
import type { Expectation } from '../expectation.ts';
import type { Deviation } from './deviation.ts';
import { judgeLogs } from './judge-logs.ts';
import { judgeTrace } from './judge-trace.ts';
import type { Stored } from './statements.ts';

/** The result of one request. */
export interface Verdict extends Stored {
  expectation: Expectation;
  trace: Trace | undefined;
  deviations: Deviation[];
}

export interface Evidence {
  trace: Trace | undefined;
  lines: LogLine[];
}

export function judge(expectation: Expectation, { trace, lines }: Evidence): Verdict {
  const { deviations, ...stored } = judgeTrace(expectation, trace);
  const complaints = expectation.complaints.map((text): Deviation => ({ kind: 'wrongStatus', text }));
  const ofLogs = judgeLogs(expectation, trace, lines);
  return { ...stored, expectation, trace, deviations: [...deviations, ...ofLogs, ...complaints] };
}
