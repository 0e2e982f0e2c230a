import { type CallToolResult, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import { HttpError } from '../errors/http-error.ts';
import { toHttpError } from '../http/problem.ts';
import type { CallContext } from './call-context.ts';
import { PROBLEM_META_KEY } from './problem-meta.ts';

/** Structured content, with its JSON as text for clients that only read text. */
export function toToolResult(output: Record<string, unknown>, isTextRead: boolean): CallToolResult {
  return { content: isTextRead ? [{ type: 'text', text: JSON.stringify(output) }] : [], structuredContent: output };
}

/**
 * What a caller may know about a failed tool: text for a model, `{status, title, detail, errors?}` in `_meta` for a program. Structured
 * content would have to be the tool's output: a client that knows the schema rejects any other, and hides the failure.
 */
export function toToolError(error: unknown): CallToolResult {
  const { status, title, detail, errors } = toHttpError(error);
  const problem = { status, title, detail, ...(errors && { errors }) };
  return { isError: true, content: [{ type: 'text', text: detail }], _meta: { [PROBLEM_META_KEY]: problem } };
}

/** Resources have no error results: the same as a JSON-RPC error, with the status in its data. */
export function toResourceError(error: unknown): ProtocolError {
  const { status, title, detail, errors } = toHttpError(error);
  const code = status >= 500 ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams;
  return new ProtocolError(code, detail, { status, title, detail, ...(errors && { errors }) });
}

/** False for what the caller did wrong and for calls nobody waits for; everything else belongs into the log. */
export function isFault(error: unknown, { signal }: CallContext): boolean {
  return !signal.aborted && !(error instanceof HttpError && error.status < 500);
}
