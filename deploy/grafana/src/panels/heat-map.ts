import { ScaleDistribution, ScaleDistributionConfigBuilder } from '@grafana/grafana-foundation-sdk/common';
import {
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  PanelBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { framed } from './framed.ts';
import { heatmapQuery } from './query.ts';

export interface HeatMapOptions {
  title: string;
  description: string;
  unit: string;
  /** Selector of a histogram's buckets, such as `wait_seconds_bucket{job=~"$service"}`. */
  buckets: string;
  /** Spans (one of `SPANS`) whose traces are shown too. */
  spans?: string;
  width?: number;
}

/** The number of values in each bucket of a histogram, over time. */
export function heatMap(options: HeatMapOptions): PanelBuilder {
  const { title, description, unit, buckets, spans, width = 12 } = options;
  const logarithmic = new ScaleDistributionConfigBuilder().type(ScaleDistribution.Log).log(2);
  return framed(new PanelBuilder(), { title, description, width, height: 8 })
    .calculate(false)
    .color(new HeatmapColorOptionsBuilder().mode(HeatmapColorMode.Scheme).scheme('Oranges').steps(64))
    .yAxis(new YAxisConfigBuilder().unit(unit))
    .scaleDistribution(logarithmic)
    .targets([heatmapQuery({ expr: `sum by (le) (increase(${buckets}[$__rate_interval]))`, spans }, 0)]);
}
