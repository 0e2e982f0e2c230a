import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { MetricsAnswer } from '../../../src/api/metrics.ts';
import { legendOf } from '../../../src/model/dashboards/legend.ts';
import { limitsOf } from '../../../src/model/dashboards/thresholds.ts';
import { inUnit } from '../../../src/model/dashboards/units.ts';
import { counted } from '../../../src/model/format/text.ts';
import { columnsOf, figuresOf } from '../../../src/model/metrics/series.ts';
import type { TracedValue } from '../../../src/questions/metrics-over-time.ts';
import { Chart } from '../../parts/chart/chart.tsx';
import type { LookedAt } from '../../parts/chart/chart-options.ts';
import { ExemplarDot } from '../../parts/chart/exemplar-dot.tsx';
import { linePaint } from '../../parts/chart/line-paint.ts';
import { Cut } from '../../parts/cut.tsx';
import { ServiceSquare } from '../../parts/service-paint.tsx';
import { type PanelProps, useTargets } from '../use-targets.ts';
import { HighestTrace } from './highest-trace.tsx';
import { PanelAnswer } from './panel-answer.tsx';

const HEIGHT = 190;

/** Values over time. */
export function GraphPanel(props: PanelProps) {
  const result = useTargets<MetricsAnswer>('/api/metrics', props);
  return (
    <PanelAnswer result={result} isEmpty={(answers) => answers.every(({ series }) => series.length === 0)}>
      {(answers) => <Graph answers={answers} {...props} />}
    </PanelAnswer>
  );
}

function Graph({ answers, panel }: { answers: MetricsAnswer[] } & PanelProps) {
  const { defaults } = panel.fieldConfig;
  const navigate = useNavigate({ from: '/dashboards/$uid' });
  const [looked, setLooked] = useState<LookedAt>({});
  const lines = useMemo(
    () =>
      answers.flatMap(({ series }, index) =>
        series.map((one) => ({ ...one, name: legendOf(panel.targets[index]?.legendFormat ?? '', one.labels) })),
      ),
    [answers, panel],
  );
  const columns = useMemo(() => columnsOf(lines), [lines]);
  const dots = useMemo(() => answers.flatMap(({ exemplars }) => exemplars), [answers]);
  const limits = useMemo(() => limitsOf(defaults), [defaults]);
  const [, ...values] = columns;
  const textOf = (value: number | null) => inUnit(value, defaults.unit);
  const Dot = useCallback(
    ({ dot }: { dot: TracedValue }) => <ExemplarDot dot={dot} textOf={(value) => inUnit(value, defaults.unit)} />,
    [defaults],
  );
  const [{ begin, end } = { begin: 0, end: 0 }] = answers;
  return (
    <>
      <Chart
        columns={columns}
        label={`${panel.title}: ${counted(lines.length, 'line')}`}
        begin={begin}
        end={end}
        dots={dots}
        Dot={Dot}
        limits={limits}
        height={HEIGHT}
        textOf={textOf}
        onZoom={(from, to) =>
          navigate({ search: (before) => ({ ...before, from, to, last: undefined }), resetScroll: false })
        }
        onLook={setLooked}
      />
      <ul className="dashboard-legend">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike
          <li key={index} className={looked.line === index ? 'dashboard-line chart-looked' : 'dashboard-line'}>
            <ServiceSquare paint={linePaint(index)} />{' '}
            <span className="dashboard-line-name">
              <Cut text={line.name} />
            </span>{' '}
            <span className="quiet">
              {textOf(looked.step === undefined ? figuresOf(line).last : (values[index]?.[looked.step] ?? null))}
            </span>
          </li>
        ))}
        {limits.map((limit) => (
          <li key={`limit ${limit}`} className="failed">
            ┅ limit {textOf(limit)}
          </li>
        ))}
        {dots.length > 0 && (
          <li>
            <HighestTrace exemplars={dots.toSorted((a, b) => b.value - a.value)} textOf={textOf} />
          </li>
        )}
      </ul>
      {answers.some(({ hasMoreSeries }) => hasMoreSeries) && <p className="warned">⚠ There are more series.</p>}
    </>
  );
}
