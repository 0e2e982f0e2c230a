import { setTimeout } from 'node:timers/promises';
import type { Backends } from '../backends/backends.ts';
import { type Catalogue, catalogueOf } from '../model/mcp-calls/catalogue.ts';
import type { CallGroup } from '../model/mcp-calls/group.ts';
import { groupsOfCalls } from '../model/mcp-calls/spans.ts';
import { measuredCalls } from './mcp-calls/measured-calls.ts';
import type { CallsQuestion } from './mcp-calls/question.ts';
import { type SeenCalls, seenCalls } from './mcp-calls/seen-calls.ts';
import { type ToolSizes, toolSizes } from './mcp-calls/sizes.ts';
import { Settled } from './settled.ts';

/** The basis of the figures: all measured calls, or those in the searched traces. */
export type Source = { of: 'metrics' } | { of: 'traces'; traces: number; hasMore: boolean };

export interface KnownCalls {
  groups: CallGroup[];
  source: Source;
}

export interface ToolCatalogue extends Catalogue {
  side: CallsQuestion['side'];
  source: Source;
  /** The length of the time range. */
  seconds: number;
  sizes: ToolSizes[];
  /** Reasons why a backend could not be queried. */
  away: string[];
}

/** The MCP servers, tools, prompts and clients that were seen, and the figures of their calls. */
export async function toolCatalogue(backends: Backends, question: CallsQuestion): Promise<ToolCatalogue> {
  const settled = new Settled();
  const [{ groups, source }, sizes] = await Promise.all([
    knownCalls(backends, { question, settled }),
    settled.orNone(toolSizes(backends.prometheus, question), []),
  ]);
  const { side, begin, end } = question;
  return { side, source, seconds: (end - begin) / 1000, ...catalogueOf(groups), sizes, away: settled.away };
}

/** If Prometheus answers as fast as usual, this saves dozens of searches in Jaeger. If it hangs, they do not wait for its deadline. */
const PATIENCE_MILLISECONDS = 1000;

/** The known calls, from the metrics of MCP calls or, if there are none or Prometheus is away, from traces. */
export async function knownCalls(
  { prometheus, jaeger }: Backends,
  { question, settled }: { question: CallsQuestion; settled: Settled },
): Promise<KnownCalls> {
  const measuring = settled.orNone(measuredCalls(prometheus, question), []);
  const isEnough = (measured: CallGroup[] | undefined) => measured?.some(({ count }) => count > 0);
  const none: SeenCalls = { calls: [], traces: 0, hasMore: false };
  const seeing = atMost(measuring, PATIENCE_MILLISECONDS).then((measured) =>
    isEnough(measured) ? none : settled.orNone(seenCalls(jaeger, question), none),
  );
  const [measured, { calls, traces, hasMore }] = await Promise.all([measuring, seeing]);
  if (isEnough(measured)) return { groups: measured, source: { of: 'metrics' } };
  return { groups: groupsOfCalls(calls, question.side), source: { of: 'traces', traces, hasMore } };
}

/** The answer if it comes within the time, otherwise undefined. */
async function atMost<Answer>(answer: Promise<Answer>, milliseconds: number): Promise<Answer | undefined> {
  const stop = new AbortController();
  const late = setTimeout(milliseconds, undefined, { signal: stop.signal }).catch(() => undefined);
  return Promise.race([answer, late]).finally(() => stop.abort());
}
