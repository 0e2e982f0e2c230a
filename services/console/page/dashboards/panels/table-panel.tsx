import { mergedTable } from '../../../src/model/dashboards/merged.ts';
import { inUnit } from '../../../src/model/dashboards/units.ts';
import { ColumnHeads } from '../../parts/column-heads.tsx';
import { Cut } from '../../parts/cut.tsx';
import type { PanelProps } from '../use-targets.ts';
import { ValuesAnswer } from './values-answer.tsx';

/** The newest values, a row for each set of labels. */
export function TablePanel(props: PanelProps) {
  const { panel } = props;
  return (
    <ValuesAnswer of={props}>
      {(answers) => {
        const answered = answers.map(({ values }, index) => ({ values, refId: panel.targets[index]?.refId ?? '' }));
        const { labels: names, headings, rows } = mergedTable(answered, panel);
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
          <section className="dashboard-scroll" tabIndex={0} aria-label={`Table of ${panel.title}`}>
            <table>
              <caption className="unseen">{panel.title}</caption>
              <ColumnHeads columns={[...names, ...headings.map((number) => ({ number }))]} />
              <tbody>
                {rows.map(({ labels, values }) => (
                  <tr key={JSON.stringify(labels)}>
                    {names.map((name) => (
                      <td key={name}>
                        <Cut text={labels[name] ?? ''} most={60} />
                      </td>
                    ))}
                    {values.map((value, index) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the columns never move
                      <td key={index} className="number">
                        {value === undefined ? '' : inUnit(value, panel.fieldConfig.defaults.unit)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      }}
    </ValuesAnswer>
  );
}
