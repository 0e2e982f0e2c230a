import { isOrphan } from '@cortex/trace-testing/trace';
import type { BackendName } from '../../../backends/backend-error.ts';
import { counted } from '../../../model/format/text.ts';
import type { Candidate } from '../finding.ts';
import type { View } from '../view.ts';

/** What only this backend knows about a trace. */
const NOT_KNOWN: Partial<Record<BackendName, string>> = {
  prometheus:
    'Without Prometheus it is not known what is usual for an operation, which circuit breakers were open, which event loops were held up, and whether spans were lost.',
  logs: 'Without the log store it is not known what was logged.',
  profiles: 'Without the profile store it is not known which functions worked.',
};

/** What is unknown, and possible reasons. */
export function missing(view: View): Candidate[] {
  const { trace, repeated, moved, pipeline, away, backendsAway } = view;
  const orphans = trace.roots.filter((root) => isOrphan(trace, root));
  const said: [text: string | false | undefined, spans?: string[]][] = [
    [
      orphans.length > 0 &&
        (orphans.length === 1
          ? '1 span of the trace names a parent that is not here: it was dropped, not sampled, or is still on its way.'
          : `${counted(orphans.length, 'span')} of the trace name parents that are not here: they were dropped, not sampled, or are still on their way.`),
      orphans.map(({ spanId }) => spanId),
    ],
    [
      repeated > 0 &&
        `${counted(repeated, 'span')} came more than once, and ${repeated === 1 ? 'counts' : 'count'} once.`,
    ],
    [
      moved > 0 &&
        `The clocks of two machines differ: ${counted(moved, 'span')} ${moved === 1 ? 'was' : 'were'} moved into the call that ${moved === 1 ? 'it belongs' : 'they belong'} to.`,
    ],
    [
      pipeline &&
        pipeline.waiting > 0 &&
        `The Collector still holds ${counted(pipeline.waiting, 'span')} for the trace store: the trace may not be whole.`,
    ],
    [
      pipeline &&
        Math.round(pipeline.lost) > 0 &&
        `The Collector lost ${counted(Math.round(pipeline.lost), 'span')} within ten minutes: the trace may not be whole.`,
    ],
    ...away.map((reason): [string] => [reason]),
    ...[...backendsAway].map((backend): [string | undefined] => [NOT_KNOWN[backend]]),
  ];
  return said.flatMap(([text, spans]): Candidate[] =>
    text ? [{ kind: 'missing', summary: text, evidence: spans ? { spans } : {}, weight: -1 }] : [],
  );
}
