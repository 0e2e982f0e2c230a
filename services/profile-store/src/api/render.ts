import { validate } from '@cortex/runtime';
import type { Router } from '@koa/router';
import { z } from 'zod';
import { buildFlameGraph, type FlameGraph } from '../query/flame-graph.ts';
import type { ProfileReader, Selection } from '../query/profile-reader.ts';
import { groupByStep } from '../query/time-series.ts';
import type { ProfileType } from '../store/profile-type.ts';
import { profileQuery, readProfileQuery } from './profile-query.ts';
import { DEFAULT_MAX_NODES } from './querier.ts';

const RenderQuery = z.object({
  ...profileQuery,
  format: z.literal('json').default('json'),
  'max-nodes': z.coerce.number().int().positive().optional(),
  maxNodes: z.coerce.number().int().positive().optional(),
});

const TIMELINE_POINTS = 100;

/** Pyroscope's `/pyroscope/render`: a flame graph and its timeline in one JSON object. */
export function renderRoute(router: Router, reader: ProfileReader): void {
  router.get('/pyroscope/render', (ctx) => {
    const parameters = validate(RenderQuery, { ...ctx.query });
    const { type, selection } = readProfileQuery(parameters);
    const series = reader.series(selection);
    const maxNodes = parameters.maxNodes ?? parameters['max-nodes'] ?? DEFAULT_MAX_NODES;
    const graph = buildFlameGraph(reader.stackTotals(series, selection), { maxNodes });
    ctx.body = {
      version: 1,
      flamebearer: toFlamebearer(graph),
      metadata: metadata(type),
      timeline: timeline(reader, series, selection),
      groups: null,
      heatmap: null,
    };
  });
}

function toFlamebearer({ names, levels, total, maxSelf }: FlameGraph) {
  return { names, levels, numTicks: total, maxSelf };
}

/** Pyroscope shows CPU in samples of a nanosecond and counts as objects. */
function metadata({ sampleType, sampleUnit }: ProfileType) {
  const isCount = ['inuse_objects', 'alloc_objects', 'goroutine', 'samples'].includes(sampleType);
  const isCpu = sampleType === 'cpu';
  return {
    format: 'single',
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
