import type { SpanNode } from '@cortex/trace-testing/trace';
import type { JaegerClient } from '../../backends/jaeger/jaeger-client.ts';
import type { CallKey } from '../../model/mcp-calls/group.ts';
import { type MessageSizes, messageSizes } from '../../model/mcp-calls/message-sizes.ts';
import { callsIn, keyOfCall } from '../../model/mcp-calls/spans.ts';
import { MCP_SESSION } from '../../model/spans/attributes.ts';
import type { CallsQuestion } from './question.ts';
import { type CallCondition, callSearch, fits } from './seen-calls.ts';

/** One call, and its position in its trace. */
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
  slowest: SingleCall[];
  /** Newest first. */
  failed: SingleCall[];
  /** The sizes of the newest call. */
  sizes: MessageSizes;
}

/** Jaeger returns the newest matches. */
const LOOKED_THROUGH = 100;
const MOST_SHOWN = 10;

/** @param slowMilliseconds a duration that few calls exceed: the slowest of many are not among the newest */
export async function singleCalls(
  jaeger: JaegerClient,
  { question, slowMilliseconds }: { question: CallsQuestion; slowMilliseconds: number | undefined },
): Promise<SingleCalls> {
  const search = await callSearch(jaeger, question);
  const find = async (condition: Omit<CallCondition, 'most'>) =>
    (await search({ ...condition, most: LOOKED_THROUGH })).traces;
  const [newest, ...others] = await Promise.all([
    find({}),
    slowMilliseconds === undefined ? [] : find({ minMilliseconds: slowMilliseconds }),
    find({ attributes: { error: 'true' } }),
  ]);
  const { side } = question;
  const isWanted = (call: SpanNode) => fits(call, question);
  const fitting = callsIn([...newest, ...others.flat()], side).filter(isWanted);
  const calls = [...new Map(fitting.map((call) => [call.spanId, singleCall(call, question)])).values()];
  return {
    slowest: calls.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, MOST_SHOWN),
    failed: calls
      .filter(({ failed }) => failed)
      .sort((a, b) => b.begin - a.begin)
      .slice(0, MOST_SHOWN),
    sizes: messageSizes(newest, { side, isWanted }),
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
