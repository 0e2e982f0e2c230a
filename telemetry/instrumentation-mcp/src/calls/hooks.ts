import { type Span, SpanKind } from '@opentelemetry/api';
import { isThenable } from '../incoming/handler-observer.ts';
import type { MethodMessage } from '../internal-types.ts';
import type { Operation } from '../operations/operation.ts';
import { reportHookFault } from '../report.ts';
import type { McpInstrumentationConfig, McpRequestInfo, McpResponseInfo } from '../types.ts';
import type { Call } from './call.ts';

/** Calls the application's `requestHook` with the span of a message that was sent or received. */
export function hookRequest(
  { span, operation }: Call,
  { method, params }: MethodMessage,
  { requestHook }: McpInstrumentationConfig,
): void {
  if (requestHook !== undefined) run(requestHook, span, { direction: directionOf(operation), method, params });
}

/** Calls the application's `responseHook` with the span of a request that has an outcome. */
export function hookResponse(
  { span, operation }: Call,
  outcome: Pick<McpResponseInfo, 'result' | 'error'>,
  { responseHook }: McpInstrumentationConfig,
): void {
  if (responseHook === undefined) return;
  run(responseHook, span, { direction: directionOf(operation), method: operation.method, ...outcome });
}

function directionOf({ spanOptions }: Operation): McpRequestInfo['direction'] {
  return spanOptions.kind === SpanKind.CLIENT ? 'outgoing' : 'incoming';
}

/** Runs a hook. What it throws, or its promise rejects with, is reported and never reaches the application. */
function run<Info>(hook: (span: Span, info: Info) => unknown, span: Span, info: Info): void {
  try {
    const returned = hook(span, info);
    if (isThenable(returned)) returned.then(undefined, reportHookFault);
  } catch (error) {
    reportHookFault(error);
  }
}
