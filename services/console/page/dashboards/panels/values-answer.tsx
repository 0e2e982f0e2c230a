import type { ReactNode } from 'react';
import type { MetricValuesAnswer } from '../../../src/api/metric-values.ts';
import { type PanelProps, useTargets } from '../use-targets.ts';
import { PanelAnswer } from './panel-answer.tsx';

/** The states of a panel that shows the newest values. */
export function ValuesAnswer({ of, children }: { of: PanelProps; children(answers: MetricValuesAnswer[]): ReactNode }) {
  const result = useTargets<MetricValuesAnswer>('/api/metric-values', of);
  return (
    <PanelAnswer result={result} isEmpty={(answers) => answers.every(({ values }) => values.length === 0)}>
      {(answers) => (
        <>
          {children(answers)}
          {answers.some(({ values, found }) => found > values.length) && (
            <p className="warned">⚠ There are more values.</p>
          )}
        </>
      )}
    </PanelAnswer>
  );
}
