import { type JudgedValue, judgedValues } from '../../../src/model/dashboards/judged-values.ts';
import { Cut } from '../../parts/cut.tsx';
import type { PanelProps } from '../use-targets.ts';
import { ValuesAnswer } from './values-answer.tsx';

/** The newest values as bars between minimum and maximum. Draws Grafana's gauges, too. */
export function BarsPanel(props: PanelProps) {
  const { panel } = props;
  return (
    <ValuesAnswer of={props}>
      {(answers) => {
        const values = judgedValues(panel, answers);
        const { min = 0, max = highestOf(values) } = panel.fieldConfig.defaults;
        return (
          <dl className="dashboard-bars">
            {values.map(({ key, name, value, text, tone, sign }) => {
              const share = max > min ? Math.min(1, Math.max(0, ((value ?? min) - min) / (max - min))) : 0;
              return (
                <div key={key}>
                  <dt>
                    <Cut text={name} />
                  </dt>
                  <dd className={tone}>
                    <span className="dashboard-bar" aria-hidden="true">
                      <span style={{ width: `${share * 100}%` }} />
                    </span>
                    {sign} {text}
                  </dd>
                </div>
              );
            })}
          </dl>
        );
      }}
    </ValuesAnswer>
  );
}

function highestOf(values: readonly JudgedValue[]): number {
  return Math.max(0, ...values.map(({ value }) => value ?? 0));
}
