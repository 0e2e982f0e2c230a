import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { PROMETHEUS } from '../data-sources.ts';

/** The methods that the builders of all panels have. */
interface PanelFrame {
  title(title: string): this;
  description(description: string): this;
  datasource(source: DataSourceRef): this;
  span(columns: number): this;
  height(rows: number): this;
}

export interface FrameOptions {
  title: string;
  /** What the panel shows, as a sentence. */
  description: string;
  /** How many of 24 columns it takes. */
  width: number;
  height: number;
}

/** Sets a panel's title, description, size and data source, which is Prometheus. */
export function framed<Builder extends PanelFrame>(panel: Builder, options: FrameOptions): Builder {
  const { title, description, width, height } = options;
  return panel.title(title).description(description).datasource(PROMETHEUS).span(width).height(height);
}
