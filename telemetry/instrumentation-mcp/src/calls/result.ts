import { SpanKind } from '@opentelemetry/api';
import type { Connection } from '../connections/connection.ts';
import { reportFault } from '../report.ts';
import { SERVER_INFO } from '../semconv.ts';
import type { Call } from './call.ts';
import { hookResponse } from './hooks.ts';
import { type Failure, failureOfTool } from './outcome.ts';
import { recordResult } from './payload.ts';

/**
 * Records the result with which one of the two sides answered `call`.
 * @returns the failure that the result reports, if any
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

/** The failure that a tool reports in its result; undefined when it succeeded. */
function failureOfResult(result: unknown): Failure | undefined {
  return (result as { isError?: unknown } | undefined)?.isError === true ? failureOfTool(result as object) : undefined;
}

/** Whether the server is the side that answers; a client answers some requests too. */
function isOfServer({ role }: Connection, { operation }: Call): boolean {
  return (role === 'client') === (operation.spanOptions.kind === SpanKind.CLIENT);
}

/** The server information in a result. Every result has it since revision 2026-07-28. */
export function serverIn(method: string, result: unknown): unknown {
  const { serverInfo, _meta } = (result ?? {}) as { serverInfo?: unknown; _meta?: Record<string, unknown> };
  return method === 'initialize' ? serverInfo : _meta?.[SERVER_INFO];
}

/** Begins a session. The revision and session of the `initialize` span itself are known only from its answer. */
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
