import type { Trace } from '@cortex/trace-testing/trace';
import type { JaegerClient, TraceSearch } from '../backends/jaeger.ts';
import { ERROR_TYPE, HTTP_STATUS, TOOL_NAME } from '../model/attributes.ts';
import { isFailed } from '../model/failed.ts';
import { type InCommon, overRepresented } from '../model/over-represented.ts';
import { worksOf } from '../model/requests.ts';
import { extentOf } from '../model/span-times.ts';

export interface TraceQuestion extends Omit<TraceSearch, 'service' | 'limit'> {
  /** All when left out. */
  service?: string | undefined;
  tool?: string | undefined;
  failedOnly?: boolean | undefined;
  order: 'slowest' | 'newest';
}

export interface FoundTrace {
  traceId: string;
  service: string;
  operation: string;
  /** Milliseconds since the epoch. */
  begin: number;
  milliseconds: number;
  spans: number;
  services: number;
  failed: boolean;
  /** Spans that failed. */
  failures: number;
  errorType: string | undefined;
}

export interface FoundTraces {
  traces: FoundTrace[];
  /** How many services were asked: Jaeger finds by service. */
  asked: number;
  /** What the slow or failed ones have in common and the others have not. */
  inCommon: InCommon[];
}

/** Jaeger gives the newest that fit; the slowest are chosen among so many. */
const LOOKED_THROUGH = 200;
const MOST_SERVICES = 10;
/** Jaeger asks itself over HTTP, and scrapes come every few seconds. */
const NOT_OF_INTEREST = /^(GET )?\/(health|metrics)\b/;

export async function findTraces(jaeger: JaegerClient, question: TraceQuestion): Promise<FoundTraces> {
  const { service, tool, failedOnly, order, attributes, ...search } = question;
  const services = service === undefined ? (await jaeger.services()).slice(0, MOST_SERVICES) : [service];
  const wanted = {
    ...attributes,
    ...(tool !== undefined && { [TOOL_NAME]: tool }),
    ...(failedOnly && { error: 'true' }),
  };
  const limit = Math.ceil(LOOKED_THROUGH / services.length);
  const answers = await Promise.all(
    services.map((one) =>
      jaeger.find({ ...search, service: one, attributes: Object.keys(wanted).length > 0 ? wanted : undefined, limit }),
    ),
  );
  const byId = new Map(answers.flat().map((trace) => [trace.traceId, trace]));
  const traces = [...byId.values()].filter((trace) => trace.spans.length > 0 && isOfInterest(trace));
  const found = traces
    .map(summaryOf)
    .sort(order === 'newest' ? (a, b) => b.begin - a.begin : (a, b) => b.milliseconds - a.milliseconds);
  return { traces: found, asked: services.length, inCommon: inCommonOf(traces, found) };
}

function isOfInterest({ roots }: Trace): boolean {
  return roots.some(({ name, attributes }) => !NOT_OF_INTEREST.test(String(attributes['url.path'] ?? name)));
}

export function summaryOf(trace: Trace): FoundTrace {
  const [work] = worksOf(trace);
  const { begin, end } = extentOf(trace.spans);
  const failed = trace.spans.filter(isFailed);
  const errorType = failed
    .map(({ attributes }) => attributes[ERROR_TYPE] ?? attributes[HTTP_STATUS])
    .find((type) => type !== undefined);
  return {
    traceId: trace.traceId,
    service: work?.root.service ?? '',
    operation: work?.root.name ?? '',
    begin: begin / 1000,
    milliseconds: Math.round(end - begin) / 1000,
    spans: trace.spans.length,
    services: new Set(trace.spans.map(({ service }) => service)).size,
    failed: work !== undefined && isFailed(work.root),
    failures: failed.length,
    errorType: errorType === undefined ? undefined : String(errorType),
  };
}

/** The quarter that took longest, and what failed, against the others. */
function inCommonOf(traces: readonly Trace[], found: readonly FoundTrace[]): InCommon[] {
  const durations = found.map(({ milliseconds }) => milliseconds).sort((a, b) => b - a);
  const slow = durations[Math.floor(durations.length / 4)] ?? 0;
  const chosen = new Set(
    found.filter(({ failed, milliseconds }) => failed || milliseconds > slow).map(({ traceId }) => traceId),
  );
  return overRepresented(
    traces.filter(({ traceId }) => chosen.has(traceId)),
    traces.filter(({ traceId }) => !chosen.has(traceId)),
  );
}
