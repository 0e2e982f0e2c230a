import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ConnectRouter } from '@connectrpc/connect';
import type { z } from 'zod';
import {
  type FlameGraphDiffSchema,
  type FlameGraphSchema,
  ProfileFormat,
  QuerierService,
} from '../messages/querier/v1/querier_pb.ts';
import { TimeSeriesAggregationType } from '../messages/types/v1/types_pb.ts';
import { buildFlameGraph, buildFlameGraphDiff, type FlameGraph } from '../query/flame-graph.ts';
import { int64 } from '../query/int64.ts';
import { labelValue, parseSelectors } from '../query/label-selector.ts';
import { buildMergedProfile } from '../query/merged-profile.ts';
import type { ProfileReader, Selection, Series, StackTotal } from '../query/profile-reader.ts';
import { withTypeLabels } from '../query/series-labels.ts';
import { groupByStep, largestSeries } from '../query/time-series.ts';
import { type ProfileType, parseProfileTypeId } from '../store/profile-type.ts';
import { analyzeQuery } from './analyze-query.ts';
import {
  AnalyzeQueryRequest,
  DiffRequest,
  LabelNamesRequest,
  LabelValuesRequest,
  ProfileTypesRequest,
  type Range,
  rangeOf,
  SelectMergeProfileRequest,
  SelectMergeSpanProfileRequest,
  SelectMergeStacktracesRequest,
  SelectSeriesRequest,
  SeriesRequest,
} from './requests.ts';

/** Pyroscope's default. */
export const DEFAULT_MAX_NODES = 8192;
/** The latest time whose nanoseconds fit into 64 bits, in the year 2262. */
const MOST_MILLISECONDS = 9_223_372_036_854;

/** Pyroscope's querier.v1. Connect answers that the calls which are left out, SelectHeatmap, are not implemented. */
export function querierService(connect: ConnectRouter, reader: ProfileReader): void {
  connect.service(QuerierService, {
    profileTypes: (request) => profileTypes(reader, ProfileTypesRequest.parse(request)),
    labelNames: (request) => labelNames(reader, LabelNamesRequest.parse(request)),
    labelValues: (request) => labelValues(reader, LabelValuesRequest.parse(request)),
    series: (request) => series(reader, SeriesRequest.parse(request)),
    selectSeries: (request) => selectSeries(reader, SelectSeriesRequest.parse(request)),
    selectMergeStacktraces: (request) => selectMergeStacktraces(reader, SelectMergeStacktracesRequest.parse(request)),
    selectMergeProfile: (request) => mergedProfile(reader, SelectMergeProfileRequest.parse(request)),
    selectMergeSpanProfile: (request) => selectMergeSpanProfile(reader, SelectMergeSpanProfileRequest.parse(request)),
    diff: (request) => diff(reader, DiffRequest.parse(request)),
    getProfileStats: () => profileStats(reader),
    analyzeQuery: (request) => analyzeQuery(reader, AnalyzeQueryRequest.parse(request)),
  });
}

function profileTypes(reader: ProfileReader, range: Range) {
  const ids = typesOf(reader.series({ ...rangeOf(range), matchers: [] }));
  return { profileTypes: ids.map((ID) => ({ ID, ...parseProfileTypeId(ID) })) };
}

export function typesOf(found: readonly Series[]): string[] {
  return [...new Set(found.map(({ profileType }) => profileType))].sort();
}

interface MatchedRange extends Range {
  matchers: string[];
}

function matched(reader: ProfileReader, request: MatchedRange): Series[] {
  return reader.series({ ...rangeOf(request), matchers: parseSelectors(request.matchers) });
}

function labelNames(reader: ProfileReader, request: MatchedRange) {
  const names = matched(reader, request).flatMap((one) => Object.keys(labelsWithType(one)));
  return { names: [...new Set(names)].sort() };
}

function labelValues(reader: ProfileReader, request: MatchedRange & { name: string }) {
  return { names: valuesOf(matched(reader, request), request.name) };
}

export function valuesOf(found: readonly Series[], label: string): string[] {
  const values = found.map((one) => labelValue(labelsWithType(one), label)).filter((value) => value !== undefined);
  return [...new Set(values)].sort();
}

function series(reader: ProfileReader, request: z.output<typeof SeriesRequest>) {
  const wanted = new Set(request.labelNames);
  const isWanted = ([name]: [string, string]) => wanted.size === 0 || wanted.has(name);
  const sets = matched(reader, request).map((one) =>
    JSON.stringify(Object.entries(labelsWithType(one)).filter(isWanted).sort()),
  );
  return { labelsSet: [...new Set(sets)].map((set) => ({ labels: toPairs(JSON.parse(set)) })) };
}

