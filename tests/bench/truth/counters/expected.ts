import {
  ATTR_ERROR_TYPE,
  ATTR_GEN_AI_TOOL_NAME,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_MCP_METHOD_NAME,
  ATTR_MCP_REQUEST_ATTEMPT,
} from '@cortex/signals/contract';
import type { TraceSpan } from '@cortex/trace-testing';
import { type ExpectedEntry, isHttp } from '../expectation.ts';
import { keyOf } from '../judge/span-key.ts';
import type { Verdict } from '../judge/verdict.ts';
import { Tally } from './tally.ts';

const UNMATCHED = 'unmatched';
const NONE = '-';

/** The expected sums over all requests. Each key is a line of labels, in the order of the counter's check. */
export class ExpectedCounts {
  /** `<service> <method> <route> <status>` */
  readonly http = new Tally();
  /** `<service> <MCP method> <tool> <error.type>`, from the servers and from the callers between the services. */
  readonly mcpServer = new Tally();
  readonly mcpClient = new Tally();
  /** `<service> <kind> <span's name> <status>` */
  readonly spans = new Tally();
  /** `<service> <called service> <tool>`: calls that were started, and their attempts after the first. */
  readonly retries = new Tally();
  /** Stored inputs, each of which leads to one event. */
  readonly events = new Tally();
}

/** Counts what the clients know. The rest comes from the spans, which are judged one by one. */
export function expectedCounts(verdicts: readonly Verdict[]): ExpectedCounts {
  const counts = new ExpectedCounts();
  for (const verdict of verdicts) {
    if (verdict.expectation.isSampled) countTrace(verdict, counts);
    else countUnsampled(verdict, counts);
  }
  return counts;
}

function countTrace({ expectation, trace }: Verdict, counts: ExpectedCounts): void {
  const entryOf = new Map(expectation.entries.map((entry) => [entry.parentSpanId, entry]));
  const spans = trace?.spans ?? [];
  for (const span of spans) {
    counts.spans.add(`${span.service} ${span.kind} ${span.name} ${span.status}`);
    countMessage(span, counts);
    const entry = entryOf.get(span.parentSpanId);
    if (isHttp(keyOf(span)) && entry?.status === undefined) counts.http.add(requestOf(span));
    if (keyOf(span) === 'core-api internal process_input') counts.events.add('core-api');
  }
  for (const entry of expectation.entries) countEntry(entry, counts);
}

function countMessage({ service, kind, attributes }: TraceSpan, counts: ExpectedCounts): void {
  const method = attributes[ATTR_MCP_METHOD_NAME];
  if (method === undefined) return;
  const labels = `${service} ${method} ${attributes[ATTR_GEN_AI_TOOL_NAME] ?? NONE} ${attributes[ATTR_ERROR_TYPE] ?? NONE}`;
  (kind === 'SERVER' ? counts.mcpServer : counts.mcpClient).add(labels);
  if (Number(attributes[ATTR_MCP_REQUEST_ATTEMPT] ?? 1) > 1)
    counts.retries.add(`${service} ${attributes[ATTR_GEN_AI_TOOL_NAME]}`);
}

function requestOf({ service, attributes }: TraceSpan): string {
  const route = attributes[ATTR_HTTP_ROUTE] ?? UNMATCHED;
  return `${service} ${attributes[ATTR_HTTP_REQUEST_METHOD]} ${route} ${attributes[ATTR_HTTP_RESPONSE_STATUS_CODE]}`;
}

function countEntry({ span, status }: ExpectedEntry, counts: ExpectedCounts): void {
  if (!isHttp(span) || status === undefined) return;
  const [service, , method, route = UNMATCHED] = span.split(' ');
  counts.http.add(`${service} ${method} ${route} ${status}`);
}

/** Without spans, what must have happened between the services follows from the request. No fault strikes these. */
function countUnsampled({ expectation }: Verdict, counts: ExpectedCounts): void {
  const { entries, calls, processed } = expectation;
  counts.events.add('core-api', processed.least);
  for (const entry of entries) {
    countEntry(entry, counts);
    const [service, , method, tool = NONE] = entry.span.split(' ');
    if (!isHttp(entry.span)) counts.mcpServer.add(`${service} ${method} ${tool} ${entry.errorTypes?.[0] ?? NONE}`);
  }
  for (const [key, { least }] of calls) {
    const [caller, , method, tool = ''] = key.split(' ');
    const called = tool === 'get_context' ? 'cognition-service' : 'memory-service';
    counts.http.add(`${called} POST /mcp 200`, least);
    counts.mcpServer.add(`${called} ${method} ${tool} ${NONE}`, least);
    counts.mcpClient.add(`${caller} ${method} ${tool} ${NONE}`, least);
  }
}
