import type { Figure } from '@cortex/console/model';
import { eventually } from '@cortex/trace-testing';
import type { PrometheusClient } from '../platform/prometheus.ts';
import { baselines } from './baselines.ts';

/** The factor up to which the guide's "about 100 MB" is met: bare Node takes 43 MB, with OpenTelemetry and the profiler 117. */
const ABOUT = 1.5;
/** How long the last metrics of a window may take, because they come through the Collector. */
const PATIENCE_MILLISECONDS = 30_000;

/** A time interval, in milliseconds since 1970. */
export interface Window {
  from: number;
  to: number;
}

export interface ResourceWindows {
  idle: Window;
  /** The load windows by service, without idle services. */
  load: ReadonlyMap<string, Window[]>;
}

/** CPU and memory of each service from Prometheus, idle and under load. */
export async function resourceFigures(prometheus: PrometheusClient, windows: ResourceWindows): Promise<Figure[]> {
  const figures = await Promise.all(
    baselines.resources.map(async ({ service, cpuPercent, megabytes }) => {
      const measure = (stretches: Window[]) => measureService(prometheus, service, stretches);
      const [idle, load] = await Promise.all([measure([windows.idle]), measure(windows.load.get(service) ?? [])]);
      return [
        figure({ service, figure: 'CPU idle', unit: '%', baseline: cpuPercent.idle, got: idle.cpuPercent }),
        figure({ service, figure: 'CPU load', unit: '%', baseline: cpuPercent.load, got: load.cpuPercent }),
        figure({ service, figure: 'memory idle', unit: 'MB', baseline: megabytes.idle * ABOUT, got: idle.megabytes }),
        figure({ service, figure: 'memory load', unit: 'MB', baseline: megabytes.load, got: load.megabytes }),
      ];
    }),
  );
  return figures.flat();
}

interface Usage {
  cpuPercent: number | undefined;
  megabytes: number | undefined;
}

/** The maximum over the intervals; undefined if Prometheus has no data. */
async function measureService(prometheus: PrometheusClient, service: string, stretches: Window[]): Promise<Usage> {
  const usages = await Promise.all(stretches.map((window) => measureWindow(prometheus, service, window)));
  const largest = (values: (number | undefined)[]) => {
    const known = values.filter((value) => value !== undefined);
    return known.length > 0 ? Math.max(...known) : undefined;
  };
  return {
    cpuPercent: largest(usages.map(({ cpuPercent }) => cpuPercent)),
    megabytes: largest(usages.map(({ megabytes }) => megabytes)),
  };
}

async function measureWindow(prometheus: PrometheusClient, service: string, { from, to }: Window): Promise<Usage> {
  const ask = async (expression: string) => {
    const [series] = await eventually(() => answered(prometheus.query(expression, to)), {
      what: `${expression} in Prometheus`,
      timeoutMilliseconds: PATIENCE_MILLISECONDS,
      intervalMilliseconds: 1000,
    }).catch(() => []);
    return series?.value;
  };
  const range = `[${Math.ceil((to - from) / 1000)}s]`;
  const cpu = await ask(`sum(rate(process_cpu_seconds_total{job="${service}"}${range})) * 100`);
  const bytes = await ask(`sum(max_over_time(process_resident_memory_bytes{job="${service}"}${range}))`);
  return { cpuPercent: cpu, megabytes: bytes === undefined ? undefined : bytes / 1e6 };
}

async function answered<T>(asked: Promise<T[]>): Promise<T[] | undefined> {
  const series = await asked;
  return series.length > 0 ? series : undefined;
}

interface FigureParts {
  service: string;
  figure: string;
  unit: string;
  baseline: number;
  got: number | undefined;
}

function figure({ service, got, ...rest }: FigureParts): Figure {
  return { row: service, ...rest, good: 'below', got: got === undefined ? null : Number(got.toFixed(2)) };
}
