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
  /** All when left out. */
  service?: string | undefined;
  tool?: string | undefined;
  /** What the service, or any, calls: another service, or a database or host as the caller names it. */
  calls?: string | undefined;
  failedOnly?: boolean | undefined;
  order: 'slowest' | 'newest';
  /** How many to look through, of all services together. */
  most?: number | undefined;
}

export interface FoundTrace extends TraceSummary {
  /** Spans of a very large trace that were not looked at: what is said of failures and services is of the others. */
  unreadSpans: number;
  services: number;
  failed: boolean;
  /** Spans that failed. */
  failures: number;
  errorType: string | undefined;
  /** Whether it is of a stream of events, which lasts as long as its reader and is not a slow request. */
  isStream: boolean;
  /** MCP tools that were called. */
  tools: string[];
  outline: Segment[];
}

export interface FoundTraces {
  traces: FoundTrace[];
  /** How many services were asked: Jaeger finds by service. */
  asked: number;
  /** Services that were not asked because there are so many. */
  notAsked: number;
  /** The bound on traces of each service that were looked through, the newest first. */
  mostOfEach: number;
  /** Some service may have more that fit. */
  isPart: boolean;
  notSearched: NotSearched[];
  /** Traces that are slow or failed, and the others. */
  chosen: number;
  others: number;
  /** What the slow or failed ones have in common and the others have not. */
  inCommon: InCommon[];
}

/** Jaeger gives the newest that fit; the slowest are chosen among so many. */
const LOOKED_THROUGH = 200;
const MOST_SERVICES = 10;
const MOST_TOOLS = 5;
/** Jaeger asks itself over HTTP, and scrapes come every few seconds. */
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

/** The slowest first; streams, which are not slow, at the end. */
function bySlowness(a: FoundTrace, b: FoundTrace): number {
  return Number(a.isStream) - Number(b.isStream) || b.milliseconds - a.milliseconds;
}

/** Jaeger compares single spans of the service; a person means the whole. */
function isWithin(milliseconds: number, { minMilliseconds = 0, maxMilliseconds = Infinity }: Partial<TraceSearch>) {
  return milliseconds >= minMilliseconds && milliseconds <= maxMilliseconds;
}

/** Neither a probe nor the console's own question to a backend. */
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

/** The quarter that took longest, and what failed, against the others. */
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
