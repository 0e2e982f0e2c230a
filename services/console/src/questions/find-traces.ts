import type { Trace } from '@cortex/trace-testing/trace';
import type { FoundSpans } from '../backends/jaeger/found-spans.ts';
import type { JaegerClient, NotSearched, TraceSearch } from '../backends/jaeger/jaeger-client.ts';
import { hasCall } from '../model/search/has-call.ts';
import { type InCommon, overRepresented } from '../model/search/over-represented.ts';
import { ERROR_TYPE, HTTP_STATUS, TOOL_NAME } from '../model/spans/attributes.ts';
import { isFailed } from '../model/spans/failed.ts';
import { isLastingStream } from '../model/trace/lasting-stream.ts';
import { outlineOf, type Segment } from '../model/trace/outline.ts';
import { worksOf } from '../model/trace/requests.ts';
import { type TraceSummary, traceSummary } from '../model/trace/summary.ts';
import { NAME } from '../name.ts';

export interface TraceQuestion extends Omit<TraceSearch, 'service' | 'limit'> {
  /** Default: all services. */
  service?: string | undefined;
  tool?: string | undefined;
  /** A callee of the service, or of any: another service, or a database or host by its name in the caller's span. */
  calls?: string | undefined;
  failedOnly?: boolean | undefined;
  order: 'slowest' | 'newest';
  /** How many traces to search, of all services together. */
  most?: number | undefined;
}

export interface FoundTrace extends TraceSummary {
  /** Spans of a very large trace that were not read: failures and services are those of the others. */
  unreadSpans: number;
  services: number;
  failed: boolean;
  /** The number of failed spans. */
  failures: number;
  errorType: string | undefined;
  /** Whether it is a stream of events, which lasts as long as its reader, so that it is not slow. */
  isStream: boolean;
  /** The called MCP tools. */
  tools: string[];
  outline: Segment[];
}

export interface FoundTraces {
  traces: FoundTrace[];
  /** How many services were searched: Jaeger searches by service. */
  asked: number;
  /** How many services were not searched, because there are too many. */
  notAsked: number;
  /** The most traces that were searched of each service, the newest first. */
  mostOfEach: number;
  /** Whether some service may have more matches. */
  isPart: boolean;
  notSearched: NotSearched[];
  /** The number of slow or failed traces, and that of the others. */
  chosen: number;
  others: number;
  /** Values that slow or failed traces have in common and the others do not. */
  inCommon: InCommon[];
}

/** Jaeger returns the newest matches; the slowest are selected among this many. */
const LOOKED_THROUGH = 200;
const MOST_SERVICES = 10;
const MOST_TOOLS = 5;
/** Requests of probes and scrapes, which come every few seconds, and Jaeger's own requests. */
const NOT_OF_INTEREST = /^(GET )?\/(health|metrics)\b/;

export async function findTraces(jaeger: JaegerClient, question: TraceQuestion): Promise<FoundTraces> {
  const { service, tool, calls, failedOnly, order, attributes, most = LOOKED_THROUGH, ...search } = question;
  const known = service === undefined ? (await jaeger.services()).filter((one) => one !== NAME) : [service];
  const services = known.slice(0, MOST_SERVICES);
  const wanted = {
    ...attributes,
    ...(tool !== undefined && { [TOOL_NAME]: tool }),
    ...(failedOnly && { error: 'true' }),
  };
  const limit = Math.ceil(most / Math.max(1, services.length));
  const conditions = { ...search, attributes: Object.keys(wanted).length > 0 ? wanted : undefined, limit };
  const answers = await jaeger.findEach(services.map((one) => ({ ...conditions, service: one })));
  const byId = new Map(answers.flatMap(({ found }) => found).map((one) => [one.trace.traceId, one]));
  const fitting = [...byId.values()].filter(
    ({ trace }) =>
      trace.spans.length > 0 &&
      (service !== undefined || isOfInterest(trace)) &&
      (calls === undefined || hasCall(trace, { from: service, to: calls })),
  );
  const found = fitting
    .map(summaryOf)
    .filter(({ milliseconds }) => isWithin(milliseconds, search))
    .sort(order === 'newest' ? (a, b) => b.begin - a.begin : bySlowness);
  return {
    traces: found,
    asked: services.length,
    notAsked: known.length - services.length,
    mostOfEach: limit,
    isPart: answers.some(({ isCut }) => isCut),
    notSearched: answers.flatMap((answer) => answer.notSearched),
    ...commonTo(
      fitting.map(({ trace }) => trace),
      found,
    ),
  };
}

/** The slowest first; streams, which are not slow, last. */
function bySlowness(a: FoundTrace, b: FoundTrace): number {
  return Number(a.isStream) - Number(b.isStream) || b.milliseconds - a.milliseconds;
}

/** Checks the duration of the whole trace, because Jaeger compares that of single spans. */
function isWithin(milliseconds: number, { minMilliseconds = 0, maxMilliseconds = Infinity }: Partial<TraceSearch>) {
  return milliseconds >= minMilliseconds && milliseconds <= maxMilliseconds;
}

/** False for probes and for the console's own requests to backends. */
function isOfInterest({ roots }: Trace): boolean {
  return roots.some(
    ({ service, name, attributes }) =>
      service !== NAME && !NOT_OF_INTEREST.test(String(attributes['url.path'] ?? name)),
  );
}

function summaryOf({ trace, unread }: FoundSpans): FoundTrace {
  const [work] = worksOf(trace);
  const failed = trace.spans.filter(isFailed);
  const errorType = failed
    .map(({ attributes }) => attributes[ERROR_TYPE] ?? attributes[HTTP_STATUS])
    .find((type) => type !== undefined);
  const summary = traceSummary(trace);
  return {
    ...summary,
    spans: summary.spans + unread,
    unreadSpans: unread,
    services: new Set(trace.spans.map(({ service }) => service)).size,
    failed: work !== undefined && isFailed(work.root),
    failures: failed.length,
    errorType: errorType === undefined ? undefined : String(errorType),
    isStream: isLastingStream(trace),
    tools: [...new Set(trace.spans.map(({ attributes }) => attributes[TOOL_NAME]))]
      .filter((tool) => tool !== undefined)
      .map(String)
      .slice(0, MOST_TOOLS),
    outline: outlineOf(trace.spans),
  };
}

type Common = Pick<FoundTraces, 'chosen' | 'others' | 'inCommon'>;

/** Compares the slowest quarter and the failed traces with the others. */
function commonTo(traces: readonly Trace[], found: readonly FoundTrace[]): Common {
  const durations = found
    .filter(({ isStream }) => !isStream)
    .map(({ milliseconds }) => milliseconds)
    .sort((a, b) => b - a);
  const slow = durations[Math.floor(durations.length / 4)] ?? 0;
  const byId = new Map(traces.map((trace) => [trace.traceId, trace]));
  const tracesOf = (part: FoundTrace[] = []) =>
    part.map(({ traceId }) => byId.get(traceId)).filter((trace) => trace !== undefined);
  const { true: chosen, false: others } = Object.groupBy(found, ({ failed, milliseconds, isStream }) =>
    failed || (milliseconds > slow && !isStream) ? 'true' : 'false',
  );
  return {
    chosen: chosen?.length ?? 0,
    others: others?.length ?? 0,
    inCommon: overRepresented(tracesOf(chosen), tracesOf(others)),
  };
}
