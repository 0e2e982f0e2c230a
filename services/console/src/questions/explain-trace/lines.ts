import type { SpanNode } from '@cortex/trace-testing/trace';
import { printable, shortened } from '../../model/format/text.ts';
import { EXCEPTION_MESSAGE } from '../../model/spans/attributes.ts';
import type { LogLine } from './evidence.ts';

const MOST = 3;
const LONGEST = 240;
const WARNING = /^(warn|warning|error|fatal|critical|alert|emergency)\d?$/;

/** Where to look for log lines. */
interface Surroundings {
  /** By span id. */
  warnings: ReadonlyMap<string | undefined, LogLine[]>;
  parents: ReadonlyMap<SpanNode, SpanNode>;
}

export function isWarning({ severity }: LogLine): boolean {
  return WARNING.test(severity);
}

/** A line as text, with its error after the message. */
export function lineOf({ service, severity, message, fields }: LogLine): string {
  const cause = fields.cause ?? fields[EXCEPTION_MESSAGE];
  const text = `${service} ${severity}: ${message}${cause === undefined || cause === message ? '' : `: ${cause}`}`;
  return shortened(printable(text), LONGEST);
}

/** The lines at warning or above of these spans or their parents. */
export function linesOf(spans: readonly SpanNode[], { warnings, parents }: Surroundings): string[] {
  const near = new Set(spans.flatMap((span) => [span.spanId, parents.get(span)?.spanId]));
  const lines = [...near].flatMap((spanId) => warnings.get(spanId) ?? []);
  return [...new Set(lines.sort((a, b) => (a.time < b.time ? -1 : 1)).map(lineOf))].slice(0, MOST);
}

/** The lines at warning or above, by span. */
export function warningsBySpan(logs: readonly LogLine[]): Map<string | undefined, LogLine[]> {
  return Map.groupBy(logs.filter(isWarning), ({ spanId }) => spanId);
}
