import type { SpanNode, Trace } from '@cortex/trace-testing/trace';
import type { JaegerClient } from '../../backends/jaeger.ts';
import { MCP_METHOD, MCP_SESSION, PROMPT_NAME, TOOL_NAME } from '../../model/attributes.ts';
import type { CallKey } from '../../model/mcp-calls/group.ts';
import { callsIn, keyOfCall } from '../../model/mcp-calls/spans.ts';
import { profiledSpans } from '../../model/profiled-spans.ts';
import type { CallsQuestion } from './question.ts';
import { fits } from './seen-calls.ts';

/** One call, and where it is in its trace. */
export interface SingleCall extends CallKey {
  traceId: string;
  spanId: string;
  /** Milliseconds since the epoch. */
  begin: number;
  milliseconds: number;
  session: string | undefined;
  message: string | undefined;
}

export interface SingleCalls {
  /** Under which spans the work of the newest calls is found in the profile store. */
  profiled: { spanIds: string[]; calls: number };
  slowest: SingleCall[];
  /** The newest first. */
  failed: SingleCall[];
}

/** Jaeger gives the newest that fit. */
const LOOKED_THROUGH = 100;
const MOST_SHOWN = 10;
const MOST_PROFILED = 50;
const MOST_SERVICES = 10;

/** @param slowMilliseconds what few take longer than: the slowest of many are not among the newest */
export async function singleCalls(
  jaeger: JaegerClient,
  { question, slowMilliseconds }: { question: CallsQuestion; slowMilliseconds: number | undefined },
): Promise<SingleCalls> {
  const find = await searcher(jaeger, question);
  const [newest, slow, failed] = await Promise.all([
    find({}),
    slowMilliseconds === undefined ? [] : find({ minMilliseconds: slowMilliseconds }),
    find({ attributes: { error: 'true' } }),
  ]);
  const found = new Map([...newest, ...slow, ...failed].map((one) => [one.call.spanId, one.call]));
  const all = [...found.values()].map((call) => singleCall(call, question));
  return {
    profiled: profiledIn(newest.slice(0, MOST_PROFILED)),
    slowest: all.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, MOST_SHOWN),
    failed: all
      .filter((call) => call.failed)
      .sort((a, b) => b.begin - a.begin)
      .slice(0, MOST_SHOWN),
  };
}

interface Found {
  call: SpanNode;
  trace: Trace;
}

function profiledIn(found: readonly Found[]): SingleCalls['profiled'] {
  const spanIds = new Set(found.flatMap(({ call, trace }) => profiledSpans(trace, call).spanIds));
  return { spanIds: [...spanIds], calls: found.length };
}

interface Condition {
  minMilliseconds?: number;
  attributes?: Record<string, string>;
}

async function searcher(jaeger: JaegerClient, question: CallsQuestion) {
  const { side, server, tool, prompt, method, begin, end } = question;
  const services =
    side === 'server' && server !== undefined ? [server] : (await jaeger.services()).slice(0, MOST_SERVICES);
  const named = {
    ...(tool !== undefined && { [TOOL_NAME]: tool }),
    ...(prompt !== undefined && { [PROMPT_NAME]: prompt }),
    [MCP_METHOD]: method ?? (prompt === undefined ? 'tools/call' : 'prompts/get'),
  };
  const range = {
    begin: begin * 1000,
    end: end * 1000,
    limit: Math.ceil(LOOKED_THROUGH / Math.max(1, services.length)),
  };
  return async ({ attributes, ...more }: Condition): Promise<Found[]> => {
    const found = await Promise.all(
      services.map((service) => jaeger.find({ service, attributes: { ...named, ...attributes }, ...range, ...more })),
    );
    return found
      .flat()
      .flatMap((trace) => callsIn([trace], side).map((call) => ({ call, trace })))
      .filter(({ call }) => fits(call, question));
  };
}

function singleCall(call: SpanNode, { side }: CallsQuestion): SingleCall {
  const session = call.attributes[MCP_SESSION];
  return {
    ...keyOfCall(call, side),
    traceId: call.traceId,
    spanId: call.spanId,
    begin: call.startMicroseconds / 1000,
    milliseconds: call.durationMicroseconds / 1000,
    session: session === undefined ? undefined : String(session),
    message: call.statusMessage,
  };
}
