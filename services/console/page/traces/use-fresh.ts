import { useState } from 'react';
import type { FoundTrace } from '../../src/questions/find-traces.ts';

const NONE: ReadonlySet<string> = new Set();

/** The ids of traces that the previous answer did not have; none after another query. Only the last answer is remembered. */
export function useFresh(traces: readonly FoundTrace[], question: string): ReadonlySet<string> {
  const [last, setLast] = useState({ traces, question, fresh: NONE });
  if (last.traces === traces && last.question === question) return last.fresh;
  const before = new Set(last.traces.map(({ traceId }) => traceId));
  const isSame = last.question === question;
  const fresh = isSame ? new Set(traces.map(({ traceId }) => traceId).filter((id) => !before.has(id))) : NONE;
  setLast({ traces, question, fresh });
  return fresh;
}
