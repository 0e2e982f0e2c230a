import type { SpanNode } from '@cortex/trace-testing/trace';
import { MCP_METHOD } from './attributes.ts';
import { onceForSpans, parentsIn } from './walk.ts';

/** Between a request and the call that it carries are some middlewares: a longer chain is something else. */
const MOST_STEPS = 100;

/**
 * The MCP calls that were answered within an HTTP request, by the span of that request. Their parent is the client's span, as is the request's;
 * a link names the request that carried them. Their work happens within it.
 */
export const carriedCalls = onceForSpans((spans): ReadonlyMap<SpanNode, readonly SpanNode[]> => {
  const calls = spans.filter(
    ({ kind, attributes, links }) => kind === 'SERVER' && links.length > 0 && MCP_METHOD in attributes,
  );
  if (calls.length === 0) return new Map();
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const parents = new Map(parentsIn(spans));
  const carried = new Map<SpanNode, SpanNode[]>();
  for (const call of calls) {
    const request = call.links
      .filter(({ traceId }) => traceId === call.traceId)
      .map(({ spanId }) => byId.get(spanId))
      .find(
        (span) => span !== undefined && span.service === call.service && standsApart(span, { from: call, parents }),
      );
    if (request === undefined) continue;
    parents.set(call, request);
    carried.set(request, [...(carried.get(request) ?? []), call]);
  }
  return carried;
});

/** Whether the span is not below the call. If its chain of parents is implausibly long, it counts as below. */
function standsApart(span: SpanNode, { from, parents }: { from: SpanNode; parents: ReadonlyMap<SpanNode, SpanNode> }) {
  let at: SpanNode | undefined = span;
  for (let steps = 0; at !== undefined && steps < MOST_STEPS; steps += 1) {
    if (at === from) return false;
    at = parents.get(at);
  }
  return at === undefined;
}
