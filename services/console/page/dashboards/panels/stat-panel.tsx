import { judgedValues } from '../../../src/model/dashboards/judged-values.ts';
import { Cut } from '../../parts/cut.tsx';
import type { PanelProps } from '../use-targets.ts';
import { ValuesAnswer } from './values-answer.tsx';

/** The newest values as large figures. */
export function StatPanel(props: PanelProps) {
  return (
    <ValuesAnswer of={props}>
      {(answers) => (
        <dl className="dashboard-stats">
          {judgedValues(props.panel, answers).map(({ key, name, text, tone, sign }) => (
            <div key={key}>
              <dt>
                <Cut text={name} />
              </dt>
              <dd className={tone}>
                {sign} <Cut text={text} most={24} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </ValuesAnswer>
  );
}
