import type { PrometheusClient } from '../../backends/prometheus.ts';
import { type Figures, figuresOf } from '../../model/mcp-calls/figures.ts';
import type { CallGroup } from '../../model/mcp-calls/group.ts';
import { grown } from '../../model/metrics/promql.ts';
import { groupsOf, histogramsOf, LABELS } from './call-series.ts';
import type { CallsQuestion } from './question.ts';

/** The labels of calls over time: enough to identify the server. */
const LABELS_OVER_TIME = {
  server: ['job', 'error_type', 'le'],
  client: ['job', 'error_type', 'le', 'cortex_mcp_server_name', 'server_address', 'server_port'],
};

/** The MCP calls in a time range, from the metrics of the chosen side. */
export async function measuredCalls(prometheus: PrometheusClient, question: CallsQuestion): Promise<CallGroup[]> {
  const { side, server, begin, end } = question;
  const time = { seconds: Math.max(1, Math.round((end - begin) / 1000)), by: LABELS[side].join(', ') };
  const answers = await Promise.all(
    histogramsOf(question).map(async ({ selector, inMilliseconds }) =>
      groupsOf(await prometheus.query(grown(selector, time), end), { side, server, inMilliseconds }),
    ),
  );
  return answers.flat();
}

/** The figures of the calls within one step. */
export interface CallsAt extends Figures {
  /** The end of the step, in milliseconds since the epoch. */
  at: number;
}

/** A step contains at least two exports of metrics. */
const SHORTEST_STEP_SECONDS = 30;
const STEPS = 48;

/** The figures of the calls step by step. Steps without data are left out. */
export async function callsOverTime(prometheus: PrometheusClient, question: CallsQuestion): Promise<CallsAt[]> {
  const { side, server, begin, end } = question;
  const stepSeconds = Math.max(SHORTEST_STEP_SECONDS, Math.ceil((end - begin) / 1000 / STEPS));
  const time = { seconds: stepSeconds, by: LABELS_OVER_TIME[side].join(', ') };
  const steps = { begin: begin + stepSeconds * 1000, end, stepSeconds };
  const groups = new Map<number, CallGroup[]>();
  const answers = histogramsOf(question).map(async ({ selector, inMilliseconds }) => {
    const points = (await prometheus.range(grown(selector, time), steps)).flatMap(({ labels, points }) =>
      points.map(([seconds, value]) => ({ at: seconds * 1000, labels, value })),
    );
    for (const [at, series] of Map.groupBy(points, (point) => point.at))
      groups.set(at, [...(groups.get(at) ?? []), ...groupsOf(series, { side, server, inMilliseconds })]);
  });
  await Promise.all(answers);
  return [...groups].map(([at, members]) => ({ at, ...figuresOf(members) })).sort((a, b) => a.at - b.at);
}
