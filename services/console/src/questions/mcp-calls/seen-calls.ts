import type { SpanNode } from '@cortex/trace-testing/trace';
import type { JaegerClient } from '../../backends/jaeger/jaeger-client.ts';
import { callsIn, keyOfCall } from '../../model/mcp-calls/spans.ts';
import { MCP_METHOD, PROMPT_NAME, TOOL_NAME } from '../../model/spans/attributes.ts';
import type { CallsQuestion } from './question.ts';

/** The calls in the newest traces with such calls. */
export interface SeenCalls {
  calls: SpanNode[];
  /** How many traces were searched. */
  traces: number;
  /** Whether there may be more in that time range. */
  hasMore: boolean;
}

/** Jaeger finds spans by attribute values, so each method is a separate search. */
const METHODS = ['tools/call', 'resources/read', 'prompts/get', 'initialize'];
const MOST_SERVICES = 10;
const MOST_TRACES = 400;

export async function seenCalls(jaeger: JaegerClient, question: CallsQuestion): Promise<SeenCalls> {
  const found = await (await callSearch(jaeger, question))({ most: MOST_TRACES });
  const traces = new Map(found.traces.map((trace) => [trace.traceId, trace]));
  return {
    calls: callsIn([...traces.values()], question.side).filter((call) => fits(call, question)),
    traces: traces.size,
    hasMore: found.hasMore,
  };
}

export interface CallCondition {
  /** The number of traces in all. */
  most: number;
  minMilliseconds?: number | undefined;
  /** Additional attributes, besides those of the question. */
  attributes?: Record<string, string>;
}

/** Finds the newest traces with such calls; some are found more than once. */
export async function callSearch(jaeger: JaegerClient, question: CallsQuestion) {
  const { begin, end } = question;
  const searches = await searchesOf(jaeger, question);
  return async ({ most, attributes, minMilliseconds }: CallCondition) => {
    const limit = Math.max(1, Math.ceil(most / Math.max(1, searches.length)));
    const range = { begin: begin * 1000, end: end * 1000, minMilliseconds, limit };
    const found = await jaeger.findEach(
      searches.map((search) => ({
        ...range,
        service: search.service,
        attributes: { ...search.attributes, ...attributes },
      })),
    );
    return {
      traces: found.flatMap((searched) => searched.found.map(({ trace }) => trace)),
      hasMore: found.some(({ isCut, notSearched }) => isCut || notSearched.length > 0),
    };
  };
}

async function searchesOf(jaeger: JaegerClient, { side, server, tool, prompt, method }: CallsQuestion) {
  const services =
    side === 'server' && server !== undefined ? [server] : (await jaeger.services()).slice(0, MOST_SERVICES);
  const named = {
    ...(tool !== undefined && { [TOOL_NAME]: tool }),
    ...(prompt !== undefined && { [PROMPT_NAME]: prompt }),
    ...(method !== undefined && { [MCP_METHOD]: method }),
  };
  const conditions: Record<string, string>[] =
    Object.keys(named).length > 0 ? [named] : METHODS.map((one) => ({ [MCP_METHOD]: one }));
  return services.flatMap((service) => conditions.map((attributes) => ({ service, attributes })));
}

/** A trace that was found for one call also contains others. */
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
