import { setTimeout as pause } from 'node:timers/promises';
import { findJaegerTraces, isOrphan, type Trace } from '@cortex/trace-testing';
import { UserError } from '../user-error.ts';

const LOOK_EVERY_MILLISECONDS = 250;

export interface TraceOfInputOptions {
  jaeger: string;
  /** The user agent of the request. */
  userAgent: string;
  signal: AbortSignal;
}

/** Waits until Jaeger has the whole trace of a request. */
export async function traceOfInput({ jaeger, userAgent, signal }: TraceOfInputOptions): Promise<Trace> {
  const query = { service: 'core-api', tags: { 'user_agent.original': userAgent }, limit: 1 };
  let fault = '';
  while (!signal.aborted) {
    // A Jaeger on Elasticsearch answers 500 while an index is new.
    const found = await findJaegerTraces(jaeger, query).catch((error: Error) => error);
    fault = found instanceof Error ? ` It fails: ${found.message}.` : '';
    const [trace] = found instanceof Error ? [] : found;
    if (trace !== undefined && isWholeTrace(trace)) return trace;
    await pause(LOOK_EVERY_MILLISECONDS, undefined, { signal }).catch(() => {});
  }
  throw new UserError(
    `Jaeger at ${jaeger} did not get the trace of the input in time.${fault} See the logs of the collector and of jaeger, or look again with: npm run trace -- --latest`,
  );
}

/** Whether a trace is complete. Its root is not enough, because the answer is sent before the work is done, and each service exports its spans on its own. */
export function isWholeTrace(trace: Trace): boolean {
  const isConnected = trace.spans.every((span) => !isOrphan(trace, span) && hasOtherSide(span));
  return isConnected && trace.spans.some(({ name }) => name === 'process_input');
}

/** Whether the called service's span is there too, which is expected of an answered MCP call. */
function hasOtherSide({ kind, attributes, status, children }: Trace['spans'][number]): boolean {
  const isAnsweredCall = kind === 'CLIENT' && 'mcp.method.name' in attributes && status !== 'ERROR';
  return !isAnsweredCall || children.some((child) => child.kind === 'SERVER');
}
