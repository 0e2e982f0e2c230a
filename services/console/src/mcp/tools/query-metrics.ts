import { z } from 'zod';
import type { SeriesRange } from '../../backends/prometheus.ts';
import { pageOf } from '../../questions/page.ts';
import { iso, since, timeOf } from '../../questions/times.ts';
import { pageInput, pageOutput } from '../paging.ts';
import { textValues } from '../text-values.ts';
import { defineTool } from '../tool.ts';

const MOST_BYTES = 2800;
const MOST_POINTS = 30;

export const queryMetricsTool = defineTool({
  name: 'query_metrics',
  title: 'Query metrics',
  description:
    'Evaluates PromQL: now, or with since over a time in at most 30 steps. Span metrics are traces_span_metrics_calls_total and traces_span_metrics_duration_seconds (labels job, span_name, span_kind, gen_ai_tool_name), the service graph traces_service_graph_request_total (client, server).',
  input: z.strictObject({
    promql: z.string().min(1).describe('an expression'),
    since: since.optional(),
    ...pageInput(20, 100),
  }),
  output: z.object({
    series: z.array(
      z.object({
        labels: z.record(z.string(), z.string()),
        value: z.number().optional().describe('now, or at the end; left out when it is no number'),
        points: z.array(z.object({ at: z.string(), value: z.number().optional() })).optional(),
      }),
    ),
    found: z.number(),
    ...pageOutput,
  }),
  answer: async ({ promql, since: from, limit, cursor }, { backends: { prometheus }, links }) => {
    const now = Date.now();
    const begin = from === undefined ? now : timeOf(from, now);
    const stepSeconds = Math.max(1, Math.ceil((now - begin) / 1000 / MOST_POINTS));
    const series =
      from === undefined
        ? (await prometheus.query(promql, now)).map(({ labels, value }) => ({
            labels: textValues(labels),
            ...finite(value),
          }))
        : (await prometheus.range(promql, { begin, end: now, stepSeconds })).map(inTime);
    const { items, ...next } = pageOf(series, { cursor, limit, mostBytes: MOST_BYTES });
    const lines = items.map(({ labels, value = 'no number' }) => `${JSON.stringify(labels)} ${value}`);
    return {
      data: { series: items, found: series.length, ...next },
      lines: lines.length === 0 ? ['No series matches.'] : [`${series.length} series:`, ...lines],
      link: links.metrics({ query: promql, ...(from === undefined ? {} : { from: begin, to: now }) }),
    };
  },
});

function inTime({ labels, points }: SeriesRange) {
  return {
    labels: textValues(labels),
    ...finite(points.at(-1)?.[1] ?? Number.NaN),
    points: points.map(([seconds, value]) => ({ at: iso(seconds * 1000), ...finite(value) })),
  };
}

/** JSON has neither NaN nor infinity. */
const finite = (value: number): { value?: number } => (Number.isFinite(value) ? { value } : {});
