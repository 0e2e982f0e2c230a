import { duration } from '../../../model/format/text.ts';
import type { Candidate } from '../finding.ts';
import { operation } from '../say.ts';
import { pathMilliseconds, type View } from '../view.ts';

/** A place is not a cause. */
const WEIGHT = 0.5;
const MOST = 3;

/** The spans with the longest time on the critical path. */
export function time(view: View): Candidate[] {
  return [...view.onPath.keys()].slice(0, MOST).map((span) => {
    const milliseconds = pathMilliseconds(view, span);
    return {
      kind: 'time',
      summary: `${operation(span)} itself was on the critical path for ${duration(milliseconds)}.`,
      service: span.service,
      operation: span.name,
      milliseconds,
      evidence: { spans: [span.spanId] },
      weight: milliseconds * WEIGHT,
    };
  });
}
