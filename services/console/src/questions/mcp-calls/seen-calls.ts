import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import type { JaegerClient, TraceSearch } from '../../backends/jaeger.ts';
import { MCP_METHOD, PROMPT_NAME, TOOL_NAME } from '../../model/attributes.ts';
import { callsIn, keyOfCall } from '../../model/mcp-calls/spans.ts';
import type { CallsQuestion } from './question.ts';

/** The calls in the newest traces that have any. */
export interface SeenCalls {
  calls: SpanNode[];
  /** How many traces were looked through. */
  traces: number;
  /** Whether there may be more in that time. */
  hasMore: boolean;
}

/** Jaeger finds spans by the values of attributes, so each method is a search of its own. */
const METHODS = ['tools/call', 'resources/read', 'prompts/get', 'initialize'];
const MOST_SERVICES = 10;
const MOST_TRACES = 400;

export async function seenCalls(jaeger: JaegerClient, question: CallsQuestion): Promise<SeenCalls> {
  const { side, begin, end } = question;
  const searches = await searchesOf(jaeger, question);
  const limit = Math.max(1, Math.ceil(MOST_TRACES / Math.max(1, searches.length)));
  const range = { begin: begin * 1000, end: end * 1000, limit };
  const found = await Promise.all(searches.map((search) => jaeger.find({ ...search, ...range })));
  const traces = [...new Map(found.flat().map((trace): [string, Trace] => [trace.traceId, trace])).values()];
  return {
    calls: callsIn(traces, side).filter((call) => fits(call, question)),
    traces: traces.length,
    hasMore: found.some(({ length }) => length >= limit),
  };
}

async function searchesOf(
  jaeger: JaegerClient,
  { side, server, tool, prompt, method }: CallsQuestion,
): Promise<Pick<TraceSearch, 'service' | 'attributes'>[]> {
  const services =
    side === 'server' && server !== undefined ? [server] : (await jaeger.services()).slice(0, MOST_SERVICES);
  const named = {
    ...(tool !== undefined && { [TOOL_NAME]: tool }),
    ...(prompt !== undefined && { [PROMPT_NAME]: prompt }),
    ...(method !== undefined && { [MCP_METHOD]: method }),
  };
  const conditions = Object.keys(named).length > 0 ? [named] : METHODS.map((one) => ({ [MCP_METHOD]: one }));
  return services.flatMap((service) => conditions.map((attributes) => ({ service, attributes })));
}

/** A trace that was found for one call has others. */
export function fits(call: SpanNode, { side, server, tool, prompt, method, begin, end }: CallsQuestion): boolean {
  const key = keyOfCall(call, side);
  const milliseconds = call.startMicroseconds / 1000;
  return (
    (server === undefined || key.server === server) &&
    (tool === undefined || key.tool === tool) &&
    (prompt === undefined || key.prompt === prompt) &&
    (method === undefined || key.method === method) &&
    milliseconds >= begin &&
    milliseconds <= end
  );
}
