import { useMemo } from 'react';
import type { AlertGraphAnswer } from '../../src/api/alerts.ts';
import { amountText } from '../../src/model/format/amount-text.ts';
import { momentText } from '../../src/model/format/moment-text.ts';
import { counted, cut } from '../../src/model/format/text.ts';
import { columnsOf, figuresOf } from '../../src/model/metrics/series.ts';
import { Chart } from '../parts/chart/chart.tsx';
import { linePaint } from '../parts/chart/line-paint.ts';
import { Cut } from '../parts/cut.tsx';
import { ServiceSquare } from '../parts/service-paint.tsx';
import { Empty } from '../parts/states.tsx';

const HEIGHT = 160;

/** The expression of a rule over time, with its threshold as a dashed line. */
export function ThresholdGraph({ graph: { series, threshold, begin, end } }: { graph: AlertGraphAnswer }) {
  const lines = useMemo(
    () =>
      series.map(({ labels, points }) => ({
        labels,
        points: points.map(([at, value]) => [at, Number.isFinite(value) ? value : null] as const),
      })),
    [series],
  );
  const columns = useMemo(() => columnsOf(lines), [lines]);
  const limits = useMemo(() => (threshold === undefined ? [] : [threshold]), [threshold]);
  const highest = lines.map((line) => figuresOf(line).highest).filter((value) => value !== null);
  if (highest.length === 0)
    return (
      <Empty>
        {threshold === undefined ? 'The rule matched no series in this time.' : 'Nothing was measured in this time.'}
      </Empty>
    );
  const label = `${counted(series.length, 'series', 'series')} from ${momentText(begin)} to ${momentText(end)}, at most ${amountText(Math.max(...highest))}${threshold === undefined ? '' : `; the threshold is ${amountText(threshold)}`}`;
  return (
    <figure className="alert-graph">
      <div role="img" aria-label={label}>
        <Chart columns={columns} label={label} begin={begin} end={end} limits={limits} height={HEIGHT} />
      </div>
      <figcaption className="quiet">
        {momentText(begin)} – {momentText(end)}
        {threshold !== undefined && <>; dashed: the threshold of {amountText(threshold)}</>}
        <ul>
          {lines.map((line, index) => (
            <li key={JSON.stringify(line.labels)}>
              <ServiceSquare paint={linePaint(index)} /> <Cut text={namesOf(line.labels)} most={160} />:{' '}
              {amountText(figuresOf(line).last)} (last value)
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function namesOf({ __name__ = '', ...labels }: Record<string, string>): string {
  const texts = Object.entries(labels).map(([name, value]) => `${cut(name, 60)}=${cut(value, 60)}`);
  return [__name__, ...texts].filter(Boolean).join(' ') || 'the only series';
}
