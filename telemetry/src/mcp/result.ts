import { ATTR_MCP_PROTOCOL_VERSION, ATTR_MCP_SESSION_ID } from '../contract.ts';
import type { Call } from './call.ts';
import type { Connection } from './connection.ts';
import { type Failure, TOOL_FAILURE } from './outcome.ts';
import { recordResult } from './payload.ts';
import { reportFault } from './report.ts';

/** Ends `call` with the result that one of the two sides answered it with. */
export function endWithResult(connection: Connection, call: Call, result: unknown): void {
  try {
    const { method } = call.operation;
    if (method === 'initialize') beginSession(connection, call, result);
    else if (method === 'tools/call') recordResult(call, result, connection.telemetry.config);
    call.end(method === 'tools/call' ? failureOfResult(result) : undefined);
  } catch (error) {
    reportFault(error);
    call.end();
  }
}

/** The tool ran, but tells that it failed. */
function failureOfResult(result: unknown): Failure | undefined {
  return (result as { isError?: unknown } | undefined)?.isError === true ? TOOL_FAILURE : undefined;
}

/** Only the answer to `initialize` says which revision and session its own span belongs to. */
function beginSession(connection: Connection, call: Call, result: unknown): void {
  connection.agreeOn((result as { protocolVersion?: unknown } | undefined)?.protocolVersion);
  connection.sessionStartedAt = call.startedAt;
  const { protocolVersion, sessionId } = connection;
  if (protocolVersion !== undefined) call.span.setAttribute(ATTR_MCP_PROTOCOL_VERSION, protocolVersion);
  if (sessionId !== undefined) call.span.setAttribute(ATTR_MCP_SESSION_ID, sessionId);
}
