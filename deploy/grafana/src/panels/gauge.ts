import { ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/gauge';
import { framed } from './framed.ts';
import { instantQuery, type Query } from './query.ts';
import { limitedTo } from './thresholds.ts';

export interface GaugeOptions {
  title: string;
  description: string;
  unit: string;
  query: Query;
  max: number;
  /** Red from here on. */
  limit?: number;
  width?: number;
}

/** The newest values on a scale from 0 to `max`. */
export function gauge({ title, description, unit, query, max, limit, width = 8 }: GaugeOptions): PanelBuilder {
  return framed(new PanelBuilder(), { title, description, width, height: 5 })
    .unit(unit)
    .min(0)
    .max(max)
    .thresholds(limitedTo(limit))
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .targets([instantQuery(query, 0)]);
}
