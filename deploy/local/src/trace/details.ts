import { printable, textOf } from '@cortex/console/model';
import { SLOW_QUERY_SECONDS } from '@cortex/signals';
import {
  ATTR_BATCH_SIZE,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_RESPONSE_STATUS_CODE,
  ATTR_ERROR_TYPE,
  ATTR_FAULT_INJECTED,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_INPUT_ID,
  ATTR_MCP_REQUEST_ATTEMPT,
  ATTR_RPC_RESPONSE_STATUS_CODE,
  ATTR_URL_FULL,
  ATTR_WAIT_DURATION,
  ATTR_WAIT_REASON,
  ATTR_WAIT_TARGET,
  SPAN_EVENT_WAIT,
} from '@cortex/signals/contract';
import type { SpanNode, Trace, TraceSpan } from '@cortex/trace-testing';
import { duration } from './text.ts';

/** The attributes that answer what a reader asks next, and that a span's name does not contain. */
const SHOWN = [
  ATTR_ERROR_TYPE,
  ATTR_URL_FULL,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_RESPONSE_STATUS_CODE,
  ATTR_RPC_RESPONSE_STATUS_CODE,
  ATTR_MCP_REQUEST_ATTEMPT,
  ATTR_BATCH_SIZE,
  ATTR_FAULT_INJECTED,
  ATTR_INPUT_ID,
];

/** The duration from which on a query counts as slow. */
const SLOW_MICROSECONDS = SLOW_QUERY_SECONDS * 1e6;

/** Gives the details that are shown below the line of a span: the attributes that matter, what it waited for, and its links. */
export type DetailsOf = (span: SpanNode) => string[];

/** @param all whether to show all attributes and events instead of those that matter most */
export function detailsIn(trace: Trace, { all = false } = {}): DetailsOf {
  const { spans, traceId } = trace;
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const linking = incomingLinks(trace);
  const named = (link: TraceSpan['links'][number]) => {
    if (link.traceId !== traceId) return `span ${printable(link.spanId)} of trace ${printable(link.traceId)}`;
    const span = byId.get(link.spanId);
    return span === undefined ? `span ${printable(link.spanId)}, which is missing from the trace` : nameOf(span);
  };
  return (span) => [
    ...(all ? everythingOf(span) : [...attributesOf(span), ...waitsOf(span)]),
    ...span.links.map((link) => `→ ${named(link)}`),
    ...(linking.get(span.spanId) ?? []).map((from) => `← ${nameOf(from)}`),
  ];
}

/** For each span of the trace, the spans of the same trace that link to it. */
function incomingLinks({ spans, traceId }: Trace): Map<string, TraceSpan[]> {
  const links = spans.flatMap((from) =>
    from.links.filter((link) => link.traceId === traceId).map(({ spanId }) => ({ from, spanId })),
  );
  const grouped = Map.groupBy(links, ({ spanId }) => spanId);
  return new Map([...grouped].map(([spanId, group]) => [spanId, group.map(({ from }) => from)]));
}

function nameOf({ name, service }: TraceSpan): string {
  return `${printable(name)} (${printable(service)})`;
}

function everythingOf({ attributes, events }: SpanNode): string[] {
  const said = (pairs: TraceSpan['attributes']) =>
    Object.entries(pairs).map(([key, value]) => `${printable(key)}=${printable(textOf(value))}`);
  return [
    ...said(attributes),
    ...events.map(({ name, attributes }) => [printable(name), ...said(attributes)].join(' ')),
  ];
}

function attributesOf(span: SpanNode): string[] {
  const { attributes } = span;
  return SHOWN.filter((key) => attributes[key] !== undefined && isNews(key, span)).map(
    (key) => `${key}=${printable(String(attributes[key]))}`,
  );
}

/** Whether an attribute is worth showing: not if its value is normal, or if a child span or the line of the failure shows it. */
function isNews(key: string, { attributes, children, kind, status, durationMicroseconds }: SpanNode): boolean {
  if (key === ATTR_ERROR_TYPE) return status !== 'ERROR';
  if (key === ATTR_HTTP_RESPONSE_STATUS_CODE) return Number(attributes[key]) >= 400;
  if (key === ATTR_MCP_REQUEST_ATTEMPT) return Number(attributes[key]) > 1;
  if (key === ATTR_DB_QUERY_TEXT) return status === 'ERROR' || durationMicroseconds > SLOW_MICROSECONDS;
  return key !== ATTR_URL_FULL || (kind === 'CLIENT' && children.length === 0);
}

function waitsOf({ events }: TraceSpan): string[] {
  return events.filter(({ name }) => name === SPAN_EVENT_WAIT).map(({ attributes }) => waitOf(attributes));
}

function waitOf(attributes: TraceSpan['attributes']): string {
  const { [ATTR_WAIT_REASON]: reason, [ATTR_WAIT_TARGET]: target, [ATTR_WAIT_DURATION]: seconds } = attributes;
  const took = duration(Math.round(Number(seconds) * 1e6));
  const whose = target === undefined ? '' : ` of ${printable(String(target))}`;
  return `waited ${took} for ${printable(String(reason).replaceAll('_', ' '))}${whose}`;
}
