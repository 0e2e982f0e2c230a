import './evidence.css';
import './explanation.css';
import { useMemo } from 'react';
import type { ExplanationAnswer } from '../../../src/api/explanation.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered, Empty } from '../../parts/states.tsx';
import { explanationAddress } from '../addresses.ts';
import { useLookedAt } from '../looked-at.ts';
import { FindingItem } from './finding-item.tsx';
import { Findings } from './findings.tsx';
import { SpanFunctions } from './span-functions.tsx';
import { useShow } from './use-show.ts';

/** The causes of the trace's duration or failure that the console computed, the likeliest first. */
export function Explanation() {
  const { trace } = useLookedAt();
  const select = useShow();
  const result = useAnswer<ExplanationAnswer>(explanationAddress(trace.traceId));
  const spans = useMemo(() => new Map(trace.spans.map((span) => [span.spanId, span])), [trace]);
  return (
    <section className="card explanation" aria-labelledby="explanation">
      <h2 id="explanation">Explanation</h2>
      <Answered result={result} what="the explanation">
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
                <Findings findings={known} {...{ spans, select }} />
              )}
              {missing.length > 0 && (
                <ul aria-label="What is missing" className="missing">
                  {missing.map((finding) => (
                    <FindingItem key={finding.summary} {...{ finding, spans, select }} isOpen={false} />
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Answered>
      <SpanFunctions traceId={trace.traceId} />
    </section>
  );
}
