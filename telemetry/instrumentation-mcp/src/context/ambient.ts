import { type Context, context, ROOT_CONTEXT, type Span, TraceFlags, trace } from '@opentelemetry/api';
import type { Connection } from '../connections/connection.ts';

/**
 * The context in which an incoming message arrives, or the root context if that is not the message's own.
 * Messages on a pipe or on a standalone GET stream arrive in the context that was active when the stream was opened. Its span
 * has ended long ago, and neither it nor its baggage is related to them.
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
  // A sampled span that does not record has ended. An unsampled one does not show whether it has; only on a server can it be the message's own.
  return role === 'server' && (traceFlags & TraceFlags.SAMPLED) === 0;
}
