import { isTimeout, systemCodeOf } from '../errors/error-type.ts';
import type { JsonRpcError } from '../internal-types.ts';
import type { Verdict } from '../operations/names.ts';
import { reportFault } from '../report.ts';
import { ERROR_TYPE } from '../semconv.ts';

/** Why an operation did not simply succeed. */
export interface Failure {
  /** `error.type`; without it the operation is not counted as failed. */
  errorType?: string;
  /** The JSON-RPC error code, when the response carried one. */
  statusCode?: number;
  /** What the span's status says of it. */
  message?: string | undefined;
  /** Whether the peer does not wait for the answer any more: that is no error of this side. */
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

/** Answers by which a server rejects what the client did wrong: not the server's errors. */
const CALLER_FAULTS = new Set([-32700, -32600, -32601, -32602, -32002]);

const METHOD_NOT_FOUND = -32601;
const INVALID_PARAMS = -32602;

/** How servers word that there is no such tool or prompt; the code alone also stands for wrong arguments. */
const ABSENT = /\b(?:not found|unknown|no such|does not exist|not registered|disabled)\b/i;
/** How v1 words that in the result of a tool call. */
const ABSENT_TOOL = /^(?:MCP error -3260[12]: )?(?:Unknown tool\b|Tool .{1,300} (?:not found|disabled)$)/i;

/** What an answer says about the name that it answers to. */
export function verdictOf(failure: Failure | undefined): Verdict {
  if (failure === undefined) return 'exists';
  return failure.isAbsent === true ? 'absent' : 'unclear';
}

/** The JSON-RPC error that the peer answered with. */
export function failureOfResponse({ code, message }: JsonRpcError): Failure {
  return { errorType: String(code), statusCode: code, message, isAbsent: isAbsence(code, message) };
}

function isAbsence(code: number, message: unknown): boolean {
  return code === METHOD_NOT_FOUND || (code === INVALID_PARAMS && ABSENT.test(String(message)));
}

/** The JSON-RPC error that this side answers with. */
export function failureOfOwnResponse(error: JsonRpcError): Failure {
  const failure = failureOfResponse(error);
  return CALLER_FAULTS.has(error.code) ? { statusCode: error.code, isAbsent: failure.isAbsent } : failure;
}

/** A result by which a tool reports that it failed. Its text is the user's or a model's, so only its problem is shown. */
export function failureOfTool({ content, structuredContent, _meta }: ToolResult): Failure {
  const message =
    problemIn(structuredContent) ??
    Object.values(_meta ?? {})
      .map(problemIn)
      .find(Boolean);
  const [first] = Array.isArray(content) ? content : [];
  return { errorType: ERROR_TYPE.tool, message, isAbsent: ABSENT_TOOL.test(String(first?.text)) };
}

/** Status and title of problem details (RFC 9457): the title is the same for every occurrence. */
function problemIn(value: unknown): string | undefined {
  const { status, title } = (value ?? {}) as { status?: unknown; title?: unknown };
  return typeof status === 'number' && typeof title === 'string' ? `${status} ${title}` : undefined;
}

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
