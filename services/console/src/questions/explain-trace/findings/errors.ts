import type { SpanNode } from '@cortex/trace-testing/trace';
import { counted, duration, shortName } from '../../../model/format/text.ts';
import { isFailed } from '../../../model/spans/failed.ts';
import type { Candidate } from '../finding.ts';
import { linesOf } from '../lines.ts';
import { failureOf, operation, placeOf } from '../say.ts';
import type { View } from '../view.ts';

const UNREACHABLE =
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_SOCKET|connection refused|connection_closed/i;
const NO_ANSWER = /timed? ?out|timeout|ETIMEDOUT|deadline/i;

/** What made the request fail explains all of it; other failures explain only their own time on the critical path. */
const OF_THE_REQUEST = { unreachable: 1.3, no_answer: 1.2, error: 1.15 };
const ELSEWHERE = 0.6;

/** Failures at their origin: failed spans without a failed span below. */
export function errors(view: View): Candidate[] {
  const origins = originsIn(view);
  const groups = Map.groupBy(origins, (span) => JSON.stringify([span.service, span.name, failureOf(span)]));
  return [...groups.values()].map((spans) => toFinding(spans, view));
}

function originsIn({ trace, parents }: View): SpanNode[] {
  const failed = trace.spans.filter(isFailed);
  const above = new Set<SpanNode>();
  for (const span of failed) {
    for (let at = parents.get(span); at !== undefined && !above.has(at); at = parents.get(at)) above.add(at);
  }
  return failed.filter((span) => !above.has(span));
}

function toFinding(spans: SpanNode[], view: View): Candidate {
  const [first] = spans as [SpanNode];
  const failure = failureOf(first);
  const kind = kindOf(first, failure);
  const took = spans.reduce((sum, span) => sum + span.durationMicroseconds, 0) / 1000;
  const lines = linesOf(spans, view);
  const isOfRequest = view.failed && spans.some((span) => view.belowMain.has(span));
  const milliseconds = isOfRequest ? view.milliseconds : Math.min(took, view.milliseconds);
  return {
    kind,
    summary: summaryOf(kind, { spans, failure, took, said: lines[0] }),
    service: first.service,
    operation: first.name,
    milliseconds,
    numbers: { failures: spans.length, failedMilliseconds: took },
    evidence: { spans: spans.map(({ spanId }) => spanId), ...(lines.length > 0 && { logs: lines }) },
    weight: milliseconds * (isOfRequest ? OF_THE_REQUEST[kind] : ELSEWHERE),
  };
}

type FailureKind = keyof typeof OF_THE_REQUEST;

function kindOf({ kind }: SpanNode, failure: string): FailureKind {
  if (UNREACHABLE.test(failure)) return 'unreachable';
  return kind === 'CLIENT' && NO_ANSWER.test(failure) ? 'no_answer' : 'error';
}

interface Said {
  spans: SpanNode[];
  failure: string;
  took: number;
  /** The log line about it. */
  said: string | undefined;
}

function summaryOf(kind: FailureKind, { spans, failure, took, said }: Said): string {
  const [first] = spans as [SpanNode];
  const times = spans.length === 1 ? '' : ` (${counted(spans.length, 'time')})`;
  const log = said === undefined ? '' : ` Its log: ${said}`;
  if (kind === 'unreachable')
    return `${shortName(first.service)} could not reach ${placeOf(first)}${times}: ${failure}.${log}`;
  if (kind === 'no_answer')
    return `${operation(first)} had no answer within ${duration(took / spans.length)}${times}: ${failure}.${log}`;
  return `${operation(first)} failed${times}: ${failure}.${log}`;
}
