import './evidence.css';
import { useMemo } from 'react';
import type { ExplanationAnswer } from '../../../src/api/explanation.ts';
import type { Finding } from '../../../src/questions/explain-trace/finding.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered, Empty } from '../../parts/states.tsx';
import { useLookedAt } from '../looked-at.ts';
import { FindingItem } from './finding-item.tsx';
import { SpanFunctions } from './span-functions.tsx';
import { useShow } from './use-show.ts';

/** Why the trace was as it was, computed: the likeliest cause first. */
export function Explanation() {
  const { trace } = useLookedAt();
  const select = useShow();
  const result = useAnswer<ExplanationAnswer>(`/api/traces/${trace.traceId}/explanation`);
  const spans = useMemo(() => new Map(trace.spans.map((span) => [span.spanId, span])), [trace]);
  return (
    <section className="card explanation" aria-labelledby="explanation">
      <h2 id="explanation">Explanation</h2>
      <Answered result={result} what="explanation">
        {({ findings, failed }) => {
          const known = findings.filter(({ kind }) => kind !== 'missing');
          const missing = findings.filter(({ kind }) => kind === 'missing');
          return (
            <>
              {known.length === 0 ? (
                <Empty>
                  {failed
                    ? 'Nothing that was recorded explains this failure.'
                    : 'Nothing stands out: no span waited, failed or took longer than usual.'}
                </Empty>
              ) : (
                <ol>
                  {known.map((finding, index) => (
                    <FindingItem key={keyOf(finding)} {...{ finding, spans, select }} isOpen={index === 0} />
                  ))}
                </ol>
              )}
              {missing.length > 0 && <Missing {...{ missing, spans, select }} />}
            </>
          );
        }}
      </Answered>
      <SpanFunctions traceId={trace.traceId} />
    </section>
  );
}

const keyOf = ({ kind, summary }: Finding) => `${kind} ${summary}`;

function Missing({
  missing,
  ...rest
}: { missing: Finding[] } & Pick<Parameters<typeof FindingItem>[0], 'spans' | 'select'>) {
  return (
    <>
      <h3>What is missing</h3>
      <ul>
        {missing.map((finding) => (
          <FindingItem key={finding.summary} finding={finding} {...rest} isOpen={false} />
        ))}
      </ul>
    </>
  );
}
