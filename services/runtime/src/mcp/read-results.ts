import { ProtocolError, type ReadResourceResult } from '@modelcontextprotocol/client';
import { z } from 'zod';
import { McpToolError } from './mcp-tool-error.ts';
import { PROBLEM_META_KEY } from './problem-meta.ts';

/** The part of a tool's result that is read. With a schema of its own, the SDK would build the error of a wrong result anew for each call. */
export const toolResult = z.object({
  isError: z.boolean().optional(),
  content: z.array(z.object({ text: z.string().optional() })).default([]),
  structuredContent: z.unknown().optional(),
  _meta: z.record(z.string(), z.unknown()).optional(),
});

/** The structured output of a tool. Throws {@link McpToolError} for a refusal. */
export function toolOutput(
  name: string,
  { isError, structuredContent, content, _meta }: z.output<typeof toolResult>,
): unknown {
  if (!isError) return structuredContent;
  const [first] = content;
  const detail = first?.text ?? 'The tool failed';
  throw new McpToolError({ target: name, status: statusIn(_meta?.[PROBLEM_META_KEY]), detail });
}

/** The JSON of a resource. Throws when it has no text. */
export function resourceOutput(uri: string, { contents }: ReadResourceResult): unknown {
  const [first] = contents;
  if (!first || !('text' in first)) throw new Error(`${uri} has no text`);
  return JSON.parse(first.text);
}

/** Converts the JSON-RPC error of a refused read, which has a status, into {@link McpToolError}; other errors are returned unchanged. */
export function asRefusal(uri: string, error: unknown): unknown {
  if (!(error instanceof ProtocolError) || !hasStatus(error.data)) return error;
  return new McpToolError({ target: uri, status: error.data.status, detail: error.message });
}

function statusIn(problem: unknown): number {
  return hasStatus(problem) ? problem.status : 500;
}

function hasStatus(value: unknown): value is { status: number } {
  return typeof value === 'object' && value !== null && 'status' in value && typeof value.status === 'number';
}
