import { type Context, type Link, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';
import { oneOf } from '../choices.ts';

type Policy = 'follow' | 'sampled' | 'none';

let policy: Policy | undefined;

/**
 * Whose traces requests go on with, by `CORTEX_REMOTE_PARENTS`. Whoever may call the process from outside decides by `traceparent` which
 * of its requests leave a trace, unless it is `sampled` or `none`.
 */
function remoteParents(): Policy {
  policy ??= oneOf<Policy>({ names: ['CORTEX_REMOTE_PARENTS'], choices: ['follow', 'sampled', 'none'] });
  return policy;
}

/** Whether every sender's trace is continued. */
export function followsAll(): boolean {
  return remoteParents() === 'follow';
}

/** The span of a sender whose trace is not continued, as a link; undefined where it is, or where nothing was sent. */
export function linkInstead(extracted: Context): [Link] | undefined {
  const parent = trace.getSpanContext(extracted);
  if (parent === undefined || !parent.isRemote || !trace.isSpanContextValid(parent)) return undefined;
  return isContinued(parent) ? undefined : [{ context: parent }];
}

function isContinued({ traceFlags }: SpanContext): boolean {
  const followed = remoteParents();
  return followed === 'follow' || (followed === 'sampled' && (traceFlags & TraceFlags.SAMPLED) !== 0);
}
