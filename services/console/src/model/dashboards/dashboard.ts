import { z } from 'zod';

/** The supported types of panels. */
export const DRAWN_TYPES = ['timeseries', 'heatmap', 'stat', 'gauge', 'bargauge', 'table'] as const;

const target = z.object({
  expr: z.string(),
  refId: z.string(),
  instant: z.boolean().default(false),
  legendFormat: z.string().default(''),
  exemplar: z.boolean().default(false),
});

const step = z.object({ color: z.string(), value: z.number().nullable() });
const mapping = z.object({
  type: z.string(),
  options: z.record(z.string(), z.object({ text: z.string(), color: z.string().optional() })),
});

const defaults = z.object({
  unit: z.string().default('short'),
  min: z.number().optional(),
  max: z.number().optional(),
  thresholds: z.object({ steps: z.array(step) }).default({ steps: [] }),
  mappings: z.array(mapping).default([]),
  custom: z.object({ thresholdsStyle: z.object({ mode: z.string() }).optional() }).default({}),
});

const panel = z.object({
  /** One of {@link DRAWN_TYPES}, `row` for the heading of the panels below it, or an unsupported type. */
  type: z.string(),
  title: z.string().default(''),
  description: z.string().default(''),
  gridPos: z.object({ w: z.number(), h: z.number() }),
  targets: z.array(target).default([]),
  fieldConfig: z.object({ defaults }).default({ defaults: defaults.parse({}) }),
  options: z.object({ yAxis: z.object({ unit: z.string() }).optional() }).default({}),
  transformations: z
    .array(
      z.object({ id: z.string(), options: z.object({ renameByName: z.record(z.string(), z.string()).default({}) }) }),
    )
    .default([]),
});

const variable = z.object({
  name: z.string(),
  label: z.string().default(''),
  query: z.string(),
  multi: z.boolean().default(false),
  includeAll: z.boolean().default(false),
  current: z.object({ value: z.union([z.string(), z.array(z.string())]) }),
});

const link = z.object({
  title: z.string(),
  /** `dashboards` links to all dashboards that have one of the tags. */
  type: z.string(),
  tags: z.array(z.string()).default([]),
  url: z.string().default(''),
});

/** The parts of a Grafana dashboard that are drawn. */
export const dashboardSchema = z.object({
  uid: z.string(),
  title: z.string(),
  description: z.string().default(''),
  tags: z.array(z.string()).default([]),
  /** The refresh interval, such as `10s`. */
  refresh: z.string().default(''),
  /** The default time range, in Grafana's notation, such as from `now-30m` to `now`. */
  time: z.object({ from: z.string(), to: z.string() }).optional(),
  templating: z.object({ list: z.array(variable) }).default({ list: [] }),
  links: z.array(link).default([]),
  panels: z.array(panel),
});

export type Dashboard = z.output<typeof dashboardSchema>;
export type DrawnType = (typeof DRAWN_TYPES)[number];
export type DashboardLink = z.output<typeof link>;
export type Panel = z.output<typeof panel>;
export type PanelTarget = z.output<typeof target>;
export type FieldDefaults = z.output<typeof defaults>;
export type DashboardVariable = z.output<typeof variable>;
