import { availableParallelism, loadavg } from 'node:os';
import { percentile } from '../../load/streams/percentile.ts';
import { type Spread, spreadOf } from '../startup/spread.ts';
import type { Live } from './live.ts';
import type { Measured } from './measure.ts';

export interface Figures {
  /** Thousands of bytes on the wire. */
  firstLoadKilobytes: number;
  usableMilliseconds: number;
  trace10k: { openMilliseconds: number; scrollFrameP95Milliseconds: number; openRatio?: OpenRatio };
  trace100k: { openMilliseconds: number; explainMilliseconds: number };
  rssMegabytes: number;
  /** The share of a core. */
  idleCpuPercent: number;
  live?: Live;
}

/** The console's time divided by that of jaeger-ui in the same round: median and range. */
export interface OpenRatio extends Spread {
  jaegerUiMilliseconds: number;
}

const FRAME_MILLISECONDS = 1000 / 60;
/** One frame, or two if browser and stack share two cores; rounded like the figures. */
const FRAME_GOAL_MILLISECONDS = round(FRAME_MILLISECONDS * (availableParallelism() > 2 ? 1 : 2));

export function figuresOf({ loads, smaller, larger, rssMegabytes, idleCpuPercent, live }: Measured): Figures {
  const openRatio = openRatioOf(smaller);
  return {
    firstLoadKilobytes: round(spreadOf(loads.map(({ bytes }) => sum(bytes))).median / 1000),
    usableMilliseconds: Math.round(usable(loads).median),
    trace10k: {
      openMilliseconds: Math.round(opening(smaller.opened).median),
      scrollFrameP95Milliseconds: round(percentile(smaller.scrolled.frameMilliseconds, 0.95)),
      ...(openRatio !== undefined && { openRatio }),
    },
    trace100k: {
      openMilliseconds: Math.round(larger.opened.openMilliseconds),
      explainMilliseconds: Math.round(larger.opened.explainMilliseconds),
    },
    rssMegabytes,
    idleCpuPercent: round(idleCpuPercent),
    ...(live !== undefined && { live }),
  };
}

function openRatioOf({ opened, jaegerUiMilliseconds }: Measured['smaller']): OpenRatio | undefined {
  if (jaegerUiMilliseconds.length === 0) return undefined;
  const ratios = opened.map(
    ({ openMilliseconds }, round) => openMilliseconds / (jaegerUiMilliseconds[round] as number),
  );
  return { ...spreadOf(ratios), jaegerUiMilliseconds: Math.round(spreadOf(jaegerUiMilliseconds).median) };
}

export function reportLines(measured: Measured): string[] {
  const { loads, smaller, larger } = measured;
  const figures = figuresOf(measured);
  const { rows, frameMilliseconds } = smaller.scrolled;
  return [
    line('first load', figures.firstLoadKilobytes, 'KB', 400, kinds(loads[0]?.bytes ?? {})),
    line('usable after', figures.usableMilliseconds, 'ms', 1000, range(usable(loads))),
    line(`${smaller.spans} spans open`, figures.trace10k.openMilliseconds, 'ms', 1000, range(opening(smaller.opened))),
    ...ratioLines(figures.trace10k.openRatio),
    line(
      'a frame while scrolling, p95',
      figures.trace10k.scrollFrameP95Milliseconds,
      'ms',
      FRAME_GOAL_MILLISECONDS,
      `${rows} rows in ${frameMilliseconds.length} frames`,
    ),
    line(`${larger.spans} spans open`, figures.trace100k.openMilliseconds, 'ms'),
    line(`${larger.spans} spans explained`, figures.trace100k.explainMilliseconds, 'ms'),
    line('memory at the end', figures.rssMegabytes, 'MB', 120),
    line('idle CPU', figures.idleCpuPercent, '%', 1),
    ...liveLines(figures.live),
    `Load of the machine: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')} on ${availableParallelism()} cores`,
  ];
}

function ratioLines(ratio: OpenRatio | undefined): string[] {
  if (ratio === undefined) return [];
  const { median, min, max, jaegerUiMilliseconds } = ratio;
  return [
    line('the same over jaeger-ui', median, 'times', 1, `${min} to ${max}; jaeger-ui ${jaegerUiMilliseconds} ms`),
  ];
}

function liveLines(live: Live | undefined): string[] {
  if (live === undefined) return [];
  const { minutes, pageHeapMegabytes, rssMegabytes } = live;
  const since = ({ before }: { before: number }) => `${before} before ${minutes} minutes of live mode`;
  return [
    line('heap of the live page', pageHeapMegabytes.after, 'MB', undefined, since(pageHeapMegabytes)),
    line('memory of the console then', rssMegabytes.after, 'MB', 120, since(rssMegabytes)),
  ];
}

function line(what: string, value: number, unit: string, goal?: number, more?: string): string {
  const judged = goal === undefined ? '' : ` of ${goal}, ${value <= goal ? 'met' : 'NOT met'}`;
  const text = `${what.padEnd(30)}${String(value).padStart(9)} ${unit}${judged}`;
  return more === undefined ? text : `${text} (${more})`;
}

function kinds(bytes: Record<string, number>): string {
  const sorted = Object.entries(bytes).sort(([, one], [, other]) => other - one);
  return sorted.map(([kind, size]) => `${kind} ${round(size / 1000)}`).join(', ');
}

const usable = (loads: Measured['loads']) => spreadOf(loads.map(({ usableMilliseconds }) => usableMilliseconds));
const opening = (opened: Measured['smaller']['opened']) =>
  spreadOf(opened.map(({ openMilliseconds }) => openMilliseconds));
const range = ({ min, max }: Spread) => `${Math.round(min)} to ${Math.round(max)}`;
const sum = (bytes: Record<string, number>) => Object.values(bytes).reduce((all, size) => all + size, 0);

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
