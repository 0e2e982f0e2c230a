import type { Trace } from '@cortex/trace-testing/trace';
import { worksOf } from '../../src/model/trace/requests.ts';

/** What to call a trace by: its root's service and name, or its id. */
export function traceTitle(trace: Trace): string {
  const root = worksOf(trace)[0]?.root;
  return `${root?.service ?? ''} ${root?.name ?? ''}`.trim() || trace.traceId;
}
