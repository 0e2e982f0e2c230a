import { isTimeout, systemCodeOf } from '../errors/error-type.ts';
import type { JsonRpcError } from '../internal-types.ts';
import type { Verdict } from '../operations/names.ts';
import { reportFault } from '../report.ts';
import { ERROR_TYPE } from '../semconv.ts';

/** How an operation failed, or was answered with an error code. */
export interface Failure {
  /** `error.type`. Without it, the operation does not count as failed. */
  errorType?: string;
  /** The JSON-RPC error code of the response, if it has one. */
  statusCode?: number;
  /** The message for the span's status. */
  message?: string | undefined;
  /** Set when the peer no longer waits for the answer, which is not an error of this side. */
  isAbandoned?: true;
  /** Whether it failed because the tool, prompt or method does not exist. */
  isAbsent?: boolean | undefined;
}

/** The parts of a tool's result that are read when it failed. */
interface ToolResult {
  content?: { text?: unknown }[];
  structuredContent?: unknown;
  _meta?: Record<string, unknown>;
}

/** The codes with which a server rejects mistakes of the client. They are not errors of the server. */
const CALLER_FAULTS = new Set([-32700, -32600, -32601, -32602, -32002]);

const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;

/** Wordings with which servers say that a tool or prompt does not exist; the code alone may also mean wrong arguments. */
const ABSENT = /\b(?:not found|unknown|no such|does not exist|not registered|disabled)\b/i;
/** Wordings of v1 for that in the result of a tool call. */
const ABSENT_TOOL = /^(?:MCP error -3260[12]: )?(?:Unknown tool\b|Tool .{1,300} (?:not found|disabled)$)/i;

/** What an answer shows about the name in its request. */
export function verdictOf(failure: Failure | undefined): Verdict {
  if (failure === undefined) return 'exists';
  return failure.isAbsent === true ? 'absent' : 'unclear';
}

/** The failure of a request that the peer answered with a JSON-RPC error. */
export function failureOfResponse({ code, message }: JsonRpcError): Failure {
  return { errorType: String(code), statusCode: code, message, isAbsent: isAbsence(code, message) };
}

function isAbsence(code: number, message: unknown): boolean {
  return code === METHOD_NOT_FOUND || (code === INVALID_PARAMS && ABSENT.test(String(message)));
}

/** The failure of a request that this side answers with a JSON-RPC error. */
export function failureOfOwnResponse(error: JsonRpcError): Failure {
  const failure = failureOfResponse(error);
  return CALLER_FAULTS.has(error.code) ? { statusCode: error.code, isAbsent: failure.isAbsent } : failure;
}

/** The failure that a tool reports in its result. The result's text may be a user's or a model's, so only problem details are used. */
export function failureOfTool({ content, structuredContent, _meta }: ToolResult): Failure {
  const message =
    problemIn(structuredContent) ??
    Object.values(_meta ?? {})
      .map(problemIn)
      .find(Boolean);
  const [first] = Array.isArray(content) ? content : [];
  return { errorType: ERROR_TYPE.tool, message, isAbsent: ABSENT_TOOL.test(String(first?.text)) };
}

/** Status and title of problem details (RFC 9457). The title is the same for every occurrence of a problem. */
function problemIn(value: unknown): string | undefined {
  const { status, title } = (value ?? {}) as { status?: unknown; title?: unknown };
  return typeof status === 'number' && typeof title === 'string' ? `${status} ${title}` : undefined;
}

/** Error types by v1's numbers and v2's names for errors that are raised on this side. */
const LOCAL_CODES: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [-32000, ERROR_TYPE.connectionClosed],
  ['CONNECTION_CLOSED', ERROR_TYPE.connectionClosed],
  [-32001, ERROR_TYPE.timeout],
]);

/** The failure of a request on this side, without an error from the peer. @param signal the caller's signal */
export function failureOfLocalError(error: unknown, signal?: AbortSignal): Failure {
  return described(error, () => {
    if (signal?.aborted) return failureOfAbort(signal.reason);
    return { errorType: localErrorType(error), message: messageOf(error) };
  });
}

/** A caller aborts what it no longer needs, or what takes too long. */
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

/** The failure when the application's code throws. */
export function failureOfException(error: unknown): Failure {
  return described(error, () => ({
    errorType: classOf(error),
    message: error instanceof Error ? error.message : undefined,
  }));
}

/** Anything can be thrown, even a value that itself throws when it is read. */
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
