import type { Trace } from '@cortex/trace-testing/trace';
import { worksOf } from '../../src/model/trace/requests.ts';

/** A title for a trace: service and name of its root, or its id. */
export function traceTitle(trace: Trace): string {
  const root = worksOf(trace)[0]?.root;
  return `${root?.service ?? ''} ${root?.name ?? ''}`.trim() || trace.traceId;
}