const labelsWithType = ({ profileType, labels }: Series) => withTypeLabels(labels, profileType);

const toPairs = (entries: Array<[string, string]>) => entries.map(([name, value]) => ({ name, value }));

function selectSeries(reader: ProfileReader, request: z.output<typeof SelectSeriesRequest>) {
  const selection = selectType(request);
  const found = reader.series(selection);
  const totals = reader.profileTotals(found, selection);
  const groups = groupByStep(found, totals, {
    start: request.start ?? totals[0]?.timeMilliseconds ?? 0,
    stepMilliseconds: Math.max(1, Math.round(request.step * 1000)),
    groupBy: request.groupBy,
    isMean: request.aggregation === TimeSeriesAggregationType.AVERAGE,
  });
  return {
    series: (request.limit ? largestSeries(groups, request.limit) : groups).map(({ labels, points }) => ({
      labels: toPairs(Object.entries(labels)),
      points: points.map(({ value, timestamp }) => ({ value, timestamp: int64(timestamp) })),
    })),
  };
}

interface TypeRequest extends Range {
  profileTypeID: string;
  labelSelector: string;
}

interface MergeRequest extends TypeRequest {
  spanSelector?: string[];
  traceIdSelector?: string[];
  stackTraceSelector?: { callSite: string[] } | undefined;
}

function selectType(request: TypeRequest): Selection {
  const matchers = parseSelectors([request.labelSelector]);
  return { ...rangeOf(request), matchers, profileType: request.profileTypeID };
}

function mergedStacks(reader: ProfileReader, request: MergeRequest): StackTotal[] {
  const { spanSelector = [], traceIdSelector = [], stackTraceSelector } = request;
  const selection = selectType(request);
  const stacks = reader.stackTotals(reader.series(selection), selection, {
    ...(spanSelector.length > 0 && { spanIds: spanSelector }),
    ...(traceIdSelector.length > 0 && { traceIds: traceIdSelector }),
  });
  const callSite = stackTraceSelector?.callSite ?? [];
  return stacks.filter(({ stack }) => callSite.every((name, depth) => stack[depth]?.function === name));
}

function selectMergeStacktraces(reader: ProfileReader, request: z.output<typeof SelectMergeStacktracesRequest>) {
  if (request.format === ProfileFormat.PPROF) return { pprof: { profile: mergedProfile(reader, request) } };
  return { flamegraph: flameGraph(mergedStacks(reader, request), request) };
}

function selectMergeSpanProfile(reader: ProfileReader, request: z.output<typeof SelectMergeSpanProfileRequest>) {
  // Without a span this call selects no samples, whereas the others select all.
  const stacks = request.spanSelector.length > 0 ? mergedStacks(reader, request) : [];
  return { flamegraph: flameGraph(stacks, request) };
}

function mergedProfile(reader: ProfileReader, request: MergeRequest) {
  return buildMergedProfile(mergedStacks(reader, request), {
    type: parseProfileTypeId(request.profileTypeID) as ProfileType,
    start: writable(request.start ?? 0),
    end: writable(request.end ?? Date.now()),
  });
}

/** Clamps a time to what an int64 of nanoseconds can hold. */
const writable = (milliseconds: number): number => Math.min(Math.max(milliseconds, 0), MOST_MILLISECONDS);

interface NodeLimit {
  maxNodes?: number | undefined;
}

const nodesOf = ({ maxNodes }: NodeLimit): number => maxNodes || DEFAULT_MAX_NODES;

function flameGraph(stacks: readonly StackTotal[], limit: NodeLimit): MessageInitShape<typeof FlameGraphSchema> {
  return toMessage(buildFlameGraph(stacks, { maxNodes: nodesOf(limit) }));
}

function diff(reader: ProfileReader, { left, right }: z.output<typeof DiffRequest>) {
  const maxNodes = Math.max(nodesOf(left), nodesOf(right));
  const sides = [mergedStacks(reader, left), mergedStacks(reader, right)] as const;
  const graph = buildFlameGraphDiff(...sides, { maxNodes });
  const flamegraph: MessageInitShape<typeof FlameGraphDiffSchema> = {
    ...toMessage(graph),
    leftTicks: int64(graph.leftTotal),
    rightTicks: int64(graph.rightTotal),
  };
  return { flamegraph };
}

function toMessage({ names, levels, total, maxSelf }: FlameGraph) {
  return {
    names,
    levels: levels.map((values) => ({ values: values.map(int64) })),
    total: int64(total),
    maxSelf: int64(maxSelf),
  };
}

function profileStats(reader: ProfileReader) {
  const times = reader.times();
  if (times === undefined) return { dataIngested: false };
  return { dataIngested: true, oldestProfileTime: int64(times.oldest), newestProfileTime: int64(times.newest) };
}
