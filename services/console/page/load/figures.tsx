import { counted } from '../../src/model/format/text.ts';
import type { Verdict } from '../../src/model/load/check.ts';
import { baselineText, figureText } from '../../src/model/load/text.ts';
import type { FigureInTime, LoadRunSummary } from '../../src/questions/load-runs.ts';
import { ColumnHeads } from '../parts/column-heads.tsx';
import { Cut } from '../parts/cut.tsx';
import { ScrollCard } from '../parts/scroll-card.tsx';
import { Sparkline } from '../parts/sparkline.tsx';

const COLUMNS = [
  'Under test',
  'Figure',
  { number: 'Baseline' },
  { number: 'Measured' },
  { number: 'Previous run' },
  'Verdict',
  'Last runs',
] as const;
const MOST_CHARACTERS = 40;

const VERDICTS: Record<Verdict, { text: string; className: string }> = {
  ok: { text: '✔ met', className: 'well' },
  'falls short': { text: '✖ falls short', className: 'failed' },
  worse: { text: '✖ twice the previous run', className: 'failed' },
  seen: { text: 'no baseline', className: 'quiet' },
  'not measured': { text: 'not measured', className: 'warned' },
};

/** Each figure of a run beside its baseline and its value in the previous run. */
export function Figures({ summary, figures }: { summary: LoadRunSummary; figures: readonly FigureInTime[] }) {
  const rows = [...Map.groupBy(figures, ({ row }) => row)];
  return (
    <ScrollCard label="Figures">
      <h2>Figures</h2>
      <Sum {...summary} />
      <table className="load-figures">
        <caption className="unseen">Figures</caption>
        <ColumnHeads columns={COLUMNS} />
        {rows.map(([row, ofRow]) => (
          <tbody key={row}>
            {ofRow.map((figure, index) => (
              <tr key={figure.figure}>
                {index === 0 && (
                  <th scope="rowgroup" rowSpan={ofRow.length}>
                    <Cut text={row} most={MOST_CHARACTERS} />
                  </th>
                )}
                <Cells figure={figure} />
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </ScrollCard>
  );
}

function Sum({ figures, short, notMeasured }: LoadRunSummary) {
  return (
    <p>
      {short > 0 ? (
        <span className="failed">
          ✖ {short} of {counted(figures, 'figure')} fall short
        </span>
      ) : (
        <span className="well">✔ none of {counted(figures, 'figure')} falls short</span>
      )}
      {notMeasured > 0 && <span className="warned">, {notMeasured} could not be measured</span>}
    </p>
  );
}

function Cells({ figure }: { figure: FigureInTime }) {
  const { text, className } = VERDICTS[figure.verdict];
  const amount = (value: number | null | undefined) => <Cut text={figureText(value, figure.unit)} most={24} />;
  return (
    <>
      <td>
        <Cut text={figure.figure} most={MOST_CHARACTERS} />
      </td>
      <td className="number">
        <Cut text={baselineText(figure)} most={24} />
      </td>
      <td className="number">{amount(figure.got)}</td>
      <td className="number">{amount(figure.last)}</td>
      <td className={className}>{text}</td>
      <td>
        {figure.course.length > 1 && (
          <Sparkline values={figure.course.map((value) => value ?? undefined)} label={courseText(figure)} />
        )}
      </td>
    </>
  );
}

function courseText({ course, unit }: FigureInTime): string {
  return `in ${counted(course.length, 'run')}: ${course.map((value) => figureText(value, unit)).join(', ')}`;
}
