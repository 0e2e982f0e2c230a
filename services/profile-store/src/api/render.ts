import { HttpError, validate } from '@cortex/runtime';
import type { Router } from '@koa/router';
import { z } from 'zod';
import { buildFlameGraph, buildFlameGraphDiff, type FlameGraph } from '../query/flame-graph.ts';
import type { ProfileReader, Selection } from '../query/profile-reader.ts';
import { groupByStep } from '../query/time-series.ts';
import type { ProfileType } from '../store/profile-type.ts';
import { profileQuery, readProfileQuery, time } from './profile-query.ts';
import { DEFAULT_MAX_NODES, typesOf, valuesOf } from './querier.ts';
import { MOST_NODES, rangeOf } from './requests.ts';

const nodes = z.coerce.number().int().positive().max(MOST_NODES).optional();
const drawing = { format: z.literal('json').default('json'), 'max-nodes': nodes, maxNodes: nodes };
const RenderQuery = z.object({ ...profileQuery, ...drawing });
const RenderDiffQuery = z.object({
  leftQuery: z.string(),
  leftFrom: time.default('now-1h'),
  leftUntil: time.default('now'),
  rightQuery: z.string(),
  rightFrom: time.default('now-1h'),
  rightUntil: time.default('now'),
  ...drawing,
});
const LabelValuesQuery = z.object({ label: z.string().min(1) });

const TIMELINE_POINTS = 100;

/** Pyroscope's HTTP API besides its calls: flame graphs as JSON, and the values of labels. */
export function renderRoutes(router: Router, reader: ProfileReader): void {
  router.get('/pyroscope/render', (ctx) => {
    ctx.body = render(reader, validate(RenderQuery, { ...ctx.query }));
  });
  router.get('/pyroscope/render-diff', (ctx) => {
    ctx.body = renderDiff(reader, validate(RenderDiffQuery, { ...ctx.query }));
  });
  router.get('/pyroscope/label-values', (ctx) => {
    const { label } = validate(LabelValuesQuery, { ...ctx.query });
    const series = reader.series({ ...rangeOf({}), matchers: [] });
    ctx.body = label === '__name__' ? typesOf(series) : valuesOf(series, label);
  });
}

/** A flame graph and its timeline in one object. */
function render(reader: ProfileReader, parameters: z.output<typeof RenderQuery>) {
  const { type, selection } = readProfileQuery(parameters);
  const series = reader.series(selection);
  const graph = buildFlameGraph(reader.stackTotals(series, selection), { maxNodes: maxNodesOf(parameters) });
  return { ...toFlamebearer(graph, type, 'single'), timeline: timeline(reader, series, selection) };
}

/** Compares two flame graphs. */
function renderDiff(reader: ProfileReader, parameters: z.output<typeof RenderDiffQuery>) {
  const { leftQuery, leftFrom, leftUntil, rightQuery, rightFrom, rightUntil } = parameters;
  const left = readProfileQuery({ query: leftQuery, from: leftFrom, until: leftUntil });
  const right = readProfileQuery({ query: rightQuery, from: rightFrom, until: rightUntil });
  if (left.selection.profileType !== right.selection.profileType)
    throw new HttpError(
      400,
      'Expected leftQuery and rightQuery with one profile type: values of two types cannot be compared',
    );
  const stacksOf = ({ selection }: { selection: Selection }) => reader.stackTotals(reader.series(selection), selection);
  const graph = buildFlameGraphDiff(stacksOf(left), stacksOf(right), { maxNodes: maxNodesOf(parameters) });
  return {
    ...toFlamebearer(graph, left.type, 'double'),
    leftTicks: graph.leftTotal,
    rightTicks: graph.rightTotal,
  };
}

function maxNodesOf(parameters: { maxNodes?: number | undefined; 'max-nodes'?: number | undefined }): number {
  return parameters.maxNodes ?? parameters['max-nodes'] ?? DEFAULT_MAX_NODES;
}

function toFlamebearer({ names, levels, total, maxSelf }: FlameGraph, type: ProfileType, format: 'single' | 'double') {
  return {
    version: 1,
    flamebearer: { names, levels, numTicks: total, maxSelf },
    metadata: { format, ...metadata(type) },
    timeline: null,
    groups: null,
    heatmap: null,
  };
}

/** Like Pyroscope, shows CPU as samples of a nanosecond, and counts as objects. */
function metadata({ sampleType, sampleUnit }: ProfileType) {
  const isCount = ['inuse_objects', 'alloc_objects', 'goroutine', 'samples'].includes(sampleType);
  const isCpu = sampleType === 'cpu';
  return {
    spyName: '',
    sampleRate: isCpu ? 1_000_000_000 : 100,
    units: isCount ? 'objects' : isCpu ? 'samples' : sampleUnit,
    name: sampleType,
  };
}

function timeline(reader: ProfileReader, series: Parameters<ProfileReader['profileTotals']>[0], selection: Selection) {
  const { start, end } = selection;
  const stepSeconds = Math.max(1, Math.ceil((end - start) / 1000 / TIMELINE_POINTS));
  const totals = reader.profileTotals(series, selection);
  const [group] = groupByStep(series, totals, { start, stepMilliseconds: stepSeconds * 1000, groupBy: [] });
  const values = new Map(group?.points.map(({ timestamp, value }) => [timestamp, value]));
  const steps = Math.max(0, Math.ceil((end - start) / 1000 / stepSeconds));
  const samples = Array.from({ length: steps }, (_, step) => values.get(start + (step + 1) * stepSeconds * 1000) ?? 0);
  return { startTime: Math.floor(start / 1000), samples, durationDelta: stepSeconds, watermarks: null };
}
