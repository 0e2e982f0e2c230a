import type { Attributes } from '@opentelemetry/api';
import { ATTR_HTTP_ROUTE } from '@opentelemetry/semantic-conventions';
import { ATTR_ENDPOINT, ATTR_GEN_AI_TOOL_NAME } from '../contract.ts';

/** The guide's label for the tool of an MCP request. */
const ATTR_TOOL = 'tool';

/**
 * Identifies the first span of a request in this process, for the samples of that request. Does not reference the span itself: the native profiler
 * holds the context of a sample strongly, so the span would keep itself alive.
 */
export interface LocalRoot {
  readonly traceId: string;
  readonly spanId: string;
  /** The span's own attributes object, because routers set the route long after the first samples are taken. */
  readonly attributes: Attributes;
  /** The attributes object of the MCP server span inside the request, if there is one. */
  inner?: Attributes;
}

/** The labels of a sample of this request, as far as they are known now. */
export function labelsOf({ attributes, inner }: LocalRoot): Record<string, string> {
  const labels: Record<string, string> = {};
  const route = attributes[ATTR_HTTP_ROUTE];
  const tool = inner?.[ATTR_GEN_AI_TOOL_NAME] ?? attributes[ATTR_GEN_AI_TOOL_NAME];
  if (typeof route === 'string') labels[ATTR_ENDPOINT] = route;
  if (typeof tool === 'string') labels[ATTR_TOOL] = tool;
  return labels;
}
