import type { SpanEvent, SpanNode, Trace } from '@cortex/trace-testing/trace';
import { EXCEPTION_EVENT, EXCEPTION_MESSAGE, EXCEPTION_TYPE } from '../spans/attributes.ts';

export const LOG_KINDS = ['span', 'event', 'line'] as const;
export type LogKind = (typeof LOG_KINDS)[number];

/** Something that happened in a trace: a span began, an event was recorded, a line was logged. */
export interface LogEntry {
  kind: LogKind;
  /** Microseconds since the epoch. */
  at: number;
  service: string;
  /** The level of a line in lower case; `error` for an exception; otherwise empty. */
  level: string;
  text: string;
  spanId: string | undefined;
  fields: Readonly<Record<string, unknown>>;
}

/** A line from the log store. */
export interface LoggedLine {
  /** ISO 8601. */
  time: string;
  service: string;
  /** The severity in lower case: `info`, `warn`, `error`. */
  severity: string;
  message: string;
  spanId: string | undefined;
  fields: Readonly<Record<string, string>>;
}

/** All entries, sorted by time; of simultaneous ones, begins come first. */
export function traceLog({ spans }: Trace, lines: readonly LoggedLine[]): LogEntry[] {
  const entries = spans.map(beginOf);
  for (const span of spans) for (const event of span.events) entries.push(eventOf(event, span));
  for (const line of lines) entries.push(lineOf(line));
  return entries.sort((a, b) => a.at - b.at);
}

function beginOf({ spanId, service, name, kind, startMicroseconds: at }: SpanNode): LogEntry {
  return { kind: 'span', at, service, level: '', text: name, spanId, fields: { kind } };
}

function eventOf({ name, timeMicroseconds: at, attributes }: SpanEvent, { spanId, service }: SpanNode): LogEntry {
  const isException = name === EXCEPTION_EVENT;
  const said = [attributes[EXCEPTION_TYPE], attributes[EXCEPTION_MESSAGE]].filter(Boolean).join(': ');
  return {
    kind: 'event',
    at,
    service,
    level: isException ? 'error' : '',
    text: isException && said !== '' ? said : name,
    spanId,
    fields: attributes,
  };
}

function lineOf({ time, service, severity, message, spanId, fields }: LoggedLine): LogEntry {
  return { kind: 'line', at: microsecondsOf(time), service, level: severity, text: message, spanId, fields };
}

/** Parses a time, because a `Date` has no microseconds. */
export function microsecondsOf(time: string): number {
  const [, digits = ''] = /\.\d{3}(\d{0,3})/.exec(time) ?? [];
  return Date.parse(time) * 1000 + Number(digits.padEnd(3, '0'));
}

export interface LogFilter {
  kind?: LogKind | undefined;
  service?: string | undefined;
  /** A text in the message or the fields, ignoring case. */
  text?: string | undefined;
}

export function filteredLog(entries: readonly LogEntry[], { kind, service, text = '' }: LogFilter): LogEntry[] {
  const wanted = text.trim().toLowerCase();
  return entries.filter(
    (entry) =>
      (kind === undefined || entry.kind === kind) &&
      (service === undefined || entry.service === service) &&
      (wanted === '' || says(entry, wanted)),
  );
}

function says({ text, fields }: LogEntry, wanted: string): boolean {
  if (text.toLowerCase().includes(wanted)) return true;
  return Object.values(fields).some((value) => String(value).toLowerCase().includes(wanted));
}
