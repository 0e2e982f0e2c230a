import './evidence.css';
import type { ComparisonAnswer } from '../../../src/api/comparison.ts';
import { traceIdIn } from '../../../src/model/trace-id-in.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Field } from '../../parts/field.tsx';
import { Answered, Empty } from '../../parts/states.tsx';
import { useLookedAt } from '../looked-at.ts';
import { useTraceSearch } from '../use-trace-search.ts';
import { Comparison } from './comparison.tsx';

const checkId = (text: string) =>
  traceIdIn(text) === undefined ? 'expected a trace id of 32 hexadecimal digits' : undefined;

/** How the trace differs from another one, or from the usual one of the same root. */
export function Compare() {
  const { trace, isStored } = useLookedAt();
  const { search, change } = useTraceSearch();
  const { with: other } = search;
  const result = useAnswer<ComparisonAnswer>(
    `/api/traces/${trace.traceId}/comparison`,
    { with: other },
    { enabled: isStored },
  );
  if (!isStored) return <Empty>A trace out of a file is not compared: the trace store has to know both.</Empty>;
  return (
    <section aria-label="Comparison">
      <div className="filters">
        <Field
          label="Compare with"
          value={other}
          placeholder="the usual one; or a trace id"
          size={34}
          check={checkId}
          onCommit={(text) => change({ with: text && traceIdIn(text) })}
        />
        {other !== undefined && (
          <button type="button" onClick={() => change({ with: undefined })}>
            The usual one
          </button>
        )}
      </div>
      <Answered result={result} what="the comparison">
        {(answer) => <Comparison answer={answer} />}
      </Answered>
    </section>
  );
}
