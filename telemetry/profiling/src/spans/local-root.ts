import type { Attributes } from '@opentelemetry/api';
import { ATTR_HTTP_ROUTE } from '@opentelemetry/semantic-conventions';
import { ATTR_ENDPOINT, ATTR_GEN_AI_TOOL_NAME } from '../contract.ts';

/** The guide's label for the tool of an MCP request. */
const ATTR_TOOL = 'tool';

/**
 * The first span of a request in this process, as its samples refer to it. Holds no span: a sample's context is strongly held by the native
 * profiler, and a span held here would keep itself alive through it.
 */
export interface LocalRoot {
  readonly traceId: string;
  readonly spanId: string;
  /** The span's own, live attributes: routers set the route long after the first samples were taken. */
  readonly attributes: Attributes;
  /** Live attributes of the MCP server span inside, if there is one. */
  inner?: Attributes;
}

/** The labels a sample of this request carries, as known now. */
export function labelsOf({ attributes, inner }: LocalRoot): Record<string, string> {
  const labels: Record<string, string> = {};
  const route = attributes[ATTR_HTTP_ROUTE];
  const tool = inner?.[ATTR_GEN_AI_TOOL_NAME] ?? attributes[ATTR_GEN_AI_TOOL_NAME];
  if (typeof route === 'string') labels[ATTR_ENDPOINT] = route;
  if (typeof tool === 'string') labels[ATTR_TOOL] = tool;
  return labels;
}
