import { useMemo, useState } from 'react';
import type { MetricsAnswer } from '../../src/api/metrics.ts';
import { counted } from '../../src/model/format/text.ts';
import { columnsOf, hasUnitOfExemplars, seriesName } from '../../src/model/metrics/series.ts';
import { Chart } from '../parts/chart/chart.tsx';
import type { LookedAt } from '../parts/chart/chart-options.ts';
import { ExemplarDot } from '../parts/chart/exemplar-dot.tsx';
import { ExemplarTable } from './exemplar-table.tsx';
import { SeriesTable } from './series-table.tsx';
import { useMetricsSearch } from './use-metrics-search.ts';

/** Series as graph and table, and the traces behind them. */
export function Found({ answer, query }: { answer: MetricsAnswer; query: string }) {
  const { series, exemplars, hasMoreSeries, begin, end, stepSeconds, away } = answer;
  const { change } = useMetricsSearch();
  const [looked, setLooked] = useState<LookedAt>({});
  const columns = useMemo(() => columnsOf(series), [series]);
  const dots = useMemo(() => (hasUnitOfExemplars(query) ? exemplars : []), [exemplars, query]);
  return (
    <>
      <section className="card" aria-label="Graph">
        <Chart
          columns={columns}
          label={`${counted(series.length, 'series', 'series')} over time: ${series
            .slice(0, 5)
            .map(({ labels }) => seriesName(labels))
            .join('; ')}`}
          begin={begin}
          end={end}
          dots={dots}
          Dot={ExemplarDot}
          onZoom={(from, to) => change({ from, to, last: undefined })}
          onLook={setLooked}
        />
        <p className="quiet">
          {counted(columns[0].length, 'point')} a series, one every {stepSeconds.toLocaleString('en')} s. Drag to look
          at a part of the time.
          {dots.length > 0 && ' A dot is an exemplar: it opens the trace of its measurement.'}
        </p>
        {hasMoreSeries && (
          <p className="warned">⚠ There are more series; {series.length} are shown. Narrow the query, or sum it up.</p>
        )}
      </section>
      <SeriesTable series={series} columns={columns} looked={looked} query={query} />
      {away.map((reason) => (
        <p key={reason} className="warned">
          ⚠ No exemplars: {reason}
        </p>
      ))}
      {exemplars.length > 0 && <ExemplarTable exemplars={exemplars} found={answer.exemplarsFound} />}
    </>
  );
}
