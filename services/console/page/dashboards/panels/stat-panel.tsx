import { legendOf } from '../../../src/model/dashboards/legend.ts';
import { judged } from '../../../src/model/dashboards/thresholds.ts';
import { inUnit } from '../../../src/model/dashboards/units.ts';
import { Cut } from '../../parts/cut.tsx';
import type { PanelProps } from '../use-targets.ts';
import { SIGNS } from './signs.ts';
import { ValuesAnswer } from './values-answer.tsx';

/** The newest values as large figures. */
export function StatPanel(props: PanelProps) {
  const { targets, fieldConfig } = props.panel;
  const { defaults } = fieldConfig;
  return (
    <ValuesAnswer of={props}>
      {(answers) => (
        <dl className="dashboard-stats">
          {answers.flatMap(({ values }, index) =>
            values.map(({ labels, value }) => {
              const { text = inUnit(value, defaults.unit), tone } = judged(value, defaults);
              return (
                <div key={JSON.stringify([index, labels])}>
                  <dt>
                    <Cut text={legendOf(targets[index]?.legendFormat ?? '', labels)} />
                  </dt>
                  <dd className={tone}>
                    {tone !== undefined && SIGNS[tone]} <Cut text={text} most={24} />
                  </dd>
                </div>
              );
            }),
          )}
        </dl>
      )}
    </ValuesAnswer>
  );
}
