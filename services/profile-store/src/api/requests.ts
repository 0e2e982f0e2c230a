import { z } from 'zod';
import { AsyncQueryType, ProfileFormat, ProfileFormatSchema } from '../messages/querier/v1/querier_pb.ts';
import { ExemplarType } from '../messages/types/v1/types_pb.ts';
import { parseProfileTypeId } from '../store/profile-type.ts';

/** The rules for messages of querier.v1 beyond their types. Protobuf does not distinguish a zero or an empty list from a missing field. */

/** The most nodes that Pyroscope draws by default. */
export const MOST_NODES = 1_048_576;
/** The most names in one request: each is looked up in every series. */
export const MOST_LABEL_NAMES = 100;
/** Some 300 years: keeps the ends of steps within the milliseconds that a number can hold exactly. */
const LONGEST_STEP_SECONDS = 1e10;
const SHORTEST_STEP_SECONDS = 0.001;
const DEFAULT_STEP_SECONDS = 15;

const milliseconds = z
  .bigint()
  .transform((value) => (value === 0n ? undefined : Number(value)))
  .refine((value) => Number.isSafeInteger(value ?? 0), 'expected milliseconds since the epoch, of at most 16 digits');
const range = { start: milliseconds, end: milliseconds };

/** The range of a request; a missing one selects everything. */
export function rangeOf({ start = 0, end = Number.MAX_SAFE_INTEGER }: Range): { start: number; end: number } {
  return { start, end };
}

export interface Range {
  start?: number | undefined;
  end?: number | undefined;
}

const matchers = z.array(z.string());
const labelNames = z.array(z.string()).max(MOST_LABEL_NAMES, `expected at most ${MOST_LABEL_NAMES} names of labels`);
const profileTypeID = z.string().refine((id) => parseProfileTypeId(id) !== undefined, {
  message: 'expected <name>:<type>:<unit>:<period type>:<period unit>',
});
const maxNodes = z
  .bigint()
  .min(0n, 'expected a number of nodes, 0 for the default')
  .max(BigInt(MOST_NODES), `expected at most ${MOST_NODES} nodes`)
  .transform(Number)
  .optional();
const hexIds = (digits: number) =>
  z.array(
    z
      .string()
      .regex(new RegExp(`^[0-9a-fA-F]{${digits}}$`), `expected ${digits} hex digits`)
      .toLowerCase(),
  );

/** Refuses what Pyroscope supports and this store does not: ignoring it would answer a different query. */
function unlessAsked<Schema extends z.ZodType>(schema: Schema, isAsked: (value: z.output<Schema>) => boolean) {
  return schema.refine((value) => !isAsked(value), { message: 'is not supported here', params: UNSUPPORTED });
}

const nameOf = (format: unknown) => ProfileFormatSchema.values.find(({ number }) => number === format)?.name;

/** @param supported the formats of answers that are supported */
function formatOf(supported: readonly number[]) {
  return z.number().refine((format) => supported.includes(format), {
    error: ({ input }) => `${nameOf(input) ?? input} is not supported here`,
    params: UNSUPPORTED,
  });
}

const UNSUPPORTED = { unsupported: true };

/** Whether a request is valid, but asks for something that the store does not support. */
export function isUnsupported({ issues }: z.ZodError): boolean {
  return issues.every((issue) => issue.code === 'custom' && issue.params === UNSUPPORTED);
}

const DRAWN: readonly number[] = [ProfileFormat.UNSPECIFIED, ProfileFormat.FLAMEGRAPH];
const WITH_PPROF = [...DRAWN, ProfileFormat.PPROF];
const EXEMPLARS: readonly number[] = [ExemplarType.INDIVIDUAL, ExemplarType.SPAN];

/** Selects stacks that begin with these calls, outermost first. */
const stackTraceSelector = z
  .object({
    callSite: z.array(z.object({ name: z.string() })).transform((calls) => calls.map(({ name }) => name)),
    goPgo: unlessAsked(z.unknown().optional(), (value) => value !== undefined),
  })
  .optional();
const profileIdSelector = unlessAsked(z.array(z.string()), (ids) => ids.length > 0);
const merge = { profileTypeID, labelSelector: z.string(), ...range, maxNodes };

const selectMergeStacktraces = z.object({
  ...merge,
  stackTraceSelector,
  profileIdSelector,
  traceIdSelector: hexIds(32),
  spanSelector: hexIds(16),
  async: unlessAsked(
    z.object({ type: z.number(), requestId: z.string() }).optional(),
    (async) => async !== undefined && (async.type !== AsyncQueryType.DISABLED || async.requestId !== ''),
  ),
  format: z.number(),
});

type Selectors = Pick<z.output<typeof selectMergeStacktraces>, 'spanSelector' | 'traceIdSelector'>;

const isOfSpansOrTraces = ({ spanSelector, traceIdSelector }: Selectors) =>
  spanSelector.length === 0 || traceIdSelector.length === 0;
const ONE_SELECTOR = { message: 'expected spanSelector or traceIdSelector, not both' };

export const ProfileTypesRequest = z.object(range);
export const LabelNamesRequest = z.object({ matchers, ...range });
export const LabelValuesRequest = z.object({
  name: z.string().min(1, 'expected the name of a label'),
  matchers,
  ...range,
});
export const SeriesRequest = z.object({ matchers, labelNames, ...range });
export const SelectMergeStacktracesRequest = selectMergeStacktraces
  .extend({ format: formatOf(WITH_PPROF) })
  .refine(isOfSpansOrTraces, ONE_SELECTOR);
export const SelectMergeProfileRequest = z.object({
  ...merge,
  stackTraceSelector,
  profileIdSelector,
  traceIdSelector: hexIds(32),
});
export const SelectMergeSpanProfileRequest = z.object({
  ...merge,
  spanSelector: hexIds(16),
  format: formatOf(DRAWN),
});
export const SelectSeriesRequest = z.object({
  profileTypeID,
  labelSelector: z.string(),
  ...range,
  groupBy: labelNames,
  /** In seconds. */
  step: z
    .number()
    .transform((step) => step || DEFAULT_STEP_SECONDS)
    .refine(
      (step) => step >= SHORTEST_STEP_SECONDS && step <= LONGEST_STEP_SECONDS,
      `expected a step of ${SHORTEST_STEP_SECONDS} to ${LONGEST_STEP_SECONDS} seconds`,
    ),
  aggregation: z.number().optional(),
  /** How many of the largest series to return; 0 returns all. */
  limit: z.bigint().min(0n, 'expected a number of series, 0 for all').transform(Number).optional(),
  exemplarType: unlessAsked(z.number(), (type) => EXEMPLARS.includes(type)),
  stackTraceSelector: unlessAsked(z.unknown().optional(), (selector) => selector !== undefined),
});
/** The formats of the two sides are ignored, as in Pyroscope. */
const side = selectMergeStacktraces.refine(isOfSpansOrTraces, ONE_SELECTOR);
export const DiffRequest = z.object({ left: side, right: side });
export const AnalyzeQueryRequest = z.object({ query: z.string(), ...range });
