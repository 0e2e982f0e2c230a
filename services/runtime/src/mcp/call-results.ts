import { type CallToolResult, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { HttpError } from '../errors/http-error.ts';
import { toHttpError } from '../http/problem.ts';
import type { CallContext } from './call-context.ts';
import { PROBLEM_META_KEY } from './problem-meta.ts';

/** Structured content, with its JSON as text for clients that read only text. */
export function toToolResult(output: Record<string, unknown>, isTextRead: boolean): CallToolResult {
  return { content: isTextRead ? [{ type: 'text', text: JSON.stringify(output) }] : [], structuredContent: output };
}

/**
 * What a caller may see of a failed tool: text for a model, and `{status, title, detail, errors?}` in `_meta` for a program. It is not in the
 * structured content, which must match the tool's output schema: a client that knows the schema would reject it, and hide the failure.
 */
export function toToolError(error: unknown): CallToolResult {
  const { status, title, detail, errors } = toHttpError(error);
  const problem = { status, title, detail, ...(errors && { errors }) };
  return { isError: true, content: [{ type: 'text', text: detail }], _meta: { [PROBLEM_META_KEY]: problem } };
}

/** The same for resources, which have no error results: a JSON-RPC error, with the status in its data. */
export function toResourceError(error: unknown): ProtocolError {
  const { status, title, detail, errors } = toHttpError(error);
  const code = status >= 500 ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams;
  return new ProtocolError(code, detail, { status, title, detail, ...(errors && { errors }) });
}

/** Whether an error belongs in the log: not if the caller caused it, or nobody waits for the call. */
export function isFault(error: unknown, { signal }: CallContext): boolean {
  return !signal.aborted && !(error instanceof HttpError && error.status < 500);
}
