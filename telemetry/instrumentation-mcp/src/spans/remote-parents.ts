import { type Context, type Link, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';
import { oneOf } from '../choices.ts';

type Policy = 'follow' | 'sampled' | 'none';

let policy: Policy | undefined;

/**
 * Reads `CORTEX_REMOTE_PARENTS`, which says whose traces requests continue. With `follow`, everybody who can call the process decides with a
 * `traceparent` which of their requests are traced.
 */
function remoteParents(): Policy {
  policy ??= oneOf<Policy>({ names: ['CORTEX_REMOTE_PARENTS'], choices: ['follow', 'sampled', 'none'] });
  return policy;
}

/** Whether every sender's trace is continued. */
export function followsAll(): boolean {
  return remoteParents() === 'follow';
}

/** A link to the sender's span if its trace is not continued; undefined if it is, or if the sender sent no context. */
export function linkInstead(extracted: Context): [Link] | undefined {
  const parent = trace.getSpanContext(extracted);
  if (parent === undefined || !parent.isRemote || !trace.isSpanContextValid(parent)) return undefined;
  return isContinued(parent) ? undefined : [{ context: parent }];
}

function isContinued({ traceFlags }: SpanContext): boolean {
  const followed = remoteParents();
  return followed === 'follow' || (followed === 'sampled' && (traceFlags & TraceFlags.SAMPLED) !== 0);
}
