import { z } from 'zod';
import { parseProfileTypeId } from '../store/profile-type.ts';

/** Connect's JSON writes 64-bit integers as text and reads both. */
const int64 = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/, 'expected a whole number')
    .transform(Number)
    .refine(Number.isSafeInteger, 'expected a whole number of at most 16 digits'),
]);

const milliseconds = int64.optional();
/** Some 300 years: the ends of steps are milliseconds that a number holds exactly. */
const LONGEST_STEP_SECONDS = 1e10;

/** Protobuf's JSON mapping also takes a field by the name it has in the .proto file. */
function named<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((body) => (isObject(body) ? withCamelCaseKeys(body) : body), z.object(shape));
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function withCamelCaseKeys(body: Record<string, unknown>): Record<string, unknown> {
  const camelCase = (key: string) => key.replace(/_([a-zA-Z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [camelCase(key), value]));
}

const range = { start: milliseconds, end: milliseconds };
const matchers = z.array(z.string()).default([]);
const profileTypeID = z.string().refine((id) => parseProfileTypeId(id) !== undefined, {
  message: 'expected <name>:<type>:<unit>:<period type>:<period unit>',
});
const merge = {
  profileTypeID,
  labelSelector: z.string().default(''),
  ...range,
  maxNodes: int64.refine((nodes) => nodes >= 0, 'expected a number of nodes, 0 for the default').optional(),
};
const hexIds = (digits: number) =>
  z
    .array(
      z
        .string()
        .regex(new RegExp(`^[0-9a-fA-F]{${digits}}$`), `expected ${digits} hex digits`)
        .toLowerCase(),
    )
    .default([]);

export const ProfileTypesRequest = named(range);
export const LabelNamesRequest = named({ matchers, ...range });
export const LabelValuesRequest = named({ name: z.string().min(1), matchers, ...range });
export const SeriesRequest = named({ matchers, labelNames: z.array(z.string()).default([]), ...range });
export const SelectMergeStacktracesRequest = named({
  ...merge,
  spanSelector: hexIds(16),
  traceIdSelector: hexIds(32),
}).refine(({ spanSelector, traceIdSelector }) => spanSelector.length === 0 || traceIdSelector.length === 0, {
  message: 'expected spanSelector or traceIdSelector, not both',
});
export const SelectMergeProfileRequest = named({ ...merge, traceIdSelector: hexIds(32) });
export const SelectMergeSpanProfileRequest = named({ ...merge, spanSelector: hexIds(16) });
export const SelectSeriesRequest = named({
  profileTypeID,
  labelSelector: z.string().default(''),
  ...range,
  groupBy: z.array(z.string()).default([]),
  /** Seconds. */
  step: z
    .number()
    .positive('expected a step in seconds, larger than 0')
    .max(LONGEST_STEP_SECONDS, `expected a step of at most ${LONGEST_STEP_SECONDS} seconds`)
    .default(15),
});
