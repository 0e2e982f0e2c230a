import type { SpanNode } from '@cortex/trace-testing/trace';
import { HTTP_REQUEST_SIZE, HTTP_RESPONSE_SIZE } from '../spans/attributes.ts';
import type { McpAttempt } from './hops.ts';

/** The sizes of an MCP call's bodies, in bytes; undefined if no span has them. */
export interface HopSizes {
  request: number | undefined;
  response: number | undefined;
}

/** The sizes of an attempt, from either side or the HTTP spans between them. */
export function sizesOf({ client, server }: McpAttempt, parents: ReadonlyMap<SpanNode, SpanNode>): HopSizes {
  const spans: SpanNode[] = [];
  for (let at = server; at !== undefined && at !== client; at = parents.get(at)) spans.push(at);
  const all = client === undefined ? spans : [...spans, ...client.children, client];
  const of = (name: string) => {
    const bytes = all.map(({ attributes }) => attributes[name]).find((value) => typeof value === 'number');
    return bytes as number | undefined;
  };
  return { request: of(HTTP_REQUEST_SIZE), response: of(HTTP_RESPONSE_SIZE) };
}
