import { ATTR_FAULT_INJECTED } from '@cortex/signals/contract';
import { counted, duration, shortName } from '../../../model/format/text.ts';
import type { Candidate } from '../finding.ts';
import { operation } from '../say.ts';
import type { View } from '../view.ts';

const WEIGHT = 1.5;

/** Faults that were injected on purpose. */
export function faults(view: View): Candidate[] {
  const struck = view.trace.spans.filter(({ attributes }) => attributes[ATTR_FAULT_INJECTED] !== undefined);
  return [...Map.groupBy(struck, operation).values()].flatMap((spans): Candidate[] => {
    const [first] = spans;
    if (first === undefined) return [];
    const kind = shortName(String(first.attributes[ATTR_FAULT_INJECTED]));
    const took = spans.reduce((sum, span) => sum + span.durationMicroseconds, 0) / 1000;
    const times = spans.length === 1 ? '' : ` (${counted(spans.length, 'time')})`;
    const milliseconds = kind === 'error' && view.failed ? view.milliseconds : Math.min(took, view.milliseconds);
    return [
      {
        kind: 'injected_fault',
        summary: `A fault (${kind}) was injected into ${operation(first)} on purpose${times}, which took ${duration(took)}.`,
        service: first.service,
        operation: first.name,
        milliseconds,
        numbers: { struck: spans.length },
        evidence: { spans: spans.map(({ spanId }) => spanId) },
        weight: milliseconds * WEIGHT,
      },
    ];
  });
}
