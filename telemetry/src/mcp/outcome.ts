import { isTimeout, systemCodeOf } from '../errors/error-type.ts';
import type { JsonRpcError } from './internal-types.ts';
import { reportFault } from './report.ts';
import { ERROR_TYPE } from './semconv.ts';

/** Why an operation did not simply succeed. */
export interface Failure {
  /** `error.type`; without it the operation is not counted as failed. */
  errorType?: string;
  /** The JSON-RPC error code, when the response carried one. */
  statusCode?: number;
  message?: string | undefined;
}

/** Answers by which a server rejects what the client did wrong: not the server's errors. */
const CALLER_FAULTS = new Set([-32700, -32600, -32601, -32602, -32002]);

/** The JSON-RPC error that the peer answered with. */
export function failureOfResponse({ code, message }: JsonRpcError): Failure {
  return { errorType: String(code), statusCode: code, message };
}

/** The JSON-RPC error that this side answers with. */
export function failureOfOwnResponse(error: JsonRpcError): Failure {
  return CALLER_FAULTS.has(error.code) ? { statusCode: error.code } : failureOfResponse(error);
}

export const TOOL_FAILURE: Failure = { errorType: ERROR_TYPE.tool };

/** v1 numbers and v2 names for the same conditions, raised on this side. */
const LOCAL_CODES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [-32000, ERROR_TYPE.connectionClosed],
  ['CONNECTION_CLOSED', ERROR_TYPE.connectionClosed],
  [-32001, ERROR_TYPE.timeout],
]);

/** What made a request fail on this side, without an error from the peer. @param signal by which the caller could give it up */
export function failureOfLocalError(error: unknown, signal?: AbortSignal): Failure {
  return described(error, () => {
    if (signal?.aborted) return failureOfAbort(signal.reason);
    return { errorType: localErrorType(error), message: messageOf(error) };
  });
}

/** A caller gives up what it no longer needs, or what took too long. */
function failureOfAbort(reason: unknown): Failure {
  if (!isTimeout(reason)) return { errorType: ERROR_TYPE.cancelled };
  return { errorType: ERROR_TYPE.timeout, message: messageOf(reason) };
}

function localErrorType(error: unknown): string {
  if (isTimeout(error)) return ERROR_TYPE.timeout;
  const { code } = Object(error) as { code?: unknown };
  return systemCodeOf(error) ?? LOCAL_CODES.get(code) ?? classOf(error);
}

function messageOf(error: unknown): string | undefined {
  const { message } = Object(error) as { message?: unknown };
  return typeof message === 'string' ? message : undefined;
}

/** An exception of the application's code. */
export function failureOfException(error: unknown): Failure {
  return described(error, () => ({
    errorType: classOf(error),
    message: error instanceof Error ? error.message : undefined,
  }));
}

/** What is thrown can be anything, even what throws when it is looked at. */
function described(error: unknown, describe: () => Failure): Failure {
  try {
    return describe();
  } catch (fault) {
    reportFault(fault);
    return { errorType: typeof error };
  }
}

function classOf(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
