import {
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { framed } from './framed.ts';
import { type Query, rangeQuery } from './query.ts';
import { limitedTo } from './thresholds.ts';

export interface TimeSeriesOptions {
  title: string;
  description: string;
  /** A unit of Grafana, such as `s`, `bytes`, `percentunit`. */
  unit: string;
  queries: Query[];
  /** The value below which the series should stay, in the unit, drawn as a line. */
  target?: number;
  /** The width in columns, of 24. */
  width?: number;
}

/** Values over time, with the target as a dashed line. */
export function timeSeries(options: TimeSeriesOptions): PanelBuilder {
  const { title, description, unit, queries, target, width = 8 } = options;
  const about = target === undefined ? description : `${description} The line is the guide's target.`;
  const panel = framed(new PanelBuilder(), { title, description: about, width, height: 8 })
    .unit(unit)
    .min(0)
    .lineWidth(1)
    .fillOpacity(8)
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending))
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom),
    )
    .targets(queries.map(rangeQuery));
  if (target === undefined) return panel;
  return panel
    .thresholds(limitedTo(target))
    .thresholdsStyle(new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed));
}
