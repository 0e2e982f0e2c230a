import type { Backends } from '../backends/backends.ts';
import { type Catalogue, catalogueOf } from '../model/mcp-calls/catalogue.ts';
import type { CallGroup } from '../model/mcp-calls/group.ts';
import { groupsOfCalls } from '../model/mcp-calls/spans.ts';
import { measuredCalls } from './mcp-calls/measured-calls.ts';
import type { CallsQuestion } from './mcp-calls/question.ts';
import { type SeenCalls, seenCalls } from './mcp-calls/seen-calls.ts';
import { type ToolSizes, toolSizes } from './mcp-calls/sizes.ts';
import { Settled } from './settled.ts';

/** What the figures are of: all calls that were measured, or those in the traces that were looked through. */
export type Source = { of: 'metrics' } | { of: 'traces'; traces: number; hasMore: boolean };

export interface KnownCalls {
  groups: CallGroup[];
  source: Source;
}

export interface ToolCatalogue extends Catalogue {
  side: CallsQuestion['side'];
  source: Source;
  /** How long the time is that was asked for. */
  seconds: number;
  sizes: ToolSizes[];
  /** Why a backend could not be asked. */
  away: string[];
}

/** The MCP servers, tools, prompts and clients that were seen, and how their calls went. */
export async function toolCatalogue(backends: Backends, question: CallsQuestion): Promise<ToolCatalogue> {
  const settled = new Settled();
  const [{ groups, source }, sizes] = await Promise.all([
    knownCalls(backends, { question, settled }),
    settled.orNone(toolSizes(backends.prometheus, question), []),
  ]);
  const { side, begin, end } = question;
  return { side, source, seconds: (end - begin) / 1000, ...catalogueOf(groups), sizes, away: settled.away };
}

/** By the metrics of MCP calls; where there are none, or Prometheus is away, by the traces. */
export async function knownCalls(
  { prometheus, jaeger }: Backends,
  { question, settled }: { question: CallsQuestion; settled: Settled },
): Promise<KnownCalls> {
  const measured = await settled.orNone(measuredCalls(prometheus, question), []);
  if (measured.some(({ count }) => count > 0)) return { groups: measured, source: { of: 'metrics' } };
  const none: SeenCalls = { calls: [], traces: 0, hasMore: false };
  const { calls, traces, hasMore } = await settled.orNone(seenCalls(jaeger, question), none);
  return { groups: groupsOfCalls(calls, question.side), source: { of: 'traces', traces, hasMore } };
}
