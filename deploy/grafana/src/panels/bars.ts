import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import { BarGaugeDisplayMode, ReduceDataOptionsBuilder, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import { framed } from './framed.ts';
import { instantQuery, type Query } from './query.ts';
import { limitedTo } from './thresholds.ts';

export interface BarsOptions {
  title: string;
  description: string;
  unit: string;
  query: Query;
  /** Red from here on. */
  limit?: number;
  width?: number;
}

/** The newest values as bars, one below the other. */
export function bars({ title, description, unit, query, limit, width = 8 }: BarsOptions): PanelBuilder {
  return framed(new PanelBuilder(), { title, description, width, height: 8 })
    .unit(unit)
    .min(0)
    .thresholds(limitedTo(limit))
    .displayMode(BarGaugeDisplayMode.Basic)
    .orientation(VizOrientation.Horizontal)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .targets([instantQuery(query, 0)]);
}
