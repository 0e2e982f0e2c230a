import { setTimeout as pause } from 'node:timers/promises';
import type { StartedPlatform } from '../../../platform/platform.ts';
import { REQUEST_DONE } from '../judge/judge-logs.ts';
import type { ExpectedCounts } from './expected.ts';
import { Tally } from './tally.ts';

const LOOK_AGAIN_MILLISECONDS = 2_000;
/** Several intervals of exporting metrics. */
const PATIENCE_MILLISECONDS = 45_000;

/** Paths that are also requested by the start, by probes and by fault injection. */
const OF_OTHERS = / \/(?:health|metrics|admin)/;

export interface Mismatch {
  counter: string;
  labels: string;
  expected: number;
  came: number;
}

interface Counter {
  name: string;
  expected: Tally;
  read(): Promise<Tally>;
  /** Whether unexpected entries are ignored, because others cause them too. */
  isShared?: boolean;
}

/** Compares the counters of an otherwise unused platform with what was sent, until they agree or stop changing. */
export async function compareCounters(
  platform: StartedPlatform,
  expected: ExpectedCounts,
  signal: AbortSignal,
): Promise<Mismatch[]> {
  const counters = countersOf(platform, expected);
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const mismatches = (await Promise.all(counters.map(compare))).flat();
    if (mismatches.length === 0 || performance.now() > deadline) return mismatches;
    await pause(LOOK_AGAIN_MILLISECONDS, undefined, { signal });
  }
}

function countersOf(platform: StartedPlatform, expected: ExpectedCounts): Counter[] {
  const { http, mcpServer, mcpClient, spans, retries, events } = expected;
  const ofPrometheus = (metric: string, ...labels: string[]) => ({
    name: metric,
    read: () => sums(platform, metric, labels),
  });
  const mcp = ['job', 'mcp_method_name', 'gen_ai_tool_name', 'error_type'];
  return [
    { ...ofPrometheus('http_requests_total', 'job', 'method', 'endpoint', 'status'), expected: http },
    {
      ...ofPrometheus(
        'http_server_request_duration_seconds_count',
        'job',
        'http_request_method',
        'http_route',
        'http_response_status_code',
      ),
      expected: withoutRoute(http),
    },
    { ...ofPrometheus('mcp_server_operation_duration_seconds_count', ...mcp), expected: mcpServer },
    { ...ofPrometheus('mcp_client_operation_duration_seconds_count', ...mcp), expected: mcpClient },
    { ...ofPrometheus('mcp_retries_total', 'job', 'tool'), expected: retries },
    { ...ofPrometheus('event_publish_total', 'job'), expected: events },
    {
      ...ofPrometheus('traces_span_metrics_calls_total', 'service_name', 'span_kind', 'span_name', 'status_code'),
      expected: ofSpanMetrics(spans),
      isShared: true,
    },
    { name: `log lines "${REQUEST_DONE}"`, read: () => lines(platform), expected: http },
  ];
}

async function compare({ name, expected, read, isShared = false }: Counter): Promise<Mismatch[]> {
  const came = (await read()).counts;
  const keys = new Set([...expected.counts.keys(), ...(isShared ? [] : came.keys())]);
  return [...keys]
    .filter((labels) => !OF_OTHERS.test(labels))
    .map((labels) => ({
      counter: name,
      labels,
      expected: expected.counts.get(labels) ?? 0,
      came: came.get(labels) ?? 0,
    }))
    .filter((pair) => pair.expected !== pair.came);
}

async function sums({ prometheus }: StartedPlatform, metric: string, labels: string[]): Promise<Tally> {
  const tally = new Tally();
  for (const { labels: found, value } of await prometheus.query(`sum by (${labels.join(', ')}) (${metric})`))
    tally.add(labels.map((label) => found[label] || '-').join(' '), value);
  return tally;
}

async function lines({ logs }: StartedPlatform): Promise<Tally> {
  const tally = new Tally();
  const by = ['service.name', 'method', 'route', 'status'];
  const fields = by.map((field) => JSON.stringify(field)).join(', ');
  for (const line of await logs.query(`_msg:="${REQUEST_DONE}" | stats by (${fields}) count() as lines`))
    tally.add(by.map((field) => line[field]).join(' '), Number(line.lines));
  return tally;
}

/** Removes the route `unmatched`, which the semantic conventions leave out. */
function withoutRoute({ counts }: Tally): Tally {
  return renamed(counts, (labels) => labels.replace(' unmatched ', ' - '));
}

/** Converts kinds and statuses into the Collector's spelling. */
function ofSpanMetrics({ counts }: Tally): Tally {
  return renamed(counts, (labels) => labels.replace(/^(\S+) (\S+) (.*) (\S+)$/, '$1 SPAN_KIND_$2 $3 STATUS_CODE_$4'));
}

function renamed(counts: ReadonlyMap<string, number>, rename: (labels: string) => string): Tally {
  const tally = new Tally();
  for (const [labels, times] of counts) tally.add(rename(labels), times);
  return tally;
}
