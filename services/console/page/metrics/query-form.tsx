import { useState } from 'react';
import { MOST_POINTS } from '../../src/model/metrics/steps.ts';
import { Field } from '../parts/field.tsx';
import { PromqlEditor } from './promql-editor.tsx';
import { useMetricsSearch } from './use-metrics-search.ts';

const stepProblem = (text: string) => (Number(text) > 0 ? undefined : 'expected seconds, such as 15');

/** The query and its step. Each new query is a new URL. */
export function QueryForm({ onRunAgain }: { onRunAgain(): void }) {
  const { search, change } = useMetricsSearch();
  const { query = '', step } = search;
  const [draft, setDraft] = useState(query);
  const run = (text = draft) => {
    const asked = text.trim();
    if (asked === query) onRunAgain();
    else change({ query: asked || undefined });
  };
  return (
    <search className="metric-form">
      <PromqlEditor value={query} search={search} onEdit={setDraft} onRun={run} />
      <Field
        label="Step (s)"
        value={step === undefined ? undefined : String(step)}
        size={8}
        inputMode="decimal"
        placeholder="fits"
        check={stepProblem}
        onCommit={(text) => change({ step: text === undefined ? undefined : Number(text) })}
      />
      <button type="button" onClick={() => run()}>
        Run
      </button>
      <p className="quiet metric-hint">
        Enter runs the query, Shift + Enter starts a line, Ctrl + Space completes. At most{' '}
        {MOST_POINTS.toLocaleString('en')} points a series.
      </p>
    </search>
  );
}
