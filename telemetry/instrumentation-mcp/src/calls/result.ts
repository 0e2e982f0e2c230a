import { SpanKind } from '@opentelemetry/api';
import type { Connection } from '../connections/connection.ts';
import { reportFault } from '../report.ts';
import { SERVER_INFO } from '../semconv.ts';
import type { Call } from './call.ts';
import { hookResponse } from './hooks.ts';
import { type Failure, failureOfTool } from './outcome.ts';
import { recordResult } from './payload.ts';

/**
 * Takes note of the result that one of the two sides answered `call` with.
 * @returns how the call failed by it; undefined when it did not
 */
export function noteResult(connection: Connection, call: Call, result: unknown): Failure | undefined {
  try {
    const { method } = call.operation;
    if (isOfServer(connection, call)) connection.meet('server', serverIn(method, result), call);
    if (method === 'initialize') beginSession(connection, call, result);
    if (method === 'tools/list' || method === 'prompts/list') connection.telemetry.names.learn(method, result);
    const failure = method === 'tools/call' ? failureOfResult(result) : undefined;
    const { config } = connection.telemetry;
    if (failure === undefined) recordResult(call, result, config);
    hookResponse(call, { result }, config);
    return failure;
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}

/** The failure that a tool which ran reports in its result. */
function failureOfResult(result: unknown): Failure | undefined {
  return (result as { isError?: unknown } | undefined)?.isError === true ? failureOfTool(result as object) : undefined;
}

/** Whether it is the server that answers: a client answers to some requests, too. */
function isOfServer({ role }: Connection, { operation }: Call): boolean {
  return (role === 'client') === (operation.spanOptions.kind === SpanKind.CLIENT);
}

/** The program that a result names as its server. Every result does since revision 2026-07-28. */
export function serverIn(method: string, result: unknown): unknown {
  const { serverInfo, _meta } = (result ?? {}) as { serverInfo?: unknown; _meta?: Record<string, unknown> };
  return method === 'initialize' ? serverInfo : _meta?.[SERVER_INFO];
}

/** Only the answer to `initialize` says which revision and session its own span belongs to. */
function beginSession(connection: Connection, call: Call, result: unknown): void {
  connection.agreeOn((result as { protocolVersion?: unknown } | undefined)?.protocolVersion);
  connection.sessionStartedAt = call.startedAt;
  const { method, peer } = call.operation;
  call.operation =
    connection.role === 'client'
      ? connection.operationOf('sent', { method })
      : connection.operationOf('received', { method }, peer);
  call.span.setAttributes(call.operation.spanAttributes);
}
