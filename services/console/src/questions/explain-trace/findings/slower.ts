import type { SpanNode } from '@cortex/trace-testing/trace';
import { duration } from '../../../model/format/text.ts';
import type { Candidate } from '../finding.ts';
import { operation } from '../say.ts';
import { comparison } from '../usual.ts';
import { pathMilliseconds, type View } from '../view.ts';

/** It shows where, but not why. */
const WEIGHT = 0.7;

/** Spans that took several times their usual time because of their own work, not that of a span below. */
export function slower(view: View): Candidate[] {
  return [...view.onPath.keys()].flatMap((span) => toFinding(span, view) ?? []);
}

function toFinding(span: SpanNode, view: View): Candidate | undefined {
  const usual = comparison(span, view);
  if (usual === undefined) return undefined;
  const took = span.durationMicroseconds / 1000;
  const itself = pathMilliseconds(view, span);
  const milliseconds = Math.min(itself, usual.beyondMilliseconds);
  return {
    kind: 'slower_than_usual',
    summary: `${operation(span)} took ${duration(took)}, ${usual.text}; ${duration(itself)} of that by itself.`,
    service: span.service,
    operation: span.name,
    milliseconds,
    numbers: { tookMilliseconds: took, ...usual.numbers },
    evidence: { spans: [span.spanId] },
    weight: milliseconds * WEIGHT,
  };
}
