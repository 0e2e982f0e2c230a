import { BigValueColorMode, BigValueGraphMode, ReduceDataOptionsBuilder } from '@grafana/grafana-foundation-sdk/common';
import type { Threshold, ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { framed } from './framed.ts';
import { instantQuery, type Query } from './query.ts';

export interface StatOptions {
  title: string;
  description: string;
  unit: string;
  query: Query;
  /** The values from which each colour applies; the first one is null. */
  steps: Threshold[];
  mappings?: ValueMapping[];
  width?: number;
}

/** The newest values as large figures. */
export function stat({ title, description, unit, query, steps, mappings = [], width = 8 }: StatOptions): PanelBuilder {
  return framed(new PanelBuilder(), { title, description, width, height: 5 })
    .unit(unit)
    .mappings(mappings)
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .colorMode(BigValueColorMode.Background)
    .graphMode(BigValueGraphMode.None)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']))
    .targets([instantQuery(query, 0)]);
}
