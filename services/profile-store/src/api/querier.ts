import type { Router } from '@koa/router';
import { buildFlameGraph, type FlameGraph } from '../query/flame-graph.ts';
import { type LabelMatcher, labelValue, parseSelectors } from '../query/label-selector.ts';
import { buildMergedProfile } from '../query/merged-profile.ts';
import type { ProfileReader, Selection, Series, StackTotal } from '../query/profile-reader.ts';
import { withTypeLabels } from '../query/series-labels.ts';
import { groupByStep } from '../query/time-series.ts';
import { type ProfileType, parseProfileTypeId } from '../store/profile-type.ts';
import { connectErrors } from './connect-error.ts';
import {
  LabelNamesRequest,
  LabelValuesRequest,
  ProfileTypesRequest,
  SelectMergeProfileRequest,
  SelectMergeSpanProfileRequest,
  SelectMergeStacktracesRequest,
  SelectSeriesRequest,
  SeriesRequest,
} from './requests.ts';

const PATH = '/querier.v1.QuerierService';
/** What Pyroscope shows when nothing else is asked for. */
export const DEFAULT_MAX_NODES = 8192;

/** The calls of Pyroscope's querier.v1 that its users' tools make, in Connect's JSON. */
export function querierRoutes(router: Router, reader: ProfileReader): void {
  const calls: Record<string, (body: unknown) => unknown> = {
    ProfileTypes: (body) => profileTypes(reader, body),
    LabelNames: (body) => labelNames(reader, body),
    LabelValues: (body) => labelValues(reader, body),
    Series: (body) => series(reader, body),
    SelectSeries: (body) => selectSeries(reader, body),
    SelectMergeStacktraces: (body) => selectMergeStacktraces(reader, body),
    SelectMergeProfile: (body) => selectMergeProfile(reader, body),
    SelectMergeSpanProfile: (body) => selectMergeSpanProfile(reader, body),
  };
  for (const [name, answer] of Object.entries(calls)) {
    router.post(`${PATH}/${name}`, connectErrors, (ctx) => {
      ctx.body = answer(ctx.request.body ?? {});
    });
  }
}

type Range = { start?: number | undefined; end?: number | undefined };

/** Without a range everything is meant. */
function select({ start = 0, end = Number.MAX_SAFE_INTEGER }: Range, matchers: LabelMatcher[]): Selection {
  return { matchers, start, end };
}

function profileTypes(reader: ProfileReader, body: unknown) {
  const found = reader.series(select(ProfileTypesRequest.parse(body), []));
  const ids = [...new Set(found.map(({ profileType }) => profileType))].sort();
  return { profileTypes: ids.map((ID) => ({ ID, ...parseProfileTypeId(ID) })) };
}

function labelNames(reader: ProfileReader, body: unknown) {
  const request = LabelNamesRequest.parse(body);
  const found = reader.series(select(request, parseSelectors(request.matchers)));
  return { names: [...new Set(found.flatMap((one) => Object.keys(labelsWithType(one))))].sort() };
}

function labelValues(reader: ProfileReader, body: unknown) {
  const request = LabelValuesRequest.parse(body);
  const found = reader.series(select(request, parseSelectors(request.matchers)));
  const values = found
    .map((one) => labelValue(labelsWithType(one), request.name))
    .filter((value) => value !== undefined);
  return { names: [...new Set(values)].sort() };
}

function series(reader: ProfileReader, body: unknown) {
  const request = SeriesRequest.parse(body);
  const found = reader.series(select(request, parseSelectors(request.matchers)));
  const wanted = ([name]: [string, string]) => request.labelNames.length === 0 || request.labelNames.includes(name);
  const sets = found.map((one) => JSON.stringify(Object.entries(labelsWithType(one)).filter(wanted).sort()));
  return { labelsSet: [...new Set(sets)].map((set) => ({ labels: toPairs(JSON.parse(set)) })) };
}

const labelsWithType = ({ profileType, labels }: Series) => withTypeLabels(labels, profileType);

const toPairs = (entries: Array<[string, string]>) => entries.map(([name, value]) => ({ name, value }));

function selectSeries(reader: ProfileReader, body: unknown) {
  const request = SelectSeriesRequest.parse(body);
  const selection = { ...select(request, parseSelectors([request.labelSelector])), profileType: request.profileTypeID };
  const found = reader.series(selection);
  const totals = reader.profileTotals(found, selection);
  const groups = groupByStep(found, totals, {
    start: request.start ?? totals[0]?.timeMilliseconds ?? 0,
    stepMilliseconds: Math.max(1, Math.round(request.step * 1000)),
    groupBy: request.groupBy,
  });
  return {
    series: groups.map(({ labels, points }) => ({
      labels: toPairs(Object.entries(labels)),
      points: points.map(({ value, timestamp }) => ({ value, timestamp: String(timestamp) })),
    })),
  };
}

function selectMergeStacktraces(reader: ProfileReader, body: unknown) {
  const request = SelectMergeStacktracesRequest.parse(body);
  return flameGraph(mergeStacks(reader, request).stacks, request);
}

function selectMergeSpanProfile(reader: ProfileReader, body: unknown) {
  const request = SelectMergeSpanProfileRequest.parse(body);
  // Without a span it is about no samples, where the other calls are then about all.
  const { stacks } = request.spanSelector.length > 0 ? mergeStacks(reader, request) : { stacks: [] };
  return flameGraph(stacks, request);
}

function selectMergeProfile(reader: ProfileReader, body: unknown) {
  const request = SelectMergeProfileRequest.parse(body);
  const { stacks, selection } = mergeStacks(reader, request);
  return buildMergedProfile(stacks, {
    type: parseProfileTypeId(request.profileTypeID) as ProfileType,
    start: selection.start,
    end: Math.min(selection.end, Date.now()),
  });
}

interface MergeRequest extends Range {
  profileTypeID: string;
  labelSelector: string;
  spanSelector?: string[];
  traceIdSelector?: string[];
}

function mergeStacks(reader: ProfileReader, request: MergeRequest) {
  const { spanSelector = [], traceIdSelector = [] } = request;
  const selection = { ...select(request, parseSelectors([request.labelSelector])), profileType: request.profileTypeID };
  const stacks = reader.stackTotals(reader.series(selection), selection, {
    ...(spanSelector.length > 0 && { spanIds: spanSelector }),
    ...(traceIdSelector.length > 0 && { traceIds: traceIdSelector }),
  });
  return { stacks, selection };
}

function flameGraph(stacks: readonly StackTotal[], { maxNodes }: { maxNodes?: number | undefined }) {
  return { flamegraph: toConnectJson(buildFlameGraph(stacks, { maxNodes: maxNodes || DEFAULT_MAX_NODES })) };
}

function toConnectJson({ names, levels, total, maxSelf }: FlameGraph) {
  return {
    names,
    levels: levels.map((values) => ({ values: values.map(String) })),
    total: String(total),
    maxSelf: String(maxSelf),
  };
}
