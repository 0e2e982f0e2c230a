import type { Trace } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { counted, duration, shortName } from '../../model/format/text.ts';
import { extentOf, timeAround } from '../../model/spans/times.ts';
import { type Finding, finding } from '../../questions/explain-trace/finding.ts';
import { explainTrace } from '../../questions/explain-trace/index.ts';
import type { View } from '../../questions/explain-trace/view.ts';
import { knownTrace, traceId } from '../../questions/known-trace.ts';
import { firstOf, pageOf, positionOf } from '../../questions/page.ts';
import { iso } from '../../questions/times.ts';
import { briefFinding } from '../brief-finding.ts';
import { mcpCall, toMcpCall } from '../mcp-call.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { defineTool, type ToolAnswer, type ToolContext } from '../tool.ts';

const MOST_BYTES = 2400;
const MOST_CALL_BYTES = 600;
const MOST_SERVICES = 8;

const output = z.object({
  traceId: z.string(),
  request: z.string().describe('service and name of the root'),
  begin: z.string(),
  milliseconds: z.number(),
  failed: z.boolean(),
  spans: z.number(),
  services: z.array(z.string()),
  findings: z.array(finding).describe('the likeliest cause first'),
  mcpCalls: z.array(mcpCall).optional().describe('the longest first; get_trace has all'),
  ...pageOutput,
});

type Explained = z.input<typeof output>;

export const explainTraceTool = defineTool({
  name: 'explain_trace',
  title: 'Explain a trace',
  description:
    'Why one request was slow or failed: an ordered list of findings, the likeliest cause first, each with numbers and evidence (span ids, log lines, functions), and its MCP calls. Distinguishes waiting from working, compares with usual durations, and reports what is missing. Reads traces, metrics, logs and profiles at once. Start here once you have a trace id.',
  input: z.strictObject({ trace_id: traceId, ...pageInput(8, 50) }),
  output,
  answer: async ({ trace_id, limit, cursor }, context) =>
    explanationOf(await knownTrace(context.backends.jaeger, trace_id), { ...context, limit, cursor }),
});

interface ExplanationOptions extends ToolContext {
  limit: number;
  cursor?: string | undefined;
}

/** Only the first page has the MCP calls. */
export async function explanationOf(
  trace: Trace,
  { backends, links, limit, cursor }: ExplanationOptions,
): Promise<ToolAnswer<Explained>> {
  const { view, findings } = await explainTrace(trace, backends);
  const mcpCalls = cursor === undefined ? longestCalls(view) : [];
  const linked = findings.map((one) => briefFinding(one, evidenceLink(one, { trace, links })));
  const mostBytes = MOST_BYTES - JSON.stringify(mcpCalls).length;
  const { items, ...next } = pageOf(linked, { cursor, limit, mostBytes });
  const services = [...new Set(view.trace.spans.map(({ service }) => shortName(service)))];
  const data = {
    traceId: trace.traceId,
    request: view.main === undefined ? '' : `${shortName(view.main.service)} ${shortName(view.main.name)}`,
    begin: iso(extentOf(view.works.map(({ root }) => root)).begin / 1000),
    milliseconds: view.milliseconds,
    failed: view.failed,
    spans: view.trace.spans.length,
    services: services.slice(0, MOST_SERVICES),
    findings: items,
    ...(mcpCalls.length > 0 && { mcpCalls }),
    ...next,
  };
  const head = `${data.request} ${view.failed ? 'failed after' : 'took'} ${duration(view.milliseconds)} (${counted(data.spans, 'span')}, ${counted(services.length, 'service')}).`;
  const said = items.map(({ summary }, index) => `${positionOf(cursor) + index + 1}. ${summary}`);
  return { data, lines: [head, ...said], link: links.trace(trace.traceId) };
}

/** A link for people to the evidence of a finding. */
function evidenceLink(
  { service, evidence: { spans: [span] = [], metric, functions } }: Finding,
  { trace, links }: Pick<ToolContext, 'links'> & { trace: Trace },
): string | undefined {
  if (span !== undefined) return links.trace(trace.traceId, span);
  if (metric !== undefined) return links.metrics({ query: metric, ...timeAround(trace) });
  return functions && links.profiles({ service, trace: trace.traceId });
}

function longestCalls({ hops }: View) {
  return firstOf(
    hops.map(toMcpCall).sort((a, b) => b.ms - a.ms),
    { mostBytes: MOST_CALL_BYTES },
  );
}
