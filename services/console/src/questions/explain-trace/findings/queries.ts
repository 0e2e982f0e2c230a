import type { SpanNode } from '@cortex/trace-testing/trace';
import { counted, duration, printable, shortened, shortName } from '../../../model/format/text.ts';
import { amountOf } from '../../../model/spans/amount-of.ts';
import {
  DB_QUERY_SUMMARY,
  DB_QUERY_TEXT,
  DB_RETURNED_ROWS,
  DB_SYSTEM,
  DB_SYSTEM_BEFORE,
  SERVER_ADDRESS,
} from '../../../model/spans/attributes.ts';
import type { Candidate } from '../finding.ts';
import { comparison } from '../usual.ts';
import { pathMilliseconds, type View } from '../view.ts';

const LONGEST_QUERY = 160;
/** A query is closer to the cause than its CPU time in the same process. */
const WEIGHT = 1.1;

/** Statements that the trace waited for; equal ones are grouped. */
export function queries(view: View): Candidate[] {
  const onPath = [...view.onPath.keys()].filter(isQuery);
  return [...Map.groupBy(onPath, keyOf).values()].map((spans) => toFinding(spans, view));
}

function isQuery({ kind, attributes }: SpanNode): boolean {
  return kind === 'CLIENT' && (attributes[DB_SYSTEM] ?? attributes[DB_SYSTEM_BEFORE]) !== undefined;
}

/** Groups statements by table: their texts differ if lists have different lengths. */
function keyOf({ service, name, attributes }: SpanNode): string {
  return JSON.stringify([service, attributes[DB_QUERY_SUMMARY] ?? name]);
}

/** How long a service was busy with embedded databases, such as SQLite: this is work of its own event loop. */
export function queryWork(service: string, { trace }: View): number {
  const ownQueries = trace.spans.filter(
    (span) => span.service === service && isQuery(span) && span.attributes[SERVER_ADDRESS] === undefined,
  );
  return ownQueries.reduce((sum, { durationMicroseconds }) => sum + durationMicroseconds, 0) / 1000;
}

function toFinding(spans: SpanNode[], view: View): Candidate {
  // The spans are sorted by their time on the path.
  const [first] = spans as [SpanNode];
  const milliseconds = spans.reduce((sum, span) => sum + pathMilliseconds(view, span), 0);
  const text = first.attributes[DB_QUERY_TEXT];
  const rows = spans.map(({ attributes }) => amountOf(attributes, DB_RETURNED_ROWS)).filter((one) => one !== undefined);
  const returned = rows.reduce((sum, one) => sum + one, 0);
  const usual = comparison(first, view);
  const what = `${counted(spans.length, 'query').replace(/querys$/, 'queries')} ${shortName(first.name)}`;
  const longest = spans.length === 1 ? '' : `the longest ${duration(first.durationMicroseconds / 1000)}, `;
  const how = [usual && `${longest}${usual.text}`, rows.length > 0 ? counted(returned, 'row') : undefined].filter(
    (one) => one !== undefined,
  );
  const statement = text === undefined ? '' : `: ${shortened(printable(String(text)), LONGEST_QUERY)}`;
  return {
    kind: 'query',
    summary: `${shortName(first.service)} waited ${duration(milliseconds)} for ${what}${how.length > 0 ? ` (${how.join(', ')})` : ''}${statement}`,
    service: first.service,
    operation: first.name,
    milliseconds,
    numbers: { queries: spans.length, ...(rows.length > 0 && { rows: returned }), ...usual?.numbers },
    evidence: { spans: spans.map(({ spanId }) => spanId) },
    weight: milliseconds * WEIGHT,
  };
}
