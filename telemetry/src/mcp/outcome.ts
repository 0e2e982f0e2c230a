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

/** v1 numbers and v2 names for the same two conditions, raised on this side. */
const LOCAL_CODES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [-32000, ERROR_TYPE.connectionClosed],
  ['CONNECTION_CLOSED', ERROR_TYPE.connectionClosed],
  [-32001, ERROR_TYPE.timeout],
  ['REQUEST_TIMEOUT', ERROR_TYPE.timeout],
]);

/** What made a request fail on this side, without an error from the peer. */
export function failureOfLocalError(error: unknown, aborted: boolean): Failure {
  if (aborted) return { errorType: ERROR_TYPE.cancelled };
  return described(error, () => {
    const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
    const errorType = LOCAL_CODES.get(code) ?? classOf(error);
    return { errorType, message: typeof message === 'string' ? message : undefined };
  });
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
