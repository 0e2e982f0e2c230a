import { type Context, context, ROOT_CONTEXT, type Span, TraceFlags, trace } from '@opentelemetry/api';
import type { Connection } from '../connections/connection.ts';

/**
 * The context that an incoming message arrives in, if it is the message's own.
 * Messages on a pipe or on a standalone GET stream arrive in the context that was active when the stream was opened: that span
 * has ended long since, and neither it nor its baggage has to do with them.
 */
export function ambientContext({ info, role }: Connection): Context {
  if (info.kind === 'stdio') return ROOT_CONTEXT;
  const ambient = context.active();
  const span = trace.getSpan(ambient);
  return span === undefined || isLive(span, role) ? ambient : ROOT_CONTEXT;
}

function isLive(span: Span, role: Connection['role']): boolean {
  if (span.isRecording()) return true;
  const { isRemote, traceFlags } = span.spanContext();
  if (isRemote === true) return true;
  // A sampled span that does not record has ended. One that was never sampled does not show it; only a server is called in a context of its own.
  return role === 'server' && (traceFlags & TraceFlags.SAMPLED) === 0;
}
