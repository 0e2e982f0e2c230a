import type { MetricValuesAnswer } from '../../../src/api/metric-values.ts';
import { legendOf } from '../../../src/model/dashboards/legend.ts';
import { judged } from '../../../src/model/dashboards/thresholds.ts';
import { inUnit } from '../../../src/model/dashboards/units.ts';
import { Cut } from '../../parts/cut.tsx';
import type { PanelProps } from '../use-targets.ts';
import { SIGNS } from './signs.ts';
import { ValuesAnswer } from './values-answer.tsx';

/** The newest values as bars, between the least and what they can be at most: of a gauge, too. */
export function BarsPanel(props: PanelProps) {
  const { targets, fieldConfig } = props.panel;
  const { defaults } = fieldConfig;
  return (
    <ValuesAnswer of={props}>
      {(answers) => {
        const { min = 0, max = highestOf(answers) } = defaults;
        return (
          <dl className="dashboard-bars">
            {answers.flatMap(({ values }, index) =>
              values.map(({ labels, value }) => {
                const { text = inUnit(value, defaults.unit), tone } = judged(value, defaults);
                const share = max > min ? Math.min(1, Math.max(0, ((value ?? min) - min) / (max - min))) : 0;
                return (
                  <div key={JSON.stringify([index, labels])}>
                    <dt>
                      <Cut text={legendOf(targets[index]?.legendFormat ?? '', labels)} />
                    </dt>
                    <dd className={tone}>
                      <span className="dashboard-bar" aria-hidden="true">
                        <span style={{ width: `${share * 100}%` }} />
                      </span>
                      {tone !== undefined && SIGNS[tone]} {text}
                    </dd>
                  </div>
                );
              }),
            )}
          </dl>
        );
      }}
    </ValuesAnswer>
  );
}

function highestOf(answers: readonly MetricValuesAnswer[]): number {
  return Math.max(0, ...answers.flatMap(({ values }) => values.map(({ value }) => value ?? 0)));
}
