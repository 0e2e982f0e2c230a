import type { Trace } from '@cortex/trace-testing/trace';
import { z } from 'zod';
import { counted, duration } from '../../model/text.ts';
import { finding } from '../../questions/explain-trace/finding.ts';
import { explainTrace } from '../../questions/explain-trace/index.ts';
import { clean } from '../../questions/explain-trace/say.ts';
import { knownTrace, traceId } from '../../questions/known-trace.ts';
import { pageOf } from '../../questions/page.ts';
import { iso } from '../../questions/times.ts';
import { defineTool, type ToolContext } from '../tool.ts';

const MOST_BYTES = 2400;
const LONGEST_TEXT = 1200;

const output = z.object({
  traceId: z.string(),
  request: z.string().describe('service and name of the root'),
  begin: z.string(),
  milliseconds: z.number(),
  failed: z.boolean(),
  spans: z.number(),
  services: z.array(z.string()),
  findings: z.array(finding).describe('the likeliest cause first'),
  moreFindings: z.number(),
  link: z.string(),
});

export const explainTraceTool = defineTool({
  name: 'explain_trace',
  title: 'Explain a trace',
  description:
    'Why one request was slow or failed: an ordered list of findings, the likeliest cause first, each with numbers and evidence (span ids, log lines, functions). Tells waiting from working, compares with what is usual, and says what is missing. Looks into traces, metrics, logs and profiles at once. Start here once you have a trace id.',
  input: z.object({
    trace_id: traceId,
    limit: z.number().int().min(1).max(50).default(8).describe('findings to give'),
  }),
  output,
  answer: async ({ trace_id, limit }, context) =>
    explanationOf(await knownTrace(context.backends.jaeger, trace_id), { ...context, limit }),
});

export async function explanationOf(trace: Trace, { backends, links, limit }: ToolContext & { limit: number }) {
  const { view, findings } = await explainTrace(trace, backends);
  const services = [...new Set(view.trace.spans.map(({ service }) => clean(service)))];
  const linked = findings.map((one) => {
    const [span] = one.evidence.spans ?? [];
    return span === undefined ? one : { ...one, link: links.trace(trace.traceId, span) };
  });
  const { items } = pageOf(linked, { cursor: undefined, limit, mostBytes: MOST_BYTES });
  const request = view.main === undefined ? '' : `${clean(view.main.service)} ${clean(view.main.name)}`;
  const data: z.input<typeof output> = {
    traceId: trace.traceId,
    request,
    begin: iso(Math.min(...view.works.map(({ root }) => root.startMicroseconds)) / 1000),
    milliseconds: view.milliseconds,
    failed: view.failed,
    spans: view.trace.spans.length,
    services: services.slice(0, 12),
    findings: items,
    moreFindings: findings.length - items.length,
    link: links.trace(trace.traceId),
  };
  const head = `${request} ${view.failed ? 'failed' : 'took'}${view.failed ? ' after' : ''} ${duration(view.milliseconds)} (${counted(view.trace.spans.length, 'span')}, ${counted(services.length, 'service')}).`;
  const lines = items.map(({ summary }, index) => `${index + 1}. ${summary}`);
  return { data, text: fit([head, ...lines]) };
}

/** Whole lines, as many as there is room for. */
function fit(lines: string[]): string {
  let text = '';
  for (const line of lines) {
    if (text.length + line.length > LONGEST_TEXT && text !== '') break;
    text += `${line}\n`;
  }
  return text.trimEnd();
}
