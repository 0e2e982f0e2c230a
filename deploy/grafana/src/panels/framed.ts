import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { PROMETHEUS } from '../data-sources.ts';

/** What the builders of all panels have. */
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

/** Names and places a panel, and lets it ask Prometheus. */
export function framed<Builder extends PanelFrame>(panel: Builder, options: FrameOptions): Builder {
  const { title, description, width, height } = options;
  return panel.title(title).description(description).datasource(PROMETHEUS).span(width).height(height);
}
