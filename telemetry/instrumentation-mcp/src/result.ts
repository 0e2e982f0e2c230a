import type { Call } from './call.ts';
import type { Connection } from './connection.ts';
import { type Failure, failureOfTool } from './outcome.ts';
import { recordResult } from './payload.ts';
import { reportFault } from './report.ts';

/**
 * Takes note of the result that one of the two sides answered `call` with.
 * @returns how the call failed by it; undefined when it did not
 */
export function noteResult(connection: Connection, call: Call, result: unknown): Failure | undefined {
  try {
    const { method } = call.operation;
    if (method === 'initialize') beginSession(connection, call, result);
    if (method === 'tools/list' || method === 'prompts/list') connection.telemetry.names.learn(method, result);
    if (method !== 'tools/call') return undefined;
    const failure = failureOfResult(result);
    if (failure === undefined) recordResult(call, result, connection.telemetry.config);
    return failure;
  } catch (error) {
    reportFault(error);
    return undefined;
  }
}

/** The tool ran, but tells that it failed. */
function failureOfResult(result: unknown): Failure | undefined {
  return (result as { isError?: unknown } | undefined)?.isError === true ? failureOfTool(result as object) : undefined;
}

/** Only the answer to `initialize` says which revision and session its own span belongs to. */
function beginSession(connection: Connection, call: Call, result: unknown): void {
  connection.agreeOn((result as { protocolVersion?: unknown } | undefined)?.protocolVersion);
  connection.sessionStartedAt = call.startedAt;
  const { method } = call.operation;
  call.operation =
    connection.role === 'client' ? connection.sentOperation({ method }) : connection.receivedOperation({ method });
  call.span.setAttributes(call.operation.spanAttributes);
}
